import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import { describe, expect, it } from 'vitest';
import type { Archive, ArchivedTranscript } from '../../../src/archive/model.ts';
import {
  FEED_LENGTH,
  jsonFeed,
  rssFeed,
  type FeedSubject,
} from '../../../src/feeds/transcripts.ts';
import { texts } from '../../../src/texts/texts.ts';
import { EXPORT_KINDS, type Person } from '../../../src/transcript/model.ts';
import { SITE } from '../cards/site.ts';
import { sourceOf, TURNS } from '../citations/source.ts';

const SPEAKERS =
  'speakers:\n  - { id: dana-cole, role: host }\n  - { id: olha-petrenko, role: guest }';
const TIMED = '**Cole:** [00:01] Is it going out?\n\n**Petrenko:** [00:04] Not tonight.';
const AUDIO = 'source: { audio: "https://harbour.example/boat.mp3" }';
const WHOLE_SITE: FeedSubject = { kind: 'site' };

const transcriptOf = (
  frontMatter = '',
  body = TURNS,
  record: 'verbatim' | 'summary' = 'verbatim',
): ArchivedTranscript => sourceOf(`${SPEAKERS}\n${frontMatter}`, body, record).transcript;

const archiveOf = (...transcripts: ArchivedTranscript[]): Archive => ({
  site: { ...SITE, exports: [...EXPORT_KINDS] },
  transcripts,
  people: new Map(),
  programs: new Map(),
  removed: [],
  unrecorded: [],
  stories: [],
  problems: [],
});

const contextOf = (subject: FeedSubject, origin = 'https://transcripts.example/') => ({
  texts: texts('en'),
  subject,
  url: (path: string) => origin + path,
});

function rssOf(archive: Archive, subject = WHOLE_SITE) {
  const { root } = parseXml(rssFeed(archive, contextOf(subject)));
  const [channel] = root ? childrenOf(root) : [];
  if (!channel) throw new Error('The feed has no channel.');
  return {
    title: textIn(channel, 'title'),
    items: childrenOf(channel).filter(({ name }) => name === 'item'),
  };
}

const feedOf = (archive: Archive, subject = WHOLE_SITE) => jsonFeed(archive, contextOf(subject));

describe('both feeds', () => {
  it('show a hostile title as text, and no character that XML lacks', () => {
    const title = '</title><script>alert(1)</script>]]>&amp;';
    const archive = archiveOf({ ...transcriptOf(), title: `${title}\u0001\ud800` });
    expect(rssOf(archive).items.map((item) => textIn(item, 'title'))).toEqual([`${title}\ufffd`]);
    expect(feedOf(archive).items[0]?.title).toBe(`${title}\u0001\ud800`);
  });

  it('call a summary a summary', () => {
    const archive = archiveOf(transcriptOf('', TURNS, 'summary'));
    const title = 'Two chairs (Summary, not a transcript)';
    expect(rssOf(archive).items.map((item) => textIn(item, 'title'))).toEqual([title]);
    expect(feedOf(archive).items[0]?.title).toBe(title);
  });

  it('hold so many of the newest, published ones alone', () => {
    const one = transcriptOf();
    const all = Array.from({ length: FEED_LENGTH + 2 }, (_, n) => ({ ...one, id: String(n) }));
    const archive = archiveOf({ ...one, id: 'draft', status: 'draft' }, ...all);
    const { items } = feedOf(archive);
    expect(items.map(({ url }) => url)).toEqual(
      all.slice(0, FEED_LENGTH).map(({ id }) => `https://transcripts.example/transcripts/${id}/`),
    );
    expect(rssOf(archive).items).toHaveLength(FEED_LENGTH);
  });

  it('know a transcript again when it has another name, or the site another address', () => {
    const one = transcriptOf();
    const [before] = feedOf(archiveOf(one)).items;
    const [after] = jsonFeed(
      archiveOf({ ...one, id: 'b', aliases: ['a'] }),
      contextOf(WHOLE_SITE, '/archive/'),
    ).items;
    expect(after?.url).toBe('/archive/transcripts/b/');
    expect(after?.id).toBe(before?.id);
    expect(feedOf(archiveOf({ ...one, id: 'b' })).items[0]?.id).not.toBe(before?.id);
  });

  it('tell when it aired and when it last changed', () => {
    const archive = archiveOf(
      transcriptOf(
        'date: 2026-03-02\nupdated: 2026-03-03\ncorrections:\n  - { date: 2026-03-09, kind: update, note: Later. }',
      ),
    );
    expect(feedOf(archive).items[0]).toMatchObject({
      date_published: '2026-03-02T00:00:00Z',
      date_modified: '2026-03-09T00:00:00Z',
    });
    expect(rssOf(archive).items.map((item) => textIn(item, 'pubDate'))).toEqual([
      'Mon, 02 Mar 2026 00:00:00 GMT',
    ]);
  });
});

it('is in the order of the days it tells: an old broadcast published today is new', () => {
  const aired = Array.from({ length: FEED_LENGTH }, (_, n) => ({
    ...transcriptOf('date: 2026-03-02'),
    id: `aired-${String(n)}`,
  }));
  const archive = archiveOf(
    { ...transcriptOf('date: 2026-04-02T01:00+02:00'), id: 'aired-in-the-night' },
    ...aired,
    { ...transcriptOf('date: 2019-05-04\npublished: 2026-04-02'), id: 'late' },
  );
  const { items } = feedOf(archive);
  expect(items.slice(0, 3)).toMatchObject([
    {
      url: 'https://transcripts.example/transcripts/late/',
      date_published: '2026-04-02T00:00:00Z',
    },
    { url: 'https://transcripts.example/transcripts/aired-in-the-night/' },
    { url: 'https://transcripts.example/transcripts/aired-0/' },
  ]);
  const told = items.map((item) => item.date_published ?? '');
  expect(told).toEqual([...told].sort().reverse());
  expect(rssOf(archive).items.map((item) => textIn(item, 'link'))).toEqual(
    items.map(({ url }) => url),
  );
});

it.each([
  ['2023-11', 'November 2023'],
  ['2023', '2023'],
])('makes no day of %s, and says in words what is known', (date, words) => {
  const archive = archiveOf(transcriptOf(`date: ${date}\ndescription: Two chairs at noon.`));
  const [item] = rssOf(archive).items;
  if (!item) throw new Error('The feed has no item.');
  expect(childrenOf(item).map(({ name }) => name)).not.toContain('pubDate');
  expect(textIn(item, 'dc:date')).toBe(date);
  expect(textIn(item, 'description')).toBe(`Two chairs at noon. (${words})`);
  const [json] = feedOf(archive).items;
  expect(json).not.toHaveProperty('date_published');
  expect(json).not.toHaveProperty('date_modified');
  expect(json?.content_text).toBe(`Two chairs at noon. (${words})`);
  expect(feedOf(archiveOf(transcriptOf(`date: ${date}`))).items[0]?.content_text).toBe(words);
});

it('reads a time of day in any of its forms', () => {
  const archive = archiveOf(transcriptOf('date: "2026-03-02 07:40+0200"'));
  expect(feedOf(archive).items[0]?.date_published).toBe('2026-03-02T05:40:00Z');
});

it('names captions where there is audio to play them to', () => {
  const tagsOf = (transcript: ArchivedTranscript) =>
    rssOf(archiveOf(transcript)).items.flatMap((item) =>
      childrenOf(item)
        .filter(({ name }) => name === 'podcast:transcript')
        .map(({ attributes }) => attributes),
    );
  const at = 'https://transcripts.example/transcripts/a';
  expect(tagsOf(transcriptOf(AUDIO, TIMED))).toEqual([
    { url: `${at}.podcast.json`, type: 'application/json', language: 'en' },
    { url: `${at}.vtt`, type: 'text/vtt', language: 'en' },
    { url: `${at}.srt`, type: 'application/x-subrip', language: 'en' },
  ]);
  expect(tagsOf(transcriptOf('', TIMED))).toEqual([]);
  expect(tagsOf(transcriptOf(AUDIO, TIMED, 'summary'))).toEqual([]);
});

it.each([
  ['https://harbour.example/boat.mp3', 'audio/mpeg'],
  ['https://harbour.example/boat.OGG?from=feed#t=3', 'audio/ogg'],
  ['https://harbour.example/boat.m4a', 'audio/mp4'],
  ['https://harbour.example/play.php?boat.mp3', 'application/octet-stream'],
  ['https://harbour.example/', 'application/octet-stream'],
])('encloses the recording %s as %s, of a length that nobody knows', (audio, type) => {
  const archive = archiveOf(transcriptOf(`source: { audio: "${audio}" }`));
  const [item] = rssOf(archive).items;
  expect(item && childrenOf(item).find(({ name }) => name === 'enclosure')?.attributes).toEqual({
    url: audio,
    length: '0',
    type,
  });
  const [json] = feedOf(archive).items;
  expect(json?.attachments).toEqual([{ url: audio, mime_type: type }]);
  expect(json).not.toHaveProperty('external_url');
});

it.each([transcriptOf(), transcriptOf(AUDIO, TURNS, 'summary')])(
  'encloses nothing where there is no recording of the words',
  (transcript) => {
    const [item] = rssOf(archiveOf(transcript)).items;
    expect(item && childrenOf(item).map(({ name }) => name)).not.toContain('enclosure');
    expect(feedOf(archiveOf(transcript)).items[0]).not.toHaveProperty('attachments');
  },
);

it('holds what one person says', () => {
  const person: Person = {
    id: 'olha-petrenko',
    name: 'Olha Petrenko',
    sortName: 'Petrenko, Olha',
    pronunciation: null,
    affiliations: [],
    sameAs: [],
    note: null,
    private: false,
  };
  const archive = archiveOf(
    { ...transcriptOf('', '**Cole:** Nobody else is here.'), id: 'alone' },
    transcriptOf(),
  );
  const { title, items } = rssOf(archive, { kind: 'speaker', person });
  expect(title).toBe('Olha Petrenko — Harbour Archive');
  expect(items.map((item) => textIn(item, 'link'))).toEqual([
    'https://transcripts.example/transcripts/a/',
  ]);
});

const childrenOf = ({ children }: XmlElement): XmlElement[] =>
  children.filter((node): node is XmlElement => node.type === 'element');

const textIn = (element: XmlElement, name: string): string | undefined =>
  childrenOf(element).find((child) => child.name === name)?.text;
