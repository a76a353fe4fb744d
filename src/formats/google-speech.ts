import type { ProblemReporter } from '../transcript/problem.ts';
import { wordsOf } from '../transcript/words.ts';
import type { Format, Passage, Reading } from './format.ts';
import {
  firstIn,
  hasJsonAt,
  listIn,
  parseJson,
  rowsAt,
  textIn,
  valueIn,
  voiceIn,
  type JsonNode,
} from './json-source.ts';
import { NOTHING_READ, recogniserReading, reportDisagreement, timeIn } from './recogniser.ts';
import { channelVoice, wordingOf, type Spoken, type SpokenWords } from './spoken.ts';

/**
 * Google Cloud Speech-to-Text, v1 (`speakerTag`, `startTime`) and v2 (`speakerLabel`, `startOffset`), as a response or
 * as the operation around it, keys in camel or snake case.
 *
 * With speakers told apart, the last result repeats all words of those before it and is read alone; otherwise each
 * result's transcript is. A `speakerTag` of 0 is nobody: tags count from 1 (reference, "WordInfo").
 */
export const googleSpeech: Format = {
  id: 'google-speech',
  name: 'Google Speech-to-Text JSON',
  example:
    '{"results":[{"alternatives":[{"transcript":"Closed.","words":[{"startTime":"0.400s","endTime":"0.900s","word":"Closed.","speakerTag":1}]}],"resultEndTime":"0.9s"}]}',
  detect,
  read,
  wording,
};

function detect(source: string): number {
  for (const list of ['results', 'response.results']) {
    if (hasJsonAt(source, `${list}.*.alternatives.*.words.*.word`)) return 0.95;
    if (MARKS.some((mark) => hasJsonAt(source, `${list}.*.alternatives.*.transcript`, mark(list))))
      return 0.9;
    if (hasJsonAt(source, `${list}.*.alternatives.*.transcript`)) return 0.6;
  }
  return 0;
}

const MARKS = ['resultEndTime', 'resultEndOffset', 'languageCode', 'channelTag'].map(
  (key) => (list: string) => `${list}.*.${key}`,
);

function read(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const results = listIn(valueIn(root, 'response') ?? root, 'results', report);
  const told = results.map((result) => resultOf(result, report));
  const pieces = withoutRepetition(told);
  const transcripts = told.flatMap(({ transcript }) => transcript ?? []);
  reportDisagreement(
    { name: 'words', pieces },
    { name: 'transcripts', pieces: transcripts },
    report,
  );
  const language = results
    .map((result) => textAt(result, LANGUAGE, report)?.text ?? null)
    .find((tag) => tag !== null);
  const facts = { by: 'Google Speech-to-Text', language: language ?? null };
  return recogniserReading(pieces, facts, report);
}

/** What one result says, twice over. */
interface Result<Piece extends SpokenWords> {
  words: Piece[];
  transcript: Piece | null;
}

function resultOf(result: JsonNode, report: ProblemReporter): Result<Spoken> {
  const alternative = firstIn(result, 'alternatives', report);
  const channel = CHANNEL.map((key) => voiceIn(result, key, report)).find((tag) => tag !== '');
  const words = listIn(alternative, 'words', report).flatMap((word): Spoken[] => {
    const text = textIn(word, 'word', report);
    const speaker = SPEAKER.map((key) => voiceIn(word, key, report)).find((tag) => tag !== '');
    const voice = voiceOf(speaker, channel);
    return text
      ? [{ ...text, voice, start: timeAt(word, START, report), end: timeAt(word, END, report) }]
      : [];
  });
  const text = textIn(alternative, 'transcript', report);
  const transcript = text && {
    ...text,
    voice: voiceOf(undefined, channel),
    start: words[0]?.start ?? null,
    end: words.at(-1)?.end ?? timeAt(result, RESULT_END, report),
  };
  return { words, transcript };
}

/** What is said: the words of a last result that repeats all, else each result's, as a transcript where no word has a speaker. */
function withoutRepetition<Piece extends SpokenWords>(results: readonly Result<Piece>[]): Piece[] {
  const last = results.at(-1);
  const before = results.slice(0, -1).flatMap(({ words, transcript }) => transcript ?? words);
  if (last && repeats(last.words, before)) return last.words;
  return results.flatMap(({ words, transcript }) =>
    words.some(({ voice }) => voice !== '') || !transcript ? words : [transcript],
  );
}

/** Whether words begin with those that were told before. */
function repeats(words: readonly Passage[], before: readonly Passage[]): boolean {
  const [all, told] = [words, before].map((pieces) =>
    pieces.flatMap(({ text }) => wordsOf(text.toLowerCase())),
  );
  if (!all || !told || told.length === 0) return false;
  return told.filter((word, index) => all[index] === word).length >= told.length * NEARLY_ALL;
}

const voiceOf = (speaker: string | undefined, channel: string | undefined): string => {
  const name = speaker === undefined || speaker === '0' ? '' : speaker;
  return channel === undefined || channel === '0' ? name : channelVoice(channel, name);
};

function textAt(node: JsonNode, keys: readonly string[], report: ProblemReporter): Passage | null {
  const key = keys.find((candidate) => valueIn(node, candidate));
  return key === undefined ? null : textIn(node, key, report);
}

function timeAt(node: JsonNode, keys: readonly string[], report: ProblemReporter): number | null {
  const key = keys.find((candidate) => valueIn(node, candidate));
  return key === undefined ? null : timeIn(node, key, report);
}

function wording(source: string): Iterable<Passage> {
  const list = rowsAt(source, 'results.*', {}).length > 0 ? 'results.*' : 'response.results.*';
  const resultAt = list.split('.').length - 1;
  const results = rowsAt(source, list, {
    transcript: 'alternatives.0.transcript',
    channel: CHANNEL,
  }).map(({ values: { transcript, channel } }) => {
    const voice = voiceOf(undefined, channel?.[0]?.text);
    const words: SpokenWords[] = [];
    const [text] = transcript ?? [];
    return { words, transcript: text ? { ...text, voice } : null, channel: channel?.[0]?.text };
  });
  const words = rowsAt(source, `${list}.alternatives.0.words.*`, {
    text: 'word',
    speaker: SPEAKER,
  });
  for (const { values, path } of words) {
    const result = results[Number(path[resultAt])];
    const speaker = values.speaker?.find(({ text }) => text !== '')?.text;
    for (const text of values.text ?? []) {
      result?.words.push({ ...text, voice: voiceOf(speaker, result.channel) });
    }
  }
  return wordingOf(withoutRepetition(results));
}

const CHANNEL = ['channelTag', 'channel_tag'];
const SPEAKER = ['speakerLabel', 'speaker_label', 'speakerTag', 'speaker_tag'];
const START = ['startTime', 'startOffset', 'start_time', 'start_offset'];
const END = ['endTime', 'endOffset', 'end_time', 'end_offset'];
const RESULT_END = ['resultEndTime', 'resultEndOffset', 'result_end_time', 'result_end_offset'];
const LANGUAGE = ['languageCode', 'language_code'];

/** Two runs of the recogniser rarely spell every word alike. */
const NEARLY_ALL = 0.9;
