/**
 * The words of a text: its runs of letters and digits with their combining marks, in order, composed (NFC).
 * Two texts with the same words say the same, whatever their spacing, punctuation and markup.
 *
 * `"Don’t – 3:16"` gives `['Don', 't', '3', '16']`.
 */
export function wordsOf(text: string): string[] {
  return composed(text).match(WORD) ?? [];
}

/** A text in Unicode's composed form (NFC). Most texts are, and are told so without a look at each character's data. */
export const composed = (text: string): string =>
  MAY_COMPOSE.test(text) ? text.normalize('NFC') : text;

/** Below U+0300 no character is or has a combining mark of its own; dashes and quotation marks have none either. */
const MAY_COMPOSE = /[^\0-\u02FF\u2010-\u2027]/;

/** Where two sequences of words part. */
export interface WordDifference {
  /** The 0-based position among the words of the first sequence. */
  index: number;
  /** What the first has there; `null` where it has ended. */
  expected: string | null;
  /** What the second has there; `null` where it has ended. */
  found: string | null;
}

/** Finds the first place at which two sequences of words differ; `null` where they are the same. */
export function firstDifference(
  expected: readonly string[],
  found: readonly string[],
): WordDifference | null {
  const length = Math.max(expected.length, found.length);
  for (let index = 0; index < length; index += 1) {
    if (expected[index] !== found[index]) {
      return { index, expected: expected[index] ?? null, found: found[index] ?? null };
    }
  }
  return null;
}

/**
 * Goes through the words of texts one by one, the same words as `wordsOf` finds in each, and keeps none of them. It
 * stands before the first word.
 */
export class WordCursor {
  readonly #texts: Iterator<string>;
  #text = '';
  #start = 0;
  #end = 0;
  /** Whether it stands at the first word of a text. */
  #isAtFirst = false;

  constructor(texts: Iterable<string>) {
    this.#texts = texts[Symbol.iterator]();
  }

  /** Moves to the next word; false where there is none. */
  next(): boolean {
    let at = this.#end;
    this.#isAtFirst = false;
    for (;;) {
      const text = this.#text;
      for (; at < text.length; at += 1) {
        if (KINDS[text.charCodeAt(at)] === NO_WORD) continue;
        const end = endOfWord(text, at);
        if (end === at) continue;
        this.#start = at;
        this.#end = end;
        return true;
      }
      this.#isAtFirst = true;
      const next = this.#texts.next();
      if (next.done === true) return false;
      this.#text = next.value;
      at = 0;
    }
  }

  /** The word at which the cursor stands. */
  get word(): string {
    return this.#text.slice(this.#start, this.#end).normalize('NFC');
  }

  /**
   * Whether the other cursor stands at the same word. Where a text of the other's begins and all of it stands here as
   * it is, it is compared at once, and both cursors move to its end.
   */
  agreesWith(other: WordCursor): boolean {
    return (other.#isAtFirst && this.#startsWithRestOf(other)) || this.word === other.word;
  }

  #startsWithRestOf(other: WordCursor): boolean {
    const rest = other.#text.slice(other.#start);
    const end = this.#start + rest.length;
    const isWhole = end === this.#text.length || KINDS[this.#text.charCodeAt(end)] === NO_WORD;
    if (!isWhole || this.#text.slice(this.#start, end) !== rest) return false;
    this.#end = end;
    other.#end = other.#text.length;
    return true;
  }
}

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
const WORD = new RegExp(`${WORD_CHARACTER.source}+`, 'gu');

function endOfWord(text: string, start: number): number {
  let end = start;
  for (;;) {
    const kind = KINDS[text.charCodeAt(end)];
    if (kind === IN_WORD) end += 1;
    else if (kind === HALF) {
      const character = String.fromCodePoint(text.codePointAt(end) ?? 0);
      if (!WORD_CHARACTER.test(character)) return end;
      end += character.length;
    } else return end;
  }
}

const NO_WORD = 0;
const IN_WORD = 1;
/** Half of a pair tells nothing: the character is looked at whole. */
const HALF = 2;
/** What a UTF-16 unit is to words. */
const KINDS = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  if (code >= 0xd800 && code < 0xe000) return HALF;
  return WORD_CHARACTER.test(String.fromCharCode(code)) ? IN_WORD : NO_WORD;
});
