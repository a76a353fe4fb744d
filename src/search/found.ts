import { candidatePages, type Engine, type EnginePage, type Sort } from './candidates.ts';
import { pageTextOf, type PageText } from './page-text.ts';
import { passageOf, type Piece } from './passage.ts';
import { parseQuery, type Query } from './query.ts';
import { turnsHolding, type Filters, type FoundTurn } from './turns.ts';

/** What is asked of the archive. */
export interface Request {
  text: string;
  filters: Filters;
  sort: Sort;
}

/** The found turns of one transcript. */
export interface FoundTranscript extends Pick<
  PageText,
  'id' | 'title' | 'date' | 'program' | 'record' | 'inferred'
> {
  /** The best first, or in their order where the newest transcripts come first. */
  turns: { id: string; name: string; role: string | null; passage: Piece[] }[];
}

/** What was found since the last time. */
export interface Found {
  transcripts: FoundTranscript[];
  /** How many transcripts may hold the words in one turn, and in how many of them the turns were looked through. */
  candidates: number;
  looked: number;
  /** Whether more was typed than is looked for. */
  cut: boolean;
}

/**
 * Looks for turns, some transcripts at a time: each `next` fetches the texts of three more, and goes on only while
 * none of them has a turn that was asked for, for so long.
 */
export interface Search {
  next(): Promise<Found>;
}

/** Starts a search. */
export async function search(engine: Engine, { text, filters, sort }: Request): Promise<Search> {
  const query = parseQuery(text);
  const pages = await candidatePages(engine, query, filters, sort);
  let looked = 0;
  return {
    async next() {
      const transcripts: FoundTranscript[] = [];
      const end = looked + AT_ONCE * MOST_ROUNDS;
      while (transcripts.length === 0 && looked < Math.min(pages.length, end)) {
        const batch = pages.slice(looked, looked + AT_ONCE);
        transcripts.push(...(await readTurns(batch, query, filters, sort)));
        looked += batch.length;
      }
      return { transcripts, candidates: pages.length, looked, cut: query.cut };
    },
  };
}

async function readTurns(
  pages: readonly EnginePage[],
  query: Query,
  filters: Filters,
  sort: Sort,
): Promise<FoundTranscript[]> {
  const texts = await Promise.all(pages.map(async (page) => pageTextOf(await page.data())));
  const found = texts
    .map((page) => ({ page, turns: turnsHolding(page, query, filters) }))
    .filter(({ turns }) => turns.length > 0);
  if (sort === 'relevance') {
    for (const { turns } of found) turns.sort((a, b) => b.score - a.score);
    found.sort((a, b) => best(b.turns) - best(a.turns));
  }
  return found.map(({ page, turns }) => ({
    id: page.id,
    title: page.title,
    date: page.date,
    program: page.program,
    record: page.record,
    inferred: page.inferred,
    turns: turns.map(({ turn, marks }) => ({
      id: turn.id,
      name: turn.speaker.name,
      role: turn.speaker.role,
      passage: passageOf(turn.text, marks),
    })),
  }));
}

const best = (turns: readonly FoundTurn[]): number => turns[0]?.score ?? 0;

/** Texts fetched at once. */
const AT_ONCE = 3;
/** After so many fetches without a turn, the reader is asked. */
const MOST_ROUNDS = 6;
