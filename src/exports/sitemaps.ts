import { x } from 'xastscript';
import {
  SITEMAP_INDEX,
  sitemapPath,
  STORIES,
  storyPath,
  transcriptPath,
} from '../archive/addresses.ts';
import { listPages } from '../archive/lists.ts';
import type { Archive } from '../archive/model.ts';
import { SECTIONS } from '../archive/published.ts';
import { lastChange } from '../archive/views.ts';
import { isoDate } from '../transcript/date.ts';
import { xmlDocument } from './xml-document.ts';

/** A path of `archive/addresses.ts` as the world reaches it, which has to be absolute here. */
type ToUrl = (path: string) => string;

/** How much a sitemap may hold (https://www.sitemaps.org/protocol.html): addresses, and bytes of its file. */
export interface SitemapLimits {
  addresses: number;
  bytes: number;
}

/**
 * The sitemaps of an archive: every page that is to be found. Pages of single turns, former addresses and exports are
 * left out, since the transcript's own page stands for them all, and so are the places of what was removed.
 */
export function sitemapsOf(archive: Archive, url: ToUrl, limits = PROTOCOL_LIMITS): string[] {
  const lists: Entry[][] = [];
  let bytes = 0;
  for (const entry of entriesOf(archive, url)) {
    const size = Buffer.byteLength(entry.address) * MOST_ESCAPED + MARKUP;
    const list = lists.at(-1);
    if (list && list.length < limits.addresses && bytes + size <= limits.bytes) {
      list.push(entry);
      bytes += size;
    } else {
      lists.push([entry]);
      bytes = MARKUP + size;
    }
  }
  return lists.map((entries) =>
    xmlDocument(
      x('urlset', { xmlns: NAMESPACE }, [
        ...entries.map(({ address, changed }) =>
          x('url', [x('loc', address), ...(changed === null ? [] : [x('lastmod', changed)])]),
        ),
      ]),
    ),
  );
}

/** `/sitemap-index.xml`: where so many sitemaps are. */
export const sitemapIndex = (count: number, url: ToUrl): string =>
  xmlDocument(
    x('sitemapindex', { xmlns: NAMESPACE }, [
      ...Array.from({ length: count }, (_, index) =>
        x('sitemap', [x('loc', url(sitemapPath(index + 1)))]),
      ),
    ]),
  );

/** `/robots.txt`: everything may be read, and here is a list of it (RFC 9309). */
export const robotsText = (url: ToUrl): string =>
  `User-agent: *\nAllow: /\n\nSitemap: ${url(SITEMAP_INDEX)}\n`;

interface Entry {
  address: string;
  /** A date as exact as it is known, which W3C's profile of ISO 8601 allows. */
  changed: string | null;
}

const orNull = (date: string | null): string | null => (date === null ? null : isoDate(date));

const entriesOf = (archive: Archive, url: ToUrl): Entry[] => [
  ...[
    ...new Set([...SECTIONS, ...listPages(archive)]),
    ...(archive.stories.length > 0 ? [STORIES] : []),
  ].map((path) => ({ address: url(path), changed: null })),
  ...archive.stories.map(({ id, date }) => ({
    address: url(storyPath(id)),
    changed: isoDate(date),
  })),
  ...archive.transcripts
    .filter(({ status }) => status === 'published')
    .map((transcript) => ({
      address: url(transcriptPath(transcript.id)),
      changed: orNull(lastChange(transcript)),
    })),
];

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const PROTOCOL_LIMITS: SitemapLimits = { addresses: 50_000, bytes: 50 * 1024 * 1024 };
/** Bytes, at most: the elements around an address, and the root with the declaration. */
const MARKUP = 200;
/** How many bytes one becomes when it is escaped: `&` is written as `&#x26;`. */
const MOST_ESCAPED = 6;
