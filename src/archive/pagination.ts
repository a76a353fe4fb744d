/** How many entries a page of a list has at most. */
export const PAGE_LENGTH = 100;

/** One of the pages that a list is spread over. */
export interface ListPage<Entry> {
  /** The list's own path, which is that of its first page. */
  list: string;
  /** The 1-based number of this page. */
  number: number;
  /** How many pages the list has; an empty one has one page, too. */
  count: number;
  entries: Entry[];
}

/** The page of a list with that number. */
export function listPage<Entry>(
  list: string,
  entries: readonly Entry[],
  number: number,
): ListPage<Entry> {
  const start = (number - 1) * PAGE_LENGTH;
  return {
    list,
    number,
    count: pageCount(entries.length),
    entries: entries.slice(start, start + PAGE_LENGTH),
  };
}

/** How many pages so many entries take, at least one. */
export const pageCount = (entries: number): number => Math.max(1, Math.ceil(entries / PAGE_LENGTH));

/** The number of the page on which the entry at a 0-based position stands. */
export const pageOfEntry = (index: number): number => Math.floor(index / PAGE_LENGTH) + 1;

/**
 * The pages that a page links to by number: the first and the last, those beside it, and `null` for each gap between
 * them, so that the row stays short however many pages there are.
 */
export function pageNumbers({
  number,
  count,
}: Pick<ListPage<never>, 'number' | 'count'>): (number | null)[] {
  const shown = [1, number - 1, number, number + 1, count].filter((n) => n >= 1 && n <= count);
  const ordered = [...new Set(shown)].sort((a, b) => a - b);
  return ordered.flatMap((n, index) => {
    const before = ordered[index - 1] ?? 0;
    if (n - before > 2) return [null, n];
    return n - before === 2 ? [n - 1, n] : [n];
  });
}
