import type { Found, Request } from '../../search/found.ts';

/** What the page asks of the worker that searches: a new search, or more of the one that it answered last. */
export type Question = {
  number: number;
  /** The absolute address of the index, with a slash at its end. */
  index: string;
} & ({ request: Request } | { more: true });

/** Its answer to the question of that number. Questions that came before the latest get none. */
export type Answer = { number: number } & ({ found: Found } | { fault: Fault });

/** `missing`: the site has no index. `broken`: a part of it is missing, does not arrive, or is another site's. */
export type Fault = 'missing' | 'broken';
