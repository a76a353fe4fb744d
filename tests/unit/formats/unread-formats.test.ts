import { describe, expect, it } from 'vitest';
import { importTranscript } from '../../../src/cli/import-transcript.ts';
import { bracketed } from '../../../src/formats/bracketed.ts';
import { OPTIONS } from './typed/imported.ts';

const SOURCES: readonly (readonly [name: string, source: string, found: RegExp])[] = [
  [
    'SubStation Alpha',
    '[Script Info]\nTitle: Ice\n\n[Events]\nFormat: Layer, Start, End, Style, Name, Text\nDialogue: 0,0:00:03.12,0:00:05.00,Default,Dana Cole,We left.\n',
    /^Subtitles in the format of SubStation Alpha .*SRT or WebVTT/u,
  ],
  ['lyrics', '[ti:Ice]\n[00:03.12]We left at six.\n[00:08.00]Who has it?\n', /^Lyrics .*SRT/u],
  ['MicroDVD', '{1}{72}We left|at six.\n{75}{120}Who has it?\n', /^MicroDVD .*SRT/u],
  ['SCC', 'Scenarist_SCC V1.0\n\n00:00:03:12\t9420 9420 94ae\n', /^Closed captions .*SRT/u],
  [
    'Spruce',
    '//Font select\n$FontName = Arial\n00:00:03:12 , 00:00:05:00 , We left.\n',
    /^Spruce .*SRT/u,
  ],
  ['SAMI', '<SAMI><BODY><SYNC Start=1000><P>DANA: We left.</BODY></SAMI>', /^SAMI .*SRT/u],
  ['Praat', 'File type = "ooTextFile"\nObject class = "TextGrid"\n', /^A TextGrid .*a table/u],
  ['CHAT', '@UTF8\n@Begin\n*DAN:\twe left at six .\n', /^A transcript in the CHAT .*SRT/u],
  [
    'YAML',
    'title: Ice\nturns:\n  - speaker: Dana Cole\n    text: We left.\n  - speaker: Lee Osei\n    text: Who?\n',
    /^A list in YAML.*JSON/u,
  ],
  ['ELAN', '<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT/>\n', /^An annotation of ELAN .*text/u],
  ['EXMARaLDA', '<basic-transcription/>\n', /^A transcription of EXMARaLDA .*TEI/u],
  [
    'Transcriber',
    '<?xml version="1.0"?>\n<!DOCTYPE Trans SYSTEM "trans-14.dtd">\n<Trans/>\n',
    /^A transcription of Transcriber .*TEI/u,
  ],
];

describe('a format that is not read', () => {
  it.each(SOURCES)('is called by its name, with the way out: %s', (_, source, found) => {
    const { problems, transcript, markdown } = importSource(source, null);
    expect(problems.map(({ severity }) => severity)).toEqual(['error']);
    expect(problems[0]?.message).toMatch(found);
    expect([transcript, markdown]).toEqual([null, null]);
  });

  it('is read as what the editor says it is', () => {
    const source = '[Script Info] We are on air.\n\n[Dana Cole] We left.\n\n[Script Info] Good.\n';
    expect(importSource(source, bracketed).transcript?.turns).toHaveLength(3);
  });

  it.each([
    '[offset: he laughs] COLE: We left.\n\nOSEI: Who has it?\n\nCOLE: Nobody.\n',
    'COLE: We left:\n- time: at noon\n- who: everybody\n\nOSEI: Who has it?\n\nCOLE: Nobody.\n',
  ])('is none that only opens alike: %s', (source) => {
    expect(importSource(source, null).format?.id).toBe('broadcast');
  });
});

const importSource = (source: string, format: typeof bracketed | null) =>
  importTranscript(
    new TextEncoder().encode(source),
    'ice.txt',
    { ...OPTIONS, title: 'Ice', format },
    new Map(),
  );
