import type { Format } from './format.ts';
import { isNameLike, isRemark, LONGEST_LABEL } from './label-shape.ts';
import { countOpenings, turnLinesFormat, type LineOpening, type TurnLines } from './turn-lines.ts';

/**
 * Text whose turns open with a label and a dash or a tab: "ANA RUIZ — Hello", "Ana Ruiz - Hello". Only where nearly every
 * line opens so, and labels come again, are they labels.
 */
const PARTED: TurnLines = {
  opening: partedOpening,
  markdown: false,
  wordsBelow: false,
  opensWith: 'speech',
};

export const partedLabels: Format = turnLinesFormat(
  {
    id: 'parted-labels',
    name: 'Labels before a dash or a tab',
    example: [
      'Ana Ruiz — The ice is back.',
      '',
      'Lee Osei — I can hear it from here.',
      '',
      'Ana Ruiz — Since when?',
    ].join('\n'),
    atMost: 0.45,
    detect,
  },
  PARTED,
);

function detect(source: string): number {
  const { openings, recurring, lines } = countOpenings(source, PARTED);
  return recurring > 1 && openings.length * 10 >= lines * 7 ? 0.45 : 0;
}

function partedOpening(line: string): LineOpening | null {
  const [whole, printed = ''] = PARTING.exec(line.slice(0, LONGEST_LABEL + 10)) ?? [];
  // "President. – The debate is closed", as the records of the European Parliament have it.
  const label = printed.replace(/\.$/u, '');
  if (whole === undefined || !isNameLike(label) || isRemark(label)) return null;
  return { label, start: null, end: null, length: whole.length, certainty: 'likely' };
}

/** No label has a colon or a dash of its own. */
const PARTING = /^([^\s:–—-][^\t:–—]{0,60}?)(?:[ \t]{1,4}[-–—][ \t]{1,4}|\t{1,4})(?=\S)/u;
