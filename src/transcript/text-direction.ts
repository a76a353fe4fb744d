/** The direction of a text's first letter, as `dir="auto"` has it. */
export const directionOfText = (text: string): 'ltr' | 'rtl' =>
  /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text) ? 'rtl' : 'ltr';
