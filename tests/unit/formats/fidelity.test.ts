import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importTranscript } from '../../../src/cli/import-transcript.ts';
import { broadcast } from '../../../src/formats/broadcast.ts';
import { assemble } from '../../../src/formats/assemble.ts';
import { findInfidelity } from '../../../src/formats/fidelity.ts';
import type { Heard } from '../../../src/formats/format.ts';
import { expectLinearTime } from '../linear-time.ts';

const SOURCE = 'ANA RUIZ, HOST: The ice is back.\nIt creaks.\nCopyright © 2026 Harbour Radio.';

describe('no word is lost', () => {
  it('finds everything in place', () => {
    expect(fidelityOf((heard) => heard)).toBeNull();
  });

  it('names the first word that is lost, and its line', () => {
    const lost = fidelityOf((heard) => heard.filter(({ text }) => text !== 'It creaks.'));
    expect(lost).toMatchObject({ word: 'It', kind: 'lost', line: 2 });
  });

  it('names the first word that is invented, and its line', () => {
    const invented = fidelityOf((heard) =>
      heard.map((item) => ({ ...item, text: item.text.replace('back', 'never back') })),
    );
    expect(invented).toMatchObject({ word: 'never', kind: 'invented', line: 1 });
  });

  it('misses a notice that is left out', () => {
    const lost = fidelityOf((heard) => heard.slice(0, -1));
    expect(lost).toMatchObject({ word: 'Copyright', kind: 'lost', line: 3 });
  });
});

describe('any text', { timeout: 60_000 }, () => {
  it('either imports with all its words or says why not', () => {
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 30 }), (scraps) => {
        const text = scraps.join('');
        const bytes = new TextEncoder().encode(text);
        const options = { ...OPTIONS, format: broadcast };
        const { markdown, problems } = importTranscript(bytes, 'a.txt', options, new Map());
        const faults = problems.filter(({ message }) => message.includes('report the fault'));
        expect(faults.map(({ message }) => message)).toEqual([]);
        expect(markdown !== null || problems.some(({ severity }) => severity === 'error')).toBe(
          true,
        );
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['labels in a row', 'AB CD: '],
    ['labels after full stops', '. AB CD: '],
    ['roles', 'AB CD, EF '],
    ['capitals', 'A'],
    ['open parentheses', '('],
    ['parentheses', '(A) '],
    ['colons', ':'],
    ['commas', 'A, '],
    ['apostrophes', "O'-"],
    ['quotation marks', '"A: '],
    ['spaces', ' '],
    ['carriage returns', '\r'],
    ['times of day', '[02:00:05] '],
    ['open brackets', '[02:00'],
    ['marks of changing voices', '>> '],
    ['nameless changes', '>>'],
    ['questions', 'Q  '],
    ['titles and capitals', 'Mr. RUIZ of Ohio '],
    ['titles', 'Mr. '],
    ['full stops', 'The CHAIRMAN. '],
    ['pseudo-speakers', 'MUSIC: '],
    ['names in quotation marks', '"AB: CD", '],
    ['people in a row', 'AB, CD/EF & '],
  ])('of a megabyte of %s is read in time that grows with it', (_, unit) => {
    expectLinearTime((length) => {
      const line = unit.repeat(length / unit.length);
      for (const text of [`ANA RUIZ, HOST: Hello. ${line}`, line]) {
        broadcast.detect(text);
        broadcast.read(text, () => undefined, { labels: [] });
      }
    }, 1_000_000);
  });
});

function fidelityOf(change: (heard: Heard[]) => Heard[]) {
  const report = () => undefined;
  const reading = broadcast.read(SOURCE, report, { labels: [] });
  const heard = change(reading.heard);
  const options = { ...OPTIONS, title: 'Ice', language: 'en', people: new Map() };
  const { transcript, notices } = assemble({ ...reading, heard }, options, report);
  return findInfidelity(broadcast.wording(SOURCE, { labels: [] }), transcript, notices);
}

const scrap = fc.oneof(
  fc.constantFrom('\n', '\n\n', '\r\n', '\r', ' ', '  ', '\u00a0', '\t', '\ufeff', '\u2028'),
  fc.constantFrom(
    'ANA RUIZ, HOST:',
    'RUIZ:',
    'LEE OSEI:',
    'OSEI:',
    'T. RUIZ:',
    'NOTE:',
    'Q:',
    'A:',
  ),
  fc.constantFrom(
    '(LAUGHTER)',
    '(Speaking Ukrainian).',
    '(SOUNDBITE OF',
    ')',
    '(',
    '"',
    '...',
    '--',
  ),
  fc.constantFrom(
    'She says no. ',
    'the WHO',
    '*',
    '[',
    '](',
    '#',
    '>',
    ':lang[',
    '[^1]',
    '\\',
    '&amp;',
  ),
  fc.constantFrom('Copyright © 2026 Harbour Radio.', 'cafe\u0301', 'мова', '日本', '🙂', '\u200d'),
  fc.string({ maxLength: 6 }).map((text) => text.replaceAll('\0', '')),
);

const OPTIONS = {
  title: 'Ice',
  date: null,
  program: null,
  language: 'en',
  record: 'verbatim',
  draft: false,
  speakers: [],
  format: null,
} as const;
