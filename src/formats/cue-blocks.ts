import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { formatTime } from '../transcript/time.ts';
import { readingIn } from './cue-text.ts';
import { cueOf, type Cue } from './cues.ts';
import type { Passage } from './format.ts';

/** What a caption format has before the text of a cue. */
export interface CueSyntax {
  /** A line of times; `malformed` where a line can be nothing else, yet can't be read; `null` where it is text. */
  timesOf(line: Passage, report: ProblemReporter): CueTimes | 'malformed' | null;
  /** Whether a line that times follow, after a blank line or not, names the cue and is no text. */
  isIdentifier(text: string, afterBlank: boolean): boolean;
  /** A line of times as it should be. */
  example: string;
}

export type CueTimes = Pick<Cue, 'start' | 'end'>;

/**
 * The cues of caption lines. A cue's text ends where the next cue begins, so that a blank line in it loses no words.
 */
export function readCues(
  lines: readonly Passage[],
  syntax: CueSyntax,
  report: ProblemReporter,
): Cue[] {
  const cues: { times: CueTimes; lines: Passage[] }[] = [];
  const silent = () => undefined;
  const isTimes = (line: Passage | undefined) => line && syntax.timesOf(line, silent) !== null;
  let afterBlank = true;
  let isTold = false;
  reportReadings(lines, report);
  const lastLine = lines.findLastIndex(({ text }) => text !== '');
  for (const [index, line] of lines.entries()) {
    const { text } = line;
    if (text === '') {
      afterBlank = true;
      continue;
    }
    const times = syntax.timesOf(line, report);
    const current = cues.at(-1);
    if (times !== null) {
      cues.push({ times: times === 'malformed' ? NO_TIMES : times, lines: [] });
      if (times === 'malformed') reportMalformed(line, syntax, report);
    } else if (isTimes(lines[index + 1]) && syntax.isIdentifier(text, afterBlank)) {
      // It names the cue that follows.
    } else if (index === lastLine && afterBlank && index > 0 && isCutOff(text)) {
      report(
        'warning',
        line,
        `The file seems to break off here: after "${text}" a cue is missing. Compare it with its original.`,
      );
    } else {
      const isStray = afterBlank && (!current || current.lines.length > 0);
      if (isStray && !isTold) {
        isTold = true;
        reportStray(line, current !== undefined, syntax, report);
      }
      if (current) current.lines.push(line);
      else cues.push({ times: NO_TIMES, lines: [line] });
    }
    afterBlank = false;
  }
  return cues
    .map(({ times, lines: text }) => cueOf(times, text))
    .filter((cue) => cue.lines.length > 0);
}

/** The lines of each cue, found by its times alone, as `readCues` finds them. */
export function cueLines(
  lines: readonly Passage[],
  isTimes: RegExp,
  isIdentifier: CueSyntax['isIdentifier'],
): Passage[][] {
  const cues: Passage[][] = [[]];
  const last = lines.findLastIndex(({ text }) => text !== '');
  for (const [index, line] of lines.entries()) {
    const isFirst = (lines[index - 1]?.text ?? '') === '';
    const next = lines[index + 1]?.text ?? '';
    if (isTimes.test(line.text)) cues.push([]);
    else if (isTimes.test(next) && isIdentifier(line.text, isFirst)) continue;
    else if (index === last && index > 0 && isFirst && isCutOff(line.text)) continue;
    else if (line.text !== '') cues.at(-1)?.push(line);
  }
  return cues;
}

/** A line of times as WebVTT and SubRip have it: `00:01.000 --> 00:04.000`, with a point or a comma. */
export function arrowTimes(
  line: Passage,
  isSetting: RegExp,
  report: ProblemReporter,
): CueTimes | 'malformed' | null {
  const { text } = line;
  if (!LIKE_TIMES.test(text)) return null;
  const match = TIMES.exec(text);
  if (!match) return 'malformed';
  const [whole, from = '', to = ''] = match;
  const [start, end] = [secondsOf(from), secondsOf(to)];
  if (start === null || end === null) return 'malformed';
  const rest = text.slice(whole.length).trim();
  const word = rest.split(/\s+/u).find((setting) => setting !== '' && !isSetting.test(setting));
  if (word !== undefined) {
    report(
      'error',
      { line: line.line, column: line.column + text.indexOf(rest, whole.length) },
      `"${excerpt(rest)}" stands after the times of a cue; expected its text on a line of its own. Put it on the next line.`,
    );
  }
  return timesFrom(start, end, line, report);
}

/** Times of a cue; an end before the start is told and left out. */
export function timesFrom(
  start: number,
  end: number,
  { line, column }: Place,
  report: ProblemReporter,
): CueTimes {
  if (end >= start) return { start, end };
  report(
    'warning',
    { line, column },
    `The cue ends at ${formatTime(end)}, before it starts at ${formatTime(start)}; expected the end after the start. The end is left out: correct it if it matters.`,
  );
  return { start, end: null };
}

/** `01:02:03.5` in seconds; `null` where it has 60 minutes or seconds, or more. */
export function secondsOf(time: string): number | null {
  const [seconds = 0, minutes = 0, hours = 0] = time
    .replace(',', '.')
    .split(':')
    .map(Number)
    .reverse();
  if (seconds >= 60 || minutes >= 60) return null;
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000) / 1000;
}

export const isNumber = (text: string): boolean => /^\d{1,9}$/.test(text);

/** A last line of nothing but a number, or a piece of a time. */
const isCutOff = (text: string): boolean => /^[\d:.,\s]{1,40}$/.test(text);

function reportReadings(lines: readonly Passage[], report: ProblemReporter): void {
  for (const { text, line, column } of lines) {
    const reading = readingIn(text);
    if (reading === null) continue;
    report(
      'warning',
      { line, column },
      `"${excerpt(reading)}" tells how the word before it is read (ruby text); it is left out, and so are all readings like it. Put what matters into a note of the written file.`,
    );
    return;
  }
}

function reportMalformed(
  { text, line, column }: Passage,
  { example }: CueSyntax,
  report: ProblemReporter,
): void {
  report(
    'error',
    { line, column },
    `Unreadable times "${excerpt(text)}"; expected a line such as "${example}". Correct them.`,
  );
}

function reportStray(
  { text, line, column }: Passage,
  afterCue: boolean,
  { example }: CueSyntax,
  report: ProblemReporter,
): void {
  report(
    'warning',
    { line, column },
    `"${excerpt(text)}" stands after a blank line and before any times; expected a line such as "${example}" before it. The words are kept ${afterCue ? 'with the cue before' : 'without times'}, and so are all like them.`,
  );
}

const NO_TIMES: CueTimes = { start: null, end: null };

const TIME = String.raw`(?:\d{1,4}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?`;
const TIMES = new RegExp(`^(${TIME})\\s*-->\\s*(${TIME})(?=\\s|$)`);
/** What begins with a time to the millisecond, or a time and an arrow, is no text. */
const LIKE_TIMES =
  /^(?:\d{1,4}(?::\d{1,2}){1,2}[.,]\d{3}(?!\d)|[\d:.,]{1,20}\s{0,9}(?:-{1,3}|[–—])>|-->)/;
