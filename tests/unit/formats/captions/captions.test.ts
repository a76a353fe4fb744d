import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importTranscript } from '../../../../src/cli/import-transcript.ts';
import { chevrons } from '../../../../src/formats/chevrons.ts';
import type { Format } from '../../../../src/formats/format.ts';
import { detectFormat } from '../../../../src/formats/formats.ts';
import { toJson } from '../../../../src/formats/json.ts';
import { sbv } from '../../../../src/formats/sbv.ts';
import { srt } from '../../../../src/formats/srt.ts';
import { ttml } from '../../../../src/formats/ttml.ts';
import { webvtt } from '../../../../src/formats/webvtt.ts';
import { OPTIONS, told, turnsOf } from '../typed/imported.ts';
import { expectLinearTime } from '../../linear-time.ts';

const FIXTURES = path.join(import.meta.dirname, 'fixtures');
const FORMATS: readonly Format[] = [webvtt, srt, sbv, ttml, chevrons];

describe('captions', () => {
  it.each(readdirSync(FIXTURES))('%s', async (name) => {
    const folder = path.join(FIXTURES, name);
    const file = readdirSync(folder).find((entry) => entry.startsWith('input.')) ?? '';
    const imported = importTranscript(
      readFileSync(path.join(folder, file)),
      file,
      { ...OPTIONS, title: 'Ice' },
      new Map(),
    );

    const result = {
      format: imported.format?.id,
      problems: told(imported),
      transcript: imported.transcript && toJson(imported.transcript),
    };
    await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot(
      path.join(folder, 'output.json'),
    );
  });

  it('are told apart by their content', () => {
    for (const format of FORMATS) expect(detectFormat(format.example)?.id).toBe(format.id);
  });

  it('take the labels that the editor names, whatever they look like', () => {
    const source =
      '1\n00:00:01,000 --> 00:00:02,000\nana: the ice\n\n2\n00:00:02,000 --> 00:00:03,000\nana: is back\n';
    const speakers = [{ label: 'ana', who: 'Ana Ruiz' }];
    const imported = importTranscript(
      bytesOf(source),
      'a.srt',
      { ...OPTIONS, speakers },
      new Map(),
    );

    expect(turnsOf(imported)).toEqual(['ana 1: the ice is back']);
    expect(imported.transcript?.speakers.map(({ name }) => name)).toEqual(['Ana Ruiz']);
  });
});

describe('a damaged caption file', { timeout: 120_000 }, () => {
  it('either imports or is told to be wrong', () => {
    const cut = fc.record({ at: fc.nat(600), length: fc.nat(30), scrap });
    fc.assert(
      fc.property(
        fc.constantFrom(...INPUTS),
        fc.array(cut, { minLength: 1, maxLength: 4 }),
        (input, cuts) => {
          const source = cuts.reduce(
            (text, { at, length, scrap: put }) => text.slice(0, at) + put + text.slice(at + length),
            input,
          );
          const { markdown, problems } = importTranscript(bytesOf(source), 'a', OPTIONS, new Map());
          expect(markdown !== null || problems.some(({ severity }) => severity === 'error')).toBe(
            true,
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a caption file of a megabyte in one line', { timeout: 180_000 }, () => {
  const pieces = [
    ...[
      '<i>',
      '</i>',
      '<v a>',
      '<v ',
      '<v Ana>x</v>',
      '<lang uk>a</lang>',
      '<c',
      '<',
      '&',
      '&amp',
      '&#',
    ],
    ...[
      '[',
      '[a] ',
      '(',
      '>> ',
      '>>',
      '- ',
      'a: ',
      'A: ',
      'Ana Ruiz: ',
      '{\\',
      '♪ ',
      '<00:00:01.000>',
      ':',
    ],
    ...['00:00:01,000 --> ', '--> ', '1 ', 'the ice ', '"', ' '],
  ];
  it.each(FORMATS.map((format) => [format.id, format] as const))(
    'is read in linear time as %s',
    (_, format) => {
      for (const piece of pieces) {
        const read = (length: number) => {
          const source = `${format.example}\n` + piece.repeat(length / piece.length);
          format.detect(source);
          format.read(source, () => undefined, { labels: [] });
          Array.from(format.wording(source, { labels: [] }));
        };
        expectLinearTime(read, 2 ** 20, JSON.stringify(piece));
      }
    },
  );
});

const INPUTS = readdirSync(FIXTURES).map((name) => {
  const folder = path.join(FIXTURES, name);
  const file = readdirSync(folder).find((entry) => entry.startsWith('input.')) ?? '';
  return readFileSync(path.join(folder, file), 'utf8');
});
const scrap = fc.constantFrom(
  ...[
    '>>',
    '<v Lee Osei>',
    '</v>',
    '<i>',
    '&amp;',
    '\n',
    '\n\n',
    ': ',
    '- ',
    '[',
    ']',
    '♪',
    '<lang uk>',
  ],
  ...[
    '00:00:09,000 --> 00:00:10,000\n',
    'Ana Ruiz: ',
    '7\n',
    '<',
    '-->',
    '<br>',
    '{\\an8}',
    '\u0000',
    '\u200b',
  ],
);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
