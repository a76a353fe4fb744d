import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageText, SaidTurn } from '../../../src/search/page-text.ts';
import { parseQuery } from '../../../src/search/query.ts';
import { tightest, turnsHolding, type Filters } from '../../../src/search/turns.ts';
import { fold } from '../../../src/search/words.ts';
import { anyText } from './any-text.ts';

const DANA = { id: 'dana-cole', name: 'Dana Cole', role: 'host', isPublic: true };
const OLHA = { id: 'olha-petrenko', name: 'Olha Petrenko', role: 'guest', isPublic: true };
const PASSENGER = {
  id: 'quay-passenger',
  name: 'Unnamed passenger',
  role: 'voice',
  isPublic: false,
};
const ANY: Filters = { speaker: null, program: null, language: null, year: null, record: null };

function page(...said: Partial<SaidTurn>[]): PageText {
  return {
    id: 'ferry',
    title: 'Ferry strike',
    date: '2026-03-02',
    program: 'harbour-morning',
    record: 'verbatim',
    inferred: [],
    speakers: [],
    turns: [],
    said: said.map((turn, n) => ({
      id: `t${String(n + 1)}`,
      text: '',
      speaker: DANA,
      languages: ['en'],
      pin: null,
      asides: [],
      ...turn,
    })),
  };
}

function found(text: string, query: string, filters: Partial<Filters> = {}): string[] | null {
  const [turn] = turnsHolding(page({ text }), parseQuery(query), { ...ANY, ...filters });
  return turn ? turn.marks.map(({ start, end }) => text.slice(start, end)) : null;
}

describe('a turn is found', () => {
  it.each([
    ['The night boat stays.', 'boat night', ['night boat']],
    ['The night boat stays.', 'night train', null],
    ['A Martínez speaks.', 'martinez', ['Martínez']],
    ['A Martinez speaks.', 'MARTÍNEZ', ['Martinez']],
    ['The ferries wait for a ferry.', 'ferr', ['ferries', 'ferry']],
    ['The ferries wait.', '"ferr"', null],
    ['Not the boat at night.', '"night boat"', null],
    ['The “night—boat” stays.', '"Night boat"', ['night—boat']],
    ['Nobody knows.', 'no', null],
    ['No, nobody.', 'no', ['No']],
    ['我们不会让步。', '让步', ['让步']],
    ['我们不会步让。', '让步', null],
    ['Ми не відступимо.', 'ВІДСТУП', ['відступимо']],
    ['It’s <b>bold</b>.', '<b>bold', ['b>bold']],
    ['Ready 🌦️ now', '🌦️', ['🌦️']],
    ['Anything at all', '', null],
    ['In Łódź, Gdańsk.', 'lodz gdansk', ['Łódź, Gdańsk']],
    ['In Lodz.', 'Łódź', ['Lodz']],
    ['Auf der Straße.', 'strass', ['Straße']],
    ['Un cœur.', '"coeur"', ['cœur']],
    ['Øresund, Ægir, Þór, Đà Nẵng', 'oresund', ['Øresund']],
    ['Øresund, Ægir, Þór, Đà Nẵng', 'aegir thor "da nang"', ['Ægir, Þór, Đà Nẵng']],
    ['İstanbul ve ISPARTA’da ılık', 'istanbul ilik', ['İstanbul', 'ılık']],
    ['سَلَامٌ ســلام', 'سلام', ['سَلَامٌ ســلام']],
    ['שָׁלוֹם', 'שלום', ['שָׁלוֹם']],
    ['Ґанок і їжак, йод', 'ганок иод', ['Ґанок', 'йод']],
    ['I don’t wait.', 'dont', ['don’t']],
    ['I dont wait.', "don't", ['dont']],
    ['I don`t wait.', '"don’t wait"', ['don`t wait']],
    ['I dont wait.', '"don\'t"', null],
    ['I don’t wait.', '"dont"', null],
    ['An e-mail.', 'emai', ['e-mail']],
    ['Emails.', 'e-mail', ['Emails']],
    ['To co-operate-now.', 'cooper', ['co-operate']],
    ['To cooperate.', 'co-oper', ['cooperate']],
    ['A night boat.', 'night-boat', ['night boat']],
    ['It took 1,500.50 in fares.', '1500', ['1,500']],
    ['It took 1,500,000 in fares.', '500000', null],
    ['It took 1500 in fares.', '1,500', ['1500']],
    ['It took 1,500 in fares.', '"1500"', null],
    ["П’яний, п'яний, пʼяний, пяний", 'пяний', ["П’яний, п'яний, пʼяний, пяний"]],
    ["П’яний, п'яний, пʼяний, пяний", 'пʼяний', ["П’яний, п'яний, пʼяний, пяний"]],
    ["П’яний, п'яний, пʼяний, пяний", '"п`яний"', ["П’яний, п'яний, пʼяний"]],
    ['Whose boat? Who’s there?', "who's", ['Who’s']],
    ['From 1990-95.', '199095', null],
  ])('%j by %j', (text, query, expected) => {
    expect(found(text, query)).toEqual(expected);
  });
});

describe('turns are filtered', () => {
  const ferry = page(
    { text: 'The ferry waits.' },
    { text: 'The ferry and the night boat wait.', speaker: OLHA, languages: ['en', 'uk'] },
    { text: 'No ferry.', speaker: PASSENGER },
  );
  const ids = (filters: Partial<Filters>) =>
    turnsHolding(ferry, parseQuery('ferry'), { ...ANY, ...filters }).map(({ turn }) => turn.id);

  it('by who said them, not by who was there', () => {
    expect(ids({ speaker: 'olha-petrenko' })).toEqual(['t2']);
    expect(ids({ speaker: 'lee-osei' })).toEqual([]);
  });

  it('never by somebody who has no page', () => {
    expect(ids({})).toEqual(['t1', 't2', 't3']);
    expect(ids({ speaker: 'quay-passenger' })).toEqual([]);
  });

  it('by language, program, year and kind of record', () => {
    expect(ids({ language: 'uk' })).toEqual(['t2']);
    expect(ids({ program: 'harbour-morning', year: '2026', record: 'verbatim' })).toHaveLength(3);
    expect(ids({ program: 'morning-edition' })).toEqual([]);
    expect(ids({ year: '2025' })).toEqual([]);
    expect(ids({ record: 'summary' })).toEqual([]);
  });
});

describe('of two turns that hold the words', () => {
  const order = (query: string, ...texts: string[]) =>
    turnsHolding(page(...texts.map((text) => ({ text }))), parseQuery(query), ANY)
      .sort((a, b) => b.score - a.score)
      .map(({ turn }) => turn.text);

  it('the one where they stand together comes first', () => {
    const apart = 'The night was long and the boat was gone.';
    expect(order('night boat', apart, 'The night boat was gone and long it was.')[1]).toBe(apart);
  });

  it('the one with the whole word comes first', () => {
    expect(order('strike', 'The strikers wait there.', 'The strike goes on.')[0]).toContain(
      'strike ',
    );
  });
});

describe('laws', () => {
  const word = fc.constantFrom(
    'ferry',
    'ferries',
    'Martínez',
    'ніч',
    'boat',
    'on',
    '让',
    'well-known',
  );
  const text = fc
    .array(fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: anyText }), {
      maxLength: 12,
    })
    .map((parts) => parts.join(' '));
  const query = fc.oneof(
    text,
    fc
      .array(
        fc.oneof(
          word,
          word.map((one) => `"${one} boat"`),
        ),
        { maxLength: 4 },
      )
      .map((all) => all.join(' ')),
    anyText,
  );

  it('a turn shown holds all the words, and every mark is one of them', () => {
    fc.assert(
      fc.property(text, query, (said, asked) => {
        const parsed = parseQuery(asked);
        const [turn] = turnsHolding(page({ text: said }), parsed, ANY);
        if (!turn) return;
        const marked = turn.marks.map(({ start, end }) => said.slice(start, end)).join(' ');
        for (const { words } of parsed.terms) {
          for (const one of words) expect(fold(marked)).toContain(one);
        }
        let former = 0;
        for (const { start, end } of turn.marks) {
          expect(start).toBeGreaterThanOrEqual(former);
          expect(end).toBeGreaterThan(start);
          former = end;
        }
      }),
    );
  });

  it('a turn is found by any of its own words, as they are and without accents', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), fc.nat(), (said, which) => {
        const one = said[which % said.length] ?? '';
        for (const asked of [one, one.toUpperCase(), `"${one}"`]) {
          expect(turnsHolding(page({ text: said.join(' ') }), parseQuery(asked), ANY)).toHaveLength(
            1,
          );
        }
      }),
    );
  });
});

describe('the tightest stretch', () => {
  it.each([
    [[[5]], 1],
    [
      [
        [1, 50],
        [20, 51],
      ],
      2,
    ],
    [[[1], [9], [4]], 9],
    [[[1], []], Infinity],
    [[[3], [3]], 1],
  ])('of %j has %d words', (lists, expected) => {
    expect(tightest(lists)).toBe(expected);
  });

  it('is as long as trying every choice says', () => {
    const places = fc
      .uniqueArray(fc.nat(40), { minLength: 1, maxLength: 5 })
      .map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(places, { minLength: 1, maxLength: 3 }), (lists) => {
        const choices = lists.reduce<number[][]>(
          (all, list) => all.flatMap((chosen) => list.map((at) => [...chosen, at])),
          [[]],
        );
        const lengths = choices.map((chosen) => Math.max(...chosen) - Math.min(...chosen) + 1);
        expect(tightest(lists)).toBe(Math.min(...lengths));
      }),
    );
  });
});
