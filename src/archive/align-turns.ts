import { alignStretch, isShort, isWeighable, wordPairs } from './align-stretch.ts';
import { inOrder, leastDifference, uniquePairs, type Pair, type Stretch } from './anchors.ts';
import { CommonWords } from './common-words.ts';
import { compareTurns, type ComparedTurns } from './compared-turns.ts';

/** A turn as far as its identity goes. */
export interface WordedTurn {
  speaker: string;
  text: string;
}

/** A turn as the ledger has it. */
export interface RecordedTurn extends WordedTurn {
  id: string;
}

export interface AlignmentOptions {
  /**
   * Ids an editor fixed by hand, by 0-based position of the current turn: in Markdown or with `--keep`. They need not be
   * recorded, nor in order. An id fixed twice counts where it stands first.
   */
  fixed?: ReadonlyMap<number, string>;
  /** Ids the editor says are removed. One that is fixed too is not. */
  removed?: ReadonlySet<string>;
  /**
   * The whole text was replaced on purpose: a summary by the verbatim text. Speakers in order decide where words can't.
   */
  rewritten?: boolean;
}

export interface TurnAlignment {
  /** By position of the current turns: the id each keeps, or null where the record knows none for it. */
  ids: (string | null)[];
  /** The recorded turns that no current turn keeps, in the record's order. */
  gone: GoneTurn[];
}

/** What became of a recorded turn that no current turn keeps. */
export type GoneTurn =
  | { id: string; fate: 'removed' }
  /** Its words now stand in the turn that keeps the id `into`. */
  | { id: string; fate: 'merged'; into: string }
  /**
   * Left to the editor: `candidates` are the 0-based positions of current turns it may be, best first and at most five.
   * They have no id.
   */
  | { id: string; fate: 'unsure'; why: UnsureReason; candidates: number[] };

/**
 * Why an editor is asked: `moved`: its words stand elsewhere, out of order; `relabelled`: they are another speaker's now,
 * and too few, or too many others', to be sure that it is the same turn; `replaced`: its speaker says something else in
 * its place; `ambiguous`: its words stand in several places.
 */
export type UnsureReason = 'moved' | 'relabelled' | 'replaced' | 'ambiguous';

/**
 * Which recorded turn is which current turn. A pure function of its arguments, with the same result on every machine.
 *
 * It keeps the order, and goes by speaker and words; spaces, case, punctuation and Unicode composition count for nothing.
 * Of a turn that was split, the first part of its speaker's keeps the id; of turns that were merged, the first. A long
 * turn whose words are the same under another speaker is the same; a short one ("Right.") never is. What was moved, or
 * reworded beyond recognition, is left to the editor.
 *
 * Stretches that did not change are passed over in linear time. Where very much changed, it first looks for words that
 * stand once on both sides; where there are none in more than a bounded number of turns, it leaves them to the editor.
 */
export function alignTurns(
  recorded: readonly RecordedTurn[],
  current: readonly WordedTurn[],
  options: AlignmentOptions = {},
): TurnAlignment {
  return new Alignment(recorded, current, options).result();
}

class Alignment {
  readonly #recorded: readonly RecordedTurn[];
  readonly #old: ComparedTurns;
  readonly #new: ComparedTurns;
  /** By recorded turn: the current one that it is. */
  readonly #home: Int32Array;
  /** By recorded turn: the recorded one into which it was merged. */
  readonly #host: Int32Array;
  /** By current turn: 1 where a recorded turn is known to stand, or stands in part. */
  readonly #taken: Uint8Array;
  readonly #unsure = new Map<number, { why: UnsureReason; candidates: number[] }>();
  readonly #fixed = new Map<number, string>();
  readonly #removed = new Set<number>();
  /** How often each key is said on either side, once somebody asks. */
  #oldCounts: Map<number, number> | undefined;
  #newCounts: Map<number, number> | undefined;

  constructor(
    recorded: readonly RecordedTurn[],
    current: readonly WordedTurn[],
    { fixed, removed, rewritten }: AlignmentOptions,
  ) {
    this.#recorded = recorded;
    const compared = compareTurns(...withRenamedSpeakers(recorded, current));
    this.#old = compared.recorded;
    this.#new = compared.current;
    this.#home = new Int32Array(recorded.length).fill(-1);
    this.#host = new Int32Array(recorded.length).fill(-1);
    this.#taken = new Uint8Array(current.length);
    this.#decide(fixed ?? new Map(), removed ?? new Set());
    const whole = { from: 0, to: recorded.length, currentFrom: 0, currentTo: current.length };
    const isPaired = rewritten === true && this.#pairBySpeakers(whole);
    if (!isPaired) this.#align(whole);
    this.#settleDecided();
    if (isPaired) return;
    if (rewritten === true) for (const gap of this.#gaps()) this.#pairRewritten(gap);
    this.#findMoved();
    for (const gap of this.#gaps()) this.#ask(gap);
  }

  result(): TurnAlignment {
    const ids = Array.from(this.#taken, (): string | null => null);
    this.#recorded.forEach(({ id }, turn) => {
      const home = this.#home[turn] ?? -1;
      if (home >= 0) ids[home] = id;
    });
    for (const [position, id] of this.#fixed) ids[position] = id;
    const gone: GoneTurn[] = [];
    this.#recorded.forEach(({ id }, turn) => {
      if ((this.#home[turn] ?? -1) >= 0) return;
      const host = this.#recorded[this.#host[turn] ?? -1];
      const { why, candidates } = this.#unsure.get(turn) ?? { why: null, candidates: [] };
      const free = candidates.filter((place) => ids[place] === null);
      if (host) gone.push({ id, fate: 'merged', into: host.id });
      else if (why !== null) gone.push({ id, fate: 'unsure', why, candidates: free });
      else gone.push({ id, fate: 'removed' });
    });
    return { ids, gone };
  }

  /** What an editor fixed or removed is given codes of its own, so that nothing else is taken for it. */
  #decide(fixed: ReadonlyMap<number, string>, removed: ReadonlySet<string>): void {
    const places = new Map(this.#recorded.map(({ id }, turn) => [id, turn]));
    let code = -1;
    const positions = new Set<string>();
    for (const [position, id] of [...fixed].sort(([a], [b]) => a - b)) {
      if (position < 0 || position >= this.#new.length || positions.has(id)) continue;
      positions.add(id);
      this.#fixed.set(position, id);
      this.#new.codes[position] = code;
      this.#new.decided[position] = 1;
      const turn = places.get(id);
      if (turn !== undefined) {
        this.#old.codes[turn] = code;
        this.#old.decided[turn] = 1;
      }
      code -= 1;
    }
    for (const id of removed) {
      const turn = places.get(id);
      if (turn === undefined || positions.has(id)) continue;
      this.#old.codes[turn] = code;
      this.#old.decided[turn] = 1;
      this.#removed.add(turn);
      code -= 1;
    }
  }

  /** What was fixed out of order stands where it was fixed all the same. */
  #settleDecided(): void {
    const places = new Map(this.#recorded.map(({ id }, turn) => [id, turn]));
    for (const [position, id] of this.#fixed) {
      this.#taken[position] = 1;
      const turn = places.get(id);
      if (turn !== undefined) this.#home[turn] = position;
    }
  }

  #align(whole: Stretch): void {
    const open = [{ stretch: whole, depth: 0 }];
    for (let next = open.pop(); next; next = open.pop()) {
      const { stretch, depth } = next;
      this.#pairEnds(stretch);
      if (stretch.from === stretch.to || stretch.currentFrom === stretch.currentTo) continue;
      const anchors = depth < DEEPEST ? this.#anchors(stretch) : [];
      for (const pair of anchors) this.#keep(pair);
      if (anchors.length > 0) {
        for (const gap of gapsBetween(stretch, anchors)) {
          open.push({ stretch: gap, depth: depth + 1 });
        }
      } else if (isWeighable(this.#old, this.#new, stretch)) {
        this.#alignStretch(stretch);
      } else if (depth < DEEPEST) {
        for (const part of this.#partsOf(stretch)) open.push({ stretch: part, depth: depth + 1 });
      }
    }
  }

  /** Equal turns at the beginning and the end. */
  #pairEnds(stretch: Stretch): void {
    const [old, now] = [this.#old.codes, this.#new.codes];
    while (
      stretch.from < stretch.to &&
      stretch.currentFrom < stretch.currentTo &&
      old[stretch.from] === now[stretch.currentFrom]
    ) {
      this.#keep({ recorded: stretch.from, current: stretch.currentFrom });
      stretch.from += 1;
      stretch.currentFrom += 1;
    }
    while (
      stretch.from < stretch.to &&
      stretch.currentFrom < stretch.currentTo &&
      old[stretch.to - 1] === now[stretch.currentTo - 1]
    ) {
      stretch.to -= 1;
      stretch.currentTo -= 1;
      this.#keep({ recorded: stretch.to, current: stretch.currentTo });
    }
  }

  #keep({ recorded, current }: Pair): void {
    this.#home[recorded] = current;
    this.#taken[current] = 1;
  }

  /** Turns that are certain before their neighbours are looked at, in order. */
  #anchors(stretch: Stretch): Pair[] {
    const exact = uniquePairs(this.#old.codes, this.#new.codes, stretch).filter(
      ({ recorded }) =>
        (this.#old.letters[recorded] ?? 0) >= ANCHOR_LETTERS || this.#old.decided[recorded] === 1,
    );
    const anchors = inOrder(exact, ({ recorded }) => this.#old.letters[recorded] ?? 0);
    if (anchors.length > 0 || isWeighable(this.#old, this.#new, stretch)) return anchors;
    const relabelled = uniquePairs(this.#old.keys, this.#new.keys, stretch).filter(
      ({ recorded, current }) =>
        this.#old.decided[recorded] === 0 &&
        this.#new.decided[current] === 0 &&
        !isShort(this.#old, recorded) &&
        this.#isOnlyOne(recorded, current),
    );
    if (relabelled.length > 0) {
      return inOrder(relabelled, ({ recorded }) => this.#old.letters[recorded] ?? 0);
    }
    return leastDifference(this.#old.codes, this.#new.codes, stretch, MOST_DIFFERENCES);
  }

  /**
   * A stretch too large to weigh, parted where a recorded and a current turn that share the most pairs of words standing
   * nowhere else in it begin alike, or end alike. Whatever was split or merged begins where it began, and ends where it
   * ended.
   */
  #partsOf(stretch: Stretch): Stretch[] {
    const votes = this.#sharedWords(
      range(stretch.from, stretch.to),
      range(stretch.currentFrom, stretch.currentTo),
      1,
    );
    const votesFor = new Map<number, number>();
    const claimed = new Set<number>();
    const pairs: Pair[] = [];
    for (const [recorded, counts] of votes) {
      let best = -1;
      let most = 1;
      for (const [current, count] of counts) {
        if (count > most) [best, most] = [current, count];
      }
      if (best < 0 || claimed.has(best)) continue;
      claimed.add(best);
      votesFor.set(recorded, most);
      pairs.push({ recorded, current: best });
    }
    pairs.sort((a, b) => a.recorded - b.recorded);
    const cuts = inOrder(pairs, ({ recorded }) => votesFor.get(recorded) ?? 0).flatMap(
      ({ recorded, current }) => {
        const [words, currentWords] = [this.#old.words(recorded), this.#new.words(current)];
        const next = { recorded: recorded + 1, current: current + 1 };
        return [
          ...(areAlike(words, currentWords, FIRST_WORDS) ? [{ recorded, current }] : []),
          ...(areAlike(words, currentWords, LAST_WORDS) ? [next] : []),
        ];
      },
    );
    const parts: Stretch[] = [];
    let { from, currentFrom } = stretch;
    for (const { recorded, current } of [
      ...cuts,
      { recorded: stretch.to, current: stretch.currentTo },
    ]) {
      if (recorded === from && current === currentFrom) continue;
      parts.push({ from, to: recorded, currentFrom, currentTo: current });
      from = recorded;
      currentFrom = current;
    }
    return parts.length > 1 ? parts : [];
  }

  /** For recorded turns, how many pairs of words they share with current ones that stand in at most `most` of each. */
  #sharedWords(
    recorded: readonly number[],
    current: readonly number[],
    most: number,
  ): Map<number, Map<number, number>> {
    const index = indexByPairs(this.#old, recorded, most);
    const currentIndex = indexByPairs(this.#new, current, most);
    const votes = new Map<number, Map<number, number>>();
    for (const [pair, turns] of index) {
      const others = currentIndex.get(pair);
      if (!others || turns.length > most || others.length > most) continue;
      for (const turn of turns) {
        let counts = votes.get(turn);
        if (!counts) {
          counts = new Map();
          votes.set(turn, counts);
        }
        for (const other of others) counts.set(other, (counts.get(other) ?? 0) + 1);
      }
    }
    return votes;
  }

  #alignStretch(stretch: Stretch): void {
    for (const { recorded, current, isSure } of alignStretch(this.#old, this.#new, stretch)) {
      const [place = 0] = current;
      const speaker = this.#new.speakers[place];
      const lead =
        recorded.find((turn) => this.#old.speakers[turn] === speaker) ?? recorded[0] ?? 0;
      if (!isSure) {
        this.#unsure.set(lead, { why: 'relabelled', candidates: current });
        continue;
      }
      if (this.#old.speakers[lead] !== speaker && !this.#isOnlyOne(lead, place)) continue;
      this.#keep({ recorded: lead, current: place });
      for (const turn of recorded) if (turn !== lead) this.#host[turn] = lead;
      for (const turn of current) this.#taken[turn] = 1;
    }
  }

  /** Whether nobody else says a turn's words, before or now. */
  #isOnlyOne(recorded: number, current: number): boolean {
    this.#oldCounts ??= occurrences(this.#old.keys);
    this.#newCounts ??= occurrences(this.#new.keys);
    return (
      this.#oldCounts.get(this.#old.keys[recorded] ?? -1) === 1 &&
      this.#newCounts.get(this.#new.keys[current] ?? -1) === 1
    );
  }

  /** The stretches between the turns that are known, where turns are left on either side. */
  #gaps(): Stretch[] {
    const known: Pair[] = [];
    this.#home.forEach((current, recorded) => {
      if (current >= 0) known.push({ recorded, current });
    });
    const inBoth = inOrder(known, () => 1);
    const whole = { from: 0, to: this.#home.length, currentFrom: 0, currentTo: this.#taken.length };
    return gapsBetween(whole, inBoth);
  }

  #left({ from, to, currentFrom, currentTo }: Stretch): { old: number[]; now: number[] } {
    const isLeft = (turn: number): boolean =>
      this.#home[turn] === -1 &&
      this.#host[turn] === -1 &&
      !this.#removed.has(turn) &&
      this.#old.decided[turn] === 0 &&
      !this.#unsure.has(turn);
    return {
      old: range(from, to).filter(isLeft),
      now: range(currentFrom, currentTo).filter(
        (turn) => this.#taken[turn] === 0 && this.#new.decided[turn] === 0,
      ),
    };
  }

  /** Pairs all turns of a stretch that are left, where the same speakers speak in the same order. */
  #pairBySpeakers(stretch: Stretch): boolean {
    const { old, now } = this.#left(stretch);
    const isSame =
      old.length === now.length &&
      old.every((turn, index) => this.#old.speakers[turn] === this.#new.speakers[now[index] ?? -1]);
    if (!isSame) return false;
    old.forEach((recorded, index) => {
      this.#keep({ recorded, current: now[index] ?? -1 });
    });
    return true;
  }

  /** In a text that was replaced on purpose, speakers who speak once on both sides are known too. */
  #pairRewritten(stretch: Stretch): void {
    if (this.#pairBySpeakers(stretch)) return;
    const { old, now } = this.#left(stretch);
    const pairs = uniquePairs(
      Int32Array.from(old, (turn) => this.#old.speakers[turn] ?? -1),
      Int32Array.from(now, (turn) => this.#new.speakers[turn] ?? -1),
      { from: 0, to: old.length, currentFrom: 0, currentTo: now.length },
    ).map(({ recorded, current }) => ({
      recorded: old[recorded] ?? -1,
      current: now[current] ?? -1,
    }));
    const known = inOrder(pairs, () => 1);
    if (known.length === 0) return;
    for (const pair of known) this.#keep(pair);
    for (const gap of gapsBetween(stretch, known)) this.#pairBySpeakers(gap);
  }

  /** Words that are left on both sides, and stand in one order here and in another there. */
  #findMoved(): void {
    const whole = { from: 0, to: this.#home.length, currentFrom: 0, currentTo: this.#taken.length };
    const { old, now } = this.#left(whole);
    if (old.length === 0 || now.length === 0) return;
    const byCode = groups(now, (turn) => this.#new.codes[turn] ?? 0);
    const byKey = groups(now, (turn) => this.#new.keys[turn] ?? 0);
    for (const turn of old) {
      const same = byCode.get(this.#old.codes[turn] ?? 0);
      const worded = isShort(this.#old, turn) ? undefined : byKey.get(this.#old.keys[turn] ?? 0);
      const found = same ?? worded;
      if (!found) continue;
      const isOther = same === undefined;
      const why = found.length > 1 ? 'ambiguous' : isOther ? 'relabelled' : 'moved';
      this.#unsure.set(turn, { why, candidates: nearest(found, turn) });
    }
    const rest = old.filter((turn) => !this.#unsure.has(turn) && !isShort(this.#old, turn));
    for (const [turn, counts] of this.#sharedWords(rest, now, 4)) {
      const words = this.#old.words(turn);
      const candidates = [...counts]
        .sort(([a, votes], [b, others]) => others - votes || a - b)
        .slice(0, MOST_CANDIDATES)
        .map(([place]) => place)
        .filter((place) => {
          const currentWords = this.#new.words(place);
          const shorter = Math.min(words.length, currentWords.length);
          return 10 * CommonWords.between(words, currentWords) >= 6 * shorter;
        });
      const [best] = candidates;
      if (best === undefined) continue;
      const isOther = this.#old.speakers[turn] !== this.#new.speakers[best];
      this.#unsure.set(turn, { why: isOther ? 'relabelled' : 'moved', candidates });
    }
  }

  /** Decides on what is left of a stretch: removed, or somebody must look. */
  #ask(stretch: Stretch): void {
    const { old, now } = this.#left(stretch);
    if (now.length === 0) return;
    const bySpeaker = groups(now, (turn) => this.#new.speakers[turn] ?? 0);
    const byKey = groups(now, (turn) => this.#new.keys[turn] ?? 0);
    const count = new Map<number, number>();
    for (const turn of old) {
      const speaker = this.#old.speakers[turn] ?? 0;
      const order = count.get(speaker) ?? 0;
      count.set(speaker, order + 1);
      const said = byKey.get(this.#old.keys[turn] ?? 0);
      const own = bySpeaker.get(speaker);
      if (said)
        this.#unsure.set(turn, { why: 'relabelled', candidates: said.slice(0, MOST_CANDIDATES) });
      else if (own) {
        const start = Math.max(0, Math.min(order, own.length - 1));
        const candidates = [
          ...own.slice(start, start + MOST_CANDIDATES),
          ...own.slice(Math.max(0, start - 2), start).reverse(),
        ];
        this.#unsure.set(turn, {
          why: 'replaced',
          candidates: candidates.slice(0, MOST_CANDIDATES),
        });
      }
    }
  }
}

/** How often stretches are parted within one another. */
const DEEPEST = 32;
/** What has fewer letters is said too often to stand for a place. */
const ANCHOR_LETTERS = 12;
const MOST_DIFFERENCES = 512;
const MOST_CANDIDATES = 5;

/**
 * A speaker's new id everywhere is no change of speakers: where one is gone, another is new, and every long turn of the
 * one, three at least, is the other's.
 */
function withRenamedSpeakers(
  recorded: readonly RecordedTurn[],
  current: readonly WordedTurn[],
): [readonly WordedTurn[], readonly WordedTurn[]] {
  const old = new Set(recorded.map(({ speaker }) => speaker));
  const now = new Set(current.map(({ speaker }) => speaker));
  const gone = new Set([...old].filter((speaker) => !now.has(speaker)));
  const added = new Set([...now].filter((speaker) => !old.has(speaker)));
  if (gone.size === 0 || added.size === 0) return [recorded, current];
  const speakerOf = new Map<string, string | null>();
  for (const { speaker, text } of current) {
    speakerOf.set(text, speakerOf.has(text) ? null : speaker);
  }
  const renamed = new Map<string, { name: string | null; count: number }>();
  for (const { speaker, text } of recorded) {
    const name = gone.has(speaker) ? speakerOf.get(text) : undefined;
    if (name === undefined || name === null || text.length < 5 * ANCHOR_LETTERS) continue;
    const known = renamed.get(speaker) ?? { name, count: 0 };
    renamed.set(speaker, {
      name: known.name === name && added.has(name) ? name : null,
      count: known.count + 1,
    });
  }
  const names = [...renamed.values()].map(({ name }) => name);
  const nameOf = new Map<string, string>();
  for (const [speaker, { name, count }] of renamed) {
    if (name !== null && count >= 3 && names.filter((other) => other === name).length === 1) {
      nameOf.set(speaker, name);
    }
  }
  return [
    recorded.map(({ speaker, text }) => ({ speaker: nameOf.get(speaker) ?? speaker, text })),
    current,
  ];
}

/** The stretches before, between and after pairs in order, less those that are empty. */
function gapsBetween(stretch: Stretch, pairs: readonly Pair[]): Stretch[] {
  const gaps: Stretch[] = [];
  let { from, currentFrom } = stretch;
  for (const { recorded, current } of [
    ...pairs,
    { recorded: stretch.to, current: stretch.currentTo },
  ]) {
    if (recorded > from || current > currentFrom) {
      gaps.push({ from, to: recorded, currentFrom, currentTo: current });
    }
    from = recorded + 1;
    currentFrom = current + 1;
  }
  return gaps;
}

/** Whether two neighbouring words are the same at one of these places. */
function areAlike(
  a: Int32Array,
  b: Int32Array,
  places: readonly (readonly [number, number])[],
): boolean {
  return places.some((place) =>
    place.every((at) => a.at(at) !== undefined && a.at(at) === b.at(at)),
  );
}

/** One or two words before them, or after them, may have been replaced by as many. */
const FIRST_WORDS = [
  [0, 1],
  [1, 2],
  [2, 3],
] as const;
const LAST_WORDS = [
  [-1, -2],
  [-2, -3],
  [-3, -4],
] as const;

/** By pair of neighbouring words, the turns that hold it, up to one more than `most`. */
function indexByPairs(
  turns: ComparedTurns,
  positions: readonly number[],
  most: number,
): Map<number, number[]> {
  const index = new Map<number, number[]>();
  for (const turn of positions) {
    for (const pair of new Set(wordPairs(turns.words(turn)))) {
      const holders = index.get(pair);
      if (!holders) index.set(pair, [turn]);
      else if (holders.length <= most) holders.push(turn);
    }
  }
  return index;
}

function groups(
  positions: readonly number[],
  keyOf: (turn: number) => number,
): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const turn of positions) {
    const group = found.get(keyOf(turn));
    if (group) group.push(turn);
    else found.set(keyOf(turn), [turn]);
  }
  return found;
}

/** Up to five positions, the nearest first. */
function nearest(sorted: readonly number[], place: number): number[] {
  let start = 0;
  let end = sorted.length;
  while (start < end) {
    const middle = (start + end) >> 1;
    if ((sorted[middle] ?? 0) < place) start = middle + 1;
    else end = middle;
  }
  return sorted
    .slice(Math.max(0, start - MOST_CANDIDATES), start + MOST_CANDIDATES)
    .sort((a, b) => Math.abs(a - place) - Math.abs(b - place) || a - b)
    .slice(0, MOST_CANDIDATES);
}

function occurrences(keys: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
