import type { Request } from './found.ts';
import type { Filters } from './turns.ts';

/** Reads a search from the query of its address: `?q=night+boat&speaker=dana-cole`. What is not there is not asked for. */
export function requestIn(query: string): Request {
  const values = new URLSearchParams(query);
  const value = (name: string) => {
    const given = values.get(name)?.trim() ?? '';
    return given === '' ? null : given;
  };
  return {
    text: values.get('q') ?? '',
    filters: Object.fromEntries(FILTERS.map((name) => [name, value(name)])) as unknown as Filters,
    sort: value('sort') === 'date' ? 'date' : 'relevance',
  };
}

/** The query of a search's address, the same for the same search; empty where nothing is asked. */
export function queryOf({ text, filters, sort }: Request): string {
  const values = new URLSearchParams();
  if (text.trim() !== '') values.set('q', text.toWellFormed());
  for (const name of FILTERS) if (filters[name] !== null) values.set(name, filters[name]);
  if (sort === 'date') values.set('sort', sort);
  const query = values.toString();
  return query === '' ? '' : `?${query}`;
}

/** By what turns are filtered, in the order of the page and of the address. */
export const FILTERS = [
  'speaker',
  'program',
  'language',
  'year',
  'record',
] as const satisfies readonly (keyof Filters)[];
