import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { TurnIndex } from '../../../src/quotes/turn-index.ts';
import { tokensOf } from '../../../src/quotes/tokens.ts';
import { verdictOf } from '../../../src/quotes/verdict.ts';
import type { WordChange } from '../../../src/quotes/word-changes.ts';
import { turnsOf, indexOf } from './turns.ts';

const QUAY = indexOf(
  ['Dana Cole', 'Two engineers.'],
  ['Lee Osei', 'Two engineers. Passage Ferries wants to sail the night boat with one of them.'],
  [
    'Sofiia Marlowe',
    'I was standing up to my knees in water. If I had been alone, I would have had to choose: the water or the engine. (LAUGHTER) And he, I can tell you, is not much of a runner.',
    { asides: [{ start: 114, end: 124 }] },
  ],
  ['Lee Osei', 'She’s with the lights, Dana. He said “Name one.” and left.'],
  ['Yusuf Haddad', 'I’m with the flour. The flour is with the crews.'],
);

const kindOf = (quote: string, speaker: string | null = null, index = QUAY) =>
  verdictOf(index, quote, speaker).kind;
const addressOf = (quote: string, speaker: string | null = null) =>
  verdictOf(QUAY, quote, speaker).turns.map(({ turn }) => turn);

const shown = (changes: readonly WordChange[] | null) =>
  (changes ?? [])
    .map(({ kind, text }) => (kind === 'same' ? text : `${kind}:${text}`))
    .join('|')
    .trim();

describe('a quote is exact', () => {
  test.each([
    ['as it stands', 'Passage Ferries wants to sail the night boat'],
    [
      'with typewriter quotation marks',
      "She's with the lights, Dana. He said 'Name one.' and left.",
    ],
    ['with other white space', 'She’s\u00a0with\n\nthe  lights'],
    ['with a mark where words are left out', 'Passage Ferries […] the night boat'],
    ['with three dots where words are left out', 'Passage Ferries wants ... one of them'],
    ['with spaced dots', 'Passage Ferries wants . . . one of them'],
    ['with a character for three dots', 'I was standing … in water'],
    ['with an insertion', 'Passage Ferries wants to sail [again] the night boat'],
    ['with an insertion at its end', 'I’m with the flour [of Skerrow]'],
    ['with a small letter made large', '[P]assage Ferries wants'],
    ['with a large letter made small', '[t]he flour is with the crews'],
    ['with a word of one letter made large', 'is not much of [A] runner'],
    ['with one made small', '[i] was standing up to my knees in water. If [i] had been'],
    ['with an insertion of one letter', 'Passage Ferries wants to [I] sail'],
    ['with a comma for a full stop at its end', 'The flour is with the crews,'],
    ['without a direction that stands in it', 'or the engine. And he, I can tell you'],
    ['with it', 'or the engine. (LAUGHTER) And he, I can tell you'],
    ['with letters composed otherwise', 'I’m with the flour'.normalize('NFD')],
    ['with soft hyphens', 'Pas\u00adsage Fer\u00adries wants'],
    ['with emphasis', 'Passage Ferries wants to sail the *night* boat'],
  ])('%s', (_, quote) => {
    expect(kindOf(quote)).toBe('exact');
  });
});

test('a letter in brackets stands for no other word of one letter, which would be left out', () => {
  expect(kindOf('is not much of [O] runner')).toBe('cut');
});

describe('a quote is altered', () => {
  test.each([
    ['by another word', 'Passage Ferries wanted to sail the night boat'],
    ['by a word put in without brackets', 'Passage Ferries wants to sail again the night boat'],
    ['by a capital without brackets', 'passage ferries wants to sail the night boat'],
    ['by an apostrophe that makes another word', 'Im with the flour. The flour is with the crews'],
    ['by another letter in brackets', 'Passage Ferries [h]ants to sail the night boat'],
    ['by a beginning in brackets', 'Passage Ferries wants to [un]sail the night boat'],
    ['by a question mark', 'The flour is with the crews?'],
    ['by a comma within', 'The flour is, with the crews'],
  ])('%s', (_, quote) => {
    expect(kindOf(quote)).toBe('altered');
  });

  test.each([
    [
      'the board told me to run until spring',
      'the board told me to |said:wait |quoted:run |until spring',
    ],
    [
      'They told the board no and the board',
      'They told the board |said:so |quoted:no |and the board',
    ],
  ])('is held against the words nearest to the rest: %s', (quote, expected) => {
    const index = indexOf(
      ['Lee Osei', 'I told the board, and the board told me to wait until spring.'],
      ['Dana Cole', 'They told the board so and the board sat, and the board left.'],
    );
    const verdict = verdictOf(index, quote, null);
    if (verdict.kind !== 'altered') throw new Error(verdict.kind);
    expect(shown(verdict.comparison.changes)).toBe(expected);
  });

  it('tells which words', () => {
    const verdict = verdictOf(QUAY, 'Passage Ferries wanted to sail the […] boat today', null);
    if (verdict.kind !== 'altered') throw new Error(verdict.kind);
    expect(verdict.comparison.changes).toEqual([
      { kind: 'same', text: 'Passage Ferries ' },
      { kind: 'said', text: 'wants ' },
      { kind: 'quoted', text: 'wanted ' },
      { kind: 'same', text: 'to sail the ' },
      { kind: 'omission', text: '[…] ' },
      { kind: 'same', text: 'boat ' },
      { kind: 'said', text: 'with ' },
      { kind: 'quoted', text: 'today ' },
    ]);
  });

  test.each([
    ['passage Ferries wants', 'said:Passage |quoted:passage |Ferries wants', 'Passage/[p]assage'],
    [
      'to Sail the Night boat with […] If i had been',
      'to |said:sail |quoted:Sail |the |said:night |quoted:Night |boat with |omission:[…] |If |said:I |quoted:i |had been',
      'sail/[S]ail night/[N]ight I/-',
    ],
    [
      'SAIL THE NIGHT BOAT',
      'said:sail |quoted:SAIL |said:the |quoted:THE |said:night |quoted:NIGHT |said:boat |quoted:BOAT',
      'sail/- the/- night/- boat/-',
    ],
  ])('in capitals alone: %s', (quote, expected, cures) => {
    const index = indexOf(
      ['Dana Cole', 'Passage Ferries wants another one.'],
      ['Lee Osei', 'They want to sail the night boat with one. If I had been there.'],
    );
    const verdict = verdictOf(index, quote, null);
    if (verdict.kind !== 'altered') throw new Error(verdict.kind);
    expect(shown(verdict.comparison.changes)).toBe(expected);
    const { recased } = verdict.comparison;
    expect(recased.map(({ said, marked }) => `${said}/${marked ?? '-'}`).join(' ')).toBe(cures);
    const mended = recased.reduce((text, { said, marked }) => {
      const word = marked === null ? said : marked.replace(/[[\]]/g, '');
      return text.replace(new RegExp(`\\b${word}\\b`, 'i'), marked ?? said);
    }, quote);
    expect(kindOf(mended, null, index)).toBe('exact');
  });

  it('in more than capitals, where another word is changed, too', () => {
    const verdict = verdictOf(QUAY, 'passage Ferries wanted to sail', null);
    if (verdict.kind !== 'altered') throw new Error(verdict.kind);
    expect(verdict.comparison.recased).toEqual([]);
  });

  it('and is cut where words are left out without a mark', () => {
    expect(kindOf('Passage Ferries wants to sail with one of them.')).toBe('cut');
  });
});

test('words of another speaker than the named one are told, with who said them', () => {
  expect(kindOf('I’m with the flour', 'Lee Osei')).toBe('misattributed');
  expect(addressOf('I’m with the flour', 'Lee Osei')).toEqual(['t5']);
  expect(kindOf('I’m with the flour', 'Yusuf Haddad')).toBe('exact');
});

test('a few words that stand in many turns are too short, unless the speaker tells which', () => {
  expect(kindOf('Two engineers')).toBe('too-short');
  expect(addressOf('Two engineers')).toEqual(['t1', 't2']);
  expect(addressOf('Two engineers', 'Lee Osei')).toEqual(['t2']);
  expect(kindOf('Two engineers', 'Lee Osei')).toBe('exact');
});

test('words of several turns are joined', () => {
  expect(addressOf('is not much of a runner. She’s with the lights')).toEqual(['t3', 't4']);
  expect(kindOf('is not much of a runner. She’s with the lights')).toBe('joined');
  expect(kindOf('sail the night boat […] He said “Name one.”')).toBe('joined');
});

test('words that are nowhere are not found', () => {
  expect(kindOf('The tide tables were printed upside down')).toBe('not-found');
  expect(kindOf('')).toBe('empty');
  expect(kindOf('“ … ”')).toBe('empty');
});

test('words that stand in a summary alone are so told', () => {
  const index = indexOf(
    ['Dana Cole', 'Cole asked whether the boat would sail.', { record: 'summary' }],
    ['Dana Cole', 'Will the boat sail?', { transcript: 'b' }],
  );
  expect(kindOf('asked whether the boat would sail', null, index)).toBe('summary');
  expect(kindOf('Will the boat sail?', null, index)).toBe('exact');
});

test('words that were replaced are told, with those that stand now', () => {
  const [now] = turnsOf(['Lee Osei', 'A forty-knot wind from the north.']);
  if (!now) throw new Error('There is one turn.');
  const text = 'A fourteen-knot wind from the north.';
  const index = new TurnIndex([now, { ...now, text, former: { until: '2026-03-04', now } }]);
  const verdict = verdictOf(index, 'fourteen-knot wind', null);
  expect(verdict.kind).toBe('former');
  expect(verdict.turns[0]?.former?.now.text).toBe(now.text);
  expect(kindOf('wind from the north', null, index)).toBe('exact');
});

describe('in scripts of every kind', () => {
  const index = indexOf(
    ['Olha Petrenko', 'Ми не відступимо. У пʼяти портах чекають.'],
    ['Yusuf Haddad', 'اليد الواحدة لا تصفّق في البحر'],
    ['Lin Wei', '我们不会退让，船明天早上开。'],
  );
  test.each([
    ['Ми не відступимо', 'exact'],
    ['У п’яти портах', 'exact'],
    ['Ми ніколи не відступимо', 'altered'],
    ['اليد الواحدة لا تصفّق', 'exact'],
    ['اليد الأولى لا تصفّق في البحر', 'altered'],
    ['不会退让，船明天', 'exact'],
    ['我们不会退让，船[渡轮]明天早上开', 'exact'],
    ['我们都会退让，船明天早上开', 'altered'],
  ])('“%s” is %s', (quote, kind) => {
    expect(kindOf(quote, null, index)).toBe(kind);
  });
});

describe('laws', () => {
  const word = fc.constantFrom(
    ...'the boat is tied up — and nobody, not “one” of us said it’s late. Why? [ph] … (LAUGHTER) море 船 3:16'.split(
      ' ',
    ),
  );
  const turn = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));
  /** A turn, and from which of its tokens to which other one. */
  const span = turn.chain((text) => {
    const { tokens } = tokensOf(text);
    return fc
      .tuple(fc.nat(Math.max(0, tokens.length - 1)), fc.nat(Math.max(0, tokens.length - 1)))
      .map(([a, b]) => ({ text, tokens, from: Math.min(a, b), to: Math.max(a, b) }));
  });
  const wordsIn = (text: string) => tokensOf(text).tokens.filter(({ isWord }) => isWord);

  it('any span of a turn is exact', () => {
    fc.assert(
      fc.property(span, ({ text, tokens, from, to }) => {
        const quote = text.slice(tokens[from]?.start, tokens[to]?.end);
        fc.pre(wordsIn(quote).length > 0);
        expect(kindOf(quote, null, indexOf(['Dana Cole', text]))).toBe('exact');
      }),
    );
  });

  it('marking what is left out keeps it exact', () => {
    fc.assert(
      fc.property(span, fc.constantFrom('…', '[…]', '...', '[...]'), (one, mark) => {
        const { text, tokens, from, to } = one;
        const quote = `${text.slice(0, tokens[from]?.start)} ${mark} ${text.slice(tokens[to]?.end)}`;
        fc.pre(wordsIn(quote).length > 0 && !text.includes('[ph]'));
        expect(kindOf(quote, null, indexOf(['Dana Cole', text]))).toBe('exact');
      }),
    );
  });

  it('a word in brackets keeps it exact, and the same word without them does not', () => {
    fc.assert(
      fc.property(span, ({ text, tokens, from }) => {
        fc.pre(wordsIn(text).length > 0 && !text.includes('[ph]'));
        const at = tokens[from]?.start ?? 0;
        const with_ = (inserted: string) => `${text.slice(0, at)} ${inserted} ${text.slice(at)}`;
        const index = indexOf(['Dana Cole', text]);
        expect(kindOf(with_('lighthouse'), null, index)).not.toBe('exact');
        fc.pre(!text.includes('…'));
        expect(kindOf(with_('[lighthouse]'), null, index)).toBe('exact');
      }),
    );
  });

  it('changing any word is never exact', () => {
    fc.assert(
      fc.property(span, ({ text, tokens, from }) => {
        const token = tokens[from];
        if (!token?.isWord || text.includes('[ph]')) return;
        const quote = `${text.slice(0, token.start)}lighthouse${text.slice(token.end)}`;
        expect(kindOf(quote, null, indexOf(['Dana Cole', text]))).not.toBe('exact');
      }),
    );
  });
});
