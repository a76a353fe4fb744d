import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDifference, WordCursor, wordsOf } from '../../../src/transcript/words.ts';

describe('the words of a text', () => {
  it('are its runs of letters and digits', () => {
    expect(wordsOf('“Don’t” – 3:16, (SOUNDBITE) #1!')).toEqual([
      'Don',
      't',
      '3',
      '16',
      'SOUNDBITE',
      '1',
    ]);
  });

  it('are the same however accents are composed', () => {
    expect(wordsOf('Marti\u0301nez हिन्दी')).toEqual(['Martínez', 'हिन्दी']);
  });

  it('differ where one is lost, added or moved', () => {
    expect(firstDifference(['a', 'b'], ['a', 'b'])).toBeNull();
    expect(firstDifference(['a', 'b'], ['a'])).toEqual({ index: 1, expected: 'b', found: null });
    expect(firstDifference(['a'], ['a', 'b'])).toEqual({ index: 1, expected: null, found: 'b' });
    expect(firstDifference(['a', 'b'], ['b', 'a'])).toEqual({
      index: 0,
      expected: 'a',
      found: 'b',
    });
  });
});

describe('going through words', () => {
  const anyText = fc
    .array(
      fc.constantFrom('a', 'b', 'é', 'e\u0301', 'Ми', '𐐷', '😀', '\uD801', ' ', '’', '.', '-', 'ﬁ'),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join(''));

  it('meets the same words as are found at once', () => {
    fc.assert(
      fc.property(fc.array(anyText), (texts) => {
        const cursor = new WordCursor(texts);
        const met: string[] = [];
        while (cursor.next()) met.push(cursor.word);
        expect(met).toEqual(texts.flatMap(wordsOf));
      }),
    );
  });

  it('parts where the words do, however they are spread over texts', () => {
    fc.assert(
      fc.property(fc.array(anyText), fc.array(anyText), fc.boolean(), (texts, others, isSame) => {
        const found = isSame ? texts.flatMap((text) => text.split(/(?<=[ .])/u)) : others;
        const expected = firstDifference(texts.flatMap(wordsOf), found.flatMap(wordsOf));
        expect(parting(texts, found)).toEqual(expected && [expected.expected, expected.found]);
      }),
      { numRuns: 1000 },
    );
  });

  function parting(texts: string[], others: string[]): [string | null, string | null] | null {
    const [one, other] = [new WordCursor(texts), new WordCursor(others)];
    for (;;) {
      const [hasOne, hasOther] = [one.next(), other.next()];
      if (!hasOne && !hasOther) return null;
      if (!hasOne || !hasOther || !one.agreesWith(other)) {
        return [hasOne ? one.word : null, hasOther ? other.word : null];
      }
    }
  }
});
