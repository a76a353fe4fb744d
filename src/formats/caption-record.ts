import type { PhrasingContent } from 'mdast';
import type { Transcript, TurnBlock } from '../transcript/model.ts';
import { isPrivatePerson } from '../transcript/private-person.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import { readingOrder } from '../transcript/reading-order.ts';
import { excerpt } from '../transcript/source-text.ts';
import { distinctNames } from './cue-writing.ts';
import { isVoiceless, type Cue } from './cues.ts';
import type { Heard, Passage, Reading } from './format.ts';
import { noteContent, recordIn, speakersIn, toJson, type TranscriptAddresses } from './json.ts';
import { listIn, numberIn, parseJson, rowsAt, textIn, type JsonNode } from './json-source.ts';

/*
 * The record that this project writes into its captions, as a comment, and how it is put back.
 */

/**
 * What a transcript's JSON says of the record, without what was said; and what captions have no other place for: the
 * notes, where chapters open, and who is a private person.
 */
export function captionRecord(transcript: Transcript, addresses?: TranscriptAddresses) {
  const { turns, ...record } = toJson(transcript, addresses);
  const idOf = (n: number) => addresses?.turns[n - 1]?.id ?? `t${String(n)}`;
  const directions = directionsBeforeChapters(transcript);
  return {
    ...record,
    speakers: record.speakers.map((speaker, index) => {
      const said = transcript.speakers[index];
      return { ...speaker, ...(said && isPrivatePerson(said) && { private: true }) };
    }),
    chapters: record.chapters.map((chapter, index) => ({
      ...chapter,
      turn: idOf(chapter.before),
      /** How many cues between the turns, all of them directions, come before it. */
      directions: directions[index] ?? 0,
    })),
    notes: turns.flatMap(({ n, text: said, notes }) =>
      notes.map(({ text, offset }) => ({
        turn: idOf(n),
        text,
        /** How many UTF-16 units of the turn come before its mark, white space apart: captions break lines anew. */
        after: lengthOf(said.slice(0, offset)),
      })),
    ),
  };
}

function directionsBeforeChapters(transcript: Transcript): number[] {
  const counts: number[] = [];
  let count = 0;
  for (const step of readingOrder(transcript)) {
    if (step.kind === 'chapter') counts.push(count);
    else if (step.kind === 'block') count = 0;
    else if (isVoiceless(step.direction.text)) count += 1;
  }
  return counts;
}

/** Where turns and directions stand in captions that this project wrote. Each cue has one line of text there. */
export interface CaptionPlan {
  /** By their ids, in their order. */
  turns: Map<string, PlannedTurn>;
  /** Their lines. */
  directions: number[];
}

/** The lines of a turn. */
interface PlannedTurn {
  /** Of the last words before it; 0 where there are none. */
  after: number;
  /** Of the directions between those and its own words. */
  directions: number[];
  /** Of its first words. */
  opens: number;
  /** Of its last words. */
  ends: number;
}

/** The plan of captions that have a record; `null` where no turn in them has an id. */
export function captionPlan(lines: readonly Passage[]): CaptionPlan | null {
  const plan: CaptionPlan = { turns: new Map(), directions: [] };
  let open: PlannedTurn | null = null;
  let last = 0;
  let before: number[] = [];
  for (const [index, { text, line }] of lines.entries()) {
    if (lines[index - 1]?.text.includes('-->') !== true) continue;
    const id = lines[index - 2]?.text ?? '';
    if (!text.startsWith('<v ')) {
      plan.directions.push(line);
      before.push(line);
      continue;
    }
    if (TURN_ID.test(id)) {
      const turn: PlannedTurn = { after: last, directions: before, opens: line, ends: line };
      plan.turns.set(id, turn);
      open = turn;
    } else if (open) open.ends = line;
    last = line;
    before = [];
  }
  return plan.turns.size > 0 ? plan : null;
}

const TURN_ID = /^t\d{1,9}[a-z]{0,9}$/;

/** The lines at which turns open. */
export const openingsIn = ({ turns }: CaptionPlan): ReadonlySet<number> =>
  new Set([...turns.values()].map(({ opens }) => opens));

/** The cues of captions that have a plan, each with what it is. */
export function withRoles(cues: readonly Cue[], plan: CaptionPlan): Cue[] {
  const openings = openingsIn(plan);
  const asides = new Set(plan.directions);
  return cues.map((cue) => {
    const line = cue.lines[0]?.line ?? 0;
    return {
      ...cue,
      role: openings.has(line) ? 'opening' : asides.has(line) ? 'direction' : 'words',
    };
  });
}

/**
 * What a record says, with its chapters, notes and people put back among what is heard; `null` where there is none.
 *
 * @param record its lines.
 */
export function readRecord(
  record: readonly Passage[],
  plan: CaptionPlan | null,
  heard: readonly Heard[],
  report: ProblemReporter,
): Reading | null {
  const [first] = record;
  if (!first) return null;
  const reportThere: ProblemReporter = (severity, { line, column }, message) => {
    report(severity, { line: first.line + line - 1, column }, message);
  };
  const root = parseJson(record.map(({ text }) => text).join('\n'), reportThere);
  if (!root) return null;
  const labels = heard.filter(({ kind }) => kind === 'label');
  const positionOf = (id: string): number | null => {
    const opens = plan?.turns.get(id)?.opens ?? -Infinity;
    const position = labels.findLastIndex(({ line }) => line <= opens) + 1;
    return position === 0 ? null : position;
  };
  const speakers = speakersIn(root, reportThere);
  const nameOf = distinctNames([...speakers].map(([id, { name }]) => ({ id, name })));
  const byVoice = new Map(
    [...speakers].map(([id, speaker]) => [nameOf(id), { ...speaker, name: nameOf(id) }]),
  );
  const told = heard.map((item) => {
    const means = item.kind === 'label' ? byVoice.get(item.text) : undefined;
    return item.kind === 'label' && means ? { ...item, means } : item;
  });
  return {
    ...recordIn(root, positionOf, reportThere),
    heard: withChapters(withNotes(told, root, plan, reportThere), root, plan, reportThere),
  };
}

/** The wording of captions that have a record, with that of its chapters and notes in their places. */
export function* recordWording(
  record: readonly Passage[],
  plan: CaptionPlan,
  spoken: Iterable<Passage>,
): Generator<Passage> {
  const source = record.map(({ text }) => text).join('\n');
  const waiting: Passage[] = [];
  for (const { values } of rowsAt(source, 'notes.*', { turn: 'turn', text: 'text' })) {
    const turn = plan.turns.get(values.turn?.[0]?.text ?? '');
    if (turn) waiting.push({ text: values.text?.[0]?.text ?? '', line: turn.ends, column: 1 });
  }
  const fields = { turn: 'turn', title: 'title', directions: 'directions' };
  for (const { values } of rowsAt(source, 'chapters.*', fields)) {
    const turn = plan.turns.get(values.turn?.[0]?.text ?? '');
    const count = Number(values.directions?.[0]?.text ?? 0);
    const text = values.title?.[0]?.text ?? '';
    if (turn) waiting.push({ text, line: lineBeforeChapter(turn, count), column: 1 });
  }
  yield* placed(waiting, spoken);
}

/** Passages among others, each behind the last that stands on its line or above. */
function* placed<Item extends Passage>(
  passages: readonly Item[],
  among: Iterable<Item>,
): Generator<Item> {
  const waiting = passages.toSorted((a, b) => a.line - b.line);
  let next = 0;
  for (const item of among) {
    for (let first = waiting[next]; first && first.line < item.line; first = waiting[next]) {
      yield first;
      next += 1;
    }
    yield item;
  }
  yield* waiting.slice(next);
}

function withChapters(
  heard: readonly Heard[],
  root: JsonNode,
  plan: CaptionPlan | null,
  report: ProblemReporter,
): Heard[] {
  const chapters = listIn(root, 'chapters', report).flatMap((node): Heard[] => {
    const title = textIn(node, 'title', report);
    const id = textIn(node, 'turn', report)?.text ?? '';
    const turn = plan?.turns.get(id);
    if (title && !turn) reportHomeless('chapter', title, id, report);
    if (!title || !turn) return [];
    const line = lineBeforeChapter(turn, numberIn(node, 'directions') ?? 0);
    return [{ ...title, kind: 'heading', line }];
  });
  return [...placed(chapters, heard)];
}

/** The line after which a chapter stands that opens with a turn. */
const lineBeforeChapter = ({ after, directions }: PlannedTurn, count: number): number =>
  directions.slice(0, count).at(-1) ?? after;

interface PlacedNote {
  /** As in the record. */
  after: number;
  identifier: string;
  content: TurnBlock[];
}

function withNotes(
  heard: readonly Heard[],
  root: JsonNode,
  plan: CaptionPlan | null,
  report: ProblemReporter,
): Heard[] {
  const byTurn = new Map<string, PlacedNote[]>();
  for (const [index, node] of listIn(root, 'notes', report).entries()) {
    const text = textIn(node, 'text', report);
    const turn = textIn(node, 'turn', report)?.text ?? '';
    if (!text) continue;
    if (!plan?.turns.has(turn)) {
      reportHomeless('note', text, turn, report);
      continue;
    }
    const after = numberIn(node, 'after') ?? Infinity;
    const note = { after, identifier: String(index + 1), content: noteContent(text.text) };
    byTurn.set(turn, [...(byTurn.get(turn) ?? []), note]);
  }
  const told = [...heard];
  let at = 0;
  for (const [id, { ends }] of plan?.turns ?? []) {
    const paragraphs: number[] = [];
    for (let item = told[at]; item && item.line <= ends; at += 1, item = told[at]) {
      if (item.kind === 'words') paragraphs.push(at);
    }
    const notes = byTurn.get(id);
    if (notes) addNotes(told, paragraphs, notes);
  }
  return told;
}

/** Puts the notes of a turn among its paragraphs, which stand at some positions of what is heard. */
function addNotes(heard: Heard[], paragraphs: readonly number[], notes: readonly PlacedNote[]) {
  const sorted = notes.toSorted((a, b) => a.after - b.after);
  let from = 0;
  for (const [order, at] of paragraphs.entries()) {
    const item = heard[at];
    if (item?.kind !== 'words') continue;
    const to = order === paragraphs.length - 1 ? Infinity : from + lengthOf(item.text);
    const here = sorted.filter(({ after }) => (order === 0 || after > from) && after <= to);
    if (here.length > 0) heard[at] = noted(item, here, from);
    from = to;
  }
}

function noted(
  item: Extract<Heard, { kind: 'words' }>,
  notes: readonly PlacedNote[],
  from: number,
): Heard {
  const waiting = notes.map((note) => ({ ...note, after: note.after - from }));
  const content = withMarks(item.content ?? [{ type: 'text', value: item.text }], waiting);
  content.push(...waiting.map(markOf));
  const blocks = new Map(notes.map((note) => [note.identifier, note.content]));
  return { ...item, content, notes: blocks };
}

/** Puts the marks of notes among words; those that were put in are taken from the notes that wait. */
function withMarks(nodes: readonly PhrasingContent[], waiting: PlacedNote[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'text') return markedText(node.value, waiting);
    if (!('children' in node)) return [node];
    const length = lengthOf(textOf(node.children));
    const later = waiting.filter(({ after }) => after >= length);
    const inside = waiting.filter(({ after }) => after > 0 && after < length);
    const before = waiting.filter(({ after }) => after === 0);
    waiting.splice(0, waiting.length, ...later);
    for (const note of later) note.after -= length;
    node.children = withMarks(node.children, inside);
    return [...before.map(markOf), node];
  });
}

function markedText(text: string, waiting: PlacedNote[]): PhrasingContent[] {
  const content: PhrasingContent[] = [];
  let rest = text;
  for (let [note] = waiting; note && note.after <= lengthOf(rest); [note] = waiting) {
    const at = offsetOf(rest, note.after);
    if (at > 0) content.push({ type: 'text', value: rest.slice(0, at) });
    content.push(markOf(note));
    rest = rest.slice(at);
    waiting.shift();
    for (const other of waiting) other.after -= note.after;
  }
  for (const note of waiting) note.after -= lengthOf(rest);
  if (rest !== '') content.push({ type: 'text', value: rest });
  return content;
}

const markOf = ({ identifier }: PlacedNote): PhrasingContent => ({
  type: 'footnoteReference',
  identifier,
  label: identifier,
});

const textOf = (nodes: readonly PhrasingContent[]): string =>
  nodes
    .map((node) =>
      node.type === 'text' ? node.value : 'children' in node ? textOf(node.children) : '',
    )
    .join('');

const lengthOf = (text: string): number => text.replace(/\s+/gu, '').length;

/** The offset right behind so many UTF-16 units, white space apart. */
function offsetOf(text: string, count: number): number {
  let at = 0;
  for (let left = count; left > 0; at += 1) if (!/\s/u.test(text.charAt(at))) left -= 1;
  return at;
}

function reportHomeless(
  what: 'note' | 'chapter',
  passage: Passage,
  turn: string,
  report: ProblemReporter,
): void {
  report(
    'warning',
    passage,
    `The ${what} "${excerpt(passage.text)}" belongs to turn "${turn}", which no cue has as its id; expected a cue with that id. It is left out. Put it into the written file by hand.`,
  );
}
