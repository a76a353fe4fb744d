import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import {
  embedPath,
  pinnedFragment,
  transcriptPath,
  turnNumber,
  turnPath,
} from '../archive/addresses.ts';
import type { ArchivedTranscript, IdentifiedTurn } from '../archive/model.ts';
import { element } from '../components/hast.ts';
import { citedParts, languageName, nameInLists, roleOf } from '../components/names.ts';
import { readingOf } from '../components/reading.ts';
import { segmentFacts } from '../components/segments.ts';
import type { Run } from '../components/excerpt.ts';
import type { Texts } from '../texts/texts.ts';
import type { Program, Site } from '../transcript/model.ts';
import { directionOf } from '../transcript/language.ts';
import { isPlaceholder } from '../transcript/placeholder.ts';

/** A turn that other pages show, and what is said with it. */
export interface EmbedSource {
  transcript: ArchivedTranscript;
  turn: IdentifiedTurn;
  program: Program | null;
  texts: Texts;
  /** A path of `archive/addresses.ts` as the world reaches it: absolute where the site knows its address. */
  url: (path: string) => string;
}

/** The link that pins a turn's words. */
export const pinnedAddress = ({ transcript, turn, url }: EmbedSource): string => {
  const pin = turn.permalink?.pin ?? null;
  return url(
    pin === null
      ? turnPath(transcript.id, turn.id)
      : transcriptPath(transcript.id) + pinnedFragment(turn.id, pin),
  );
};

/** Who said it, as what: "Dana Cole, Host"; of a summary, whose words it tells. What other sites show names no private person. */
export function embeddedSpeaker({ transcript, turn, texts }: EmbedSource): string {
  const speaker = transcript.speakers.find(({ id }) => id === turn.speaker);
  const name = speaker ? nameInLists(speaker, texts) : turn.label;
  if (transcript.record === 'summary') {
    return texts.summaryCopy(name, '').replace(/[:\s]+$/u, '');
  }
  const role = speaker ? roleOf(speaker, texts) : null;
  return role === null ? name : `${name}, ${role}`;
}

/** How what is in another language reaches the reader, and whose its translation is: sentences. */
export function languageNotes({ transcript, turn, texts }: EmbedSource): string[] {
  const facts = segmentFacts(turn.segments, turn, readingOf(transcript), texts, true);
  const hasTranslation = turn.segments.some(
    ({ delivery, offset, text: words }) =>
      delivery === 'original' && offset === 0 && words.length < turn.text.length,
  );
  return [
    ...facts.map(({ language, delivery }) => `${language}. ${delivery}`),
    ...(hasTranslation && transcript.translatedBy !== null
      ? [
          `${texts.translationInto(languageName(transcript.language, texts), transcript.translatedBy)}.`,
        ]
      : []),
  ];
}

/** A turn as a quotation for any page: it needs no script and no style sheet. */
export function quotationCode(source: EmbedSource): string {
  const { transcript, turn, program, texts } = source;
  const address = pinnedAddress(source);
  const speaker = embeddedSpeaker(source);
  const isSummary = transcript.record === 'summary';
  const cited = citedParts(transcript, program, texts);
  const footer = element('footer', {}, [
    text(`— ${isSummary ? '' : `${speaker}. `}`),
    element('cite', {}, [element('bdi', {}, [text(cited.name)]), text(cited.rest)]),
    text(', '),
    element('a', { href: address }, [text(texts.turn(turnNumber(turn.id)))]),
    ...languageNotes(source).map((note) => text(` (${note})`)),
  ]);
  return toHtml(
    element('blockquote', { cite: address, ...languageOf(transcript.language), style: QUOTATION }, [
      ...(isSummary ? [element('p', {}, [text(`${speaker}:`)])] : []),
      ...wordsIn(turn, turn.text.length).map((runs) => element('p', {}, runs.map(runNode))),
      footer,
    ]),
  );
}

/** A frame that shows the turn's page for frames. */
export function frameCode(source: EmbedSource): string {
  const { transcript, turn, texts, url } = source;
  const name = embeddedSpeaker(source);
  return toHtml(
    element('iframe', {
      src: url(embedPath(transcript.id, turn.id)),
      title: texts.turnTitle(turnNumber(turn.id), name, transcript.title),
      width: '100%',
      height: FRAME_HEIGHT,
      loading: 'lazy',
      style: 'border:0',
    }),
  );
}

/** What systems ask for that read oEmbed 1.0 (https://oembed.com/#section2.3.4.4). */
export const oembedOf = (source: EmbedSource, site: Site, authorUrl: string | null) => ({
  version: '1.0',
  type: 'rich',
  title: source.texts.turnTitle(
    turnNumber(source.turn.id),
    embeddedSpeaker(source),
    source.transcript.record === 'summary'
      ? `${source.transcript.title} (${source.texts.summaryBadge})`
      : source.transcript.title,
  ),
  author_name: embeddedSpeaker(source),
  ...(authorUrl !== null && { author_url: authorUrl }),
  provider_name: site.name,
  provider_url: source.url(''),
  html: quotationCode(source),
  width: 600,
  height: FRAME_HEIGHT,
});

/** Words that a page for frames has room for, and whether they are all of the turn's. */
export interface FramedWords {
  paragraphs: Run[][];
  isWhole: boolean;
}

/**
 * As many of a turn's words as fit into so many bytes, cut after a word.
 *
 * @param most bytes of UTF-8.
 */
export function framedWords(turn: IdentifiedTurn, most: number): FramedWords {
  const { text: words } = turn;
  if (bytesOf(words) <= most) return { paragraphs: wordsIn(turn, words.length), isWhole: true };
  const short = new TextDecoder().decode(new TextEncoder().encode(words).slice(0, most));
  // The last character may be half there, and the last word is.
  const end = Math.max(short.search(/\s\S*$/u), 0) || short.length - 1;
  return { paragraphs: wordsIn(turn, end), isWhole: false };
}

/** The first words of a turn in paragraphs, other languages marked. */
function wordsIn({ text: words, segments }: IdentifiedTurn, end: number): Run[][] {
  const runs: Run[] = [];
  let at = 0;
  for (const { offset, text: wording, language } of segments) {
    if (isPlaceholder(wording) || offset >= end) continue;
    runs.push({ text: words.slice(at, offset), language: null });
    at = Math.min(offset + wording.length, end);
    runs.push({ text: words.slice(offset, at), language });
  }
  runs.push({ text: words.slice(at, end), language: null });
  const paragraphs: Run[][] = [[]];
  for (const { text: stretch, language } of runs) {
    for (const [index, part] of stretch.split(/\n{2,}/u).entries()) {
      if (index > 0) paragraphs.push([]);
      if (part !== '') paragraphs.at(-1)?.push({ text: part, language });
    }
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}

const runNode = ({ text: words, language }: Run): ElementContent =>
  language === null ? text(words) : element('span', languageOf(language), [text(words)]);

const languageOf = (language: string) => ({ lang: language, dir: directionOf(language) });

const bytesOf = (words: string): number => new TextEncoder().encode(words).length;

const text = (value: string): ElementContent => ({ type: 'text', value });

/** Pixels. */
const FRAME_HEIGHT = 280;

const QUOTATION = 'margin:1.5em 0;padding-inline-start:1em;border-inline-start:3px solid';
