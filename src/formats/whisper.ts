import type { ProblemReporter } from '../transcript/problem.ts';
import { canonicalTag, findLanguage } from '../transcript/language.ts';
import { excerpt } from '../transcript/source-text.ts';
import type { Format, Passage, Reading } from './format.ts';
import {
  hasJsonAt,
  listIn,
  parseJson,
  rowsAt,
  textIn,
  valueIn,
  voiceIn,
  wordsIn,
  type JsonNode,
} from './json-source.ts';
import { NOTHING_READ, recogniserReading, reportDisagreement, timeIn } from './recogniser.ts';
import { wordingOf, type Spoken } from './spoken.ts';

/**
 * Whisper and its kin: OpenAI's program and `verbose_json` and `diarized_json` of its API, WhisperX (segments with
 * speakers), faster-whisper (a bare list of segments) and whisper.cpp (`transcription`, times in milliseconds).
 *
 * The segments are read. A word whose speaker is not its segment's stays in the segment and is reported.
 */
export const whisper: Format = {
  id: 'whisper',
  name: 'Whisper, WhisperX or faster-whisper JSON',
  example:
    '{"segments":[{"start":0.4,"end":2.1,"text":" The lock is shut.","speaker":"SPEAKER_00"}],"language":"en"}',
  detect,
  read,
  wording,
};

function detect(source: string): number {
  if (hasJsonAt(source, 'segments.*.text', 'segments.*.start')) return 0.9;
  if (hasJsonAt(source, 'transcription.*.text', 'transcription.*.offsets')) return 0.95;
  return hasJsonAt(source, '*.text', '*.start', '*.end') ? 0.6 : 0;
}

function read(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const segments = segmentsIn(root, report);
  const pieces = segments.flatMap((segment): Spoken[] => {
    const words = wordsIn(segment, 'text', report);
    if (!words) return [];
    const voice = voiceIn(segment, 'speaker', report);
    return [{ ...words, voice, ...timesIn(segment, report) }];
  });
  const words = segments.map((segment) => listIn(segment, 'words', report)).flat();
  reportDisagreement(
    { name: 'segments', pieces },
    { name: 'words', pieces: words.flatMap((word) => wordIn(word, report) ?? []) },
    report,
  );
  const text = textIn(root, 'text', report);
  reportDisagreement(
    { name: 'segments', pieces },
    { name: 'text', pieces: text ? [text] : [] },
    report,
  );
  reportStrayWords(segments, report);
  return recogniserReading(
    pieces,
    { by: engineOf(root, segments), language: languageIn(root, report) },
    report,
  );
}

function wording(source: string): Iterable<Passage> {
  const lists = ['segments.*', 'transcription.*', '*'];
  const rows = lists
    .map((list) => rowsAt(source, list, { text: 'text', voice: 'speaker' }))
    .find((found) => found.some(({ values }) => values.text));
  return wordingOf(
    (rows ?? []).flatMap(({ values: { text, voice } }) =>
      (text ?? []).map((piece) => ({ ...piece, voice: voice?.[0]?.text ?? '' })),
    ),
  );
}

function segmentsIn(root: JsonNode, report: ProblemReporter): readonly JsonNode[] {
  if (root.kind === 'list') return root.items;
  const segments = listIn(root, 'segments', report);
  return segments.length > 0 ? segments : listIn(root, 'transcription', report);
}

function timesIn(segment: JsonNode, report: ProblemReporter): Pick<Spoken, 'start' | 'end'> {
  const offsets = valueIn(segment, 'offsets');
  return offsets
    ? { start: timeIn(offsets, 'from', report, 1000), end: timeIn(offsets, 'to', report, 1000) }
    : { start: timeIn(segment, 'start', report), end: timeIn(segment, 'end', report) };
}

const wordIn = (word: JsonNode, report: ProblemReporter): Passage | null =>
  textIn(word, 'word', report) ?? textIn(word, 'text', report);

/** Words whose speaker is not their segment's. */
function reportStrayWords(segments: readonly JsonNode[], report: ProblemReporter): void {
  const strays = segments.flatMap((segment) => {
    const speaker = voiceIn(segment, 'speaker', report);
    return listIn(segment, 'words', report)
      .filter((word) => !['', speaker].includes(voiceIn(word, 'speaker', report)))
      .map((word) => ({ word, speaker }));
  });
  const [first] = strays;
  if (!first) return;
  const text = excerpt(wordIn(first.word, report)?.text ?? '');
  report(
    'warning',
    first.word,
    `The word "${text}" has the speaker "${voiceIn(first.word, 'speaker', report)}" in a segment whose speaker is "${first.speaker}"; the segment's is taken for ${strays.length === 1 ? 'it' : `all ${String(strays.length)} such words`}. Listen to the place and correct the written file if need be.`,
  );
}

/** The engine, where the file shows which it was. */
function engineOf(root: JsonNode, segments: readonly JsonNode[]): string | null {
  if (valueIn(root, 'word_segments')) return 'WhisperX';
  const [first] = segments;
  const marks = ['avg_logprob', 'no_speech_prob', 'offsets'];
  return first && marks.some((mark) => valueIn(first, mark)) ? 'Whisper' : null;
}

/** A tag, or the name that OpenAI's API gives: "english". */
function languageIn(root: JsonNode, report: ProblemReporter): string | null {
  const told =
    textIn(root, 'language', report) ?? textIn(valueIn(root, 'result'), 'language', report);
  if (!told) return null;
  return canonicalTag(told.text) ?? findLanguage([told.text.toLowerCase()], 'en')?.language ?? null;
}
