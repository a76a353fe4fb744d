import type { Passage } from './format.ts';
import { linesOf } from './lines.ts';

/**
 * The lines of a text, without the numbers that courts and committees print before each line of a page: they count
 * from 1 on every page. Where lines are not numbered, they are as they stand.
 */
export function withoutLineNumbers(source: string): { lines: Passage[]; areNumbered: boolean } {
  const lines = [...linesOf(source)];
  if (!areNumbered(lines)) return { lines, areNumbered: false };
  return { lines: lines.flatMap(withoutNumber), areNumbered: true };
}

/** Whether nearly every line opens with a number, which is one more than the last or begins again. */
function areNumbered(lines: readonly Passage[]): boolean {
  let filled = 0;
  let counted = 0;
  let before = 0;
  for (const { text } of lines) {
    if (text === '') continue;
    filled += 1;
    const number = Number(NUMBER.exec(text)?.[1] ?? NaN);
    if (number === before + 1 || number === 1) counted += 1;
    if (!Number.isNaN(number)) before = number;
  }
  return counted >= FEWEST && counted >= filled * NEARLY_ALL;
}

/** A page's own number goes with its lines'. */
function withoutNumber(line: Passage): Passage[] {
  const { 0: number = '' } = NUMBER.exec(line.text) ?? {};
  if (number !== '' && number.length === line.text.length) return [];
  return [{ ...line, text: line.text.slice(number.length), column: line.column + number.length }];
}

const NUMBER = /^(\d{1,4})(?:\s+|$)/u;
const FEWEST = 5;
const NEARLY_ALL = 0.8;
