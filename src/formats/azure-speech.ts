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
import { channelVoice, secondsOf, wordingOf, type Spoken } from './spoken.ts';

/**
 * Azure AI Speech: results of batch transcription (`recognizedPhrases`, times in ticks, milliseconds or ISO 8601) and
 * of fast transcription (`phrases`, times in milliseconds). The display form of the likeliest hypothesis is read, in
 * the order of time, since each channel is told on its own.
 */
export const azureSpeech: Format = {
  id: 'azure-speech',
  name: 'Azure AI Speech JSON',
  example:
    '{"recognizedPhrases":[{"recognitionStatus":"Success","channel":0,"speaker":1,"offset":"PT0.4S","duration":"PT0.5S","nBest":[{"lexical":"closed","display":"Closed."}]}]}',
  detect: (source) =>
    hasJsonAt(source, 'recognizedPhrases.*.nBest') ||
    hasJsonAt(source, 'phrases.*.text', 'phrases.*.offsetMilliseconds')
      ? 0.95
      : 0,
  read,
  wording,
};

function read(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const phrases = ['recognizedPhrases', 'phrases'].flatMap((list) => listIn(root, list, report));
  const severalChannels =
    new Set(phrases.map((phrase) => voiceIn(phrase, 'channel', report))).size > 1;
  const pieces = phrases.flatMap((phrase): Spoken[] => {
    const words =
      textIn(firstIn(phrase, 'nBest', report), 'display', report) ?? textIn(phrase, 'text', report);
    if (!words) return [];
    const channel = severalChannels ? voiceIn(phrase, 'channel', report) : '';
    return [
      {
        ...words,
        voice: voiceOf(voiceIn(phrase, 'speaker', report), channel),
        ...timesOf(phrase, report),
      },
    ];
  });
  const combined = ['combinedRecognizedPhrases', 'combinedPhrases']
    .flatMap((list) => listIn(root, list, report))
    .flatMap((phrase) => textIn(phrase, 'display', report) ?? textIn(phrase, 'text', report) ?? []);
  if (!severalChannels) {
    reportDisagreement(
      { name: 'phrases', pieces },
      { name: 'combined phrases', pieces: combined },
      report,
    );
  }
  const language = textIn(phrases[0] ?? null, 'locale', report)?.text ?? null;
  return recogniserReading(byStart(pieces), { by: 'Azure AI Speech', language }, report);
}

const voiceOf = (speaker: string, channel: string): string =>
  channel === '' ? speaker : channelVoice(channel, speaker);

function timesOf(phrase: JsonNode, report: ProblemReporter): Pick<Spoken, 'start' | 'end'> {
  const way = WAYS.find(([offset]) => valueIn(phrase, offset));
  if (!way) return { start: null, end: null };
  const [offset, duration, unit] = way;
  const start = timeIn(phrase, offset, report, unit);
  const length = timeIn(phrase, duration, report, unit);
  return { start, end: start === null || length === null ? null : start + length };
}

/** Keys of a phrase's start and length, and how many of their units a second has. */
const WAYS = [
  ['offsetMilliseconds', 'durationMilliseconds', 1000],
  ['offsetInTicks', 'durationInTicks', 1e7],
  ['offset', 'duration', 1],
] as const;

const byStart = <Piece extends { start: number | null }>(pieces: readonly Piece[]): Piece[] =>
  pieces.toSorted((a, b) => (a.start ?? 0) - (b.start ?? 0));

function wording(source: string): Iterable<Passage> {
  const rows = ['recognizedPhrases.*', 'phrases.*'].flatMap((list) =>
    rowsAt(source, list, {
      text: list === 'phrases.*' ? 'text' : 'nBest.0.display',
      speaker: 'speaker',
      channel: 'channel',
      milliseconds: 'offsetMilliseconds',
      ticks: 'offsetInTicks',
      offset: 'offset',
    }),
  );
  const severalChannels = new Set(rows.map(({ values }) => values.channel?.[0]?.text)).size > 1;
  const pieces = rows.flatMap(({ values: { text, speaker, channel, ...times } }) =>
    (text ?? []).map((piece) => ({
      ...piece,
      voice: voiceOf(speaker?.[0]?.text ?? '', severalChannels ? (channel?.[0]?.text ?? '') : ''),
      start: times.milliseconds
        ? Number(times.milliseconds[0]?.text) / 1000
        : times.ticks
          ? Number(times.ticks[0]?.text) / 1e7
          : secondsOf(times.offset?.[0]?.text ?? ''),
    })),
  );
  return wordingOf(byStart(pieces));
}
