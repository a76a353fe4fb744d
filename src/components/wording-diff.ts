import { diffArrays } from 'diff';

/** A run of words that both wordings have, or one of the two. */
export interface WordingChange {
  kind: 'same' | 'deleted' | 'inserted';
  text: string;
}

/**
 * Where two wordings differ, word by word; what both have is worded as in the current one. Where no script parts words
 * by spaces, characters stand for words.
 *
 * @returns `null` where so little is common to both that a comparison tells nobody anything.
 */
export function wordingDiff(former: string, current: string): WordingChange[] | null {
  const changes = diffArrays(tokens(former), tokens(current), {
    maxEditLength: MOST_EDITS,
    comparator: (a, b) => a.trimEnd() === b.trimEnd(),
  });
  if (!changes) return null;
  return changes.map(({ value, added, removed }, index) => ({
    kind: added ? 'inserted' : removed ? 'deleted' : 'same',
    // A last word has no white space of its own, and what was there before may follow it.
    text:
      value.join('') + (index < changes.length - 1 && !/\s$/.test(value.at(-1) ?? '') ? ' ' : ''),
  }));
}

/** Words with the white space after them, so that a changed word does not leave its space behind. */
const tokens = (text: string): string[] => text.match(TOKEN) ?? [];

const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\s*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+\s*|\s+/gu;

/** The cost of a comparison grows with what differs. */
const MOST_EDITS = 1500;
