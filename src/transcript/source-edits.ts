/** A stretch of a source, in UTF-16 units, and what takes its place. */
export interface SourceEdit {
  from: number;
  to: number;
  text: string;
}

/** A source with some stretches replaced; every other character stays as typed. Stretches may not overlap. */
export function applyEdits(source: string, edits: readonly SourceEdit[]): string {
  let edited = '';
  let at = 0;
  for (const { from, to, text } of [...edits].sort((a, b) => a.from - b.from)) {
    edited += source.slice(at, from) + text;
    at = to;
  }
  return edited + source.slice(at);
}

/** Where the line of an offset starts. */
export const lineStart = (source: string, offset: number): number =>
  source.lastIndexOf('\n', offset - 1) + 1;

/** Where the line after that of an offset starts. */
export function nextLine(source: string, offset: number): number {
  const feed = source.indexOf('\n', offset);
  return feed === -1 ? source.length : feed + 1;
}
