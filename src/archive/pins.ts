import { hash } from 'node:crypto';

/**
 * The fingerprint of a turn's words, which a link can carry: `#t7~a41c`. It is the head of the SHA-256 of the words
 * with every white space as one space, four hexadecimal digits long, and longer where the turn has had other words
 * with the same head.
 *
 * @param taken the fingerprints of the turn's other wordings.
 */
export function pinOf(text: string, taken: ReadonlySet<string>): string {
  const digest = hash('sha256', wordsOnly(text));
  for (let length = SHORTEST; length < digest.length; length += 1) {
    const pin = digest.slice(0, length);
    if (!taken.has(pin)) return pin;
  }
  return digest;
}

/** Whether two wordings are the same but for white space. */
export const areSameWords = (a: string, b: string): boolean => wordsOnly(a) === wordsOnly(b);

/** The digest of a transcript's Markdown by which a build tells that the ledger is up to date. */
export const sourceDigest = (source: string): string =>
  hash('sha256', source.replaceAll('\r\n', '\n')).slice(0, 32);

const SHORTEST = 4;

function wordsOnly(text: string): string {
  const words = text.normalize('NFC');
  return (
    words.includes('  ') || OTHER_SPACE.test(words) ? words.replace(/\s+/g, ' ') : words
  ).trim();
}

/** Most turns have no white space but single spaces. */
const OTHER_SPACE = /[^\S ]/;
