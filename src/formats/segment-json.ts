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
  wordsIn,
  type JsonNode,
} from './json-source.ts';
import { NOTHING_READ, recogniserReading, timeIn } from './recogniser.ts';
import { wordingOf, type Spoken } from './spoken.ts';

/** Where a recogniser that has one list of words or segments, each with its times and speaker, keeps them. */
export interface SegmentShape {
  /** The keys down to the list; `*` stands for each item of another. */
  list: readonly string[];
  /** The keys of an item of it. */
  text: string;
  speaker: string;
  start: string;
  end: string;
  /** The keys down to a language tag, where there is one. */
  language: readonly string[];
}

/** A format of such a recogniser. */
export function segmentFormat(
  about: Pick<Format, 'id' | 'name' | 'example'> & {
    by: string;
    /** What only this recogniser has: paths as `hasJsonAt` takes them. */
    marks: readonly string[];
  },
  shape: SegmentShape,
): Format {
  const { by, marks, ...named } = about;
  return {
    ...named,
    detect: (source) => (hasJsonAt(source, ...marks) ? 0.9 : 0),
    read: (source, report) => readSegments(source, { by, shape }, report),
    wording: (source) => wordingOfSegments(source, shape),
  };
}

function readSegments(
  source: string,
  { by, shape }: { by: string; shape: SegmentShape },
  report: ProblemReporter,
): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const holders = shape.list
    .slice(0, -1)
    .reduce<readonly JsonNode[]>(
      (nodes, key) => nodes.flatMap((node) => partsIn(node, key)),
      [root],
    );
  const items = holders.flatMap((holder) => listIn(holder, shape.list.at(-1) ?? '', report));
  const pieces = items.flatMap((item) => pieceOf(item, shape, report));
  const owner = shape.language.slice(0, -1).reduce<JsonNode | null>(valueIn, root);
  const language = owner && textIn(owner, shape.language.at(-1) ?? '', report);
  return recogniserReading(pieces, { by, language: language?.text ?? null }, report);
}

function partsIn(node: JsonNode, key: string): readonly JsonNode[] {
  if (key === '*') return node.kind === 'list' ? node.items : [];
  const value = valueIn(node, key);
  return value ? [value] : [];
}

function pieceOf(item: JsonNode, shape: SegmentShape, report: ProblemReporter): Spoken[] {
  const words = wordsIn(item, shape.text, report);
  if (!words) return [];
  const voice = voiceIn(item, shape.speaker, report);
  const start = timeIn(item, shape.start, report);
  const end = timeIn(item, shape.end, report);
  return [{ ...words, voice, start, end }];
}

function wordingOfSegments(
  source: string,
  { list, text, speaker }: SegmentShape,
): Iterable<Passage> {
  const rows = rowsAt(source, `${list.join('.')}.*`, { text, speaker });
  return wordingOf(
    rows.flatMap(({ values }) =>
      (values.text ?? []).map((piece) => ({
        ...piece,
        voice: values.speaker?.[0]?.text ?? '',
      })),
    ),
  );
}
