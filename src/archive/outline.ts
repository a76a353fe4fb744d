import { isTimed } from '../formats/cue-writing.ts';
import { findGaps, type FoundGap } from './find-gaps.ts';
import type { ArchivedTranscript } from './model.ts';
import { wordCounts } from './word-counts.ts';

/**
 * What the pages that tell of many transcripts need to know of each one's turns. It is small, so that an archive of any
 * size can be held, while the turns themselves are read when a page shows them.
 */
export interface Outline {
  /** The positions of each speaker's turns, by id, in the order in which they first speak. */
  heard: Record<string, number[]>;
  /** How many words each speaker has, by id. */
  words: Record<string, number>;
  /** The positions of the turns that other-language segments stand in, one for each segment, by tag. */
  languages: Record<string, number[]>;
  /** Words that are not here yet. */
  gaps: FoundGap[];
  /** How many turns there are. */
  turns: number;
  /** Whether every turn has a start. */
  isTimed: boolean;
  /** The ids that have been given out for good: of turns with a permalink, and of those that are no more. */
  ids: string[];
  /** The fingerprints of the words under `ids`, in the same order; empty where there is none. */
  pins: string[];
}

/** The outline of a transcript, worked out once. */
export function outlineOf(transcript: ArchivedTranscript): Outline {
  const told = Reflect.get(transcript, OUTLINE) as Outline | undefined;
  const known = told ?? outlines.get(transcript);
  if (known) return known;
  const outline = workOut(transcript);
  outlines.set(transcript, outline);
  return outline;
}

/** Tells the outline of a transcript whose turns have not been read. */
export const withOutline = <T extends ArchivedTranscript>(transcript: T, outline: Outline): T =>
  Object.defineProperty(transcript, OUTLINE, { value: outline });

/** A property rather than a map, since pages are made by another copy of this module than archives are read by. */
const OUTLINE = Symbol.for('turnstone.outline');
const outlines = new WeakMap<ArchivedTranscript, Outline>();

function workOut(transcript: ArchivedTranscript): Outline {
  const { turns, gone } = transcript;
  const heard: Record<string, number[]> = {};
  const words: Record<string, number> = {};
  const languages: Record<string, number[]> = {};
  const counts = wordCounts(transcript);
  for (const [index, { n, speaker, segments }] of turns.entries()) {
    (heard[speaker] ??= []).push(n);
    words[speaker] = (words[speaker] ?? 0) + (counts[index] ?? 0);
    for (const { language } of segments) (languages[language] ??= []).push(n);
  }
  const published = turns.filter(({ permalink }) => permalink !== null);
  return {
    heard,
    words,
    languages,
    gaps: findGaps(transcript),
    turns: turns.length,
    isTimed: isTimed(transcript),
    ids: [...published, ...gone].map(({ id }) => id),
    pins: [...published.map(({ permalink }) => permalink?.pin ?? ''), ...gone.map(() => '')],
  };
}
