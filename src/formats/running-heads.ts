import type { ProblemReporter } from '../transcript/problem.ts';
import { isCueLine } from './cue-lines.ts';
import type { Passage } from './format.ts';

/**
 * Tells of lines that look like the headers or footers of pages: the same but for a number at an end, which grows by one
 * from line to line, as "Harbour Board 7" does. They are kept as words, since a count that is read out looks alike.
 *
 * @param isLabelled whether a line opens a turn.
 */
export function reportRunningHeads(
  lines: readonly Passage[],
  isLabelled: (index: number) => boolean,
  report: ProblemReporter,
): void {
  const found = new Map<string, { first: Passage; numbers: number[] }>();
  for (const [index, line] of lines.entries()) {
    const { text } = line;
    if (text.length > LONGEST || !NUMBER_AT_AN_END.test(text) || isLabelled(index)) continue;
    const { before = '', after = '', number = '' } = WITH_NUMBER.exec(text)?.groups ?? {};
    if (number === '' || isCueLine(text)) continue;
    const key = `${before}#${after}`;
    const same = found.get(key);
    if (same) same.numbers.push(Number(number));
    else found.set(key, { first: line, numbers: [Number(number)] });
  }
  for (const { first, numbers } of found.values()) {
    const [start = 0] = numbers;
    if (numbers.length < FEWEST || numbers.some((number, n) => number !== start + n)) continue;
    report(
      'warning',
      first,
      `"${first.text}" comes ${String(numbers.length)} times, each time with the next number, as the headers and footers of pages do; it was read as words. If that is what it is, remove these lines from the file and import it again.`,
    );
  }
}

/** Of pages: two may be chance. */
const FEWEST = 3;
const LONGEST = 100;
const NUMBER_AT_AN_END = /^\d|\d$/u;
const WITH_NUMBER =
  /^(?:(?<before>[^\d.?!]{0,90}\p{L}[^\d.?!]{0,9})(?<number>\d{1,4})|(?<number>\d{1,4})(?<after>[^\d.?!:]{0,9}\p{L}[^\d.?!]{0,90}))$/u;
