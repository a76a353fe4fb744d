import type { PageText, SaidTurn } from './page-text.ts';
import type { Query, Term } from './query.ts';
import { wordsOf, type Word } from './words.ts';

/** Which turns are wanted; `null` where any are. */
export interface Filters {
  /** The id of the person who said it. */
  speaker: string | null;
  /** The program's id. */
  program: string | null;
  /** The tag of a language that is heard in the turn. */
  language: string | null;
  year: string | null;
  record: string | null;
}

/** A turn that holds everything that was asked for. */
export interface FoundTurn {
  turn: SaidTurn;
  /** How well it answers; of two, the higher does better. */
  score: number;
  /** Where the words of the query stand in the turn's text, in its order: UTF-16 units. */
  marks: { start: number; end: number }[];
}

/** The turns of a transcript that hold all terms of the query and pass the filters, in their order. */
export function turnsHolding(page: PageText, query: Query, filters: Filters): FoundTurn[] {
  if (query.terms.length === 0) return [];
  if (filters.program !== null && page.program !== filters.program) return [];
  if (filters.record !== null && page.record !== filters.record) return [];
  if (filters.year !== null && page.date?.slice(0, 4) !== filters.year) return [];
  return page.said
    .filter(({ speaker }) => filters.speaker === null || isWho(speaker, filters.speaker))
    .filter(({ languages }) => filters.language === null || languages.includes(filters.language))
    .flatMap((turn) => foundIn(turn, query) ?? []);
}

const isWho = ({ id, isPublic }: SaidTurn['speaker'], wanted: string): boolean =>
  isPublic && id === wanted;

function foundIn(turn: SaidTurn, { terms }: Query): FoundTurn | null {
  const words = wordsOf(turn.text);
  const places: Place[][] = [];
  for (const term of terms) {
    const found = placesOf(term, words);
    if (found.length === 0) return null;
    places.push(found);
  }
  return { turn, score: scoreOf(places, words.length), marks: marksOf(places.flat(), words) };
}

/** Where a term stands: the first of its words and the last, counted from the turn's first, and how well it fits. */
interface Place {
  first: number;
  last: number;
  isWhole: boolean;
}

function placesOf(term: Term, words: readonly Word[]): Place[] {
  return words.flatMap(
    (_, first) => phraseAt(term, words, first) ?? joinedAt(term, words, first) ?? [],
  );
}

/** The term's words, one by one. */
function phraseAt({ words: wanted, whole }: Term, words: readonly Word[], first: number) {
  const isHere = wanted.every((word, index) => {
    const found = words[first + index]?.folded;
    const mayGoOn = !whole && index === wanted.length - 1;
    return mayGoOn ? found?.startsWith(word) : found === word;
  });
  if (!isHere) return null;
  const last = first + wanted.length - 1;
  return { first, last, isWhole: words[last]?.folded === wanted.at(-1) };
}

/** The term as one word, where the text has it as one or as several that hang together. */
function joinedAt({ joined, whole }: Term, words: readonly Word[], first: number): Place | null {
  const found = words[first]?.joined ?? '';
  if (joined === null || !(whole ? found === joined : found.startsWith(joined))) return null;
  let last = first;
  let length = words[first]?.folded.length ?? 0;
  while (length < joined.length) {
    last += 1;
    length += words[last]?.folded.length ?? joined.length;
  }
  return { first, last, isWhole: found === joined };
}

/**
 * Whole words before beginnings of words, words that stand together before words far apart, a short turn before a long
 * one that says them as often. Between 0 and 3.
 */
function scoreOf(places: readonly Place[][], length: number): number {
  const fit = places.filter((found) => found.some(({ isWhole }) => isWhole)).length / places.length;
  const wanted = places.reduce(
    (sum, [place]) => sum + (place ? place.last - place.first + 1 : 0),
    0,
  );
  const closeness = wanted / tightest(places.map((found) => found.map(({ first }) => first)));
  const often = places.flat().length / (places.flat().length + 1 + length / 50);
  return fit + Math.min(closeness, 1) + often;
}

/**
 * How many words the shortest stretch has that begins with a place of one list and has one of every other list in it:
 * 1 where all stand at one place. `Infinity` where a list is empty. The lists are in order.
 */
export function tightest(lists: readonly (readonly number[])[]): number {
  if (lists.some((list) => list.length === 0)) return Infinity;
  const all = lists
    .flatMap((list, which) => list.map((at) => ({ at, which })))
    .sort((a, b) => a.at - b.at);
  const latest = new Map<number, number>();
  let best = Infinity;
  for (const { at, which } of all) {
    // Kept in the order in which they were seen last, so that the first is the farthest away.
    latest.delete(which);
    latest.set(which, at);
    const [farthest] = latest.values();
    if (latest.size === lists.length) best = Math.min(best, at - (farthest ?? at) + 1);
  }
  return best;
}

/** Words that follow each other are one mark. */
function marksOf(places: readonly Place[], words: readonly Word[]): FoundTurn['marks'] {
  const marked = new Set<number>();
  for (const { first, last } of places) {
    for (let index = first; index <= last; index += 1) marked.add(index);
  }
  const marks: FoundTurn['marks'] = [];
  let former = -2;
  for (const index of [...marked].sort((a, b) => a - b)) {
    const { start = 0, end = 0 } = words[index] ?? {};
    const open = marks.at(-1);
    if (open && index === former + 1) open.end = end;
    else marks.push({ start, end });
    former = index;
  }
  return marks;
}
