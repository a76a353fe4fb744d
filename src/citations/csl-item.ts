import { turnNumber } from '../archive/addresses.ts';
import { programOf } from '../archive/lookup.ts';
import type { Archive, ArchivedTranscript, IdentifiedTurn } from '../archive/model.ts';
import { parseDate } from '../transcript/date.ts';
import { isAnyInferred, isSpeakerInferred } from '../transcript/inferred.ts';
import type { Person, Program, Site, Speaker } from '../transcript/model.ts';

/**
 * What is cited, as an item of CSL-JSON 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html). Every
 * citation and every file for reference managers is made from it. What was inferred stands in square brackets.
 */
export interface CslItem {
  id: string;
  type: 'broadcast';
  title: string;
  /** The program. */
  'container-title'?: string;
  publisher?: string;
  /** As exact as it is known; a `literal` in brackets, `[2026-03-02]`, where it was inferred. */
  issued?: { 'date-parts': number[][] } | { literal: string };
  /** Who presents the broadcast. */
  host?: CslName[];
  /** Everybody else who speaks in it under a name. */
  contributor?: CslName[];
  /** Of a turn: who speaks. */
  author?: CslName[];
  /** What the record is, in English as the styles are. */
  medium: string;
  /** Of a turn: its number. */
  section?: string;
  /** A BCP 47 tag. */
  language: string;
  URL: string;
}

/** A name in two parts, or as it stands: a mononym, an organisation, a name that nobody has taken apart. */
export type CslName = { family: string; given: string } | { literal: string };

/** What an item says that its transcript does not know. */
export interface CitationSource {
  transcript: ArchivedTranscript;
  program: Program | null;
  site: Site;
  people: ReadonlyMap<string, Person>;
}

/** Everything that citing a transcript of an archive takes. */
export const citationSourceOf = (
  { site, people, programs }: Archive,
  transcript: ArchivedTranscript,
): CitationSource => ({
  transcript,
  program: programOf({ programs }, transcript),
  site,
  people,
});

/**
 * The item of a whole transcript. Private people and unnamed voices are in no citation. A summary has neither hosts
 * nor contributors, since nobody who is heard in the broadcast wrote it, and its publisher is the site.
 *
 * @param url the transcript's absolute address.
 */
export function cslItemOf(source: CitationSource, url: string): CslItem {
  const { transcript } = source;
  const named = transcript.record === 'summary' ? [] : transcript.speakers.filter(isCited);
  const hosts = named.filter(({ role }) => role !== null && HOSTS.has(role));
  const others = named.filter((speaker) => !hosts.includes(speaker));
  const names = (speakers: Speaker[]): CslName[] =>
    speakers.map((speaker) => nameOf(speaker, source, isSpeakerInferred(transcript, speaker.id)));
  return {
    ...recordOf(source, url),
    ...(hosts.length > 0 && { host: names(hosts) }),
    ...(others.length > 0 && { contributor: names(others) }),
  };
}

/**
 * The item of one turn: its speaker is the author, unless it is a summary's turn, whose words are not the speaker's.
 *
 * @param url the turn's absolute address.
 */
export function cslItemOfTurn(source: CitationSource, turn: IdentifiedTurn, url: string): CslItem {
  const { transcript } = source;
  const record = recordOf(source, url);
  const number = turnNumber(turn.id);
  const speaker = transcript.speakers.find(({ id }) => id === turn.speaker);
  const isAuthor = transcript.record === 'verbatim' && speaker !== undefined && isCited(speaker);
  return {
    ...record,
    id: `${transcript.id}#${turn.id}`,
    medium: `${record.medium}, turn ${number}`,
    section: number,
    ...(isAuthor && {
      author: [
        nameOf(
          speaker,
          source,
          isSpeakerInferred(transcript, speaker.id) ||
            transcript.inferred.includes(`turns.${turn.id}.speaker`),
        ),
      ],
    }),
  };
}

/** An item's date taken apart. `null` where it has none that can be read. */
export function dateOf({ issued }: CslItem): ReadDate | null {
  if (!issued) return null;
  if ('date-parts' in issued) return { parts: issued['date-parts'][0] ?? [], inferred: null };
  const [text = null, date] = /^\[(\d{4}(?:-\d{2}){0,2})\]$/.exec(issued.literal) ?? [];
  return date === undefined ? null : { parts: date.split('-').map(Number), inferred: text };
}

export interface ReadDate {
  /** Year, month and day, as far as they are known. */
  parts: number[];
  /** The date in its brackets, where it was inferred. */
  inferred: string | null;
}

/** The roles of those who present a broadcast. */
const HOSTS = new Set(['host', 'anchor']);

const MEDIUM = {
  verbatim: 'Broadcast transcript',
  summary: 'Broadcast summary, not a transcript',
};

function recordOf({ transcript, program, site }: CitationSource, url: string): CslItem {
  const { id, title, date, record, language, source } = transcript;
  const isSummary = record === 'summary';
  const publisher = isSummary
    ? (site.publisher ?? site.name)
    : (source?.publisher ?? program?.publisher ?? null);
  const isPublisherInferred =
    !isSummary && isAnyInferred(transcript, source?.publisher ? 'source' : 'program');
  return {
    id,
    type: 'broadcast',
    title: bracketed(title, isAnyInferred(transcript, 'title')),
    ...(program && {
      'container-title': bracketed(program.name, isAnyInferred(transcript, 'program')),
    }),
    ...(publisher !== null && { publisher: bracketed(publisher, isPublisherInferred) }),
    ...(date !== null && { issued: issuedOf(date, isAnyInferred(transcript, 'date')) }),
    medium: MEDIUM[record],
    language,
    URL: url,
  };
}

function issuedOf(date: string, isInferred: boolean): NonNullable<CslItem['issued']> {
  const day = /^[^T ]*/.exec(date)?.[0] ?? date;
  const parsed = parseDate(date);
  if (isInferred || !parsed) return { literal: bracketed(day, isInferred) };
  const { year, month, day: dayOfMonth } = parsed;
  return { 'date-parts': [[year, month, dayOfMonth].filter((part) => part !== null)] };
}

/** "Cole, Dana" of a speaker file names its family name; a name without that comma may be anything and stays whole. */
function nameOf({ id, name }: Speaker, { people }: CitationSource, isInferred: boolean): CslName {
  const sortName = people.get(id)?.sortName ?? name;
  if (isInferred) return { literal: bracketed(sortName, true) };
  const [, family, given] = /^([^,]+),\s*([^,]+)$/.exec(sortName) ?? [];
  return family === undefined || given === undefined ? { literal: name } : { family, given };
}

/** Whether a speaker is named in data about a transcript: private people and unnamed voices are not. */
export const isCited = (speaker: Speaker): boolean => !speaker.unnamed && !speaker.private;

const bracketed = (text: string, isInferred: boolean): string => (isInferred ? `[${text}]` : text);
