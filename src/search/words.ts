/** A word of a text in its place. */
export interface Word {
  /** As it is compared: without case and accents. */
  folded: string;
  /** UTF-16 units from the start of the text. */
  start: number;
  end: number;
}

/**
 * The words of a text, in its order: runs of letters and digits, so that "don’t" is two and "well-known" is two. Of
 * scripts that put no spaces between words each character is one, since dictionaries differ between browsers and would
 * find other words in a query than in the text. A picture character is a word, too.
 */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    folded: fold(word),
    start: index,
    end: index + word.length,
  }));
}

/**
 * A word as it is compared: Martínez as martinez, ПІВНІЧ as північ without its accents. The search engine folds alike
 * (lower case, Unicode NFD, combining marks dropped); ς at the end of a Greek word it keeps, see `engineTerm`.
 */
export const fold = (word: string): string =>
  word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ς', 'σ');

/** A folded word as the search engine is asked for it: it finds every word that begins so, whatever its sigma. */
export const engineTerm = (folded: string): string =>
  folded.length > 1 ? folded.replace(/σ$/, '') : folded;

/**
 * A text as it is given to the search engine, which parts words at white space alone: "ferries—at noon" as three words.
 * A tilde at the end of a part says that no white space followed; `readable` takes the text back.
 */
export function indexable(text: string): string {
  const parts = text.toWellFormed().split(/\s+/).filter(Boolean);
  return parts.map((part) => partsOf(part).join(`${JOINED} `)).join(' ');
}

/** The text that `indexable` was given, its white space become single spaces. */
export function readable(indexed: string): string {
  let text = '';
  for (const part of indexed.split(' ')) {
    const tildes = /~*$/.exec(part)?.[0].length ?? 0;
    const isJoined = tildes % 2 === 1;
    text += (isJoined ? part.slice(0, -1) : part).replaceAll('~~', '~') + (isJoined ? '' : ' ');
  }
  return text.trimEnd();
}

/**
 * What stands between two stretches of white space, cut before each word: `“Wait—no,` as `“`, `Wait`, `—` and `no,`.
 * Only ASCII punctuation stays with the word before it: the engine drops it, where it would keep a second word for
 * `Wait—`. An underscore never comes first, where the engine has signs of its own.
 */
function partsOf(part: string): string[] {
  const parts: string[] = [];
  let end = 0;
  for (const { 0: word, index } of part.matchAll(WORD)) {
    if (index > end) parts.push(part.slice(end, index));
    const after = /^[!-/:-@[-`{-~]*/.exec(part.slice(index + word.length))?.[0] ?? '';
    end = index + word.length + after.length;
    parts.push(word + after);
  }
  if (end < part.length) parts.push(part.slice(end));
  return parts.map((one) => one.replaceAll('~', '~~'));
}

const JOINED = '~';

/** Scripts that are written without spaces between words. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const PICTURE = '\\p{Extended_Pictographic}[\\p{M}\\p{EMod}\\u200D\\p{Extended_Pictographic}]*';
const WORD = new RegExp(
  `(?=[\\p{L}\\p{N}])[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}]\\p{M}*)+|${PICTURE}`,
  'gu',
);
