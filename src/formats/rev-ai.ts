import type { ProblemReporter } from '../transcript/problem.ts';
import type { Format, Passage, Reading } from './format.ts';
import {
  hasJsonAt,
  listIn,
  parseJson,
  rowsAt,
  textIn,
  valueIn,
  voiceIn,
  type JsonNode,
} from './json-source.ts';
import { MACHINE } from './machine-captions.ts';
import { NOTHING_READ, recogniserReading, timeIn } from './recogniser.ts';
import { labelOf, wordingOf, type Spoken } from './spoken.ts';
import { isUnnamedVoice } from './voices.ts';

/**
 * Rev AI's transcript (API reference, "Get transcript by id"): one monologue a voice, whose elements are words and, with the
 * spaces, the punctuation between them. A monologue may say what its speaker is called, and so may a list of speakers at
 * the top. An element of the type `unknown` is no word that was understood: a sound, or speech that nobody could make out.
 *
 * Times may also be written as `timestamp` and `end_timestamp`. A file with these alone does not tell that Rev AI made it,
 * and one that names somebody does not even tell that a machine did.
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
  const names = new Map(
    listIn(root, 'speakers', report).map((speaker) => [
      voiceIn(speaker, 'id', report),
      voiceIn(speaker, 'name', report),
    ]),
  );
  const monologues = listIn(root, 'monologues', report).map((node) => ({
    node,
    elements: listIn(node, 'elements', report),
  }));
  const pieces = monologues.flatMap(({ node, elements }): Spoken[] => {
    const values = elements.flatMap((element) => {
      const value = textIn(element, 'value', report);
      return value ? [{ ...value, type: textIn(element, 'type', report)?.text ?? '' }] : [];
    });
    const [first] = values;
    if (!first) return [];
    const { line, column } = first;
    return [
      {
        text: joined(values),
        voice: voiceOf(
          voiceIn(node, 'speaker', report),
          voiceIn(valueIn(node, 'speaker_info'), 'display_name', report),
          names,
        ),
        start: timeOf(elements, ['ts', 'timestamp'], report),
        end: timeOf(elements.toReversed(), ['end_ts', 'end_timestamp'], report),
        line,
        column,
      },
    ];
  });
  const reading = recogniserReading(pieces, { by: 'Rev AI', language: null }, report);
  const elements = monologues.flatMap((monologue) => monologue.elements);
  const hasTime = (key: string): boolean => elements.some((element) => valueIn(element, key));
  if (hasTime('ts') || !hasTime('timestamp')) return reading;
  const namesNobody = pieces.every(({ voice }) => !voice || isUnnamedVoice(labelOf(voice)));
  return { ...reading, provenance: namesNobody ? MACHINE : null };
}

/** What a monologue's speaker is called: by itself, by the list at the top, or by no more than a number. */
function voiceOf(speaker: string, ownName: string, names: ReadonlyMap<string, string>): string {
  if (ownName !== '') return ownName;
  const name = names.get(speaker) ?? '';
  return name === '' ? speaker : name;
}

/** What stands in an element, and of which type it is. */
type Element = Passage & { type: string };

/** The elements of a monologue as one text; what is no word stands in parentheses, parted from the words. */
function joined(elements: readonly Element[]): string {
  let text = '';
  let wasSound = false;
  for (const { text: value, type } of elements) {
    const sound = type === 'unknown' ? value.replace(/^[\s<[(]+|[\s>\])]+$/gu, '') : '';
    const isSound = sound !== '';
    const next = isSound ? `(${sound})` : value;
    if ((isSound || wasSound) && /\S$/u.test(text) && !/^[\s.,;:!?…]/u.test(next)) text += ' ';
    text += next;
    wasSound = isSound;
  }
  return text;
}

/** The first time at one of the keys: punctuation has none. */
function timeOf(
  elements: readonly JsonNode[],
  keys: readonly string[],
  report: ProblemReporter,
): number | null {
  for (const element of elements) {
    for (const key of keys) {
      const time = timeIn(element, key, report);
      if (time !== null) return time;
    }
  }
  return null;
}

function wording(source: string): Iterable<Passage> {
  const names = new Map(
    rowsAt(source, 'speakers.*', { id: 'id', name: 'name' }).map(({ values: { id, name } }) => [
      id?.[0]?.text.trim() ?? '',
      name?.[0]?.text.trim() ?? '',
    ]),
  );
  const elements = Map.groupBy(
    rowsAt(source, 'monologues.*.elements.*', { text: 'value', type: 'type' }),
    ({ path }) => path[1],
  );
  const monologues = rowsAt(source, 'monologues.*', {
    speaker: 'speaker',
    name: 'speaker_info.display_name',
  });
  return wordingOf(
    monologues.flatMap(({ values: { speaker, name }, path }) => {
      const said = (elements.get(path[1]) ?? []).flatMap(({ values: { text, type } }) =>
        (text ?? []).map((value) => ({ ...value, type: type?.[0]?.text ?? '' })),
      );
      const [first] = said;
      const voice = voiceOf(speaker?.[0]?.text.trim() ?? '', name?.[0]?.text.trim() ?? '', names);
      return first ? [{ ...first, text: joined(said), voice }] : [];
    }),
  );
}
