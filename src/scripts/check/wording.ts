import { formatDate } from '../../texts/dates.ts';
import type { Forms } from '../../texts/plural.ts';
import type { Texts } from '../../texts/texts.ts';
import type { ToldQuote, ToldTurn } from './told.ts';

/** What the page says, as it stands in the page's own data. */
export type CheckTexts = Texts['checking'] &
  Pick<Texts, 'inferred' | 'dateInferred' | 'programInferred'> & { roles: Record<string, string> };

/** In which order verdicts are counted. */
const ORDER = [
  'exact',
  'altered',
  'cut',
  'joined',
  'misattributed',
  'summary',
  'former',
  'not-found',
  'too-short',
  'unclosed',
] as const;

/** The texts of the page that checks quotes, with numbers and names put in. */
export class CheckWording {
  readonly texts: CheckTexts;
  readonly #locale: string;
  readonly #plural: Intl.PluralRules;
  readonly #numbers: Intl.NumberFormat;

  constructor(texts: CheckTexts, locale: string) {
    this.texts = texts;
    this.#locale = locale;
    this.#plural = new Intl.PluralRules(locale);
    this.#numbers = new Intl.NumberFormat(locale);
  }

  number(n: number): string {
    return this.#numbers.format(n);
  }

  count(n: number, forms: Forms): string {
    return (forms[this.#plural.select(n)] ?? forms.other).replace('{n}', this.number(n));
  }

  line(line: number): string {
    return this.texts.line.replace('{n}', this.number(line));
  }

  /** "3 of 12" */
  progress(n: number, of: number): string {
    return this.texts.progress.replace('{n}', this.number(n)).replace('{m}', this.number(of));
  }

  /** "12 quotes: 9 exact, 2 altered, 1 not found" */
  sum(quotes: readonly ToldQuote[]): string {
    const counted = ORDER.flatMap((kind) => {
      const n = quotes.filter((one) => one.kind === kind).length;
      return n === 0 ? [] : [this.texts.sums[kind].replace('{n}', this.number(n))];
    });
    return `${this.count(quotes.length, this.texts.quotes)}: ${counted.join(', ')}.`;
  }

  /** What a verdict means and what to do about it. */
  explanation({ kind, count, turns, speaker, former, recased }: ToldQuote): string {
    const { explanations, untilDay, untilUnknown, fewAnywhere, notBy, closestSummary } = this.texts;
    const [turn] = turns;
    const names = (text: string) =>
      text.replace(/\{(named|speaker|turns)\}/g, (_, which: string) =>
        which === 'named'
          ? (speaker ?? '')
          : which === 'speaker'
            ? (turn?.speaker ?? '')
            : this.count(count, this.texts.turns),
      );
    if (kind === 'too-short' && count === 0) return fewAnywhere;
    if (kind === 'former') {
      const until = former?.until ?? null;
      return until === null
        ? untilUnknown
        : untilDay.replace('{day}', () => formatDate(until, this.#locale));
    }
    const isChanged = kind === 'altered' || kind === 'cut';
    return [
      recased.length > 0 ? this.#recased(recased) : names(explanations[kind]),
      ...(isChanged && turn && speaker !== null && speaker !== turn.speaker ? [names(notBy)] : []),
      ...(isChanged && turn?.record === 'summary' ? [closestSummary] : []),
    ].join(' ');
  }

  #recased(words: ToldQuote['recased']): string {
    const { otherCapitals, asSaid, asSaidOrMarked } = this.texts;
    const named = words
      .slice(0, MOST_RECASED)
      .map(({ said, marked }) =>
        (marked === null ? asSaid : asSaidOrMarked).replace(/\{(said|marked)\}/g, (_, which) =>
          which === 'said' ? said : (marked ?? ''),
        ),
      );
    const rest = words.length > MOST_RECASED ? ' …' : '';
    return otherCapitals.replace('{words}', () => named.join(', ') + rest);
  }

  /** "Dana Cole, Host. Harbour Morning, 2 March 2026" */
  source(turn: ToldTurn): string {
    const { speaker, role, inferred } = turn;
    const who = speaker + this.#inferred(inferred.speaker, this.texts.inferred);
    const named = role === null ? null : (this.texts.roles[role] ?? role);
    return [
      [who, ...(named === null ? [] : [named])].join(', '),
      [...(turn.program === null ? [] : [this.program(turn)]), this.date(turn)].join(', '),
      ...(turn.record === 'summary' ? [this.texts.summary] : []),
    ].join('. ');
  }

  program({ program, title, inferred }: ToldTurn): string {
    return (program ?? title) + this.#inferred(inferred.program, this.texts.programInferred);
  }

  date({ date, inferred }: ToldTurn): string {
    if (date === null) return this.texts.undated;
    const day = formatDate(date.split('T', 1)[0] ?? date, this.#locale);
    return day + this.#inferred(inferred.date, this.texts.dateInferred);
  }

  /** What says that something was concluded rather than read. */
  #inferred(isInferred: boolean, text: string): string {
    return isInferred ? ` (${text})` : '';
  }
}

/** How many words of other capitals are named. */
const MOST_RECASED = 5;
