import type { Passage } from './format.ts';

/**
 * The lines of a text without their ends, which may be LF, CRLF or a lone CR.
 * Columns count from a line's first character that is no white space; white space around it is left off.
 */
export function* linesOf(source: string): Generator<Passage> {
  let line = 1;
  for (let from = 0; from <= source.length; line += 1) {
    const end = lineEnd(source, from);
    const raw = source.slice(from, end);
    const text = raw.trim();
    yield { text, line, column: raw.length - raw.trimStart().length + 1 };
    from = end + (source.startsWith('\r\n', end) ? 2 : 1);
  }
}

/** Whether lines were broken to a width, so that a line's end does not end a paragraph. */
export function isHardWrapped(lines: readonly Passage[]): boolean {
  let long = 0;
  for (const { text } of lines) {
    if (text.length > WIDEST_WRAP) return false;
    if (text.length > WIDEST_WRAP / 2) long += 1;
  }
  return long > 1;
}

function lineEnd(source: string, from: number): number {
  for (let at = from; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) return at;
  }
  return source.length;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const WIDEST_WRAP = 100;
