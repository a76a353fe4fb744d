import { LETTERS } from './letters.ts';

/** A word of a text in its place. */
export interface Word {
  /** As it is compared: without case and accents. */
  folded: string;
  /** UTF-16 units from the start of the text. */
  start: number;
  end: number;
  /**
   * With what hangs on it by apostrophes and hyphens alone, as if all were one word: `dont` for the first word of
   * "don’t", `email` for that of "e-mail", and no more than `MOST_JOINED` words. A number in groups of three digits is as
   * one: `1500` for the first word of "1,500". Else the word itself.
   */
  joined: string;
}

/**
 * The words of a text, in its order: runs of letters and digits, so that "don’t" is two and "well-known" is two. Of
 * scripts that put no spaces between words each character is one, since dictionaries differ between browsers and would
 * find other words in a query than in the text. A picture character is a word, too.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const folded = fold(word);
    if (folded === '') continue;
    words.push({ folded, start: index, end: index + word.length, joined: folded });
  }
  words.forEach((word, first) => {
    const before = words[first - 1];
    // The end of a number is no number: "1,500,000" is not found as 500000.
    if (before && isGroup(text, before, word)) return;
    for (let next = first + 1; next < first + MOST_JOINED; next += 1) {
      const [left, right] = [words[next - 1], words[next]];
      if (!left || !right) break;
      if (!isJoint(text, left, right) && !isGroup(text, left, right)) break;
      word.joined += right.folded;
    }
  });
  return words;
}

/** Whether nothing but an apostrophe or a hyphen stands between two words, which are not both numbers: "1990-95" is two. */
const isJoint = (text: string, left: Word, right: Word): boolean =>
  right.start === left.end + 1 &&
  JOINTS.includes(text.charAt(left.end)) &&
  !(/\p{N}$/u.test(left.folded) && /^\p{N}/u.test(right.folded));

/**
 * Whether two words are groups of one number: "1,500" and "1’500" are. Full stops part the whole from its fraction as
 * often as they part groups, and white space may part two numbers.
 */
const isGroup = (text: string, left: Word, right: Word): boolean =>
  right.start === left.end + 1 &&
  SEPARATORS.includes(text.charAt(left.end)) &&
  /^\d{1,3}$/.test(left.folded) &&
  /^\d{3}$/.test(right.folded);

/** A word as it is compared: Martínez as martinez, Łódź as lodz, Straße as strasse, їжак as іжак. */
export function fold(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word;
  return engineFold(word).replace(SINGLE, (letter) => LETTERS.get(letter) ?? letter);
}

/**
 * A word as the search engine folds it: in lower case, Unicode NFD, combining marks dropped. ς at the end of a Greek word
 * it keeps, see `engineTerm`.
 */
const engineFold = (word: string): string =>
  word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ς', 'σ');

/** A folded word as the search engine is asked for it: it finds every word that begins so, whatever its sigma. */
export const engineTerm = (folded: string): string =>
  folded.length > 1 ? folded.replace(/σ$/, '') : folded;

/**
 * A text as it is given to the search engine, which parts words at white space alone: "ferries—at noon" as three words.
 * A tilde at the end of a part says that no white space followed. One tilde before a part says that nobody wrote it: it is
 * another spelling of the word before it, for the engine alone. `readable` takes the text back.
 */
export function indexable(text: string): string {
  const parts = text.toWellFormed().split(/\s+/).filter(Boolean);
  return parts.map(indexablePart).join(' ');
}

/** The text that `indexable` was given, its white space become single spaces. */
export function readable(indexed: string): string {
  let text = '';
  for (const part of indexed.split(' ')) {
    if (SPELLING.test(part)) continue;
    const tildes = /~*$/.exec(part)?.[0].length ?? 0;
    const isJoined = tildes % 2 === 1;
    text += (isJoined ? part.slice(0, -1) : part).replaceAll('~~', '~') + (isJoined ? '' : ' ');
  }
  return text.trimEnd();
}

/**
 * What stands between two stretches of white space, cut before each word: `“Wait—no,` as `“~ Wait~ —~ no,`. Only ASCII
 * punctuation stays with the word before it: the engine drops it, where it would keep a second word for `Wait—`. An
 * underscore never comes first, where the engine has signs of its own.
 */
function indexablePart(part: string): string {
  const parts: { text: string; spellings: string[] }[] = [];
  let end = 0;
  for (const word of wordsOf(part)) {
    if (word.start > end) parts.push({ text: part.slice(end, word.start), spellings: [] });
    const after = /^[!-/:-@[-`{-~]*/.exec(part.slice(word.end))?.[0] ?? '';
    const text = part.slice(word.start, word.end);
    end = word.end + after.length;
    const spellings = spellingsOf(word, text);
    // The engine takes an underscore for a letter.
    if (after.includes('_')) spellings.add(word.folded);
    parts.push({ text: text + after, spellings: [...spellings] });
  }
  if (end < part.length) parts.push({ text: part.slice(end), spellings: [] });
  return parts
    .map(({ text, spellings }, index) => {
      const own = text.replaceAll('~', '~~') + (index < parts.length - 1 ? JOINED : '');
      return [own, ...spellings.map((spelling) => `~${spelling}`)].join(' ');
    })
    .join(' ');
}

/**
 * How the engine is given a word besides the way it stands there; each has a place of its own among the words that the
 * engine keeps, so that no phrase goes past it.
 *
 * @param text the word as it stands there.
 */
export function spellingsOf(word: Word, text: string): Set<string> {
  const spellings = new Set([word.folded, word.joined]);
  spellings.delete(engineFold(text));
  return spellings;
}

const JOINED = '~';
/** The text's own tildes are doubled, and so it has no part that begins with one. */
const SPELLING = /^~[^~]/;

/**
 * What may hold a word together: hyphens, the soft one among them, and what is written for an apostrophe, a geresh or a
 * maqaf, the Catalan middle dot and the joiner that Persian puts between the parts of a word.
 */
const JOINTS = "-\u00AD\u2010\u2011\u05BE'`´‘’‛′＇ʹʻʼʽʾʿˈ՚׳Ꞌꞌ·\u200C";
/** What parts the groups of a number. */
const SEPARATORS = ",'’";
/** Longer chains are no other spelling of one word. */
export const MOST_JOINED = 4;
/** The apostrophes that Unicode counts as letters: пʼять is as п’ять. */
const APOSTROPHES = 'ʹʻʼʽʾʿˈꞋꞌ';
const SINGLE = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'gu');

/** Scripts that are written without spaces between words. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const PICTURE = '\\p{Extended_Pictographic}[\\p{M}\\p{EMod}\\u200D\\p{Extended_Pictographic}]*';
const WORD = new RegExp(
  `(?=[\\p{L}\\p{N}])[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}${APOSTROPHES}])[\\p{L}\\p{N}]\\p{M}*)+|${PICTURE}`,
  'gu',
);
