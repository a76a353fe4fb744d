import { globSync } from 'node:fs';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { select, selectAll } from 'hast-util-select';
import { toText } from 'hast-util-to-text';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { builtPages, fileAt, linksOf, readBuilt, type Page } from './built.ts';

const FORMATS = {
  bib: 'application/x-bibtex',
  ris: 'application/x-research-info-systems',
  'csl.json': 'application/vnd.citationstyles.csl+json',
};

const citing = builtPages().filter(({ tree }) => select('.cite', tree));
const addresses = globSync('dist/transcripts/**/*.csl.json').map((file) =>
  file.replaceAll('\\', '/').replace(/^dist(.*)\.csl\.json$/, '$1/'),
);
/** Former addresses serve the same pages and files as the present ones. */
const isFormer = ({ address, tree }: Page): boolean => {
  const canonical = select('link[rel=canonical]', tree)?.properties.href;
  const url = URL.parse(String(canonical), 'https://site.invalid');
  return canonical !== undefined && url?.pathname !== address;
};
const pages = citing.filter((page) => addresses.includes(page.address) && !isFormer(page));
const turnPages = citing.filter(({ address }) => /\/t\d+[a-z]*\/$/.test(address));

test('every transcript and turn says how to cite it, and no other page does', () => {
  expect(addresses.length).toBeGreaterThan(0);
  const shown = citing.filter((page) => !turnPages.includes(page));
  expect(shown.map(({ address }) => address).sort()).toEqual(addresses.sort());
  expect(turnPages.length).toBeGreaterThan(0);
});

test('a turn is cited by its number and its place in the whole', () => {
  for (const { address, tree } of turnPages) {
    const [, number = ''] = /\/t(\d+[a-z]*)\/$/.exec(address) ?? [];
    for (const citation of selectAll('.cite dd', tree).map((element) => toText(element))) {
      expect(citation, address).toMatch(new RegExp(`turn ${number}\\b`));
      expect(citation, address).toContain(`/#t${number}`);
    }
  }
});

describe.each(pages)('$address', (page) => {
  const { tree } = page;
  const title = text(page, 'h1');
  const item = z
    .array(z.object({ title: z.string(), URL: z.string(), medium: z.string() }))
    .parse(JSON.parse(file(page, 'csl.json')))[0];

  test('cites by its title in three styles', () => {
    const citations = selectAll('.cite dd', tree).map((citation) => toText(citation));
    expect(citations).toHaveLength(3);
    for (const citation of citations) {
      expect(citation.toLowerCase()).toContain(title.toLowerCase());
      expect(citation).toContain(page.address);
    }
  });

  test.each(Object.entries(FORMATS))(
    'offers .%s, in its head and to its reader',
    (ending, type) => {
      const offers = linksOf(page).filter(
        ({ url }) => url?.pathname === page.address.replace(/\/$/, `.${ending}`),
      );
      expect(offers.map(({ element }) => [element.tagName, element.properties.type])).toEqual([
        ['link', type],
        ['a', undefined],
      ]);
      const [read] = new Cite(file(page, ending)).data;
      expect(read).toMatchObject({ title: item?.title, URL: item?.URL });
    },
  );

  test('tells reference managers of it in its head', () => {
    const meta = (name: string) => select(`meta[name="${name}"]`, tree)?.properties.content;
    expect(meta('z.itemType')).toBe('radioBroadcast');
    expect(meta('DC.title')).toBe(title);
    expect(meta('DC.type')).toBe(item?.medium);
    expect(meta('DC.identifier')).toBe(item?.URL);
  });

  test('calls a summary a summary', () => {
    const isSummary = select('.badge.summary', tree) !== undefined;
    expect(item?.medium).toMatch(
      isSummary ? /summary, not a transcript/ : /^Broadcast transcript$/,
    );
  });
});

function file({ address }: Page, ending: string): string {
  const name = fileAt(address.replace(/\/$/, `.${ending}`));
  if (name === null) throw new Error(`${address} has no .${ending} beside it.`);
  return readBuilt(name).toString();
}

function text({ tree }: Page, selector: string): string {
  const element = select(selector, tree);
  return element ? toText(element).trim() : '';
}
