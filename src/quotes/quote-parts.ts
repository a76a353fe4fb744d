import { TURN_WORD } from '../archive/turn-words.ts';
import { comparable, MARK_PATTERN, tokenAt, tokensOf, type Token } from './tokens.ts';

/** A quote, divided where words are marked as left out. */
export interface Quote {
  /** The text that the offsets are of. */
  text: string;
  /** Stretches that must stand in the words as they are, one after the other. */
  stretches: QuotePart[][];
  /** How many words it has that must stand in the turn. */
  words: number;
}

/** A token that must be there, or what an editor put in, which may be. */
export type QuotePart =
  | {
      kind: 'token';
      token: Token;
      /** The wordings that fit: two where the first letter's case is marked as changed. */
      fits: string[];
    }
  | {
      kind: 'insertion';
      tokens: Token[];
      /** The other case of a letter that stands alone: "[A] ferry" may be an insertion, or "a ferry". `null` otherwise. */
      recased: string | null;
    };

/**
 * Reads a quote by the rules of quoting: `[…]`, `…` and `...` leave words out, `[words]` are the editor's own, and
 * `[H]e` changes the case of a first letter, `[A]` that of a word of one letter. A full stop or comma at the end of a stretch is the quoting text's.
 */
export function readQuote(given: string): Quote {
  const text = comparable(given);
  const stretches: QuotePart[][] = [[]];
  for (const match of text.matchAll(PART)) {
    const { index, 0: found, groups = {} } = match;
    const { omission, initial, rest = '', attached, inserted } = groups;
    if (omission !== undefined) stretches.push([]);
    else if (initial !== undefined) {
      const word = initial + rest;
      const token = tokenAt(word, index, found.length);
      stretches.at(-1)?.push({ kind: 'token', token, fits: casesOf(initial, rest) });
    } else if (inserted !== undefined && attached === undefined) {
      const tokens = Array.from(found.matchAll(LITERAL), (literal) =>
        tokenAt(literal[0], index + literal.index, literal[0].length),
      );
      const recased = otherCaseOf(inserted);
      stretches.at(-1)?.push({ kind: 'insertion', tokens, recased });
    } else {
      // Letters in brackets that a word goes on from make it another word: "[un]happy".
      const token = tokenAt(
        attached === undefined ? found : (inserted ?? '') + attached,
        index,
        found.length,
      );
      stretches.at(-1)?.push({ kind: 'token', token, fits: [token.text] });
    }
  }
  return quoteOf(text, stretches.map(withoutClosing));
}

/** A quote in which nothing is a mark of the editor's: what it has is what must stand in the words. */
export function literalQuote(given: string): Quote {
  const { text, tokens } = tokensOf(given);
  const parts = withoutClosing(
    tokens.map((token) => ({ kind: 'token', token, fits: [token.text] })),
  );
  return quoteOf(text, [parts]);
}

/** The tokens that must stand in the words. */
export const requiredTokens = (parts: readonly QuotePart[]): (QuotePart & { kind: 'token' })[] =>
  parts.filter((part) => part.kind === 'token');

function quoteOf(text: string, stretches: QuotePart[][]): Quote {
  const held = stretches.filter((parts) => parts.some(({ kind }) => kind === 'token'));
  const words = requiredTokens(held.flat()).filter(({ token }) => token.isWord).length;
  return { text, stretches: held, words };
}

function withoutClosing(parts: QuotePart[]): QuotePart[] {
  const last = parts.findLastIndex(
    (part) => part.kind === 'insertion' || !CLOSING.has(part.token.text),
  );
  return parts.slice(0, last + 1);
}

function casesOf(initial: string, rest: string): string[] {
  return [...new Set([initial.toLowerCase() + rest, initial.toUpperCase() + rest])];
}

function otherCaseOf(word: string): string | null {
  if (!/^\p{L}\p{M}*$/u.test(word)) return null;
  const other = [word.toLowerCase(), word.toUpperCase()].find((cased) => cased !== word);
  return other === undefined ? null : comparable(other);
}

/** Full stops and commas. */
const CLOSING = new Set('.,。，、،۔．'.split(''));

/** A word that more than one character belongs to; a bracket before any other script's word is an insertion. */
const SPACED_WORD = TURN_WORD.source.slice(TURN_WORD.source.indexOf('|') + 1);

/** UTF-16 units: what is in brackets beyond it is no editor's insertion. */
const LONGEST_INSERTION = 400;

const PART = new RegExp(
  [
    String.raw`(?<omission>\[\s?(?:…+|\.{3,}|\. \. \.)\s?\]|\(\s?(?:…+|\.{3,}|\. \. \.)\s?\)|…+|\.{3,}|\.(?: \.){2,})`,
    String.raw`\[(?<initial>\p{L}\p{M}*)\](?<rest>${SPACED_WORD})`,
    String.raw`\[(?<inserted>[^\[\]]{0,${String(LONGEST_INSERTION)}})\](?<attached>${SPACED_WORD})?`,
    TURN_WORD.source,
    MARK_PATTERN,
  ].join('|'),
  'gv',
);
const LITERAL = new RegExp(`${TURN_WORD.source}|${MARK_PATTERN}`, 'gv');
