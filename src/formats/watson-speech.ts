import type { ProblemReporter } from '../transcript/problem.ts';
import type { Format, Passage, Reading } from './format.ts';
import {
  firstIn,
  hasJsonAt,
  listIn,
  parseJson,
  rowsAt,
  textIn,
  voiceIn,
  type JsonNode,
} from './json-source.ts';
import { NOTHING_READ, recogniserReading, reportDisagreement, timeIn } from './recogniser.ts';
import { wordingOf, type Spoken } from './spoken.ts';

/**
 * IBM Watson Speech to Text (API reference, "SpeechRecognitionResults"). With `speaker_labels`, the words of
 * `timestamps` are read, each with the speaker of the label that starts when it does; else the transcripts.
 */
export const watsonSpeech: Format = {
  id: 'watson-speech',
  name: 'IBM Watson Speech to Text JSON',
  example:
    '{"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"closed ","timestamps":[["closed",0.4,0.9]]}]}],"speaker_labels":[{"from":0.4,"to":0.9,"speaker":0}]}',
  detect: (source) =>
    hasJsonAt(source, 'results.*.alternatives.*.transcript') &&
    (hasJsonAt(source, 'result_index') || hasJsonAt(source, 'results.*.final'))
      ? 0.95
      : 0,
  read,
  wording,
};

function read(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const labels = listIn(root, 'speaker_labels', report);
  const speakers = new Map(
    labels.map((label) => [timeIn(label, 'from', report), voiceIn(label, 'speaker', report)]),
  );
  const alternatives = listIn(root, 'results', report).map((result) =>
    firstIn(result, 'alternatives', report),
  );
  const words = alternatives.flatMap((alternative) =>
    listIn(alternative, 'timestamps', report).flatMap((word) => wordOf(word, speakers, report)),
  );
  const transcripts = alternatives.flatMap((alternative): Spoken[] => {
    const text = textIn(alternative, 'transcript', report);
    return text ? [{ ...text, voice: '', start: null, end: null }] : [];
  });
  const tellings = [
    { name: 'timestamps', pieces: words },
    { name: 'transcripts', pieces: transcripts },
  ];
  const [told, other] = labels.length > 0 && words.length > 0 ? tellings : tellings.toReversed();
  if (told && other) reportDisagreement(told, other, report);
  return recogniserReading(
    told?.pieces ?? [],
    { by: 'IBM Watson Speech to Text', language: null },
    report,
  );
}

/** `["closed", 0.4, 0.9]`: a word, its start and its end. */
function wordOf(
  node: JsonNode,
  speakers: ReadonlyMap<number | null, string>,
  report: ProblemReporter,
): Spoken[] {
  const [text, from, to] = node.kind === 'list' ? node.items : [];
  if (text?.kind !== 'string' || from?.kind !== 'number' || to?.kind !== 'number') {
    report(
      'error',
      node,
      'No word with its times; expected a list such as ["closed", 0.4, 0.9]. Correct it, or export the transcript again.',
    );
    return [];
  }
  const { value, line, column } = text;
  const voice = speakers.get(from.value) ?? '';
  return [{ text: value, line, column, voice, start: from.value, end: to.value }];
}

function wording(source: string): Iterable<Passage> {
  const speakers = new Map(
    rowsAt(source, 'speaker_labels.*', { from: 'from', speaker: 'speaker' }).map(
      ({ values: { from, speaker } }) => [from?.[0]?.text, speaker?.[0]?.text ?? ''],
    ),
  );
  const words = rowsAt(source, 'results.*.alternatives.0.timestamps.*', { word: '0', from: '1' });
  if (speakers.size > 0 && words.length > 0) {
    return wordingOf(
      words.flatMap(({ values: { word, from } }) =>
        (word ?? []).map((piece) => ({ ...piece, voice: speakers.get(from?.[0]?.text) ?? '' })),
      ),
    );
  }
  const transcripts = rowsAt(source, 'results.*', { text: 'alternatives.0.transcript' });
  return wordingOf(
    transcripts.flatMap(({ values }) =>
      (values.text ?? []).map((text) => ({ ...text, voice: '' })),
    ),
  );
}
