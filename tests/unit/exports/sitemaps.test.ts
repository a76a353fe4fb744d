import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import { describe, expect, it } from 'vitest';
import type { Archive, ArchivedTranscript } from '../../../src/archive/model.ts';
import { llmsText } from '../../../src/exports/llms-text.ts';
import { robotsText, sitemapIndex, sitemapsOf } from '../../../src/exports/sitemaps.ts';
import { texts } from '../../../src/texts/texts.ts';
import { SITE } from '../cards/site.ts';
import { sourceOf } from '../citations/source.ts';

const SPEAKERS =
  'speakers:\n  - { id: dana-cole, role: host }\n  - { id: olha-petrenko, role: guest }';
const url = (path: string) => `https://transcripts.example/a&b/${path}`;

const transcriptOf = (id: string, frontMatter = ''): ArchivedTranscript => ({
  ...sourceOf(`${SPEAKERS}\n${frontMatter}`).transcript,
  id,
});

const archiveOf = (...transcripts: ArchivedTranscript[]): Archive => ({
  site: SITE,
  transcripts,
  people: new Map(),
  programs: new Map(),
  removed: [],
  unrecorded: [],
  stories: [],
  problems: [],
});

/** Each address, and the day after it where one is told. */
const listed = (xml: string): string[] => {
  const { root } = parseXml(xml);
  return (root ? childrenOf(root) : []).map((entry) =>
    childrenOf(entry)
      .map(({ text }) => text)
      .join(' '),
  );
};

describe('sitemaps', () => {
  it('list what is published under its present address, with the day of its last change', () => {
    const archive = archiveOf(
      {
        ...transcriptOf(
          '2026/boat',
          'date: 2026-03\ncorrections:\n  - { date: 2026-04-01, kind: update, note: Later. }',
        ),
        aliases: ['old'],
        turnPages: true,
      },
      { ...transcriptOf('unfinished'), status: 'draft' },
      transcriptOf('undated'),
    );
    const [xml = '', ...more] = sitemapsOf(archive, url);
    expect(more).toEqual([]);
    expect(listed(xml).filter((entry) => entry.includes('/transcripts/'))).toEqual([
      url('transcripts/'),
      `${url('transcripts/2026/boat/')} 2026-04-01`,
      url('transcripts/undated/'),
    ]);
    expect(listed(xml)).toContain(url(''));
  });

  it('are split where one would hold too many addresses or bytes, and none is lost', () => {
    const archive = archiveOf(
      ...Array.from({ length: 40 }, (_, n) => transcriptOf(`boat-${String(n)}`)),
    );
    const whole = sitemapsOf(archive, url).flatMap(listed);
    for (const limits of [
      { addresses: 7, bytes: 1e6 },
      { addresses: 1e6, bytes: 5000 },
    ]) {
      const parts = sitemapsOf(archive, url, limits);
      expect(parts.length).toBeGreaterThan(3);
      expect(parts.flatMap(listed)).toEqual(whole);
      for (const part of parts) {
        expect(listed(part).length).toBeLessThanOrEqual(limits.addresses);
        expect(Buffer.byteLength(part)).toBeLessThanOrEqual(limits.bytes);
      }
    }
  });

  it.each([
    ['2023', '2023'],
    ['2023-11', '2023-11'],
    ['"2026-03-02 07:40+0200"', '2026-03-02T07:40:00+02:00'],
  ])('tell of a change on %s no more than is known', (date, told) => {
    const [sitemap = ''] = sitemapsOf(archiveOf(transcriptOf('a', `date: ${date}`)), url);
    expect(sitemap).toContain(`<lastmod>${told}</lastmod>`);
  });

  it('are named in the index, and that in robots.txt', () => {
    expect(listed(sitemapIndex(2, url))).toEqual([url('sitemap-1.xml'), url('sitemap-2.xml')]);
    expect(robotsText(url)).toContain(`\nSitemap: ${url('sitemap-index.xml')}\n`);
  });
});

describe('llms.txt', () => {
  const context = { texts: texts('en'), url };

  it('keeps a hostile title on its line, as text', () => {
    const title = 'Two](javascript:alert(1))\n# chairs <b>';
    const lines = llmsText(archiveOf({ ...transcriptOf('a'), title }), context).split('\n');
    expect(lines).toContain(
      `- [Two\\](javascript:alert(1)) \\# chairs \\<b\\>](${url('transcripts/a/')})`,
    );
    expect(lines.filter((line) => line.startsWith('# '))).toEqual(['# Harbour Archive']);
  });

  it('turns around nothing that stands beside a title', () => {
    const title = 'Two \u202esriahc\u202c \u2067and\u2069 \u2068more \u05d0\u200e';
    const text = llmsText(archiveOf({ ...transcriptOf('a'), title }), context);
    expect(text).toContain('[Two sriahc and more \u05d0\u200e]');
  });

  it('calls a summary a summary, and leads to texts where there are some', () => {
    const archive = archiveOf({ ...transcriptOf('a', 'date: 2026-03-02'), record: 'summary' });
    const withTexts: Archive = { ...archive, site: { ...SITE, exports: ['txt'] } };
    expect(llmsText(withTexts, context)).toContain(
      `- [Two chairs](${url('transcripts/a.txt')}): 2026-03-02. Summary, not a transcript\n`,
    );
  });
});

const childrenOf = ({ children }: XmlElement): XmlElement[] =>
  children.filter((node): node is XmlElement => node.type === 'element');
