import type { ProblemReporter } from '../transcript/problem.ts';
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
import { channelVoice, inTimeOrder, secondsOf, wordingOf, type Spoken } from './spoken.ts';

/**
 * Deepgram's response for recorded audio (API reference, "Listen"; guides "Utterances" and "Multichannel"). Utterances
 * are read where there are any, else the words of the channels, else the channels' transcripts. Speakers are counted
 * from 0; of several channels each names its voices by itself.
 */
export const deepgram: Format = {
  id: 'deepgram',
  name: 'Deepgram JSON',
  example:
    '{"results":{"channels":[{"alternatives":[{"transcript":"Closed.","words":[{"word":"closed","punctuated_word":"Closed.","start":0.4,"end":0.9,"speaker":0}]}]}]}}',
  detect: (source) =>
    hasJsonAt(source, 'results.channels.*.alternatives.*.transcript') ? 0.95 : 0,
  read,
  wording,
};

function read(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const results = valueIn(root, 'results');
  const channels = listIn(results, 'channels', report);
  const isOne = channels.length < 2;
  const words = channels.flatMap((channel, index) =>
    wordsOfChannel(channel, isOne ? null : String(index), report),
  );
  const utterances = listIn(results, 'utterances', report).flatMap((utterance) => {
    const channel = isOne ? null : voiceIn(utterance, 'channel', report);
    return pieceOf(utterance, textIn(utterance, 'transcript', report), channel, report);
  });
  const transcripts = channels.flatMap((channel, index) => {
    const alternative = firstIn(channel, 'alternatives', report);
    const text = textIn(alternative, 'transcript', report);
    return pieceOf(alternative, text, isOne ? null : String(index), report);
  });
  const tellings = [
    { name: 'utterances', pieces: utterances },
    { name: 'words', pieces: inTimeOrder(words) },
    { name: 'transcript', pieces: transcripts },
  ];
  const [told, other] = tellings.filter(({ pieces }) => pieces.length > 0);
  if (told && other && isOne) reportDisagreement(told, other, report);
  const language = textIn(channels[0] ?? null, 'detected_language', report)?.text ?? null;
  return recogniserReading(told?.pieces ?? [], { by: 'Deepgram', language }, report);
}

function wordsOfChannel(channel: JsonNode, name: string | null, report: ProblemReporter): Spoken[] {
  const words = listIn(firstIn(channel, 'alternatives', report), 'words', report);
  return words.flatMap((word) => {
    const text = textIn(word, 'punctuated_word', report) ?? textIn(word, 'word', report);
    return pieceOf(word, text, name, report);
  });
}

function pieceOf(
  node: JsonNode | null,
  words: Passage | null,
  channel: string | null,
  report: ProblemReporter,
): Spoken[] {
  if (!words) return [];
  const speaker = voiceIn(node, 'speaker', report);
  return [
    {
      ...words,
      voice: channel === null ? speaker : channelVoice(channel, speaker),
      start: timeIn(node, 'start', report),
      end: timeIn(node, 'end', report),
    },
  ];
}

function* wording(source: string): Iterable<Passage> {
  const channels = rowsAt(source, 'results.channels.*', { text: 'alternatives.0.transcript' });
  const isOne = channels.length < 2;
  const fields = { speaker: 'speaker', start: 'start', end: 'end' };
  const utterances = rowsAt(source, 'results.utterances.*', {
    ...fields,
    text: 'transcript',
    plain: 'transcript',
    channel: 'channel',
  });
  const words = channels.flatMap((_, index) =>
    rowsAt(source, `results.channels.${String(index)}.alternatives.0.words.*`, {
      ...fields,
      text: 'punctuated_word',
      plain: 'word',
    }).map((row) => ({ ...row, index })),
  );
  const pieceOfRow = (
    values: Partial<Record<'text' | 'plain' | 'speaker' | 'start' | 'end', Passage[]>>,
    channel: string,
  ) => {
    const [piece] = values.text ?? values.plain ?? [];
    const speaker = values.speaker?.[0]?.text ?? '';
    const voice = isOne ? speaker : channelVoice(channel, speaker);
    const [start, end] = [values.start, values.end].map((time) => secondsOf(time?.[0]?.text ?? ''));
    return piece ? [{ ...piece, voice, start: start ?? null, end: end ?? null }] : [];
  };
  const tellings = [
    utterances.flatMap(({ values }) => pieceOfRow(values, values.channel?.[0]?.text ?? '')),
    inTimeOrder(words.flatMap(({ values, index }) => pieceOfRow(values, String(index)))),
    channels.flatMap(({ values }, index) => pieceOfRow(values, String(index))),
  ];
  yield* wordingOf(tellings.find((pieces) => pieces.length > 0) ?? []);
}
