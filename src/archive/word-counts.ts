import type { Transcript } from '../transcript/model.ts';

/** How many words each turn of a transcript has, counted once however many pages ask. */
export function wordCounts(transcript: Transcript): readonly number[] {
  const known = counts.get(transcript);
  if (known) return known;
  const counted = transcript.turns.map(({ text }) => wordCount(text));
  counts.set(transcript, counted);
  return counted;
}

const counts = new WeakMap<Transcript, readonly number[]>();

/** How many words a text has: runs with a letter or digit in them. Han and kana count by the character. */
export const wordCount = (text: string): number =>
  MAY_BE_HAN.test(text) ? (text.match(WORD)?.length ?? 0) : spacedWords(text);

/**
 * The stretches between white space that have a letter or a digit. Every page counts all of its words, so each character
 * is looked at once, and only those beyond ASCII are looked up.
 */
function spacedWords(text: string): number {
  let count = 0;
  let isCounted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (ASCII[code] ?? 0) : kindOf(text.charAt(at));
    if (kind === SPACE) isCounted = false;
    else if (kind === LETTER && !isCounted) {
      isCounted = true;
      count += 1;
    }
  }
  return count;
}

const SPACE = 1;
const LETTER = 2;
const kindOf = (character: string): number =>
  /\s/.test(character) ? SPACE : /[\p{L}\p{N}]/u.test(character) ? LETTER : 0;
const ASCII = Uint8Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)));
/** Where Han and kana are, surrogates among them, and more. */
const MAY_BE_HAN = /[\u2E80-\uFFFF]/;
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]*[\p{L}\p{N}][^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]*/gu;
