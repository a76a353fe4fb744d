import { decodeHTML } from 'entities';
import type { Paragraph, PhrasingContent } from 'mdast';
import { plainText } from '../transcript/content.ts';
import { isStandAloneDirection } from '../transcript/direction.ts';
import type { TurnBlock } from '../transcript/model.ts';
import type { Heard, Passage } from './format.ts';

/*
 * Footnotes and endnotes of a document. A note's mark stands among the words as one private-use character, and what the
 * notes say in a comment at the end of the page, so that what reads the page never takes them for speech.
 */

/** Moves the notes that mammoth gathers in a list, and the numbers that refer to them, out of the words. */
export function setNotesApart(converted: string): string {
  const list = converted.search(/<ol><li id="(?:foot|end)note-/u);
  if (list === -1) return converted;
  const texts = new Map<string, string[]>();
  for (const { groups } of converted.slice(list).matchAll(NOTE)) {
    texts.set(groups?.id ?? '', paragraphsOf(groups?.note ?? ''));
  }
  const notes: string[][] = [];
  const marked = converted
    .slice(0, list)
    .replace(REFERENCE, (_, id: string) => {
      notes.push(texts.get(id) ?? []);
      return String.fromCodePoint(FIRST_MARK + notes.length - 1);
    })
    // A mark between a name and its colon would hide the label.
    .replace(BEFORE_COLON, '$2 $1');
  return `${marked}<!--notes ${encodeURIComponent(JSON.stringify(notes)).replaceAll('-', '%2D')}-->`;
}

/** What was heard, with each note where its mark stands; one beside a heading or a direction is a direction after it. */
export function withNotes(heard: readonly Heard[], source: string): Heard[] {
  const notes = notesIn(source);
  if (notes.length === 0) return [...heard];
  const told: Heard[] = [];
  let onLabel: string[] = [];
  for (const item of heard) {
    const marks = marksIn(item.text);
    const text = withoutMarks(item.text);
    if (item.kind === 'label') {
      told.push({ ...item, text });
      onLabel = marks;
    } else if (item.kind === 'words') {
      const content = item.content ?? [{ type: 'text', value: item.text }];
      const all = [...onLabel, ...marks];
      told.push(
        all.length === 0 ? item : { ...item, text, ...noted(content, onLabel, all, notes) },
      );
      onLabel = [];
    } else {
      const { line, column } = item;
      told.push({ ...item, text });
      for (const mark of marks) {
        told.push({ kind: 'direction', text: textOfNote(mark, notes), line, column });
      }
    }
  }
  return told;
}

/** The wording of a page, with each note after the last paragraph of the turn that has its mark. */
export function* wordingWithNotes(
  wording: Iterable<Passage>,
  heard: readonly Heard[],
): Generator<Passage> {
  const waiting = notesByLine(heard);
  let next = 0;
  for (const passage of wording) {
    for (let note = waiting[next]; note && note.line < passage.line; note = waiting[next]) {
      yield note;
      next += 1;
    }
    yield { ...passage, text: withoutMarks(passage.text) };
  }
  yield* waiting.slice(next);
}

/** The text of each turn's notes, with the line of the turn's last words. */
function notesByLine(heard: readonly Heard[]): Passage[] {
  const placed: Passage[] = [];
  let turn: Passage[] = [];
  for (const item of heard) {
    const { kind, text, line } = item;
    if (kind === 'label' || kind === 'heading') turn = [];
    if (kind !== 'words') continue;
    const notes = [...(item.notes?.values() ?? [])];
    if (notes.length === 0 && isStandAloneDirection(text, 'en')) continue;
    for (const note of turn) note.line = line;
    for (const blocks of notes) {
      const said = { text: blocks.map(plain).join(' '), line, column: 1 };
      turn.push(said);
      placed.push(said);
    }
  }
  return placed;
}

function noted(
  content: readonly PhrasingContent[],
  onLabel: readonly string[],
  marks: readonly string[],
  notes: readonly string[][],
): Pick<Extract<Heard, { kind: 'words' }>, 'content' | 'notes'> {
  const blocks = marks.map((mark) => [identifierOf(mark), blocksOf(mark, notes)] as const);
  return {
    content: [...onLabel.map(reference), ...content.flatMap(withReferences)],
    notes: new Map(blocks),
  };
}

function withReferences(node: PhrasingContent): PhrasingContent[] {
  if (node.type === 'text') {
    return node.value
      .split(MARKS)
      .filter((part) => part !== '')
      .map((part) => (marksIn(part).length > 0 ? reference(part) : { type: 'text', value: part }));
  }
  return node.type === 'emphasis' || node.type === 'strong' || node.type === 'link'
    ? [{ ...node, children: node.children.flatMap(withReferences) }]
    : [node];
}

const reference = (mark: string): PhrasingContent => ({
  type: 'footnoteReference',
  identifier: identifierOf(mark),
  label: identifierOf(mark),
});

const numberOf = (mark: string): number => (mark.codePointAt(0) ?? FIRST_MARK) - FIRST_MARK;
const identifierOf = (mark: string): string => String(numberOf(mark) + 1);

const blocksOf = (mark: string, notes: readonly string[][]): Paragraph[] =>
  (notes[numberOf(mark)] ?? []).map((value) => ({
    type: 'paragraph',
    children: [{ type: 'text', value }],
  }));

const textOfNote = (mark: string, notes: readonly string[][]): string =>
  `Note ${identifierOf(mark)}: ${(notes[numberOf(mark)] ?? []).join(' ')}`;

const marksIn = (text: string): string[] => text.match(MARKS) ?? [];
const withoutMarks = (text: string): string => text.replace(MARKS, '').trimEnd();

function notesIn(source: string): string[][] {
  const written = /<!--notes ([^<>]*)-->\s*$/u.exec(source.slice(source.lastIndexOf('<!--')))?.[1];
  return written === undefined ? [] : (JSON.parse(decodeURIComponent(written)) as string[][]);
}

/** The paragraphs of a note, without markup and the arrow back. */
const paragraphsOf = (note: string): string[] =>
  note
    .replace(/\s*<a href="#(?:foot|end)note-ref-[^"]{1,40}">↑<\/a>/gu, '')
    .split(/<\/p>|<br ?\/?>/u)
    .map((part) =>
      decodeHTML(part.replace(/<[^>]*>/gu, ''))
        .replace(/\s+/gu, ' ')
        .trim(),
    )
    .filter((part) => part !== '');

const plain = (block: TurnBlock): string =>
  block.type === 'paragraph' ? plainText(block.children) : '';

/** The first of a plane of private-use characters that no font of symbols uses. */
const FIRST_MARK = 0xf0000;
const MARKS = /([\u{F0000}-\u{FFFFD}])/gu;
const NOTE =
  /<li id="(?<id>(?:foot|end)note-[^"]{1,40})">(?<note>.*?)<\/li>(?=\s*(?:<li id="(?:foot|end)note-|<\/ol>))/gsu;
const REFERENCE =
  /<sup><a href="#((?:foot|end)note-[^"]{1,40})" id="[^"]{1,60}">\[\d+\]<\/a><\/sup>/gu;
const BEFORE_COLON =
  /([\u{F0000}-\u{FFFFD}]{1,20})((?:<\/?\w{1,10}>){0,6}\s?[:：](?:<\/\w{1,10}>){0,6})\s?/gu;
