import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/search/query.ts';
import { anyText } from './any-text.ts';

/** Each term as it would be typed: `ferry*`, `"night boat"`. */
const terms = (text: string): string[] =>
  parseQuery(text).terms.map(({ words, whole }) =>
    whole ? `"${words.join(' ')}"` : `${words.join(' ')}*`,
  );

describe('a query', () => {
  it.each([
    ['ferry strike', ['ferry*', 'strike*']],
    ['Ferry ferry FERRY', ['ferry*']],
    ['on it', ['"on"', '"it"']],
    ['"night boat" crew', ['"night boat"', 'crew*']],
    ['“night boat”', ['"night boat"']],
    [
      '„Nachtboot fährt“ «ніч» ‹a› 「让步」 »so« "',
      ['"nachtboot fahrt"', '"ніч"', '"a"', '"让 步"', '"so"'],
    ],
    ['"night bo', ['"night bo"']],
    ['well-known', ['well known*']],
    ["don't", ['"don t"']],
    ['让步', ['"让 步"']],
    ['<b>ferry</b>', ['"b ferry b"']],
    ['  …  ', []],
    ['', []],
  ])('%j looks for %j', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it('has a second spelling where an apostrophe or hyphens hold words together', () => {
    const joined = (text: string) => parseQuery(text).terms.map((term) => term.joined);
    expect(joined("don't e‑mail ferry")).toEqual(['dont', 'email', 'ferry']);
    expect(joined('"don\'t" wait—noon 1990-95 a-b-c-d-e')).toEqual([null, null, null, null]);
    // Each more would double how often the engine is asked.
    expect(joined("don't e-mail it's ferry")).toEqual(['dont', 'email', null, 'ferry']);
  });

  it('is cut where nobody could mean it', () => {
    expect(parseQuery('ferry').cut).toBe(false);
    const long = parseQuery('a1 '.repeat(10_000));
    expect(long.cut).toBe(true);
    const many = parseQuery(Array.from({ length: 60 }, (_, n) => `word${String(n)}`).join(' '));
    expect([many.cut, many.terms.length]).toEqual([true, 24]);
    const phrase = parseQuery(`"${'so '.repeat(50)}"`);
    expect(phrase.terms).toEqual([
      { words: Array<string>(24).fill('so'), whole: false, joined: null },
    ]);
  });

  it('can be any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const query = parseQuery(text);
        expect(query.terms.every(({ words }) => words.length > 0)).toBe(true);
        expect(query.terms.flatMap(({ words }) => words).length).toBeLessThanOrEqual(24);
      }),
    );
  });
});
