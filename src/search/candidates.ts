import { tightest } from './turns.ts';
import type { Filters } from './turns.ts';
import type { Fragment } from './page-text.ts';
import { engineTerm } from './words.ts';

/** What is used of the search engine's own interface (Pagefind 1.6, its `search` and `preload`). */
export interface Engine {
  search(
    words: string,
    options: { filters: Record<string, string>; sort: Record<string, 'asc' | 'desc'> },
  ): Promise<{ results: readonly EnginePage[] }>;
  /** Fetches the parts of the index that a search for these words reads. */
  preload(words: string): Promise<unknown>;
}

export interface EnginePage {
  /** The engine's own name of the page. */
  id: string;
  score: number;
  /** Where any of the words stand, counted from the page's first word. */
  words: readonly number[];
  data(): Promise<Fragment>;
}

export type Sort = 'relevance' | 'date';

/**
 * The pages that hold all of these folded words, or words that begin so, anywhere: the only ones in which a turn can
 * hold them all. The most promising come first: those in which the words stand closest together, then by the engine's
 * own score; or, sorted by date, the newest. No page's text is fetched.
 */
export async function candidatePages(
  engine: Engine,
  words: readonly string[],
  filters: Partial<Filters>,
  sort: Sort,
): Promise<EnginePage[]> {
  const terms = words.map(engineTerm);
  if (terms.length === 0) return [];
  const named = Object.entries(filters).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const options = {
    filters: Object.fromEntries(named),
    sort: sort === 'date' ? ({ date: 'desc' } as const) : {},
  };
  // A word's continuations may lie in the part of the index that follows its own.
  await engine.preload(terms.map((term) => term + LAST_CHARACTER).join(' '));
  const { results } = await engine.search(terms.join(' '), options);
  // The engine finds words in titles too, where nobody said them.
  const pages = results.filter((page) => page.words.length > 0);
  if (sort === 'date' || terms.length === 1 || pages.length <= FEW) return pages;
  const distances = await distancesBetween(engine, terms, pages);
  return pages
    .map((page, index) => ({ page, tier: tierOf(distances[index] ?? Infinity), index }))
    .sort((a, b) => a.tier - b.tier || a.index - b.index)
    .map(({ page }) => page);
}

/**
 * How many words the shortest stretch of each page has that holds all terms. The engine tells of each page where any of
 * the terms stand: asked for each but the shortest, which may be in every turn, it leaves the places of that one.
 */
async function distancesBetween(
  engine: Engine,
  terms: readonly string[],
  pages: readonly EnginePage[],
): Promise<number[]> {
  const longest = [...terms]
    .sort((a, b) => b.length - a.length)
    .slice(0, -1)
    .slice(0, MOST_APART);
  const found: Map<string, readonly number[]>[] = [];
  for (const term of longest) {
    const { results } = await engine.search(term, { filters: {}, sort: {} });
    found.push(new Map(results.map(({ id, words }) => [id, words])));
  }
  return pages.map(({ id, words }) => {
    const lists = found.map((byPage) => byPage.get(id) ?? []);
    const known = new Set(lists.flat());
    return tightest([...lists, words.filter((at) => !known.has(at))]);
  });
}

/** Pages whose words are about as close are told apart by the engine's score. */
const tierOf = (distance: number): number => TIERS.findIndex((most) => distance <= most);

const TIERS = [12, 40, 120, 400, Infinity];
/** Pages whose texts are all fetched at once need no order. */
const FEW = 3;
/** Of a longer query the places of the longest words tell enough. */
const MOST_APART = 4;
const LAST_CHARACTER = '\u{10FFFF}';
