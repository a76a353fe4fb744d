import type { IdentifiedTurn } from '../archive/model.ts';
import { isPlaceholder } from '../transcript/placeholder.ts';

/** A stretch of words in one language; `null` is the transcript's own. */
export interface Run {
  text: string;
  language: string | null;
}

/**
 * The beginning of a text on one line, cut after a word and marked with "…" where it is longer.
 *
 * @param most UTF-16 units, the mark not among them.
 */
export function beginning(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = boundaries(line.slice(0, most + LONGEST_WORD)).findLast((end) => end <= most) ?? 0;
  // Not a word in any script: it is cut where it must be, between two characters.
  const end = cut === 0 ? characterBoundary(line, most) : cut;
  return `${line.slice(0, end).replace(/[\s\p{Pd},;:]+$/u, '')} …`;
}

/**
 * The end of a turn's words, where a question stands, cut before a word and marked with "…" where they are longer.
 *
 * @param most UTF-16 units, the mark not among them.
 */
export function ending({ text, segments }: IdentifiedTurn, most: number): Run[] {
  const from = text.length <= most ? 0 : startOfEnding(text, most);
  const runs: Run[] = from === 0 ? [] : [{ text: '… ', language: null }];
  let at = from;
  for (const segment of segments) {
    const end = segment.offset + segment.text.length;
    if (end <= at || isPlaceholder(segment.text)) continue;
    const start = Math.max(segment.offset, at);
    runs.push({ text: text.slice(at, start), language: null });
    runs.push({ text: text.slice(start, end), language: segment.language });
    at = end;
  }
  runs.push({ text: text.slice(at), language: null });
  return runs.filter((run) => run.text !== '');
}

/** Where a sentence begins within the last `most` units; failing that, a word. */
function startOfEnding(text: string, most: number): number {
  const earliest = text.length - most;
  const window = text.slice(earliest);
  const sentence = /[.!?…؟。！？]["'”’»)\]]*\s+(?=\S)/u.exec(window);
  if (sentence && sentence.index < most / 2) return earliest + sentence.index + sentence[0].length;
  const before = Math.max(0, earliest - LONGEST_WORD);
  const word = boundaries(text.slice(before)).find((start) => before + start >= earliest);
  const start = word === undefined ? characterBoundary(text, earliest) : before + word;
  return start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0);
}

/** Where words, and what stands between them, begin and end. */
function boundaries(text: string): number[] {
  const parts = [...words.segment(text)];
  return parts.flatMap(({ index, segment }, position) => {
    const next = parts[position + 1];
    // A full stop or closing quotation mark stays with its word.
    return next && /^[\p{P}\p{S}]/u.test(next.segment) ? [] : [index + segment.length];
  });
}

function characterBoundary(text: string, at: number): number {
  const before = Math.max(0, at - LONGEST_WORD);
  const found = characters.segment(text.slice(before)).containing(at - before);
  return before + (found?.index ?? at - before);
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** UTF-16 units: how far beyond a cut one looks for a word's end. */
const LONGEST_WORD = 60;
