import { MOST_JOINED, wordsOf } from './words.ts';

/** What a turn must hold: one word, or several that follow each other. */
export interface Term {
  /** Folded. */
  words: string[];
  /** Whether the last word must end there too: `"ferr"` in quotation marks does not find "ferry". */
  whole: boolean;
  /**
   * The words as one, by which spellings with and without an apostrophe or a hyphen find each other: `email` of "e-mail"
   * and of "email". `null` of an exact phrase, and where the words are not one.
   */
  joined: string | null;
}

/** What somebody is looking for. A turn is found that holds every term. */
export interface Query {
  terms: Term[];
  /** Whether more was typed than is looked for. */
  cut: boolean;
}

/**
 * Reads what somebody typed. Any text is a query, and nothing in it is a fault: what stands in quotation marks of any
 * kind is an exact phrase; any other word is found by its beginning, from three letters on. A word that is several to
 * the index, such as "well-known", is looked for as the phrase that it is, and as one word.
 */
export function parseQuery(text: string): Query {
  const typed = text.slice(0, MOST_CHARACTERS).toWellFormed();
  const terms: Term[] = [];
  for (const { 1: quoted, 2: plain } of typed.matchAll(PIECE)) {
    const found = wordsOf(quoted ?? plain ?? '');
    const words = found.map(({ folded }) => folded);
    const whole = quoted !== undefined || (words.at(-1)?.length ?? 0) < SHORTEST_BEGINNING;
    const one = words.join('');
    const isOne = quoted === undefined && words.length <= MOST_JOINED && found[0]?.joined === one;
    if (words.length > 0) terms.push({ words, whole, joined: isOne ? one : null });
  }
  const kept = withinLimit(distinct(terms));
  return {
    terms: fewSpellings(kept),
    cut: text.length > MOST_CHARACTERS || kept.length < distinct(terms).length,
  };
}

function distinct(terms: readonly Term[]): Term[] {
  return [
    ...new Map(
      terms.map((term) => [
        `${String(term.whole)} ${String(term.joined)} ${term.words.join(' ')}`,
        term,
      ]),
    ).values(),
  ];
}

/** The first terms that have so many words together, the last one cut to them. */
function withinLimit(terms: readonly Term[]): Term[] {
  let room = MOST_WORDS;
  return terms.flatMap(({ words, whole, joined }) => {
    const kept = words.slice(0, room);
    room -= kept.length;
    if (kept.length === 0) return [];
    const isWhole = kept.length === words.length;
    return [{ words: kept, whole: whole && isWhole, joined: isWhole ? joined : null }];
  });
}

/** The terms, of which the first few alone are looked for in two spellings, since the engine is asked for each of all. */
function fewSpellings(terms: readonly Term[]): Term[] {
  let left = MOST_SPELLED;
  return terms.map((term) => {
    if (term.joined === null || term.words.length === 1) return term;
    left -= 1;
    return left < 0 ? { ...term, joined: null } : term;
  });
}

const OPENING = '"“”„‟«»‹›〝「『｢＂';
const CLOSING = '"“”«»‹›〞〟」』｣＂';
/** What stands between quotation marks, the last of which may be still to come; or what has no white space in it. */
const PIECE = new RegExp(
  `[${OPENING}]([^${CLOSING}]*)(?:[${CLOSING}]|$)|([^\\s${OPENING}]+)`,
  'gu',
);

/** UTF-16 units; nobody remembers a longer passage word for word. */
const MOST_CHARACTERS = 1_000;
const MOST_WORDS = 24;
const MOST_SPELLED = 2;
/** Fewer letters are a word, not the beginning of one. */
export const SHORTEST_BEGINNING = 3;
