import type { Blockquote, PhrasingContent } from 'mdast';
import {
  describeContent,
  inlineContent,
  markParentheses,
  plainText,
  segmentNodes,
} from '../transcript/content.ts';
import { isMarkedDirection, isStandAloneDirection } from '../transcript/direction.ts';
import { sameLanguage } from '../transcript/language.ts';
import { inferRelays } from '../transcript/infer-relays.ts';
import { LabelIndex, labelKey, resolveLabel } from '../transcript/label.ts';
import type {
  LanguageSegmentNode,
  Person,
  RecordKind,
  Speaker,
  Rights,
  Transcript,
  Turn,
  TurnBlock,
} from '../transcript/model.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { formatTime } from '../transcript/time.ts';
import { castOf, type Cast, type SpeakerChoice } from './cast.ts';
import type { Heard, Passage, Reading } from './format.ts';
import { isNameLike, isPseudoSpeaker } from './label-shape.ts';
import { loneBrackets, reportLoneBrackets } from './lone-brackets.ts';
import { markNotices, provenanceOf, rightsOf } from './notices.ts';
import { spellingIn } from './spelling.ts';

/** What the editor says of a source; it goes before what the source says of itself. */
export interface AssembleOptions {
  title: string;
  date: string | null;
  program: string | null;
  /** A BCP 47 tag. */
  language: string;
  record: RecordKind;
  draft: boolean;
  speakers: readonly SpeakerChoice[];
  people: ReadonlyMap<string, Person>;
  /** As `CastOptions` has them. */
  newcomers?: ReadonlySet<string>;
}

export interface Assembled {
  transcript: Transcript;
  /** Speakers whom no file tells of yet. */
  newPeople: Person[];
  /** The lines about rights, where the source has them. */
  notices: PlacedNotice[];
}

/** A line about rights in its place. */
export interface PlacedNotice extends Passage {
  /** How many chapters, directions and paragraphs come before it. */
  step: number;
}

/** Makes a transcript of what a format heard: tells speakers, directions and rights apart, and reports every doubt. */
export function assemble(
  reading: Reading,
  options: AssembleOptions,
  report: ProblemReporter,
): Assembled {
  const given = options.speakers.map(({ label }) => labelKey(label));
  const heard = joinLabels(
    withoutPseudoSpeakers(markNotices(reading.heard, report), given),
    report,
  );
  const labels = heard.filter((item) => item.kind === 'label');
  const words = heard.filter((item) => item.kind === 'words').map(({ text }) => text);
  const spell = spellingIn(
    words,
    labels.map(({ text }) => text),
  );
  const { speakers: choices } = options;
  const { introduced = [] } = reading;
  const cast = castOf(labels, { ...options, choices, introduced, spell }, report);
  const notices = placedNotices(heard);
  const noticeTexts = notices.map(({ text }) => text);
  const provenance = reading.provenance ?? provenanceOf(noticeTexts);
  const { stated = {} } = reading;
  const isDraft = options.draft || provenance?.kind === 'machine';

  const transcript: Transcript = {
    title: options.title,
    description: stated.description ?? null,
    about: stated.about ?? null,
    date: options.date,
    recorded: stated.recorded ?? null,
    published: stated.published ?? null,
    updated: stated.updated ?? null,
    rebroadcastOf: stated.rebroadcastOf ?? null,
    aliases: [],
    translatedBy: stated.translatedBy ?? null,
    program: options.program ?? stated.program ?? null,
    language: options.language,
    record: options.record === 'summary' ? 'summary' : (stated.record ?? 'verbatim'),
    provenance,
    status: isDraft ? 'draft' : (stated.status ?? 'published'),
    inferred: [...(stated.inferred ?? [])],
    speakers: cast.speakers,
    turns: [],
    directions: [],
    chapters: [],
    rights: withStatedRights(rightsOf(noticeTexts), stated.rights ?? null),
    source: stated.source ?? null,
    corrections: [...(stated.corrections ?? [])],
  };
  addTurns(transcript, heard, cast, report);
  sortByFirstTurn(transcript);
  inferRelays(transcript);
  reportUnreadLabels(transcript, heard, report);
  if (reading.isWritten !== true) reportAdjoiningTurns(transcript, report);
  return { transcript, newPeople: cast.newPeople, notices };
}

/** The lines about rights among the words stand first: they are held against the source's. */
function withStatedRights(found: Rights | null, stated: Rights | null): Rights | null {
  if (!found || !stated) return found ?? stated;
  const notices = [found.notice, stated.notice].filter((notice) => notice !== null);
  return { ...stated, holder: stated.holder ?? found.holder, notice: notices.join('\n\n') };
}

function placedNotices(heard: readonly Heard[]): PlacedNotice[] {
  const notices: PlacedNotice[] = [];
  let step = 0;
  for (const item of heard) {
    if (item.kind === 'notice') notices.push({ ...item, step });
    else if (item.kind !== 'label') step += 1;
  }
  return notices;
}

/**
 * "Jingle", "SUBTITLE" and their like are nobody: what stands under such a label is a direction, unless the editor says
 * who speaks there, or no brackets can hold it.
 */
function withoutPseudoSpeakers(heard: readonly Heard[], given: readonly string[]): Heard[] {
  const told: Heard[] = [];
  let pseudo: Extract<Heard, { kind: 'label' }> | null = null;
  for (const [index, item] of heard.entries()) {
    if (item.kind === 'label' || item.kind === 'heading') pseudo = null;
    if (item.kind === 'label' && isPseudoSpeaker(item.text) && !item.means) {
      let end = index + 1;
      while (heard[end]?.kind === 'words') end += 1;
      const under = heard.slice(index + 1, end);
      const canStand = [item, ...under].every(({ text }) => isMarkedDirection(`(${text})`));
      if (canStand && !given.includes(labelKey(item.text))) {
        pseudo = item;
        if (under.length === 0) told.push({ ...item, kind: 'direction' });
        continue;
      }
    }
    if (pseudo && item.kind === 'words') {
      const isFirst = heard[index - 1] === pseudo;
      const text = isFirst ? `${pseudo.text}: ${item.text}` : item.text;
      const { line, column } = isFirst ? pseudo : item;
      told.push({ kind: 'direction', text, line, column });
    } else told.push(item);
  }
  return told;
}

/** A label without words ("LEE OSEI: DANA COLE: Hello") is kept with the label whose words follow. */
function joinLabels(heard: readonly Heard[], report: ProblemReporter): Heard[] {
  const joined: Heard[] = [];
  for (const item of heard) {
    const last = joined.at(-1);
    if (item.kind === 'label' && last?.kind === 'label' && isRunOn(last.text)) {
      report(
        'warning',
        last,
        `"${last.text}:" has no words; a clip is probably missing. The label is kept with the next, "${item.text}", to whom the words are given.`,
      );
      joined[joined.length - 1] = {
        ...item,
        text: `${last.text}: ${item.text}`,
        line: last.line,
        column: last.column,
      };
    } else {
      joined.push(item);
    }
  }
  return joined;
}

/** More labels in a row than a missing clip or two leave are left to the editor. */
const isRunOn = (label: string): boolean => label !== '' && label.length < 200;

function addTurns(
  transcript: Transcript,
  heard: readonly Heard[],
  cast: Cast,
  report: ProblemReporter,
): void {
  const { turns, directions, chapters, language } = transcript;
  const notes = new Map<string, TurnBlock[]>();
  const relays = new Map<LanguageSegmentNode, number>();
  const bracketed: Passage[] = [];
  let open: Turn | null = null;
  const openTurn = (
    place: Place,
    label: string,
    speaker: string,
    times: Times = NO_TIMES,
  ): Turn => {
    const { line, column } = place;
    const turn: Turn = {
      n: turns.length + 1,
      label,
      speaker,
      ...times,
      content: [],
      text: '',
      givenId: null,
      segments: [],
      notes: [],
      place: { line, column },
    };
    turns.push(turn);
    return turn;
  };
  const addDirection = (text: string) => {
    const last = turns.at(-1);
    const block = last?.content.length ?? 0;
    directions.push({ after: last?.n ?? null, text, block, chapter: chapters.length });
  };

  for (const [index, item] of heard.entries()) {
    switch (item.kind) {
      case 'label': {
        if (item.text === '') infer(transcript, turns.length + 1);
        const name = item.text || (item.means?.name ?? '');
        const nameless = () =>
          item.isOpening === true
            ? speakerWithoutLabel(transcript, heard.slice(index + 1), item, cast, report)
            : cast.addVoice(UNKNOWN_VOICE);
        const speaker = name === '' ? nameless() : cast.speakerOf(name);
        open = openTurn(item, item.text, speaker, timesOf(item, turns, report));
        break;
      }
      case 'heading':
        chapters.push({ before: turns.length + 1, title: item.text });
        open = null;
        break;
      case 'direction': {
        const text = inParentheses(item.text);
        // A label is owed words, so what comes right after it is the turn's first paragraph.
        if (open?.content.length !== 0) addDirection(text);
        else open.content.push({ type: 'paragraph', children: inlineContent(text, language) });
        break;
      }
      case 'words':
        if (open?.content.length !== 0 && !item.notes?.size && !item.quotation) {
          if (isStandAloneDirection(item.text, language)) {
            addDirection(item.text);
            break;
          }
          const text = item.text.trim().replace(FULL_WIDTH, '($1)');
          const lone = loneBrackets(text);
          if (lone === 'unsure') bracketed.push(item);
          if (lone !== 'words') {
            addDirection(text);
            break;
          }
        }
        open ??= openTurn(
          item,
          '',
          speakerWithoutLabel(transcript, heard.slice(index), item, cast, report),
        );
        open.content.push(
          item.quotation
            ? quotationIn(item.quotation, language)
            : {
                type: 'paragraph',
                children: item.content
                  ? markParentheses(
                      notAsLabel(unmarkLanguage(item.content, language), transcript.speakers),
                      language,
                    )
                  : inlineContent(item.text, language),
              },
        );
        for (const [identifier, note] of item.notes ?? []) notes.set(identifier, note);
        for (const [segment, turn] of item.relayedIn ?? []) relays.set(segment, turn);
        break;
      case 'notice':
        break;
    }
  }
  reportLoneBrackets(bracketed, report);
  for (const turn of turns) {
    const { text, segments, marks } = describeContent(turn.content);
    turn.text = text;
    turn.segments = segments;
    for (const [index, node] of relays.size > 0 ? segmentNodes(turn.content).entries() : []) {
      const segment = segments[index];
      if (segment) segment.relayedIn = relays.get(node) ?? null;
    }
    turn.notes = marks.flatMap(({ identifier, offset }) => {
      const content = notes.get(identifier);
      return content ? [{ text: describeContent(content).text, offset, content }] : [];
    });
    if (text === '') {
      report(
        'error',
        turn.place,
        `"${excerpt(turn.label)}:" has no words; expected words after it. Add them, or remove the label.`,
      );
    }
  }
}

/** A block quote in a transcript's language, with what its parentheses mean. */
const quotationIn = ({ children }: Blockquote, language: string): Blockquote => ({
  type: 'blockquote',
  children: children.map((child) => {
    if (child.type === 'blockquote') return quotationIn(child, language);
    return child.type === 'paragraph'
      ? { ...child, children: markParentheses(unmarkLanguage(child.children, language), language) }
      : child;
  }),
});

/** What is in the transcript's own language is no other-language segment, though a source marks it as its own. */
const unmarkLanguage = (nodes: readonly PhrasingContent[], language: string): PhrasingContent[] =>
  nodes.flatMap((node) =>
    node.type === 'languageSegment' &&
    node.delivery === 'original' &&
    sameLanguage(node.language, language)
      ? node.children
      : [node],
  );

/** Bold words that open with a speaker's name and a colon would read as a misprinted label: they are kept without bold. */
function notAsLabel(content: PhrasingContent[], speakers: readonly Speaker[]): PhrasingContent[] {
  const [first, ...rest] = content;
  if (first?.type !== 'strong') return content;
  const [name = '', words] = plainText(content).slice(0, LONGEST_NAME).split(/[:：]/u, 2);
  const isName = words !== undefined && resolveLabel(name, speakers).kind === 'speaker';
  return isName ? notAsLabel([...first.children, ...rest], speakers) : content;
}

const LONGEST_NAME = 200;
/** The parentheses of Chinese and Japanese. */
const FULL_WIDTH = /^（([^（）()]*)）$/u;
const MARKS_AROUND = /^[\s"“'‘«»>*_[–—-]+|[\s"”'’«»*_\]]+$/gu;

type Times = Pick<Turn, 'start' | 'end'>;
const NO_TIMES: Times = { start: null, end: null };
const UNKNOWN_VOICE = 'Unidentified voice';

/** A label's times, to the millisecond. Those that run backwards would not build; they are reported and left out. */
function timesOf(
  { start, end, line, column }: Extract<Heard, { kind: 'label' }>,
  turns: readonly Turn[],
  report: ProblemReporter,
): Times {
  if (start === null) return NO_TIMES;
  const from = toMilliseconds(start);
  const to = end === null ? null : toMilliseconds(end);
  const before = turns.findLast((turn) => turn.start !== null);
  if (typeof before?.start === 'number' && from < before.start) {
    report(
      'warning',
      { line, column },
      `Time ${formatTime(from)} runs backwards: the turn of line ${String(before.place.line)} starts at ${formatTime(before.start)}; expected a later time. It is left out. Correct one of the two.`,
    );
    return NO_TIMES;
  }
  if (to !== null && to < from) {
    report(
      'warning',
      { line, column },
      `The turn ends at ${formatTime(to)}, before it starts at ${formatTime(from)}; expected the end after the start. The end is left out.`,
    );
    return { start: from, end: null };
  }
  return { start: from, end: to };
}

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** A format may mark a direction without printing its parentheses; brackets hold a parenthesis that does not close. */
const inParentheses = (text: string): string =>
  [text, `(${text})`].find(isMarkedDirection) ?? `[${text}]`;

/**
 * Who speaks where no label says so. After a heading, whoever spoke before it. At the opening, the only one of the
 * possible openers whose label does not come next; where there is no such one, a voice of which nothing is known.
 */
function speakerWithoutLabel(
  transcript: Transcript,
  following: readonly Heard[],
  place: Place,
  cast: Cast,
  report: ProblemReporter,
): string {
  const { turns, speakers } = transcript;
  infer(transcript, turns.length + 1);
  const before = turns.at(-1)?.speaker;
  const nextLabel = following.find(({ kind }) => kind === 'label')?.text ?? '';
  const next = cast.speakerOf(nextLabel);
  const fitting = cast.possibleOpeners.filter((id) => id !== next);
  const [only] = fitting;
  const speaker = before ?? (only !== undefined && fitting.length === 1 ? only : null);
  if (speaker === null) {
    report(
      'warning',
      place,
      `The text opens without a label, and ${fitting.length === 0 ? 'nobody' : 'not only one person'} fits; it is given to an unidentified voice. Put the speaker's label before it.`,
    );
    return cast.addVoice(UNKNOWN_VOICE);
  }
  const name = speakers.find(({ id }) => id === speaker)?.name ?? speaker;
  report(
    'warning',
    place,
    before === undefined
      ? `The text opens without a label; it is given to ${name}, the only one who fits, and marked as inferred. Check it.`
      : `No label follows the heading; the words are given to ${name}, who spoke before it, and marked as inferred. Check it.`,
  );
  return speaker;
}

/**
 * Words that open with a speaker's name and a colon, and that no format took for a label, may be somebody else's; so may
 * those that open again and again with what could be a full name.
 */
function reportUnreadLabels(
  { speakers }: Transcript,
  heard: readonly Heard[],
  report: ProblemReporter,
): void {
  const index = new LabelIndex(speakers);
  const others = new Map<string, { name: string; first: Heard; label: string; count: number }>();
  let label = '';
  for (const [at, item] of heard.entries()) {
    if (item.kind === 'label') label = item.text;
    if (item.kind !== 'words' || heard[at - 1]?.kind === 'label') continue;
    const colon = item.text.slice(0, LONGEST_NAME).search(/[:：](?:\s|$)/u);
    const name = item.text.slice(0, Math.max(colon, 0)).replace(MARKS_AROUND, '');
    if (name === '') continue;
    const meaning = index.resolve(name);
    if (meaning.kind !== 'speaker') {
      const key = labelKey(name);
      const other = others.get(key) ?? { name, first: item, label, count: 0 };
      other.count += 1;
      if (FULL_NAME.test(name) && isNameLike(name)) others.set(key, other);
      continue;
    }
    report(
      'warning',
      item,
      `"${excerpt(name)}:" looks like a label and was read as words${label === '' ? '' : ` of "${excerpt(label)}"`}. If ${meaning.speaker.name} speaks here, write it as the other labels are written, or put the label into the written file.`,
    );
  }
  for (const { name, first, label: speaking, count } of others.values()) {
    if (count < 2) continue;
    report(
      'warning',
      first,
      `"${excerpt(name)}:" opens ${String(count)} paragraphs as a label would and was read as words${speaking === '' ? '' : `, here of "${excerpt(speaking)}"`}. If ${excerpt(name)} speaks there, write it as the other labels are written.`,
    );
  }
}

/** "Ana Ruiz", and not "Ana" or "New York, sunny". */
const FULL_NAME = /^(?:\p{Lu}[\p{L}\p{M}.'’-]{0,30} ){1,3}\p{Lu}[\p{L}\p{M}'’-]{1,30}$/u;

/** Marks the speaker of a turn as a conclusion. */
function infer({ inferred }: Transcript, turn: number): void {
  const path = `turns.t${String(turn)}.speaker`;
  if (!inferred.includes(path)) inferred.push(path);
}

function sortByFirstTurn({ speakers, turns }: Transcript): void {
  const order = new Map<string, number>();
  for (const { n, speaker } of turns) if (!order.has(speaker)) order.set(speaker, n);
  const firstTurn = ({ id }: Speaker) => order.get(id) ?? -1;
  speakers.sort((a, b) => firstTurn(a) - firstTurn(b));
}

function reportAdjoiningTurns(
  { turns, directions, speakers }: Transcript,
  report: ProblemReporter,
): void {
  const ends = new Set(directions.map(({ after, block }) => `${String(after)} ${String(block)}`));
  const names = new Map(speakers.map(({ id, name }) => [id, name]));
  for (const [index, turn] of turns.entries()) {
    const before = turns[index - 1];
    // Whoever asks is not told apart: two questions in a row are two people's.
    if (before?.speaker !== turn.speaker || /^Q?$/.test(turn.label)) continue;
    if (ends.has(`${String(before.n)} ${String(before.content.length)}`)) continue;
    const name = names.get(turn.speaker) ?? turn.speaker;
    report(
      'warning',
      turn.place,
      `Turns ${String(before.n)} and ${String(turn.n)} are both ${name}'s; between them a clip is probably missing. Both are kept. If the source has words there, add them.`,
    );
  }
}
