import type { Root } from 'hast';
import { selectAll } from 'hast-util-select';
import { expect, test } from 'vitest';
import {
  builtPages,
  fileAt,
  isInternal,
  isOnlyLinkedFromElsewhere,
  linksOf,
  readBuilt,
  shown,
} from './built.ts';

const pages = builtPages();

test('every address that a page points at is well formed', () => {
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter(({ url }) => url === null || !allowed.includes(url.protocol))
      .map((link) => `${page.file}: ${shown(link)}`),
  );
  expect(broken).toEqual([]);
});

test('every internal link and asset is there', () => {
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter(({ url }) => url && isInternal(url) && fileAt(url.pathname) === null)
      .map((link) => `${page.file}: ${shown(link)}`),
  );
  expect(broken).toEqual([]);
});

test('every fragment names an element of the page it leads to', () => {
  const ids = new Map(pages.map(({ file, tree }) => [file, idsOf(tree)]));
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter(({ url }) => {
        if (!url || !isInternal(url)) return false;
        const target = ids.get(fileAt(url.pathname) ?? '');
        const fragment = decodeURIComponent(url.hash.slice(1)).replace(/:~:.*$/, '');
        return target !== undefined && fragment !== '' && !target.has(fragment);
      })
      .map((link) => `${page.file}: ${shown(link)}`),
  );
  expect(broken).toEqual([]);
});

test('every reference from one element to another names one that is there', () => {
  const broken = pages.flatMap(({ file, tree }) => {
    const ids = idsOf(tree);
    return selectAll('*', tree).flatMap(({ tagName, properties }) =>
      references.flatMap((name) =>
        [properties[name] ?? []]
          .flat()
          .flatMap((value) => String(value).split(/\s+/))
          .filter((id) => !ids.has(id))
          .map((id) => `${file}: <${tagName} ${name}="${id}">`),
      ),
    );
  });
  expect(broken).toEqual([]);
});

test('every address in a style sheet is there, and on the site', () => {
  const broken = styleSheets().flatMap((file) =>
    [
      ...readBuilt(file)
        .toString()
        .matchAll(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g),
    ]
      .map(([, url, sheet]) => url ?? sheet ?? '')
      .filter((address) => {
        const url = new URL(address, `https://site.invalid/${file}`);
        return url.protocol !== 'data:' && !(isInternal(url) && fileAt(url.pathname) !== null);
      })
      .map((address) => `${file}: ${address}`),
  );
  expect(broken).toEqual([]);
});

test('every page that is found rather than linked from elsewhere can be reached from the home page', () => {
  const byFile = new Map(pages.map((page) => [page.file, page]));
  const reached = new Set(['index.html']);
  for (const file of reached) {
    const page = byFile.get(file);
    for (const { element, url } of page ? linksOf(page) : []) {
      const target = element.tagName === 'a' && url && isInternal(url) && fileAt(url.pathname);
      if (target) reached.add(target);
    }
  }
  const lost = pages.filter((page) => !reached.has(page.file) && !isOnlyLinkedFromElsewhere(page));
  expect(lost.map(({ file }) => file)).toEqual([]);
});

const allowed = ['http:', 'https:', 'mailto:', 'data:'];

/** Attributes whose value is the id of another element, or several. */
const references = [
  'htmlFor',
  'headers',
  'list',
  'form',
  'popoverTarget',
  'commandFor',
  'ariaLabelledBy',
  'ariaDescribedBy',
  'ariaControls',
  'ariaDetails',
  'ariaOwns',
];

const idsOf = (tree: Root): Set<string> =>
  new Set(selectAll('[id]', tree).map(({ properties }) => String(properties.id)));

function styleSheets(): string[] {
  const files = pages.flatMap((page) =>
    linksOf(page)
      .filter(({ element }) => [element.properties.rel].flat().includes('stylesheet'))
      .flatMap(({ url }) => (url ? (fileAt(url.pathname) ?? []) : [])),
  );
  return [...new Set(files)];
}
