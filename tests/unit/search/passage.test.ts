import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passageOf } from '../../../src/search/passage.ts';
import { anyText } from './any-text.ts';

const shown = (text: string, words: string[], length?: number): string => {
  const marks = words
    .map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length }))
    .sort((a, b) => a.start - b.start);
  return passageOf(text, marks, length)
    .map(({ text: piece, isMarked }) => (isMarked ? `[${piece}]` : piece))
    .join('');
};

describe('a passage', () => {
  it('is the whole of a short turn, its words marked', () => {
    expect(shown('The night boat stays.', ['night boat'])).toBe('The [night boat] stays.');
    expect(shown('Ferry', ['Ferry'])).toBe('[Ferry]');
  });

  it('is cut between words, and says so', () => {
    const text = `${'before it '.repeat(30)}the ferry horn${' after it'.repeat(30)}`;
    expect(shown(text, ['ferry'], 60)).toBe(
      '… it before it the [ferry] horn after it after it after it after …',
    );
  });

  it('shows the stretch with most of the words', () => {
    const text = `night ${'and so on '.repeat(60)}a night boat ${'and so on '.repeat(60)}`;
    const marks = [0, text.indexOf('night boat'), text.indexOf('boat')].map((start, n) => ({
      start,
      end: start + ([5, 5, 4][n] ?? 0),
    }));
    expect(
      passageOf(text, marks, 80)
        .map((piece) => piece.text)
        .join(''),
    ).toContain('a night boat');
  });

  it('is words of the turn in their order, whatever the turn', () => {
    const marked = fc
      .tuple(anyText, fc.array(fc.nat(120), { maxLength: 8 }))
      .map(([text, places]) => {
        const ends = [...new Set(places.map((at) => Math.min(at, text.length)))].sort(
          (a, b) => a - b,
        );
        const marks = ends.flatMap((start, n) =>
          n % 2 === 0 && ends[n + 1] ? [{ start, end: ends[n + 1] ?? 0 }] : [],
        );
        return { text, marks };
      });
    fc.assert(
      fc.property(marked, ({ text, marks }) => {
        const pieces = passageOf(text, marks, 40);
        const whole = pieces.map((piece) => piece.text).join('');
        expect(text).toContain(whole.replace(/^… /, '').replace(/ …$/, ''));
        if (marks.length > 0) expect(pieces.some(({ isMarked }) => isMarked)).toBe(true);
      }),
    );
  });
});
