import type { Blockquote, Emphasis, PhrasingContent, Strong, Text } from 'mdast';
import { describeContent, plainText } from '../transcript/content.ts';
import { canonicalTag, sameLanguage, UNKNOWN_LANGUAGE } from '../transcript/language.ts';
import type { Delivery, LanguageSegmentNode, TurnBlock } from '../transcript/model.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import type { Opening } from './declared-speakers.ts';
import type { Heard, Passage } from './format.ts';
import { isElement, isText, localName, textIn, type XmlElement, type XmlNode } from './xml.ts';

/*
 * What Akoma Ntoso and TEI have in common: speeches made of paragraphs with markup in them.
 */

/** What an element inside a paragraph is. Whatever its kind, `xml:lang` on it marks its language. */
export type Inline =
  /** Its content and no more. */
  | { kind: 'text' }
  /** The end of a line or page in print: white space. */
  | { kind: 'space' }
  /** It has no words: a machine's annotation. */
  | { kind: 'nothing' }
  /** A word or mark that stands apart by itself, or is joined to the next. */
  | { kind: 'token'; isJoined: boolean }
  | { kind: 'break' }
  | { kind: 'emphasis' | 'strong' }
  | { kind: 'link'; url: string; title: string | null }
  | { kind: 'note' }
  /** A parenthesis about sound or scene; `text` where it is not the element's own. */
  | { kind: 'direction'; text: string }
  /** A stretch whose delivery is stated; `relay` refers to the turn that relays it. */
  | { kind: 'segment'; delivery: Delivery; relay: string | null };

export interface Vocabulary {
  inline(element: XmlElement): Inline;
  /** Whether the words on both sides of an element are parted by it. */
  isBlock(element: XmlElement): boolean;
  /** Whether an element says of itself that it is a block quote. */
  setsQuotation(element: XmlElement): boolean;
}

/** Whether an element is a block quote of paragraphs and further quotes, with no words outside these. */
export const isQuotation = (element: XmlElement, vocabulary: Vocabulary): boolean =>
  vocabulary.setsQuotation(element) &&
  element.children
    .filter(hasText)
    .every(
      (child) =>
        isElement(child) && (isParagraph(child, vocabulary) || isQuotation(child, vocabulary)),
    );

const isParagraph = (element: XmlElement, vocabulary: Vocabulary): boolean =>
  ['p', 'seg'].includes(localName(element)) && vocabulary.inline(element).kind === 'text';

/** A stream of what is heard, gathered from the elements of a source in their order. */
export class SpeechReader {
  readonly heard: Heard[] = [];
  readonly #vocabulary: Vocabulary;
  readonly #language: string;
  readonly #placeOf: (node: XmlNode) => Place;
  readonly #report: ProblemReporter;
  /** The positions of the turns by their ids. */
  readonly #turns = new Map<string, number>();
  #turnCount = 0;
  #open: Extract<Heard, { kind: 'label' }> | null = null;
  readonly #relays: {
    segment: LanguageSegmentNode;
    turn: string;
    into: Map<LanguageSegmentNode, number>;
  }[] = [];
  #noteCount = 0;
  /** Marks of notes on the label, which stand before its words. */
  #labelNotes: PhrasedParagraph | null = null;

  constructor(
    vocabulary: Vocabulary,
    language: string,
    placeOf: (node: XmlNode) => Place,
    report: ProblemReporter,
  ) {
    this.#vocabulary = vocabulary;
    this.#language = language;
    this.#placeOf = placeOf;
    this.#report = report;
  }

  label(
    speech: XmlElement,
    { label, means }: Opening,
    { id = null, start = null, end = null, from = null }: LabelFacts,
  ): void {
    const place = this.#placeOf(from ?? speech);
    this.#open = { kind: 'label', text: label, start, end, ...place, ...(means && { means }) };
    this.heard.push(this.#open);
    this.#turnCount += 1;
    if (id !== null && !this.#turns.has(id)) this.#turns.set(id, this.#turnCount);
    const paragraph = from && this.#paragraphOf(from.children, from);
    this.#labelNotes = paragraph && paragraph.notes.size > 0 ? paragraph : null;
  }

  /** The open turn goes on, and ends later. */
  goOn(end: number | null): void {
    if (this.#open && this.#open.end !== null && end !== null) this.#open.end = end;
  }

  /** The words of a paragraph of the open turn. */
  words(nodes: readonly XmlNode[], element: XmlElement): void {
    const paragraph = this.#paragraphOf(nodes, element);
    this.#addLabelNotes(paragraph);
    const { content } = paragraph;
    this.#say(plainText(content), { content }, paragraph, nodes.find(hasText) ?? element);
  }

  /** A block quote of the open turn, for which `isQuotation` holds. */
  quotation(element: XmlElement): void {
    const told: Marked = { notes: new Map(), relays: new Map() };
    const quotation = this.#quotationOf(element, told);
    this.#say(describeContent([quotation]).text, { quotation }, told, element);
  }

  /** A speech without words: its label, where one is printed, is kept as a direction. */
  silence(speech: XmlElement, { label, isPrinted }: Opening, from: XmlElement | null): void {
    if (!isPrinted || !from) return;
    this.direction(from);
    this.#report(
      'warning',
      this.#placeOf(speech),
      `"${label}" speaks no words here; expected some. The label is kept as a direction. If the words are missing, add them.`,
    );
  }

  /** A stand-alone direction; `text` where it is not the element's own. */
  direction(element: XmlElement, text = textIn(element)): void {
    if (text !== '') this.heard.push({ kind: 'direction', text, ...this.#placeOf(element) });
  }

  heading(elements: readonly XmlElement[]): void {
    const [first] = elements;
    const text = elements
      .map((element) => textIn(element))
      .filter(Boolean)
      .join(' ');
    if (first && text !== '') this.heard.push({ kind: 'heading', text, ...this.#placeOf(first) });
  }

  /** A chapter that no turn follows is a direction: it opens nothing. */
  finish(): Heard[] {
    const last = this.heard.findLastIndex(({ kind }) => kind === 'label');
    for (const { segment, turn, into } of this.#relays) {
      const position = this.positionOf(turn);
      if (position !== null) into.set(segment, position);
    }
    return this.heard.map((item, index) =>
      item.kind === 'heading' && index > last ? { ...item, kind: 'direction' } : item,
    );
  }

  /** The position of the turn with an id; `null` where none has it. */
  positionOf(id: string): number | null {
    return this.#turns.get(id) ?? null;
  }

  #say(
    text: string,
    words: Pick<Extract<Heard, { kind: 'words' }>, 'content' | 'quotation'>,
    { notes, relays }: Marked,
    node: XmlNode,
  ): void {
    if (text === '' && notes.size === 0) return;
    const relayedIn = new Map<LanguageSegmentNode, number>();
    for (const [segment, turn] of relays) this.#relays.push({ segment, turn, into: relayedIn });
    this.heard.push({ kind: 'words', text, ...words, notes, relayedIn, ...this.#placeOf(node) });
  }

  /** Notes on the label stand before the first words that follow it. */
  #addLabelNotes({ content, notes }: PhrasedParagraph): void {
    if (!this.#labelNotes) return;
    const marks = this.#labelNotes.content.filter(({ type }) => type === 'footnoteReference');
    content.unshift(...marks);
    for (const [identifier, note] of this.#labelNotes.notes) notes.set(identifier, note);
    this.#labelNotes = null;
  }

  #quotationOf(element: XmlElement, told: Marked): Blockquote {
    const blocks = element.children.filter(hasText).filter(isElement);
    return {
      type: 'blockquote',
      children: blocks.map((child): TurnBlock => {
        if (isQuotation(child, this.#vocabulary)) return this.#quotationOf(child, told);
        const paragraph = this.#paragraphOf(child.children, child);
        this.#addLabelNotes(paragraph);
        for (const [identifier, note] of paragraph.notes) told.notes.set(identifier, note);
        for (const [segment, turn] of paragraph.relays) told.relays.set(segment, turn);
        return { type: 'paragraph', children: paragraph.content };
      }),
    };
  }

  /** @param outermost the element beyond which nothing says what language the words are in. */
  #paragraphOf(
    nodes: readonly XmlNode[],
    element: XmlElement,
    outermost: XmlElement | null = null,
  ): PhrasedParagraph {
    const paragraph: PhrasedParagraph = { content: [], notes: new Map(), relays: new Map() };
    const isPreserved = element.attributes['xml:space'] === 'preserve';
    const language = this.#otherLanguage(nearestWithLanguage(element, outermost));
    const isSegment = language !== null;
    const state: State = { paragraph, isPreserved, endsInSpace: true, isSegment, isLink: false };
    const phrasing = withWritableEmphasis(this.#phrasing(nodes, state));
    const content = language === null ? phrasing : segment(language, 'original', phrasing);
    paragraph.content = isPreserved ? content : trimmedEnd(content);
    return paragraph;
  }

  #phrasing(nodes: readonly XmlNode[], state: State): PhrasingContent[] {
    const content: PhrasingContent[] = [];
    const hasTokens = nodes.some(
      (node) => isElement(node) && this.#vocabulary.inline(node).kind === 'token',
    );
    for (const node of nodes) {
      if (isText(node)) {
        if (!hasTokens || /\S/u.test(node.text)) pushText(content, node.text, state);
      } else if (isElement(node)) {
        for (const part of this.#element(node, state)) {
          const last = content.at(-1);
          if (part.type === 'text' && last?.type === 'text') last.value += part.value;
          else content.push(part);
        }
      }
    }
    return content;
  }

  #element(element: XmlElement, state: State): PhrasingContent[] {
    const inline = this.#vocabulary.inline(element);
    const language = state.isSegment ? null : this.#otherLanguage(element);
    const isSegment = state.isSegment || language !== null;
    const within = (inner: State) => this.#phrasing(element.children, inner);
    const children = (changed: Partial<State> = {}) => {
      const inner = { ...state, isSegment, ...changed };
      const content = within(inner);
      state.endsInSpace = inner.endsInSpace;
      return content;
    };
    switch (inline.kind) {
      case 'nothing':
        return [];
      case 'space': {
        const content: PhrasingContent[] = [];
        pushText(content, ' ', state);
        return content;
      }
      case 'break':
        state.endsInSpace = true;
        return [{ type: 'break' }];
      case 'note':
        return this.#note(element, state.paragraph);
      case 'direction':
        return directionText(inline.text, state);
      case 'token': {
        const content = children();
        if (!inline.isJoined) pushText(content, ' ', state);
        return content;
      }
      case 'emphasis':
      case 'strong': {
        const content = children();
        return language === null
          ? wrap(content, (kept) => ({ type: inline.kind, children: kept }))
          : this.#marked(language, content);
      }
      case 'link': {
        if (state.isLink || !isWebAddress(inline.url)) return this.#marked(language, children());
        return wrap(this.#marked(language, children({ isLink: true })), (kept) => ({
          type: 'link',
          url: inline.url,
          title: inline.title,
          children: kept,
        }));
      }
      case 'segment': {
        const content = children({ isSegment: true });
        if (state.isSegment) return content;
        const tag = language ?? UNKNOWN_LANGUAGE;
        return segment(tag, inline.delivery, content, (node) => {
          if (inline.relay !== null) state.paragraph.relays.set(node, inline.relay);
        });
      }
      case 'text':
        return this.#marked(language, children());
    }
  }

  #marked(language: string | null, content: PhrasingContent[]): PhrasingContent[] {
    return language === null ? content : segment(language, 'original', content);
  }

  #note(element: XmlElement, paragraph: PhrasedParagraph): PhrasingContent[] {
    const blocks = this.#noteBlocks(element, element);
    if (blocks.length === 0) return [];
    this.#noteCount += 1;
    const identifier = `n${String(this.#noteCount)}`;
    paragraph.notes.set(identifier, blocks);
    return [{ type: 'footnoteReference', identifier, label: identifier }];
  }

  #noteBlocks(element: XmlElement, note: XmlElement): TurnBlock[] {
    const children = element.children.filter(hasText);
    const blocks = children
      .filter(isElement)
      .filter((child) => isNoteBlock(child, this.#vocabulary) || element !== note);
    return (blocks.length === children.length ? blocks : [element]).flatMap((part): TurnBlock[] => {
      if (part !== element && isQuotation(part, this.#vocabulary)) {
        const quoted = this.#noteBlocks(part, note);
        return quoted.length === 0 ? [] : [{ type: 'blockquote', children: quoted }];
      }
      const children: PhrasingContent[] = isPlainNote(note, this.#vocabulary)
        ? [{ type: 'text', value: textIn(part) }]
        : this.#paragraphOf(part.children, part, note).content;
      return plainText(children) === '' ? [] : [{ type: 'paragraph', children }];
    });
  }

  /** The language an element says that it is in, where that is not the transcript's. */
  #otherLanguage(element: XmlElement): string | null {
    const stated = element.attributes['xml:lang'];
    if (!stated) return null;
    const tag = canonicalTag(stated);
    if (tag === null) {
      this.#report(
        'warning',
        this.#placeOf(element),
        `Unknown language "${stated}"; expected a BCP 47 tag such as "uk". The words are marked as being in an unknown language. Correct the tag.`,
      );
    }
    return tag !== null && sameLanguage(tag, this.#language) ? null : (tag ?? UNKNOWN_LANGUAGE);
  }
}

/** What is known of a speech beside its label. */
export interface LabelFacts {
  id?: string | null;
  start?: number | null;
  end?: number | null;
  /** The element that prints the label. */
  from?: XmlElement | null;
}

/** What stands among words apart from them. */
interface Marked {
  notes: Map<string, TurnBlock[]>;
  /** The ids of the turns that relay segments. */
  relays: Map<LanguageSegmentNode, string>;
}

interface PhrasedParagraph extends Marked {
  content: PhrasingContent[];
}

interface State {
  paragraph: PhrasedParagraph;
  isPreserved: boolean;
  /** Whether white space would come after white space. */
  endsInSpace: boolean;
  isSegment: boolean;
  isLink: boolean;
}

/** White space is layout: a run of it is one space, and none at the edges of a paragraph. */
function pushText(content: PhrasingContent[], text: string, state: State): void {
  let value = state.isPreserved ? text.replaceAll('\n', ' ') : text.replace(/[ \t\n]+/g, ' ');
  if (!state.isPreserved && state.endsInSpace) value = value.replace(/^ /, '');
  if (value === '') return;
  state.endsInSpace = value.endsWith(' ');
  const last = content.at(-1);
  if (last?.type === 'text') last.value += value;
  else content.push({ type: 'text', value });
}

function directionText(text: string, state: State): PhrasingContent[] {
  const content: PhrasingContent[] = [];
  if (text !== '') pushText(content, parenthesised(text), state);
  return content;
}

const parenthesised = (text: string): string =>
  /^[([].*[)\]][.,]?$/u.test(text) ? text : `(${text})`;

function segment(
  language: string,
  delivery: Delivery,
  content: PhrasingContent[],
  made: (node: LanguageSegmentNode) => void = () => undefined,
): PhrasingContent[] {
  return wrap(content, (children) => {
    const node: LanguageSegmentNode = { type: 'languageSegment', language, delivery, children };
    made(node);
    return node;
  });
}

/** Puts content into a node of its own, but not the white space at its edges, which markup cannot hold. */
function wrap(
  content: PhrasingContent[],
  make: (children: PhrasingContent[]) => PhrasingContent,
): PhrasingContent[] {
  const text = plainText(content);
  if (text.trim() === '') return content;
  const first = content[0];
  const last = content.at(-1);
  let before = '';
  let after = '';
  if (first?.type === 'text') {
    before = first.value.slice(0, first.value.length - first.value.trimStart().length);
    first.value = first.value.slice(before.length);
  }
  if (last?.type === 'text') {
    after = last.value.slice(last.value.trimEnd().length);
    last.value = last.value.trimEnd();
  }
  const kept = content.filter((node) => node.type !== 'text' || node.value !== '');
  return [...spaces(before), make(kept), ...spaces(after)];
}

const spaces = (value: string): Text[] => (value === '' ? [] : [{ type: 'text', value }]);

/**
 * Emphasis that Markdown has no way to write, or would take for a label or a direction, is left out, and its words stay.
 *
 * @param edge what a writer of Markdown puts around the words.
 */
function withWritableEmphasis(nodes: readonly PhrasingContent[], edge = '\n'): PhrasingContent[] {
  const kept: PhrasingContent[] = [];
  for (const [index, node] of nodes.entries()) {
    if ('children' in node) node.children = withWritableEmphasis(node.children, '[');
    const isEmphasis = node.type === 'emphasis' || node.type === 'strong';
    const before = edgesOf(kept.at(-1))?.last ?? edge;
    const after = edgesOf(nodes[index + 1])?.first ?? edge;
    const parts = isEmphasis && !canBeWritten(node, before, after) ? node.children : [node];
    for (const part of parts) {
      const last = kept.at(-1);
      if (part.type === 'text' && last?.type === 'text') last.value += part.value;
      else kept.push(part);
    }
  }
  return kept;
}

/**
 * Whether Markdown reads asterisks there as what they are meant for (CommonMark 0.31, section 6.2), and nothing reads
 * the words as a label, as a direction or as a product of figures.
 */
function canBeWritten(
  { type, children }: Emphasis | Strong,
  before: string,
  after: string,
): boolean {
  const { first = '' } = edgesOf(children[0]) ?? {};
  const { last = '' } = edgesOf(children.at(-1)) ?? {};
  const isNested = children.some((child) => child.type === 'emphasis' || child.type === 'strong');
  if (isNested || [before, after].includes('*') || [first, last].includes('\n')) return false;
  const words = plainText(children);
  if (/^[([]/u.test(words) || (type === 'strong' && /[:：]$/u.test(words))) return false;
  if (FIGURES.test(before + first) || FIGURES.test(last + after)) return false;
  return (
    (IN_WORDS.test(first) || BETWEEN_WORDS.test(before)) &&
    (IN_WORDS.test(last) || BETWEEN_WORDS.test(after))
  );
}

/** The characters that a node begins and ends with in Markdown. */
function edgesOf(node: PhrasingContent | undefined): { first: string; last: string } | null {
  if (!node) return null;
  if (node.type === 'text') {
    const [first = ''] = node.value.slice(0, 2);
    return { first, last: /.$/su.exec(node.value.slice(-2))?.[0] ?? '' };
  }
  if (node.type === 'emphasis' || node.type === 'strong') return { first: '*', last: '*' };
  return node.type === 'break' ? { first: '\n', last: '\n' } : { first: '[', last: ']' };
}

const IN_WORDS = /^[\p{L}\p{N}]$/u;
const BETWEEN_WORDS = /^[\t\n\p{Zs}\p{P}]$/u;
const FIGURES = /^\p{N}{2}$/u;

const isWebAddress = (url: string): boolean =>
  /^(?:https?:|mailto:)[^\s<>\\]+$/iu.test(url) && URL.canParse(url);

function trimmedEnd(content: PhrasingContent[]): PhrasingContent[] {
  const last = content.findLastIndex(({ type }) => type !== 'footnoteReference');
  const node = content[last];
  if (node?.type === 'text') {
    const value = node.value.trimEnd();
    if (value === node.value) return content;
    return trimmedEnd(content.toSpliced(last, 1, ...spaces(value)));
  }
  return node?.type === 'break' ? trimmedEnd(content.toSpliced(last, 1)) : content;
}

/** The element itself or the nearest around it, up to the outermost that counts, that states a language. */
function nearestWithLanguage(element: XmlElement, outermost: XmlElement | null): XmlElement {
  for (let at: XmlNode | null = element; at && isElement(at); at = at.parent) {
    if (at.attributes['xml:lang']) return at;
    if (at === outermost) break;
  }
  return element;
}

/** Whether a note has more in it than paragraphs, quotes and markup, such as a list: its words are then kept plain. */
function isPlainNote(element: XmlElement, vocabulary: Vocabulary, holdsBlocks = true): boolean {
  const children = element.children.filter(hasText);
  const elements = children.filter(isElement);
  const blocks = elements.filter((child) => isNoteBlock(child, vocabulary));
  if (blocks.length > 0 && (!holdsBlocks || blocks.length < children.length)) return true;
  return elements.some((child) => {
    const isQuote = isQuotation(child, vocabulary);
    const isMarkup = blocks.includes(child) || !vocabulary.isBlock(child);
    if (!isMarkup || !MARKUP.has(vocabulary.inline(child).kind)) return true;
    return isPlainNote(child, vocabulary, isQuote);
  });
}

const isNoteBlock = (element: XmlElement, vocabulary: Vocabulary): boolean =>
  localName(element) === 'p' || isQuotation(element, vocabulary);

const MARKUP: ReadonlySet<Inline['kind']> = new Set([
  'text',
  'break',
  'emphasis',
  'strong',
  'link',
  'segment',
]);

export const hasText = (node: XmlNode): boolean =>
  isText(node) ? /\S/u.test(node.text) : isElement(node) && /\S/u.test(node.text);

/** What a source's own structure says of an element, for its wording. */
export interface Wording {
  vocabulary: Vocabulary;
  placeOf(node: XmlNode): Place;
}

/** The words of a speech in order, its notes after them: that is where they stand in the result. */
export function* speechWording(nodes: readonly XmlNode[], rules: Wording): Generator<Passage> {
  const notes: XmlElement[] = [];
  yield* wordsIn(nodes, rules, notes);
  for (const note of notes) {
    if (isPlainNote(note, rules.vocabulary)) yield { text: textIn(note), ...rules.placeOf(note) };
    else yield* wordsIn(note.children, rules, []);
  }
}

function* wordsIn(
  nodes: readonly XmlNode[],
  rules: Wording,
  notes: XmlElement[],
): Generator<Passage> {
  let text = '';
  let first: XmlNode | null = null;
  const passage = (): Passage[] => {
    const found = first && text.trim() !== '' ? [{ text, ...rules.placeOf(first) }] : [];
    text = '';
    first = null;
    return found;
  };
  const add = (node: XmlNode, words: string) => {
    if (/\S/u.test(words)) first ??= node;
    text += words;
  };
  const gather = function* (list: readonly XmlNode[]): Generator<Passage> {
    for (const node of list) {
      if (isText(node)) add(node, node.text);
      if (!isElement(node)) continue;
      const inline = rules.vocabulary.inline(node);
      if (rules.vocabulary.isBlock(node)) {
        yield* passage();
        yield* gather(node.children);
        yield* passage();
      } else if (inline.kind === 'note') notes.push(node);
      else if (inline.kind === 'direction') add(node, ` ${inline.text} `);
      else if (inline.kind === 'break' || inline.kind === 'space') add(node, ' ');
      else if (inline.kind === 'token') add(node, node.text + (inline.isJoined ? '' : ' '));
      else if (inline.kind !== 'nothing') yield* gather(node.children);
    }
  };
  yield* gather(nodes);
  yield* passage();
}
