import { describeContent } from '../transcript/content.ts';
import { bareLabel, labelKey, withoutHonorifics } from '../transcript/label.ts';
import type { Transcript, Turn } from '../transcript/model.ts';
import { readingOrder } from '../transcript/reading-order.ts';
import { clockAtStart, fullClockAtStart } from './clock.ts';
import { hasDotLeader } from './cue-lines.ts';
import type { Format } from './format.ts';
import { isNameLike, isPseudoSpeaker, isRemark, LONGEST_LABEL } from './label-shape.ts';
import { phraseAtStart } from './phrase-labels.ts';
import { roleOf } from './roles.ts';
import {
  countOpenings,
  IN_LIST,
  listMarkerOf,
  PHRASE,
  turnLinesFormat,
  WORD_ALONE,
  type LineOpening,
  type TurnLines,
} from './turn-lines.ts';
import { bracketedVoice, isUnnamedVoice } from './voices.ts';

const LABELLED_TEXT: TurnLines = {
  opening: colonOpening,
  within: colonWithin,
  markdown: false,
  wordsBelow: false,
  opensWith: 'speech',
};

/**
 * Plain text as people type it: "Ana Ruiz: Hello", "Q: Hello", "[00:04] Ana Ruiz: Hello", or the name on a line of its
 * own. It is also what `writeText` writes.
 */
export const labelledText: Format = turnLinesFormat(
  {
    id: 'text',
    name: 'Text with labels',
    example: ['Ana Ruiz: The ice is back.', '', 'Lee Osei: I can hear it from here.'].join('\n'),
    atMost: 0.65,
    detect,
  },
  LABELLED_TEXT,
);

/**
 * Writes a transcript as plain text: title, date, then "LABEL: words", a blank line between paragraphs, chapters after
 * two hashes; the notes, in brackets, and what the rights say at the end.
 *
 * Loses, since it is for people to read and has no fields: ids, times, roles and affiliations that no label prints,
 * whether a label was printed, emphasis and links, the tags and deliveries of segments, provenance, record, status,
 * inferred, program, source, description and corrections; notes come back as directions.
 */
export function writeText(transcript: Transcript): string {
  const { title, date, turns, rights } = transcript;
  const blocks = [date === null ? title : `${title}\n${date}`, ...writeBody(transcript)];
  for (const { n, notes } of turns) {
    for (const { text } of notes) blocks.push(`[Note to turn ${String(n)}: ${text}]`);
  }
  if (rights?.notice) blocks.push(rights.notice);
  return `${blocks.join('\n\n')}\n`;
}

/** What was said and heard as plain text, a paragraph each: "LABEL: words", directions, chapters after two hashes. */
export function writeBody(transcript: Transcript): string[] {
  const names = new Map(transcript.speakers.map(({ id, name }) => [id, name]));
  return [...readingOrder(transcript)].map((step) =>
    step.kind === 'chapter'
      ? `## ${step.chapter.title}`
      : step.kind === 'direction'
        ? step.direction.text
        : paragraphOf(step.turn, step.block, names),
  );
}

function paragraphOf(turn: Turn, index: number, names: ReadonlyMap<string, string>): string {
  const block = turn.content[index];
  const words = block ? describeContent([block]).text : '';
  if (index > 0) return words;
  return `${turn.label || (names.get(turn.speaker) ?? turn.speaker)}: ${words}`.trimEnd();
}

function detect(source: string): number {
  const { openings, recurring, lines } = countOpenings(source, LABELLED_TEXT);
  const certain = openings.filter(({ certainty }) => certainty === 'certain').length;
  const named = openings.filter(
    ({ certainty }) => certainty === 'certain' || certainty === 'likely',
  ).length;
  // Questions with a letter and a gap are a briefing's.
  if (LETTERS.test(source)) return 0.5;
  if (named + recurring < 2 || (named + recurring) * 20 < lines) return named > 0 ? 0.1 : 0;
  const times = new Map<string, number>();
  for (const { label } of openings) times.set(label, (times.get(label) ?? 0) + 1);
  // Labels in capitals are broadcast text's, and a small word before a colon that comes once is speech.
  const labels = openings
    .filter(({ label }) => !isPseudoSpeaker(label))
    .filter(({ label }) => !/^\p{Ll}/u.test(label) || (times.get(label) ?? 0) > 1)
    .map(({ label, style }) => ({ name: withoutHonorifics(bareLabel(label)), style }));
  const capitals = labels.filter(({ name }) => /\p{Lu}{2}/u.test(name)).length;
  const shouted = new Set(
    labels.filter(({ name }) => /\p{Lu}{2}/u.test(name)).map(({ name }) => lastWord(name)),
  );
  // A line by itself may as well be a heading above labels in capitals, and a name among them be one of theirs.
  const small = labels.filter(
    ({ name, style }) =>
      name.length > 1 &&
      style !== 'line' &&
      !shouted.has(lastWord(name)) &&
      !/\p{Lu}{2}/u.test(name),
  ).length;
  if (certain > 1 || (small > 0 && small * 3 >= capitals)) return 0.65;
  return capitals === 0 ? 0.5 : 0.2;
}

function colonOpening(line: string): LineOpening | null {
  // "President: Ms. Ruiz ........ (Norrland)" tells who presides, and is nobody's speech.
  if (hasDotLeader(line)) return null;
  const marker = listMarkerOf(line);
  if (marker === 0) return openingWithColon(line);
  const opening = openingWithColon(line.slice(marker));
  if (opening?.certainty !== 'likely' && opening?.certainty !== 'certain') return null;
  return { ...opening, length: opening.length + marker, certainty: 'doubtful', style: IN_LIST };
}

function openingWithColon(line: string): LineOpening | null {
  const clock = clockAtStart(line);
  const lead = clock ? clock.length : 0;
  const space = (/^\s*[-–—]?\s*/u.exec(line.slice(lead, lead + 10))?.[0] ?? '').length;
  const from = clock ? lead + space : 0;
  const text = line.slice(from, from + LONGEST_LABEL + 80);
  const timed = clock ? null : nameBeforeTime(line);
  if (timed) return timed;
  const voice = bracketedVoice(text);
  if (voice) {
    const { label, length } = voice;
    const [start, end] = [clock?.start ?? null, clock?.end ?? null];
    return { label, start, end, length: from + length, certainty: clock ? 'certain' : 'likely' };
  }
  const colon = text.search(/[:：]/u);
  if (colon === -1) return clock ? null : nameAlone(line);
  const label = text.slice(0, colon).trim();
  const isFollowed =
    text.charAt(colon) === '：' || /^(?:$|[\s"“‘'«([…–—-])/u.test(text.slice(colon + 1, colon + 2));
  const isName = isNameLike(label) || isPseudoSpeaker(label);
  const isSmallName = SMALL_NAME.test(label) && !isRemark(label);
  if (!isFollowed || label === '') return null;
  if (!(isName || isOneSmallWord(label) || isSmallName)) return clock ? null : phraseOpening(line);
  const rest = text.slice(colon + 1);
  const gap = rest.length - rest.trimStart().length;
  const bracketed = /^\\?[[(]/u.test(rest.trimStart()) ? clockAtStart(rest.trimStart()) : null;
  const after = bracketed ?? fullClockAtStart(rest.trimStart());
  const time = clock ?? after;
  // "Departure: 10:30:00 sharp" has a time without brackets, and is nobody's name for it.
  const isMarked = clock !== null || bracketed !== null;
  return {
    label,
    start: time?.start ?? null,
    end: time?.end ?? null,
    length: from + colon + 1 + (after && !clock ? gap + after.length : 0),
    certainty: isName ? (isMarked ? 'certain' : 'likely') : isSmallName ? 'unlikely' : 'doubtful',
  };
}

/** "Ana Ruiz [00:04] The ice is back": a name and a time without a colon, where such lines come again. */
function nameBeforeTime(line: string): LineOpening | null {
  const [lead, name = ''] = NAME_AND_BRACKET.exec(line.slice(0, LONGEST_LABEL)) ?? [];
  const clock = lead === undefined ? null : clockAtStart(line.slice(lead.length));
  if (lead === undefined || !clock || !isNameLike(name)) return null;
  const { start, end } = clock;
  const length = lead.length + clock.length;
  return { label: name, start, end, length, certainty: 'doubtful', style: 'time' };
}

/** What is no name and may be what a language calls somebody. */
function phraseOpening(line: string): LineOpening | null {
  const phrase = phraseAtStart(line);
  return phrase && { ...phrase, start: null, end: null, certainty: 'unlikely', style: PHRASE };
}

/** A full name on a line of its own, its words below it. */
function nameAlone(line: string): LineOpening | null {
  if (line.length > LONGEST_LABEL || !/[\p{L}\p{N})]$/u.test(line)) return null;
  const { name, title } = NAME_AND_TITLE.exec(line)?.groups ?? {};
  if (name !== undefined && title !== undefined && isNameLike(name)) {
    const means = { name, sortName: null, role: roleOf(title), affiliation: title, unnamed: false };
    const length = line.length;
    return {
      label: line,
      start: null,
      end: null,
      length,
      certainty: 'doubtful',
      style: 'line',
      means,
    };
  }
  // "Q3 2026 Earnings Call" is a heading.
  const mayBeName = /\s/u.test(line) && (isUnnamedVoice(line) || !/\d/u.test(line));
  const isWord = WORD.test(line) && !SAID_ALONE.has(labelKey(line)) && isNameLike(line);
  if (!SOMEBODY.test(line) && !(mayBeName && isNameLike(line)) && !isWord) return null;
  return {
    label: line,
    start: null,
    end: null,
    length: line.length,
    certainty: 'doubtful',
    style: isWord && !SOMEBODY.test(line) ? WORD_ALONE : 'line',
  };
}

/** The first label of somebody known that follows the end of a sentence. */
function colonWithin(
  text: string,
  isSpeaker: (label: string) => boolean,
): (LineOpening & { at: number }) | null {
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    if (!/^(?:$|\s)/u.test(text.slice(colon + 1, colon + 2))) continue;
    const from = Math.max(0, colon - LONGEST_LABEL);
    for (const { index } of text.slice(from, colon).matchAll(SENTENCE_START)) {
      const label = text.slice(from + index, colon).trimEnd();
      if (!isNameLike(label) || !isSpeaker(label)) continue;
      const length = colon + 1 - (from + index);
      return { label, start: null, end: null, length, certainty: 'certain', at: from + index };
    }
  }
  return null;
}

const lastWord = (name: string): string => labelKey(name).split(' ').at(-1) ?? '';

const isOneSmallWord = (label: string): boolean =>
  /^\p{Ll}[\p{L}\p{M}\d._-]{1,30}$/u.test(label) && !isRemark(label);

/** "ana quibb", "ana de la cruz": two words that may be a name, and what may stand between them. */
const SMALL_NAME =
  /^(?!(?:i|you|he|she|it|we|they|this|that|these|those|there|here|the|an?|my|your|his|her|its|our|their|one|first|second|third|last|next|start|end|and|but|or|so|if|as|to|in|on|at|for|with|from|by|not|no|yes|what|who|why|how|when|where|is|was|are) )\p{Ll}[\p{Ll}\p{M}.'’-]{0,30}(?: (?:de|da|do|dos|del|della|di|du|la|le|van|von|der|den|ten|bin|al|el)){0,2} (?!(?:said|says|asked|asks|told|tells|added|adds|wrote|writes|time|date|number|name|is|was|are|of|to|that|this|it)$)\p{Ll}[\p{Ll}\p{M}.'’-]{0,30}$/u;
const LETTERS = /^Q(?:\t| {2,9})\S[^\n]*\n[^]{0,20000}?^Q(?:\t| {2,9})\S/mu;
const SENTENCE_START = /(?<=[.?!…)\]"”’»]\s)\S/gu;
const NAME_AND_BRACKET = /^([^[\]:：.!?…]{2,60}?)[ \t]{1,4}(?=\\?\[\d)/u;
/** "Ana Ruiz -- Chief Executive Officer", as calls of companies have it. */
const NAME_AND_TITLE =
  /^(?<name>\p{Lu}[^\s–—-][^\n–—]{0,40}? \p{L}[^\n–—]{0,40}?) -- (?<title>\p{Lu}.{1,80})$/u;
const WORD = /^\p{Lu}[\p{Ll}\p{M}'’-]{1,20}$/u;
/** What people say with one word, and do not always end with a stop. */
const SAID_ALONE = new Set(
  (
    'yes no yeah yep nope right okay ok well thanks hello hi hey wow exactly sure absolutely correct true false never always ' +
    'maybe perhaps mm hmm mhm uh um ah oh bye goodbye please sorry what why who how when where music applause laughter silence ' +
    'break intro outro introduction conclusion related share advertisement'
  ).split(' '),
);
/** Who has no name, alone on a line. */
const SOMEBODY =
  /^(?:(?:Man|Woman|Boy|Girl|Person|Narrator|Question|Reporter|Interpreter|Translator|Operator|Moderator|Analyst|Interviewer|Host)(?: #?\d{1,2})?|Un(?:identified|known) (?:Speaker|Analyst|Participant|Company Representative|Attendee)(?: #?\d{1,2})?)$/u;
