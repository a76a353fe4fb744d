import { bareLabel, labelKey } from '../transcript/label.ts';

/** Finds how a name in capitals is spelt: as the words of the same text have it, else each word with one capital. */
export function spellingIn(
  texts: Iterable<string>,
  names: Iterable<string>,
): (name: string) => string {
  const wanted = new Set<string>();
  for (const name of names) {
    for (const word of bareLabel(name).split(/\s+/u)) {
      if (isShouted(word)) wanted.add(labelKey(word));
    }
  }
  // Most paragraphs name nobody: they are passed over without looking at each of their capitals.
  const mention = anyOf([...wanted].flatMap((word) => word.match(LETTERS) ?? []));
  const spellings = new Map<string, string>();
  const seen = new Set<string>();
  let read = 0;
  for (const text of texts) {
    if (read > ENOUGH || spellings.size === wanted.size) break;
    read += text.length;
    if (!mention(text)) continue;
    for (const word of text.match(CAPITALISED) ?? []) {
      if (seen.has(word)) continue;
      seen.add(word);
      if (!isMixed(word)) continue;
      const spelling = word.replace(/['’]s$/u, '');
      const key = labelKey(spelling);
      if (wanted.has(key) && !spellings.has(key)) spellings.set(key, spelling);
    }
  }
  return (name) =>
    name
      .split(/\s+/u)
      .map((word, index) => {
        if (!isShouted(word) || /[\d_]/u.test(word)) return word;
        if (index > 0 && GENERATION.test(word)) return word;
        if (index > 0 && SMALL_WORDS.has(labelKey(word))) return labelKey(word);
        return spellings.get(labelKey(word)) ?? capitalise(word);
      })
      .join(' ');
}

/** Finds any of some words; more of them than a cast has would take longer than looking at all. */
function anyOf(words: readonly string[]): (text: string) => boolean {
  if (words.length > MOST_WORDS) return () => true;
  if (words.length === 0) return () => false;
  if (words.every((word) => /^[a-z]+$/.test(word))) {
    // A spelling opens with a capital, which few words do; other letters than plain ones that mean the same are two.
    const spelt = words.map((word) => `${word.charAt(0).toUpperCase()}(?i:${word.slice(1)})`);
    const plain = new RegExp([...spelt, LONG_S, KELVIN].join('|'));
    return (text) => plain.test(text);
  }
  const pattern = new RegExp(words.join('|'), 'iu');
  return (text) => pattern.test(text.normalize('NFC'));
}

/** Words that no name has and descriptions do: "Members of the Choir". */
const SMALL_WORDS = new Set('of the and'.split(' '));

/** "OTTO GRANT III" */
const GENERATION = /^I(?:I|II|V)$/u;

const isMixed = (word: string): boolean => /\p{Ll}/u.test(word);

/** "McCONNELL" too: more than one capital in a row. */
const isShouted = (word: string): boolean => !isMixed(word) || /\p{Lu}{2}/u.test(word);

/** "J.D." stays as it is; of "O'BRIEN-McCONNELL" each part has its capital. */
function capitalise(word: string): string {
  if (word.length <= 4 && /^(?:\p{L}\.)+$/u.test(word)) return word;
  return word.replace(/[\p{L}\p{M}]+/gu, (part) => {
    const prefix = /^(?:\p{Lu}\p{Ll}+(?=\p{Lu})|MC(?=\p{Lu}{2}))/u.exec(part)?.[0] ?? '';
    return titleCase(prefix) + titleCase(part.slice(prefix.length));
  });
}

const titleCase = (part: string): string => part.slice(0, 1) + part.slice(1).toLowerCase();

const LONG_S = '\u017F';
const KELVIN = '\u212A';
const LETTERS = /[\p{L}\p{M}]+/gu;
const MOST_WORDS = 60;
const CAPITALISED = /\p{Lu}[\p{L}\p{M}]*(?:['’-][\p{L}\p{M}]+)*/gu;
/** Of a long text its beginning does: people are named when they come up. */
const ENOUGH = 300_000;
