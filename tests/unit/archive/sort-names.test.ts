import { describe, expect, it } from 'vitest';
import { letterOf, NO_LETTER, sortNameOf } from '../../../src/archive/sort-names.ts';

describe('what an index sorts a person by', () => {
  it.each([
    ['Dana Cole', 'Cole, Dana'],
    ['Ana María Ruiz', 'Ruiz, Ana María'],
    ['Lee Osei Jr.', 'Osei, Lee, Jr.'],
    ['Lee Osei, Jr.', 'Osei, Lee, Jr.'],
    ['Сухарко', 'Сухарко'],
    ['李海', '李海'],
    ['  ', ''],
  ])('is the last word of a name first: %s', (name, sortName) => {
    expect(sortNameOf({ name, sortName: null })).toBe(sortName);
  });

  it('is the sort name of the file where there is one, also when that is the name', () => {
    expect(sortNameOf({ name: 'Quay Choir', sortName: 'Quay Choir' })).toBe('Quay Choir');
    expect(sortNameOf({ name: 'Joan de la Mar', sortName: 'de la Mar, Joan' })).toBe(
      'de la Mar, Joan',
    );
  });
});

describe('the letter under which a name stands', () => {
  it.each([
    ['en', 'Éluard', 'E'],
    ['en', 'E\u0301luard', 'E'],
    ['en', 'ørsted', 'O'],
    ['en', 'Łukasz', 'L'],
    ['sv', 'Öberg', 'Ö'],
    ['en', '‘Ali', 'A'],
    ['en', '<b>Dunn</b>', 'B'],
    ['uk', 'Ґава', 'Ґ'],
    ['uk', 'Їжак', 'Ї'],
    ['uk', 'Йовенко', 'Й'],
    ['en', 'Фіалка', 'Ф'],
    ['en', 'العمري', 'ا'],
    ['en', '김', 'ㄱ'],
    ['en', 'カワ', 'か'],
    ['en', 'がわ', 'か'],
    ['en', '李', '漢'],
    ['en', '海', '漢'],
    ['en', '4th Quay', NO_LETTER],
    ['en', '???', NO_LETTER],
    ['en', '\ud800', NO_LETTER],
    ['en', '', NO_LETTER],
  ])('in %s, %j stands under %s', (language, name, letter) => {
    expect(letterOf(name, language)).toBe(letter);
  });
});
