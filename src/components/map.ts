/** A block of the conversation map: percentages of the map's width. */
export interface MapBlock {
  x: number;
  width: number;
}

/**
 * Shares the map's width out among turns by their number of words. Every turn gets a floor, so that a single
 * word can be seen and hit, and the rest goes by words.
 *
 * @param weights one for each turn, none negative.
 */
export function mapBlocks(weights: readonly number[]): MapBlock[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const floor = Math.min(LEAST, 50 / weights.length);
  const shared = 100 - floor * weights.length;
  let x = 0;
  return weights.map((weight) => {
    const width = floor + (total === 0 ? shared / weights.length : (shared * weight) / total);
    const block = { x: rounded(x), width: rounded(width) };
    x += width;
    return block;
  });
}

/** Blocks as one shape, in units of a hundredth of the map's width and the height given: thousands of elements take long to lay out. */
export const mapShape = (blocks: readonly MapBlock[], height: number): string =>
  blocks
    .map(({ x, width }) => `M${String(x)} 0h${String(width)}v${String(height)}h-${String(width)}z`)
    .join('');

/** Beyond so many turns a map's blocks can no longer be hit one by one, and it is a picture. */
export const MOST_LINKED_TURNS = 80;

/** The narrowest block that has room for two initials on a phone. */
export const LEAST_FOR_INITIALS = 5;

const LEAST = 2;

const rounded = (value: number): number => Math.round(value * 100) / 100;
