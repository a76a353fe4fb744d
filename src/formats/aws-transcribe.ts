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
  const pieces = itemsIn(results, report).flatMap(({ item, channel }): Spoken[] => {
    const words = textIn(firstIn(item, 'alternatives', report), 'content', report);
    if (!words) return [];
    const isMark = textIn(item, 'type', report)?.text === 'punctuation';
    const start = voiceIn(item, 'start_time', report);
    const voice = firstSaid(voiceIn(item, 'speaker_label', report), speakers.get(start), channel);
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

/** An item and the channel it is in; empty where there are none. */
interface ItemOfChannel {
  item: JsonNode;
  channel: string;
}

/** The items of all channels: as they stand in the channels where nothing else tells which each is in. */
function itemsIn(results: JsonNode | null, report: ProblemReporter): readonly ItemOfChannel[] {
  const items = listIn(results, 'items', report).map((item) => ({
    item,
    channel: voiceIn(item, 'channel_label', report),
  }));
  const channels = listIn(valueIn(results, 'channel_labels'), 'channels', report);
  const inChannels = channels.flatMap((node) => {
    const channel = voiceIn(node, 'channel_label', report);
    return listIn(node, 'items', report).map((item) => ({ item, channel }));
  });
  return areToldByChannel(items, inChannels) ? inChannels : items;
}

/** Whether the items of the channels are all that there are, and those of no channel do not say whose they are. */
const areToldByChannel = (
  items: readonly { channel: string }[],
  inChannels: readonly unknown[],
): boolean =>
  items.length === 0 ||
  (items.length === inChannels.length && items.every(({ channel }) => channel === ''));

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
  const items = rowsAt(source, 'results.items.*', fields).map(({ values }) => ({
    values,
    channel: values.channel?.[0]?.text ?? '',
  }));
  const channels = 'results.channel_labels.channels.*';
  const names = rowsAt(source, channels, { name: 'channel_label' });
  const inChannels = rowsAt(source, `${channels}.items.*`, fields).map(({ values, path }) => ({
    values,
    channel: names[Number(path[3])]?.values.name?.[0]?.text ?? '',
  }));
  const rows = areToldByChannel(items, inChannels) ? inChannels : items;
  const pieces = rows.flatMap(
    ({ values, channel }): (SpokenWords & Pick<Spoken, 'start' | 'end'>)[] => {
      const [words] = values.text ?? [];
      if (!words) return [];
      const start = values.start?.[0]?.text;
      const isMark = values.type?.[0]?.text === 'punctuation';
      const voice = firstSaid(values.speaker?.[0]?.text, speakers.get(start), channel);
      return [
        {
          ...words,
          voice: isMark ? null : voice,
          start: secondsOf(start ?? ''),
          end: secondsOf(values.end?.[0]?.text ?? ''),
          ...(isMark && { attached: true }),
        },
      ];
    },
  );
  yield* wordingOf(inTimeOrder(pieces));
}
