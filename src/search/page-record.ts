import { z } from 'zod';
import { isPlaceholder } from '../transcript/placeholder.ts';
import { FACTS, type Facts, type TurnFacts } from './page-text.ts';
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

/** What a transcript's page says of its turns beside their words, by their ids. */
export interface ShownTurn {
  /** The fingerprint of its words; `null` while they are not recorded. */
  pin: string | null;
  /** The directions that stand among its words, in their order. */
  directions: string[];
}

/** The language of the page around the words: a BCP 47 tag. */
export const languageOfPage = (html: string): string =>
  /<html[^>]* lang="([^"]+)"/.exec(html)?.[1] ?? 'en';

/** Reads it from the page's HTML, which this project has written. */
export function shownTurns(html: string): Map<string, ShownTurn> {
  const shown = new Map<string, ShownTurn>();
  for (const [, id = '', turn = ''] of html.matchAll(TURN)) {
    const pin = PIN.exec(turn)?.[1] ?? null;
    const words = WORDS.exec(turn)?.[1] ?? '';
    const directions = Array.from(words.matchAll(DIRECTION), ([, text = '']) => plain(text));
    shown.set(id, { pin, directions });
  }
  return shown;
}

const TURN =
  /<div class="turn[ "][^>]*? id="(t\d+[a-z]*)"(.*?)(?=<div class="turn[ "]|<\/section>)/gs;
const PIN = /<a class="n pin"[^>]*? id="t\d+[a-z]*~([\da-f]+)"/;
const WORDS = /<div class="words" data-words(.*?)<\/div>/s;
const DIRECTION = /<i class="direction">(.*?)<\/i>/gs;

/** The text of simple HTML. */
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&(lt|gt|quot|amp);/g, (_, name: keyof typeof ENTITIES) => ENTITIES[name]);

const ENTITIES = { lt: '<', gt: '>', quot: '"', amp: '&' } as const;

/**
 * A transcript as the page that is given to the search engine: its words, a named anchor before each turn, the values
 * it is filtered by, and the date it is sorted by. Spans and anchors alone, because the engine ends other elements
 * with a full stop that nobody said.
 *
 * @param privatePerson what a private person is called where results are.
 */
export function pageRecord(
  transcript: IndexedTranscript,
  people: ReadonlySet<string>,
  shown: ReadonlyMap<string, ShownTurn>,
  privatePerson: string,
): { html: string; facts: Facts } {
  const facts = factsOf(transcript, people, shown, privatePerson);
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

function factsOf(
  transcript: IndexedTranscript,
  people: ReadonlySet<string>,
  shown: ReadonlyMap<string, ShownTurn>,
  privatePerson: string,
): Facts {
  const { id, title, date, program, record, language } = transcript;
  const heard = [...new Set(transcript.turns.map(({ speaker }) => speaker))];
  const byId = new Map(transcript.speakers.map((speaker) => [speaker.id, speaker]));
  const speakers = heard.map((speaker, index) => {
    const { name = speaker, role = null } = byId.get(speaker) ?? {};
    const isPublic = people.has(speaker);
    return isPublic || role === 'voice'
      ? { id: speaker, name, role, isPublic }
      : { id: `private ${String(index)}`, name: privatePerson, role, isPublic };
  });
  const turns = transcript.turns.map((turn): TurnFacts => {
    const { pin = null, directions = [] } = shown.get(turn.id) ?? {};
    const asides = asidesOf(turn, directions);
    return {
      speaker: heard.indexOf(turn.speaker),
      languages: languagesIn(language, turn.text, turn.segments),
      ...(pin !== null && { pin }),
      ...(asides.length > 0 && { asides }),
    };
  });
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

/** Where directions, and what only stands for speech, are in a turn's text once it stands on one line. */
function asidesOf(
  { text, segments }: IndexedTranscript['turns'][number],
  directions: readonly string[],
): [start: number, end: number][] {
  const line = onOneLine(text);
  const placeholders = segments.map((segment) => segment.text).filter(isPlaceholder);
  return [directions, placeholders]
    .flatMap((wordings) => {
      let from = 0;
      return wordings.flatMap((wording): [number, number][] => {
        const words = onOneLine(wording);
        const start = words === '' ? -1 : line.indexOf(words, from);
        if (start < 0) return [];
        from = start + words.length;
        return [[start, from]];
      });
    })
    .sort(([a], [b]) => a - b);
}

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

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
