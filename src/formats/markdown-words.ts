import type { PhrasingContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { decodeString } from 'micromark-util-decode-string';
import { plainText } from '../transcript/content.ts';
import { oneLine } from '../transcript/source-text.ts';

/** The words of a Markdown paragraph, plain and with their emphasis and links. */
export interface MarkdownWords {
  text: string;
  content: PhrasingContent[] | null;
}

/**
 * Reads the inline markup of a paragraph (CommonMark 0.31, section 6): escapes, character references, emphasis and
 * links. Code and HTML are words and stay as typed.
 */
export function readMarkdownWords(source: string): MarkdownWords {
  if (!MARKUP.test(source)) return { text: oneLine(source), content: null };
  // More markup in one paragraph is somebody's attack; resolving it takes quadratic time.
  if (source.length > LONGEST_MARKED || countMarks(source) > MOST_MARKS)
    return { text: oneLine(unmarked(source)), content: null };
  const [block] = fromMarkdown(source, { extensions: [INLINE_ONLY] }).children;
  const nodes = block?.type === 'paragraph' ? block.children : [];
  const content = joinText(nodes.flatMap((node) => phrase(node, source)));
  return { text: plainText(content), content };
}

/** The same words found by simpler means: link targets left out, escapes and references resolved. */
export function markdownWording(source: string): string {
  if (!MARKUP.test(source)) return source;
  // Marks within a word decide whether it is one word or two.
  if (WITHIN_WORD.test(source)) return readMarkdownWords(source).text;
  return unmarked(source);
}

const unmarked = (source: string): string => decodeString(source.replace(LINK_TARGET, ']'));

function phrase(node: PhrasingContent, source: string): PhrasingContent[] {
  switch (node.type) {
    case 'text':
      return [{ type: 'text', value: oneLine(node.value) }];
    case 'emphasis':
    case 'strong':
      return [{ type: node.type, children: inner(node.children, source) }];
    case 'link':
      return /^(?:https?:|mailto:|[/#?]|[^:]*$)/iu.test(node.url) && !node.url.startsWith('//')
        ? [{ type: 'link', url: node.url, title: null, children: inner(node.children, source) }]
        : inner(node.children, source);
    case 'break':
      return [{ type: 'text', value: ' ' }];
    default: {
      const typed = source.slice(node.position?.start.offset, node.position?.end.offset);
      return [{ type: 'text', value: oneLine(unmarked(typed)) }];
    }
  }
}

function countMarks(source: string): number {
  let marks = 0;
  for (const char of source) if (MARKUP.test(char)) marks += 1;
  return marks;
}

const inner = (nodes: readonly PhrasingContent[], source: string): PhrasingContent[] =>
  joinText(nodes.flatMap((node) => phrase(node, source)));

function joinText(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type === 'text' && last?.type === 'text') last.value += node.value;
    else joined.push(node);
  }
  return joined;
}

const MARKUP = /[\\*_`<[&]/u;
const WITHIN_WORD = /[\p{L}\p{M}\p{N}](?:\*|\[|\]\()|(?:\*|\))[\p{L}\p{M}\p{N}]/u;
const LONGEST_MARKED = 50_000;
const MOST_MARKS = 400;
/** The target of a link, and a title in quotation marks. */
const LINK_TARGET =
  /(?<!\\)\]\((?:<[^<>\n]{0,2000}>|(?:[^\s()<]|\([^\s()<]{0,200}\)){0,2000})(?:\s"[^"\n]{0,300}")?\)/gu;

const INLINE_ONLY = {
  disable: {
    null: [
      'blockQuote',
      'codeFenced',
      'codeIndented',
      'codeText',
      'definition',
      'headingAtx',
      'htmlFlow',
      'htmlText',
      'list',
      'setextUnderline',
      'thematicBreak',
    ],
  },
};
