import type { Format } from './format.ts';
import { BOLD_LABELS } from './markdown-bold.ts';
import { countOpenings, turnLinesFormat } from './turn-lines.ts';

/** Descript's Markdown export: a label in bold, then the time in brackets; the editor may have switched off either. */
export const descript: Format = turnLinesFormat(
  {
    id: 'descript',
    name: 'Descript Markdown',
    example: [
      '**Ana Ruiz:** [00:00:03] The ice is back.',
      '',
      '**Lee Osei:** [00:00:07] I can hear it from here.',
    ].join('\n'),
    detect,
  },
  BOLD_LABELS,
);

function detect(source: string): number {
  if (!DESCRIPT.test(source.slice(0, 20_000))) return 0;
  const { openings } = countOpenings(source, BOLD_LABELS);
  const timed = openings.filter(({ start }) => start !== null).length;
  return timed > 1 && timed * 2 > openings.length ? 0.85 : 0;
}

const DESCRIPT = /:\*\* \[\d\d:\d\d:\d\d(?:\.\d+)?\]/u;
