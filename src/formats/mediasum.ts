import { parseDate } from '../transcript/date.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import type { Format, Heard, Passage, Reading } from './format.ts';
import { hasJsonAt, listIn, parseJson, rowsAt, textIn, type JsonNode } from './json-source.ts';
import { NOTHING_READ } from './recogniser.ts';

/**
 * JSON as the MediaSum corpus has interviews: utterances in `utt`, and in `speaker`, at the same positions, the labels
 * as their publisher printed them. What an utterance ends with and the next begins with by one speaker stays two turns.
 */
export const mediasum: Format = {
  id: 'mediasum',
  name: 'MediaSum-style JSON',
  example:
    '{"title":"Ice","date":"2026-03-02","utt":["The lock is shut.","Since when?"],"speaker":["LEE OSEI, BYLINE","ANA RUIZ, HOST"]}',
  detect: (source) =>
    hasJsonAt(source, 'utt.*', 'speaker.*') || hasJsonAt(source, '*.utt.*', '*.speaker.*')
      ? 0.95
      : 0,
  read,
  wording,
};

function read(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const record = onlyRecord(root, report);
  const utterances = listIn(record, 'utt', report);
  const speakers = listIn(record, 'speaker', report);
  if (record && utterances.length !== speakers.length) {
    report(
      'error',
      record,
      `${String(utterances.length)} utterances in "utt" and ${String(speakers.length)} speakers in "speaker"; expected as many, each at the position of the other. Complete the shorter list.`,
    );
  }
  const last = utterances.findLastIndex(
    (utterance) => utterance.kind === 'string' && utterance.value.trim() !== '',
  );
  const heard = utterances.flatMap((utterance, index): Heard[] => {
    const words = stringOf(utterance, report);
    const label = stringOf(speakers[index], report);
    const text = label?.text.trim().replace(/ ?[:：]$/u, '') ?? '';
    if (!words || words.text.trim() === '') return wordless(text, utterance, index > last, report);
    const { line, column } = words;
    return [
      { kind: 'label', text, start: null, end: null, line, column },
      ...words.text
        .split(/\n\s*\n\s*/u)
        .map((part) => part.trim().replace(/\s*[\r\n]\s*/gu, ' '))
        .filter((part) => part !== '')
        .map((part): Heard => ({ kind: 'words', text: part, line, column })),
    ];
  });
  const title = textIn(record, 'title', report)?.text.trim() ?? '';
  const date = textIn(record, 'date', report)?.text.trim() ?? null;
  return {
    heard,
    title: title === '' ? null : title,
    date: date !== null && parseDate(date) ? date : null,
    language: null,
    provenance: null,
  };
}

/** A label whose utterance is empty stands before the next; after the last words it is a direction. */
function wordless(
  text: string,
  { line, column }: JsonNode,
  isLast: boolean,
  report: ProblemReporter,
): Heard[] {
  if (text === '') return [];
  if (!isLast) return [{ kind: 'label', text, start: null, end: null, line, column }];
  report(
    'warning',
    { line, column },
    `The utterance of "${text}" is empty; expected words. The label is kept as a direction. If the words are missing, add them.`,
  );
  return [{ kind: 'direction', text, line, column }];
}

function onlyRecord(root: JsonNode, report: ProblemReporter): JsonNode | null {
  if (root.kind !== 'list') return root;
  const [first, second] = root.items;
  if (second) {
    report(
      'error',
      second,
      `${String(root.items.length)} transcripts; expected one in a file. Put every transcript into a file of its own.`,
    );
  }
  return first ?? null;
}

function stringOf(node: JsonNode | undefined, report: ProblemReporter): Passage | null {
  if (node === undefined || node.kind === 'null') return null;
  if (node.kind === 'string') return { ...node, text: node.value };
  report(
    'error',
    node,
    `A ${node.kind} stands here; expected a string. Correct it, or export the transcript again.`,
  );
  return null;
}

function* wording(source: string): Iterable<Passage> {
  const { utt = [], speaker = [] } =
    ['', '*']
      .map((record) => rowsAt(source, record, { utt: 'utt.*', speaker: 'speaker.*' })[0]?.values)
      .find((values) => values?.utt) ?? {};
  for (const [index, words] of utt.entries()) {
    const label = speaker[index];
    if (label) yield label;
    yield words;
  }
}
