import { selectAll } from 'hast-util-select';
import { toText } from 'hast-util-to-text';
import { expect, test } from 'vitest';
import { builtPages, fileAt, linksOf, readBuilt } from './built.ts';

const pages = builtPages();
const embeds = pages.filter(({ address }) => address.startsWith('/embed/'));

test('every page of a turn has a page for frames, and offers it and a quotation', () => {
  const turnPages = pages.filter(({ address }) =>
    /^\/transcripts\/.*\/t\d+[a-z]*\/$/.test(address),
  );
  expect(embeds.map(({ address }) => address).sort()).toEqual(
    turnPages.map(({ address }) => address.replace('/transcripts/', '/embed/')).sort(),
  );
  const offered = turnPages.filter(({ tree }) => selectAll('[data-words]', tree).length > 0);
  for (const { file, tree } of offered) {
    const codes = selectAll('.embed textarea', tree).map((code) => toText(code));
    expect(
      codes.map((code) => /^<\w+/.exec(code)?.[0]),
      file,
    ).toEqual(['<blockquote', '<iframe']);
  }
});

test('a page for frames is at most 5,000 bytes with its style sheet, and has no script', () => {
  for (const page of embeds) {
    const loaded = linksOf(page).filter((link) => link.loaded);
    const sizes = loaded.map(({ url }) => readBuilt(fileAt(url?.pathname ?? '') ?? '').length);
    const size = sizes.reduce((sum, one) => sum + one, Buffer.byteLength(page.html));
    expect(size, page.file).toBeLessThanOrEqual(5_000);
    expect(selectAll('script', page.tree), page.file).toEqual([]);
  }
});

test('a page for frames of a summary says so', () => {
  const summaries = embeds.filter(({ address }) => address.includes('zelenskyy'));
  expect(summaries.length).toBeGreaterThan(0);
  for (const { file, tree } of summaries) expect(toText(tree), file).toMatch(/summary/i);
});

test('a page for frames of a turn that was removed says so, and has no words', () => {
  const gone = embeds.filter(({ tree }) => selectAll('blockquote', tree).length === 0);
  expect(gone.length).toBeGreaterThan(0);
  for (const { file, tree } of gone) {
    expect(toText(tree).trim(), file).toMatch(/^Turn \d+[a-z]* was removed on \d+ \w+ \d{4}\.$/);
  }
});
