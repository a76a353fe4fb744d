import { Unzip, UnzipInflate, zipSync } from 'fflate';
import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { wordsOf } from '../transcript/words.ts';
import { setNotesApart, withNotes, wordingWithNotes } from './docx-notes.ts';
import type { Format } from './format.ts';
import { html, readPage } from './html.ts';
import { readXml } from './xml.ts';

/**
 * A Word document (ECMA-376, Office Open XML): labels in bold, in capitals, in headings or in a table's first column.
 * Footnotes and endnotes become notes where their marks stand; comments, page headers and footers are told and left out.
 * It is converted to HTML, a line for each paragraph, and read as a web page is; problems name the paragraph as line.
 */
export const docx: Format = {
  id: 'docx',
  name: 'Word document (.docx)',
  example: [
    'ANA RUIZ: The ice is back.        (a paragraph; the label may be in bold)',
    'Lee Osei | I can hear it from here.        (a row of a table)',
  ].join('\n'),
  // It is told by its bytes, before there is a text.
  detect: () => 0,
  read: (source, report, options) => {
    const reading = readPage(
      source,
      (severity, { line }, message, related) => {
        report(severity, { line, column: 1 }, message, related);
      },
      options,
      {
        name: 'A Word document',
        cure: 'Put a colon after each label, or save the document that has the transcript.',
      },
    );
    const heard = reading.heard.map((item) => ({ ...item, column: 1 }));
    return { ...reading, heard: withNotes(heard, source) };
  },
  *wording(source, options) {
    const heard = withNotes(html.read(source, () => undefined, options).heard, source);
    for (const passage of wordingWithNotes(html.wording(source, options), heard)) {
      yield { ...passage, column: 1 };
    }
  },
  packed: { isPacked: (bytes) => kindOf(bytes) !== null, unpack },
};

async function unpack(bytes: Uint8Array, report: ProblemReporter): Promise<string | null> {
  const refuse = (message: string): null => {
    report('error', START, message);
    return null;
  };
  const kind = kindOf(bytes);
  if (kind !== 'zip') return refuse(REFUSALS[kind ?? 'old']);
  const unzipped = inflate(bytes);
  if (unzipped.fault !== null) return refuse(unzipped.fault);
  const { files } = unzipped;
  const main = files['word/document.xml'];
  if (!main) {
    return refuse(
      files.mimetype || files['content.xml']
        ? 'An OpenDocument text; expected a Word document. Save it as .docx.'
        : 'A zip archive without word/document.xml; expected a Word document. Unpack it and import what it holds.',
    );
  }
  if (Object.values(files).some(declaresEntities)) {
    return refuse(
      'The document declares XML entities, which no word processor does; expected plain Office Open XML. Open it in a word processor and save it anew.',
    );
  }
  // What converts it would mend broken XML as it likes, in time that grows with the cube of the text.
  if (Object.entries(files).some(([name, file]) => name !== 'mimetype' && !isWellFormed(file))) {
    return refuse(
      'The document is broken: its XML is not well-formed; expected a Word document. Open it in a word processor and save it anew.',
    );
  }
  // Of well-formed XML alone, in which every element has its end.
  const { xml, hidden } = asShown(new TextDecoder().decode(main));
  files['word/document.xml'] = new TextEncoder().encode(xml);
  // Loaded where it is needed: it takes longer to load than most imports take.
  const { default: mammoth } = await import('mammoth');
  let converted: string;
  try {
    const result = await mammoth.convertToHtml(
      { buffer: Buffer.from(zipSync(files, { level: 0 })) },
      {
        styleMap: ["p[style-name='Title'] => h1:fresh", 'all-caps => span.caps'],
        ignoreEmptyParagraphs: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      },
    );
    converted = setNotesApart(withoutCapitals(result.value));
  } catch (error) {
    return refuse(
      `The document is broken: ${error instanceof Error ? excerpt(error.message) : 'it can’t be read'}; expected a Word document. Open it in a word processor and save it anew.`,
    );
  }
  const lost = firstLost(xml, converted);
  if (lost !== null) {
    return refuse(
      `The word "${lost}" of the document would be lost; expected every word. Copy its text to a plain text file and import that, and report the fault.`,
    );
  }
  reportUnseen(hidden, xml, report);
  reportLeftOut(files, report);
  const labelled = converted.replace(LABEL_AND_TAB, '$1:$2 ');
  return `<!doctype html>${labelled.replace(/<\/(?:p|h[1-6]|tr)>/gu, '$&\n')}`;
}

/**
 * The text of a document without what its reader does not see, and with what fields show. mammoth takes hidden runs
 * (ECMA-376, part 1, section 17.3.2.41) for words, and leaves out simple fields (17.16.19).
 */
function asShown(xml: string): { xml: string; hidden: string } {
  const shown: string[] = [];
  let hidden = '';
  let from = 0;
  for (const { 0: start, index } of xml.matchAll(RUN_WITH_LOOK)) {
    if (index < from) continue;
    const looks = xml.indexOf('</w:rPr>', index);
    const end = xml.indexOf('</w:r>', index);
    if (looks === -1 || end < looks) continue;
    const within = xml.slice(looks, end);
    if (!HIDDEN.test(xml.slice(index + start.length, looks)) || /<w:r[\s>]/u.test(within)) continue;
    shown.push(xml.slice(from, index));
    from = end + '</w:r>'.length;
    hidden += textOfXml(within);
  }
  shown.push(xml.slice(from));
  return { xml: shown.join('').replace(/<\/?w:fldSimple\b[^>]*>/gu, ''), hidden: hidden.trim() };
}

const RUN_WITH_LOOK = /<w:r(?:\s[^<>]{0,400})?>\s{0,100}<w:rPr>/gu;
const HIDDEN = /<w:(?:vanish|specVanish)(?:\s+w:val="(?:1|true|on)")?\s*\/>/u;

/** Tells of words in the document that are no part of its text. */
function reportUnseen(hidden: string, xml: string, report: ProblemReporter): void {
  if (hidden !== '') {
    report(
      'warning',
      START,
      `"${excerpt(hidden)}" is hidden text of the document; expected what readers see. It is left out. If it was spoken, show it in the word processor and import it again.`,
    );
  }
  const deleted = [...xml.matchAll(DELETED)].map(({ groups }) => unescapeXml(groups?.text ?? ''));
  const text = deleted.join('').trim();
  if (text === '') return;
  report(
    'warning',
    START,
    `The document has tracked changes, which are taken as accepted: "${excerpt(text)}" is deleted in it and left out. If it was spoken, reject the deletion in the word processor and import it again.`,
  );
}

const DELETED = /<w:delText(?:\s[^<>]{0,200})?>(?<text>[^<]*)</gu;

/** What opens a paragraph in letters that show as capitals stands out as bold does; anywhere else they are letters. */
const withoutCapitals = (converted: string): string =>
  converted
    .replace(/(?<=<p>)<span class="caps">([^<]*)<\/span>/gu, '<strong>$1</strong>')
    .replace(/<\/?span\b[^>]*>/gu, '');

/** A name in bold that opens a paragraph and has a tab after it, as in two columns, is a label: it gets its colon. */
const LABEL_AND_TAB = /(?<=<p>)(<strong>[^<>\t:]{1,60})(<\/strong>)\t/gu;

type Kind = 'zip' | 'old' | 'locked' | 'rtf' | 'pdf';

/** What bytes are, told by their beginning; `null` where they may be text. */
function kindOf(bytes: Uint8Array): Kind | null {
  const startsWith = (...start: number[]) => start.every((byte, index) => bytes[index] === byte);
  if (startsWith(0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (startsWith(0xd0, 0xcf, 0x11, 0xe0)) {
    return Buffer.from(bytes.subarray(0, LARGEST)).includes(ENCRYPTED) ? 'locked' : 'old';
  }
  if (startsWith(0x7b, 0x5c, 0x72, 0x74, 0x66)) return 'rtf';
  return startsWith(0x25, 0x50, 0x44, 0x46, 0x2d) ? 'pdf' : null;
}

/** The name of the stream in which an encrypted document lies (MS-OFFCRYPTO, section 2.3.4.4). */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

const REFUSALS: Record<Exclude<Kind, 'zip'>, string> = {
  old: 'A document of an old word processor (.doc); expected .docx or text. Save it as .docx.',
  locked:
    'A document that is protected by a password; expected one that opens without. Save it without the password.',
  rtf: 'A document in rich text format (.rtf); expected .docx or text. Save it as .docx.',
  pdf: 'A PDF, which has no paragraphs or labels to go by; expected .docx or text. Save the text itself.',
};

type Inflated = { files: Record<string, Uint8Array>; fault: null } | { files: null; fault: string };

/** Inflates what a document's text needs, and no more than a document can have, whatever sizes it declares. */
function inflate(bytes: Uint8Array): Inflated {
  const chunks = new Map<string, Uint8Array[]>();
  const seen = { total: 0, fault: null as string | null };
  const unzip = new Unzip((file) => {
    if (!/\.(?:xml|rels)$|^mimetype$/u.test(file.name)) return;
    if ((file.originalSize ?? 0) > LARGEST) {
      seen.fault = tooLarge(file.originalSize ?? 0);
      return;
    }
    const parts: Uint8Array[] = [];
    chunks.set(file.name, parts);
    file.ondata = (error, chunk) => {
      if (error as Error | null) seen.fault ??= BROKEN;
      seen.total += chunk.length;
      if (seen.total > LARGEST) seen.fault ??= tooLarge(seen.total);
      else parts.push(chunk);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && seen.fault === null; at += STEP) {
      unzip.push(bytes.slice(at, at + STEP), at + STEP >= bytes.length);
    }
  } catch {
    seen.fault ??= BROKEN;
  }
  if (seen.fault !== null) return { files: null, fault: seen.fault };
  const files = [...chunks].map(([name, parts]) => [name, joined(parts)] as const);
  return { files: Object.fromEntries(files), fault: null };
}

const BROKEN =
  'The document is cut off or broken; expected a whole .docx. Copy or download it again.';

const tooLarge = (size: number): string =>
  `The document unpacks to more than ${String(Math.floor(size / 1e6))} MB; expected at most ${String(LARGEST / 1e6)} MB of text, so it may be an attack. Copy its text to a plain text file and import that.`;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const declaresEntities = (file: Uint8Array): boolean =>
  /<!(?:DOCTYPE|ENTITY)/u.test(new TextDecoder().decode(file.subarray(0, 4000)));

const isWellFormed = (file: Uint8Array): boolean =>
  file.length === 0 || readXml(new TextDecoder().decode(file), () => undefined) !== null;

/** The first word of the document's paragraphs that the conversion does not have as often. */
function firstLost(xml: string, converted: string): string | null {
  const counts = new Map<string, number>();
  const text = converted
    .replace(/<\/?(?:strong|em|a|sup|sub|s|u)\b[^>]*>/gu, '')
    .replace(/<[^>]*>/gu, ' ');
  for (const word of wordsOf(unescapeXml(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const word of wordsOf(textOfXml(xml))) {
    const count = counts.get(word) ?? 0;
    if (count === 0) return word;
    counts.set(word, count - 1);
  }
  return null;
}

/** The text of a part of the document: what is in `<w:t>`, save in what was moved away and in a drawing's first choice. */
function textOfXml(xml: string): string {
  let text = '';
  let left = 0;
  for (const { groups } of xml.matchAll(XML_TEXT)) {
    if (groups?.apart !== undefined) left = Math.max(0, left + (groups.apart === '/' ? -1 : 1));
    else if (left > 0) continue;
    else if (groups?.soft !== undefined) text += SOFT_HYPHEN;
    else text += groups?.text === undefined ? ' ' : unescapeXml(groups.text);
  }
  return text;
}

const SOFT_HYPHEN = '\u00AD';
const XML_TEXT =
  /<(?<apart>\/?)(?:mc:Choice|w:moveFrom)\b|<w:(?<soft>softHyphen)\b|<w:t(?:\s[^>]*)?>(?<text>[^<]*)<|<(?:w:(?:tab|br|cr|noBreakHyphen|footnoteReference|endnoteReference)\b|\/w:p>)/gu;

const unescapeXml = (text: string): string =>
  text
    .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/giu, (_, hex: string | undefined, dec: string) =>
      String.fromCodePoint(Math.min(hex ? parseInt(hex, 16) : Number(dec), 0x10ffff)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** What stands outside the text of the document is told. */
function reportLeftOut(files: Readonly<Record<string, Uint8Array>>, report: ProblemReporter): void {
  const told = new Set<string>();
  for (const [name, bytes] of Object.entries(files)) {
    const part = /^word\/(header|footer|comments)\d*\.xml$/u.exec(name)?.[1];
    if (part === undefined) continue;
    const text = textOfXml(new TextDecoder().decode(bytes)).trim();
    if (text === '' || told.has(text)) continue;
    told.add(text);
    const what = part === 'comments' ? 'comments' : `page ${part}`;
    report(
      'warning',
      START,
      `The document's ${what}, "${excerpt(text)}", ${part === 'comments' ? 'are' : 'is'} left out; only the text itself is imported. Put what matters into the written file.`,
    );
  }
}

const START = { line: 1, column: 1 };
/** A document of this many bytes of XML has a million words and more. */
const LARGEST = 60_000_000;
/** So little at a time that no step inflates to more than memory has. */
const STEP = 16_384;
