import { clockAtStart } from './clock.ts';
import type { Format } from './format.ts';
import { isNameLike, LONGEST_LABEL } from './label-shape.ts';
import { countOpenings, turnLinesFormat, type LineOpening, type TurnLines } from './turn-lines.ts';

/** Rev's text export: "Ana Ruiz (00:04):" or, in older files, "Ana Ruiz: (00:04)", the words below or beside it; and "Ana Ruiz [00:04]:". */
const REV: TurnLines = {
  opening: nameAndParenthesis,
  markdown: false,
  wordsBelow: true,
  opensWith: 'preamble',
};

export const rev: Format = turnLinesFormat(
  {
    id: 'rev',
    name: 'Rev text',
    example: [
      'Ana Ruiz (00:03):',
      'The ice is back.',
      '',
      'Speaker 2 (00:07):',
      'I can hear it from here.',
    ].join('\n'),
    atMost: 0.75,
    detect,
  },
  REV,
);

function detect(source: string): number {
  const { openings } = countOpenings(source, REV);
  if (openings.length > 1) return 0.75;
  return openings.length > 0 ? 0.45 : 0;
}

function nameAndParenthesis(line: string): LineOpening | null {
  const start = line.slice(0, LONGEST_LABEL + 40);
  for (const { index: open, 0: bracket } of start.matchAll(/[([]/gu)) {
    const clock = clockAtStart(start.slice(open));
    if (!clock) continue;
    const before = start.slice(0, open).trim();
    const after = /^\s?[:：]?/u.exec(start.slice(open + clock.length))?.[0] ?? '';
    const hasColon = /[:：]/u.test(after) || (bracket === '(' && /[:：]$/u.test(before));
    const label = before.replace(/\s*[:：]$/u, '');
    if (!hasColon || !isNameLike(label)) return null;
    const length = open + clock.length + after.length;
    return { label, start: clock.start, end: clock.end, length, certainty: 'certain' };
  }
  return null;
}
