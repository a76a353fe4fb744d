import { decodeHTMLStrict } from 'entities/decode';

/** Words of a draft that stand together: a paragraph, or a block quote with all of its paragraphs. */
export interface Paragraph {
  start: number;
  /** As long as it is in the draft; markup has become white space and characters that `plain` takes out. */
  text: string;
  isBlockQuote: boolean;
  /** Where in a block quote the line begins that names who spoke; `null` where none does. */
  source: number | null;
}

/**
 * Divides a draft into paragraphs, without its front matter. Markdown's block quotes have lines that begin with `>`, and
 * the lines that go on from them (https://spec.commonmark.org/0.31.2/#block-quotes); those of HTML are `<blockquote>`.
 * Tags of HTML's text and paragraphs are markup and no words; what looks like any other tag is text.
 */
export function paragraphsOf(draft: string): { paragraphs: Paragraph[]; unclosed: number[] } {
  const text = withoutTags(draft);
  const { quotes, unclosed } = htmlQuotesIn(text);
  const paragraphs: Paragraph[] = [];
  let at = FRONT_MATTER.exec(draft)?.[0].length ?? 0;
  for (const { open, start, end, after } of quotes) {
    if (open < at) continue;
    addLines(text, at, open, paragraphs);
    const words = text.slice(start, end).replace(HTML_QUOTE, (tag) => ' '.repeat(tag.length));
    const source = htmlSource(draft.slice(start, end), words);
    paragraphs.push({ start, text: words, isBlockQuote: true, source });
    at = after;
  }
  addLines(text, at, text.length, paragraphs);
  for (const paragraph of paragraphs) {
    if (paragraph.isBlockQuote) paragraph.source ??= sourceLine(paragraph.text);
  }
  return { paragraphs, unclosed };
}

/** A text without what stands for its markup. */
export const plain = (text: string): string => text.replaceAll(NOTHING, '');

/**
 * A draft whose tags are characters that are no words, one for one: nothing within a line, an empty line around paragraphs.
 * Character references, which Markdown and HTML have in common, are what they stand for, with as much of nothing beside
 * it as they are longer (https://html.spec.whatwg.org/multipage/syntax.html#character-references).
 */
export function withoutTags(draft: string): string {
  let isQuoted = false;
  return draft.replace(LINE_OR_TAG, (found, mark?: string, newline?: string, name?: string) => {
    if (mark !== undefined) isQuoted = true;
    if (newline !== undefined) isQuoted = false;
    if (mark !== undefined || newline !== undefined) return found;
    if (found.startsWith('&')) return referred(found);
    const tag = name?.toLowerCase() ?? '';
    if (INLINE.has(tag)) return NOTHING.repeat(found.length);
    // An empty line would end a block quote of Markdown.
    if (tag === 'br' || isQuoted) return ' '.repeat(found.length);
    return BLOCKS.has(tag) ? '\n\n'.padEnd(found.length) : found;
  });
}

function referred(reference: string): string {
  const text = decodeHTMLStrict(reference);
  // A reference to white space breaks no line, and one to ">" opens no block quote.
  if (/^[\s\p{Cc}]+$/u.test(text))
    return text.replace(/./gsu, ' ').padEnd(reference.length, NOTHING);
  return text === '>'
    ? text.padStart(reference.length, NOTHING)
    : text.padEnd(reference.length, NOTHING);
}

function addLines(text: string, from: number, to: number, paragraphs: Paragraph[]): void {
  let isOpen = false;
  let isEmpty = false;
  for (let at = from; at < to;) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 || newline >= to ? to : newline + 1;
    const line = text.slice(at, end);
    const marks = BLOCK_QUOTE.exec(line)?.[0] ?? '';
    const words = ' '.repeat(marks.length) + line.slice(marks.length);
    const current = isOpen ? paragraphs.at(-1) : undefined;
    const goesOn = current?.isBlockQuote === true && !isEmpty && !OTHER_BLOCK.test(line);
    const isBlockQuote = marks !== '' || goesOn;
    if (line.trim() === '') isOpen = false;
    else if (current?.isBlockQuote === isBlockQuote) current.text += words;
    else {
      paragraphs.push({ start: at, text: words, isBlockQuote, source: null });
      isOpen = true;
    }
    isEmpty = words.trim() === '';
    at = end;
  }
}

interface HtmlQuote {
  open: number;
  start: number;
  end: number;
  after: number;
}

/** The block quotes of HTML that are in no other one, and where some open that nothing closes. */
function htmlQuotesIn(text: string): { quotes: HtmlQuote[]; unclosed: number[] } {
  const opened: { open: number; start: number }[] = [];
  const quotes: HtmlQuote[] = [];
  for (const { 0: tag, index } of text.matchAll(HTML_QUOTE)) {
    const after = index + tag.length;
    if (!tag.startsWith('</')) opened.push({ open: index, start: after });
    else {
      const opening = opened.pop();
      if (!opening) continue;
      let inner = quotes.length;
      while ((quotes[inner - 1]?.open ?? -1) > opening.open) inner -= 1;
      quotes.splice(inner);
      quotes.push({ ...opening, end: index, after });
    }
  }
  return { quotes, unclosed: opened.map(({ open }) => open) };
}

/** Where a `<footer>`, or a `<cite>` without one, is the last of a block quote's words. */
function htmlSource(markup: string, words: string): number | null {
  for (const name of ['footer', 'cite']) {
    const tags = Array.from(
      markup.matchAll(new RegExp(`<(/?)${name}(?:\\s[^<>]{0,2000})?>`, 'gi')),
    );
    const opening = tags.findLast(([, slash]) => slash === '');
    const closing = tags.at(-1);
    if (!opening || !closing || closing === opening) continue;
    if (plain(words.slice(closing.index)).trim() === '') return opening.index;
  }
  return null;
}

function sourceLine(text: string): number | null {
  const trimmed = plainEnd(text);
  const start = text.lastIndexOf('\n', trimmed - 1);
  return start >= 0 && SOURCE_LINE.test(text.slice(start, trimmed)) ? start : null;
}

/** Where the first word of a text begins. */
export const plainStart = (text: string): number => text.search(/[^\s\u2060]/);

/** Where the last word of a text ends. */
export function plainEnd(text: string): number {
  let end = text.length;
  while (end > 0 && /[\s\u2060]/.test(text.charAt(end - 1))) end -= 1;
  return end;
}

/** A character that nobody sees and no comparison counts. */
const NOTHING = '\u2060';

const INLINE = new Set(
  'a abbr b bdi bdo cite del dfn em font i ins kbd mark s small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'address article aside center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td th tr ul'.split(
    ' ',
  ),
);

/** The mark that opens a line of a block quote, the end of a line, a tag with its name, or a character reference. */
const LINE_OR_TAG =
  /(^ {0,3}>)|(\n)|<\/?([a-z][a-z0-9]{0,10})(?:\s[^<>]{0,2000})?\/?>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gim;
const HTML_QUOTE = /<blockquote(?:\s[^<>]{0,2000})?>|<\/blockquote\s{0,9}>/gi;

const FRONT_MATTER = /^---\r?\n[^]{0,20000}?\n---[ \t]*(?:\r?\n|$)/;
const BLOCK_QUOTE = /^ {0,3}(?:> ?)+/;
/** What ends a paragraph of Markdown without an empty line: a heading, a list, a fence, markup. */
const OTHER_BLOCK = /^ {0,3}(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|```|~~~|<)/;
/** The last line of a block quote that names who spoke: "— Dana Cole". */
const SOURCE_LINE = /^\n[\s\u2060]*(?:—|–|--|―)/u;
