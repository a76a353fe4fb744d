import { labelAtStart } from './capital-labels.ts';
import type { Passage } from './format.ts';
import { linesOf } from './lines.ts';

/**
 * The lines of a text, without the numbers that courts and committees print before each line of a page: they count
 * from 1 on every page; and without those of turns that are numbered one by one, "3. DANA COLE:". Any other lines are as they
 * stand.
 */
export function withoutLineNumbers(source: string): { lines: Passage[]; areNumbered: boolean } {
  const lines = [...linesOf(source)];
  if (areNumbered(lines)) return { lines: lines.flatMap(withoutNumber), areNumbered: true };
  return {
    lines: areTurnsNumbered(lines) ? lines.map(withoutTurnNumber) : lines,
    areNumbered: false,
  };
}

/** Whether labels, one of them again, come after numbers, each of which is one more than the last. */
function areTurnsNumbered(lines: readonly Passage[]): boolean {
  const families = new Set<string>();
  let turns = 0;
  let before: number | null = null;
  for (const { text } of lines) {
    const marker = turnNumber(text);
    if (marker === '') continue;
    const number = Number.parseInt(marker, 10);
    if (before !== null && number !== before + 1) return false;
    before = number;
    turns += 1;
    const [name = ''] = text.slice(marker.length).split(/[,:(]/u, 1);
    families.add(name.trim().split(' ').at(-1) ?? '');
  }
  return turns >= FEWEST_TURNS && families.size < turns;
}

/** The number before a label, with what stands between them; empty where there is none. */
function turnNumber(text: string): string {
  const [marker = ''] = TURN_NUMBER.exec(text) ?? [];
  return marker !== '' && labelAtStart(text.slice(marker.length)) ? marker : '';
}

function withoutTurnNumber(line: Passage): Passage {
  const { length } = turnNumber(line.text);
  return { ...line, text: line.text.slice(length), column: line.column + length };
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
const TURN_NUMBER = /^\d{1,5}[.)]\s{1,4}(?=\S)/u;
const FEWEST = 5;
const FEWEST_TURNS = 3;
const NEARLY_ALL = 0.8;
