import { toHtml } from 'hast-util-to-html';
import { lookup } from 'mrmime';
import { x } from 'xastscript';
import {
  exportPath,
  feedPath,
  programPath,
  speakerPath,
  storyPath,
  transcriptPath,
  type FeedEnding,
} from '../archive/addresses.ts';
import { EXPORT_TYPES, exportsOf } from '../archive/exports.ts';
import type { Archive, ArchivedTranscript, Story } from '../archive/model.ts';
import { lastChange, publicPeople, transcriptsOf, transcriptsWith } from '../archive/views.ts';
import { xmlDocument } from '../exports/xml-document.ts';
import { formatDate } from '../texts/dates.ts';
import type { Texts } from '../texts/texts.ts';
import type { Person, Program } from '../transcript/model.ts';
import { instant, knownInstant, urn } from './identity.ts';

/** Whose transcripts a feed tells of. */
export type FeedSubject =
  { kind: 'site' } | { kind: 'program'; program: Program } | { kind: 'speaker'; person: Person };

export interface TranscriptFeedContext {
  texts: Texts;
  subject: FeedSubject;
  /** A path of `archive/addresses.ts` as the world reaches it: absolute where the site knows its address. */
  url: (path: string) => string;
}

/**
 * The newest transcripts as RSS 2.0 (https://www.rssboard.org/rss-specification), with the recording and
 * `podcast:transcript` where there is audio (https://podcasting2.org/docs/podcast-namespace/tags/transcript).
 */
export function rssFeed(archive: Archive, context: TranscriptFeedContext): string {
  const { title, page, self, description, items } = feedOf(archive, context, 'rss.xml');
  return xmlDocument(
    x(
      'rss',
      {
        version: '2.0',
        'xmlns:atom': 'http://www.w3.org/2005/Atom',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
        'xmlns:podcast': 'https://podcastindex.org/namespace/1.0',
      },
      [
        x('channel', [
          x('title', title),
          x('link', page),
          x('description', asHtml(description)),
          x('language', archive.site.language),
          x('atom:link', { rel: 'self', type: 'application/rss+xml', href: self }),
          ...items.map((item) =>
            x('item', [
              x('title', item.title),
              x('link', item.url),
              x('guid', { isPermaLink: 'false' }, item.id),
              ...(item.published === null
                ? []
                : [x('pubDate', new Date(item.published).toUTCString())]),
              ...(item.inexact === null ? [] : [x('dc:date', item.inexact)]),
              ...(item.summary === null ? [] : [x('description', asHtml(item.summary))]),
              ...(item.audio === null
                ? []
                : [
                    // The size of a file that is elsewhere is not known, and it must be said: 0 is what stands for that.
                    x('enclosure', { url: item.audio.url, length: '0', type: item.audio.type }),
                  ]),
              ...item.transcripts.map((attributes) => x('podcast:transcript', attributes)),
            ]),
          ),
        ]),
      ],
    ),
  );
}

/** The same as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function jsonFeed(archive: Archive, context: TranscriptFeedContext) {
  const { title, page, self, description, items } = feedOf(archive, context, 'feed.json');
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: page,
    feed_url: self,
    description,
    language: archive.site.language,
    authors: [{ name: archive.site.publisher ?? archive.site.name }],
    items: items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      content_text: item.summary ?? item.title,
      language: item.language,
      ...(item.published !== null && { date_published: item.published }),
      ...(item.modified !== null && { date_modified: item.modified }),
      ...(item.audio !== null && {
        attachments: [{ url: item.audio.url, mime_type: item.audio.type }],
      }),
    })),
  };
}

/** The transcripts that a feed may tell of, those that were broadcast last first. */
export function transcriptsOfSubject(
  archive: Archive,
  subject: FeedSubject,
): readonly ArchivedTranscript[] {
  switch (subject.kind) {
    case 'site':
      return archive.transcripts;
    case 'program':
      return transcriptsOf(archive, subject.program.id);
    case 'speaker':
      return transcriptsWith(archive, subject.person.id);
  }
}

/** The stories that a feed tells of, newest first: the site's alone does. */
export const storiesOfSubject = (archive: Archive, { kind }: FeedSubject): readonly Story[] =>
  kind === 'site' ? archive.stories.slice(0, FEED_LENGTH) : [];

/** Everything that has feeds, and the path of its page as routes take it, which is not encoded. */
export const subjectsOf = (archive: Archive): { page: string; subject: FeedSubject }[] => [
  { page: '', subject: { kind: 'site' } },
  ...[...archive.programs.values()].map((program) => ({
    page: `programs/${program.id}/`,
    subject: { kind: 'program', program } as const,
  })),
  ...publicPeople(archive).map((person) => ({
    page: `speakers/${person.id}/`,
    subject: { kind: 'speaker', person } as const,
  })),
];

/** A text in a place that readers take for HTML (https://www.rssboard.org/rss-profile#element-channel-item-description). */
const asHtml = (text: string): string => toHtml({ type: 'text', value: text });

/** How many of the newest transcripts a feed has. */
export const FEED_LENGTH = 50;

function feedOf(
  archive: Archive,
  { texts, subject, url }: TranscriptFeedContext,
  ending: FeedEnding,
) {
  const { site } = archive;
  const { title, page, description } = subjectOf(archive, subject, texts);
  return {
    title,
    page: url(page),
    self: url(feedPath(page, ending)),
    description: description ?? site.description ?? title,
    items: [
      ...storiesOfSubject(archive, subject).map((story) => ({
        told: instant(story.date),
        item: () => storyItem(archive, story, texts, url),
      })),
      ...transcriptsOfSubject(archive, subject)
        .filter(({ status }) => status === 'published')
        .map((transcript) => {
          const day = dayTold(transcript);
          return {
            told: day === null ? '' : instant(day),
            item: () => itemOf(archive, transcript, texts, url),
          };
        }),
    ]
      .sort((a, b) => (a.told < b.told ? 1 : a.told > b.told ? -1 : 0))
      .slice(0, FEED_LENGTH)
      .map(({ item }) => item()),
  };
}

function subjectOf(archive: Archive, subject: FeedSubject, texts: Texts) {
  const { site } = archive;
  switch (subject.kind) {
    case 'site':
      return {
        title: site.name,
        page: '',
        description: site.description,
      };
    case 'program': {
      const { id, name, description } = subject.program;
      return { title: `${name} — ${site.name}`, page: programPath(id), description };
    }
    case 'speaker': {
      const { id, name } = subject.person;
      return {
        title: `${name} — ${site.name}`,
        page: speakerPath(id),
        description: texts.transcriptsWith(name),
      };
    }
  }
}

interface Item {
  /** Made of the transcript's first address, so that it outlives a new name and a move of the site. */
  id: string;
  url: string;
  title: string;
  language: string;
  summary: string | null;
  published: string | null;
  /** A year or a month, where no more is known of when it was published: then there is no instant. */
  inexact: string | null;
  modified: string | null;
  /** The recording and its MIME type. */
  audio: { url: string; type: string } | null;
  /** The attributes of `podcast:transcript`. */
  transcripts: { url: string; type: string; language: string }[];
}

function storyItem(
  { site }: Archive,
  story: Story,
  texts: Texts,
  url: (path: string) => string,
): Item {
  const { id, title, language, summary, date } = story;
  return {
    id: urn(['story', site.name, id]),
    url: url(storyPath(id)),
    title,
    language,
    ...dated(date, summary, texts),
    modified: null,
    audio: null,
    transcripts: [],
  };
}

function itemOf(
  archive: Archive,
  transcript: ArchivedTranscript,
  texts: Texts,
  url: (path: string) => string,
): Item {
  const { id, title, language, record, description, source } = transcript;
  const isSummary = record === 'summary';
  const audio = isSummary ? null : (source?.audio ?? null);
  const modified = lastChange(transcript);
  return {
    id: urn(['transcript', archive.site.name, transcript.aliases[0] ?? id]),
    url: url(transcriptPath(id)),
    title: isSummary ? `${title} (${texts.summaryBadge})` : title,
    language,
    ...dated(dayTold(transcript), description, texts),
    modified: modified === null ? null : knownInstant(modified),
    audio: audio === null ? null : { url: audio, type: mediaType(audio) },
    transcripts:
      audio === null
        ? []
        : exportsOf(archive.site, transcript)
            .filter((ending) => PODCAST.has(ending))
            .map((ending) => ({
              url: url(exportPath(id, ending)),
              type: EXPORT_TYPES[ending],
              language,
            })),
  };
}

/** The day that a feed tells of a transcript, and is in the order of: when it was published, else when it was broadcast. */
const dayTold = ({ published, date }: ArchivedTranscript): string | null => published ?? date;

/** A recording's MIME type by the ending of its address; that of any file where the ending tells none. */
function mediaType(address: string): string {
  const type = lookup(URL.parse(address)?.pathname.toLowerCase() ?? '');
  return type !== undefined && /^(?:audio|video)\//.test(type) ? type : 'application/octet-stream';
}

/** When it was published. Readers show no date that is less than a day, so that the summary says it in words. */
function dated(
  date: string | null,
  summary: string | null,
  texts: Texts,
): Pick<Item, 'summary' | 'published' | 'inexact'> {
  if (date === null) return { summary, published: null, inexact: null };
  const published = knownInstant(date);
  if (published !== null) return { summary, published, inexact: null };
  const words = formatDate(date, texts.locale);
  return {
    summary: summary === null ? words : `${summary} (${words})`,
    published,
    inexact: date,
  };
}

/** The exports that players of podcasts read. */
const PODCAST: ReadonlySet<string> = new Set(['vtt', 'srt', 'podcast.json']);
