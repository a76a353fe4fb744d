import { turnNumber } from '../archive/addresses.ts';
import type { Archive, ArchivedTranscript, IdentifiedTurn } from '../archive/model.ts';
import { quotableTurns, wordingsOf } from '../quotes/quotable.ts';
import { hasWords, TurnIndex, type QuotableTurn } from '../quotes/turn-index.ts';
import { comparisonWith, isClose, verdictAtTurn, verdictOf } from '../quotes/verdict.ts';
import {
  comparisonText,
  formerText,
  placeText,
  recasedText,
  verdictText,
} from '../quotes/verdict-text.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';

/** Which turn a story says that it quotes, and which of its wordings. */
export interface QuotedTurn {
  transcript: ArchivedTranscript;
  turn: IdentifiedTurn;
  /** `null` for the words that stand there now. */
  pin: string | null;
}

/** Holds the quotes of stories against the turns that they name. */
export class QuoteCheck {
  readonly #archive: Archive;
  #index: TurnIndex | null = null;

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  /** Reports what is wrong with a quote: what was said there, or where else the words stand. */
  check(quote: string, quoted: QuotedTurn, place: Place, report: ProblemReporter): void {
    const [now, ...former] = wordingsOf(quoted.transcript, quoted.turn);
    const where = placeText(now, toPath);
    const of = `turn ${turnNumber(now.turn)} of ${now.transcript}`;
    if (!hasWords(now)) {
      report(
        'error',
        place,
        `There are no words in ${of}, only what stands for them: “${now.text}”; expected a turn with words. Quote the turn that tells what was said, and name who tells it.`,
      );
      return;
    }
    if (now.record === 'summary') {
      report(
        'error',
        place,
        `A summary can't be quoted as speech: ${of} is an account in somebody else's words. Tell it without <Quote>, or show it with <Turn of="${now.transcript}#${now.turn}" />, which says what it is.`,
      );
      return;
    }
    const verdict = verdictAtTurn([now, ...former], quote);
    const [found] = verdict?.turns ?? [];
    if (verdict?.kind === 'empty') {
      report(
        'error',
        place,
        `${verdictText(verdict, { quote, speaker: null, url: toPath })} To show the whole turn, write <Turn of="${now.transcript}#${now.turn}" />.`,
      );
    } else if (found?.former) {
      const isMeant = quoted.pin !== null && quoted.pin === found.pin;
      report(
        isMeant ? 'warning' : 'error',
        place,
        formerText(quote, found, placeText(found, toPath)) +
          (isMeant
            ? ''
            : `\n  To quote them as they were, name them: of="${found.transcript}#${found.turn}~${found.pin ?? ''}".`),
      );
    } else if (!found) report('error', place, this.#elsewhere(quote, now, of, where));
  }

  #elsewhere(quote: string, now: QuotableTurn, of: string, where: string): string {
    this.#index ??= new TurnIndex(quotableTurns(this.#archive));
    const verdict = verdictOf(this.#index, quote, null);
    const telling = { quote, speaker: null, url: toPath };
    const [turn] = verdict.turns;
    if (turn && !('comparison' in verdict) && verdict.kind !== 'joined') {
      const other = turn.speaker.id === now.speaker.id ? '' : ` ${turn.speaker.name} said them.`;
      const account =
        turn.record === 'summary' ? ' They are in a summary, which is nobody’s speech.' : '';
      return `The words do not stand in ${of}, which is ${now.speaker.name}'s.${other}${account} Name the turn in which they stand: of="${turn.transcript}#${turn.turn}".\n  ${placeText(turn, toPath)}`;
    }
    const here = comparisonWith(quote, now);
    if (isClose(here)) {
      const [what, cure] = here.isCut
        ? ['leaves words out without a mark', CURE]
        : here.recased.length > 0
          ? [`has other capitals than what ${now.speaker.name} said`, recasedText(here.recased)]
          : [`is not what ${now.speaker.name} said`, CURE];
      return `The quote ${what} in ${of}; ${cure}${comparisonText(here)}\n  ${where}`;
    }
    return `The words do not stand in ${of}, which is ${now.speaker.name}'s. ${verdictText(verdict, telling)}`;
  }
}

const CURE =
  'expected the words as they stand, […] where some are left out, and [brackets] around what is put in. Correct it.';

const toPath = (path: string): string => `/${path}`;
