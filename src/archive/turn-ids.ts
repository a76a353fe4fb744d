import { positionalIds } from '../transcript/references.ts';

/**
 * The ids of turns: `t` and a number, for turns that were there at first publication or were appended since; and, for
 * turns inserted later, letters after it.
 *
 * The letters are a fraction between one number and the next, so that there is always room for one more: `a` to `y` are
 * its digits 1 to 25, and `z` is its digit 0. No suffix ends in `z`. `t15a` and `t15b` have `t15aa` between them, after
 * `t15y` comes `t15ya`, and before `t15a` there is room for `t15zy` and, before that, `t15zx`.
 */
const TURN_ID = /^t(?<number>\d+)(?<suffix>[a-z]*)$/;

/**
 * The order of ids in a transcript to which turns were only added: `t2` before `t10`, and `t15`, `t15zy`, `t15a`,
 * `t15aa`, `t15b`, `t16`. Negative, zero or positive, as `sort` wants it.
 *
 * @throws RangeError where one of them is no turn id.
 */
export function compareIds(a: string, b: string): number {
  return comparePlaces(placeOf(a), placeOf(b)) || compareTexts(a, b);
}

/**
 * Ids for the turns that have none (`null`), in the order of the turns. Ids that are there stay as they are.
 *
 * - At first publication, when nothing was ever `used`, turns are numbered: `t1`, `t2`, …
 * - Turns appended at the end take the next number that no id ever had.
 * - A turn inserted between two gets the shortest id between theirs, and of those the first: after `t15` `t15a`, then
 *   `t15b`, between those two `t15aa`; before `t1` `t0a`.
 * - Where ids that were fixed by hand stand in another order than their turns, a new one follows the id before it.
 *
 * `used` holds every id that was ever given, those of removed and merged turns too. None is given again.
 *
 * @throws RangeError where one of the ids is no turn id.
 */
export function assignIds(ids: readonly (string | null)[], used: ReadonlySet<string>): string[] {
  if (used.size === 0 && ids.every((id) => id === null)) return positionalIds(ids);
  const taken = new Set(used);
  for (const id of ids) if (id !== null) taken.add(id);
  let last = 0n;
  for (const id of taken) {
    const { number } = placeOf(id);
    if (number > last) last = number;
  }
  const nextKept = followingIds(ids);
  const isFirst = used.size === 0;
  let before: Place | null = null;
  return ids.map((id, position) => {
    const after = nextKept[position] ?? null;
    const given = id ?? freeId(before, after, { taken, last, isFirst });
    taken.add(given);
    before = placeOf(given);
    if (before.number > last) last = before.number;
    return given;
  });
}

/** Where an id stands: its number, and the fraction behind it. */
interface Place {
  number: bigint;
  suffix: string;
}

interface Ledger {
  taken: ReadonlySet<string>;
  /** The highest number that any id has. */
  last: bigint;
  isFirst: boolean;
}

function placeOf(id: string): Place {
  const { number, suffix } = TURN_ID.exec(id)?.groups ?? {};
  if (number === undefined || suffix === undefined) {
    throw new RangeError(`Not a turn id: ${id}`);
  }
  return { number: BigInt(number), suffix };
}

/** For each turn, the place of the first id at or after it. */
function followingIds(ids: readonly (string | null)[]): (Place | null)[] {
  const places: (Place | null)[] = [];
  let next: Place | null = null;
  for (let position = ids.length - 1; position >= 0; position -= 1) {
    const id = ids[position] ?? null;
    if (id !== null) next = placeOf(id);
    places.push(next);
  }
  return places.reverse();
}

function freeId(before: Place | null, after: Place | null, ledger: Ledger): string {
  if (after === null)
    return numbered((ledger.isFirst ? (before?.number ?? 0n) : ledger.last) + 1n, ledger);
  const isAtZero = ledger.isFirst || after.number === 0n;
  const start = before ?? { number: isAtZero ? 0n : after.number - 1n, suffix: '' };
  if (ledger.isFirst && start.number + 1n < after.number)
    return numbered(start.number + 1n, ledger);
  // A hand can fix ids that have no room before them: `t0`, or `t15z` right after `t15`.
  const isBounded =
    start.number === after.number &&
    compareSuffixes(start.suffix, after.suffix.replace(/z+$/, '')) < 0;
  const suffix = suffixBetween(start.suffix, isBounded ? after.suffix : null, (candidate) =>
    ledger.taken.has(`t${start.number}${candidate}`),
  );
  return `t${start.number}${suffix}`;
}

function numbered(from: bigint, { taken }: Ledger): string {
  let number = from;
  while (taken.has(`t${number}`)) number += 1n;
  return `t${number}`;
}

/**
 * The shortest free suffix after `low` and before `high` (`null`: no bound), and of those the first; but where it has to
 * go below `a`, the last, so that the next one before it need not be longer.
 */
function suffixBetween(
  low: string,
  high: string | null,
  isTaken: (suffix: string) => boolean,
): string {
  const isBelowHigh = (suffix: string): boolean =>
    high === null || compareSuffixes(suffix, high) < 0;
  for (let length = 1; ; length += 1) {
    let found: string | null = firstAfter(low, length);
    while (found !== null && isBelowHigh(found)) {
      if (found.at(-2) === 'z') {
        const stem = found.slice(0, -1);
        const free = DOWNWARDS.find(
          (letter) =>
            compareSuffixes(stem + letter, low) > 0 &&
            isBelowHigh(stem + letter) &&
            !isTaken(stem + letter),
        );
        if (free !== undefined) return stem + free;
      }
      if (!isTaken(found)) return found;
      found = successor(found);
    }
  }
}

/** The first suffix of this length after `low` that does not end in `z`, or `null` where there is none. */
function firstAfter(low: string, length: number): string | null {
  if (length > low.length) return `${low}${'z'.repeat(length - low.length - 1)}a`;
  return successor(low.slice(0, length));
}

/** The next suffix of the same length that does not end in `z`, or `null` after the last. */
function successor(suffix: string): string | null {
  const rest = suffix.replace(/y+$/, '');
  const carried = suffix.length - rest.length;
  const letter = rest.at(-1);
  if (letter === undefined) return null;
  const next = letter === 'z' ? 'a' : String.fromCodePoint((letter.codePointAt(0) ?? 0) + 1);
  const stem = rest.slice(0, -1) + next;
  return carried === 0 ? stem : `${stem}${'z'.repeat(carried - 1)}a`;
}

function comparePlaces(a: Place, b: Place): number {
  if (a.number !== b.number) return a.number < b.number ? -1 : 1;
  return compareSuffixes(a.suffix, b.suffix);
}

function compareSuffixes(a: string, b: string): number {
  return compareTexts(sortable(a), sortable(b));
}

/** `z` is the digit 0: it sorts before `a`. */
const sortable = (suffix: string): string => suffix.replaceAll('z', '`');

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const DOWNWARDS = Array.from('yxwvutsrqponmlkjihgfedcba');
