import type { Node } from 'mdast';
import type { Place } from './problem.ts';

/** Where a node of a parsed source starts. */
export function placeOf({ position }: Pick<Node, 'position'>): Place {
  return { line: position?.start.line ?? 1, column: position?.start.column ?? 1 };
}

/** Line breaks of the source as spaces; every other space as typed. */
export const oneLine = (text: string): string => text.replace(/[ \t]*(?:\r\n|\n|\r)[ \t]*/g, ' ');

/** The beginning of a text, for a message. */
export function excerpt(text: string): string {
  const line = oneLine(text).trim();
  return line.length > 60 ? `${line.slice(0, 57).trimEnd()}…` : line;
}
