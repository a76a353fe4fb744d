import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginning, ending } from '../../../src/components/excerpt.ts';
import { SPEAKERS, transcriptOf } from './transcript.ts';

describe('the beginning of a text', () => {
  it('is all of it where it is short, on one line', () => {
    expect(beginning('Two chairs.\n\nAt noon.', 40)).toBe('Two chairs. At noon.');
  });

  it('is cut after a word and marked', () => {
    expect(beginning('Two chairs, please, at noon.', 13)).toBe('Two chairs …');
    expect(beginning('Don’t put out two chairs.', 7)).toBe('Don’t …');
    expect(beginning('Ми не відступимо ніколи.', 12)).toBe('Ми не …');
  });

  it('is cut after a word where a script parts none by spaces', () => {
    expect(beginning('私たちは正午に二つの椅子を出します', 7)).toMatch(/^私たちは正午に? …$/);
  });

  it('never has words that the text does not begin with, nor half a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 40 }),
        (text, most) => {
          const line = text.replace(/\s+/g, ' ').trim();
          const cut = beginning(text, most).replace(/ …$/, '');
          expect(line.startsWith(cut) || line === beginning(text, most)).toBe(true);
          expect(cut.isWellFormed()).toBe(line.isWellFormed());
        },
      ),
    );
  });
});

describe('the end of what was said before', () => {
  it('is all of it where it is short', () => {
    expect(endingOf('How long did you have?', 40)).toBe('How long did you have?');
  });

  it('begins with a sentence where one begins early enough, and is marked', () => {
    const words = 'It was ten past midnight. There were four minutes. How long did you have?';
    expect(endingOf(words, 55)).toBe('… There were four minutes. How long did you have?');
    expect(endingOf(words, 15)).toBe('… did you have?');
  });

  it('says which words are in another language', () => {
    const words = 'She said :lang[двоє]{uk} and :lang[(Speaking Ukrainian)]{uk} again, yes?';
    expect(endingOf(words, 80)).toBe('She said <uk двоє> and (Speaking Ukrainian) again, yes?');
    expect(endingOf(`One. ${words}`, 37)).toBe('… and (Speaking Ukrainian) again, yes?');
  });

  it('loses no word after the cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.lorem({ maxCount: 12 })),
        fc.integer({ min: 5, max: 60 }),
        (said, most) => {
          const words = ['Well,', ...said].join(' ');
          const end = endingOf(words, most).replace(/^… /, '');
          expect(words.endsWith(end)).toBe(true);
          expect(/(?:^|\s)$/.test(words.slice(0, words.length - end.length)) || end === '').toBe(
            true,
          );
        },
      ),
    );
  });
});

function endingOf(words: string, most: number): string {
  const [turn] = transcriptOf(SPEAKERS, `**Cole:** ${words}`).turns;
  if (!turn) throw new Error('No turn.');
  return ending(turn, most)
    .map(({ text, language }) => (language === null ? text : `<${language} ${text}>`))
    .join('');
}
