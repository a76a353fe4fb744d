import { canonicalTag } from '../transcript/language.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { wordsOf } from '../transcript/words.ts';
import type { Passage, Reading } from './format.ts';
import { valueIn, type JsonNode } from './json-source.ts';
import { secondsOf, turnsOf, type Spoken } from './spoken.ts';

/** What a recogniser heard, as a reading: machine-made, whatever it is. */
export function recogniserReading(
  pieces: readonly Spoken[],
  { by, language }: { by: string | null; language: string | null },
  report: ProblemReporter,
): Reading {
  const tag = language === null ? null : canonicalTag(language.replaceAll('_', '-'));
  return {
    heard: turnsOf(pieces, tag, report),
    title: null,
    date: null,
    language: tag,
    provenance: { kind: 'machine', by, on: null },
  };
}

/** What is read from a source that can't be. */
export const NOTHING_READ: Reading = {
  heard: [],
  title: null,
  date: null,
  language: null,
  provenance: null,
};

/**
 * The time at a key, in seconds; `null` where there is none. One that can't be read is reported.
 *
 * @param unit how many of the source's units a second has, where it is a plain number.
 */
export function timeIn(
  node: JsonNode | null,
  key: string,
  report: ProblemReporter,
  unit = 1,
): number | null {
  const value = valueIn(node, key);
  if (value === null) return null;
  const seconds = value.kind === 'number' ? value.value : timeOf(value);
  if (seconds !== null && seconds >= 0 && seconds / unit < LONGEST) return seconds / unit;
  report(
    'warning',
    value,
    `"${key}" is no time; expected a number or a text such as "1.25" or "0:01". The words are written without it: correct it if it matters.`,
  );
  return null;
}

function timeOf(value: JsonNode): number | null {
  if (value.kind === 'string') return secondsOf(value.value);
  // Protocol buffers as older clients print them.
  const whole = valueIn(value, 'seconds');
  const nanos = valueIn(value, 'nanos');
  return value.kind === 'object' ? numberOf(whole) + numberOf(nanos) / 1e9 : null;
}

function numberOf(value: JsonNode | null): number {
  if (value?.kind === 'number') return value.value;
  return value?.kind === 'string' ? Number(value.value) : 0;
}

/** Seconds: the first that a time in Transcript Markdown can't say. */
const LONGEST = 1000 * 3600;

/** One of the ways in which a source tells the same words. */
export interface Telling {
  /** What it is called in the source. */
  name: string;
  pieces: readonly Passage[];
}

/** Warns at the first place where the words that are read differ from another telling of them, whose own would be lost. */
export function reportDisagreement(read: Telling, other: Telling, report: ProblemReporter): void {
  if (other.pieces.length === 0) return;
  const letters = lettersOf(read.pieces);
  let at = 0;
  for (const piece of other.pieces) {
    const told = lettersOf([piece]);
    if (!letters.startsWith(told, at)) {
      const same = sharedStart(letters.slice(at, at + told.length), told);
      warnOfDisagreement(read, other, pieceAt(read.pieces, at + same), piece, report);
      return;
    }
    at += told.length;
  }
  if (at < letters.length) {
    warnOfDisagreement(read, other, pieceAt(read.pieces, at), null, report);
  }
}

function warnOfDisagreement(
  read: Telling,
  other: Telling,
  here: Passage | null,
  there: Passage | null,
  report: ProblemReporter,
): void {
  const says = (piece: Passage | null) => (piece ? `"${excerpt(piece.text)}"` : 'nothing more');
  report(
    'warning',
    there ?? here ?? START,
    `"${other.name}" has ${says(there)} where "${read.name}" has ${says(here)}; "${read.name}" is read. Listen to the place and correct the written file if need be.`,
  );
}

const START = { line: 1, column: 1 };

const lettersOf = (pieces: readonly Passage[]): string =>
  pieces.map(({ text }) => wordsOf(text).join('').toLowerCase()).join('');

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** The piece in which a letter stands. */
function pieceAt(pieces: readonly Passage[], letter: number): Passage | null {
  let end = 0;
  for (const piece of pieces) {
    end += lettersOf([piece]).length;
    if (letter < end) return piece;
  }
  return null;
}
