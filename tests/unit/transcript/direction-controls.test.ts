import { expect, test } from 'vitest';
import {
  directionFaults,
  withoutDirectionControls,
} from '../../../src/transcript/direction-controls.ts';

const faultsIn = (text: string): string[] =>
  [...directionFaults(text)].map(
    ({ offset, character, fault }) => `${String(offset)} ${character.slice(0, 6)} ${fault}`,
  );

test('every override is told, closed or not', () => {
  expect(faultsIn('We \u202Edluow\u202C go')).toEqual(['3 U+202E overrides']);
  expect(faultsIn('We \u202Dwould')).toEqual(['3 U+202D overrides']);
});

test('embeddings and isolates are told where they are not closed in their paragraph', () => {
  expect(faultsIn('a \u202Bאב\u202C b \u2067אב\u2069 c \u2068d \u202Ae\u2069')).toEqual([]);
  expect(faultsIn('a \u202Bאב\n\nb\u202C')).toEqual([
    '2 U+202B is not closed',
    '8 U+202C closes nothing',
  ]);
  expect(faultsIn('a \u2067אב\nb\u2069 c\u2069')).toEqual(['10 U+2069 closes nothing']);
  expect(faultsIn('\u2067a\u202C')).toEqual(['2 U+202C closes nothing', '0 U+2067 is not closed']);
});

test('marks that turn nothing around are left alone', () => {
  expect(faultsIn('אב\u200F! \u061C(a)\u200E ZWJ\u200D')).toEqual([]);
});

test('a long text of them alone takes no longer than its length', () => {
  const many = 200_000;
  for (const [open, close] of [
    ['\u202B', '\u2069'],
    ['\u2067', '\u202C'],
    ['\u202B', '\u202C'],
  ]) {
    const text = (open ?? '').repeat(many) + (close ?? '').repeat(many);
    expect([...directionFaults(text)].length).toBeLessThanOrEqual(2 * many);
  }
});

test('a text can be had without them', () => {
  expect(withoutDirectionControls('a\u202Eb\u2069c\u200F')).toBe('abc\u200F');
});
