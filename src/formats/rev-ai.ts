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
import { NOTHING_READ, recogniserReading, timeIn } from './recogniser.ts';
import { wordingOf, type Spoken } from './spoken.ts';

/**
 * Rev AI's transcript (API reference, "Get transcript by id"): one monologue a voice, whose elements are words and, with the
 * spaces, the punctuation between them.
 */
export const revAi: Format = {
  id: 'rev-ai',
  name: 'Rev AI JSON',
  example:
    '{"monologues":[{"speaker":0,"elements":[{"type":"text","value":"Closed","ts":0.4,"end_ts":0.9},{"type":"punct","value":"."}]}]}',
  detect: (source) =>
    hasJsonAt(source, 'monologues.*.elements.*.value', 'monologues.*.elements.*.type') ? 0.95 : 0,
  read,
  wording,
};

function read(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const pieces = listIn(root, 'monologues', report).flatMap((monologue): Spoken[] => {
    const elements = listIn(monologue, 'elements', report);
    const values = elements.flatMap((element) => textIn(element, 'value', report) ?? []);
    const [first] = values;
    if (!first) return [];
    return [
      {
        ...first,
        text: values.map(({ text }) => text).join(''),
        voice: voiceIn(monologue, 'speaker', report),
        start: timeOf(elements, 'ts', report),
        end: timeOf(elements.toReversed(), 'end_ts', report),
      },
    ];
  });
  return recogniserReading(pieces, { by: 'Rev AI', language: null }, report);
}

/** The first time at a key: punctuation has none. */
function timeOf(
  elements: readonly JsonNode[],
  key: string,
  report: ProblemReporter,
): number | null {
  for (const element of elements) {
    const time = timeIn(element, key, report);
    if (time !== null) return time;
  }
  return null;
}

function wording(source: string): Iterable<Passage> {
  const rows = rowsAt(source, 'monologues.*', { text: 'elements.*.value', speaker: 'speaker' });
  return wordingOf(
    rows.flatMap(({ values: { text = [], speaker } }) => {
      const [first] = text;
      const whole = text.map((value) => value.text).join('');
      return first ? [{ ...first, text: whole, voice: speaker?.[0]?.text ?? '' }] : [];
    }),
  );
}
