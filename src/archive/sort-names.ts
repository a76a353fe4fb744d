import { withoutGeneration } from '../transcript/label.ts';
import type { Person } from '../transcript/model.ts';

/**
 * What an index sorts a person by: the sort name of their file, else the last word of their name before the rest,
 * "Cole, Dana". A generation stays behind its name: "Osei, Lee, Jr."
 */
export function sortNameOf({ name, sortName }: Pick<Person, 'name' | 'sortName'>): string {
  if (sortName !== null) return sortName;
  const whole = name.trim();
  const bare = /\s/u.test(withoutGeneration(whole)) ? withoutGeneration(whole) : whole;
  const words = bare.split(/\s+/u);
  const family = words.pop()?.replace(/,$/u, '') ?? '';
  const generation = whole.slice(bare.length).replace(/^,?\s/u, '');
  return [family, words.join(' '), generation].filter((part) => part !== '').join(', ');
}

/** Under which letter a name without any stands. */
export const NO_LETTER = '#';

/**
 * The letter of an index under which a sort name stands in a language's alphabet: É stands under E in English and
 * Ї under Ї in Ukrainian. Kana stand under their hiragana, Hangul under the first consonant, and all of Han together,
 * since it has no alphabet.
 *
 * @param language a BCP 47 tag.
 */
export function letterOf(sortName: string, language: string): string {
  const [first] = /\p{L}/u.exec(sortName.normalize('NFC')) ?? [];
  // A number before any letter is what the name is sorted by.
  if (first === undefined || /^[^\p{L}]*\p{N}/u.test(sortName)) return NO_LETTER;
  if (/\p{Script=Han}/u.test(first)) return HAN;
  const [base = first] = first.normalize('NFD');
  if (/\p{Script=Hangul}/u.test(base)) return CONSONANTS[base.charCodeAt(0) - 0x1100] ?? first;
  if (/\p{Script=Katakana}/u.test(base)) return hiragana(base);
  const [letter = first] = first.toLocaleUpperCase(language);
  return (
    [...LATIN, base.toLocaleUpperCase(language)].find((plain) => same(letter, plain, language)) ??
    letter
  );
}

/** Whether two letters are one in a language's alphabet, accents apart. */
function same(letter: string, plain: string, language: string): boolean {
  let collator = alphabets.get(language);
  if (!collator) {
    collator = new Intl.Collator(language, { sensitivity: 'base' });
    alphabets.set(language, collator);
  }
  return collator.compare(letter, plain) === 0;
}

const alphabets = new Map<string, Intl.Collator>();
const LATIN = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const HAN = '漢';
/** The first consonants of Hangul as letters of their own, in the order of U+1100 and on. */
const CONSONANTS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
/** The kana blocks of Unicode lie 0x60 apart. */
const hiragana = (kana: string): string =>
  kana >= 'ァ' && kana <= 'ヶ' ? String.fromCharCode(kana.charCodeAt(0) - 0x60) : kana;
