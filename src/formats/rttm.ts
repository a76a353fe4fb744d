import type { ProblemReporter } from '../transcript/problem.ts';

/**
 * Refuses a diarisation without words (NIST's Rich Transcription Time Marked, as NeMo and pyannote write it), which tells
 * who spoke when and nothing else.
 *
 * @returns whether the source is one.
 */
export function reportRttm(source: string, report: ProblemReporter): boolean {
  if (!RTTM.test(source.slice(0, LONGEST_LINE))) return false;
  report(
    'error',
    { line: 1, column: 1 },
    'An RTTM file: it tells who spoke when and has no words; expected words. Have the program write a transcript with speakers, such as JSON, WebVTT or SRT, and import that.',
  );
  return true;
}

const LONGEST_LINE = 500;
/** "SPEAKER ferry 1 0.400 2.100 <NA> <NA> SPEAKER_00 <NA> <NA>" */
const RTTM =
  /^\uFEFF?\s{0,9}(?:SPEAKER|SPKR-INFO) \S{1,200} \d{1,3} (?:\d{1,9}(?:\.\d{1,9})?|<NA>) (?:\d{1,9}(?:\.\d{1,9})?|<NA>) <NA> /u;
