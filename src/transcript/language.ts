import { iso6393 } from 'iso-639-3';
import { NAMED_LANGUAGES } from './named-languages.ts';

/** The tag of a language that nobody has named (BCP 47, RFC 5646 section 4.1). */
export const UNKNOWN_LANGUAGE = 'und';

/** The tag of more than one language at once (ISO 639-2). */
const SEVERAL_LANGUAGES = 'mul';

/**
 * The canonical form of a BCP 47 tag, `UK-ua` as `uk-UA`, or `null` where the tag is malformed or its
 * language is registered nowhere (RFC 5646; ISO 639-1 and -3).
 */
export function canonicalTag(tag: string): string | null {
  const known = canonicalTags.get(tag);
  if (known !== undefined) return known;
  if (canonicalTags.size >= MOST_TAGS) canonicalTags.clear();
  const canonical = findCanonical(tag);
  canonicalTags.set(tag, canonical);
  return canonical;
}

/** The last answers: the transcripts of an archive have few languages. */
const canonicalTags = new Map<string, string | null>();
const MOST_TAGS = 100;

function findCanonical(tag: string): string | null {
  let canonical: string | undefined;
  try {
    [canonical] = Intl.getCanonicalLocales(tag);
  } catch {
    return null;
  }
  if (canonical === undefined) return null;
  const language = canonical.split('-', 1)[0] ?? '';
  const known =
    ['und', 'mul', 'mis', 'zxx', 'x'].includes(language) ||
    languageName(language, 'en') !== null ||
    registered().has(language);
  return known ? canonical : null;
}

/** The language's name in another language, or `null` where it has none there. */
export function languageName(tag: string, inLanguage: string): string | null {
  return displayNames(inLanguage).of(tag) ?? null;
}

/** `rtl` for Arabic, Hebrew and their kin, else `ltr` (Unicode CLDR character order). */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const script = new Intl.Locale(tag).maximize().script ?? '';
  return RIGHT_TO_LEFT.has(script) ? 'rtl' : 'ltr';
}

/** Whether two tags name the same language, whatever their script and region. */
export function sameLanguage(a: string, b: string): boolean {
  return a.split('-', 1)[0] === b.split('-', 1)[0];
}

/**
 * Finds the language that running words name, in English or in the given language.
 *
 * `['speaking', 'haitian', 'creole']` gives `{ language: 'ht', rest: ['speaking'] }`; two languages give `mul`;
 * none gives `null`.
 */
export function findLanguage(
  words: readonly string[],
  inLanguage: string,
): { language: string; rest: string[] } | null {
  const found = new Set<string>();
  const rest: string[] = [];
  for (let i = 0; i < words.length;) {
    const match = longestName(words, i, inLanguage);
    if (match) {
      found.add(match.tag);
      i += match.length;
    } else {
      rest.push(words[i] ?? '');
      i += 1;
    }
  }
  const [first] = found;
  if (first === undefined) return null;
  return { language: found.size === 1 ? first : SEVERAL_LANGUAGES, rest };
}

function longestName(words: readonly string[], start: number, inLanguage: string) {
  for (let length = Math.min(3, words.length - start); length > 0; length -= 1) {
    const name = words.slice(start, start + length).join(' ');
    const tag = languageNames('en').get(name) ?? languageNames(inLanguage).get(name);
    if (tag !== undefined) return { tag, length };
  }
  return null;
}

/** Every language name that `Intl.DisplayNames` knows in a language, lower-case, with its tag. */
function languageNames(inLanguage: string): ReadonlyMap<string, string> {
  const key = inLanguage.split('-', 1)[0] ?? inLanguage;
  let names = namesByLanguage.get(key);
  if (!names) {
    names = collectNames(key);
    namesByLanguage.set(key, names);
  }
  return names;
}

function collectNames(inLanguage: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const display = displayNames(inLanguage);
  for (const code of NAMED_LANGUAGES) {
    const name = display.of(code)?.toLocaleLowerCase(inLanguage);
    if (name === undefined || names.has(name)) continue;
    names.set(name, code);
    for (const form of inflections(name, inLanguage)) names.set(form, code);
  }
  for (const [name, tag] of Object.entries(OTHER_NAMES[inLanguage] ?? {})) names.set(name, tag);
  return names;
}

/** Ukrainian speaks "in a language" in the instrumental: "українська" as "українською". */
function inflections(name: string, inLanguage: string): string[] {
  if (inLanguage !== 'uk' || !name.endsWith('а')) return [];
  const stem = name.slice(0, -1);
  return ['ою', 'ої', 'у'].map((ending) => stem + ending);
}

function displayNames(inLanguage: string): Intl.DisplayNames {
  let display = displayByLanguage.get(inLanguage);
  if (!display) {
    display = new Intl.DisplayNames(inLanguage, { type: 'language', fallback: 'none' });
    displayByLanguage.set(inLanguage, display);
  }
  return display;
}

function registered(): ReadonlySet<string> {
  registeredCodes ??= new Set(iso6393.map(({ iso6393: code }) => code));
  return registeredCodes;
}

const displayByLanguage = new Map<string, Intl.DisplayNames>();
const namesByLanguage = new Map<string, ReadonlyMap<string, string>>();
let registeredCodes: ReadonlySet<string> | undefined;

/** Names that broadcasters use and CLDR does not list. */
const OTHER_NAMES: Record<string, Record<string, string>> = {
  en: {
    mandarin: 'cmn',
    'mandarin chinese': 'cmn',
    farsi: 'fa',
    dari: 'fa-AF',
    flemish: 'nl-BE',
    castilian: 'es',
    creole: 'ht',
    'american sign language': 'ase',
    'british sign language': 'bfi',
    'egyptian arabic': 'arz',
    'levantine arabic': 'apc',
    'brazilian portuguese': 'pt-BR',
    'mexican spanish': 'es-MX',
    gaelic: 'gd',
    kurmanji: 'kmr',
    sorani: 'ckb',
    'foreign language': UNKNOWN_LANGUAGE,
    'foreign languages': UNKNOWN_LANGUAGE,
    'non-english language': UNKNOWN_LANGUAGE,
    'non-english': UNKNOWN_LANGUAGE,
    'other language': UNKNOWN_LANGUAGE,
    'another language': UNKNOWN_LANGUAGE,
    'unknown language': UNKNOWN_LANGUAGE,
    'native language': UNKNOWN_LANGUAGE,
    'indigenous language': UNKNOWN_LANGUAGE,
  },
  uk: {
    'іноземною мовою': UNKNOWN_LANGUAGE,
    'іншою мовою': UNKNOWN_LANGUAGE,
    'невідомою мовою': UNKNOWN_LANGUAGE,
  },
};

const RIGHT_TO_LEFT = new Set([
  'Adlm',
  'Arab',
  'Hebr',
  'Mand',
  'Mend',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
  'Yezi',
]);
