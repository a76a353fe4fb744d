import type { Format } from './format.ts';
import { isNameLike, isRemark, LONGEST_LABEL } from './label-shape.ts';
import { countOpenings, turnLinesFormat, type LineOpening, type TurnLines } from './turn-lines.ts';

/**
 * Text whose turns open with a label and a dash or a tab: "ANA RUIZ — Hello", "Ana Ruiz - Hello". Only where nearly every
 * line opens so, and labels come again, are they labels; a full stop before the dash, which the records of the European
 * Parliament have, tells them among other lines, too.
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
  if (recurring < 2) return 0;
  const stopped = openings.filter(({ style }) => style === STOPPED).length;
  return openings.length * 10 >= lines * 7 || (stopped > 2 && stopped * 20 >= lines) ? 0.45 : 0;
}

function partedOpening(line: string): LineOpening | null {
  const stopped = stoppedOpening(line);
  if (stopped) return stopped;
  const [whole, label = ''] = PARTING.exec(line.slice(0, LONGEST_LABEL + 10)) ?? [];
  if (whole === undefined || !isNameLike(label) || isRemark(label)) return null;
  return { label, start: null, end: null, length: whole.length, certainty: 'likely' };
}

/** "President. – The debate is closed", "Ana Ruiz, Vice-President of the Commission. – We agree". */
function stoppedOpening(line: string): LineOpening | null {
  const [whole, label = ''] = STOP_AND_DASH.exec(line.slice(0, LONGEST_STOPPED)) ?? [];
  const [name = ''] = label.split(',', 1);
  const isName = isNameLike(label) || (/\s/u.test(name) && isNameLike(name));
  if (whole === undefined || !isName || isRemark(label)) return null;
  const length = whole.length;
  return { label, start: null, end: null, length, certainty: 'likely', style: STOPPED };
}

const STOPPED = 'stop';
/** Characters: offices are long. */
const LONGEST_STOPPED = 220;
const STOP_AND_DASH = /^([^\s:–—-][^\t:–—]{0,200}?)\.[ \t\u00A0]{1,4}[–—][ \t\u00A0]{1,4}(?=\S)/u;

/** No label has a colon or a dash of its own. */
const PARTING = /^([^\s:–—-][^\t:–—]{0,60}?)(?:[ \t]{1,4}[-–—][ \t]{1,4}|\t{1,4})(?=\S)/u;
