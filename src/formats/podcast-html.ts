import type { Element, Root, RootContent, Text } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toText } from 'hast-util-to-text';
import { canonicalTag } from '../transcript/language.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { clockAtStart } from './clock.ts';
import type { Format, Heard, Passage, Reading } from './format.ts';
import { deepest, DEEPEST } from './html.ts';
import { bracketReadings, elementsIn, isBlock, textIn } from './html-lines.ts';
import { NOTHING_READ } from './recogniser.ts';

/**
 * The HTML transcripts of Podcasting 2.0 (podcast namespace, "Transcript File Format Details", section HTML): `<cite>`
 * names who speaks, `<time>` says from when, `<p>` has the words; any of them may be missing. Each `<cite>` opens a
 * turn. Words outside a `<p>` are words all the same; a `<cite>` within a sentence is a work's title, not a speaker.
 */
export const podcastHtml: Format = {
  id: 'podcast-html',
  name: 'Podcasting 2.0 HTML',
  example:
    '<cite>Ana Ruiz:</cite>\n<time>0:00</time>\n<p>The lock is shut.</p>\n<cite>Lee Osei:</cite>\n<time>0:04</time>\n<p>Since when?</p>',
  detect,
  read,
  wording,
};

function detect(source: string): number {
  if (!/^\s*</u.test(source)) return 0;
  const count = (tag: RegExp) => source.slice(0, HEAD).match(tag)?.length ?? 0;
  const cites = count(/<cite[\s>]/giu);
  const times = count(/<time[\s>]/giu);
  const paragraphs = count(/<p[\s>]/giu);
  if (cites > 0 && (times > 0 || paragraphs > 0) && cites * 3 >= paragraphs) return 0.9;
  return times > 0 && times === paragraphs ? 0.7 : 0;
}

function read(source: string, report: ProblemReporter): Reading {
  const root = treeOf(source);
  if (!root) {
    report(
      'error',
      { line: 1, column: 1 },
      `Elements are nested more than ${String(DEEPEST)} deep; expected a transcript, which nests a few deep. Export it again.`,
    );
    return NOTHING_READ;
  }
  const [title] = elementsIn(root, ({ tagName }) => tagName === 'title');
  const [html] = elementsIn(root, ({ tagName }) => tagName === 'html');
  const language = html?.properties.lang;
  return {
    ...NOTHING_READ,
    heard: heardIn(root),
    title: title ? titleOf(title) : null,
    language: typeof language === 'string' ? canonicalTag(language) : null,
  };
}

function titleOf(element: Element): string | null {
  const title = tidy(
    element.children.map((child) => (child.type === 'text' ? child.value : '')).join(''),
  );
  return title === '' ? null : title;
}

const treeOf = (source: string): Root | null =>
  deepest(source) > DEEPEST ? null : bracketReadings(fromHtml(source));

function heardIn(root: Root): Heard[] {
  const heard: Heard[] = [];
  let label: (Passage & { start: number | null }) | null = null;
  let start: number | null = null;
  const openTurn = () => {
    if (label) heard.push({ ...label, kind: 'label', end: null });
    label = null;
  };
  for (const { tagName, ...part } of partsOf(root)) {
    if (tagName === 'cite') {
      openTurn();
      label = {
        ...part,
        text: part.text.replace(EMPTY_BRACKETS, '').replace(/ ?[:：]$/u, ''),
        start,
      };
      start = null;
    } else if (tagName === 'time') {
      const { start: seconds } = clockAtStart(part.text) ?? { start: null };
      if (label) label.start = seconds;
      else start = seconds;
    } else {
      openTurn();
      heard.push({ ...part, kind: /^h[1-6]$/u.test(tagName) ? 'heading' : 'words' });
    }
  }
  openTurn();
  return heard;
}

/** What is left of a time in brackets behind a name. */
const EMPTY_BRACKETS = / ?(?:\( ?\)|\[ ?\])/u;

/** A stretch of text and the element that says what it is. */
interface Part extends Passage {
  tagName: string;
}

/** The texts of `<cite>`, `<time>` and blocks, in order; inside a sentence the first two are words like others. */
function* partsOf(root: Root): Generator<Part> {
  let owner: Element | Root = root;
  let part: Part = { text: '', tagName: '', ...placeOf(root) };
  /** Of the name that is being read. */
  let time: Part | null = null;
  const finished = function* (): Generator<Part> {
    if (tidy(part.text) !== '') yield { ...part, text: tidy(part.text) };
    if (time) yield time;
    time = null;
  };
  const open: Step[] = [{ node: root, within: root }];
  for (let step = open.pop(); step; step = open.pop()) {
    const { node, within } = step;
    if (node.type === 'text') {
      if (within !== owner) {
        yield* finished();
        owner = within;
        part = {
          text: '',
          tagName: within.type === 'root' ? '' : within.tagName,
          ...placeOf(node),
        };
      }
      if (tidy(part.text) === '') Object.assign(part, placeOf(node));
      part.text += node.value;
      continue;
    }
    const isWithinSentence =
      within === owner && (isParagraph(within) || isCite(within)) && tidy(part.text) !== '';
    if (isCite(within) && within === owner && isClock(node)) {
      time = { text: tidy(textIn(node)), tagName: node.tagName, ...placeOf(node) };
      continue;
    }
    if (isEmptyCite(node) && !isWithinSentence) {
      yield* finished();
      part = { text: '', tagName: part.tagName, ...placeOf(node) };
      yield { text: '', tagName: 'cite', ...placeOf(node) };
      continue;
    }
    const isInner = isCite(node) && isCite(within);
    const isOwner = isBlock(node) || (isMark(node) && !isWithinSentence && !isInner);
    const inner = node.type === 'element' && isOwner ? node : within;
    if (node.type === 'element' && node.tagName === 'br') open.push({ node: SPACE, within });
    for (const child of node.children.toReversed()) {
      if ((child.type === 'text' || child.type === 'element') && !isUnspoken(child)) {
        open.push({ node: child, within: inner });
      }
    }
  }
  yield* finished();
}

/** What a browser does not show as text. */
const isUnspoken = (node: Element | Text): boolean =>
  node.type === 'element' && (UNSPOKEN.has(node.tagName) || node.properties.hidden !== undefined);

const UNSPOKEN = new Set(
  'area base basefont datalist dialog head link meta noembed noframes rp script style template title'.split(
    ' ',
  ),
);

interface Step {
  node: Element | Root | Text;
  /** The element that says what the text in the node is. */
  within: Element | Root;
}

const SPACE: Text = { type: 'text', value: ' ' };

/** A name within a name is a part of it. */
const isCite = (node: Element | Root | Text): boolean =>
  node.type === 'element' && node.tagName === 'cite';

const isParagraph = (node: Element | Root): boolean =>
  node.type === 'element' && node.tagName === 'p';

/** A speaker or a time; a `<time>` that is no time of the recording is words. */
const isMark = (node: Element | Root): boolean => isCite(node) || isClock(node);

/** It says that somebody else speaks, not who. */
const isEmptyCite = (node: Element | Root): boolean =>
  node.type === 'element' && node.tagName === 'cite' && tidy(textIn(node)) === '';

function isClock(node: Element | Root | Text): node is Element {
  if (node.type !== 'element' || node.tagName !== 'time') return false;
  const text = tidy(textIn(node));
  return clockAtStart(text)?.length === text.length;
}

/** White space of the source is layout. */
const tidy = (text: string): string => text.replace(/[ \t\n\r\f]+/gu, ' ').trim();

const placeOf = ({ position }: Element | Root | Text): Place => ({
  line: position?.start.line ?? 1,
  column: position?.start.column ?? 1,
});

function* wording(source: string): Iterable<Passage> {
  const root = treeOf(source);
  if (!root) return;
  partMarks(root, { isParagraph: false, hasSpeech: false });
  yield { text: toText(root), line: 1, column: 1 };
}

/** Leaves out times, and parts names from the words they touch, save within a sentence. */
function partMarks(
  parent: Element | Root,
  sentence: { isParagraph: boolean; hasSpeech: boolean },
): void {
  parent.children = parent.children.flatMap((child): RootContent[] => {
    const isWithinSentence = sentence.isParagraph && sentence.hasSpeech;
    if (child.type === 'text') sentence.hasSpeech ||= tidy(child.value) !== '';
    if (child.type !== 'element') return [child];
    if (isClock(child) && !isWithinSentence) return [SPACE];
    const isName = isCite(child) && !isWithinSentence && !isCite(parent);
    const isOwn = isName || isBlock(child);
    const own = { isParagraph: isParagraph(child), hasSpeech: false };
    partMarks(child, isOwn ? own : sentence);
    return isName ? [SPACE, child, SPACE] : [child];
  });
}

/** Of a large page the beginning tells what it is. */
const HEAD = 200_000;
