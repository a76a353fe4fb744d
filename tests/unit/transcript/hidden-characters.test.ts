import { expect, test } from 'vitest';
import { hiddenCharacter } from '../../../src/transcript/hidden-characters.ts';

test('what nobody can see in a name is found', () => {
  expect(hiddenCharacter('Dana\u{200B} Cole')).toBe('U+200B');
  expect(hiddenCharacter('\u{202E}eloC anaD')).toBe('U+202E');
  expect(hiddenCharacter('Dana\u{2067} Cole')).toBe('U+2067');
  expect(hiddenCharacter('Da\u{AD}na Cole')).toBe('U+00AD');
  expect(hiddenCharacter('Dana\u{FEFF}Cole')).toBe('U+FEFF');
  expect(hiddenCharacter('Dana Cole\u{E0041}')).toBe('U+E0041');
  expect(hiddenCharacter('Dana\u{7F} Cole')).toBe('U+007F');
});

test('joiners and direction marks are hidden in a script that has no use for them', () => {
  expect(hiddenCharacter('Da\u{200D}na Cole')).toBe('U+200D');
  expect(hiddenCharacter('Да\u{200C}на')).toBe('U+200C');
  expect(hiddenCharacter('Dana Cole\u{200F}')).toBe('U+200F');
});

test('names of all scripts as they are spelt are left alone', () => {
  const names = [
    'Dana Cole',
    'Ольга Петренко',
    'A Martínez',
    'نسرین می\u{200C}خواه',
    'क्\u{200D}ष',
    '山田 花子',
  ];
  expect(names.filter((name) => hiddenCharacter(name) !== null)).toEqual([]);
});
