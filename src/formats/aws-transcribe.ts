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
import { inTimeOrder, secondsOf, wordingOf, type Spoken, type SpokenWords } from './spoken.ts';

/**
 * Amazon Transcribe's batch output (Developer Guide, "Diarization output" and "Channel identification output"): one
 * item a word or a punctuation mark, numbers as strings. A speaker stands at the item or, in older files, only in
 * `speaker_labels`, found by the item's start; a punctuation mark belongs to the word before it.
 */
export const awsTranscribe: Format = {
  id: 'aws-transcribe',
  name: 'Amazon Transcribe JSON',
  example:
    '{"results":{"transcripts":[{"transcript":"Closed."}],"items":[{"type":"pronunciation","start_time":"0.4","end_time":"0.9","speaker_label":"spk_0","alternatives":[{"content":"Closed"}]},{"type":"punctuation","alternatives":[{"content":"."}]}]}}',
  detect: (source) =>
    hasJsonAt(source, 'results.items.*.alternatives.*.content') ||
    hasJsonAt(source, 'results.channel_labels.channels.*.items.*.alternatives.*.content')
      ? 0.95
      : 0,
  read,
  wording,
};

function read(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const results = valueIn(root, 'results');
  const speakers = speakersByStart(results, report);
  const pieces = itemsIn(results, report).flatMap((item): Spoken[] => {
    const words = textIn(firstIn(item, 'alternatives', report), 'content', report);
    if (!words) return [];
    const isMark = textIn(item, 'type', report)?.text === 'punctuation';
    const start = voiceIn(item, 'start_time', report);
    const voice = firstSaid(
      voiceIn(item, 'speaker_label', report),
      speakers.get(start),
      voiceIn(item, 'channel_label', report),
    );
    return [
      {
        ...words,
        voice: isMark ? null : voice,
        start: timeIn(item, 'start_time', report),
        end: timeIn(item, 'end_time', report),
        ...(isMark && { attached: true }),
      },
    ];
  });
  const transcripts = listIn(results, 'transcripts', report).flatMap(
    (transcript) => textIn(transcript, 'transcript', report) ?? [],
  );
  // Of several channels the transcript has one after the other.
  if (!valueIn(results, 'channel_labels')) {
    reportDisagreement(
      { name: 'items', pieces },
      { name: 'transcripts', pieces: transcripts },
      report,
    );
  }
  const language = textIn(results, 'language_code', report)?.text ?? null;
  return recogniserReading(inTimeOrder(pieces), { by: 'Amazon Transcribe', language }, report);
}

const firstSaid = (...voices: (string | undefined)[]): string =>
  voices.find((voice) => voice !== undefined && voice !== '') ?? '';

/** The items of all channels; where only the channels have them, theirs. */
function itemsIn(results: JsonNode | null, report: ProblemReporter): readonly JsonNode[] {
  const items = listIn(results, 'items', report);
  if (items.length > 0) return items;
  const channels = listIn(valueIn(results, 'channel_labels'), 'channels', report);
  return channels.flatMap((channel) => listIn(channel, 'items', report));
}

function speakersByStart(results: JsonNode | null, report: ProblemReporter): Map<string, string> {
  const speakers = new Map<string, string>();
  for (const segment of listIn(valueIn(results, 'speaker_labels'), 'segments', report)) {
    for (const item of listIn(segment, 'items', report)) {
      speakers.set(voiceIn(item, 'start_time', report), voiceIn(item, 'speaker_label', report));
    }
  }
  return speakers;
}

function* wording(source: string): Iterable<Passage> {
  const speakers = new Map(
    rowsAt(source, 'results.speaker_labels.segments.*.items.*', {
      start: 'start_time',
      speaker: 'speaker_label',
    }).map(({ values }) => [values.start?.[0]?.text, values.speaker?.[0]?.text]),
  );
  const fields = {
    text: 'alternatives.0.content',
    type: 'type',
    start: 'start_time',
    end: 'end_time',
    speaker: 'speaker_label',
    channel: 'channel_label',
  };
  const items = rowsAt(source, 'results.items.*', fields);
  const rows =
    items.length > 0 ? items : rowsAt(source, 'results.channel_labels.channels.*.items.*', fields);
  const pieces = rows.flatMap(({ values }): (SpokenWords & Pick<Spoken, 'start' | 'end'>)[] => {
    const [words] = values.text ?? [];
    if (!words) return [];
    const start = values.start?.[0]?.text;
    const isMark = values.type?.[0]?.text === 'punctuation';
    const voice = firstSaid(
      values.speaker?.[0]?.text,
      speakers.get(start),
      values.channel?.[0]?.text,
    );
    return [
      {
        ...words,
        voice: isMark ? null : voice,
        start: secondsOf(start ?? ''),
        end: secondsOf(values.end?.[0]?.text ?? ''),
        ...(isMark && { attached: true }),
      },
    ];
  });
  yield* wordingOf(inTimeOrder(pieces));
}
