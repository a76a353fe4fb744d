import type { Fault } from '../search/messages.ts';
import type { ToldQuote } from './told.ts';

/** What the page asks of the worker that checks: all quotes of a draft, or nothing any more. */
export type CheckQuestion = { number: number } & (
  { draft: string; site: SiteAddresses } | { stop: true }
);

/** Absolute addresses. */
export interface SiteAddresses {
  /** The folder of the search index, with a slash at its end. */
  index: string;
  facts: string;
  /** A transcript's `.json`, with `ID` for its id. */
  data: string;
}

/**
 * Its answers to the question of that number: how many quotes there are, then each of them in the order of the draft, then
 * that all are told. Questions that came before the latest get none.
 */
export type CheckAnswer = { number: number } & (
  { total: number } | { quote: ToldQuote } | { done: true } | { fault: Fault }
);
