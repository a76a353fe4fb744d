import leven from 'leven';

/** ` Did you mean "host"?` for a likely typing error of one of the words, else an empty string. */
export function didYouMean(found: string, expected: readonly string[]): string {
  const typed = found.toLowerCase();
  const ranked = expected
    .map((word) => ({ word, distance: leven(typed, word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [nearest] = ranked;
  const close = nearest && nearest.distance <= tolerance(nearest.word);
  return close ? ` Did you mean "${nearest.word}"?` : '';
}

/** Two letters that changed places count as two. */
const tolerance = (word: string): number =>
  Math.max(word.length < 4 ? 1 : 2, Math.floor(word.length / 3));

/** `"a", "b" or "c"`. */
export function oneOf(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return quoted.length < 2
    ? quoted.join('')
    : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
}
