import type { PhrasingContent, Text } from 'mdast';
import { classifyParenthesis, WITHOUT_TRANSLATION } from './parenthesis.ts';
import type { DirectionNode, LanguageSegmentNode, Segment, TurnBlock } from './model.ts';

/** What a turn's content says, and where in its text things stand. Offsets are UTF-16 units. */
export interface ContentDescription {
  text: string;
  /** The segments in order; `relayedIn` is always `null`, since content knows no other turn. */
  segments: Segment[];
  /** The note marks in order. */
  marks: { identifier: string; offset: number }[];
  /** The directions within paragraphs, in order. */
  directions: { text: string; offset: number }[];
}

/** Derives a turn's text, its other-language segments and its note marks from its content. */
export function describeContent(content: readonly TurnBlock[]): ContentDescription {
  const description: ContentDescription = {
    text: '',
    segments: [],
    marks: [],
    directions: [],
  };
  describeBlocks(content, description);
  return description;
}

/** The plain words of phrasing content: what `textContent` is to a page. */
export function plainText(nodes: readonly PhrasingContent[]): string {
  return describeContent([{ type: 'paragraph', children: [...nodes] }]).text;
}

/** The other-language segments of content, in order: one node for each of a turn's `segments`. */
export function segmentNodes(
  nodes: readonly (TurnBlock | PhrasingContent)[],
): LanguageSegmentNode[] {
  return nodes.flatMap((node): LanguageSegmentNode[] => {
    if (node.type === 'languageSegment') return [node];
    return 'children' in node ? segmentNodes(node.children as (TurnBlock | PhrasingContent)[]) : [];
  });
}

/**
 * Marks the parentheses in phrasing content: placeholders of speech in another language become
 * `languageSegment` nodes, directions become `direction` nodes. The words stay as they are.
 */
export function markParentheses(
  nodes: readonly PhrasingContent[],
  transcriptLanguage: string,
): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'text') return splitText(node.value, transcriptLanguage);
    if (node.type === 'emphasis' || node.type === 'strong' || node.type === 'link') {
      return [{ ...node, children: markParentheses(node.children, transcriptLanguage) }];
    }
    return [node];
  });
}

/** Plain speech as phrasing content, its parentheses marked. */
export function inlineContent(text: string, transcriptLanguage: string): PhrasingContent[] {
  return splitText(text, transcriptLanguage);
}

function describeBlocks(blocks: readonly TurnBlock[], into: ContentDescription): void {
  blocks.forEach((block, index) => {
    if (index > 0) into.text += '\n\n';
    if (block.type === 'paragraph') describePhrasing(block.children, into);
    else describeBlocks(block.children.filter(isTurnBlock), into);
  });
}

function describePhrasing(nodes: readonly PhrasingContent[], into: ContentDescription): void {
  for (const node of nodes) {
    const offset = into.text.length;
    if (node.type === 'text') into.text += node.value;
    else if (node.type === 'break') into.text += '\n';
    else if (node.type === 'footnoteReference') {
      into.marks.push({ identifier: node.identifier, offset });
    } else if ('children' in node) {
      describePhrasing(node.children, into);
      if (node.type === 'direction') {
        into.directions.push({ text: into.text.slice(offset), offset });
      } else if (node.type === 'languageSegment') {
        const { language, delivery } = node;
        into.segments.push({
          language,
          delivery,
          text: into.text.slice(offset),
          offset,
          relayedIn: null,
        });
      }
    }
  }
}

const isTurnBlock = (node: { type: string }): node is TurnBlock =>
  node.type === 'paragraph' || node.type === 'blockquote';

function splitText(text: string, transcriptLanguage: string): PhrasingContent[] {
  if (!text.includes('(')) return text === '' ? [] : [textNode(text)];
  const nodes: PhrasingContent[] = [];
  let told = 0;
  for (const { start, end } of parentheses(text)) {
    if (start < told) continue;
    const meaning = classifyParenthesis(text.slice(start, end), transcriptLanguage);
    if (meaning.kind === 'aside') continue;
    let stop = end;
    if (meaning.kind === 'language') {
      stop += WITHOUT_TRANSLATION.exec(text.slice(end, end + 80))?.[0].length ?? 0;
    }
    if (start > told) nodes.push(textNode(text.slice(told, start)));
    const children = [textNode(text.slice(start, stop))];
    nodes.push(
      meaning.kind === 'direction'
        ? ({ type: 'direction', children } satisfies DirectionNode)
        : ({
            type: 'languageSegment',
            language: meaning.language,
            delivery: meaning.delivery,
            children,
          } satisfies LanguageSegmentNode),
    );
    told = stop;
  }
  if (told < text.length) nodes.push(textNode(text.slice(told)));
  return nodes;
}

/** The outermost balanced parentheses of a text, in one pass. */
function* parentheses(text: string): Generator<{ start: number; end: number }> {
  for (let start = text.indexOf('('); start !== -1;) {
    let depth = 1;
    let end = start + 1;
    for (; depth > 0 && end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === OPEN) depth += 1;
      else if (code === CLOSE) depth -= 1;
    }
    if (depth > 0) return;
    yield { start, end };
    start = text.indexOf('(', end);
  }
}

const OPEN = 40;
const CLOSE = 41;

const textNode = (value: string): Text => ({ type: 'text', value });
