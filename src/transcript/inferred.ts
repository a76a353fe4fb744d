import type { Transcript } from './model.ts';

/** What the path of a conclusion may be. */
export const INFERENCE =
  /^(?:title|description|date|recorded|published|updated|program|language|provenance|rights|source|speakers)(?:\.[^.\s]+)*$|^turns\.[^.\s]+\.(?:speaker|relayed|language)$/;

/**
 * The path of a conclusion of a document, `turns.t15a.speaker`, where its turns are counted: `turns.t11.speaker`. None
 * where it is no such path, or no turn has the id.
 */
export function inferenceFrom(
  path: string,
  positionOf: (turnId: string) => number | null,
): string[] {
  if (!INFERENCE.test(path)) return [];
  const [, id, what = ''] = /^turns\.([^.]+)\.(.+)$/u.exec(path) ?? [];
  if (id === undefined) return [path];
  const position = positionOf(id);
  return position === null ? [] : [`turns.t${String(position)}.${what}`];
}

/** Whether a field of a transcript, or anything in it, was concluded rather than read: `date`, `speakers.dana-cole`. */
export const isAnyInferred = ({ inferred }: Transcript, path: string): boolean =>
  inferred.some((each) => each === path || each.startsWith(`${path}.`));

/** Whether who a speaker is, or what they are in the transcript, was concluded. */
export const isSpeakerInferred = (transcript: Transcript, speaker: string): boolean =>
  transcript.inferred.includes('speakers') || isAnyInferred(transcript, `speakers.${speaker}`);
