import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listPagePath } from '../../../src/archive/addresses.ts';
import {
  listPage,
  PAGE_LENGTH,
  pageCount,
  pageNumbers,
  pageOfEntry,
} from '../../../src/archive/pagination.ts';

it('spreads a list over pages that hold every entry once, in order, and never too many', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1050 }), (length) => {
      const entries = Array.from({ length }, (_, index) => index);
      const pages = Array.from({ length: pageCount(length) }, (_, index) =>
        listPage('speakers/', entries, index + 1),
      );
      expect(pages.flatMap((page) => page.entries)).toEqual(entries);
      for (const page of pages) {
        expect(page.entries.length).toBeLessThanOrEqual(PAGE_LENGTH);
        expect(page.entries.map(pageOfEntry)).toEqual(page.entries.map(() => page.number));
        expect(page.count).toBe(pages.length);
      }
    }),
  );
});

it('turns over past a hundred entries, and gives an empty list one page', () => {
  expect([0, 1, 100, 101, 200, 201].map(pageCount)).toEqual([1, 1, 1, 2, 2, 3]);
});

it('keeps the first page at the address of the list', () => {
  expect([1, 2, 12].map((n) => listPagePath('dates/2026/', n))).toEqual([
    'dates/2026/',
    'dates/2026/page/2/',
    'dates/2026/page/12/',
  ]);
});

it.each([
  [1, 1, '1'],
  [1, 2, '1 2'],
  [2, 3, '1 2 3'],
  [1, 9, '1 2 … 9'],
  [3, 9, '1 2 3 4 … 9'],
  [5, 9, '1 … 4 5 6 … 9'],
  [9, 9, '1 … 8 9'],
  [50, 3640, '1 … 49 50 51 … 3640'],
])('page %i of %i links to %s', (number, count, row) => {
  expect(pageNumbers({ number, count }).map((n) => n ?? '…')).toEqual(
    row.split(' ').map((n) => (n === '…' ? n : Number(n))),
  );
});
