import type { Person, Speaker } from '../transcript/model.ts';
import { isUnspaced } from './turn-words.ts';

/** Tells whether a text mentions someone or something. */
export interface Mentions {
  /** By a whole name, label or id. A single word counts as it stands or in capitals: many names are words, too. */
  areIn(text: string): boolean;
  /** Perhaps: by a given name or a surname alone, whatever the case and the accents. */
  mayBeIn(text: string): boolean;
}

/** Finds mentions of a person, of whom only the id may be known any more. */
export function mentionsOfPerson(
  id: string,
  person: Person | null,
  speakers: readonly Speaker[],
): Mentions {
  const full = [
    ...(person ? [person.name, person.sortName ?? person.name] : []),
    ...speakers
      .filter(({ unnamed }) => !unnamed)
      .flatMap(({ name, shortName }) => [name, shortName]),
  ];
  const printed = speakers.flatMap(({ name, shortName, labels }) => [name, shortName, ...labels]);
  const spelled =
    id
      .split('/')
      .at(-1)
      ?.replace(/[-_.]+/g, ' ') ?? '';
  const isKnown = full.length > 0 || printed.length > 0;
  const whole = [id, ...full, ...printed, ...(isKnown ? [] : [spelled])];
  return mentionsOf(whole, (isKnown ? full : [spelled]).flatMap(partsOf));
}

/**
 * Finds whole names, titles or ids.
 *
 * @param parts what may be a mention where it stands alone
 */
export function mentionsOf(whole: readonly string[], parts: readonly string[] = []): Mentions {
  const names = whole.map((name) => name.normalize('NFC').trim()).filter((name) => name !== '');
  const words = names.filter((name) => !/[^\p{L}\p{M}\p{N}]/u.test(name));
  const asTheyStand = patternOf(words.flatMap((word) => [word, word.toUpperCase()]));
  const phrases = patternOf(names.filter((name) => !words.includes(name)).map(folded));
  const partial = patternOf([...words, ...parts].map(folded));
  return {
    areIn: (text) => asTheyStand.test(text.normalize('NFC')) || phrases.test(folded(text)),
    mayBeIn: (text) => partial.test(folded(text)),
  };
}

/** The words of a name that can stand for it. Particles such as "van der" can't: they are everywhere. */
function partsOf(name: string): string[] {
  const words = name.normalize('NFC').match(/[\p{L}\p{M}]+/gu) ?? [];
  const hasCapitals = words.some((word) => /^\p{Lu}/u.test(word));
  return words.filter((word) => {
    if (hasCapitals && /^\p{Ll}/u.test(word)) return false;
    const hasCase = word.toLowerCase() !== word.toUpperCase();
    return (word.match(/\p{L}/gu) ?? []).length >= (hasCase ? 3 : 2);
  });
}

/** Without case, accents and ways to type an apostrophe. Capitals come first since "ß" has only these in common with "ss". */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u00ad\u200b\u2060]/g, '')
    .toUpperCase()
    .toLowerCase()
    .replace(/[’ʼ]/g, "'");
}

/** Any of these as whole words. */
function patternOf(forms: readonly string[]): RegExp {
  const any = [...new Set(forms)].sort((a, b) => b.length - a.length).map(wholeWord);
  return new RegExp(any.join('|') || '(?!)', 'u');
}

/** Scripts without spaces have no borders of words to look for, and Korean hangs particles on names. */
function wholeWord(form: string): string {
  const signs = Array.from(form);
  const before = isUnspaced(signs[0] ?? '') ? '' : '(?<![\\p{L}\\p{M}\\p{N}])';
  const last = signs.findLast((sign) => /[\p{L}\p{N}]/u.test(sign)) ?? '';
  const after = isUnspaced(last) || HANGUL.test(last) ? '' : '(?![\\p{L}\\p{M}\\p{N}])';
  return `${before}${form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+')}${after}`;
}

const HANGUL = /\p{sc=Hang}/u;
