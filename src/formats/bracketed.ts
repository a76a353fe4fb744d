import { classifyParenthesis } from '../transcript/parenthesis.ts';
import { clockAtEnd, clockAtStart } from './clock.ts';
import type { Format } from './format.ts';
import { isNameLike, LONGEST_LABEL } from './label-shape.ts';
import { countOpenings, turnLinesFormat, type LineOpening, type TurnLines } from './turn-lines.ts';

/** Text whose turns open with the speaker in square brackets: "[Ana Ruiz] Hello", "[Ana Ruiz 00:04]: Hello". */
const BRACKETED: TurnLines = {
  opening: bracketOpening,
  markdown: false,
  wordsBelow: false,
  opensWith: 'speech',
};

export const bracketed: Format = turnLinesFormat(
  {
    id: 'bracketed',
    name: 'Speakers in brackets',
    example: ['[Ana Ruiz] The ice is back.', '[Lee Osei] I can hear it from here.'].join('\n'),
    atMost: 0.65,
    detect,
  },
  BRACKETED,
);

function detect(source: string): number {
  const { openings, recurring, lines } = countOpenings(source, BRACKETED);
  if (openings.length < 2 || openings.length * 8 < lines) return 0;
  return recurring > 0 || openings.length > 2 ? 0.65 : 0.55;
}

function bracketOpening(line: string): LineOpening | null {
  const before = /^\\?\[/u.test(line) ? clockAtStart(line) : null;
  const lead = before ? (/^\s*/u.exec(line.slice(before.length))?.[0].length ?? 0) : 0;
  const from = before ? before.length + lead : 0;
  if (line.charAt(from) !== '[') return null;
  const close = line.slice(0, from + LONGEST_LABEL + 40).indexOf(']', from);
  if (close === -1) return null;
  const inside = line.slice(from + 1, close).trim();
  const clock = clockAtEnd(inside) ?? before;
  const named = clock && clock !== before ? inside.slice(0, -clock.length) : inside;
  const label = named.replace(/[\s:：,–—-]+$/u, '').trim();
  if (!isNameLike(label) || classifyParenthesis(`(${label})`, 'en').kind !== 'aside') return null;
  const colon = /^\s?[:：]/u.exec(line.slice(close + 1))?.[0] ?? '';
  return {
    label,
    start: clock?.start ?? null,
    end: clock?.end ?? null,
    length: close + 1 + colon.length,
    certainty: clock || colon !== '' ? 'certain' : 'likely',
  };
}
