/**
 * The longest beginning of a text that fits, cut after a word and marked with an ellipsis; the text itself where all of
 * it fits. A first word that is too long by itself is cut after a letter.
 *
 * @param fits whether a text does; whatever begins a text that fits must fit too.
 */
export async function shorten(
  text: string,
  language: string,
  fits: (text: string) => Promise<boolean>,
): Promise<string> {
  if (await fits(text)) return text;
  return (
    (await longest(text, ends(text, language, 'word'), fits)) ??
    (await longest(text, ends(text, language, 'grapheme'), fits)) ??
    ELLIPSIS
  );
}

async function longest(
  text: string,
  cuts: readonly number[],
  fits: (text: string) => Promise<boolean>,
): Promise<string | null> {
  let found: string | null = null;
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = text.slice(0, cuts[middle]) + ELLIPSIS;
    if (await fits(candidate)) {
      found = candidate;
      low = middle + 1;
    } else high = middle;
  }
  return found;
}

/** Where a text can be cut, shortest first. */
function ends(text: string, language: string, granularity: 'word' | 'grapheme'): number[] {
  const segments = [...new Intl.Segmenter(language, { granularity }).segment(text)];
  return segments
    .filter(({ segment, isWordLike }) => isWordLike ?? segment.trim() !== '')
    .map(({ index, segment }) => index + segment.length);
}

const ELLIPSIS = '…';
