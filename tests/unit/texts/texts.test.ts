import { expect, test } from 'vitest';
import { formatDate } from '../../../src/texts/dates.ts';
import { en } from '../../../src/texts/en.ts';
import { texts } from '../../../src/texts/texts.ts';
import { uk } from '../../../src/texts/uk.ts';

test('a region or script makes no difference, and a language without texts falls back to English', () => {
  expect(texts('uk-UA')).toBe(uk);
  expect(texts('en-GB')).toBe(en);
  expect(texts('fr')).toBe(en);
});

test('counts take the form that their language asks for', () => {
  expect([1, 14].map(en.countTurns)).toEqual(['1\u00a0turn', '14\u00a0turns']);
  expect([1, 3, 14, 21].map(uk.countTurns)).toEqual([
    '1\u00a0репліка',
    '3\u00a0репліки',
    '14\u00a0реплік',
    '21\u00a0репліка',
  ]);
});

test('a date is as exact as it was given, in its own zone', () => {
  const dates = ['2026', '2026-03', '2026-03-02', '2026-03-02T23:40:00-05:00'];
  expect(dates.map((date) => formatDate(date, en.locale))).toEqual([
    '2026',
    'March 2026',
    '2 March 2026',
    '2 March 2026 at 23:40',
  ]);
  expect(formatDate('2026-03-02', uk.locale)).toBe('2 березня 2026 р.');
});

test('every role that has an English name has a Ukrainian one', () => {
  expect(Object.keys(uk.roles)).toEqual(Object.keys(en.roles));
});

test('a correction says what was said, what is right, and that the words stand', () => {
  expect(en.spokenError('Osei', 'May', 'June')).toBe(
    'Osei said “May”; it is “June”. The words are left as broadcast.',
  );
});
