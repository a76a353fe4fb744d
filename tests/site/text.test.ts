import { selectAll } from 'hast-util-select';
import { toText } from 'hast-util-to-text';
import { expect, test } from 'vitest';
import { builtPages, isOnlyLinkedFromElsewhere } from './built.ts';

const pages = builtPages();

test('no two sentences run into each other where a page was put together', () => {
  const glued = pages.flatMap(({ file, tree }) =>
    selectAll('body', tree).flatMap((body) =>
      [...toText(body).matchAll(/.{0,30}[\p{Ll}\d][.!?][\p{Lu}(].{0,30}/gu)].map(
        ([place]) => `${file}: ${place}`,
      ),
    ),
  );
  expect(glued).toEqual([]);
});

test('every page has one main heading and a title of its own', () => {
  const headings = pages.filter(({ tree }) => selectAll('h1', tree).length !== 1);
  expect(headings.map(({ file }) => file)).toEqual([]);

  const found = pages.filter((page) => !isOnlyLinkedFromElsewhere(page));
  const titles = found.map(({ tree }) =>
    selectAll('head > title', tree).map((title) => toText(title)),
  );
  expect(new Set(titles.flat()).size).toBe(found.length);
});
