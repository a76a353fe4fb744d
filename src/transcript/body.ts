import type {
  FootnoteDefinition,
  Heading,
  Node,
  Paragraph,
  PhrasingContent,
  RootContent,
  Strong,
  Text,
} from 'mdast';
import { toString } from 'mdast-util-to-string';
import { describeContent, segmentNodes } from './content.ts';
import { isMarkedDirection, isStandAloneDirection } from './direction.ts';
import { inferRelays } from './infer-relays.ts';
import { bareLabel, LabelIndex } from './label.ts';
import type { Note, Speaker, Transcript, Turn, TurnBlock } from './model.ts';
import { PhrasingReader } from './phrasing.ts';
import type { Place, ProblemReporter } from './problem.ts';
import { isTurnId, relayIn, type Conclusion, type TurnReference } from './references.ts';
import { excerpt, oneLine, placeOf } from './source-text.ts';
import { didYouMean, oneOf } from './suggestion.ts';
import { formatTime, readTime } from './time.ts';

/** What opens a turn, for messages. */
export const A_LABEL = 'a bold label such as "**Dana Cole:**"';

/** Gathers turns, directions and chapters from the blocks of a body, in order. */
export class BodyReader {
  readonly #report: ProblemReporter;
  readonly #transcript: Transcript;
  readonly #phrasing: PhrasingReader;
  readonly #references: TurnReference[] = [];
  readonly #concluded: Conclusion[] = [];
  readonly #labels: LabelIndex;
  /** The speakers whom the labels read so far mean. */
  readonly #meanings = new Map<string, Speaker>();
  readonly #definitions = new Map<string, { node: FootnoteDefinition; used: boolean }>();
  /** Chapters that no turn has followed yet. */
  #headings: { title: string; place: Place }[] = [];
  #chapterCount = 0;
  #turn: Turn | null = null;

  constructor(
    source: string,
    fields: Omit<Transcript, 'turns' | 'directions' | 'chapters'>,
    report: ProblemReporter,
  ) {
    this.#phrasing = new PhrasingReader(source, fields.language, report);
    this.#report = report;
    this.#labels = new LabelIndex(fields.speakers);
    this.#transcript = { ...fields, turns: [], directions: [], chapters: [] };
  }

  read(node: RootContent): void {
    if (node.type === 'heading') this.#readHeading(node);
    else if (node.type === 'paragraph') this.#readParagraph(node);
    else if (node.type === 'blockquote') this.#continueTurn(node);
    else if (node.type === 'footnoteDefinition') this.#readDefinition(node);
  }

  finish(): { transcript: Transcript; references: TurnReference[]; concluded: Conclusion[] } {
    for (const heading of this.#headings) {
      this.#report(
        'error',
        heading.place,
        `Chapter "${heading.title}" has no turns; expected at least one turn after it. Move or remove the heading.`,
      );
    }
    for (const turn of this.#transcript.turns) this.#finishTurn(turn);
    for (const { node, used } of this.#definitions.values()) {
      if (used) continue;
      this.#report(
        'error',
        placeOf(node),
        `Note "[^${node.label ?? node.identifier}]" belongs to nothing; expected its mark in a turn. Put "[^${node.label ?? node.identifier}]" where it belongs, or remove the note.`,
      );
    }
    // The editor's own paths name turns by ids that are not known yet; what is concluded here names positions.
    for (const turn of inferRelays({ ...this.#transcript, inferred: [] })) {
      this.#concluded.push({ turn, what: 'relayed' });
    }
    return {
      transcript: this.#transcript,
      references: this.#references,
      concluded: this.#concluded,
    };
  }

  #readHeading(node: Heading): void {
    const title = toString(node).trim();
    const place = placeOf(node);
    if (title === '') {
      this.#report(
        'error',
        place,
        'Chapter without a title; expected words after the hashes. Add a title or remove the heading.',
      );
      return;
    }
    this.#headings.push({ title: oneLine(title), place });
    this.#chapterCount += 1;
    this.#turn = null;
  }

  #readParagraph(node: Paragraph): void {
    const label = labelOf(node);
    if (label) this.#openTurn(node, label);
    else if (this.#isStandAloneDirection(node)) this.#addDirection(node);
    else this.#continueTurn(node);
  }

  #openTurn(node: Paragraph, strong: Strong): void {
    const place = placeOf(node);
    const printed = oneLine(boldText(strong).trim().slice(0, -1).trimEnd());
    const supplied = /^\[(.+)\]$/u.exec(printed)?.[1];
    const speaker = this.#resolve(supplied ?? printed, place);
    const turn: Turn = {
      n: this.#transcript.turns.length + 1,
      label: supplied === undefined ? printed : '',
      speaker: speaker?.id ?? '',
      givenId: null,
      start: null,
      end: null,
      content: [],
      text: '',
      segments: [],
      notes: [],
      place,
    };
    this.#turn = turn;
    this.#transcript.turns.push(turn);
    for (const { title } of this.#headings)
      this.#transcript.chapters.push({ before: turn.n, title });
    this.#headings = [];
    if (supplied !== undefined) this.#concluded.push({ turn: turn.n, what: 'speaker' });

    this.#reportLabelsWithin(node);
    const children = this.#withoutOpening(turn, node);
    if (children.length > 0)
      turn.content.push(this.#phrasing.block({ type: 'paragraph', children }));
  }

  /** Reads an id and a time after the label, in either order; the rest are the words. */
  #withoutOpening(turn: Turn, node: Paragraph): PhrasingContent[] {
    const children = node.children.slice(1);
    const [first] = children;
    if (first?.type !== 'text' || !/^\s*[[{]/.test(first.value)) return children;
    const opening = this.#openingOf(first);
    const named = this.#readIdOf(turn, children, opening);
    const timed = this.#readTimeOf(turn, named, opening);
    return turn.givenId === null ? this.#readIdOf(turn, timed, opening) : timed;
  }

  #resolve(label: string, place: Place): Speaker | null {
    const known = this.#meanings.get(label);
    if (known) return known;
    const { speakers } = this.#transcript;
    const meaning = this.#labels.resolve(label);
    if (meaning.kind === 'speaker') {
      this.#meanings.set(label, meaning.speaker);
      return meaning.speaker;
    }
    if (meaning.kind === 'ambiguous') {
      const names = meaning.candidates.map(({ id }) => id);
      this.#report(
        'error',
        place,
        `Ambiguous label "${label}": it fits ${names.map((id) => `"${id}"`).join(' and ')}; expected a label that fits one speaker. Write the full name, or add the label to one speaker's labels.`,
      );
      return null;
    }
    const names = speakers.map(({ name }) => name);
    const guess = didYouMean(
      bareLabel(label),
      speakers.flatMap(({ name, shortName, labels }) => [name, shortName, ...labels]),
    );
    const expected = names.length > 0 ? `expected ${oneOf(names)}` : 'no speakers are listed';
    this.#report(
      'error',
      place,
      `Unknown label "${label}"; ${expected}.${guess} Add the person to speakers, or the label to a speaker's labels.`,
    );
    return null;
  }

  /** What stands between a label and the words as it was typed: an id and a time. */
  #openingOf(first: Text): string {
    return (
      /^(?:\s*(?:\{#[^{}\s]*\}|\[[^[\]]{1,60}\]))*/u.exec(this.#phrasing.sourceOf(first))?.[0] ?? ''
    );
  }

  /** The id that an editor may give a turn by hand: `{#t7}`. */
  #readIdOf(turn: Turn, children: PhrasingContent[], opening: string): PhrasingContent[] {
    const [first, ...rest] = children;
    if (first?.type !== 'text') return children;
    const [whole, id] = /^\s*\{#([^{}\s]*)\}\s*/u.exec(first.value) ?? [];
    // "\{#t7}" is words.
    if (whole === undefined || id === undefined || !opening.includes(`{#${id}}`)) return children;
    const { turns } = this.#transcript;
    const other = turns.find(({ givenId }) => givenId === id);
    if (!isTurnId(id)) {
      this.#report(
        'error',
        placeOf(first),
        `"{#${id}}" is no turn's id; expected "t", digits and, after them, small letters: {#t7}, {#t15a}. Correct the id, or write "\\{#" for words.`,
      );
    } else if (other) {
      this.#report(
        'error',
        placeOf(first),
        `The id "${id}" stands twice, first on line ${String(other.place.line)}; expected each id once. Remove one of them.`,
      );
    } else turn.givenId = id;
    const value = first.value.slice(whole.length);
    return value === '' ? rest : [{ ...first, value }, ...rest];
  }

  #readTimeOf(turn: Turn, children: PhrasingContent[], opening: string): PhrasingContent[] {
    const [first, ...rest] = children;
    if (first?.type !== 'text') return children;
    const time = readTime(first.value);
    // "\[02:14]" is words.
    if (time === null || !opening.includes('[')) return children;
    if (time === 'malformed') {
      this.#report(
        'error',
        placeOf(first),
        `Unreadable time "${first.value.trim().split(']', 1)[0] ?? ''}]"; expected [mm:ss], [h:mm:ss] or [h:mm:ss.mmm]. Correct the time.`,
      );
      return children;
    }
    const before = this.#transcript.turns.findLast(
      (other) => other !== turn && other.start !== null,
    );
    if (before && before.start !== null && time.start < before.start) {
      this.#report(
        'error',
        placeOf(first),
        `Time [${formatTime(time.start)}] runs backwards: turn ${String(before.n)} starts at [${formatTime(before.start)}]; expected a later time. Correct one of the two.`,
      );
    }
    if (time.end !== null && time.end < time.start) {
      this.#report(
        'error',
        placeOf(first),
        `Time [${formatTime(time.start)}–${formatTime(time.end)}] ends before it starts; expected the end after the start. Correct one of the two.`,
      );
    }
    turn.start = time.start;
    turn.end = time.end;
    const value = first.value.slice(time.length);
    return value === '' ? rest : [{ ...first, value }, ...rest];
  }

  #isStandAloneDirection(node: Paragraph): boolean {
    // A label on a line of its own is owed words: what follows it is the turn, even a lone "(LAUGHTER)".
    if (this.#turn?.content.length === 0) return false;
    const [only, ...others] = node.children;
    if (only?.type === 'emphasis' && others.length === 0 && isMarkedDirection(toString(only)))
      return true;
    if (!node.children.every(({ type }) => type === 'text' || type === 'emphasis')) return false;
    return isStandAloneDirection(oneLine(toString(node)), this.#transcript.language);
  }

  #addDirection(node: Paragraph): void {
    const last = this.#turn ?? this.#transcript.turns.at(-1);
    this.#transcript.directions.push({
      after: last?.n ?? null,
      text: oneLine(toString(node).trim()),
      block: last?.content.length ?? 0,
      chapter: this.#chapterCount,
    });
  }

  #continueTurn(node: TurnBlock): void {
    const cure = node.type === 'paragraph' ? this.#cureOfLabel(node) : null;
    const text = excerpt(toString(node));
    if (!this.#turn) {
      const where = this.#headings.length > 0 ? 'after a heading' : 'before the first label';
      this.#report(
        'error',
        placeOf(node),
        `Unlabelled text ${where}: "${text}"; expected a label. ${cure?.text ?? `Open the paragraph with ${A_LABEL}.`}`,
      );
      return;
    }
    if (cure) {
      this.#report(
        cure.certain ? 'error' : 'warning',
        placeOf(node),
        `"${text}" looks like a label but reads as words of turn ${this.#turn.n}; expected a label or other words. ${cure.text}`,
      );
    }
    if (node.type === 'paragraph') this.#reportLabelsWithin(node);
    this.#turn.content.push(this.#phrasing.block(node));
  }

  /** A speaker's label in the middle of a paragraph would give their words to whoever spoke before. */
  #reportLabelsWithin({ children }: Paragraph): void {
    for (const [index, strong] of children.entries()) {
      const before = children[index - 1];
      if (strong.type !== 'strong' || !before) continue;
      const label = /^(.*\S)\s*[:：]\s*$/su.exec(oneLine(toString(strong)))?.[1];
      if (label === undefined || this.#labels.resolve(label).kind !== 'speaker') continue;
      const opensLine =
        before.type === 'break' || (before.type === 'text' && /[\r\n]\s*$/.test(before.value));
      this.#report(
        opensLine ? 'error' : 'warning',
        placeOf(strong),
        `"**${label}:**" stands inside a paragraph, so what follows reads as words of turn ${String(this.#turn?.n)}; expected a label to open a paragraph. Put a blank line before it${opensLine ? '' : ', if somebody else speaks from here'}.`,
      );
    }
  }

  /** What to do about text that opens like a label but that Markdown does not read as one. */
  #cureOfLabel(node: Paragraph): { text: string; certain: boolean } | null {
    const text = this.#phrasing.sourceOf(node).slice(0, 200);
    const unclosed = /^\*\*([^*]+)[:：]\*\*\S/u.exec(text)?.[1];
    if (unclosed !== undefined) {
      return { text: `Put a space after "**${unclosed}:**".`, certain: true };
    }
    const colon = text.search(/[:：]/u);
    const name = text.slice(0, Math.max(colon, 0)).replaceAll('**', '').trim();
    if (name === '' || this.#labels.resolve(name).kind !== 'speaker') return null;
    return node.children[0]?.type === 'strong'
      ? { text: `Put the colon inside the bold: "**${name}:**".`, certain: true }
      : { text: `If it is a label, write "**${name}:**".`, certain: false };
  }

  #readDefinition(node: FootnoteDefinition): void {
    const earlier = this.#definitions.get(node.identifier);
    if (earlier) {
      this.#report(
        'error',
        placeOf(node),
        `Note "[^${node.label ?? node.identifier}]" stands twice, first on line ${String(placeOf(earlier.node).line)}; expected each note once. Give one of them another mark.`,
      );
      return;
    }
    if (toString(node).trim() === '') {
      this.#report(
        'error',
        placeOf(node),
        `Note "[^${node.label ?? node.identifier}]" has no text; expected words after its colon. Add them, or remove the note and its mark.`,
      );
    }
    if (holdsMark(node)) {
      this.#report(
        'error',
        placeOf(node),
        `Note "[^${node.label ?? node.identifier}]" holds the mark of another note; expected words alone. Put both notes beside the words they belong to.`,
      );
    }
    this.#definitions.set(node.identifier, { node, used: false });
  }

  #finishTurn(turn: Turn): void {
    if (turn.content.length === 0) {
      this.#report(
        'error',
        turn.place,
        `Turn ${String(turn.n)} ("${turn.label}") has no words; expected words after the label. Add them or remove the label.`,
      );
      return;
    }
    const { text, segments, marks } = describeContent(turn.content);
    turn.text = text;
    turn.segments = segments;
    turn.notes = marks.flatMap(({ identifier, offset }) => this.#noteAt(identifier, offset));
    this.#collectRelays(turn);
  }

  #noteAt(identifier: string, offset: number): Note[] {
    const definition = this.#definitions.get(identifier);
    if (!definition) return [];
    definition.used = true;
    const content = this.#phrasing.blocks(definition.node.children);
    return [{ text: describeContent(content).text, offset, content }];
  }

  #collectRelays(turn: Turn): void {
    if (this.#phrasing.relays.size === 0) return;
    segmentNodes(turn.content).forEach((node, segment) => {
      const relay = this.#phrasing.relays.get(node);
      if (!relay) return;
      const at = { turn: turn.n, segment, place: relay.place };
      if (relay.to === 'next') relayIn(this.#transcript, at, turn.n + 1, this.#report);
      else this.#references.push({ kind: 'relay', id: relay.to, ...at });
    });
  }
}

/** The bold label that a paragraph opens a turn with, if it does. */
export function labelOf({ children: [first] }: Paragraph): Strong | null {
  if (first?.type !== 'strong') return null;
  const end = boldText(first).trimEnd().at(-1);
  return end === ':' || end === '：' ? first : null;
}

/** The plain words of bold text, which is one text as a rule. */
function boldText(strong: Strong): string {
  const [only, ...others] = strong.children;
  return only?.type === 'text' && others.length === 0 ? only.value : toString(strong);
}

function holdsMark(node: Node): boolean {
  if (node.type === 'footnoteReference') return true;
  return 'children' in node && (node.children as Node[]).some(holdsMark);
}
