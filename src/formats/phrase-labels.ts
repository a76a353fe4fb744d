import { labelKey } from '../transcript/label.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import type { DeclaredSpeaker } from './format.ts';
import { isRemark } from './label-shape.ts';

/**
 * What stands before the first colon of a line where it is no name, but may be what a language calls somebody: "MTANGAZAJI
 * wa zamu"; `null` where it cannot. It opens with a capital or a letter of a script without them, and holds no sentence.
 */
export function phraseAtStart(line: string): Phrase | null {
  const colon = line.slice(0, LONGEST_PHRASE).search(/[:：]/u);
  if (colon < 1 || !/^(?:$|\s)/u.test(line.slice(colon + 1, colon + 2))) return null;
  const label = line.slice(0, colon).trim();
  const isPhrase = PHRASE_WORDS.test(label) && !isRemark(label) && !SAYS.test(label);
  return isPhrase ? { label, length: colon + 1, means: voiceOf(label) } : null;
}

/** A label that is no name: it means a voice of its transcript alone. */
interface Phrase {
  label: string;
  /** Of the label and its colon. */
  length: number;
  means: DeclaredSpeaker;
}

const voiceOf = (name: string): DeclaredSpeaker => ({
  name,
  sortName: null,
  role: null,
  affiliation: null,
  unnamed: true,
});

/**
 * The keys of those phrases that come three times and more, and nearly always after somebody else's label.
 *
 * @param openings what opens the lines of a text, in order: the labels that are sure, and phrases.
 */
export function alternatingPhrases(
  openings: readonly { label: string; isPhrase: boolean }[],
): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { label, isPhrase } of openings) {
    if (isPhrase) counts.set(labelKey(label), (counts.get(labelKey(label)) ?? 0) + 1);
  }
  const often = new Set([...counts].flatMap(([key, count]) => (count < OFTEN ? [] : [key])));
  if (often.size === 0) return often;
  const inARow = new Map<string, number>();
  const different = new Set<string>();
  let before = '';
  for (const { label, isPhrase } of openings) {
    const key = labelKey(label);
    if (isPhrase && !often.has(key)) continue;
    if (key === before) inARow.set(key, (inARow.get(key) ?? 0) + 1);
    different.add(key);
    before = key;
  }
  const alternates = (key: string) => (inARow.get(key) ?? 0) * 3 <= (counts.get(key) ?? 0);
  return new Set(different.size < 2 ? [] : [...often].filter(alternates));
}

/** Tells, once each, of the phrases that were read as labels. */
export function reportPhrase(label: string, place: Place, report: ProblemReporter): void {
  report(
    'warning',
    place,
    `"${label}:" opens line after line between other labels, so it is read as a label, though it is no name. Check that it means somebody who speaks, and say who: --speaker "${label}=Full Name". If it is words, correct the written file.`,
  );
}

const OFTEN = 3;
const LONGEST_PHRASE = 80;
/** One to six words without any mark of a sentence. */
const PHRASE_WORDS =
  /^[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}\p{N}.'’#/&()-]*(?:,? [\p{L}\p{M}\p{N}#/&(][\p{L}\p{M}\p{N}.'’/&()-]*){0,5}$/u;
/** "He said:", "And I asked her:", "But:" go on with a sentence, however often they come. */
const SAYS =
  /^(?:i|you|he|she|it|we|they|this|that|these|those|there|here|and|but|or|so|then|now|yes|no|because|my|his|her|their|our|what|who|why|how|when|where|if)\b|\b(?:said|says|say|told|tells|asked|asks|wrote|writes|thought|think|replied|is|are|was|were|means?|read)$/iu;
