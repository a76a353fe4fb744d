/** A piece of a passage. */
export interface Piece {
  text: string;
  isMarked: boolean;
}

/**
 * The words around the marks of a text, at most about so many characters, cut between words: the stretch with the most
 * marks in it, the first of those. What was left out at either end shows as an ellipsis.
 */
export function passageOf(
  text: string,
  marks: readonly { start: number; end: number }[],
  length = LENGTH,
): Piece[] {
  const [from, to] = text.length <= length ? [0, text.length] : stretchOf(text, marks, length);
  const pieces: Piece[] = [];
  let at = from;
  const add = (end: number, isMarked: boolean) => {
    if (end > at) pieces.push({ text: text.slice(at, end), isMarked });
    at = Math.max(at, end);
  };
  for (const { start, end } of marks) {
    if (start < from || start >= to) continue;
    add(start, false);
    add(Math.min(end, to), true);
  }
  add(to, false);
  if (from > 0) pieces.unshift({ text: '… ', isMarked: false });
  if (to < text.length) pieces.push({ text: ' …', isMarked: false });
  return pieces;
}

function stretchOf(
  text: string,
  marks: readonly { start: number; end: number }[],
  length: number,
): [number, number] {
  let best = { start: marks[0]?.start ?? 0, end: marks[0]?.end ?? 0, count: 0 };
  let until = 0;
  marks.forEach(({ start }, index) => {
    while (marks[until] && (marks[until]?.end ?? 0) - start <= length / 2) until += 1;
    const end = marks[Math.max(index, until - 1)]?.end ?? start;
    if (until - index > best.count) best = { start, end, count: until - index };
  });
  const before = Math.max(0, Math.floor((length - (best.end - best.start)) / 3));
  const from = atWord(text, Math.max(0, best.start - before), best.start);
  const to = Math.min(text.length, Math.max(best.end, from + length));
  return [from, to === text.length ? to : upToWord(text, best.end, to)];
}

/** The first place after a space from there on, at most `limit`; where there is none, between two characters. */
function atWord(text: string, from: number, limit: number): number {
  if (from === 0) return 0;
  const space = text.indexOf(' ', from);
  return space !== -1 && space < limit ? space + 1 : whole(text, from);
}

/** The last space before a place, at least `limit`; where there is none, between two characters. */
function upToWord(text: string, limit: number, to: number): number {
  const space = text.lastIndexOf(' ', to);
  return space > limit ? space : whole(text, to);
}

/** Not between the two halves of a character. */
const whole = (text: string, at: number): number =>
  /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1))
    ? at - 1
    : at;

/** UTF-16 units: three lines of a result. */
const LENGTH = 240;
