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
export const wordCount = (text: string): number => text.match(WORD)?.length ?? 0;

const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]*[\p{L}\p{N}][^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]*/gu;
