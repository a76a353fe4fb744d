import { clockAtEnd } from './clock.ts';
import type { Format, Heard, Reading } from './format.ts';
import { isNameLike, LONGEST_LABEL } from './label-shape.ts';
import { countOpenings, turnLinesFormat, type LineOpening, type TurnLines } from './turn-lines.ts';

/**
 * Otter's text export: a line of the speaker's name, two spaces and the time, then a paragraph. Otter is a recogniser,
 * so the words are machine-made.
 */
const OTTER: TurnLines = {
  opening: nameTwoSpacesTime,
  markdown: false,
  wordsBelow: true,
  opensWith: 'preamble',
};

const lines = turnLinesFormat(
  {
    id: 'otter',
    name: 'Otter text',
    example: [
      'Ana Ruiz  0:03',
      'The ice is back.',
      '',
      'Unknown Speaker  0:07',
      'I can hear it from here.',
    ].join('\n'),
    atMost: 0.75,
    detect,
  },
  OTTER,
);

export const otter: Format = {
  ...lines,
  read: (source, report, options): Reading => {
    const reading = lines.read(source, report, options);
    return {
      ...reading,
      heard: reading.heard.map(signature),
      // Other recognisers have learnt the shape of Otter's export: only what Otter prints says that it is Otter's.
      provenance: { kind: 'machine', by: OTTERS.test(source) ? 'Otter' : null, on: null },
    };
  },
};

function detect(source: string): number {
  const { openings } = countOpenings(source, OTTER);
  if (openings.length > 1) return 0.75;
  return openings.length > 0 ? 0.45 : 0;
}

/** "Ana Ruiz  0:03" */
export function nameTwoSpacesTime(line: string): LineOpening | null {
  if (line.length > LONGEST_LABEL) return null;
  const clock = clockAtEnd(line);
  if (!clock || !/^\d/u.test(line.slice(-clock.length))) return null;
  const named = line.slice(0, line.length - clock.length);
  const label = named.trim();
  if (!/(?: {2,}|\t)$/u.test(named) || !isNameLike(label)) return null;
  return { label, start: clock.start, end: clock.end, length: line.length, certainty: 'certain' };
}

/** The signature, and the head of the export. */
const OTTERS = /\botter\.ai\b|^SUMMARY KEYWORDS[ \t]{0,9}$/imu;

/** The line with which Otter signs. */
const signature = (item: Heard): Heard =>
  item.kind === 'words' && /^Transcribed by https?:\/\/otter\.ai\/?$/u.test(item.text)
    ? { kind: 'notice', text: item.text, line: item.line, column: item.column }
    : item;
