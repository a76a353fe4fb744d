import type { Chapter, Direction, Transcript, Turn } from './model.ts';

/** One thing that stands on the page. */
export type ReadingStep =
  | { kind: 'chapter'; chapter: Chapter }
  | { kind: 'direction'; direction: Direction }
  /** A block of a turn's content, by its 0-based position; a turn without content has one step all the same. */
  | { kind: 'block'; turn: Turn; block: number };

/** Chapters, directions and the blocks of turns in the order in which they are read. */
export function* readingOrder({ turns, directions, chapters }: Transcript): Generator<ReadingStep> {
  let directed = 0;
  let chapter = 0;
  const directionsUpTo = function* (after: number | null, block: number): Generator<ReadingStep> {
    for (let next = directions[directed]; next?.after === after; next = directions[directed]) {
      if (next.block > block || next.chapter > chapter) return;
      directed += 1;
      yield { kind: 'direction', direction: next };
    }
  };
  let before: number | null = null;
  // Most blocks have no direction before them, and need no generator of their own.
  const isDirected = (after: number | null) => directions[directed]?.after === after;
  for (const turn of turns) {
    if (isDirected(before)) yield* directionsUpTo(before, Infinity);
    for (let next = chapters[chapter]; next?.before === turn.n; next = chapters[chapter]) {
      chapter += 1;
      yield { kind: 'chapter', chapter: next };
      yield* directionsUpTo(before, Infinity);
    }
    yield { kind: 'block', turn, block: 0 };
    for (let block = 1; block < turn.content.length; block += 1) {
      if (isDirected(turn.n)) yield* directionsUpTo(turn.n, block);
      yield { kind: 'block', turn, block };
    }
    before = turn.n;
  }
  yield* directionsUpTo(before, Infinity);
}
