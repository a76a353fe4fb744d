import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import { selectAll } from 'hast-util-select';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { builtPages, fileAt, linksOf, readBuilt } from './built.ts';

const pages = builtPages();
const feeds = new Map(
  pages.flatMap((page) =>
    linksOf(page)
      .filter(({ element }) => element.properties.type === 'application/atom+xml')
      .map(({ url }) => [url?.pathname ?? '', page.address] as const),
  ),
);

test('the site and every program offer their corrections as a feed', () => {
  const programs = pages.filter(({ address }) => /^\/programs\/.+/.test(address));
  expect([...feeds.keys()].sort()).toEqual(
    ['/corrections.xml', ...programs.map(({ address }) => `${address}corrections.xml`)].sort(),
  );
});

test('every feed has what Atom asks for, and each entry an id of its own', () => {
  for (const feed of feeds.keys()) {
    const { root } = parseXml(readBuilt(fileAt(feed) ?? '').toString());
    if (!root) throw new Error(`${feed} has no root element.`);
    expect(namesIn(root), feed).toEqual(
      expect.arrayContaining(['id', 'title', 'updated', 'author', 'link']),
    );
    const entries = childrenOf(root).filter(({ name }) => name === 'entry');
    for (const entry of entries) {
      expect(namesIn(entry), feed).toEqual(
        expect.arrayContaining(['id', 'title', 'updated', 'link', 'content']),
      );
    }
    const ids = entries.map((entry) => childrenOf(entry).find(({ name }) => name === 'id')?.text);
    expect(new Set(ids).size, feed).toBe(entries.length);
  }
});

test('every entry leads to an element that is there', () => {
  const { root } = parseXml(readBuilt('corrections.xml').toString());
  const entries = (root ? childrenOf(root) : []).filter(({ name }) => name === 'entry');
  expect(entries).not.toEqual([]);
  for (const entry of entries) {
    const href = childrenOf(entry).find(({ name }) => name === 'link')?.attributes.href;
    const { pathname, hash } = new URL(href ?? '', 'https://site.invalid');
    const page = pages.find(({ address }) => address === pathname);
    expect(page && selectAll(`[id="${hash.slice(1)}"]`, page.tree), href).toHaveLength(1);
  }
});

const subjects = [
  '/',
  ...pages.flatMap(({ address }) => (/^\/(?:programs|speakers)\/.+/.test(address) ? address : [])),
];

test.each(subjects)('%s offers its transcripts as RSS and as JSON Feed, which agree', (address) => {
  const page = pages.find((one) => one.address === address);
  const offered = (page ? linksOf(page) : []).flatMap(({ element, url }) =>
    element.tagName === 'link' && /rss|feed\+json/.test(String(element.properties.type))
      ? (url?.pathname ?? '')
      : [],
  );
  expect(offered).toEqual([`${address}rss.xml`, `${address}feed.json`]);
  const [rss = '', json = ''] = offered.map((file) => readBuilt(fileAt(file) ?? '').toString());
  const { root } = parseXml(rss);
  const [channel] = root ? childrenOf(root) : [];
  const items = (channel ? childrenOf(channel) : []).filter(({ name }) => name === 'item');
  const told = items.map((item) =>
    ['guid', 'title', 'link'].map(
      (name) => childrenOf(item).find((one) => one.name === name)?.text,
    ),
  );
  const feed = jsonFeed.parse(JSON.parse(json));
  expect(told).toEqual(feed.items.map(({ id, title, url }) => [id, title, url]));
  expect(told.length, address).toBeGreaterThan(0);
  expect(new Set(feed.items.map(({ id }) => id)).size).toBe(told.length);
  for (const { url } of feed.items) {
    expect(fileAt(new URL(url, 'https://site.invalid').pathname), url).not.toBeNull();
  }
});

/** What JSON Feed 1.1 asks for. */
const jsonFeed = z.object({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  items: z.array(
    z.object({
      id: z.string().min(1),
      url: z.string(),
      title: z.string(),
      content_text: z.string(),
      date_published: z.iso.datetime().optional(),
      date_modified: z.iso.datetime().optional(),
    }),
  ),
});

const childrenOf = ({ children }: XmlElement): XmlElement[] =>
  children.filter((node): node is XmlElement => node.type === 'element');

const namesIn = (element: XmlElement): string[] => childrenOf(element).map(({ name }) => name);
