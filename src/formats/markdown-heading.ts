import { clockAtEnd, clockAtStart } from './clock.ts';
import type { Format } from './format.ts';
import { isNameLike, isPseudoSpeaker, isRemark, LONGEST_LABEL } from './label-shape.ts';
import { readMarkdownWords } from './markdown-words.ts';
import { countOpenings, turnLinesFormat, type LineOpening, type TurnLines } from './turn-lines.ts';

/**
 * Markdown whose turns open with a heading (CommonMark 0.31, section 4.2): "### Ana Ruiz:", then the paragraphs. A
 * parenthesis in a block quotation is narrative.
 */
export const HEADING_LABELS: TurnLines = {
  opening: headingOpening,
  markdown: true,
  wordsBelow: true,
  opensWith: 'preamble',
};

export const markdownHeading: Format = turnLinesFormat(
  {
    id: 'markdown-heading',
    name: 'Markdown with heading labels',
    example: [
      '### Ana Ruiz:',
      '',
      'The ice is back.',
      '',
      '> (Recorded on the pier.)',
      '',
      '### Lee Osei:',
      '',
      'I can hear it from here.',
    ].join('\n'),
    atMost: 0.8,
    detect,
  },
  HEADING_LABELS,
);

function detect(source: string): number {
  if (!source.includes('#')) return 0;
  const { openings, recurring } = countOpenings(source, HEADING_LABELS);
  const certain = openings.filter(({ certainty }) => certainty === 'certain').length;
  if (certain > 1) return 0.8;
  if (certain > 0) return 0.5;
  return recurring > 1 ? 0.6 : 0;
}

function headingOpening(line: string): LineOpening | null {
  if (!line.startsWith('#') || line.length > LONGEST_LABEL + 60) return null;
  const typed = /^#{1,6}\s*(\S.*)$/u.exec(line)?.[1]?.replace(/\s+#+$/u, '');
  if (typed === undefined) return null;
  const text = readMarkdownWords(typed).text.trim();
  const first = clockAtStart(text);
  const last = first ? null : clockAtEnd(text);
  const clock = first ?? last;
  const named = first
    ? text.slice(first.length)
    : last
      ? text.slice(0, text.length - last.length)
      : text;
  const label = named.replace(/\s*[:：]\s*$/u, '').trim();
  const hasColon = /[:：]\s*$/u.test(named);
  const isName = isNameLike(label) || isPseudoSpeaker(label);
  if (label === '' || label.length > LONGEST_LABEL || isRemark(label)) return null;
  if (!hasColon && !isName) return null;
  return {
    label,
    start: clock?.start ?? null,
    end: clock?.end ?? null,
    length: line.length,
    certainty: hasColon || clock ? 'certain' : 'doubtful',
    style: /^#+/u.exec(line)?.[0] ?? '',
  };
}
