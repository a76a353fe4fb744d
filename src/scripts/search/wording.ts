import type { Forms } from '../../texts/plural.ts';
import type { Texts } from '../../texts/texts.ts';

/** What the page says, as it stands in the page's own data. */
export type SearchTexts = Texts['searching'] &
  Pick<Texts, 'inferred' | 'dateInferred' | 'programInferred'> & { roles: Record<string, string> };

/** The texts of the search page, with numbers and words put in. */
export class Wording {
  readonly texts: SearchTexts;
  readonly locale: string;
  readonly #plural: Intl.PluralRules;
  readonly #numbers: Intl.NumberFormat;

  constructor(texts: SearchTexts, locale: string) {
    this.texts = texts;
    this.locale = locale;
    this.#plural = new Intl.PluralRules(locale);
    this.#numbers = new Intl.NumberFormat(locale);
  }

  count(n: number, forms: Forms): string {
    const form = forms[this.#plural.select(n)] ?? forms.other;
    return form.replace('{n}', this.#numbers.format(n));
  }

  /** "12 turns in 3 transcripts" */
  found(turns: number, transcripts: number): string {
    return this.texts.turnsIn
      .replace('{turns}', this.count(turns, this.texts.turns))
      .replace('{transcripts}', this.count(transcripts, this.texts.transcripts));
  }

  /** A text with words of the reader's in it, whatever these are. */
  about(text: string, words: string): string {
    return text.replace('{words}', () => words);
  }
}
