import { globSync } from 'node:fs';
import { selectAll } from 'hast-util-select';
import { expect, test } from 'vitest';
import { builtPages, fileAt, readBuilt, type Page } from './built.ts';

const pages = builtPages().filter(({ file }) => /^transcripts\/.+\/index\.html$/.test(file));

test('every transcript has a picture of 1200 by 630', () => {
  const sizes = globSync('dist/transcripts/**/*.bib').flatMap((file) => {
    const name = file.slice('dist/'.length).replace(/\.bib$/, '');
    // A former address serves the page of the present one, which names its picture.
    if (!isOwnAddress(name)) return [];
    const png = readBuilt(`${name}.png`);
    return [[png.readUInt32BE(16), png.readUInt32BE(20)]];
  });
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.filter(([width, height]) => width !== 1200 || height !== 630)).toEqual([]);
});

test('pages name their picture where the site knows its address, and nowhere else', () => {
  const wrong = pages.filter((page) => {
    const canonical = selectAll('link[rel=canonical]', page.tree)[0]?.properties.href;
    const named = imageOf(page);
    if (!URL.canParse(String(canonical))) return named !== null;
    return named?.origin !== new URL(String(canonical)).origin;
  });
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

test('every picture that a page names is there', () => {
  const lost = pages.filter((page) => {
    const url = imageOf(page);
    return url && fileAt(url.pathname) === null;
  });
  expect(lost.map(({ file }) => file)).toEqual([]);
});

function isOwnAddress(name: string): boolean {
  const { id } = JSON.parse(readBuilt(`${name}.json`).toString()) as { id: string };
  return `transcripts/${id}` === name.replaceAll('\\', '/');
}

function imageOf({ tree }: Page): URL | null {
  const content = selectAll('meta[property="og:image"]', tree)[0]?.properties.content;
  return typeof content === 'string' ? new URL(content) : null;
}
