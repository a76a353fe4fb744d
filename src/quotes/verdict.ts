import { literalQuote, readQuote, type Quote } from './quote-parts.ts';
import { TurnIndex, type Near, type QuotableTurn } from './turn-index.ts';
import { compareWith, type Comparison } from './word-changes.ts';

/** What becomes of a quote that is held against the turns of an archive. */
export type Verdict =
  | {
      /**
       * `exact`: the words stand there. `misattributed`: they do, and another speaker said them. `summary`: they stand
       * in somebody's account alone. `former`: they stood there once. `joined`: they stand in several turns.
       */
      kind: 'exact' | 'misattributed' | 'summary' | 'former' | 'joined';
      /** Where they stand, the best place first; of a joined quote every turn in order. */
      turns: [QuotableTurn, ...QuotableTurn[]];
    }
  | {
      /** `altered`: the words are not quite what was said. `cut`: words are left out without a mark. */
      kind: 'altered' | 'cut';
      /** Where the closest passage stands. */
      turns: [QuotableTurn];
      comparison: Comparison;
    }
  | {
      /** The words are too few to tell whose they are: they stand in several turns, or are one or two and stand in none. */
      kind: 'too-short';
      turns: QuotableTurn[];
    }
  | {
      /** `not-found`: nothing in the archive comes close. `empty`: there are no words. */
      kind: 'not-found' | 'empty';
      turns: [];
    };

export type VerdictKind = Verdict['kind'];

/**
 * Holds a quote against all turns of an index.
 *
 * @param speaker the full or short name of who is said to have spoken, where that is certain.
 */
export function verdictOf(index: TurnIndex, given: string, speaker: string | null): Verdict {
  const readings = readingsOf(given);
  const [quote] = readings;
  if (readings.every(({ words }) => words === 0)) return { kind: 'empty', turns: [] };
  const exact = readings
    .map((reading) => index.exact(reading, MOST_PLACES))
    .find((places) => places.length > 0);
  const certain = exact && verdictAt(turnsOf(index, exact), quote, speaker);
  if (certain) return certain;
  // Anybody's words: a term, a title, words that the draft keeps its distance from.
  if (readings.every(({ words }) => words < FEWEST_WORDS)) return { kind: 'too-short', turns: [] };
  const near = index.nearest(quote, MOST_NEAR);
  return (
    joinedVerdict(index, quote, near) ??
    closestVerdict(index, quote, near) ?? { kind: 'not-found', turns: [] }
  );
}

/** Holds a quote against one turn, as it stands now and as it stood. `null` where it is exact in neither. */
export function verdictAtTurn(turns: readonly QuotableTurn[], given: string): Verdict | null {
  const index = new TurnIndex(turns);
  const readings = readingsOf(given);
  if (readings.every(({ words }) => words === 0)) return { kind: 'empty', turns: [] };
  const places = readings
    .map((reading) => index.exact(reading, MOST_PLACES))
    .find((found) => found.length > 0);
  const found = turnsOf(index, places ?? []);
  const now = found.find(({ former }) => former === null);
  const [turn] = now ? [now] : found;
  if (!turn) return null;
  if (turn.former) return { kind: 'former', turns: [turn] };
  return { kind: turn.record === 'summary' ? 'summary' : 'exact', turns: [turn] };
}

/** How a quote differs from what was said in a turn. */
export const comparisonWith = (given: string, turn: QuotableTurn): Comparison =>
  compareWith(readQuote(given), turn.text);

/** Whether a comparison tells that the quote is of these words at all. */
export const isClose = ({ share }: Comparison): boolean => share >= LEAST_SHARE;

/**
 * Whether more turns can't change what became of a quote that was held against some of an archive's: those that have all
 * of its words, whoever is named having come first.
 */
export function isSettled({ kind, turns }: Verdict, given: string): boolean {
  if (kind === 'too-short') return turns.length > 0;
  return kind === 'empty' || (kind === 'exact' && readQuote(given).words >= ENOUGH_WORDS);
}

/** A quote by the rules of quoting, and as it stands, since a turn can have brackets and dots of its own. */
export const readingsOf = (given: string): [Quote, Quote] => [
  readQuote(given),
  literalQuote(given),
];

function verdictAt(
  found: readonly QuotableTurn[],
  { words }: Quote,
  speaker: string | null,
): Verdict | null {
  const spoken = found.filter(({ former, record }) => former === null && record === 'verbatim');
  const byNamed =
    speaker === null ? spoken : spoken.filter((turn) => turn.speaker.name === speaker);
  const places = byNamed.length > 0 ? byNamed : spoken;
  const [turn, ...others] = places;
  if (turn) {
    if (words < ENOUGH_WORDS && others.length > 0) {
      return { kind: 'too-short', turns: [turn, ...others] };
    }
    const isTheirs = speaker === null || byNamed.length > 0;
    return { kind: isTheirs ? 'exact' : 'misattributed', turns: [turn, ...others] };
  }
  const [account, ...accounts] = found.filter(({ former }) => former === null);
  if (account) return { kind: 'summary', turns: [account, ...accounts] };
  const [former] = found;
  return former ? { kind: 'former', turns: [former] } : null;
}

function joinedVerdict(index: TurnIndex, quote: Quote, near: readonly Near[]): Verdict | null {
  // A word or two of each turn prove nothing.
  if (quote.words < ENOUGH_WORDS || quote.stretches.some((parts) => parts.length < 2)) return null;
  const tried = new Set<string>();
  for (const { index: place } of near) {
    const transcript = index.turns[place]?.transcript;
    if (transcript === undefined || tried.has(transcript)) continue;
    tried.add(transcript);
    const hit = index.acrossTurns(quote, place);
    if (!hit || hit.count < 2) continue;
    const [first, ...others] = index.turns.slice(hit.first, hit.first + hit.count);
    if (first) return { kind: 'joined', turns: [first, ...others] };
  }
  return null;
}

function closestVerdict(index: TurnIndex, quote: Quote, near: readonly Near[]): Verdict | null {
  let best: { turn: QuotableTurn; comparison: Comparison } | null = null;
  for (const { index: place } of near.slice(0, MOST_COMPARED)) {
    const turn = index.turns[place];
    if (!turn) continue;
    const comparison = compareWith(quote, turn.text);
    const isBetter =
      !best ||
      comparison.share > best.comparison.share ||
      (comparison.share === best.comparison.share &&
        turn.record === 'verbatim' &&
        best.turn.record === 'summary');
    if (isBetter) best = { turn, comparison };
  }
  if (!best || !isClose(best.comparison)) return null;
  const { turn, comparison } = best;
  return { kind: comparison.isCut ? 'cut' : 'altered', turns: [turn], comparison };
}

const turnsOf = (index: TurnIndex, places: readonly number[]): QuotableTurn[] =>
  places.flatMap((place) => index.turns[place] ?? []);

/** Fewer words that stand nowhere may be nobody's. */
const FEWEST_WORDS = 3;
/** From so many words on, a quote that stands in several turns is none that stands everywhere. */
const ENOUGH_WORDS = 4;
/** How much of a quote must stand in a turn in order for the turn to be what it was made from. */
const LEAST_SHARE = 0.6;
/** How many places of one quote are looked at. */
const MOST_PLACES = 1000;
const MOST_COMPARED = 3;
const MOST_NEAR = 12;
