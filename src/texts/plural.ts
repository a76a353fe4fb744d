/** The forms a count asks for; a language names those that its plural rules know (Unicode CLDR). */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Makes a function that puts a number before the form it asks for: `14`, `{ one: 'turn', … }` gives "14 turns". */
export function counterIn(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, forms) =>
    `${numbers.format(count)}\u00a0${forms[rules.select(count)] ?? forms.other}`;
}
