import type { Nodes, Paragraph, RootContent, Text } from 'mdast';
import type { Point, Position } from 'unist';
import { parseMarkdown, partParser } from './markdown.ts';

/**
 * The blocks of a Transcript Markdown text, one after another: the same as `parseMarkdown` makes of the whole text.
 *
 * Four in five paragraphs of speech have no markup but their label. They are made here, and only what stands between
 * them is given to the Markdown parser, so that time and memory stay in proportion to the text.
 */
export function* blocksOf(source: string): Generator<RootContent, undefined> {
  const frontMatter = FRONT_MATTER.exec(source)?.[0] ?? '';
  const isOpen = frontMatter === '' && source.startsWith('---');
  const notes = isOpen ? null : notesOf(source, frontMatter.length);
  if (notes === null) {
    yield* parseMarkdown(source).children;
    return;
  }
  const yaml = frontMatter === '' ? undefined : yamlOf(frontMatter);
  if (yaml) yield yaml;

  const parse = partParser(notes);
  let marked: Part | null = null;
  for (const part of partsOf(source, yaml?.position?.end)) {
    const plain = plainParagraph(source, part);
    if (marked && (plain || marked.end - marked.start > LONG)) {
      yield* markedBlocks(source, marked, parse);
      marked = null;
    }
    if (plain) yield plain;
    else marked = { ...(marked ?? part), end: part.end };
  }
  if (marked) yield* markedBlocks(source, marked, parse);
}

const FRONT_MATTER = /^---[ \t]*[\r\n](?:[^]*?[\r\n])??---[ \t]*(?![^\r\n])/;
/** The node of front matter, with its fences; where every line is plain it is made here, as plain paragraphs are. */
function yamlOf(frontMatter: string): RootContent | undefined {
  const value = PLAIN_FRONT_MATTER.exec(frontMatter)?.[1];
  if (value === undefined) return parseMarkdown(frontMatter).children[0];
  const whole = { text: frontMatter, start: 0, line: 1, isOneLine: false };
  return { type: 'yaml', value, position: span(whole, 0, frontMatter.length) };
}

const PLAIN_FRONT_MATTER = /^---\n([^\t\0\r]+)\n---$/;
/** Characters that the Markdown parser is given at once, so that its own data stay small. */
const LONG = 50_000;

/**
 * The openings of all notes after the front matter, `[^1]:`, which every part must know. `null` where a text has to be parsed whole: where
 * such a line may or may not open a note, and where the parser does more to characters than read them.
 */
function notesOf(source: string, from: number): string[] | null {
  if (source.includes('\uFEFF') || (source.includes('\r') && LONE_RETURN.test(source))) return null;
  const notes: string[] = [];
  if (!source.includes('[^')) return notes;
  for (const [line] of source.slice(from).matchAll(MAY_OPEN_NOTE)) {
    if (!OPENS_NOTE.test(line)) return null;
    notes.push(line);
  }
  return notes;
}

/** A byte order mark is left off where it comes first; a lone carriage return is a line's end. */
const LONE_RETURN = /\r(?!\n)/;
const MAY_OPEN_NOTE = /(?<![^\n])[ \t>]*\[\^[^\n\]]*\]?:?/g;
const OPENS_NOTE = /^\[\^[^\s[\]\\]{1,900}\]:$/;

/** Lines of a source that stand for themselves. Offsets are UTF-16 units. */
interface Part {
  start: number;
  end: number;
  /** The line of its start. */
  line: number;
}

/**
 * Parts the text after a point. A blank line before a line that is not indented ends every block: paragraphs and
 * quotations always (CommonMark 0.31, sections 4.8 and 5.1), and notes, whose later paragraphs are indented.
 */
function* partsOf(source: string, from: Point | undefined): Generator<Part> {
  let part: Part | null = null;
  let isAfterBlank = false;
  let line = from?.line ?? 1;
  for (let at = from?.offset ?? 0; at < source.length; line += 1) {
    const feed = source.indexOf('\n', at);
    const next = feed === -1 ? source.length : feed;
    const end = source.charCodeAt(next - 1) === CARRIAGE_RETURN ? next - 1 : next;
    const indent = indentation(source, at);
    if (at + indent >= end) isAfterBlank = true;
    else {
      if (part && isAfterBlank && indent === 0) {
        yield part;
        part = null;
      }
      if (part) part.end = end;
      else part = { start: at, end, line };
      isAfterBlank = false;
    }
    at = next + 1;
  }
  if (part) yield part;
}

const CARRIAGE_RETURN = 13;

function indentation(source: string, at: number): number {
  let length = 0;
  for (;;) {
    const code = source.charCodeAt(at + length);
    if (code !== SPACE && code !== TAB) return length;
    length += 1;
  }
}

const SPACE = 32;
const TAB = 9;

/** The paragraph that a part is where it has no markup but a label; `null` where the parser must tell. */
function plainParagraph(source: string, { start, end, line }: Part): Paragraph | null {
  const text = source.slice(start, end);
  const label = LABEL.exec(text)?.[1];
  const rest = label === undefined ? text : text.slice(label.length + '****'.length);
  if (hasMarkup(rest) || (label !== undefined && hasMarkup(label))) return null;
  if (LAYOUT_AT_START.test(text) || text.endsWith(' ')) return null;
  const isOneLine = !text.includes('\n');
  if (!isOneLine && LAYOUT_WITHIN.test(text)) return null;

  const place = { text, start, line, isOneLine };
  const children: Paragraph['children'] = [];
  const words = text.length - rest.length;
  if (label !== undefined) {
    const inner: Text = { type: 'text', value: label, position: span(place, 2, words - 2) };
    children.push({ type: 'strong', children: [inner], position: span(place, 0, words) });
  }
  if (rest !== '') {
    children.push({ type: 'text', value: rest, position: span(place, words, text.length) });
  }
  return { type: 'paragraph', children, position: span(place, 0, text.length) };
}

/** A bold label with nothing around it that would keep its asterisks from being markup. */
const LABEL = /^\*\*((?!\s)[^*\n]{1,300}[:：])\*\*(?=[ \n]|$)/;
/** Whether whatever any construct of Transcript Markdown starts with, and more, stands in a text. */
const hasMarkup = (text: string): boolean => MARK.test(text) && MARKUP.test(text);

/** The first characters of `MARKUP`, which are found faster. */
const MARK = /[\\*_\t\0\r[\]:&<]/;
const MARKUP = /[\\*_\t\0\r]|\]\(|\[\^|:lang\[|&[#a-z]|<[^ ]/i;
/** Lines that open another block, or whose outer spaces the parser reads. */
const LAYOUT_AT_START = /^[ #>]/;
const LAYOUT_WITHIN = /\n[ #>]| \n/;

function span(
  place: { text: string; start: number; line: number; isOneLine: boolean },
  from: number,
  to: number,
): Position {
  return { start: pointAt(place, from), end: pointAt(place, to) };
}

function pointAt(
  { text, start, line, isOneLine }: Parameters<typeof span>[0],
  offset: number,
): Point {
  const before = isOneLine || offset === 0 ? -1 : text.lastIndexOf('\n', offset - 1);
  if (before === -1) return { line, column: offset + 1, offset: start + offset };
  const lines = text.slice(0, offset).split('\n').length - 1;
  return { line: line + lines, column: offset - before, offset: start + offset };
}

/** The blocks of a part as the parser reads them, at their places in the whole source. */
function markedBlocks(
  source: string,
  { start, end, line }: Part,
  parse: ReturnType<typeof partParser>,
): RootContent[] {
  const { children } = parse(source.slice(start, end));
  for (const node of children) moveBy(node, { lines: line - 1, offset: start });
  return children;
}

function moveBy(node: Nodes, by: { lines: number; offset: number }): void {
  const { start, end } = node.position ?? {};
  for (const point of [start, end]) {
    if (point?.offset === undefined) continue;
    point.line += by.lines;
    point.offset += by.offset;
  }
  if ('children' in node) for (const child of node.children) moveBy(child, by);
}
