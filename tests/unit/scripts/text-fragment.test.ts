import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encoded, textDirective, type MarkedText } from '../../../src/scripts/text-fragment.ts';

test('short words stand in the directive whole', () => {
  expect(directiveOf('We will [not give way]. Not now.')).toBe('text=not%20give%20way');
});

test('what the syntax of a directive uses is encoded, and what programs that find links stumble on', () => {
  expect(directiveOf('[A six-man crew, ‘dry & warm’ (said he)!]')).toBe(
    'text=A%20six%2Dman%20crew%2C%20%E2%80%98dry%20%26%20warm%E2%80%99%20%28said%20he%29%21',
  );
});

test('half a word grows to the whole, and white space at the ends falls away', () => {
  expect(directiveOf('Two engi[neers on the wa]tch.')).toBe('text=engineers%20on%20the%20watch');
  expect(directiveOf('Two[ engineers ]on the watch.')).toBe('text=engineers');
});

test('words that come twice say what stands around them', () => {
  const page = 'One: The boat was late that day. Two: The boat was late again.';
  expect(textDirective(marked('The [boat was late] again.'), page)).toBe(
    'text=The-,boat%20was%20late,-again',
  );
  expect(textDirective(marked('The [BOAT] was late again.'), page)).toContain(
    ',-was%20late%20again',
  );
});

test('words that nothing tells from others get no directive', () => {
  expect(textDirective(marked('[Right.]'), 'Cole Right. Osei Right.')).toBeNull();
  expect(textDirective(marked('[Gone]'), 'Nothing of it.')).toBeNull();
});

test('long words are named by their beginning and end', () => {
  const words = Array.from({ length: 60 }, (_, index) => `word${String(index)}`).join(' ');
  expect(directiveOf(`[${words}]`)).toBe(
    'text=word0%20word1%20word2%20word3,word56%20word57%20word58%20word59',
  );
});

test('an end that comes earlier too is lengthened', () => {
  const many = 'the sea and the boat went down. '.repeat(6);
  const directive = directiveOf(`[It began so: ${many}Then the sea and the boat went down]`);
  const [, end] = decoded(directive);
  expect(end).toMatch(/^Then/);
});

test('several paragraphs are named by the first one’s beginning and the last one’s end', () => {
  const turn = [
    ...marked('So: [it ran.]'),
    ...marked('[One valve.]'),
    ...marked('[Both, together] then.'),
  ];
  expect(textDirective(turn, 'So: it ran.\n\nOne valve.\n\nBoth, together then.')).toBe(
    'text=it%20ran.,Both%2C%20together',
  );
});

test('nothing marked gives no directive', () => {
  expect(directiveOf('Nothing [] here')).toBeNull();
  expect(textDirective([], 'Nothing here')).toBeNull();
});

test.each([
  ['Chinese', '我们[不会让步]，现在不会。', 'text=' + encodeURIComponent('不会让步')],
  ['Arabic', 'نحن [لن نتراجع] الآن', 'text=' + encodeURIComponent('لن نتراجع')],
  ['Ukrainian', 'Ми [не відступимо].', 'text=' + encodeURIComponent('не відступимо')],
  ['emoji', 'A [👩‍🚒 here] now', 'text=' + encodeURIComponent('👩‍🚒 here')],
])('%s', (_language, text, expected) => {
  expect(directiveOf(text)).toBe(expected);
});

test('whatever is encoded comes back, and uses no character of the syntax', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(decodeURIComponent(encoded(text))).toBe(text.toWellFormed());
      expect(encoded(text)).toMatch(/^[\w.~%]*$/);
    }),
  );
});

test('a directive’s words stand on the page once with what is said of their surroundings, around what was marked', () => {
  const word = fc.constantFrom(
    'sea',
    'boat,',
    'the',
    '“Two”',
    'late.',
    '船',
    'море',
    'بحر',
    '🚢',
    'six-man',
    'a&b',
  );
  const words = fc.array(word, { minLength: 1, maxLength: 50 }).map((list) => list.join(' '));
  fc.assert(
    fc.property(words, words, fc.nat(), fc.nat(), (text, other, one, two) => {
      const [start = 0, end = 0] = [one % text.length, (two % text.length) + 1].sort(
        (a, b) => a - b,
      );
      const page = `${other} / ${text} / ${other}`;
      const directive = textDirective([{ text, start, end }], page);
      if (directive === null) return;
      expect(directive).toMatch(/^text=(?:[\w.~%]+-,)?[\w.~%]+(?:,[\w.~%]+)?(?:,-[\w.~%]+)?$/);
      const [first = '', last = ''] = decoded(directive);
      const chosen = text.slice(start, end).trim();
      // Whole words may reach further than what was marked, and never less far.
      const isCovered =
        last === ''
          ? first.includes(chosen)
          : text.includes(first) && text.includes(last) && chosen.length > LONGEST_WHOLE - 20;
      expect(isCovered, directive).toBe(true);
    }),
  );
});

const directiveOf = (text: string): string | null => {
  const turn = marked(text);
  return textDirective(turn, `Cole ${turn.map((each) => each.text).join('\n')} Osei`);
};

/** `We will [not] give way`: the brackets hold what is marked. */
function marked(text: string): MarkedText[] {
  const start = text.indexOf('[');
  const end = text.indexOf(']') - 1;
  return [{ text: text.replace(/[[\]]/g, ''), start, end }];
}

/** UTF-16 units beyond which a directive names only the first and last words. */
const LONGEST_WHOLE = 120;

/** The words of a directive without what stands around them. */
const decoded = (directive: string | null): string[] =>
  (directive ?? '')
    .slice('text='.length)
    .split(',')
    .filter((part) => !part.startsWith('-') && !part.endsWith('-'))
    .map(decodeURIComponent);
