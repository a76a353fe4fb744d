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
  const changes = diffArrays(tokens(former), tokens(current), { maxEditLength: MOST_EDITS });
  if (!changes) return null;
  return changes.map(({ value, added, removed }) => ({
    kind: added ? 'inserted' : removed ? 'deleted' : 'same',
    text: value.join(''),
  }));
}

/** Words with the white space after them, so that a changed word does not leave its space behind. */
const tokens = (text: string): string[] => text.match(TOKEN) ?? [];

const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\s*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+\s*|\s+/gu;

/** The cost of a comparison grows with what differs. */
const MOST_EDITS = 1500;
