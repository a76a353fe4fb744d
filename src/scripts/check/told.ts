import type { DraftQuote } from '../../quotes/draft.ts';
import type { ArchiveFacts, CheckedPassage } from '../../quotes/indexed-quotes.ts';
import { comparable } from '../../quotes/tokens.ts';
import type { QuotableTurn } from '../../quotes/turn-index.ts';
import { comparisonWith, type VerdictKind } from '../../quotes/verdict.ts';
import type { Recased, WordChange } from '../../quotes/word-changes.ts';
import { passageOf, type Piece } from '../../search/passage.ts';

/** What the page shows of a quote. */
export interface ToldQuote {
  line: number;
  column: number;
  /** As it stands in the draft; empty where nothing closes it. */
  quote: string;
  /** Who is said to have spoken; `null` where nobody is named. */
  speaker: string | null;
  kind: VerdictKind | 'unclosed';
  /** Where the words, or the closest ones, stand: the first of them. */
  turns: ToldTurn[];
  /** How many turns were found in all. */
  count: number;
  /** How quote and turn differ; `null` where they do not, or where that would tell nothing. */
  changes: WordChange[] | null;
  /** Words whose capitals the quote changes, where nothing else differs. */
  recased: Recased[];
  /** Of words that were replaced: those that stand there now, and until when the others stood. */
  former: { now: string; until: string | null } | null;
}

export interface ToldTurn {
  transcript: string;
  title: string;
  date: string | null;
  /** The program's name. */
  program: string | null;
  record: 'verbatim' | 'summary';
  turn: string;
  /** `null` while the words are not recorded. */
  pin: string | null;
  speaker: string;
  role: string | null;
  /** What an editor or the program concluded. */
  inferred: { date: boolean; program: boolean; speaker: boolean };
  /** The words around the passage, which is marked. */
  passage: Piece[];
}

/** A quote with what became of it, as plain data. */
export function toldQuote(
  { line, column, passage }: DraftQuote,
  { speaker, verdict, pages }: CheckedPassage,
  programs: ArchiveFacts['programs'],
): ToldQuote {
  const quote = passage?.text ?? '';
  const [first] = verdict.turns;
  const now = first?.former ? comparisonWith(quote, first.former.now).passage : '';
  return {
    line,
    column,
    quote,
    speaker,
    kind: verdict.kind,
    turns: verdict.turns
      .slice(0, MOST_TURNS)
      .flatMap((turn) => toldTurn(turn, quote, pages, programs) ?? []),
    count: verdict.turns.length,
    changes: 'comparison' in verdict ? verdict.comparison.changes : null,
    recased: 'comparison' in verdict ? verdict.comparison.recased : [],
    former: first?.former
      ? { now: now === '' ? first.former.now.text : now, until: first.former.until }
      : null,
  };
}

/** A mark that opens a quote which nothing closes. */
export const toldMark = ({ line, column }: DraftQuote): ToldQuote => ({
  line,
  column,
  quote: '',
  speaker: null,
  kind: 'unclosed',
  turns: [],
  count: 0,
  changes: null,
  recased: [],
  former: null,
});

function toldTurn(
  turn: QuotableTurn,
  quote: string,
  pages: CheckedPassage['pages'],
  programs: ArchiveFacts['programs'],
): ToldTurn | null {
  const page = pages.get(turn.transcript);
  if (!page) return null;
  const { title, date, program, record, inferred, said } = page;
  return {
    transcript: turn.transcript,
    title,
    date,
    program: program === null ? null : (programs[program] ?? program),
    record,
    turn: turn.turn,
    pin: turn.pin,
    speaker: turn.speaker.name,
    role: said.find(({ id }) => id === turn.turn)?.speaker.role ?? null,
    inferred: {
      date: inferred.includes('date'),
      program: inferred.includes('program'),
      speaker: inferred.includes(`turns.${turn.turn}.speaker`),
    },
    passage: passageOf(turn.text, marksOf(turn, quote), LENGTH),
  };
}

/** Where the passage stands in the turn; nowhere where the compared text has other places than the turn's own. */
function marksOf(turn: QuotableTurn, quote: string): { start: number; end: number }[] {
  const { place } = comparisonWith(quote, turn);
  return place && comparable(turn.text).length === turn.text.length ? [place] : [];
}

/** How many places of one quote are shown. */
const MOST_TURNS = 5;
/** UTF-16 units of a turn. */
const LENGTH = 480;
