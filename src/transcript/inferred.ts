import type { Transcript } from './model.ts';

/** Whether a field of a transcript, or anything in it, was concluded rather than read: `date`, `speakers.dana-cole`. */
export const isAnyInferred = ({ inferred }: Transcript, path: string): boolean =>
  inferred.some((each) => each === path || each.startsWith(`${path}.`));

/** Whether who a speaker is, or what they are in the transcript, was concluded. */
export const isSpeakerInferred = (transcript: Transcript, speaker: string): boolean =>
  transcript.inferred.includes('speakers') || isAnyInferred(transcript, `speakers.${speaker}`);
