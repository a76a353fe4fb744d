import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseXml } from '@rgrove/parse-xml';
import { expect, it } from 'vitest';
import { commonExports, exportsOf } from '../../../src/archive/exports.ts';
import { writeTranscript } from '../../../src/exports/transcript-files.ts';
import { texts } from '../../../src/texts/texts.ts';
import { EXPORT_KINDS, type Site } from '../../../src/transcript/model.ts';
import { SITE } from '../cards/site.ts';
import { sourceOf, TURNS } from '../citations/source.ts';

const SPEAKERS =
  'speakers:\n  - { id: dana-cole, role: host }\n  - { id: olha-petrenko, role: guest }';
const TIMED = '**Cole:** [00:01] Is it going out?\n\n**Petrenko:** [00:04] Not tonight.';
const ALL: Site = { ...SITE, exports: [...EXPORT_KINDS] };
const context = {
  texts: texts('en'),
  url: (at: string) => `https://transcripts.example/${at}`,
  program: null,
};

const transcriptOf = (body = TURNS, record: 'verbatim' | 'summary' = 'verbatim') =>
  sourceOf(SPEAKERS, body, record).transcript;

it('makes captions of a transcript alone whose turns all have times', () => {
  const captions = (transcript = transcriptOf()) =>
    exportsOf(ALL, transcript).filter((ending) => /vtt|srt/.test(ending));
  expect(captions(transcriptOf(TIMED))).toEqual(['vtt', 'srt']);
  expect(captions(transcriptOf(TIMED.replace('[00:04] ', '')))).toEqual([]);
  expect(captions(transcriptOf(TIMED, 'summary'))).toEqual([]);
});

it('makes JSON and the citations even where the site asks for nothing', () => {
  expect(commonExports({ ...SITE, exports: [] })).toEqual(['json', 'bib', 'ris', 'csl.json']);
  expect(commonExports({ ...SITE, exports: ['json', 'txt', 'vtt'] })).toEqual([
    'json',
    'bib',
    'ris',
    'csl.json',
    'txt',
  ]);
});

it('opens a summary with a remark that it is one', async () => {
  const summary = transcriptOf(TURNS, 'summary');
  const remark = `(${context.texts.summaryBadge}. ${context.texts.summaryCaveat})`;
  expect(await writeTranscript(summary, 'txt', context)).toBe(
    `Two chairs\n\n${remark}\n\nCole: Is it going out?\n\nPetrenko: Not tonight.\n`,
  );
  expect(JSON.parse(String(await writeTranscript(summary, 'podcast.json', context)))).toMatchObject(
    { segments: [{ body: remark }, { speaker: 'Dana Cole' }, { speaker: 'Olha Petrenko' }] },
  );
  expect(await writeTranscript(transcriptOf(), 'txt', context)).not.toContain('ummary');
});

it('gives the source byte for byte, its carriage returns and marks too', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'turnstone-exports-'));
  const file = path.join(folder, 'a.md');
  const bytes = Buffer.from('\ufeff---\r\ntitle: Eis\r\n---\r\n\tЛід \u2028é\n\n\n');
  await writeFile(file, bytes);
  const written = await writeTranscript({ ...transcriptOf(), file }, 'md', context);
  expect(Buffer.from(written ?? '').equals(bytes)).toBe(true);
  await rm(folder, { recursive: true });
});

it.each(['tei.xml', 'akn.xml'] as const)(
  'writes well-formed .%s with hostile titles as text, and no character that XML lacks',
  async (ending) => {
    const title = '<script>]]>&amp;\u0001\ud800"\'<!--';
    const xml = String(await writeTranscript({ ...transcriptOf(), title }, ending, context));
    const { root } = parseXml(xml);
    expect(xml).not.toContain('<script');
    expect(JSON.stringify(root?.toJSON())).toContain(
      JSON.stringify('<script>]]>&amp;\ufffd\ufffd"\'<!--').slice(1, -1),
    );
    expect(xml).toContain('https://transcripts.example/transcripts/a/');
  },
);

it.each(['tei.xml', 'akn.xml'] as const)(
  'names the program and tells the corrections in .%s, by the ids of their turns',
  async (ending) => {
    const { transcript, program } = sourceOf(
      `program: harbour-morning\n${SPEAKERS}\ncorrections:\n  - { date: 2026-03-04, kind: transcription, turns: [t2], said: Not today., correct: Not tonight. }`,
      TURNS,
    );
    if (!program) throw new Error('The program is missing.');
    const named = { ...context, program: { ...program, name: 'Harbour\u0001 Morning' } };
    const xml = String(await writeTranscript(transcript, ending, named));
    expect(xml).toContain('Harbour\ufffd Morning');
    expect(xml).toContain('Not today.');
    expect(xml).toContain('"#t2"');
  },
);
