import type { Node } from 'mdast';
import type { Place } from './problem.ts';

/** Where a node of a parsed source starts. */
export function placeOf({ position }: Pick<Node, 'position'>): Place {
  return { line: position?.start.line ?? 1, column: position?.start.column ?? 1 };
}

/** Line breaks of the source as spaces; every other space as typed. */
export function oneLine(text: string): string {
  if (!text.includes('\n') && !text.includes('\r')) return text;
  const lines = text.split(/\r\n|\n|\r/);
  return lines
    .map((line, index) =>
      withoutOuterSpace(line, { start: index > 0, end: index < lines.length - 1 }),
    )
    .join(' ');
}

/** Spaces and tabs alone: any other white space is as typed. */
function withoutOuterSpace(line: string, at: { start: boolean; end: boolean }): string {
  let from = 0;
  let to = line.length;
  if (at.start) while (isSpaceOrTab(line[from])) from += 1;
  if (at.end) while (to > from && isSpaceOrTab(line[to - 1])) to -= 1;
  return line.slice(from, to);
}

const isSpaceOrTab = (character: string | undefined): boolean =>
  character === ' ' || character === '\t';

/** The beginning of a text, for a message. */
export function excerpt(text: string): string {
  const line = oneLine(text).trim();
  return line.length > 60 ? `${line.slice(0, 57).trimEnd()}…` : line;
}
