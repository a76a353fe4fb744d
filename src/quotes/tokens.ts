import { TURN_WORD } from '../archive/turn-words.ts';
import { composed } from '../transcript/words.ts';

/** A word or a punctuation mark. What counts between two texts is which tokens they have, in which order. */
export interface Token {
  /** As it is compared. */
  text: string;
  isWord: boolean;
  /** UTF-16 units in the text that was divided. */
  start: number;
  end: number;
}

/** A text divided into tokens. */
export interface Tokens {
  /** The text that the offsets are of: composed, without characters that nobody sees. */
  text: string;
  tokens: Token[];
}

/**
 * Divides a text into what a quote of it is held to: its words, with capitals and accents, and its punctuation marks.
 * White space, quotation marks, apostrophes and marks of emphasis are none, since they differ with who sets a text.
 */
export function tokensOf(given: string): Tokens {
  const text = comparable(given);
  const tokens = Array.from(text.matchAll(TOKEN), ({ 0: found, index }) =>
    tokenAt(found, index, found.length),
  );
  return { text, tokens };
}

/** A token that stands at a place. */
export const tokenAt = (found: string, start: number, length: number): Token => ({
  text: found === '\u2010' || found === '\u2011' ? '-' : found,
  isWord: IS_WORD.test(found),
  start,
  end: start + length,
});

/** A text in the form in which texts are compared, character by character. */
export const comparable = (text: string): string =>
  composed(text).replace(INVISIBLE, '').replaceAll('\u02BC', '’');

/** A word as it is looked up: however it is capitalised. */
export const foldedWord = (word: string): string => word.normalize('NFKC').toLowerCase();

/** What sets words off and is no part of them: quotation marks in every script, apostrophes, marks of emphasis. */
const SETTING = '"\'`´*_’‘‚‛“”„‟«»‹›「」『』﹁﹂﹃﹄〝〞〟＂＇';

/** One punctuation mark or symbol. */
export const MARK_PATTERN = `[^\\s${SETTING}]`;

const TOKEN = new RegExp(`${TURN_WORD.source}|${MARK_PATTERN}`, 'gv');
const IS_WORD = /[\p{L}\p{M}\p{N}]/u;

/** Soft hyphens, joiners, marks of writing direction, byte order marks. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
