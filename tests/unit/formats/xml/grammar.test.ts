import fc from 'fast-check';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { readArchive } from '../../../../src/archive/read.ts';
import { importTranscript } from '../../../../src/cli/import-transcript.ts';
import { writeTranscript } from '../../../../src/exports/transcript-files.ts';
import { writeAkn } from '../../../../src/formats/akn.ts';
import { writeTei } from '../../../../src/formats/tei.ts';
import { texts } from '../../../../src/texts/texts.ts';
import { OPTIONS } from '../typed/imported.ts';
import { anyTranscript } from './any-transcript.ts';
import { grammarOf } from './grammar.ts';

const ROOT = path.join(import.meta.dirname, '../../../..');
const FIXTURES = globSync('tests/unit/formats/**/fixtures/*/input.{xml,txt,vtt,json}', {
  cwd: ROOT,
});

describe.each([
  { kind: 'akn', write: writeAkn, ending: 'akn.xml' },
  { kind: 'tei', write: writeTei, ending: 'tei.xml' },
] as const)('what is written as $kind', ({ kind, write, ending }) => {
  const faultsIn = grammarOf(kind);

  it('follows the specification, whatever is in a transcript', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(anyTranscript(), fc.boolean(), (transcript, isPublished) => {
        const turns = transcript.turns.map(({ n }) => {
          const id = `t${String(n + 10)}`;
          return { id, url: `https://a.example/a/#${id}` };
        });
        const addresses = { id: '2026/a', url: 'https://a.example/a/', turns };
        const known = isPublished
          ? {
              ...transcript,
              corrections: transcript.corrections.map((correction) => ({
                ...correction,
                turns: correction.turns.map(() => 't11'),
              })),
            }
          : transcript;
        const xml = write(known, isPublished ? addresses : undefined, 'Harbour <Morning>');
        expect(faultsIn(xml), xml).toEqual([]);
        expect(danglingIn(xml), xml).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('follows the specification, wherever a transcript comes from', { timeout: 120_000 }, () => {
    let written = 0;
    for (const file of FIXTURES) {
      const bytes = readFileSync(path.join(ROOT, file));
      const { transcript, markdown } = importTranscript(bytes, file, OPTIONS, new Map());
      if (!transcript || markdown === null) continue;
      const xml = write(transcript);
      expect(faultsIn(xml), file).toEqual([]);
      expect(danglingIn(xml), file).toEqual([]);
      written += 1;
    }
    expect(written).toBeGreaterThan(100);
  });

  it('follows the specification for every transcript of this site', async () => {
    const { transcripts } = await readArchive({
      content: path.join(ROOT, 'content'),
      drafts: true,
    });
    const url = (at: string) => `https://transcripts.example/${at}`;
    for (const transcript of transcripts) {
      const context = { texts: texts('en'), url, program: null };
      const xml = String(await writeTranscript(transcript, ending, context));
      expect(faultsIn(xml), transcript.id).toEqual([]);
      expect(danglingIn(xml), transcript.id).toEqual([]);
    }
    expect(transcripts.length).toBeGreaterThan(0);
  });

  it.each([
    ['an element that does not exist', /<(p|seg)>/, '<words/><$1>'],
    ['an element out of place', /<\/(from|head)>/, '</$1><br/>'],
    ['an attribute that does not exist', / by=| who=/, ' speaker="a"$&'],
    ['a missing attribute', / (?:by|who)="[^"]*"/, ''],
    ['a date that is none', /(when|date)="[^"]*"/, '$1="yesterday"'],
    ['words where none may stand', /<(?:speech|u) [^>]*>/, '$&words'],
  ])('is refused with %s', (_, pattern, replacement) => {
    const [transcript] = fc.sample(
      anyTranscript().filter(({ date, chapters }) => date !== null && chapters.length > 0),
      { numRuns: 1, seed: 1 },
    );
    if (!transcript) throw new Error('There is no transcript.');
    const xml = write(transcript);
    expect(faultsIn(xml)).toEqual([]);
    const broken = xml.replace(pattern, replacement);
    expect(broken).not.toBe(xml);
    expect(faultsIn(broken)).not.toEqual([]);
  });
});

/** References to nothing in the document, and ids that two elements have. */
function danglingIn(xml: string): string[] {
  const { root } = parseXml(xml);
  const elements = root ? withDescendants(root) : [];
  const ids = elements.flatMap(({ attributes }) => attributes['xml:id'] ?? attributes.eId ?? []);
  const references = elements.flatMap(({ attributes }) =>
    Object.entries(attributes)
      .filter(([name, value]) => POINTERS.has(name) && value.startsWith('#'))
      .flatMap(([, value]) => value.split(' ').map((reference) => reference.slice(1))),
  );
  const known = new Set(ids);
  return [
    ...references.filter((reference) => !known.has(reference)),
    ...ids.filter((id, index) => ids.indexOf(id) !== index),
  ];
}

const POINTERS = new Set(
  'who ana start end corresp target since origin by as refersTo href source'.split(' '),
);

const withDescendants = (element: XmlElement): XmlElement[] => [
  element,
  ...element.children.filter((child) => child instanceof XmlElement).flatMap(withDescendants),
];
