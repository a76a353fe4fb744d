import { directionOf } from '../transcript/language.ts';

/** `lang` and `dir` for text in a language, or nothing where the page around it is in that language anyway. */
export function languageAttributes(
  language: string,
  page: string,
): { lang?: string; dir?: 'ltr' | 'rtl' } {
  return language === page ? {} : { lang: language, dir: directionOf(language) };
}
