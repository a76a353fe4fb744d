import { en } from './en.ts';
import { uk } from './uk.ts';

/** Everything the interface says in one language. English sets the shape; every other language has the same. */
export type Texts = typeof en;

/** A sentence with one link in it. */
export interface Linked {
  before: string;
  link: string;
  after: string;
}

/** The interface texts for a BCP 47 tag; English where the language has none yet. */
export function texts(language: string): Texts {
  return byLanguage.get(language.split('-', 1)[0] ?? '') ?? en;
}

const byLanguage = new Map<string, Texts>([
  ['en', en],
  ['uk', uk],
]);
