import type { ProblemReporter } from '../transcript/problem.ts';
import type { Format, Heard, Reading } from './format.ts';
import { linesOf } from './lines.ts';
import { MACHINE } from './machine-captions.ts';

/**
 * Text that editing software exports (Adobe Premiere Pro): two timecodes on a line (SMPTE ST 12-1), who speaks on the
 * next, and the words below until the next two. A timecode's frames are left out, since a text does not say how many
 * make a second; what the software takes for a voice it counts, or calls "Unknown".
 */
export const timecodes: Format = {
  id: 'timecodes',
  name: 'Text with timecodes (Premiere Pro)',
  example: [
    '00:00:04:12 - 00:00:08:01',
    'Ana Ruiz',
    'The ice is back.',
    '',
    '00:00:09:00 - 00:00:12:20',
    'Speaker 2',
    'I can hear it from here.',
  ].join('\n'),
  detect,
  read,
  *wording(source) {
    for (const line of linesOf(source)) if (!TIMECODES.test(line.text)) yield line;
  },
};

function detect(source: string): number {
  let timed = 0;
  let lines = 0;
  for (const { text } of linesOf(source)) {
    if (text === '') continue;
    if (TIMECODES.test(text)) timed += 1;
    lines += 1;
    if (lines >= LINES_TO_DETECT) break;
  }
  return timed > 0 && timed * 12 >= lines ? 0.8 : 0;
}

function read(source: string, report: ProblemReporter): Reading {
  const heard: Heard[] = [];
  let times: { start: number; end: number } | null = null;
  let isFirst = true;
  for (const { text, line, column } of linesOf(source)) {
    const [, start, end] = TIMECODES.exec(text) ?? [];
    if (start !== undefined && end !== undefined) {
      if (isFirst) {
        report(
          'warning',
          { line, column },
          `"${text}" counts frames, and the text does not say how many make a second: times are read to the second. Correct them in the written file if it matters.`,
        );
      }
      isFirst = false;
      times = { start: secondsOf(start), end: secondsOf(end) };
    } else if (times) {
      heard.push({ kind: 'label', text, ...times, line, column });
      times = null;
    } else if (text !== '') heard.push({ kind: 'words', text, line, column });
  }
  const isCounted = heard.some(({ kind, text }) => kind === 'label' && COUNTED.test(text));
  const provenance = isCounted ? MACHINE : null;
  return { heard, title: null, date: null, language: null, provenance };
}

const secondsOf = (clock: string): number =>
  clock.split(/[:;]/u).reduce((sum, part) => sum * 60 + Number(part), 0);

/** "00:00:04:12 - 00:00:08:01", with semicolons where frames are dropped. */
const TIMECODES =
  /^\s{0,9}(\d{2}[:;][0-5]\d[:;][0-5]\d)[:;]\d{2} ?[-–] ?(\d{2}[:;][0-5]\d[:;][0-5]\d)[:;]\d{2}\s{0,9}$/u;
const COUNTED = /^(?:Speaker \d{1,3}|Unknown)$/u;
const LINES_TO_DETECT = 2000;
