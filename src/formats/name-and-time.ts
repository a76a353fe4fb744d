import { clockAtEnd, clockAtStart } from './clock.ts';
import type { Format, Passage } from './format.ts';
import { isNameLike, isRemark, LONGEST_LABEL } from './label-shape.ts';
import { countOpenings, turnLinesFormat, type LineOpening, type TurnLines } from './turn-lines.ts';

/**
 * Text whose turns open with a line of a name and a time, in either order, and have their words below it:
 * "Ana Ruiz: 00:00:04", "Speaker 0 0:04", "[00:04] Q:". Colon and space may be missing. A time of day, "9:41 AM", is no
 * turn's start, which counts from the beginning.
 */
export const NAME_AND_TIME: TurnLines = {
  opening: nameAndTime,
  openingsIn,
  markdown: false,
  wordsBelow: true,
  opensWith: 'preamble',
};

export const nameAndTimeLines: Format = turnLinesFormat(
  {
    id: 'name-and-time',
    name: 'Lines of name and time',
    example: [
      'Ana Ruiz: 00:00:04',
      '',
      'The ice is back.',
      '',
      'Speaker 1: 00:00:09',
      '',
      'I can hear it from here.',
    ].join('\n'),
    atMost: 0.7,
    detect,
  },
  NAME_AND_TIME,
);

function detect(source: string): number {
  const { openings, lines } = countOpenings(source, NAME_AND_TIME);
  if (openings.length > 1 && openings.length * 8 >= lines) return 0.7;
  return openings.length > 0 ? 0.35 : 0;
}

/** What each line opens with; where every turn has its number on the line above, as cues have, that is an index. */
function openingsIn(lines: Passage[]): (LineOpening | null)[] {
  const openings = lines.map(({ text }) => nameAndTime(text));
  const above = openings.flatMap((opening, index) => (opening ? [lines[index - 1]] : []));
  const areCounted =
    above.length > 1 && above.every((line, index) => line?.text === String(index + 1));
  if (areCounted) for (const line of above) if (line) line.text = '';
  return openings;
}

export function nameAndTime(line: string): LineOpening | null {
  if (line.length > LONGEST_LABEL) return null;
  const { name } = NAME_AND_TIME_OF_DAY.exec(line)?.groups ?? {};
  if (name !== undefined && isNameLike(name)) {
    const times = { start: null, end: null };
    return { label: name, ...times, length: line.length, certainty: 'certain' };
  }
  const last = clockAtEnd(line);
  const first = last ? null : clockAtStart(line);
  const clock = last ?? first;
  if (!clock) return null;
  const named = last
    ? line.slice(0, line.length - last.length).trim()
    : line
        .slice(clock.length)
        .replace(/^\s*[-–—]\s+/u, '')
        .trim();
  const label = named.replace(/\s*[:：,–—-]$/u, '').trim();
  const hasColon = /[:：]$/u.test(named);
  const isLabel = isNameLike(label) || (hasColon && !isRemark(label) && isShort(label));
  if (label === '' || !isLabel || HALF_OF_DAY.test(label)) return null;
  return { label, start: clock.start, end: clock.end, length: line.length, certainty: 'certain' };
}

const NAME_AND_TIME_OF_DAY = /^(?<name>\S.{0,80}?)\s{1,9}\d{1,2}:\d{2}(?::\d{2})?\s?[AP]\.?M\.?$/iu;
const HALF_OF_DAY = /^[AP]\.?M\.?$/iu;

/** Before a colon and a time, a name in small letters. */
const isShort = (label: string): boolean =>
  label.split(/\s+/u).length <= 4 && !/[.!?,;]/u.test(label);
