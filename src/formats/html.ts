import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { isMarkedDirection } from '../transcript/direction.ts';
import { canonicalTag } from '../transcript/language.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { firstDifference, wordsOf } from '../transcript/words.ts';
import type { Format, Heard, Passage, ReadOptions, Reading } from './format.ts';
import {
  bracketReadings,
  cellsOf,
  elementsIn,
  isApart,
  isBesideWords,
  isBlock,
  isHeaderRow,
  isHidden,
  isLeftOut,
  linesOfPage,
  mainOf,
  speakerColumn,
  textIn,
  type PageLines,
} from './html-lines.ts';
import { isNameLike } from './label-shape.ts';
import { markdownWording } from './markdown-words.ts';
import { isNotice } from './notices.ts';
import { MARKDOWN_FORMATS, TYPED_FORMATS } from './text-formats.ts';

/**
 * A saved web page (HTML Living Standard, section 13.2). Its main text is read as whichever typed format has it:
 * `<strong>` labels and headings as Markdown has them, other lines as plain text. Navigation, scripts, styles, forms
 * and comments are left out, and so is what the page hides, which is told, as are labels in forms and beside the text.
 */
export const html: Format = {
  id: 'html',
  name: 'Web page',
  example: [
    '<!doctype html>',
    '<h1>Ice on the lake</h1>',
    '<p><strong>Ana Ruiz:</strong> The ice is back.</p>',
    '<p><strong>Lee Osei:</strong> I can hear it from here.</p>',
  ].join('\n'),
  detect,
  read,
  *wording(source, options) {
    const page = pageOf(source);
    if (typeof page === 'string') return;
    yield* wordingOf(page, options);
  },
};

function detect(source: string): number {
  const start = source.slice(0, 4000).trimStart();
  if (/^(?:<!--[^>]{0,1000}-->\s*)?<!doctype html\b|^<html[\s>]/iu.test(start)) return 0.9;
  return /^<(?:head|body|div|p|h[1-6]|article|main|section|table|dl|span|strong|b|meta|title)[\s>]/iu.test(
    start,
  )
    ? 0.6
    : 0;
}

/** What messages call a source that is read as a page is. */
interface Wrapping {
  name: string;
  cure: string;
}

const PAGE: Wrapping = {
  name: 'A web page',
  cure: 'Save the page that has the transcript.',
};

function read(source: string, report: ProblemReporter, options: ReadOptions): Reading {
  return readPage(source, report, options, PAGE);
}

/** Reads a page, or a document that was made one. */
export function readPage(
  source: string,
  report: ProblemReporter,
  options: ReadOptions,
  { name, cure }: Wrapping,
): Reading {
  const page = pageOf(source);
  if (typeof page === 'string') {
    report('error', START, page);
    return NOTHING;
  }
  reportHidden(page.tree, report);
  const isError = ERROR_TITLE.test(page.title ?? '') && page.confidence < SURE;
  if (!page.format || isError) {
    const found = page.title === null ? 'no title' : `the title "${excerpt(page.title)}"`;
    report(
      'error',
      START,
      `${isError ? 'An error page' : `${name} without a transcript`}: it has ${found} and no speaker's label; expected labels in bold, in headings or at the start of lines. ${cure}`,
    );
    return NOTHING;
  }
  const { places } = page.lines;
  const at = ({ line }: Place): Place => places[line - 1] ?? START;
  const reading = page.format.read(
    page.text,
    (severity, place, message, related) => {
      report(severity, at(place), message, related);
    },
    options,
  );
  const heard = reading.heard.map((item) => ({ ...item, ...at(item) }));
  return {
    ...reading,
    heard: withoutPageEnd(heard, report),
    title: reading.title ?? page.title,
    language: reading.language ?? page.language,
  };
}

/** What a page prints below its text is nobody's words: "Tags: ice, boats". */
function withoutPageEnd(heard: readonly Heard[], report: ProblemReporter): Heard[] {
  const isBelow = ({ text }: Heard) => PAGE_END.test(text) && isMarkedDirection(`(${text})`);
  const lastSpoken = heard.findLastIndex(
    (item) => item.kind !== 'words' || !(isBelow(item) || isNotice(item.text)),
  );
  const first = heard.slice(lastSpoken + 1).find(isBelow);
  if (!first) return [...heard];
  report(
    'warning',
    first,
    `"${excerpt(first.text)}" at the end is what pages print below their text, so it is kept as a direction and is nobody's speech. Remove it from the written file if readers need not see it.`,
  );
  return heard.map((item, index): Heard => {
    const { text, line, column } = item;
    return index > lastSpoken && isBelow(item) ? { kind: 'direction', text, line, column } : item;
  });
}

const PAGE_END =
  /^(?:read more|more on this|see also|tags?|filed under|categories|topics|related(?: (?:stories|articles|links|posts|topics))?|share this(?: (?:story|article|page))?)\s?[:：]/iu;

function reportHidden(tree: Element | Root, report: ProblemReporter): void {
  const tell = (
    test: (element: Element) => boolean,
    message: (found: string, more: string) => string,
  ) => {
    const [first, ...others] = elementsIn(tree, test)
      .map((element) => ({ element, text: element.children.map(textIn).join(' ').trim() }))
      .filter(({ text }) => text !== '');
    if (!first) return;
    const more = others.length > 0 ? ` (and ${String(others.length)} more like it)` : '';
    const found = `"${excerpt(first.text.replace(/\s+/gu, ' '))}"`;
    report('warning', first.element.position?.start ?? START, message(found, more));
  };
  tell(
    isHidden,
    (found, more) =>
      `${found}${more} is hidden on the page; expected what readers see. It is left out. If it was spoken, remove "hidden" or "display: none" from the page and import it again.`,
  );
  tell(
    (element) => isBeside(element) && !isHidden(element) && holdsLabels(element),
    (found, more) =>
      `${found}${more} stands beside the page's text, in an <aside> or a <form>, and opens as a speaker's words do; expected speech in the text itself. It is left out. If it was spoken, take it out of that element and import the page again.`,
  );
  tell(
    (element) => isBesideWords(element) && !isHidden(element),
    (found, more) =>
      `${found}${more} is a picture's caption, a pull quote or an advertisement, as the page has it; expected words of the transcript. It is left out. If it was spoken, take it out of that element and import the page again.`,
  );
  const unnamed = new Set(rowsWithoutName(tree));
  tell(
    (element) => unnamed.has(element),
    (found, more) =>
      `${found}${more} stands in a row that names no speaker; expected a name in its cell. It goes on with the speaker above. If somebody else speaks, name them in the row.`,
  );
  tell(
    ({ properties: { ariaHidden } }) => ariaHidden === 'true',
    (found, more) =>
      `${found}${more} is kept from screen readers; expected words for everybody. It is kept as words. If it is a picture or decoration, remove it from the written file.`,
  );
}

/** The rows of tables whose cell for the speaker is empty beside words, save the first. */
const rowsWithoutName = (tree: Element | Root): Element[] =>
  elementsIn(tree, ({ tagName }) => tagName === 'table').flatMap((table) => {
    const [head, ...rows] = elementsIn(table, ({ tagName }) => tagName === 'tr');
    const column = head && isHeaderRow(head) ? speakerColumn(head) : -1;
    return rows.slice(1).filter((row) => {
      const cells = cellsOf(row).map((cell) => textIn(cell).trim());
      return cells[column] === '' && cells.slice(column + 1).some((text) => text !== '');
    });
  });

const isBeside = ({ tagName }: Element): boolean => tagName === 'aside' || tagName === 'form';

/** Whether anything within opens with what could be a name, and a colon. */
const holdsLabels = (element: Element): boolean =>
  elementsIn(element, ({ tagName }) => MAY_OPEN.has(tagName)).some((within) => {
    const [, name = ''] = OPENS_WITH.exec(within.children.map(textIn).join('').trim()) ?? [];
    return name !== '' && isNameLike(name) && name.includes(' ');
  });

const MAY_OPEN = new Set(['p', 'div', 'li', 'dt', 'td', 'section']);
const OPENS_WITH = /^([^:：]{1,80})[:：]\s/u;

/** A page as it is read. */
interface Page {
  tree: Element | Root;
  title: string | null;
  language: string | null;
  lines: PageLines;
  /** The typed format of its main text; `null` where none knows it. */
  format: Format | null;
  /** How sure that format is. */
  confidence: number;
  /** In which that text is written. */
  text: string;
}

/** The page, or why it can't be read. */
function pageOf(source: string): Page | string {
  const depth = deepest(source);
  if (depth > DEEPEST) {
    return `Elements are nested more than ${String(DEEPEST)} deep; expected a web page. Save the page again, or its text alone.`;
  }
  const root = bracketReadings(fromHtml(source));
  const tree = mainOf(root);
  const lines = linesOfPage(tree);
  const marked = best(MARKDOWN_FORMATS, lines.marked);
  const typed = best(TYPED_FORMATS, lines.plain);
  const isMarked = marked.confidence >= typed.confidence;
  const [titleElement] = elementsIn(root, ({ tagName }) => tagName === 'title');
  const [htmlElement] = elementsIn(root, ({ tagName }) => tagName === 'html');
  const language = htmlElement?.properties.lang;
  const title = titleElement?.children
    .map((child) => (child.type === 'text' ? child.value : ''))
    .join('')
    .trim();
  return {
    tree,
    title: title === undefined || title === '' ? null : title.replace(/\s+/gu, ' '),
    language: typeof language === 'string' ? canonicalTag(language) : null,
    lines,
    ...(isMarked ? marked : typed),
    text: isMarked ? lines.marked : lines.plain,
  };
}

function best(
  formats: readonly Format[],
  text: string,
): { format: Format | null; confidence: number } {
  let found: { format: Format | null; confidence: number } = { format: null, confidence: 0 };
  for (const format of formats) {
    const confidence = format.detect(text);
    if (confidence > found.confidence) found = { format, confidence };
  }
  return found;
}

/**
 * The wording of the typed format, provided that its lines have every word of the page; else the words of the page, so
 * that the first that is missing is found.
 */
function* wordingOf({ tree, lines, format, text }: Page, options: ReadOptions): Generator<Passage> {
  const words = [...textsOf(tree)];
  const spoken = words.flatMap((passage) => wordsOf(passage.text));
  const isWhole =
    firstDifference(spoken, wordsOf(lines.plain)) === null &&
    firstDifference(spoken, wordsOf(lines.marked.split('\n').map(markdownWording).join('\n'))) ===
      null;
  if (!format || !isWhole) {
    yield* words;
    return;
  }
  for (const passage of format.wording(text, options)) {
    yield { ...passage, ...(lines.places[passage.line - 1] ?? START) };
  }
}

/** The texts of a page between one block and the next, in order. */
function* textsOf(tree: Element | Root): Generator<Passage> {
  let passage: Passage = NO_PASSAGE;
  const open: (Nodes | typeof END)[] = [tree];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node === END) {
      if (passage.text !== '') yield passage;
      passage = NO_PASSAGE;
      continue;
    }
    if (isLeftOut(node) || (node.type === 'element' && isRowOfNames(node))) continue;
    if (node.type === 'text') {
      const { line, column } = passage.text === '' ? (node.position?.start ?? START) : passage;
      passage = { text: passage.text + node.value, line, column };
    } else if ('children' in node) {
      const parts = isBlock(node) || isApart(node);
      if (parts) open.push(END);
      for (const child of node.children.toReversed()) open.push(child);
      if (parts) open.push(END);
    }
  }
  if (passage.text !== '') yield passage;
}

const isRowOfNames = (node: Element): boolean => node.tagName === 'tr' && isHeaderRow(node);

/** How deep elements are nested, at most: those that have no end tag, or need none, don't count. */
export function deepest(source: string): number {
  let depth = 0;
  let most = 0;
  for (const { groups } of source.matchAll(TAG)) {
    const name = groups?.name?.toLowerCase() ?? '';
    if (ENDLESS.has(name)) continue;
    if (groups?.end === '/') depth = Math.max(0, depth - 1);
    else depth += 1;
    most = Math.max(most, depth);
  }
  return most;
}

const START: Place = { line: 1, column: 1 };
const NO_PASSAGE: Passage = { text: '', ...START };
const END = 'end';
/** Deeper nesting is refused: what reads a page calls itself for each level. */
export const DEEPEST = 1500;
const TAG = /<(?<end>\/?)(?<name>[a-z][a-z\d]{0,20})/giu;
const ENDLESS = new Set(
  (
    'area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot option html ' +
    'head body path use rect circle'
  ).split(' '),
);
const ERROR_TITLE =
  /\b(?:40\d|41\d|429|50\d|error|not found|forbidden|access denied|unauthori[sz]ed|bad gateway|unavailable|just a moment|page expired)\b/iu;
/** Less is a line or two that might be labels, as error pages have. */
const SURE = 0.5;
const NOTHING: Reading = { heard: [], title: null, date: null, language: null, provenance: null };
