import { z } from 'zod';
import { FACTS, type Facts } from './page-text.ts';
import { indexable } from './words.ts';

/** What a page's record is made from: the transcript's public `.json` (design, contract 3). */
export const indexedTranscript = z.object({
  id: z.string(),
  title: z.string(),
  date: z.string().nullable(),
  language: z.string(),
  record: z.enum(['verbatim', 'summary']),
  program: z.string().nullable(),
  inferred: z.array(z.string()),
  speakers: z.array(z.object({ id: z.string(), name: z.string(), role: z.string().nullable() })),
  turns: z.array(
    z.object({
      id: z.string(),
      speaker: z.string(),
      label: z.string(),
      text: z.string(),
      segments: z.array(z.object({ language: z.string(), text: z.string() })),
    }),
  ),
});

export type IndexedTranscript = z.output<typeof indexedTranscript>;

/**
 * The people whom a transcript's page links to: those with a page of their own. A private person and an unnamed voice
 * are in no such link, and so nobody can search by them; what they said is found all the same.
 */
export function publicSpeakers(html: string): Set<string> {
  const links = html.matchAll(/href="[^"]*\/speakers\/([^/"]+)\/"/g);
  return new Set([...links].map(([, id]) => decodeURIComponent(id ?? '')));
}

/**
 * A transcript as the page that is given to the search engine: its words, a named anchor before each turn, the values
 * it is filtered by, and the date it is sorted by. Spans and anchors alone, because the engine ends other elements
 * with a full stop that nobody said.
 */
export function pageRecord(
  transcript: IndexedTranscript,
  people: ReadonlySet<string>,
): { html: string; facts: Facts } {
  const facts = factsOf(transcript, people);
  const names = facts.speakers.flatMap(({ id, isPublic }) => (isPublic ? [id] : []));
  const languages = new Set(facts.turns.flatMap((turn) => turn.languages));
  const html = [
    '<!doctype html><html><body>',
    value('meta', 'title', facts.title),
    ...names.map((id) => value('filter', 'speaker', id)),
    ...(facts.program === null ? [] : [value('filter', 'program', facts.program)]),
    ...[...languages].map((tag) => value('filter', 'language', tag)),
    ...(facts.date === null ? [] : [value('filter', 'year', facts.date.slice(0, 4))]),
    value('filter', 'record', facts.record),
    // What has no date sorts as the oldest.
    value('sort', 'date', facts.date ?? '0000'),
    anchor(FACTS, JSON.stringify(facts)),
    ...transcript.turns.map(({ id, text }, index) => {
      const name = facts.speakers[facts.turns[index]?.speaker ?? -1]?.name ?? '';
      return `${anchor(id, name)}<span>${escaped(indexable(text))}</span> `;
    }),
    '</body></html>',
  ];
  return { html: html.join('\n'), facts };
}

function factsOf(transcript: IndexedTranscript, people: ReadonlySet<string>): Facts {
  const { id, title, date, program, record, language } = transcript;
  const heard = [...new Set(transcript.turns.map(({ speaker }) => speaker))];
  const byId = new Map(transcript.speakers.map((speaker) => [speaker.id, speaker]));
  const speakers = heard.map((speaker) => ({
    id: speaker,
    name: byId.get(speaker)?.name ?? speaker,
    role: byId.get(speaker)?.role ?? null,
    isPublic: people.has(speaker),
  }));
  const turns = transcript.turns.map(({ speaker, text, segments }) => ({
    speaker: heard.indexOf(speaker),
    languages: languagesIn(language, text, segments),
  }));
  const inferred = transcript.inferred.filter((path) => SHOWN.test(path));
  return { id, title, date, program, record, inferred, speakers, turns };
}

/** What a result shows of the paths that can be inferred. */
const SHOWN = /^(date|program|turns\.\w+\.speaker)$/;

/** The transcript's own language where any of the words are in it, then those of the segments. */
function languagesIn(
  own: string,
  text: string,
  segments: IndexedTranscript['turns'][number]['segments'],
): string[] {
  const inOthers = segments.map((segment) => segment.text).join('');
  const isAllOther = bare(inOthers).length >= bare(text).length;
  return [...new Set([...(isAllOther ? [] : [own]), ...segments.map(({ language }) => language)])];
}

const bare = (text: string): string => text.replace(/\s+/g, '');

const value = (kind: 'meta' | 'filter' | 'sort', name: string, content: string): string =>
  `<meta data-pagefind-${kind}="${name}[content]" content="${escaped(content)}">`;

const anchor = (id: string, name: string): string =>
  `<a id="${escaped(id)}" data-pagefind-title="${escaped(name)}"></a>`;

/** As HTML text and attribute values. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
