/**
 * The first character of a name that nobody can see, by which one name can pass for another or turn around what stands
 * beside it: `U+200B`; `null` where there is none. Scripts that need joiners and direction marks may have them.
 */
export function hiddenCharacter(name: string): string | null {
  const [, found] = HIDDEN.exec(name) ?? (NEEDS_MARKS.test(name) ? [] : (MARK.exec(name) ?? []));
  const code = found?.codePointAt(0);
  return code === undefined ? null : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Controls, fillers, overrides and isolates: no name needs one. Variation selectors, of emoji and others, are left alone. */
const HIDDEN =
  /([[\p{Default_Ignorable_Code_Point}\p{Cc}]--[\p{Join_Control}\p{Variation_Selector}\u{200E}\u{200F}\u{61C}]])/v;

/** Joiners and direction marks. */
const MARK = /([\p{Join_Control}\p{Bidi_Control}])/u;

const NEEDS_MARKS =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Mongolian}\p{Extended_Pictographic}]/u;
