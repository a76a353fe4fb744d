import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { wordsOf } from '../transcript/words.ts';
import type { Format, Passage, Reading } from './format.ts';
import { alsoLineByLine } from './json-lines.ts';
import { listsIn, parseJson, rowsAt, type JsonList, type JsonNode } from './json-source.ts';
import { MACHINE } from './machine-captions.ts';
import { NOTHING_READ } from './recogniser.ts';
import { labelOf, secondsOf, turnsOf, wordingOf, type Spoken } from './spoken.ts';
import { isUnnamedVoice } from './voices.ts';

/**
 * JSON of any program that has a list of who says what under the usual names, wherever the list stands: Podlove's and
 * Podigee's transcripts, Fireflies, NVIDIA NeMo's manifests and diarised transcripts, Hugging Face's chunks, and what
 * people's own scripts write. The list whose items hold most of a sentence is read; words elsewhere are told.
 */
export const jsonRows: Format = alsoLineByLine(
  {
    id: 'json-rows',
    name: 'JSON with a list of who says what',
    example:
      '{"transcript":[{"speaker":"Ana Ruiz","start":"0:03","text":"The lock is shut."},{"speaker":"Lee Osei","start":"0:08","text":"Since when?"}]}',
    detect: (source) => shapeOf(source)?.confidence ?? 0,
    read,
    wording,
  },
  { isAlone: false },
);

/** Where the list stands, and what its items call what they hold. */
interface Shape {
  list: string;
  text: string;
  speaker: string | null;
  start: string | null;
  end: string | null;
  confidence: number;
}

function shapeOf(source: string): Shape | null {
  if (!MARKS.test(source)) return null;
  const lists = [...listsIn(source)];
  const found = lists.flatMap(([list, about]) => shapeIn(list, about) ?? []);
  // Whom a list apart from the words names can't be told from these alone.
  const areNamed = found.some(({ speaker }) => speaker !== null);
  if (!areNamed && lists.some(([, { fields }]) => SPEAKER.some((name) => fields.has(name))))
    return null;
  return found.toSorted((a, b) => b.confidence - a.confidence || rank(a) - rank(b))[0] ?? null;
}

function shapeIn(list: string, { items, fields }: JsonList): Shape | null {
  const find = (names: readonly string[], share: number): string | null =>
    names.find((name) => (fields.get(name) ?? 0) * share >= items) ?? null;
  if (items === 0) return null;
  const text = find(TEXT, 2);
  const isManifest = fields.has('audio_filepath');
  const names = isManifest ? ['speaker', 'label'] : SPEAKER;
  const speaker = find(names, 2) ?? find(names, items);
  const start = find(START, 2);
  const end = start === null ? null : find(END, 2);
  if (text === null || (speaker === null && end === null)) return null;
  // Whisper's lists have a "speaker" or none: who is named otherwise would be nobody there.
  const isNamedOtherwise = WHISPER.has(list) && speaker !== null && speaker !== 'speaker';
  const confidence = isNamedOtherwise ? 0.92 : speaker === null ? 0.45 : 0.55;
  return { list, text, speaker, start, end, confidence };
}

/** Sentences come before the words that they are made of. */
const rank = ({ text }: Shape): number => TEXT.indexOf(text);

function read(source: string, report: ProblemReporter): Reading {
  const shape = shapeOf(source);
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  if (!shape) {
    report(
      'error',
      root,
      'No list of who says what; expected objects with a "text" and a "speaker" in a list. Name them so, or export the transcript as another kind.',
    );
    return NOTHING_READ;
  }
  const items = itemsAt(root, shape.list.split('.'));
  const times = new Times(shape, items, report);
  const pieces = items.flatMap((item): Spoken[] => {
    const words = textAt(item, shape.text);
    if (!words) {
      reportUnlike(item, shape, report);
      return [];
    }
    return [{ ...words, voice: voiceOf(item, shape, report), ...times.of(item) }];
  });
  if (pieces[0]?.voice === null) pieces[0].voice = '';
  times.tell();
  reportLeftOut(root, shape, pieces, report);
  const isMachine = pieces.some(({ voice }) => voice !== null && COUNTED.test(voice));
  const isNameless = pieces.every(
    ({ voice }) => voice === '' || isUnnamedVoice(labelOf(voice ?? '')),
  );
  const title = textAt(root, 'title')?.text.trim() ?? '';
  return {
    ...NOTHING_READ,
    title: title === '' ? null : title,
    heard: turnsOf(pieces, null, report),
    provenance: isMachine || isNameless ? MACHINE : null,
  };
}

function wording(source: string): Iterable<Passage> {
  const shape = shapeOf(source);
  if (!shape) return [];
  const { list, text, speaker } = shape;
  const rows = rowsAt(source, list, { text, speaker: speaker ?? [] });
  return wordingOf(
    rows.flatMap(({ values }, index) => {
      const named = values.speaker?.[0]?.text.trim() ?? '';
      const voice = speaker === null || named !== '' || index === 0 ? named : null;
      return (values.text ?? []).slice(0, 1).map((piece) => ({ ...piece, voice }));
    }),
  );
}

/** Who says the words of an item: `null` where nobody is named, so that the speaker before goes on. */
function voiceOf(item: JsonNode, { speaker }: Shape, report: ProblemReporter): string | null {
  if (speaker === null) return '';
  const node = nodeAt(item, speaker);
  if (node?.kind === 'object' || node?.kind === 'list') {
    report(
      'error',
      node,
      `"${speaker}" is no text here; expected a name, as in the items beside this one. Write one.`,
    );
  }
  return textAt(item, speaker)?.text.trim() ?? null;
}

/** Tells of an item whose words stand elsewhere than those of the items beside it. */
function reportUnlike(item: JsonNode, { text, speaker }: Shape, report: ProblemReporter): void {
  const own = nodeAt(item, text);
  const isOtherwise = (own ?? item).kind === 'list' || own?.kind === 'object';
  const isWordless = item.kind === 'object' && !isOtherwise && !holdsWords(item, speaker);
  if (isWordless) return;
  report(
    'error',
    own ?? item,
    `No "${text}" here that is a text; expected one, as in the items beside this one. Name its words so, or take it out.`,
  );
}

/** Whether anything but who speaks has letters in it. */
const holdsWords = (item: JsonNode & { kind: 'object' }, speaker: string | null): boolean =>
  [...item.members].some(
    ([name, value]) =>
      !speaker?.startsWith(name) && value.kind === 'string' && /\p{L}{2}/u.test(value.value),
  );

/** The values at a pattern in which `*` is every position of a list. */
function itemsAt(root: JsonNode, pattern: readonly string[]): JsonNode[] {
  return pattern.reduce<JsonNode[]>(
    (nodes, part) =>
      nodes.flatMap((node) => {
        if (part === '*') return node.kind === 'list' ? node.items : [];
        const value = node.kind === 'object' ? node.members.get(part) : undefined;
        return value ? [value] : [];
      }),
    [root],
  );
}

function nodeAt(item: JsonNode, path: string): JsonNode | null {
  let node: JsonNode | undefined = item;
  for (const part of path.split('.')) {
    if (node?.kind === 'object') node = node.members.get(part);
    else if (node?.kind === 'list') node = node.items[Number(part)];
    else return null;
  }
  return node ?? null;
}

/** The text at a path, or a number as one. */
function textAt(item: JsonNode, path: string): Passage | null {
  const node = nodeAt(item, path);
  if (node?.kind !== 'string' && node?.kind !== 'number') return null;
  return { text: String(node.value), line: node.line, column: node.column };
}

/** The times of the items, as far as they count from the start of a recording. */
class Times {
  readonly #shape: Shape;
  readonly #report: ProblemReporter;
  readonly #unit: number;
  /** The first that is none, and how many more are not. */
  #unread: Passage | null = null;

  constructor(shape: Shape, items: readonly JsonNode[], report: ProblemReporter) {
    this.#shape = shape;
    this.#report = report;
    this.#unit = /ms$|millis(?:econds)?$/iu.test(shape.start ?? '') ? 1000 : 1;
    if (this.#unit === 1 && this.#areMilliseconds(items)) {
      this.#unit = 1000;
      const [first] = items;
      report(
        'warning',
        first ?? { line: 1, column: 1 },
        `"${shape.start ?? ''}" counts whole numbers, and nobody speaks as long as they would be in seconds: they are read as milliseconds. Correct the times in the written file if they are none.`,
      );
    }
  }

  of(item: JsonNode): { start: number | null; end: number | null } {
    const { start, end } = this.#shape;
    const from = start === null ? null : this.#secondsAt(item, start);
    const to = end === null ? null : this.#secondsAt(item, end);
    const isLength = end === 'duration';
    return { start: from, end: isLength && from !== null && to !== null ? from + to : to };
  }

  tell(): void {
    if (!this.#unread) return;
    this.#report(
      'warning',
      this.#unread,
      `"${excerpt(this.#unread.text)}" is no time from the start of a recording, such as "1.25" or "0:01:25": it is left out, and so are others like it.`,
    );
  }

  #secondsAt(item: JsonNode, path: string): number | null {
    const found = textAt(item, path);
    if (!found || found.text.trim() === '') return null;
    const seconds = secondsOf(found.text.replace(',', '.'));
    if (seconds !== null && seconds / this.#unit < LONGEST) {
      return found.text.includes(':') ? seconds : seconds / this.#unit;
    }
    this.#unread ??= found;
    return null;
  }

  #areMilliseconds(items: readonly JsonNode[]): boolean {
    const { start, end } = this.#shape;
    if (start === null || end === null || end === 'duration') return false;
    const lengths = items.slice(0, ITEMS_TO_MEASURE).map((item) => {
      const [from, to] = [nodeAt(item, start), nodeAt(item, end)];
      const isWhole = (node: JsonNode | null) =>
        node?.kind === 'number' && Number.isInteger(node.value) ? node.value : NaN;
      return isWhole(to) - isWhole(from);
    });
    const middle = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? NaN;
    return lengths.every(Number.isFinite) && middle >= A_LONG_ONE;
  }
}

/** Tells of words elsewhere in the source that are none of those read. */
function reportLeftOut(
  root: JsonNode,
  { text, speaker }: Shape,
  pieces: readonly Spoken[],
  report: ProblemReporter,
): void {
  const read = wordsOf(pieces.map((piece) => piece.text).join(' ')).join(' ');
  const left = new Map<string, JsonNode>();
  const looked = new Map<string, number>();
  const known = new Set([text, 'title', ...(speaker?.split('.') ?? [])]);
  const look = (node: JsonNode, key: string): void => {
    if (node.kind === 'list') for (const item of node.items) look(item, key);
    if (node.kind === 'object') for (const [name, value] of node.members) look(value, name);
    if (node.kind !== 'string' || known.has(key) || left.has(key)) return;
    const times = looked.get(key) ?? 0;
    looked.set(key, times + 1);
    const words = times < VALUES_TO_LOOK_AT ? wordsOf(node.value) : [];
    const lettered = words.filter((word) => /\p{L}{2}/u.test(word));
    const isName = URL.canParse(node.value) || FILE_NAME.test(node.value);
    if (lettered.length >= A_FEW && !isName && !read.includes(words.join(' '))) left.set(key, node);
  };
  look(root, '');
  const [first] = left.values();
  if (!first) return;
  const names = [...left.keys()].slice(0, NAMES_TO_TELL).map((name) => `"${excerpt(name)}"`);
  report(
    'warning',
    first,
    `${names.join(', ')} ${names.length === 1 ? 'holds' : 'hold'} words too and ${names.length === 1 ? 'is' : 'are'} left out; only "${text}" is read as speech. Put what matters into the written file.`,
  );
}

/** Of what they are called, the first that most items have. */
const TEXT = [
  'text',
  'sentence',
  'transcript',
  'utterance',
  'content',
  'body',
  'caption',
  'segment',
  'word',
];
const SPEAKER = [
  'voice',
  'speaker_name',
  'speakerName',
  'speaker.name',
  'speaker.displayName',
  'participant.name',
  'speaker_label',
  'speakerLabel',
  'speaker.label',
  'speaker',
  'participant',
  'speaker_id',
  'speakerId',
];
const START = [
  'start_ms',
  'startMs',
  'start',
  'start_time',
  'startTime',
  'begin',
  'timestamp.0',
  'offset',
  'from',
  'time',
  'timestamp',
  'timecode',
];
const END = ['end_ms', 'endMs', 'end', 'end_time', 'endTime', 'timestamp.1', 'duration', 'to'];
/** What such a list has under some key. */
const MARKS =
  /"(?:speaker|voice|participant|start|begin|timestamp|offset|from|time)[\w.]{0,12}"\s*:/iu;
const WHISPER = new Set(['*', 'segments.*']);
const COUNTED = /^(?:speaker|spk)_\d{1,4}$/iu;
/** Seconds: the first that a time in Transcript Markdown can't say. */
const LONGEST = 1000 * 3600;
const ITEMS_TO_MEASURE = 200;
/** What nobody says in one go, in seconds, and everybody longer, in milliseconds. */
const A_LONG_ONE = 200;
const A_FEW = 2;
/** Of a file, or a program's own. */
const FILE_NAME = /^[\w./\\:-]+$/;
const VALUES_TO_LOOK_AT = 50;
const NAMES_TO_TELL = 4;
