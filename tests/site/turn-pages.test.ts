import { globSync } from 'node:fs';
import path from 'node:path';
import type { Root } from 'hast';
import { select, selectAll } from 'hast-util-select';
import { toText } from 'hast-util-to-text';
import { describe, expect, test } from 'vitest';
import { contentFolder } from '../../src/archive/content-folder.ts';
import { publishedIds } from '../../src/archive/lookup.ts';
import { addressesOf } from '../../src/archive/published.ts';
import { readArchive } from '../../src/archive/read.ts';
import { builtPages, readBuilt, type Page } from './built.ts';

const pages = new Map(builtPages().map((page) => [page.address, page]));
const archive = await readArchive({ content: contentFolder(), drafts: false });
const { transcripts, removed } = archive;

test('the files of the site are exactly the addresses that the archive promises', () => {
  const files = globSync('**/*', { cwd: 'dist', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative('dist', path.join(parentPath, name)))
    .map((file) => file.split(path.sep).join('/'))
    // A picture goes with a page, the search index with the search page, and nobody links to either.
    .filter(
      (file) =>
        !/^(?:assets\/|pagefind\/|404\.html$|favicon\.svg$|_(?:headers|redirects)$|robots\.txt$|sitemap-\w+\.xml$|embed\/.*\.json$)|\.png$/.test(
          file,
        ),
    );
  const promised = addressesOf(archive).map((address) =>
    decodeURIComponent(address).replace(/(^|\/)$/, '$1index.html'),
  );
  expect(files.sort()).toEqual(promised.sort());
});

describe('a turn on a page of its own', () => {
  const shown = transcripts.flatMap((transcript) =>
    transcript.turnPages
      ? transcript.turns.map((turn) => ({
          transcript,
          turn,
          page: pageAt(`/transcripts/${transcript.id}/${turn.id}/`),
        }))
      : [],
  );

  test('has its id, its speaker and exactly its words', () => {
    expect(shown.length).toBeGreaterThan(40);
    for (const { turn, page } of shown) {
      const turns = selectAll('[data-speaker]', page.tree);
      expect(turns.map(({ properties }) => [properties.id, properties.dataSpeaker])).toEqual([
        [turn.id, turn.speaker],
      ]);
      const words = selectAll('[data-words]', page.tree).map((element) => spaced(toText(element)));
      expect(words, page.file).toEqual([spaced(turn.text)]);
    }
  });

  test('quotes its words where it is shared, cut after a word, and a summary as one', () => {
    for (const { turn, transcript, page } of shown) {
      const quote = metaOf(page.tree, 'og:description');
      expect(metaOf(page.tree, 'twitter:description')).toBe(quote);
      const isSummary = transcript.record === 'summary';
      const pattern = isSummary ? /^Summary of what .+? said: (.*)$/su : /^“(.*)”$/su;
      const words = pattern.exec(quote)?.[1] ?? '';
      expect(words.length, page.file).toBeGreaterThan(0);
      const cut = words.replace(/ …$/, '');
      expect(spaced(turn.text).startsWith(cut), `${page.file}: ${words}`).toBe(true);
      expect(words === cut).toBe(cut === spaced(turn.text));
      expect(words.length).toBeLessThanOrEqual(202);
    }
  });

  test('leads to its place, which is its canonical page', () => {
    for (const { transcript, turn, page } of shown) {
      expect(canonicalOf(page)).toBe(`/transcripts/${transcript.id}/`);
      const places = selectAll('a[href]', page.tree).map(({ properties }) => properties.href);
      expect(places).toContain(`/transcripts/${transcript.id}/#${turn.id}`);
    }
  });

  test('shows what another speaker said just before', () => {
    for (const { transcript, turn, page } of shown) {
      const before = transcript.turns[turn.n - 2];
      const question = select('.before .said', page.tree);
      if (!before || before.speaker === turn.speaker) expect(question).toBeUndefined();
      else {
        const said = spaced(question ? toText(question) : '');
        expect(spaced(before.text).endsWith(said.replace(/^… /, '')), page.file).toBe(true);
      }
    }
  });
});

describe('a former address', () => {
  const aliases = transcripts.flatMap((transcript) =>
    transcript.aliases.map((alias) => ({ transcript, alias })),
  );

  test('serves the same turns, with the present address as the canonical one', () => {
    expect(aliases.length).toBeGreaterThan(0);
    for (const { transcript, alias } of aliases) {
      const page = pageAt(`/transcripts/${alias}/`);
      const present = pageAt(`/transcripts/${transcript.id}/`);
      expect(canonicalOf(page)).toBe(present.address);
      expect(idsOf(page.tree)).toEqual(idsOf(present.tree));
      expect(readBuilt(`transcripts/${alias}.json`)).toEqual(
        readBuilt(`transcripts/${transcript.id}.json`),
      );
      for (const turn of publishedIds(transcript)) {
        expect(pageAt(`/transcripts/${alias}/${turn}/`).html).toBe(
          pageAt(`/transcripts/${transcript.id}/${turn}/`).html,
        );
      }
    }
  });

  test('is led to the present one by hosts that read redirects', () => {
    const lines = readBuilt('_redirects').toString().split('\n');
    for (const { transcript, alias } of aliases) {
      expect(lines).toContain(`/transcripts/${alias}/ /transcripts/${transcript.id}/ 301`);
      expect(lines).toContain(`/transcripts/${alias}.json /transcripts/${transcript.id}.json 301`);
    }
  });

  test('stands in no link of the site', () => {
    for (const { alias } of aliases) {
      const linking = [...pages.values()].filter(({ html }) => html.includes(`/${alias}`));
      expect(linking.map(({ file }) => file)).toEqual([]);
    }
  });
});

test('in the place of a removed transcript stands when and why, and links to its turns land', () => {
  expect(removed.length).toBeGreaterThan(0);
  for (const { id, ids, removal, turnPages } of removed) {
    const places = [`/transcripts/${id}/`, ...ids.map((turn) => `/transcripts/${id}/${turn}/`)];
    for (const page of turnPages ? places.map(pageAt) : places.slice(0, 1).map(pageAt)) {
      const [main] = selectAll('main', page.tree);
      expect(main && toText(main)).toMatch(/Removed on \d+ \w+ \d{4}\./);
      expect(main && toText(main)).toContain(removal.reason ?? '');
      expect(metaOf(page.tree, 'robots')).toBe('noindex');
    }
    expect(idsOf(pageAt(`/transcripts/${id}/`).tree)).toEqual(expect.arrayContaining(ids));
    const listing = [...pages.values()].filter(
      ({ address, html }) => !address.includes(id) && html.includes(id),
    );
    expect(listing.map(({ file }) => file)).toEqual([]);
  }
});

function pageAt(address: string): Page {
  const page = pages.get(address);
  if (page) return page;
  throw new Error(`No page was built at ${address}`);
}

const canonicalOf = ({ tree }: Page): string | undefined => {
  const href = select('link[rel=canonical]', tree)?.properties.href;
  return href === undefined ? undefined : URL.parse(href, 'https://site.invalid')?.pathname;
};

const metaOf = (tree: Root, name: string): string =>
  String(select(`meta[property="${name}"], meta[name="${name}"]`, tree)?.properties.content);

const idsOf = (tree: Root): string[] =>
  selectAll('main [id]', tree).map(({ properties }) => String(properties.id));

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim();
