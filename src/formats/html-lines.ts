import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast';
import type { Place } from '../transcript/problem.ts';
import { clockAtStart } from './clock.ts';
import { isNameLike } from './label-shape.ts';
import { isNotice } from './notices.ts';

/** The main text of a page as lines, in two spellings that have the same lines. */
export interface PageLines {
  /** With bold, emphasis, links, headings and quotations as Markdown. */
  marked: string;
  /** The words alone. */
  plain: string;
  /** Where each line stands in the page, from the first on. */
  places: Place[];
}

/** Writes a page's main text as lines: paragraphs parted by blank lines, `<br>` as a line's end. */
export function linesOfPage(root: Element | Root): PageLines {
  const lines = new Lines();
  writeBlocks(root.children, lines, '');
  return lines.finish();
}

/**
 * The part of a page that is its text: of several articles the longest, else `<main>`, else the body without its header and
 * footer; and, at its end, what the page's footers say about rights. Navigation, scripts and forms are left out of it by
 * `isLeftOut`.
 */
export function mainOf(tree: Root): Element | Root {
  const candidates = [
    ...elementsIn(tree, ({ tagName }) => tagName === 'article'),
    ...elementsIn(
      tree,
      ({ tagName, properties }) => tagName === 'main' || properties.role === 'main',
    ),
  ];
  let main: Element | null = null;
  let longest = 0;
  for (const candidate of candidates) {
    const length = wordLength(candidate);
    if (length >= longest) [main, longest] = [candidate, length];
  }
  const body = bodyOf(tree);
  if (!body) return tree;
  if (main && longest * 2 >= wordLength(body)) {
    return { ...main, children: [...main.children, ...noticesBeside(main, body)] };
  }
  const within = body.children.filter((child) => !isPageFrame(child));
  const children = [...within, ...body.children.filter(isPageFrame).flatMap(noticesIn)];
  return { ...body, children };
}

/**
 * Has the readings of ruby annotations (HTML Living Standard, section 4.5.10) in the brackets that the page gives them, or
 * in parentheses where it gives none: a browser parts them from their words by place alone.
 */
export function bracketReadings(tree: Root): Root {
  for (const ruby of elementsIn(tree, ({ tagName }) => tagName === 'ruby')) bracketWithin(ruby);
  return tree;
}

function bracketWithin(ruby: Element): void {
  const isBracketed = elementsIn(ruby, ({ tagName }) => tagName === 'rp').length > 0;
  ruby.children = ruby.children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child];
    if (child.tagName === 'rp') return child.children;
    if (child.tagName === 'rtc' || child.tagName === 'ruby') bracketWithin(child);
    if (child.tagName !== 'rt' || isBracketed || textIn(child).trim() === '') return [child];
    return [{ type: 'text', value: '(' }, child, { type: 'text', value: ')' }];
  });
}

/** Elements that hold none of a page's text. */
export const isLeftOut = (node: Nodes): boolean =>
  node.type === 'element'
    ? LEFT_OUT.has(node.tagName) ||
      isHidden(node) ||
      node.properties.role === 'navigation' ||
      isBesideWords(node)
    : node.type !== 'text' && node.type !== 'root';

/**
 * Elements that a page has among the words of a transcript and that are none of them: captions of pictures, and what its
 * class says is a pull quote or an advertisement. What has turns within is never one.
 */
export function isBesideWords(element: Element): boolean {
  if (element.tagName === 'figcaption') return true;
  // Within a sentence a class of that name is a matter of style.
  if (!isBlock(element)) return false;
  const { className } = element.properties;
  const classes: unknown[] = Array.isArray(className) ? className : [];
  if (!classes.some((name) => typeof name === 'string' && BESIDE_CLASS.test(name))) return false;
  const text = shortText(element);
  return text !== null && !/\S[:：]\s/u.test(text);
}

/** All the text of an element; `null` where it is too long to stand beside anything. */
function shortText(element: Element): string | null {
  let text = '';
  const open: Nodes[] = [element];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'text') text += node.value;
    else if ('children' in node) for (const child of node.children.toReversed()) open.push(child);
    if (text.length + open.length > LONGEST_BESIDE) return null;
  }
  return text;
}

const BESIDE_CLASS =
  /^(?!(?:[\w-]{0,40}[_-])?(?:no|non|not|without|free|hide|hidden)[_-])(?:[\w-]{0,40}[_-])?(?:pull-?quote|wp-caption|image-caption|photo-caption|sponsor(?:ed|ship)?(?:-message)?|advert(?:isement)?|ads?|promo|newsletter|related(?:-(?:links|posts|articles|stories))?)(?:[_-](?:text|box|slot|block|unit|container|wrapper|inner|signup))?$/iu;
/** Characters, and elements. */
const LONGEST_BESIDE = 1000;

/** Elements that a page does not show. */
export const isHidden = ({ properties: { hidden, style } }: Element): boolean =>
  hidden !== undefined || (typeof style === 'string' && HIDING.test(style));

const HIDING = /(?:^|[;\s])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)\b/iu;

/** Elements that begin and end a paragraph. */
export const isBlock = (node: Nodes): boolean =>
  node.type === 'element' && BLOCKS.has(node.tagName);

/** The outermost elements that a test finds, in the order of the page. */
export function elementsIn(tree: Element | Root, test: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const open: Nodes[] = [tree];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'element' && test(node)) found.push(node);
    else if ('children' in node) for (const child of node.children.toReversed()) open.push(child);
  }
  return found;
}

/** The text of an element, white space as in the page; what no space parts on the page has one here. */
export function textIn(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (isLeftOut(node) || !('children' in node)) return '';
  const text = node.children.map(textIn).join('');
  return isBlock(node) || isApart(node) ? ` ${text} ` : text;
}

/** Whether an inline element's words are its own, though no space parts them from their neighbours. */
export const isApart = (node: Nodes): boolean =>
  node.type === 'element' &&
  (node.tagName === 'br' || node.tagName === 'time' || hasSpeakerClass(node) || isTimeSpan(node));

/** Whether a table's row names its columns, as "Speaker" and "Text" do. */
export const isHeaderRow = (row: Element): boolean =>
  speakerColumn(row) !== -1 &&
  cellsOf(row).every((cell) => textIn(cell).trim().split(/\s+/u).length <= 3);

/** Which of a row's cells is called "Speaker" or the like; -1 where none is. */
export const speakerColumn = (row: Element): number =>
  cellsOf(row).findIndex((cell) =>
    /^(?:speakers?|names?|who|voice)$/u.test(textIn(cell).trim().toLowerCase()),
  );

const bodyOf = (tree: Root): Element | undefined =>
  elementsIn(tree, ({ tagName }) => tagName === 'body')[0];

function wordLength(node: Nodes): number {
  return textIn(node).replace(/\s+/gu, ' ').length;
}

/** What footers beside the main text say about rights. */
const noticesBeside = (main: Element, body: Element): Element[] =>
  elementsIn(body, (element) => element === main || element.tagName === 'footer')
    .filter((element) => element !== main)
    .flatMap(noticesIn);

/** The paragraphs about rights of a footer; navigation, addresses and other paragraphs are no part of the text. */
const noticesIn = (frame: Nodes): Element[] =>
  frame.type !== 'element' || frame.tagName !== 'footer'
    ? []
    : elementsIn(
        frame,
        (element) => isLeftOut(element) || (isBlock(element) && !holdsBlock(element)),
      ).filter((element) => !isLeftOut(element) && isNotice(tidy(textIn(element))));

const isPageFrame = (node: RootContent): boolean =>
  node.type === 'element' && (node.tagName === 'header' || node.tagName === 'footer');

/** Lines as they are written. */
class Lines {
  readonly #marked: string[] = [];
  readonly #plain: string[] = [];
  readonly #places: Place[] = [];
  #line = { marked: '', plain: '', place: null as Place | null };
  #prefix = '';

  write(marked: string, plain: string, place: Place | null): void {
    if (this.#line.plain === '' && plain.trim() !== '') this.#line.place = place;
    this.#line.marked += marked;
    this.#line.plain += plain;
  }

  /** What stands before each line of the blocks that follow: "> ". */
  set prefix(prefix: string) {
    this.#prefix = prefix;
  }

  endLine(): void {
    const { marked, plain, place } = this.#line;
    this.#line = { marked: '', plain: '', place: null };
    if (plain.trim() === '') return;
    this.#marked.push(this.#prefix + withSureMarks(tidy(marked)));
    this.#plain.push(tidy(plain));
    this.#places.push(place ?? this.#places.at(-1) ?? START);
  }

  endBlock(): void {
    this.endLine();
    if (this.#plain.length === 0 || this.#plain.at(-1) === '') return;
    this.#marked.push('');
    this.#plain.push('');
    this.#places.push(this.#places.at(-1) ?? START);
  }

  finish(): PageLines {
    this.endBlock();
    return {
      marked: this.#marked.join('\n'),
      plain: this.#plain.join('\n'),
      places: this.#places,
    };
  }
}

const START: Place = { line: 1, column: 1 };

/** White space of the page's source is layout; only a no-break space is not. */
const tidy = (text: string): string => text.replace(/[ \t\n\r\f]+/gu, ' ').trim();

function writeBlocks(nodes: readonly Nodes[], lines: Lines, prefix: string): void {
  for (const node of nodes) {
    if (isLeftOut(node)) continue;
    if (node.type !== 'element' || !(isBlock(node) || holdsBlock(node))) {
      writeInline(node, lines);
      continue;
    }
    lines.endBlock();
    lines.prefix = prefix;
    writeBlock(node, lines, prefix);
    lines.endBlock();
    lines.prefix = prefix;
  }
}

function writeBlock(node: Element, lines: Lines, prefix: string): void {
  const level = /^h([1-6])$/u.exec(node.tagName)?.[1];
  if (level !== undefined && !holdsBlock(node)) {
    if (textIn(node).trim() === '') return;
    lines.write(`${'#'.repeat(Number(level))} `, '', placeOf(node));
    for (const child of node.children) writeInline(child, lines);
    return;
  }
  if (node.tagName === 'tr') writeRow(node, lines, prefix);
  else if ((node.tagName === 'dt' && !holdsBlock(node)) || isSpeakerName(node)) {
    writeLabel(node, lines);
    lines.endLine();
  } else if (node.tagName === 'blockquote') {
    lines.prefix = `${prefix}> `;
    writeBlocks(node.children, lines, `${prefix}> `);
  } else if (node.tagName === 'pre') writePreformatted(node, lines);
  else writeBlocks(node.children, lines, prefix);
}

/** A row whose first cells are a name and a time opens a turn. */
function writeRow(row: Element, lines: Lines, prefix: string): void {
  if (isHeaderRow(row)) return;
  const cells = cellsOf(row);
  const [first, second] = cells;
  const words = cells.at(-1);
  if (!first || !second || !words) {
    for (const cell of cells) writeBlocks(cell.children, lines, prefix);
    return;
  }
  const opening = cells.slice(0, -1);
  const isOpening = opening.every((cell) => isShort(textIn(cell).trim()));
  if (!isOpening) {
    for (const cell of cells) writeBlocks([cell], lines, prefix);
    return;
  }
  for (const cell of opening) {
    const text = textIn(cell).trim();
    const clock = clockAtStart(text);
    if (clock?.length === text.length) {
      const bare = text.replace(/^\\?[[(]|[\])]$/gu, '').trim();
      lines.write(`[${bare}] `, `[${bare}] `, placeOf(cell));
    } else if (text !== '') writeLabel(cell, lines);
  }
  if (holdsBlock(words)) {
    const [firstBlock, ...rest] = words.children.filter((child) => textIn(child).trim() !== '');
    if (firstBlock) {
      for (const child of 'children' in firstBlock ? firstBlock.children : [firstBlock]) {
        writeInline(child, lines);
      }
    }
    lines.endBlock();
    writeBlocks(rest, lines, prefix);
  } else for (const child of words.children) writeInline(child, lines);
}

const isShort = (text: string): boolean =>
  text === '' || text.length <= LONGEST_CELL || clockAtStart(text)?.length === text.length;

/** A name as a label, whether the page prints its colon or not. */
function writeLabel(node: Element, lines: Lines): void {
  const text = tidy(textIn(node));
  if (text === '') return;
  const label = text.replace(/\s*[:：]$/u, '');
  lines.write(`**${escapeMarkup(label)}:** `, `${label}: `, placeOf(node));
}

/** `<p class="speaker">Ana Ruiz</p>`. */
const isSpeakerName = (node: Element): boolean =>
  hasSpeakerClass(node) && isNameLike(tidy(textIn(node)).replace(/\s*[:：]$/u, ''));

function hasSpeakerClass({ properties: { className } }: Element): boolean {
  const classes: unknown[] = Array.isArray(className) ? className : [];
  return classes.some((name) => typeof name === 'string' && SPEAKER_CLASS.test(name));
}

/** `<span class="timestamp">0:04</span>`: a time that only its style parts from the words. */
function isTimeSpan({ tagName, properties: { className }, children }: Element): boolean {
  const [text] = children;
  const classes: unknown[] = tagName === 'span' && Array.isArray(className) ? className : [];
  if (children.length !== 1 || text?.type !== 'text') return false;
  if (!classes.some((name) => typeof name === 'string' && TIME_CLASS.test(name))) return false;
  const time = text.value.trim();
  return clockAtStart(time)?.length === time.length;
}

const TIME_CLASS = /^(?:[\w-]{0,40}[_-])?time(?:[_-]?(?:stamp|code))?$/iu;
const SPEAKER_CLASS = /^(?:[\w-]{0,40}[_-])?speaker(?:[_-]?(?:name|label))?$/iu;

function writePreformatted(node: Element, lines: Lines): void {
  const place = placeOf(node);
  for (const [index, line] of textIn(node)
    .split(/\r\n?|\n/u)
    .entries()) {
    if (line.trim() === '') lines.endBlock();
    else lines.write(escapeMarkup(line), line, { line: place.line + index, column: 1 });
    lines.endLine();
  }
}

function writeInline(node: Nodes, lines: Lines): void {
  if (isLeftOut(node)) return;
  if (node.type === 'text') {
    lines.write(escapeMarkup(node.value), node.value, placeOf(node));
    return;
  }
  if (node.type !== 'element') return;
  const { tagName } = node;
  if (tagName === 'br') lines.endLine();
  else if (isSpeakerName(node)) writeLabel(node, lines);
  else if (tagName === 'time' || isTimeSpan(node)) {
    const text = tidy(textIn(node));
    const isClock = clockAtStart(text)?.length === text.length && /^\d/u.test(text);
    lines.write(isClock ? ` [${text}] ` : escapeMarkup(text), ` ${text} `, placeOf(node));
  } else {
    const mark = markOf(node);
    const text = mark ? textIn(node) : '';
    const isMarked = mark !== null && text.trim() !== '' && !holdsBreak(node);
    // CommonMark knows no emphasis whose mark stands beside a space.
    const [lead = ''] = isMarked ? (/^\s*/u.exec(text) ?? []) : [];
    const [trail = ''] = isMarked ? (/\s*$/u.exec(text) ?? []) : [];
    if (!isMarked) for (const child of node.children) writeInline(child, lines);
    else {
      lines.write(lead + FLANKS.open + mark.open, '', placeOf(node));
      const inner = tidy(text);
      lines.write(
        mark.keeps ? markedText(node) : escapeMarkup(inner),
        `${lead}${inner}${trail}`,
        placeOf(node),
      );
      lines.write(mark.close + FLANKS.close + trail, '', placeOf(node));
    }
  }
}

/**
 * A line whose marks all are marks to CommonMark, which sees none between punctuation and a letter, as in "*(so)*and", and
 * mistakes those that touch. What ends in a colon may be a label, which ends with its mark whatever follows.
 */
const withSureMarks = (marked: string): string =>
  marked
    .replace(MARKED_APART, (whole, space: string, next: string | undefined, at: number) => {
      const words = marked.slice(marked.lastIndexOf(FLANKS.open, at) + 1, at).replaceAll('*', '');
      const isName = isNameLike(words.trim()) && (space !== '' || !next);
      const isLabel = isName || /[:：]\s*$/u.test(words.slice(-9));
      return isLabel && !/[.?!…"”’]$/u.test(words) ? whole : space;
    })
    .replace(MARKED, (whole, before: string, _, inner: string, after: string) => {
      const opens = before !== FLANKS.close && !(isWordly(before) && /^[\p{P}\p{S}]/u.test(inner));
      const closes = !(isWordly(after) && /[\p{P}\p{S}]$/u.test(inner) && !/[:：]$/u.test(inner));
      return opens && closes ? whole : inner;
    })
    .replace(/[\uFDD0\uFDD1]/gu, '');

const isWordly = (character: string): boolean => /[^\p{P}\p{S}\s]/u.test(character);

/** Noncharacters, which no page may have: where the marks of an element stand. */
const FLANKS = { open: '\uFDD0', close: '\uFDD1' };
/** What stands in bold and bold again, one to the eye; the first may be a label. */
const MARKED_APART = /\*\*\uFDD1(\s{0,9})\uFDD0\*\*(?=(\p{Ll})?)/gu;
const MARKED = /(?<=(.?))\uFDD0(\*{1,2})([^\uFDD0\uFDD1]*)\2\uFDD1(?=([^\uFDD0\uFDD1]?))/gu;

/** How Markdown writes an inline element. */
function markOf({
  tagName,
  properties,
}: Element): { open: string; close: string; keeps: boolean } | null {
  if (tagName === 'strong' || tagName === 'b') return { open: '**', close: '**', keeps: false };
  if (tagName === 'em' || tagName === 'i') return { open: '*', close: '*', keeps: true };
  const { href } = properties;
  if (tagName === 'a' && typeof href === 'string' && /^https?:\/\/[^\s<>()]+$/u.test(href)) {
    return { open: '[', close: `](${href})`, keeps: false };
  }
  return null;
}

/** The words of an emphasised element, in which a label in bold stays bold. */
function markedText(node: Element): string {
  const text = node.children
    .map((child) =>
      child.type === 'element' && (child.tagName === 'strong' || child.tagName === 'b')
        ? `**${escapeMarkup(tidy(textIn(child)))}**`
        : escapeMarkup(textIn(child)),
    )
    .join('');
  return tidy(text);
}

const holdsBreak = (node: Element): boolean =>
  elementsIn(node, ({ tagName }) => tagName === 'br').length > 0;

const holdsBlock = (node: Element): boolean =>
  node.children.some((child) => isBlock(child) || (child.type === 'element' && holdsBlock(child)));

/** The cells of a table's row. */
export const cellsOf = (row: Element): Element[] =>
  row.children.filter(
    (child): child is Element =>
      child.type === 'element' && (child.tagName === 'td' || child.tagName === 'th'),
  );

const placeOf = ({ position }: Pick<Nodes, 'position'>): Place => ({
  line: position?.start.line ?? 1,
  column: position?.start.column ?? 1,
});

const escapeMarkup = (text: string): string => text.replace(/[\\*_`[\]<>&#]/gu, '\\$&');

const LONGEST_CELL = 100;

const LEFT_OUT = new Set(
  'head script style noscript template nav aside form button select textarea svg math iframe object audio video canvas menu dialog'.split(
    ' ',
  ),
);

const BLOCKS = new Set(
  (
    'address article blockquote body dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr ' +
    'html li main ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
