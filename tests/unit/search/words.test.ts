import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, indexable, readable, wordsOf } from '../../../src/search/words.ts';
import { anyText } from './any-text.ts';

const words = (text: string): string[] => wordsOf(text).map(({ folded }) => folded);

/** Any text, lone surrogates, tildes and the engine's own signs among it. */
const tricky = fc.oneof(
  anyText,
  fc
    .array(
      fc.constantFrom(
        'a',
        'ł',
        '’',
        '-',
        '~',
        ' ',
        '—',
        '___PAGEFIND_WEIGHT___0',
        '\uD800',
        '让',
        '\n',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('the words of a text', () => {
  it.each([
    ['Martínez', ['martinez']],
    ['ПІВНІЧ Київ', ['північ', 'киів'].map(fold)],
    ['the well-known boat—no, ferry…', ['the', 'well', 'known', 'boat', 'no', 'ferry']],
    ["don’t, don't", ['don', 't', 'don', 't']],
    ['at 3:16', ['at', '3', '16']],
    ['我们不会让步。', ['我', '们', '不', '会', '让', '步']],
    ['เรือ', ['เ', 'ร', 'อ']],
    ['ΟΔΟΣ οδος', ['οδοσ', 'οδοσ']],
    ['Ferry 🌦️!', ['ferry', '🌦']],
    ['שלום עליכם', ['שלום', 'עליכם']],
    ['Łódź Straße cœur Øresund Ægir Þór', ['lodz', 'strasse', 'coeur', 'oresund', 'aegir', 'thor']],
    ['İstanbul ılık IŞIK', ['istanbul', 'ilik', 'isik']],
    ['пʼять п’ять', ['п', 'ять', 'п', 'ять']],
    ['ـــ ســلام', ['سلام']],
    ['', []],
    ['… — “”', []],
  ])('%j are %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('stand in the text where they say', () => {
    const text = 'A Martínez—now';
    expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'A',
      'Martínez',
      'now',
    ]);
  });
});

describe('what hangs together', () => {
  it.each([
    ['don’t', ['dont', 't']],
    ['state-of-the-art', ['stateoftheart', 'oftheart', 'theart', 'art']],
    ['a-b-c-d-e', ['abcd', 'bcde', 'cde', 'de', 'e']],
    ['wait—noon e--mail', ['wait', 'noon', 'e', 'mail']],
    ['1990-95 COVID-19', ['1990', '95', 'covid19', '19']],
    ['1,500.50 1’500 1,500,000', ['1500', '500', '50', '1500', '500', '1500000', '500', '000']],
    ['12,34 2019,500 1.500 9,50kg', ['12', '34', '2019', '500', '1', '500', '9', '50kg']],
    ['col·legi می‌خواهم', ['collegi', 'legi', 'میخواهم', 'خواهم']],
  ])('%j is also %j', (text, expected) => {
    expect(wordsOf(text).map(({ joined }) => joined)).toEqual(expected);
  });
});

describe('a text as the engine is given it', () => {
  it('is parted before every word, and joined again', () => {
    expect(indexable('“Wait—no,” said ~ he')).toBe('“~ Wait~ —~ no,~ ” said ~~ he');
    expect(readable(indexable('“Wait—no,” said ~ he'))).toBe('“Wait—no,” said ~ he');
  });

  it('has other spellings for the engine alone', () => {
    const text = 'Don’t “e-mail” ~Łódź';
    expect(indexable(text)).toBe('Don~ ~dont ’~ t “~ e-~ ~email mail~ ” ~~~ Łódź ~lodz');
    expect(readable(indexable(text))).toBe(text);
  });

  it('comes back as it was, white space aside', () => {
    fc.assert(
      fc.property(tricky, (text) => {
        const expected = text.toWellFormed().split(/\s+/).filter(Boolean).join(' ');
        expect(readable(indexable(text))).toBe(expected);
      }),
    );
  });

  it('has the same words, each at the beginning of a part', () => {
    fc.assert(
      fc.property(tricky, (text) => {
        const parts = indexable(text)
          .split(' ')
          .filter((part) => !/^~[^~]/.test(part));
        const first = parts.flatMap((part) =>
          wordsOf(part).map(({ start, folded }) => [start, folded]),
        );
        expect(first).toEqual(words(text.toWellFormed()).map((word) => [0, word]));
      }),
    );
  });

  it('never holds a sign of the engine’s own', () => {
    fc.assert(
      fc.property(tricky, (text) => {
        expect(
          indexable(text)
            .split(' ')
            .some((part) => /^___(?:END_)?PAGEFIND/.test(part)),
        ).toBe(false);
      }),
    );
  });
});
