import type {
  CorrectionCommentLeaf,
  CreativeWorkSeriesLeaf,
  NewsArticleLeaf,
  OrganizationLeaf,
  PersonLeaf,
  PodcastEpisodeLeaf,
  PodcastSeriesLeaf,
  QuotationLeaf,
  RadioEpisodeLeaf,
  RadioSeriesLeaf,
  Role,
  TVEpisodeLeaf,
  TVSeriesLeaf,
} from 'schema-dts';
import {
  programPath,
  speakerPath,
  transcriptPath,
  turnPagePath,
  turnPath,
} from '../archive/addresses.ts';
import type { IdentifiedTurn } from '../archive/model.ts';
import { lastChange } from '../archive/views.ts';
import { isCited, type CitationSource } from '../citations/csl-item.ts';
import { nameInLists } from '../components/names.ts';
import { writeBody } from '../formats/labelled-text.ts';
import { isPrivatePerson } from '../transcript/private-person.ts';
import type { Texts } from '../texts/texts.ts';
import { isoDate } from '../transcript/date.ts';
import { isAnyInferred, isSpeakerInferred } from '../transcript/inferred.ts';
import type { Program, ProgramKind, Speaker, Transcript } from '../transcript/model.ts';

/** A path of `archive/addresses.ts` as the world reaches it: absolute where the site knows its address. */
export type Address = (path: string) => string;

export type Episode = NewsArticleLeaf | RadioEpisodeLeaf | PodcastEpisodeLeaf | TVEpisodeLeaf;
export type Series = CreativeWorkSeriesLeaf | RadioSeriesLeaf | PodcastSeriesLeaf | TVSeriesLeaf;

/**
 * A transcript: an episode where its program's file says what the program is, and otherwise a news article. The words
 * are the `transcript` of its recording; a summary is an `abstract`, and those whom it tells of are mentioned. What was
 * inferred is not stated, and neither are private people and unnamed voices: before a private person's words stands
 * that it is one.
 *
 * @param statements what each correction says, in the order of the transcript's; an editor's note puts nothing right and has none.
 */
export function transcriptData(
  source: CitationSource,
  statements: readonly Statement[],
  address: Address,
  texts: Texts,
): Episode {
  const { transcript, program, site } = source;
  const { record, rights } = transcript;
  const isSummary = record === 'summary';
  const text = writeBody(withoutPrivateLabels(transcript, texts)).join('\n\n');
  const cast = transcript.speakers.filter(
    (speaker) => isCited(speaker) && !isSpeakerInferred(transcript, speaker.id),
  );
  const about = {
    ...work(source, address),
    ...(transcript.description !== null && { description: transcript.description }),
    ...published(source),
    ...publisher(source),
    ...(isSummary && { abstract: text }),
    ...(cast.length > 0 &&
      (isSummary
        ? { mentions: cast.map((speaker) => personOf(speaker, address)) }
        : { contributor: cast.map((speaker) => roleOf(speaker, address)) })),
    ...(transcript.source?.url && { isBasedOn: transcript.source.url }),
    ...(rights?.license && { license: license(rights.license) }),
    ...(rights?.notice && { copyrightNotice: rights.notice }),
    ...(rights?.holder && { creditText: rights.holder }),
    ...(statements.length > 0 && { correction: statements.map(correction) }),
  };
  const recording = isSummary ? {} : { transcript: text };
  const media = {
    ...recording,
    ...(transcript.source?.audio && { contentUrl: transcript.source.audio }),
  };
  const heard = Object.keys(media).length > 0 && {
    audio: { '@type': 'AudioObject' as const, inLanguage: transcript.language, ...media },
  };
  const series =
    program && !isAnyInferred(transcript, 'program') ? seriesOf(program, address) : null;
  const kind = series === null ? null : (program?.kind ?? null);
  if (kind === null) {
    return {
      '@type': 'NewsArticle',
      headline: transcript.title,
      ...about,
      ...heard,
      isPartOf: series ?? siteOf(site.name, address),
    };
  }
  return {
    '@type': EPISODE[kind],
    ...about,
    ...heard,
    ...(series && { partOfSeries: series }),
  };
}

/** What a correction says, and when it was made. */
export interface Statement {
  text: string;
  /** A date. */
  date: string;
}

/** One turn of a verbatim record: somebody's words. A summary's turn is nobody's quotation, and has no such data. */
export function quotationData(
  source: CitationSource,
  turn: IdentifiedTurn,
  address: Address,
): QuotationLeaf {
  const { transcript } = source;
  const speaker = transcript.speakers.find(({ id }) => id === turn.speaker);
  const isKnown =
    speaker !== undefined &&
    isCited(speaker) &&
    !isSpeakerInferred(transcript, speaker.id) &&
    !transcript.inferred.includes(`turns.${turn.id}.speaker`);
  return {
    '@type': 'Quotation',
    text: turn.text,
    url: address(
      transcript.turnPages && turn.permalink
        ? turnPagePath(transcript.id, turn.id)
        : turnPath(transcript.id, turn.id),
    ),
    inLanguage: transcript.language,
    ...(isKnown && { spokenByCharacter: personOf(speaker, address) }),
    ...published(source),
    isPartOf: { '@type': 'CreativeWork', ...work(source, address) },
  };
}

/** A program, by what its file says it is. */
export function seriesOf(program: Program, address: Address): Series {
  return {
    '@type': program.kind === null ? 'CreativeWorkSeries' : SERIES[program.kind],
    name: program.name,
    url: address(programPath(program.id)),
    ...(program.description !== null && { description: program.description }),
    ...(program.publisher !== null && { publisher: organization(program.publisher) }),
    ...(program.language !== null && { inLanguage: program.language }),
    ...(program.url !== null && { sameAs: program.url }),
  };
}

/** The site, as what pages are part of. */
export const siteOf = (name: string, address: Address) => ({
  '@type': 'WebSite' as const,
  name,
  url: address(''),
});

export const organization = (name: string): OrganizationLeaf => ({ '@type': 'Organization', name });

/** A licence: the page of its SPDX identifier (https://spdx.org/licenses/), its address, or the sentence as it stands. */
export function license(text: string) {
  if (/^https?:\/\/\S+$/.test(text)) return text;
  return /^[A-Za-z0-9.+-]+$/.test(text)
    ? `https://spdx.org/licenses/${text}.html`
    : { '@type': 'CreativeWork' as const, text };
}

function withoutPrivateLabels(transcript: Transcript, texts: Texts): Transcript {
  const hidden = new Map(
    transcript.speakers
      .filter(isPrivatePerson)
      .map((speaker) => [speaker.id, nameInLists(speaker, texts)]),
  );
  if (hidden.size === 0) return transcript;
  const turns = transcript.turns.map((turn) => ({
    ...turn,
    label: hidden.get(turn.speaker) ?? turn.label,
  }));
  return { ...transcript, turns };
}

const EPISODE = {
  radio: 'RadioEpisode',
  podcast: 'PodcastEpisode',
  television: 'TVEpisode',
} as const satisfies Record<ProgramKind, string>;

const SERIES = {
  radio: 'RadioSeries',
  podcast: 'PodcastSeries',
  television: 'TVSeries',
} as const satisfies Record<ProgramKind, string>;

function work({ transcript }: CitationSource, address: Address) {
  const { id, title, language } = transcript;
  return {
    ...(!isAnyInferred(transcript, 'title') && { name: title }),
    url: address(transcriptPath(id)),
    inLanguage: language,
  };
}

/** When it was published, as its feeds tell; where the broadcast was on another day, that day as well. */
function published({ transcript }: CitationSource) {
  const aired = isAnyInferred(transcript, 'date') ? null : transcript.date;
  const first = (isAnyInferred(transcript, 'published') ? null : transcript.published) ?? aired;
  const changed = lastChange(transcript);
  return {
    ...(first !== null && { datePublished: isoDate(first) }),
    ...(aired !== null &&
      aired !== first && {
        publication: { '@type': 'BroadcastEvent' as const, startDate: isoDate(aired) },
      }),
    ...(changed !== null && changed !== first && { dateModified: isoDate(changed) }),
  };
}

/** Of a summary, the site: it wrote it. Of speech, whoever broadcast it. */
function publisher({ transcript, program, site }: CitationSource) {
  const { record, source } = transcript;
  if (record === 'summary') return { publisher: organization(site.publisher ?? site.name) };
  const name = source?.publisher ?? program?.publisher ?? null;
  const isInferred = isAnyInferred(transcript, source?.publisher ? 'source' : 'program');
  return name === null || isInferred ? {} : { publisher: organization(name) };
}

const roleOf = (
  speaker: Speaker,
  address: Address,
): Role<PersonLeaf, 'contributor'> | PersonLeaf =>
  speaker.role === null
    ? personOf(speaker, address)
    : { '@type': 'Role', roleName: speaker.role, contributor: personOf(speaker, address) };

function personOf({ id, name, affiliation }: Speaker, address: Address): PersonLeaf {
  return {
    '@type': 'Person',
    name,
    url: address(speakerPath(id)),
    ...(affiliation !== null && { description: affiliation }),
  };
}

const correction = ({ text, date }: Statement): CorrectionCommentLeaf => ({
  '@type': 'CorrectionComment',
  text,
  datePublished: isoDate(date),
});
