/** A stretch of both sides: from the first position up to, and without, the end. */
export interface Stretch {
  from: number;
  to: number;
  currentFrom: number;
  currentTo: number;
}

/** A recorded turn and the current one that it is, by position. */
export interface Pair {
  recorded: number;
  current: number;
}

/** Codes that occur once on each side of a stretch, with where they do. */
export function uniquePairs(
  recorded: Int32Array,
  current: Int32Array,
  { from, to, currentFrom, currentTo }: Stretch,
): Pair[] {
  const found = new Map<number, { recorded: number; current: number }>();
  for (let position = from; position < to; position += 1) {
    const code = recorded[position] ?? 0;
    found.set(code, { recorded: found.has(code) ? TWICE : position, current: NOWHERE });
  }
  for (let position = currentFrom; position < currentTo; position += 1) {
    const places = found.get(current[position] ?? 0);
    if (places) places.current = places.current === NOWHERE ? position : TWICE;
  }
  return [...found.values()].filter((pair) => pair.recorded >= 0 && pair.current >= 0);
}

const NOWHERE = -1;
const TWICE = -2;

/**
 * The heaviest of those pairs that are in the same order on both sides. `pairs` are in the recorded order and hold no
 * position twice; of equal weights, the first stay. Takes n log n steps.
 */
export function inOrder(pairs: readonly Pair[], weight: (pair: Pair) => number): Pair[] {
  const sorted = pairs.map(({ current }) => current).sort((a, b) => a - b);
  const rank = new Map(sorted.map((current, index) => [current, index + 1]));
  const sums = new Float64Array(pairs.length);
  const previous = new Int32Array(pairs.length).fill(-1);
  /** By rank, as a Fenwick tree: the pair that ends the heaviest chain so far. */
  const tree = new Int32Array(pairs.length + 1).fill(-1);
  let last = -1;
  pairs.forEach((pair, index) => {
    const place = rank.get(pair.current) ?? 0;
    let best = -1;
    for (let node = place - 1; node > 0; node -= node & -node) {
      const end = tree[node] ?? -1;
      if (end >= 0 && (best < 0 || (sums[end] ?? 0) > (sums[best] ?? 0))) best = end;
    }
    sums[index] = weight(pair) + (best < 0 ? 0 : (sums[best] ?? 0));
    previous[index] = best;
    for (let node = place; node < tree.length; node += node & -node) {
      const end = tree[node] ?? -1;
      if (end < 0 || (sums[index] ?? 0) > (sums[end] ?? 0)) tree[node] = index;
    }
    if (last < 0 || (sums[index] ?? 0) > (sums[last] ?? 0)) last = index;
  });
  const chain: Pair[] = [];
  for (let index = last; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) chain.push(pair);
  }
  return chain.reverse();
}

/**
 * The longest sequence of equal codes of a stretch, by the greedy algorithm of E. Myers (1986): its steps grow with the
 * stretch's length times its differences. Nothing where there are more than `most` differences.
 */
export function leastDifference(
  recorded: Int32Array,
  current: Int32Array,
  { from, to, currentFrom, currentTo }: Stretch,
  most: number,
): Pair[] {
  const length = to - from;
  const currentLength = currentTo - currentFrom;
  const reach = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const trace: Int32Array[] = [];
  for (let differences = 0; differences <= most; differences += 1) {
    trace.push(reach.slice(middle - differences - 1, middle + differences + 2));
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const left = reach[middle + diagonal - 1] ?? 0;
      const above = reach[middle + diagonal + 1] ?? 0;
      const isDown = diagonal === -differences || (diagonal !== differences && left < above);
      let x = isDown ? above : left + 1;
      while (
        x < length &&
        x - diagonal < currentLength &&
        recorded[from + x] === current[currentFrom + x - diagonal]
      ) {
        x += 1;
      }
      reach[middle + diagonal] = x;
      if (x >= length && x - diagonal >= currentLength) {
        return walkBack(trace, length, currentLength).map((pair) => ({
          recorded: from + pair.recorded,
          current: currentFrom + pair.current,
        }));
      }
    }
  }
  return [];
}

function walkBack(trace: readonly Int32Array[], length: number, currentLength: number): Pair[] {
  const pairs: Pair[] = [];
  let x = length;
  let y = currentLength;
  for (let differences = trace.length - 1; differences >= 0; differences -= 1) {
    const reach = trace[differences] ?? new Int32Array();
    const middle = differences + 1;
    const diagonal = x - y;
    const left = reach[middle + diagonal - 1] ?? 0;
    const above = reach[middle + diagonal + 1] ?? 0;
    const isDown = diagonal === -differences || (diagonal !== differences && left < above);
    const startX = differences === 0 ? 0 : isDown ? above : left + 1;
    while (x > startX && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      pairs.push({ recorded: x, current: y });
    }
    if (differences > 0) {
      if (isDown) y -= 1;
      else x -= 1;
    }
  }
  return pairs.reverse();
}
