import type { ProblemReporter } from '../transcript/problem.ts';
import type { Transcript } from '../transcript/model.ts';
import { arrowTimes, cueLines, isNumber, readCues, type CueSyntax } from './cue-blocks.ts';
import { reportColours } from './cue-colours.ts';
import { cueWording } from './cue-wording.ts';
import { timedCues } from './cue-writing.ts';
import { heardFromCues } from './cues.ts';
import type { Format, Passage, ReadOptions, Reading } from './format.ts';
import { linesOf } from './lines.ts';
import { madeByMachine } from './machine-captions.ts';

/**
 * SubRip captions (.srt): an index, times and text, cues parted by blank lines. The format has no specification; this
 * reads what players do, with a comma or a point in the times and with indexes missing; and text beside the times rather
 * than below them, as recognisers print it.
 */
export const srt: Format = {
  id: 'srt',
  name: 'SubRip captions',
  example: [
    '1',
    '00:00:01,000 --> 00:00:04,000',
    'Dana Cole: Good morning.',
    '',
    '2',
    '00:00:04,500 --> 00:00:07,000',
    'Lee Osei: Good morning, Dana.',
  ].join('\n'),
  detect,
  read,
  wording,
};

/**
 * Writes a transcript as SubRip captions, the speaker's name before every cue. `null` where a turn has no start.
 *
 * Loses, since SubRip has cues alone, without a header, comments or marks of language: the record, ids, notes, chapters,
 * languages and markup, with words that read like markup ("<b>"). Loses, since cues are read at a glance: labels as
 * printed, which become names, paragraphs, and the border between turns in a row by one speaker. A turn without an end
 * gets one: where the next starts, or where its words, said slowly, are over.
 */
export function writeSrt(transcript: Transcript): string | null {
  const cues = timedCues(transcript);
  if (cues === null) return null;
  return cues
    .map(({ start, end, speaker, parts }, index) => {
      const words = parts.map(({ text }) => text).join('');
      const text = speaker === null ? words : `${speaker.replace(/:\s?/gu, ' ')}: ${words}`;
      return `${String(index + 1)}\n${clock(start)} --> ${clock(end)}\n${text}\n`;
    })
    .join('\n');
}

const clock = (milliseconds: number): string => {
  const pad = (value: number, width: number) => String(Math.floor(value)).padStart(width, '0');
  const hours = pad(milliseconds / 3_600_000, 2);
  const minutes = pad((milliseconds / 60_000) % 60, 2);
  const seconds = pad((milliseconds / 1000) % 60, 2);
  return `${hours}:${minutes}:${seconds},${pad(milliseconds % 1000, 3)}`;
};

function detect(source: string): number {
  let lines = 0;
  for (const { text } of linesOf(source)) {
    if (text === '') continue;
    if (LIKE_TIMES.test(text)) return lines < 4 ? 0.9 : 0.5;
    lines += 1;
    if (lines > LINES_TO_DETECT) break;
  }
  return 0;
}

function read(source: string, report: ProblemReporter, { labels }: ReadOptions): Reading {
  const cues = readCues(linesIn(source), SYNTAX, report);
  const heard = heardFromCues(cues, labels, report);
  reportColours(source, report);
  return { heard, title: null, date: null, language: null, provenance: madeByMachine(heard) };
}

function wording(source: string, { labels }: ReadOptions): Iterable<Passage> {
  return cueWording(cueLines(linesIn(source), TIMES, isNumber), labels);
}

/** The lines of a file; what stands beside the times of a cue and is no setting is a line below them. */
function linesIn(source: string): Passage[] {
  return [...linesOf(source)].flatMap((passage) => {
    const { text, column } = passage;
    const [times, gap] = BESIDE.exec(text) ?? [];
    if (times === undefined || gap === undefined) return [passage];
    const words = text.slice(times.length);
    if (words === '' || SETTING.test(words.split(/\s/u, 1)[0] ?? '')) return [passage];
    return [
      { ...passage, text: times.trimEnd() },
      { ...passage, text: words, column: column + times.length },
    ];
  });
}

const BESIDE = /^\d[\d:.,]{3,15}\s{0,9}-->\s{0,9}\d[\d:.,]{3,15}(\s{1,9})(?=\S)/;
/** Players take a position after the times, in SubRip's own way or in WebVTT's. */
const SETTING = /^(?:[XY][12]:\d{1,5}|(?:region|vertical|line|position|size|align):\S+)$/;

const SYNTAX: CueSyntax = {
  timesOf: (line, report) => arrowTimes(line, SETTING, report),
  isIdentifier: isNumber,
  example: '00:00:01,000 --> 00:00:04,000',
};

const TIMES = /^\d[\d:.,]{3,15}\s*-->/;
/** Broken times are SubRip's too: they are then told. */
const LIKE_TIMES = /^\d[\d:.,]{3,15}\s{0,9}-{1,3}>/;
const LINES_TO_DETECT = 2000;
