import type { Link, PhrasingContent } from 'mdast';
import { plainText, segmentNodes } from '../transcript/content.ts';
import type {
  LanguageSegmentNode,
  Note,
  Transcript,
  Turn,
  TurnBlock,
} from '../transcript/model.ts';
import { readingOrder } from '../transcript/reading-order.ts';
import type { Markup } from './xml.ts';

type Children = readonly (Markup | string)[];

/** How a vocabulary names what a transcript is made of. */
export interface SpeechNames {
  /** @param number counts from 1. */
  section(number: number, title: string | null, children: readonly Markup[]): Markup;
  /** @param isWithin whether it stands between the paragraphs of a turn. */
  direction(text: string, isWithin: boolean): Markup;
  speech(turn: Turn, children: readonly Markup[]): Markup[];
  paragraph(children: Children, style: ParagraphStyle): Markup;
  /** A block quote; its children are paragraphs and further quotes. */
  quotation(children: readonly Markup[]): Markup;
  inline: InlineNames;
}

export interface ParagraphStyle {
  /** `preserve` where white space is not what a reader of the XML would make of it. */
  space: 'preserve' | null;
  /** Whether it stands in a note, and not in a turn. */
  isInNote: boolean;
}

export interface InlineNames {
  emphasis(children: Children): Markup;
  strong(children: Children): Markup;
  link(node: Link, children: Children): Markup;
  break: Markup;
  segment(node: LanguageSegmentNode, relayedIn: number | null, children: Children): Markup;
  note(blocks: readonly Markup[]): Markup;
}

/**
 * The chapters, turns and directions of a transcript as sections of a document. What comes before the first chapter has a
 * section without a title; a chapter that opens with the same turn as the one before it stands within that one.
 */
export function speechMarkup(transcript: Transcript, names: SpeechNames): Markup[] {
  const sections: Section[] = [];
  let section: Section | null = null;
  let speech: OpenSpeech | null = null;
  const closeSpeech = () => {
    if (speech) section?.children.push(...names.speech(speech.turn, speech.children));
    speech = null;
  };
  for (const step of readingOrder(transcript)) {
    if (step.kind === 'chapter') {
      closeSpeech();
      section = { title: step.chapter.title, children: [], hasTurns: false };
      sections.push(section);
      continue;
    }
    if (!section) sections.push((section = { title: null, children: [], hasTurns: true }));
    if (step.kind === 'direction') {
      const { after, block, text } = step.direction;
      const open: OpenSpeech | null = speech;
      if (open !== null && open.turn.n === after && block < open.turn.content.length) {
        open.children.push(names.direction(text, true));
      } else {
        closeSpeech();
        section.children.push(names.direction(text, false));
      }
      continue;
    }
    if (step.block === 0) {
      closeSpeech();
      section.hasTurns = true;
      speech = openSpeech(step.turn);
    }
    const block = step.turn.content[step.block];
    if (speech && block) speech.children.push(...blockMarkup(block, speech, names));
  }
  closeSpeech();
  return nested(sections, names);
}

interface Section {
  title: string | null;
  children: Markup[];
  hasTurns: boolean;
}

/** What the marks and segments among the words of a turn, or of a note, mean. */
interface Told {
  /** Those whose marks have not come yet. */
  notes: Iterator<Note>;
  relays: ReadonlyMap<LanguageSegmentNode, number | null>;
  isNote: boolean;
}

interface OpenSpeech extends Told {
  turn: Turn;
  children: Markup[];
}

/** A note has no marks of notes, and no turn relays what is said in it. */
const IN_NOTE: Told = { notes: [].values(), relays: new Map(), isNote: true };

const openSpeech = (turn: Turn): OpenSpeech => ({
  turn,
  children: [],
  notes: turn.notes.values(),
  relays: new Map(
    segmentNodes(turn.content).map((node, index) => [
      node,
      turn.segments[index]?.relayedIn ?? null,
    ]),
  ),
  isNote: false,
});

function nested(sections: readonly Section[], names: SpeechNames): Markup[] {
  const top: Markup[] = [];
  let inner: Markup | null = null;
  for (const [index, { title, children, hasTurns }] of [...sections.entries()].reverse()) {
    const within: Markup[] = !hasTurns && inner ? [...children, inner] : children;
    if (!hasTurns && inner) top.shift();
    inner = names.section(index + 1, title, within);
    top.unshift(inner);
  }
  return top;
}

function blockMarkup(block: TurnBlock, told: Told, names: SpeechNames): Markup[] {
  if (block.type === 'paragraph') {
    const style = { space: spaceOf(block.children), isInNote: told.isNote };
    return [names.paragraph(inlineMarkup(block.children, told, names), style)];
  }
  const children = block.children.flatMap((child) =>
    child.type === 'paragraph' || child.type === 'blockquote'
      ? blockMarkup(child, told, names)
      : [],
  );
  return children.length === 0 ? [] : [names.quotation(children)];
}

function inlineMarkup(
  nodes: readonly PhrasingContent[],
  told: Told,
  names: SpeechNames,
): (Markup | string)[] {
  const { inline } = names;
  const within = (children: readonly PhrasingContent[]) => inlineMarkup(children, told, names);
  return nodes.flatMap((node): (Markup | string)[] => {
    switch (node.type) {
      case 'text':
        return [node.value];
      case 'break':
        return [inline.break];
      case 'footnoteReference': {
        const note = told.notes.next();
        if (note.done) return [];
        return [
          inline.note(note.value.content.flatMap((block) => blockMarkup(block, IN_NOTE, names))),
        ];
      }
      case 'emphasis':
      case 'strong':
        return [inline[node.type](within(node.children))];
      case 'link':
        return [inline.link(node, within(node.children))];
      case 'languageSegment':
        return [inline.segment(node, told.relays.get(node) ?? null, within(node.children))];
      case 'direction':
        return within(node.children);
      default:
        throw new Error(`A turn's words hold a "${node.type}" node, which has no XML here.`);
    }
  });
}

function spaceOf(nodes: readonly PhrasingContent[]): 'preserve' | null {
  const text = plainText(nodes);
  return /[ \t]{2}|\t|^ | $| \n|\n /.test(text) ? 'preserve' : null;
}
