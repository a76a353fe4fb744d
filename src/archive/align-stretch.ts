import type { Stretch } from './anchors.ts';
import { CommonWords } from './common-words.ts';
import type { ComparedTurns } from './compared-turns.ts';

/** Recorded turns and the current turns that hold their words: one each, or one of either and several of the other. */
export interface Block {
  /** Positions of recorded turns; more than one where they were merged. The first of the speaker's keeps its id. */
  recorded: number[];
  /** Positions of current turns; more than one where the recorded one was split. The first keeps the id. */
  current: number[];
  /** False where the words are the same and yet the speaker's part in them is in doubt: an editor decides. */
  isSure: boolean;
}

/** Whether a stretch is small enough to weigh every turn of one side against every turn of the other. */
export function isWeighable(
  recorded: ComparedTurns,
  current: ComparedTurns,
  { from, to, currentFrom, currentTo }: Stretch,
): boolean {
  if ((to - from) * (currentTo - currentFrom) > MOST_PAIRS_OF_TURNS) return false;
  let words = 0;
  for (let turn = from; turn < to; turn += 1) words += recorded.words(turn).length;
  let currentWords = 0;
  for (let turn = currentFrom; turn < currentTo; turn += 1) {
    currentWords += current.words(turn).length;
  }
  return words * currentWords <= MOST_PAIRS_OF_WORDS;
}

const MOST_PAIRS_OF_TURNS = 4096;
/** They are compared 32 at a time. */
const MOST_PAIRS_OF_WORDS = 2 ** 31;

/**
 * The blocks of a small stretch, in order, that keep the most words where they were: dynamic programming over the
 * recorded and the current turns, whose steps are a turn removed, a turn inserted, and a block.
 */
export function alignStretch(
  recorded: ComparedTurns,
  current: ComparedTurns,
  stretch: Stretch,
): Block[] {
  const rows = stretch.to - stretch.from;
  const columns = stretch.currentTo - stretch.currentFrom;
  const width = columns + 1;
  const cells = (rows + 1) * width;
  /** The best sums of cells that a block has just led to, and of cells that a removal or an insertion has. */
  const joined = new Int32Array(cells).fill(UNREACHED);
  const apart = new Int32Array(cells).fill(UNREACHED);
  const joinedStep: (Step | undefined)[] = [];
  const apartFrom = new Int32Array(cells);
  // What stands before the stretch, and after it, is joined to it.
  joined[0] = 0;

  for (let row = 0; row <= rows; row += 1) {
    for (let column = 0; column <= columns; column += 1) {
      const cell = row * width + column;
      const sum = Math.max(joined[cell] ?? UNREACHED, apart[cell] ?? UNREACHED);
      for (const next of [row < rows ? cell + width : -1, column < columns ? cell + 1 : -1]) {
        if (next < 0 || sum <= (apart[next] ?? UNREACHED)) continue;
        apart[next] = sum;
        apartFrom[next] = cell;
      }
      if (row === rows || column === columns) continue;
      const blocks = blocksFrom(recorded, current, {
        ...stretch,
        from: stretch.from + row,
        currentFrom: stretch.currentFrom + column,
      });
      for (const block of blocks) {
        const toRow = (block.recorded.at(-1) ?? 0) + 1 - stretch.from;
        const toColumn = (block.current.at(-1) ?? 0) + 1 - stretch.currentFrom;
        const next = toRow * width + toColumn;
        const isJoined = (joined[cell] ?? UNREACHED) + BONUS_JOINED >= (apart[cell] ?? UNREACHED);
        const reached =
          block.score + (isJoined ? (joined[cell] ?? 0) + BONUS_JOINED : (apart[cell] ?? 0));
        if (reached <= (joined[next] ?? UNREACHED)) continue;
        joined[next] = reached;
        joinedStep[next] = { block, from: cell, isJoined };
      }
    }
  }

  const blocks: Block[] = [];
  let cell = cells - 1;
  let isJoined = (joined[cell] ?? UNREACHED) + BONUS_JOINED >= (apart[cell] ?? UNREACHED);
  while (cell > 0) {
    const step = isJoined ? joinedStep[cell] : undefined;
    if (step) {
      blocks.push(step.block);
      cell = step.from;
      isJoined = step.isJoined;
    } else {
      cell = apartFrom[cell] ?? 0;
      isJoined = (joined[cell] ?? UNREACHED) >= (apart[cell] ?? UNREACHED);
    }
  }
  return blocks.reverse();
}

interface Step {
  block: Block;
  from: number;
  isJoined: boolean;
}

interface ScoredBlock extends Block {
  score: number;
}

const UNREACHED = -(2 ** 30);
/** Scores are in 64ths of a word that is kept. */
const WORD = 64;
/** For words that are the same altogether. */
const BONUS_EXACT = 32;
/** For a block right after another, with nothing removed or inserted in between. */
const BONUS_JOINED = 16;

/** All blocks whose first turns are the first ones of the stretch. */
function blocksFrom(
  recorded: ComparedTurns,
  current: ComparedTurns,
  stretch: Stretch,
): ScoredBlock[] {
  const { from: turn, currentFrom: currentTurn } = stretch;
  const single = { recorded: [turn], current: [currentTurn] };
  if (recorded.codes[turn] === current.codes[currentTurn]) {
    const score = WORD * recorded.words(turn).length + BONUS_EXACT;
    return [{ ...single, isSure: true, score }];
  }
  if (recorded.decided[turn] === 1 || current.decided[currentTurn] === 1) return [];
  const blocks: ScoredBlock[] = [];
  const score = keptScore(recorded, turn, current, currentTurn);
  if (score > 0) blocks.push({ ...single, isSure: true, score });
  const split = gather(recorded, turn, current, currentTurn, stretch.currentTo);
  for (const { parts, score, isSure } of split) {
    blocks.push({ recorded: [turn], current: parts, isSure, score });
  }
  const merged = gather(current, currentTurn, recorded, turn, stretch.to);
  for (const { parts, score, isNear } of merged) {
    const speakers = new Set(parts.map((part) => recorded.speakers[part]));
    const block = { recorded: parts, current: [currentTurn], isSure: true };
    if (speakers.has(current.speakers[currentTurn])) blocks.push({ ...block, score });
    else if (isNear && speakers.size === 1) blocks.push({ ...block, score: score >> 1 });
  }
  return blocks;
}

/** How well a current turn can be taken for the recorded one by its words; 0 where it cannot. */
function keptScore(
  recorded: ComparedTurns,
  turn: number,
  current: ComparedTurns,
  currentTurn: number,
): number {
  const common = recorded.common(turn);
  const words = current.words(currentTurn);
  const size = common.length + words.length;
  const shorter = Math.min(common.length, words.length);
  if (recorded.speakers[turn] !== current.speakers[currentTurn]) {
    if (10 * shorter < 4 * size || isShort(recorded, turn) || isShort(current, currentTurn))
      return 0;
    const count = common.count(common.read(common.start(), words));
    return isNear(count, size) ? likeness(count, size) >> 1 : 0;
  }
  const count = common.count(common.read(common.start(), words));
  if (4 * count >= size && count > 0) return likeness(count, size);
  if (shorter >= 4 && 10 * count >= 7 * shorter && isWithin(recorded.words(turn), words)) {
    return likeness(count, size);
  }
  if (Math.max(common.length, words.length) > 3) return 0;
  const characters = [recorded.characters(turn), current.characters(currentTurn)] as const;
  const letters = characters[0].length + characters[1].length;
  const same = CommonWords.between(...characters);
  return 10 * same >= 3 * letters ? Math.trunc((WORD * 2 * same) / letters) : 0;
}

/** Whether four words of five are common to both. */
const isNear = (count: number, size: number): boolean => 10 * count >= 4 * size;

/** Words kept, the fewer the more others stand beside them. */
function likeness(count: number, size: number): number {
  return Math.trunc((2 * WORD * count * count) / size);
}

/** Whether most pairs of neighbouring words of the shorter one are in the longer one too. */
function isWithin(a: Int32Array, b: Int32Array): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  const pairs = new Set(wordPairs(longer));
  let found = 0;
  for (const pair of wordPairs(shorter)) if (pairs.has(pair)) found += 1;
  return 10 * found >= 6 * (shorter.length - 1);
}

/** Each two neighbouring words, as one number. */
export function wordPairs(words: Int32Array): number[] {
  const pairs: number[] = [];
  for (let index = 1; index < words.length; index += 1) {
    pairs.push((words[index - 1] ?? 0) * 2 ** 26 + (words[index] ?? 0));
  }
  return pairs;
}

/** Whether a turn is so short that another speaker may well have said the same. */
export function isShort(turns: ComparedTurns, turn: number): boolean {
  return turns.weight(turn) < 10;
}

interface Gathered {
  parts: number[];
  score: number;
  isSure: boolean;
  /** Whether hardly a word differs. */
  isNear: boolean;
}

/**
 * Turns from `first` on that hold, one after the other, the words of `whole`: what it was split into, or merged from.
 * Turns between them that hold none of its words are passed over, such as a "Mm" that was let in or left out.
 */
function gather(
  wholes: ComparedTurns,
  whole: number,
  turns: ComparedTurns,
  first: number,
  end: number,
): Gathered[] {
  const common = wholes.common(whole);
  const gathered: Gathered[] = [];
  const parts: number[] = [];
  let isSure = true;
  let state = common.start();
  let count = 0;
  let size = common.length;
  for (let turn = first; turn < end && turn < first + LONGEST_SPAN; turn += 1) {
    const words = turns.words(turn);
    const next = common.read(state, words);
    const added = common.count(next) - count;
    const isOwn = turns.speakers[turn] === wholes.speakers[whole];
    const isPart =
      turns.decided[turn] === 0 &&
      words.length > 0 &&
      (isOwn
        ? 10 * added >= 6 * words.length
        : 10 * added >= 8 * words.length &&
          !isShort(turns, turn) &&
          isWithin(words, wholes.words(whole)));
    if (!isPart) {
      if (turn === first) return [];
      continue;
    }
    if (turn === first && !isOwn) isSure = false;
    parts.push(turn);
    state = next;
    count += added;
    size += words.length;
    if (parts.length > 1 && 4 * count >= size) {
      gathered.push({
        parts: [...parts],
        score: likeness(count, size),
        isSure,
        isNear: isNear(count, size),
      });
    }
    if (count === common.length) break;
  }
  return gathered;
}

/** How many turns a split or a merge reaches over. */
const LONGEST_SPAN = 8;
