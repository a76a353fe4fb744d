import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignIds, compareIds } from '../../../src/archive/turn-ids.ts';
import { isTurnId } from '../../../src/transcript/references.ts';

/** Ids for turns of which `_` has none, in a transcript that once had those behind the bar too: `t1 _ t2 | t3`. */
function assigned(turns: string): string {
  const [present = '', gone = ''] = turns.split('|');
  const ids = present.split(' ').filter((id) => id !== '');
  const used = [...ids, ...gone.split(' ')].filter((id) => isTurnId(id));
  return assignIds(
    ids.map((id) => (id === '_' ? null : id)),
    new Set(used),
  ).join(' ');
}

describe('assignIds', () => {
  test.each([
    ['numbers the turns of a first publication', '_ _ _', 't1 t2 t3'],
    ['inserts after a number with a letter', 't15 _ t16', 't15 t15a t16'],
    ['then with the next letter', 't15 t15a _ t16', 't15 t15a t15b t16'],
    ['goes on with letters in one insertion', 't15 _ _ _ t16', 't15 t15a t15b t15c t16'],
    ['finds room between two letters', 't15a _ t15b', 't15a t15aa t15b'],
    ['inserts before the first turn', '_ _ t1', 't0a t0b t1'],
    ['appends with the next number', 't1 t2 _ _', 't1 t2 t3 t4'],
    ['appends with a number after an inserted turn', 't1 t2 t2a _', 't1 t2 t2a t3'],
    ['does not append with a removed number', 't1 t2 _ | t3', 't1 t2 t4'],
    ['does not insert with a removed letter', 't15 _ t16 | t15a', 't15 t15b t16'],
    ['inserts where a number was removed', 't15 _ t17 | t16', 't15 t15a t17'],
    ['goes on in numbers when every turn was removed', '_ _ | t1 t2', 't3 t4'],
    ['inserts before the first that is left', '_ t5 | t1 t2 t3 t4', 't4a t5'],
    ['finds room before the first letter', 't15 _ t15a', 't15 t15zy t15a'],
    ['and before that', 't15 _ t15zy t15a', 't15 t15zx t15zy t15a'],
    ['and after it', 't15 t15zy _ t15a', 't15 t15zy t15zya t15a'],
    ['and between the number and the last such room', 't15 _ t15za', 't15 t15zzy t15za'],
    ['goes on after the last letter', 't15 t15y _ t16', 't15 t15y t15ya t16'],
    ['inserts before a turn inserted before all', '_ t0a t1', 't0zy t0a t1'],
    ['follows the id before it where ids stand in no order', 't5 _ t2 _ t3', 't5 t5a t2 t2a t3'],
    ['follows the number where only a hand could be first', '_ t0 t1', 't0a t0 t1'],
    ['counts no further than a hand did', 't7 _ t1 _', 't7 t7a t1 t8'],
    [
      'counts as far as a number has digits',
      't99999999999999999999 _',
      't99999999999999999999 t100000000000000000000',
    ],
  ])('%s', (_, turns, expected) => {
    expect(assigned(turns)).toBe(expected);
  });

  test('numbers around what a hand fixed before first publication', () => {
    expect(assignIds([null, 't7', null, 't8', null], new Set())).toEqual([
      't1',
      't7',
      't7a',
      't8',
      't9',
    ]);
  });

  test('says which id is none', () => {
    expect(() => assignIds(['seven'], new Set())).toThrow(new RangeError('Not a turn id: seven'));
  });

  test('stays short through five hundred insertions at one place', () => {
    for (const place of [0, 1]) {
      const ids = ['t15', 't16'];
      const used = new Set(ids);
      for (let count = 0; count < 500; count += 1) {
        const turns: (string | null)[] = [...ids];
        turns.splice(place === 0 ? 1 : ids.length - 1, 0, null);
        ids.splice(0, ids.length, ...assignIds(turns, used));
        for (const id of ids) used.add(id);
      }
      expect(ids).toEqual(ids.toSorted(compareIds));
      expect(Math.max(...ids.map((id) => id.length))).toBeLessThanOrEqual(3 + 22);
    }
  });

  test('gives ids that are new, in order, and leaves the others alone, through any history', () => {
    const edit = fc.record({
      at: fc.nat(),
      count: fc.integer({ min: 0, max: 30 }),
      drop: fc.nat(4),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.array(edit, { maxLength: 12 }),
        (first, edits) => {
          const used = new Set<string>();
          let ids = assignIds(
            Array.from({ length: first }, () => null),
            used,
          );
          for (const id of ids) used.add(id);
          for (const { at, count, drop } of edits) {
            const place = at % (ids.length + 1);
            const added = Array.from({ length: count }, (): string | null => null);
            const turns: (string | null)[] = (ids as (string | null)[]).toSpliced(
              place,
              drop,
              ...added,
            );
            ids = assignIds(turns, used);
            expect(new Set(ids).size).toBe(ids.length);
            turns.forEach((id, position) => {
              const given = ids[position] ?? '';
              expect(given).toMatch(/^t\d+[a-z]*$/);
              if (id === null) expect(used.has(given)).toBe(false);
              else expect(given).toBe(id);
            });
            expect(ids).toEqual(ids.toSorted(compareIds));
            for (const id of ids) used.add(id);
          }
        },
      ),
    );
  });

  test('keeps to new ids whatever a hand wrote', () => {
    const id = fc.stringMatching(/^t(?:0|[1-9]\d?)[a-z]{0,2}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(id, { maxLength: 10 }),
        fc.uniqueArray(id, { maxLength: 10 }),
        fc.array(fc.nat(20), { maxLength: 10 }),
        (kept, gone, places) => {
          const turns: (string | null)[] = [...kept];
          for (const place of places) turns.splice(place, 0, null);
          const used = new Set([...kept, ...gone]);
          const ids = assignIds(turns, used);
          const fresh = ids.filter((_, position) => turns[position] === null);
          expect(ids.filter((_, position) => turns[position] !== null)).toEqual(kept);
          expect(new Set(ids).size).toBe(ids.length);
          for (const given of fresh) expect(used.has(given)).toBe(false);
        },
      ),
    );
  });
});

test('compareIds sorts numbers as numbers, and fractions between them', () => {
  const sorted = [
    't0a',
    't1',
    't2',
    't10',
    't15',
    't15zy',
    't15a',
    't15aa',
    't15b',
    't15y',
    't15ya',
    't16',
  ];
  expect(sorted.toReversed().sort(compareIds)).toEqual(sorted);
});

test.each([
  ['t1', true],
  ['t0', true],
  ['t15aa', true],
  ['t', false],
  ['t1A', false],
  ['t1a2', false],
  ['T1', false],
  ['t1-', false],
  ['t1\n', false],
  ['', false],
])('isTurnId(%j) is %s', (text, expected) => {
  expect(isTurnId(text)).toBe(expected);
});
