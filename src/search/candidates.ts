import type { Fragment } from './page-text.ts';
import type { Query, Term } from './query.ts';
import { tightest } from './turns.ts';
import type { Filters } from './turns.ts';
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
 * The pages that hold everything that is asked for, anywhere: the only ones in which a turn can hold it. The most
 * promising come first: those in which the words stand closest together, then by the engine's own score; or, sorted by
 * date, the newest. No page's text is fetched.
 */
export async function candidatePages(
  engine: Engine,
  { terms }: Query,
  filters: Partial<Filters>,
  sort: Sort,
): Promise<EnginePage[]> {
  if (terms.length === 0) return [];
  const named = Object.entries(filters).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const options = {
    filters: Object.fromEntries(named),
    sort: sort === 'date' ? ({ date: 'desc' } as const) : {},
  };
  const spellings = spellingsOf(terms);
  const ranked: Ranked[] = [];
  for (const words of spellings) {
    ranked.push(...(await pagesHolding(engine, words, options, sort)));
  }
  if (spellings.length === 1) return ranked.map(({ page }) => page);
  const best = new Map<string, EnginePage>();
  for (const { page } of ranked.sort((a, b) => a.tier - b.tier || b.page.score - a.page.score)) {
    if (!best.has(page.id)) best.set(page.id, page);
  }
  if (sort === 'relevance') return [...best.values()];
  // What all spellings begin with finds the pages of each, and so tells in which order of time they are.
  const beginnings = terms.flatMap((term) =>
    hasSpellings(term) ? term.words.slice(0, 1) : term.words,
  );
  const { results } = await engine.search(beginnings.map(engineTerm).join(' '), options);
  return results.filter(({ id }) => best.has(id));
}

interface Ranked {
  page: EnginePage;
  /** How far apart its words are, at least: the fewer, the closer. */
  tier: number;
}

/** A folded word that a page must hold, or a beginning of one. */
interface Wanted {
  word: string;
  isWhole: boolean;
}

/** The words to look for, once for each spelling of what is written with apostrophes or hyphens. */
function spellingsOf(terms: readonly Term[]): Wanted[][] {
  let spellings: Wanted[][] = [[]];
  for (const term of terms) {
    const apart = term.words.map((word, index) => ({
      word,
      isWhole: term.whole || index < term.words.length - 1,
    }));
    const ways = hasSpellings(term)
      ? [apart, [{ word: term.joined, isWhole: term.whole }]]
      : [apart];
    spellings = spellings.flatMap((before) => ways.map((way) => [...before, ...way]));
  }
  return spellings;
}

const hasSpellings = (term: Term): term is Term & { joined: string } =>
  term.joined !== null && term.words.length > 1;

/** The pages that hold all of the words, the best first. */
async function pagesHolding(
  engine: Engine,
  wanted: readonly Wanted[],
  options: Parameters<Engine['search']>[1],
  sort: Sort,
): Promise<Ranked[]> {
  const terms = [...new Set(wanted.map(({ word }) => engineTerm(word)))];
  // A word's continuations may lie in the part of the index that follows its own.
  await engine.preload(terms.map((term) => term + LAST_CHARACTER).join(' '));
  const { results } = await engine.search(terms.join(' '), options);
  const holdsWhole = await pagesWithWhole(engine, wanted);
  // The engine finds words in titles too, where nobody said them.
  const pages = results.filter((page) => page.words.length > 0 && holdsWhole(page));
  if (sort === 'date' || terms.length === 1 || pages.length <= FEW) {
    return pages.map((page) => ({ page, tier: 0 }));
  }
  const distances = await distancesBetween(engine, terms, pages);
  return pages
    .map((page, index) => ({ page, tier: tierOf(distances[index] ?? Infinity), index }))
    .sort((a, b) => a.tier - b.tier || a.index - b.index);
}

/**
 * Which pages hold the words as whole ones that are not meant as beginnings: the engine finds continuations, too, of which
 * a short word has the most, unless it is asked for a phrase.
 */
async function pagesWithWhole(
  engine: Engine,
  wanted: readonly Wanted[],
): Promise<(page: EnginePage) => boolean> {
  const whole = wanted
    .filter(({ word, isWhole }) => isWhole && PLAIN.test(word))
    .map(({ word }) => word);
  const shortest = [...new Set(whole)].sort((a, b) => a.length - b.length).slice(0, MOST_WHOLE);
  const holding: Set<string>[] = [];
  for (const word of shortest) {
    const { results } = await engine.search(`"${word}"`, { filters: {}, sort: {} });
    holding.push(new Set(results.map(({ id }) => id)));
  }
  return ({ id }) => holding.every((ids) => ids.has(id));
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
/** Of many whole words the shortest tell enough. */
const MOST_WHOLE = 4;
/** What the engine keeps as it is compared here; of a final sigma see `engineTerm`, and pictures have signs of their own. */
const PLAIN = /^[\p{L}\p{N}]*(?!σ)[\p{L}\p{N}]$/u;
const LAST_CHARACTER = '\u{10FFFF}';
