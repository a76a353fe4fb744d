import type { Engine, EnginePage } from '../search/candidates.ts';
import { spellingsOf, wordsOf } from '../search/words.ts';
import type { Quote, QuotePart } from './quote-parts.ts';

/** The pages of an index in which a quote may stand, the most promising first. */
export interface LikelyPages {
  /** Those that have all of its words, in runs that stand there as they do in the quote. */
  exact: readonly EnginePage[];
  /** Those that have most of its words, rare ones counting for more; worked out when it is asked for. */
  near: () => Promise<readonly EnginePage[]>;
}

/**
 * Asks the search engine for the pages in which a quote may stand. No page's text is fetched, and the work is bounded
 * whatever the quote.
 *
 * @param speaker the id of who is said to have spoken, whose pages come first; `null` where it is not known.
 */
export async function likelyPages(
  engine: Engine,
  quote: Quote,
  speaker: string | null,
): Promise<LikelyPages> {
  const runs = quote.stretches.flatMap((parts) => runsOf(parts, quote.text));
  await engine.preload(longest([...new Set(runs.flat())], MOST_WORDS).join(' '));
  return {
    exact: await pagesWithAll(engine, runs, speaker),
    near: () => pagesWithMost(engine, runs),
  };
}

/**
 * The words of a stretch, divided wherever a turn may have something between them that the index counts: quotation marks,
 * dashes, whatever else is not ASCII and second spellings of words have places of their own among its words.
 */
function runsOf(parts: readonly QuotePart[], text: string): string[][] {
  const runs: string[][] = [[]];
  const joinedOn = new Set(
    wordsOf(text).flatMap((word) => (word.joined === word.folded ? [] : [word.end])),
  );
  let end = -1;
  for (const part of parts) {
    if (part.kind === 'insertion') {
      end = -1;
      continue;
    }
    const { token } = part;
    const between = end < 0 ? null : text.slice(end, token.start);
    if (token.isWord) {
      if (between === null || !SPACE_OR_EMPHASIS.test(between)) runs.push([]);
      for (const word of wordsOf(token.text)) {
        const written = token.text.slice(word.start, word.end);
        runs.at(-1)?.push(written);
        if (spellingsOf(word, written).size > 0) runs.push([]);
      }
      if (joinedOn.has(token.end)) runs.push([]);
      end = token.end;
    } else end = between === '' && ASCII.test(token.text) ? token.end : -1;
  }
  return runs.filter((run) => run.length > 0);
}

const SPACE_OR_EMPHASIS = /^[\s*_]*$/;
const ASCII = /^[!-~]$/;

async function pagesWithAll(
  engine: Engine,
  runs: readonly string[][],
  speaker: string | null,
): Promise<readonly EnginePage[]> {
  const [phrase, ...others] = longest(
    [...new Set(runs.map((run) => run.slice(0, LONGEST_PHRASE).join(' ')))],
    MOST_PHRASES,
  );
  if (phrase === undefined) return [];
  let pages = await pagesWith(engine, phrase);
  for (const other of others) {
    if (pages.length === 0) return [];
    const ids = new Set((await pagesWith(engine, other)).map(({ id }) => id));
    pages = pages.filter(({ id }) => ids.has(id));
  }
  if (pages.length < 2) return pages;
  const idsWith = async (filters: Record<string, string>) =>
    new Set((await pagesWith(engine, phrase, filters)).map(({ id }) => id));
  const theirs = speaker === null ? new Set<string>() : await idsWith({ speaker });
  const spoken = await idsWith({ record: 'verbatim' });
  const rank = ({ id }: EnginePage) => (spoken.has(id) ? (theirs.has(id) ? 0 : 1) : 2);
  return pages.toSorted((a, b) => rank(a) - rank(b));
}

/** Single words tell of what they are rarely in, and two that follow each other of more than each of them. */
async function pagesWithMost(
  engine: Engine,
  runs: readonly string[][],
): Promise<readonly EnginePage[]> {
  const words = longest([...new Set(runs.flat())], MOST_WORDS);
  const found = new Map<string, readonly EnginePage[]>();
  for (const word of words) found.set(word, await pagesWith(engine, word));
  const often = Math.max(...[...found.values()].map((pages) => pages.length));
  const commonness = (word: string) => found.get(word)?.length ?? often;
  const pairs = runs
    .flatMap((run) => run.slice(1).map((word, index) => [run[index] ?? '', word] as const))
    .map(([a, b]) => ({ phrase: `${a} ${b}`, common: commonness(a) + commonness(b) }))
    .sort((a, b) => a.common - b.common);
  const rarest = new Set(pairs.map(({ phrase }) => phrase));
  for (const phrase of [...rarest].slice(0, MOST_PAIRS)) {
    found.set(phrase, await pagesWith(engine, phrase));
  }
  const scores = new Map<string, { page: EnginePage; score: number }>();
  for (const pages of found.values()) {
    const weight = Math.log(1 + (often + 1) / (pages.length + 1));
    for (const page of pages) {
      const known = scores.get(page.id);
      if (known) known.score += weight;
      else scores.set(page.id, { page, score: weight });
    }
  }
  return [...scores.values()].sort((a, b) => b.score - a.score).map(({ page }) => page);
}

async function pagesWith(
  engine: Engine,
  phrase: string,
  filters: Record<string, string> = {},
): Promise<readonly EnginePage[]> {
  const { results } = await engine.search(`"${phrase}"`, { filters, sort: {} });
  // The engine finds words in titles too, where nobody said them.
  return results.filter(({ words }) => words.length > 0);
}

const longest = (texts: readonly string[], most: number): string[] =>
  texts.toSorted((a, b) => b.length - a.length).slice(0, most);

/** Words of a phrase that is looked for as one. */
const LONGEST_PHRASE = 24;
/** Of a quote with more runs the longest ones tell enough. */
const MOST_PHRASES = 12;
/** Different words of a quote, and pairs of them, whose pages are looked for. */
const MOST_WORDS = 40;
const MOST_PAIRS = 14;
