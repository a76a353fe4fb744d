import { expect, test } from 'vitest';
import { NAMED_LANGUAGES } from '../../../src/transcript/named-languages.ts';

test.each(['en', 'fi', 'nl', 'zh'])('every language that has a name in %s is listed', (locale) => {
  const display = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' });
  const listed = new Set(NAMED_LANGUAGES);
  expect(
    possibleCodes().filter((code) => !listed.has(code) && display.of(code) !== undefined),
  ).toEqual([]);
});

test('no code is listed twice', () => {
  expect(new Set(NAMED_LANGUAGES).size).toBe(NAMED_LANGUAGES.length);
});

/** Two letters (ISO 639-1) and three (ISO 639-2, -3 and -5). */
function possibleCodes(): string[] {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  const pairs = letters.flatMap((a) => letters.map((b) => a + b));
  return [...pairs, ...pairs.flatMap((pair) => letters.map((c) => pair + c))];
}
