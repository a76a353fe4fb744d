import type { PhrasingContent, Text } from 'mdast';
import { plainText } from '../transcript/content.ts';
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
  | { kind: 'link'; url: string }
  | { kind: 'note' }
  /** A parenthesis about sound or scene; `text` where it is not the element's own. */
  | { kind: 'direction'; text: string }
  /** A stretch whose delivery is stated; `relay` refers to the turn that relays it. */
  | { kind: 'segment'; delivery: Delivery; relay: string | null };

export interface Vocabulary {
  inline(element: XmlElement): Inline;
}

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
    const { content, notes, relays } = this.#paragraphOf(nodes, element);
    if (this.#labelNotes) {
      const marks = this.#labelNotes.content.filter(({ type }) => type === 'footnoteReference');
      content.unshift(...marks);
      for (const [identifier, note] of this.#labelNotes.notes) notes.set(identifier, note);
      this.#labelNotes = null;
    }
    const text = plainText(content);
    if (text === '' && notes.size === 0) return;
    const relayedIn = new Map<LanguageSegmentNode, number>();
    for (const [segment, turn] of relays) this.#relays.push({ segment, turn, into: relayedIn });
    const place = this.#placeOf(nodes.find(hasText) ?? element);
    this.heard.push({ kind: 'words', text, content, notes, relayedIn, ...place });
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

  #paragraphOf(nodes: readonly XmlNode[], element: XmlElement): PhrasedParagraph {
    const paragraph: PhrasedParagraph = { content: [], notes: new Map(), relays: new Map() };
    const isPreserved = element.attributes['xml:space'] === 'preserve';
    const language = this.#otherLanguage(nearestWithLanguage(element));
    const isSegment = language !== null;
    const state: State = { paragraph, isPreserved, endsInSpace: true, isSegment, isLink: false };
    const phrasing = this.#phrasing(nodes, state);
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
        for (const part of this.#element(node, state, content.at(-1)?.type)) {
          const last = content.at(-1);
          if (part.type === 'text' && last?.type === 'text') last.value += part.value;
          else content.push(part);
        }
      }
    }
    return content;
  }

  #element(element: XmlElement, state: State, before: string | undefined): PhrasingContent[] {
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
        const wrapped = language === null && canBeMarked(content, before);
        return wrapped
          ? wrap(content, (kept) => ({ type: inline.kind, children: kept }))
          : this.#marked(language, content);
      }
      case 'link': {
        if (state.isLink || !isWebAddress(inline.url)) return this.#marked(language, children());
        return wrap(this.#marked(language, children({ isLink: true })), (kept) => ({
          type: 'link',
          url: inline.url,
          title: null,
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
    const children = element.children.filter(hasText);
    const parts = children.filter(isElement).filter((child) => localName(child) === 'p');
    const blocks = (parts.length === children.length ? parts : [element]).flatMap(
      (part): TurnBlock[] => {
        const text = textIn(part);
        return text === ''
          ? []
          : [{ type: 'paragraph', children: [{ type: 'text', value: text }] }];
      },
    );
    if (blocks.length === 0) return [];
    this.#noteCount += 1;
    const identifier = `n${String(this.#noteCount)}`;
    paragraph.notes.set(identifier, blocks);
    return [{ type: 'footnoteReference', identifier, label: identifier }];
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

interface PhrasedParagraph {
  content: PhrasingContent[];
  notes: Map<string, TurnBlock[]>;
  /** The ids of the turns that relay segments. */
  relays: Map<LanguageSegmentNode, string>;
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

/** Emphasis that Markdown can say: on plain words that start and end with a letter or digit, away from other emphasis. */
function canBeMarked(content: readonly PhrasingContent[], before: string | undefined): boolean {
  const [only, ...others] = content;
  return (
    only?.type === 'text' &&
    others.length === 0 &&
    before !== 'emphasis' &&
    before !== 'strong' &&
    /^[\p{L}\p{N}]/u.test(only.value.trim()) &&
    /[\p{L}\p{N}]$/u.test(only.value.trim().slice(-2))
  );
}

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

/** The element itself or the nearest around it that states a language. */
function nearestWithLanguage(element: XmlElement): XmlElement {
  for (let at: XmlNode | null = element; at && isElement(at); at = at.parent) {
    if (at.attributes['xml:lang']) return at;
  }
  return element;
}

export const hasText = (node: XmlNode): boolean =>
  isText(node) ? /\S/u.test(node.text) : isElement(node) && /\S/u.test(node.text);

/** What a source's own structure says of an element, for its wording. */
export interface Wording {
  vocabulary: Vocabulary;
  /** Whether the words on both sides of an element are parted by it. */
  isBlock(element: XmlElement): boolean;
  placeOf(node: XmlNode): Place;
}

/** The words of a speech in order, its notes after them: that is where they stand in the result. */
export function* speechWording(nodes: readonly XmlNode[], rules: Wording): Generator<Passage> {
  const notes: XmlElement[] = [];
  yield* wordsIn(nodes, rules, notes);
  for (const note of notes) yield { text: textIn(note), ...rules.placeOf(note) };
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
      if (rules.isBlock(node)) {
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
