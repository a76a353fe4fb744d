import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importTranscript, type Imported } from '../../../../src/cli/import-transcript.ts';
import { broadcast } from '../../../../src/formats/broadcast.ts';
import { unpackBytes } from '../../../../src/formats/formats.ts';
import { documentOf, NAMESPACE, p, paragraph, row, run } from '../word-document.ts';
import { OPTIONS, told, turnsOf } from './imported.ts';

describe('Word documents', () => {
  it('reads labels in bold, the title, emphasis and tabs', async () => {
    const { transcript, problems, format } = await importDocument(
      p('Ice on the lake', { style: 'Title' }) +
        paragraph(
          run('Ana Ruiz:', '<w:b/>') + run(' The ice is ') + run('back', '<w:i/>') + run('.'),
        ) +
        paragraph('') +
        p('It came at night.') +
        paragraph(
          run('Lee Osei', '<w:b/>') + run(':') + '<w:r><w:tab/><w:t>I can hear it.</w:t></w:r>',
        ),
      {},
      null,
    );

    expect(format?.id).toBe('docx');
    expect(problems).toEqual([]);
    expect(transcript?.title).toBe('Ice on the lake');
    expect(transcript?.turns.map(({ text }) => text)).toEqual([
      'The ice is back.\n\nIt came at night.',
      'I can hear it.',
    ]);
    expect(transcript?.turns[0]?.content[0]?.children.map(({ type }) => type)).toEqual([
      'text',
      'emphasis',
      'text',
    ]);
  });

  it('reads names in bold without a colon, before a tab or a sentence, or in capitals', async () => {
    const before = '<w:r><w:tab/><w:t>I can hear it.</w:t></w:r>';
    const tabbed = await importDocument(
      paragraph(run('Ana Ruiz', '<w:caps/>') + run(': The ice is back.')) +
        paragraph(run('Lee Osei', '<w:b/>') + before) +
        paragraph(run('Ana Ruiz', '<w:b/>') + before),
    );
    const plain = await importDocument(
      paragraph(run('Ana Ruiz', '<w:b/>') + run(' The ice is back.')) +
        paragraph(run('Lee Osei', '<w:b/>') + run(' Hear: it creaks.')) +
        paragraph(run('Ana Ruiz', '<w:b/>') + run(' Good.')),
    );

    expect(turnsOf(tabbed)).toEqual([
      'Ana Ruiz: The ice is back.',
      'Lee Osei: I can hear it.',
      'Ana Ruiz: I can hear it.',
    ]);
    expect(turnsOf(plain)).toEqual([
      'Ana Ruiz: The ice is back.',
      'Lee Osei: Hear: it creaks.',
      'Ana Ruiz: Good.',
    ]);
  });

  it('keeps a soft hyphen in its word', async () => {
    const imported = await importDocument(
      p('Ana Ruiz: The ice is back.') +
        paragraph(run('Lee Osei: They co') + '<w:softHyphen/>' + run('operate.')),
    );

    expect(turnsOf(imported)).toEqual([
      'Ana Ruiz: The ice is back.',
      'Lee Osei: They co\u00ADoperate.',
    ]);
  });

  it('says that a document has no transcript', async () => {
    expect(await faultOf(documentOf(p('The ice is back.')))).toContain(
      "A Word document without a transcript: it has no title and no speaker's label; expected labels in bold, in headings or at the start of lines. Put a colon after each label, or save the document that has the transcript.",
    );
  });

  it('reads labels in capitals as broadcast text', async () => {
    const imported = await importDocument(
      p('ANA RUIZ, HOST: The ice is back.') +
        p('(SOUNDBITE OF ICE)') +
        p('LEE OSEI, BYLINE: I can hear it.') +
        p('RUIZ: Good.'),
    );

    expect(turnsOf(imported)).toEqual([
      'ANA RUIZ, HOST: The ice is back.',
      'LEE OSEI, BYLINE: I can hear it.',
      'RUIZ: Good.',
    ]);
    expect(imported.transcript?.directions.map(({ text }) => text)).toEqual(['(SOUNDBITE OF ICE)']);
  });

  it("reads labels in a table's first column, and the rows without one as the same turn", async () => {
    const imported = await importDocument(
      `<w:tbl>${row('Ana Ruiz', 'The ice is back.')}${row('', 'It creaks.')}${row('Lee Osei', 'I can hear it.')}</w:tbl>`,
    );

    expect(turnsOf(imported)).toEqual([
      'Ana Ruiz: The ice is back.\n\nIt creaks.',
      'Lee Osei: I can hear it.',
    ]);
  });

  it('names the paragraph as the line of a problem', async () => {
    const imported = await importDocument(
      p('ANA RUIZ, HOST: The ice is back.') + paragraph('') + p('OSEI: I can hear it.'),
    );

    expect(told(imported)).toEqual([
      expect.stringMatching(/^3:1 warning "OSEI" is never given in full/),
    ]);
  });

  it('takes tracked changes as accepted, and tells of comments and page headers', async () => {
    const imported = await importDocument(
      paragraph(
        run('Ana Ruiz:', '<w:b/>') +
          '<w:del w:id="1"><w:r><w:delText> No ice.</w:delText></w:r></w:del>' +
          `<w:ins w:id="2">${run(' The ice is back.')}</w:ins>`,
      ) + paragraph(run('Lee Osei:', '<w:b/>') + run(' Good.')),
      { 'word/header1.xml': `<w:hdr ${NAMESPACE}>${p('Lake Radio, draft')}</w:hdr>` },
    );

    expect(turnsOf(imported)).toEqual(['Ana Ruiz: The ice is back.', 'Lee Osei: Good.']);
    expect(told(imported)).toEqual([
      '1:1 warning The document has tracked changes, which are taken as accepted: "No ice." is deleted in it and left out. If it was spoken, reject the deletion in the word processor and import it again.',
      `1:1 warning The document's page header, "Lake Radio, draft", is left out; only the text itself is imported. Put what matters into the written file.`,
    ]);
  });

  it('leaves out hidden text and tells of it, and keeps what only says that it is not hidden', async () => {
    const imported = await importDocument(
      paragraph(
        run('Ana Ruiz: The ice ') +
          run('secret &amp; aside ', '<w:b/><w:vanish/>') +
          run('is back', '<w:vanish w:val="false"/>') +
          run('.'),
      ) + p('Lee Osei: I hear it.'),
    );

    expect(turnsOf(imported)).toEqual(['Ana Ruiz: The ice is back.', 'Lee Osei: I hear it.']);
    expect(told(imported)).toEqual([
      '1:1 warning "secret & aside" is hidden text of the document; expected what readers see. It is left out. If it was spoken, show it in the word processor and import it again.',
    ]);
  });

  it('reads text boxes, content controls, links, fields and what was moved', async () => {
    const box = `<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>${p('Lee Osei: In a box.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`;
    const imported = await importDocument(
      `<w:sdt><w:sdtContent>${p('Ana Ruiz: In a control.')}</w:sdtContent></w:sdt>` +
        box +
        paragraph(`<w:hyperlink>${run('Ana Ruiz: In a link.')}</w:hyperlink>`) +
        paragraph(`<w:fldSimple w:instr="REF a">${run('Lee Osei: In a field.')}</w:fldSimple>`) +
        paragraph(`<w:moveFrom w:id="1">${run('Ana Ruiz: Moved.')}</w:moveFrom>`) +
        paragraph(`<w:moveTo w:id="2">${run('Ana Ruiz: Moved.')}</w:moveTo>`),
    );

    expect(turnsOf(imported)).toEqual([
      'Ana Ruiz: In a control.',
      'Lee Osei: In a box.',
      'Ana Ruiz: In a link.',
      'Lee Osei: In a field.',
      'Ana Ruiz: Moved.',
    ]);
  });

  it('reads tables of times, names and words, lines within paragraphs, and paragraphs from right to left', async () => {
    const table = await importDocument(
      `<w:tbl>${row('Time', 'Speaker', 'Text')}${row('00:00:01', 'Ana Ruiz', 'The ice is back.')}${row('00:00:09', 'Lee Osei', 'I hear it.')}${row('00:00:15', 'Ana Ruiz', 'Good.')}</w:tbl>`,
    );
    const lines = await importDocument(
      paragraph(run('Ana Ruiz: The ice is back.') + '<w:r><w:br/></w:r>' + run('Lee Osei: Good.')),
    );
    const rightToLeft = await importDocument(
      ['דנה קול: הקרח חזר.', 'לי אוסי: אני שומע.']
        .map((text) => paragraph(run(text, '<w:rtl/>'), '<w:pPr><w:bidi/></w:pPr>'))
        .join(''),
    );

    expect(turnsOf(table)).toEqual([
      'Ana Ruiz 1: The ice is back.',
      'Lee Osei 9: I hear it.',
      'Ana Ruiz 15: Good.',
    ]);
    expect(turnsOf(lines)).toEqual(['Ana Ruiz: The ice is back.', 'Lee Osei: Good.']);
    expect(turnsOf(rightToLeft)).toEqual(['דנה קול: הקרח חזר.', 'לי אוסי: אני שומע.']);
  });

  it('keeps footnotes apart from speech', async () => {
    const imported = await importDocument(
      paragraph(
        run('Ana Ruiz:', '<w:b/>') +
          run(' The ice is back.') +
          '<w:r><w:footnoteReference w:id="1"/></w:r>',
      ) + paragraph(run('Lee Osei:', '<w:b/>') + run(' Good.')),
      {
        'word/footnotes.xml': `<w:footnotes ${NAMESPACE}><w:footnote w:id="1">${p('Measured in February.')}</w:footnote></w:footnotes>`,
      },
    );

    expect(turnsOf(imported)).toEqual(['Ana Ruiz: The ice is back.', 'Lee Osei: Good.']);
    expect(told(imported)).toEqual([]);
    expect(imported.transcript?.directions).toEqual([]);
    expect(notesOf(imported)).toEqual([[['Measured in February.', 16]], []]);
  });

  it('keeps the place of notes within sentences, beside labels and headings, and of endnotes', async () => {
    const footnote = (id: number) => `<w:r><w:footnoteReference w:id="${String(id)}"/></w:r>`;
    const endnote = '<w:r><w:endnoteReference w:id="1"/></w:r>';
    const imported = await importDocument(
      p('LAKE NEWS') +
        paragraph(
          run('ANA RUIZ') + footnote(1) + run(': The ice') + footnote(2) + run(' is back.'),
        ) +
        p('It came at night.') +
        p('(SOUNDBITE OF ICE)') +
        paragraph(run('LEE OSEI: I can hear it.') + endnote) +
        p('ANA RUIZ: Good.'),
      {
        'word/footnotes.xml': `<w:footnotes ${NAMESPACE}><w:footnote w:id="1">${p('Of Lake Radio.')}</w:footnote><w:footnote w:id="2">${p('A foot &amp; more.')}${p('In places.')}</w:footnote></w:footnotes>`,
        'word/endnotes.xml': `<w:endnotes ${NAMESPACE}><w:endnote w:id="1">${p('By telephone.')}</w:endnote></w:endnotes>`,
        'word/comments.xml': `<w:comments ${NAMESPACE}><w:comment w:id="1">${p('Is that so?')}</w:comment></w:comments>`,
      },
    );

    expect(turnsOf(imported)).toEqual([
      'ANA RUIZ: The ice is back.\n\nIt came at night.',
      'LEE OSEI: I can hear it.',
      'ANA RUIZ: Good.',
    ]);
    expect(notesOf(imported)).toEqual([
      [
        ['Of Lake Radio.', 0],
        ['A foot & more.\n\nIn places.', 7],
      ],
      [['By telephone.', 14]],
      [],
    ]);
    expect(imported.markdown).toContain('The ice[^2] is back.');
    expect(told(imported)).toContain(
      `1:1 warning The document's comments, "Is that so?", are left out; only the text itself is imported. Put what matters into the written file.`,
    );
  });

  it.each([
    ['a document', documentOf(p('ANA RUIZ, HOST: The ice is back.') + p('RUIZ: It creaks.'))],
    ['a PDF', strToU8('%PDF-1.7\n')],
  ])('tells that %s is not read as text, whatever --format says', async (_, bytes) => {
    const unpacked = await unpackBytes(bytes);
    const imported = importTranscript(
      unpacked ?? bytes,
      'notes',
      { ...OPTIONS, title: 'Notes', format: broadcast },
      new Map(),
    );

    expect(imported.format?.id).toBe('docx');
    expect(told(imported)).toContain(
      '1:1 warning These bytes are a document and no text, so --format broadcast is not obeyed; expected --format docx, or none. To have it read as broadcast, save its text as a plain text file and import that.',
    );
  });

  it.each([
    [
      'an old .doc',
      ole(''),
      'A document of an old word processor (.doc); expected .docx or text. Save it as .docx.',
    ],
    [
      'a document with a password',
      ole('EncryptedPackage'),
      'A document that is protected by a password; expected one that opens without. Save it without the password.',
    ],
    [
      'rich text',
      strToU8('{\\rtf1\\ansi Ana: Hello}'),
      'A document in rich text format (.rtf); expected .docx or text. Save it as .docx.',
    ],
    [
      'a PDF',
      strToU8('%PDF-1.7\n'),
      'A PDF, which has no paragraphs or labels to go by; expected .docx or text. Save the text itself.',
    ],
    [
      'another archive',
      zipSync({ 'notes.txt': strToU8('Ana: Hello') }),
      'A zip archive without word/document.xml; expected a Word document. Unpack it and import what it holds.',
    ],
    [
      'an OpenDocument text',
      zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text') }),
      'An OpenDocument text; expected a Word document. Save it as .docx.',
    ],
    [
      'entities',
      documentOf(
        '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:p><w:r><w:t>&b;</w:t></w:r></w:p>',
        {},
        '',
      ),
      'The document declares XML entities, which no word processor does; expected plain Office Open XML. Open it in a word processor and save it anew.',
    ],
    [
      'XML that breaks off',
      documentOf('<w:p><w:r><w:t>Ana', {}, ''),
      /^The document is broken: .*; expected a Word document. Open it in a word processor and save it anew.$/,
    ],
    [
      'XML whose tags do not match',
      documentOf('<w:p><w:r><w:t>Ana: Hel</w:t></w<w:p><w:r><w:t>lo</w:t></w:r></w:p>'),
      'The document is broken: its XML is not well-formed; expected a Word document. Open it in a word processor and save it anew.',
    ],
    [
      'a file that is cut off',
      documentOf(p('Ana: Hello')).subarray(0, 700),
      /^(?:The document is cut off or broken; expected a whole \.docx\. Copy or download it again\.|The document is broken: )/,
    ],
  ])('refuses %s', async (_, bytes, message) => {
    expect(await faultOf(bytes)).toEqual([
      typeof message === 'string' ? message : expect.stringMatching(message),
    ]);
  });

  it('refuses a zip bomb by what it inflates to, whatever it declares', async () => {
    const bomb = documentOf(p('a'.repeat(70_000_000)));
    const liar = bomb.slice();
    declareSizes(liar, 10);

    const message =
      /^The document unpacks to more than \d+ MB; expected at most 60 MB of text, so it may be an attack\. Copy its text to a plain text file and import that\.$/;
    expect(await faultOf(bomb)).toEqual([expect.stringMatching(message)]);
    expect(await faultOf(liar)).toEqual([expect.stringMatching(message)]);
  }, 60_000);
});

const notesOf = ({ transcript }: Imported) =>
  transcript?.turns.map(({ notes }) => notes.map(({ text, offset }) => [text, offset]));

async function importDocument(
  body: string,
  parts: Record<string, string> = {},
  title: string | null = 'Ice',
) {
  const unpacked = await unpackBytes(documentOf(body, parts));
  if (!unpacked) throw new Error('The bytes are no document.');
  return importTranscript(unpacked, 'ice.docx', { ...OPTIONS, title }, new Map());
}

async function faultOf(bytes: Uint8Array): Promise<string[]> {
  const unpacked = await unpackBytes(bytes);
  if (!unpacked) throw new Error('The bytes are no document.');
  const { problems } = importTranscript(unpacked, 'ice.docx', OPTIONS, new Map());
  return problems.map(({ message }) => message);
}

/** The beginning of a compound file with the name of one of its streams. */
function ole(stream: string): Uint8Array {
  return Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(504),
    Buffer.from(stream, 'utf16le'),
  ]);
}

/** Writes a size into every header of an archive. */
function declareSizes(archive: Uint8Array, size: number): void {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  for (let at = 0; at + 30 < archive.length; at += 1) {
    const signature = view.getUint32(at, true);
    if (signature === 0x04034b50) view.setUint32(at + 22, size, true);
    if (signature === 0x02014b50) view.setUint32(at + 24, size, true);
  }
}
