import { expect, test } from 'vitest';
import { quote, type QuoteSource } from '../../../src/scripts/quote.ts';

const SOURCE: QuoteSource = {
  cited: 'Harbour Morning, 2 March 2026',
  url: 'https://site.example/transcripts/a/#t2~a41c',
  marks: ['“', '”'],
  summary: null,
};
const PETRENKO = { speaker: 'Olha Petrenko', role: 'Chief engineer' };
const COLE = { speaker: 'Dana Cole', role: 'Host' };

test('the words stand in marks, with who said them, where and when, and the link', () => {
  expect(
    quote([{ ...PETRENKO, words: [{ text: 'We will not give way.', name: null }] }], SOURCE),
  ).toBe(
    [
      '“We will not give way.”',
      '— Olha Petrenko, Chief engineer. Harbour Morning, 2 March 2026',
      'https://site.example/transcripts/a/#t2~a41c',
    ].join('\n'),
  );
});

test('every paragraph opens with the mark, and the last one closes with it', () => {
  const text = 'It had to run.\n\nTogether.';
  expect(quote([{ ...COLE, words: [{ text, name: null }] }], SOURCE)).toMatch(
    /^“It had to run\.\n\n“Together\.”\n—/,
  );
});

test('words that are not the speaker’s own say through whom they come', () => {
  const words = [
    { text: 'Ми не відступимо.', name: 'Original, Ukrainian' },
    { text: 'We will not give way.', name: 'English, through an interpreter' },
  ];
  expect(quote([{ ...PETRENKO, words }], { ...SOURCE, marks: ['«', '»'] })).toMatch(
    /^«Ми не відступимо\.» \(Original, Ukrainian\)\n«We will not give way\.» \(English, through an interpreter\)\n—/,
  );
});

test('across turns every one has its label', () => {
  const turns = [
    { ...COLE, words: [{ text: 'Two engineers?', name: null }] },
    { ...PETRENKO, words: [{ text: '$& Two.', name: null }] },
  ];
  expect(quote(turns, SOURCE)).toBe(
    [
      'Dana Cole: “Two engineers?”',
      '',
      'Olha Petrenko: “$& Two.”',
      '— Harbour Morning, 2 March 2026',
      'https://site.example/transcripts/a/#t2~a41c',
    ].join('\n'),
  );
});

test('a summary is quoted as one, without marks', () => {
  const summary = 'Summary of what {speaker} said: {words}';
  const turn = { ...COLE, words: [{ text: 'She asks about {speaker} and $1.', name: null }] };
  expect(quote([turn], { ...SOURCE, summary })).toMatch(
    /^Summary of what Dana Cole said: She asks about \{speaker\} and \$1\.\n— Harbour Morning, 2 March 2026\n/,
  );
});
