/**
 * The words of a text: its runs of letters and digits with their combining marks, in order, composed (NFC).
 * Two texts with the same words say the same, whatever their spacing, punctuation and markup.
 *
 * `"Don’t – 3:16"` gives `['Don', 't', '3', '16']`.
 */
export function wordsOf(text: string): string[] {
  return text.normalize('NFC').match(WORD) ?? [];
}

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

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
