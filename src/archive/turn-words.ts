/** The letters of a text in a row, by which the same words are found again. */
export function wordsKey(text: string): string {
  const folded = fold(text);
  return folded.replace(NO_LETTERS, '') || folded.replace(/\s+/gu, '');
}

/** The words of a text in order, in the form in which `wordsKey` has them. */
export function foldedWords(text: string): string[] {
  const folded = fold(text);
  return folded.match(TURN_WORD) ?? Array.from(folded.replace(/\s+/gu, ''));
}

/** Whether a folded word is one character of a script that sets no spaces between words. */
export function isUnspaced(word: string): boolean {
  return UNSPACED.test(word);
}

/**
 * A word of a text as it is: a run of letters, digits and their marks; where a script sets no spaces between words, one
 * character.
 */
export const TURN_WORD =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]\p{M}*|[[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]]+/gv;

/** Without apostrophes too, which are typed in many ways and left out in others. */
const fold = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(APOSTROPHES, '');

const APOSTROPHES = /['’ʼ]/gu;
const NO_LETTERS = /[^\p{L}\p{M}\p{N}]+/gu;
const UNSPACED = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/v;
