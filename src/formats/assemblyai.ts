import type { ProblemReporter } from '../transcript/problem.ts';
import type { Format, Passage, Reading } from './format.ts';
import {
  hasJsonAt,
  listIn,
  parseJson,
  rowsAt,
  textIn,
  voiceIn,
  type JsonNode,
} from './json-source.ts';
import { NOTHING_READ, recogniserReading, reportDisagreement, timeIn } from './recogniser.ts';
import { channelVoice, wordingOf, type Spoken } from './spoken.ts';

/**
 * AssemblyAI's transcript object (API reference, "Get transcript"; guide "Multichannel transcription"). Utterances are
 * read where there are any, else the words, else the text. Times are milliseconds; speakers are letters or, once
 * identified, names; a voice with a channel and nothing more is the channel's.
 */
export const assemblyai: Format = {
  id: 'assemblyai',
  name: 'AssemblyAI JSON',
  example:
    '{"status":"completed","audio_url":"https://example.org/a.mp3","text":"Closed.","utterances":[{"speaker":"A","start":400,"end":900,"text":"Closed."}]}',
  detect,
  read,
  wording,
};

function detect(source: string): number {
  if (hasJsonAt(source, 'audio_url', 'text')) return 0.95;
  if (hasJsonAt(source, 'utterances.*.text', 'utterances.*.speaker')) return 0.8;
  return hasJsonAt(source, 'text', 'words.*.text', 'words.*.confidence') ||
    hasJsonAt(source, 'status', 'text', 'words.*.text', 'words.*.start')
    ? 0.7
    : 0;
}

function read(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const pieces = (list: string) =>
    listIn(root, list, report).flatMap((item) => pieceOf(item, report));
  const text = textIn(root, 'text', report);
  const tellings = [
    { name: 'utterances', pieces: pieces('utterances') },
    { name: 'words', pieces: pieces('words') },
    { name: 'text', pieces: text ? [{ ...text, voice: '', start: null, end: null }] : [] },
  ];
  const [told, ...others] = tellings.filter((telling) => telling.pieces.length > 0);
  for (const other of others) if (told) reportDisagreement(told, other, report);
  const language = textIn(root, 'language_code', report)?.text ?? null;
  return recogniserReading(told?.pieces ?? [], { by: 'AssemblyAI', language }, report);
}

function pieceOf(item: JsonNode, report: ProblemReporter): Spoken[] {
  const words = textIn(item, 'text', report);
  if (!words) return [];
  const voice = voiceOf(voiceIn(item, 'speaker', report), voiceIn(item, 'channel', report));
  const start = timeIn(item, 'start', report, 1000);
  const end = timeIn(item, 'end', report, 1000);
  return [{ ...words, voice, start, end }];
}

const voiceOf = (speaker: string, channel: string): string =>
  channel !== '' && (speaker === '' || speaker === channel) ? channelVoice(channel, '') : speaker;

function* wording(source: string): Iterable<Passage> {
  const tellings = ['utterances.*', 'words.*', ''].map((list) =>
    rowsAt(source, list, { text: 'text', speaker: 'speaker', channel: 'channel' }).flatMap(
      ({ values: { text, speaker, channel } }) =>
        (text ?? []).map((piece) => ({
          ...piece,
          voice: voiceOf(speaker?.[0]?.text ?? '', channel?.[0]?.text ?? ''),
        })),
    ),
  );
  yield* wordingOf(tellings.find((pieces) => pieces.length > 0) ?? []);
}
