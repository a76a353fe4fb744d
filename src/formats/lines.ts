import type { Passage } from './format.ts';

/**
 * The lines of a text without their ends, which may be LF, CRLF or a lone CR.
 * Columns count from a line's first character that is no white space; white space around it is left off.
 */
export function* linesOf(source: string): Generator<Passage> {
  let line = 1;
  const nextFeed = finder(source, '\n');
  const nextReturn = source.includes('\r') ? finder(source, '\r') : null;
  for (let from = 0; from <= source.length; line += 1) {
    const feed = nextFeed(from);
    const end = nextReturn === null ? feed : Math.min(feed, nextReturn(from));
    const raw = source.slice(from, end);
    const text = raw.trim();
    const indent = text.length === raw.length ? 0 : raw.length - raw.trimStart().length;
    yield { text, line, column: indent + 1 };
    from = end + (nextReturn !== null && source.startsWith('\r\n', end) ? 2 : 1);
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

/** Finds where a character comes next, or the end of the text; asked for places that only grow, it looks at each once. */
function finder(source: string, character: string): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found < from) {
      const at = source.indexOf(character, from);
      found = at === -1 ? source.length : at;
    }
    return found;
  };
}

const WIDEST_WRAP = 100;
