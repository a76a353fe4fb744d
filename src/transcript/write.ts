import type { PhrasingContent } from 'mdast';
import { Document, isCollection, visit } from 'yaml';
import { inlineContent, plainText } from './content.ts';
import { isStandAloneDirection } from './direction.ts';
import { LabelIndex } from './label.ts';
import type { LanguageSegmentNode, Note, Speaker, Transcript, Turn, TurnBlock } from './model.ts';
import { positionalIds } from './references.ts';
import { readingOrder } from './reading-order.ts';
import { oneLine } from './source-text.ts';
import { formatTime } from './time.ts';

/**
 * Writes a transcript as Transcript Markdown: what `parseTranscript` reads back as the same value, given the same
 * people. A named speaker's name, short name and privacy stand in their own file and are not written.
 *
 * @param ids the ids that the turns have; by position where none were ever given.
 */
export function writeTranscript(
  transcript: Transcript,
  ids: readonly string[] = positionalIds(transcript.turns),
): string {
  const text = ['---\n', frontMatter(transcript, ids), '---\n'];
  for (const block of bodyBlocks(transcript, ids)) text.push('\n', block, '\n');
  for (const definition of noteDefinitions(transcript)) text.push('\n', definition, '\n');
  return text.join('');
}

function frontMatter(transcript: Transcript, ids: readonly string[]): string {
  const { record, status, corrections, speakers } = transcript;
  const inferred = transcript.inferred.map((path) =>
    path.replace(/^turns\.t(\d+)\./, (whole, n: string) => {
      const id = ids[Number(n) - 1];
      return id === undefined ? whole : `turns.${id}.`;
    }),
  );
  const document = new Document(
    withoutNulls({
      title: transcript.title,
      description: transcript.description,
      about: transcript.about,
      date: transcript.date,
      recorded: transcript.recorded,
      published: transcript.published,
      updated: transcript.updated,
      rebroadcastOf: transcript.rebroadcastOf,
      aliases: transcript.aliases.length > 0 ? transcript.aliases : null,
      program: transcript.program,
      language: transcript.language,
      record: record === 'verbatim' ? null : record,
      translatedBy: transcript.translatedBy,
      provenance: transcript.provenance,
      status: status === 'published' ? null : status,
      inferred: inferred.length > 0 ? inferred : null,
      speakers: speakers.map(speakerEntry),
      source: transcript.source,
      rights: transcript.rights,
      corrections: corrections.length > 0 ? corrections.map(correctionEntry) : null,
    }),
  );
  visit(document, {
    Pair(_, { key, value }) {
      if (!isCollection(value)) return;
      const name = String(key);
      if (name === 'speakers') {
        for (const item of value.items) if (isCollection(item)) item.flow = true;
      }
      if (ON_ONE_LINE.has(name)) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

const ON_ONE_LINE = new Set(['aliases', 'inferred', 'provenance', 'turns']);

function speakerEntry({ id, name, role, affiliation, labels, unnamed }: Speaker) {
  return {
    id,
    name: unnamed ? name : null,
    role,
    affiliation,
    labels: labels.length > 0 ? labels : null,
  };
}

function correctionEntry({ turns, ...rest }: Transcript['corrections'][number]) {
  const { date, kind, said, correct, note } = rest;
  return { date, kind, turns: turns.length > 0 ? turns : null, said, correct, note };
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, withoutNulls(item)]),
  );
}

function* bodyBlocks(transcript: Transcript, ids: readonly string[]): Generator<string> {
  const nameOf = namesOf(transcript.speakers);
  let blocks: string[] = [];
  for (const step of readingOrder(transcript)) {
    switch (step.kind) {
      case 'chapter':
        yield `## ${escapeHeading(step.chapter.title)}`;
        break;
      case 'direction':
        yield directionText(step.direction.text, transcript.language);
        break;
      case 'block':
        if (step.block === 0) blocks = turnBlocks(step.turn, transcript, { nameOf, ids });
        yield blocks[step.block] ?? '';
        break;
    }
  }
}

/** A parenthesis that is no direction by its words is marked as one by emphasis. */
function directionText(text: string, language: string): string {
  const escaped = escapeText(text, {});
  return isStandAloneDirection(text, language) ? escaped : `*${escaped}*`;
}

/** The blocks of a turn; the label stands at the head of the first. */
function turnBlocks(
  turn: Turn,
  transcript: Transcript,
  { nameOf, ids }: { nameOf: (speaker: string) => string; ids: readonly string[] },
): string[] {
  // In brackets where none was printed.
  const printed = turn.label === '' ? `[${nameOf(turn.speaker)}]` : turn.label;
  const id = turn.givenId === null ? '' : ` {#${turn.givenId}}`;
  const label = `**${escapeText(printed, {})}:**${id}`;
  const time = turn.start === null ? '' : ` [${timeRange(turn.start, turn.end)}]`;
  const segments = turn.segments[Symbol.iterator]();
  const write: Context = {
    relay: () => {
      const { value } = segments.next();
      return value?.relayedIn ?? null;
    },
    turn: turn.n,
    ids,
    language: transcript.language,
  };
  const [first, ...rest] = turn.content;
  const opening =
    first?.type === 'paragraph'
      ? ` ${escapeOpening(inline(first.children, write), turn)}`
      : first && `\n\n${blockText(first, write)}`;
  return [label + time + (opening ?? ''), ...rest.map((block) => blockText(block, write))];
}

/** Words that open like an id or a time must not be taken for one. */
function escapeOpening(words: string, { givenId, start }: Turn): string {
  if (start !== null) return words;
  return words.replace(givenId === null ? /^(?:\[(?=\d)|\{(?=#t\d))/ : /^\[(?=\d)/, '\\$&');
}

const timeRange = (start: number, end: number | null): string =>
  end === null ? formatTime(start) : `${formatTime(start)}–${formatTime(end)}`;

/** Finds names that mean speakers and nobody else, by the speakers' ids. */
function namesOf(speakers: readonly Speaker[]): (id: string) => string {
  let index: LabelIndex | null = null;
  return (id) => {
    const speaker = speakers.find((candidate) => candidate.id === id);
    const names = speaker ? [speaker.name, ...speaker.labels] : [];
    const isMeant = (name: string) => {
      index ??= new LabelIndex(speakers);
      const meaning = index.resolve(name);
      return meaning.kind === 'speaker' && meaning.speaker.id === id;
    };
    return names.find(isMeant) ?? id;
  };
}

interface Context {
  /** In which turn the segment that is written next is relayed. */
  relay: () => number | null;
  /** The position of the turn that is written. */
  turn: number;
  ids: readonly string[];
  language: string;
}

function blockText(block: TurnBlock, context: Context): string {
  if (block.type === 'paragraph') return escapeLineStart(inline(block.children, context));
  return block.children
    .filter((child) => child.type === 'paragraph' || child.type === 'blockquote')
    .map((child) => blockText(child, context))
    .join('\n\n')
    .split('\n')
    .map((line) => `> ${line}`.replace(/ +$/, ''))
    .join('\n');
}

function inline(nodes: readonly PhrasingContent[], context: Context, within: Within = {}): string {
  const [only] = nodes;
  if (only && nodes.length === 1) return phrase(only, context, within);
  return nodes
    .map((node, index) => phrase(node, context, { ...within, next: nodes[index + 1]?.type }))
    .join('');
}

function phrase(node: PhrasingContent, context: Context, around: Surroundings): string {
  const { bracketed = false } = around;
  switch (node.type) {
    case 'text':
      return escapeText(node.value, around);
    case 'emphasis':
      return `*${inline(node.children, context, { bracketed, starred: true })}*`;
    case 'strong':
      return `**${inline(node.children, context, { bracketed, starred: true })}**`;
    case 'link':
      return `[${inline(node.children, context, { bracketed: true })}](${linkTarget(node.url, node.title)})`;
    case 'break':
      return '\\\n';
    case 'footnoteReference':
      return `[^${node.identifier}]`;
    case 'direction':
      return inline(node.children, context, { bracketed });
    case 'languageSegment':
      return languageSegment(node, context);
    default:
      throw new Error(
        `A turn's words hold a "${node.type}" node, which has no Transcript Markdown.`,
      );
  }
}

/** A placeholder reads as it stands; what says more than that is written as a directive. */
function languageSegment(node: LanguageSegmentNode, context: Context): string {
  const relayedIn = context.relay();
  const words = inline(node.children, context, { bracketed: true });
  if (relayedIn === null && isPlainPlaceholder(node, context.language)) {
    return inline(node.children, context);
  }
  const attributes = [node.language];
  if (relayedIn === null && node.delivery === 'relayed') attributes.push('delivery=relayed');
  else if (node.delivery !== 'relayed') attributes.push(node.delivery);
  if (relayedIn !== null) {
    attributes.push(
      `relayed=${relayedIn === context.turn + 1 ? 'next' : (context.ids[relayedIn - 1] ?? `t${String(relayedIn)}`)}`,
    );
  }
  return `:lang[${words}]{${attributes.join(' ')}}`;
}

function isPlainPlaceholder(node: LanguageSegmentNode, transcriptLanguage: string): boolean {
  const [read, ...more] = inlineContent(plainText(node.children), transcriptLanguage);
  return (
    more.length === 0 &&
    read?.type === 'languageSegment' &&
    read.language === node.language &&
    read.delivery === node.delivery
  );
}

function linkTarget(url: string, title: string | null | undefined): string {
  const address = `<${url.replace(/[\\<>]/g, '\\$&').replace(/&/g, '\\&')}>`;
  const target = /^[\w/:.?=#%+,;@~-]+$/.test(url) ? url : address;
  return title ? `${target} "${title.replace(/[\\"&]/g, '\\$&')}"` : target;
}

function* noteDefinitions({ turns }: Transcript): Generator<string> {
  const written = new Set<string>();
  for (const turn of turns) {
    if (turn.notes.length === 0) continue;
    for (const [index, identifier] of noteMarks(turn.content).entries()) {
      const note = turn.notes[index];
      if (!note || written.has(identifier)) continue;
      written.add(identifier);
      yield `[^${identifier}]: ${noteText(note)}`;
    }
  }
}

const noteText = ({ content }: Note): string =>
  content
    .map((block) => blockText(block, { relay: () => null, turn: 0, ids: [], language: 'und' }))
    .join('\n\n')
    .replace(/\n(?=[^\n])/g, '\n    ');

function noteMarks(nodes: readonly (TurnBlock | PhrasingContent)[]): string[] {
  return nodes.flatMap((node): string[] => {
    if (node.type === 'footnoteReference') return [node.identifier];
    return 'children' in node ? noteMarks(node.children as (TurnBlock | PhrasingContent)[]) : [];
  });
}

/** The markup that a text stands in. */
interface Within {
  /** Inside the brackets of a link or a directive. */
  bracketed?: boolean;
  /** Inside the asterisks of emphasis, which an e-mail address may hold. */
  starred?: boolean;
}

/** What stands around a text among the markup. */
interface Surroundings extends Within {
  /** The type of the node that follows. */
  next?: string | undefined;
}

/** A backslash before each character that would otherwise be read as markup, and before no other. */
function escapeText(text: string, around: Surroundings): string {
  return oneLine(text).replace(SUSPECT, (char, at: number, whole: string) => {
    const before = whole.charAt(at - 1);
    const rest = whole.slice(at + 1, at + LONGEST_MARKUP);
    return isMarkup(char, { ...around, before, rest }) ? `\\${char}` : char;
  });
}

/** Characters that may have to be escaped; what follows rules out most colons. */
const SUSPECT = /[\\*_[\]]|:(?=lang\[|$)|&(?=[#a-zA-Z])|<(?=[^\s<>@]|$)|!(?=\[|$)/g;
const LONGEST_MARKUP = 400;

function isMarkup(
  char: string,
  {
    before,
    rest,
    bracketed = false,
    starred = false,
    next,
  }: Surroundings & { before: string; rest: string },
): boolean {
  const after = rest.charAt(0);
  const last = rest === '';
  switch (char) {
    case '\\':
      return last || /^[!-/:-@[-`{-~]/.test(after);
    case '*':
      return !(/\s/.test(before) && /\s/.test(after));
    case '_':
      return !(/\s/.test(before) && /\s/.test(after)) && !(WORD.test(before) && WORD.test(after));
    case '[':
      return bracketed || after === '^';
    case ']':
      return bracketed || after === '(' || (last && next !== undefined);
    case ':':
      return rest.startsWith('lang[') || (last && next === 'languageSegment');
    case '&':
      return /^(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});/.test(rest);
    case '<':
      return (
        /^(?:[a-zA-Z][\w+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>/.test(rest) ||
        // An address that goes on behind the text.
        ((next !== undefined || starred) && /^[a-zA-Z][\w+.-]{1,31}:[^\s<>]*$/.test(rest)) ||
        ((next === 'emphasis' || next === 'strong' || starred) && /^[^\s<>@]*$/.test(rest))
      );
    default:
      return after === '[' || (last && next === 'link');
  }
}

const WORD = /[\p{L}\p{M}\p{N}]/u;

/** At the start of a line hashes would open a heading and ">" a quotation. */
const escapeLineStart = (text: string): string => text.replace(/^(?=#{1,6}(?:\s|$)|>)/gm, '\\');

const escapeHeading = (title: string): string =>
  escapeText(title, {}).replace(/#+$/, (hashes) => hashes.replaceAll('#', '\\#'));
