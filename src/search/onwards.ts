import { FILTERS } from './address.ts';
import type { Request } from './found.ts';
import { parseQuery } from './query.ts';
import type { Filters } from './turns.ts';

/** A search that asks for less than one that found nothing. */
export type Onward = { request: Request } & (
  | { without: 'filter'; name: keyof Filters }
  | { without: 'quotes' }
  | { without: 'word'; word: string }
);

/** What else could be searched for where nothing was found: without each filter, without quotation marks, without each word. */
export function onwardsFrom(request: Request): Onward[] {
  const { text, filters } = request;
  const onwards: Onward[] = FILTERS.filter((name) => filters[name] !== null).map((name) => ({
    without: 'filter',
    name,
    request: { ...request, filters: { ...filters, [name]: null } },
  }));
  const bare = text.replace(QUOTES, ' ').replace(/\s+/g, ' ').trim();
  if (
    text.search(QUOTES) !== -1 &&
    parseQuery(text).terms.some(({ words, whole }) => whole && words.length > 1)
  ) {
    return [...onwards, { without: 'quotes', request: { ...request, text: bare } }];
  }
  const words = bare.split(' ').filter((word) => parseQuery(word).terms.length > 0);
  if (words.length < 2 || words.length > MOST_WORDS) return onwards;
  return [
    ...onwards,
    ...words.map((word, index) => ({
      without: 'word' as const,
      word,
      request: { ...request, text: words.toSpliced(index, 1).join(' ') },
    })),
  ];
}

const QUOTES = /["“”„‟«»‹›〝〞〟「」『』｢｣＂]/gu;
/** Of a long query no single word is to blame. */
const MOST_WORDS = 6;
