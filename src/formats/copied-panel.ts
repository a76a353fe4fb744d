import { clockAtStart, type Clock } from './clock.ts';
import type { Format, Passage, Reading } from './format.ts';
import { dateIn } from './head-lines.ts';
import { isNameLike } from './label-shape.ts';
import { linesOf } from './lines.ts';
import { nameTwoSpacesTime } from './otter.ts';
import {
  readTurnLines,
  wordingOfTurnLines,
  type LineOpening,
  type TurnLines,
} from './turn-lines.ts';

/**
 * A transcript as it comes when it is copied from a page beside its recording: a name on a line of its own, its time on the
 * next, the words below. Microsoft Teams adds the initials of an avatar above the name, the time once more as it is read
 * aloud ("0 minutes 3 seconds", in the language of the page), and before each sentence who says it and when.
 */
export const copiedPanel: Format = {
  id: 'copied-panel',
  name: 'Transcript copied from a page (Microsoft Teams)',
  example: [
    'AR',
    'Ana Ruiz',
    '0 minutes 3 seconds',
    '0:03',
    'Ana Ruiz 0 minutes 3 seconds',
    'The ice is back.',
    'LO',
    'Lee Osei',
    '0 minutes 7 seconds',
    '0:07',
    'Lee Osei 0 minutes 7 seconds',
    'I can hear it from here.',
  ].join('\n'),
  atMost: 0.85,
  detect,
  read(source, report, options): Reading {
    const { text, isTeams } = panelOf(source);
    const reading = readTurnLines(text, PANEL, report, options);
    const provenance = { kind: 'machine', by: 'Microsoft Teams', on: null } as const;
    return isTeams ? { ...reading, provenance } : reading;
  },
  wording: (source, options) => wordingOfTurnLines(panelOf(source).text, PANEL, options),
};

/** As the lines of a panel are put together. */
const PANEL: TurnLines = {
  opening: (line) => nameTwoSpacesTime(line) ?? spokenOpening(line),
  markdown: false,
  wordsBelow: true,
  opensWith: 'preamble',
};

function detect(source: string): number {
  if (!TIME_ALONE.test(source) && !TRANSCRIPTION.test(source)) return 0;
  const { turns, lines, otherTimes, isTeams } = panelOf(source);
  if (turns * 20 < lines) return 0;
  if (isTeams) return turns > 0 ? 0.85 : 0;
  return turns > 1 && otherTimes < turns ? 0.72 : 0;
}

interface Panel {
  /** Line for line the source, with each name and its time on one, and without what the page adds. */
  text: string;
  /** How many names have times. */
  turns: number;
  /** How many lines have anything on them. */
  lines: number;
  /** How many times are nobody's. */
  otherTimes: number;
  isTeams: boolean;
}

function panelOf(source: string): Panel {
  const lines = [...linesOf(source)];
  const headers = headersIn(lines);
  const texts = lines.map(({ text }) => text);
  const marked = headers.filter(({ initials }) => initials !== null);
  const isSpoken = headers.some(({ aloud }) => aloud !== '');
  // Where names have no avatars, two letters above one are a word: "OK" above Olha Kovach.
  const areInitials = isSpoken || marked.length * 2 > headers.length;
  for (const { name, label, time, rest, initials } of headers) {
    texts[name] = `${label}  ${time}`;
    for (const index of rest) texts[index] = '';
    if (areInitials && initials !== null) texts[initials] = '';
  }
  const units = unitsOf(['hour minute second', ...headers.map(({ aloud }) => aloud)]);
  takeRepeatsOff(texts, units);
  const isTeams =
    (areInitials && marked.length > 0) ||
    isSpoken ||
    texts.some((text) => spokenOpening(text) !== null) ||
    TRANSCRIPTION.test(source);
  return {
    text: texts.join('\n'),
    turns: texts.filter((text) => PANEL.opening(text) !== null).length,
    lines: lines.filter(({ text }) => text !== '').length,
    otherTimes: texts.filter((text) => clockLine(text) !== null).length,
    isTeams,
  };
}

/** A name and its times, by the positions of their lines. */
interface Header {
  name: number;
  label: string;
  /** As it is printed. */
  time: string;
  /** The lines of the times. */
  rest: number[];
  /** The line of the avatar's initials; `null` where there is none. */
  initials: number | null;
  /** The time as it is read aloud; empty where it does not stand there. */
  aloud: string;
}

function headersIn(lines: readonly Passage[]): Header[] {
  const headers: Header[] = [];
  let before: number | null = null;
  let taken = -1;
  for (const [index, { text }] of lines.entries()) {
    if (text === '') continue;
    const last = before;
    before = index;
    if (index <= taken || !isNameLike(text) || clockLine(lines[last ?? -1]?.text ?? '')) continue;
    const timed = dateIn(text) === null ? timesBelow(lines, index) : null;
    if (!timed) continue;
    const above = last !== null && last > taken && index - last <= GAP ? last : null;
    const isAvatar = above !== null && areInitialsOf(lines[above]?.text ?? '', text);
    headers.push({ name: index, label: text, ...timed, initials: isAvatar ? above : null });
    taken = timed.rest.at(-1) ?? index;
  }
  return headers;
}

/** The times on the lines below a name: as a clock, as it is read aloud, or both. */
function timesBelow(
  lines: readonly Passage[],
  name: number,
): Pick<Header, 'time' | 'rest' | 'aloud'> | null {
  const first = nextLine(lines, name);
  if (first === null) return null;
  const text = lines[first]?.text ?? '';
  if (clockLine(text)) return { time: text, rest: [first], aloud: '' };
  const spoken = spokenTime(text);
  if (!spoken) return null;
  const aloud = text.slice(0, spoken.length);
  const beside = text.slice(spoken.length).trim();
  if (beside !== '') {
    const isSame = isToldBy(spoken, clockLine(beside));
    return isSame ? { time: beside, rest: [first], aloud } : null;
  }
  const second = nextLine(lines, first);
  const clock = lines[second ?? -1]?.text ?? '';
  if (second !== null && isToldBy(spoken, clockLine(clock))) {
    return { time: clock, rest: [first, second], aloud };
  }
  // "1h 4m 5s" is how long a recording is.
  return /\p{L}{2}/u.test(text) ? { time: clockOf(spoken), rest: [first], aloud } : null;
}

/** The next line with anything on it, where at most one that has nothing comes before it. */
function nextLine(lines: readonly Passage[], from: number): number | null {
  for (let index = from + 1; index <= from + GAP && index < lines.length; index += 1) {
    if (lines[index]?.text !== '') return index;
  }
  return null;
}

/** Whether letters are those with which words of a name begin, in their order or, as in "Cole, Dana", the other way round. */
function areInitialsOf(letters: string, name: string): boolean {
  if (!/^[\p{L}\p{N}]{1,3}$/u.test(letters) || letters !== letters.toUpperCase()) return false;
  const firsts = name.toUpperCase().match(/(?<![\p{L}\p{N}\p{M}'’])[\p{L}\p{N}]/gu) ?? [];
  const order = Array.from(letters);
  return isWithin(order, firsts) || isWithin(order.toReversed(), firsts);
}

/** Whether some items come among others, in their order. */
function isWithin<Item>(part: readonly Item[], whole: readonly Item[]): boolean {
  let at = 0;
  for (const item of whole) if (item === part[at]) at += 1;
  return at === part.length;
}

/** Takes who speaks and when off the sentences of a turn, where its name has just been told. */
function takeRepeatsOff(texts: string[], units: ReadonlySet<string>): void {
  let speaker: string | null = null;
  for (const [index, text] of texts.entries()) {
    const repeated = speaker === null ? null : spokenAfter(speaker, text, units);
    if (repeated !== null) texts[index] = text.slice(repeated).trim();
    else speaker = PANEL.opening(text)?.label ?? speaker;
  }
}

/** How much of a line tells a known speaker and a time as it is read aloud; `null` where it does not. */
function spokenAfter(speaker: string, line: string, units: ReadonlySet<string>): number | null {
  if (!line.startsWith(`${speaker} `)) return null;
  const spoken = spokenTime(line.slice(speaker.length + 1));
  if (!spoken) return null;
  const length = speaker.length + 1 + spoken.length;
  const own = unitsOf([line.slice(speaker.length, length)]);
  return own.isSubsetOf(units) && !/^\s/u.test(line.slice(length)) ? length : null;
}

/** With which letters the units begin that times have as they are read aloud: "min", "sec". */
function unitsOf(aloud: readonly string[]): Set<string> {
  const letters = aloud.flatMap((text) => text.match(/(?<!\p{L})\p{L}{1,3}/gu) ?? []);
  return new Set(letters.map((unit) => unit.toLowerCase()));
}

/** "Ana Ruiz 0 minutes 3 seconds": who speaks and when as it is read aloud, in English, where no line above told the name. */
function spokenOpening(line: string): LineOpening | null {
  const { name, time } = SPOKEN_OPENING.exec(line.slice(0, LONGEST_OPENING))?.groups ?? {};
  const spoken = spokenTime(time ?? '');
  if (name === undefined || !spoken || !isNameLike(name)) return null;
  const length = name.length + 1 + spoken.length;
  return { label: name, start: secondsOf(spoken), end: null, length, certainty: 'certain' };
}

/** A time as it is read aloud: its numbers from hours to seconds, and how much of a text it is. */
interface SpokenTime {
  numbers: number[];
  length: number;
}

function spokenTime(text: string): SpokenTime | null {
  const [spoken] = SPOKEN.exec(text.slice(0, LONGEST_OPENING)) ?? [];
  if (spoken === undefined) return null;
  return { numbers: (spoken.match(/\d+/gu) ?? []).map(Number), length: spoken.length };
}

const secondsOf = ({ numbers }: SpokenTime): number =>
  numbers.reduce((sum, number) => sum * 60 + number, 0);

const clockOf = ({ numbers }: SpokenTime): string =>
  numbers.map((number) => String(number).padStart(2, '0')).join(':');

/** Whether a clock has the same numbers, or more where what is nought is not read aloud. */
function isToldBy({ numbers }: SpokenTime, clock: Clock | null): boolean {
  if (!clock) return false;
  const parts = [clock.start / 3600, (clock.start / 60) % 60, clock.start % 60].map(Math.floor);
  return isWithin(numbers, parts);
}

/** The time that a line is, without anything else. */
function clockLine(line: string): Clock | null {
  const clock = line.length <= LONGEST_CLOCK ? clockAtStart(line) : null;
  return clock?.length === line.length ? clock : null;
}

/** Lines: one that has nothing may stand between. */
const GAP = 2;
/** Characters. */
const LONGEST_CLOCK = 60;
/** Characters. */
const LONGEST_OPENING = 160;
const UNIT = String.raw`\d{1,3}[ \u00A0]?\p{L}[\p{Ll}\p{Lo}\p{M}]{0,14}(?!\p{Ll})`;
/** "1 hour 2 minutes 3 seconds", in any language. */
const SPOKEN = new RegExp(`^${UNIT}(?:,? ${UNIT}){1,2}`, 'u');
const SPOKEN_OPENING =
  /^(?<name>\S.{0,80}?) (?<time>(?:\d{1,2} hours? )?\d{1,2} minutes? \d{1,2} seconds?)(?!\p{Ll})(?=$|\S)/u;
const TIME_ALONE =
  /^[ \t\u00A0]{0,20}(?:[[(]?\d{1,3}:[0-5]\d(?::[0-5]\d)?[\])]?|.{0,80}\d minutes? \d{1,2} seconds?\b.{0,40}|\d{1,3}[ \u00A0]\p{L}{1,15},? \d{1,3}[ \u00A0]\p{L}{1,15}(?: ?\d{1,3}:[\d:]{2,5})?)[ \t\u00A0]{0,20}$/mu;
/** What the program says of itself. */
const TRANSCRIPTION = /^.{1,80} (?:started|stopped) transcription[ \t\u00A0]{0,20}$/mu;
