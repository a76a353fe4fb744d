import type { Node, RootContent } from 'mdast';
import { blocksOf } from './blocks.ts';
import { labelOf } from './body.ts';
import { cutFrontMatter } from './cut-front-matter.ts';
import { isDelivery, type Transcript, type Turn } from './model.ts';
import { parseTranscript, type ParseContext, type ParsedTranscript } from './parse.ts';
import { hasErrors, reportInto, type Place } from './problem.ts';
import { resolveReferences } from './references.ts';
import { applyEdits, lineStart, type SourceEdit } from './source-edits.ts';

/** What is to be cut out of a transcript. */
export interface TurnCut {
  /** The 1-based positions of the turns that go. */
  positions: ReadonlySet<number>;
  /** The ids of all turns, by position. */
  ids: readonly string[];
  /** The ids of the turns that stay, in order, as they are afterwards. */
  kept: readonly string[];
  /** Ids of turns that went before, of which nothing more is to be said. */
  gone: ReadonlySet<string>;
  /** Ids of speakers whose entries go even though they have no turn here. */
  speakers: ReadonlySet<string>;
  /** Whether `rebroadcastOf` goes. */
  rebroadcastOf: boolean;
}

/** The text without what was cut, or why it can't be cut by a program, and where. */
export type CutText = { text: string } | { place: Place; refusal: string };

/**
 * Cuts turns out of Transcript Markdown, with all that is there for their sake: notes, chapters left empty, corrections
 * of them alone, speakers who say nothing else. What was relayed in a turn that goes stays `relayed`, without saying
 * where. All else stays as typed; the text is read again and held against the original, and refused where anything
 * else in it would change.
 */
export function cutTurns(source: string, context: ParseContext, cut: TurnCut): CutText {
  const before = parseTranscript(source, context);
  const { transcript } = before;
  if (!transcript) return { place: START, refusal: 'It can’t be read' };
  const silent = () => undefined;
  resolveReferences(transcript, before.references, cut.ids, silent, cut.gone);
  const text = cutText(source, before, transcript, cut);
  if (text === null) {
    return {
      place: START,
      refusal: 'The front matter, or a segment that one of these turns relays, can’t be edited',
    };
  }
  const after = parseTranscript(text, context);
  const fault = faultOf(transcript, after, context, cut);
  return fault ?? { text };
}

const START: Place = { line: 1, column: 1 };

/** A block of the body, and the turn it belongs to (0 before the first). */
interface Block {
  node: RootContent;
  turn: number;
  kind: 'label' | 'heading' | 'words' | 'note';
}

function cutText(
  source: string,
  { inferredFor }: ParsedTranscript,
  transcript: Transcript,
  cut: TurnCut,
): string | null {
  const [yaml, ...nodes] = blocksOf(source);
  if (yaml?.type !== 'yaml') return null;
  const yamlStart = source.indexOf('\n') + 1;
  if (source.slice(yamlStart, yamlStart + yaml.value.length) !== yaml.value) return null;

  const blocks = placed(nodes);
  const removed = removedBlocks(blocks, transcript, cut.positions);
  const renamed = renamedIds(cut);
  const gone = goneIds(cut);
  const edits: SourceEdit[] = [];
  const concluded: string[] = [];
  const known = new Set(inferredFor(cut.ids));
  for (const turn of transcript.turns) {
    if (cut.positions.has(turn.n)) continue;
    const own = blocks.filter(
      ({ turn: n, kind }) => n === turn.n && (kind === 'label' || kind === 'words'),
    );
    const next = cut.positions.has(turn.n + 1);
    const relays = own
      .flatMap(({ node }) => directivesIn(node))
      .map((node) => relayEdit(source, node, { cut, gone, renamed, isNextGone: next }));
    edits.push(...relays.flatMap((relay) => relay?.edit ?? []));
    const lost = turn.segments.filter(({ relayedIn }) => cut.positions.has(relayedIn ?? 0));
    // What no directive says was concluded from the words of the next turn.
    if (lost.length <= relays.filter((relay) => relay?.isLost).length) continue;
    const edit = statedRelay(source, turn, own);
    if (!edit) return null;
    edits.push(edit);
    const id = cut.ids[turn.n - 1] ?? '';
    const path = `turns.${id}.relayed`;
    if (known.has(path)) concluded.push(`turns.${renamed.get(id) ?? id}.relayed`);
  }
  const frontMatter = cutFrontMatter(yaml.value, {
    gone,
    renamed,
    speakers: new Set([...cut.speakers, ...silencedSpeakers(transcript, cut.positions)]),
    inferred: concluded,
    rebroadcastOf: cut.rebroadcastOf,
  });
  const yamlEdit = { from: yamlStart, to: yamlStart + yaml.value.length, text: frontMatter };
  const bodyStart = blocks[0] ? startOf(source, blocks[0].node) : source.length;
  const head = applyEdits(source.slice(0, bodyStart), [yamlEdit]);
  return head + keptBody(source, blocks, removed, edits);
}

/** Where the blocks belong, as `BodyReader` reads them. */
function placed(nodes: readonly RootContent[]): Block[] {
  let turn = 0;
  return nodes.map((node): Block => {
    if (node.type === 'heading') return { node, turn, kind: 'heading' };
    if (node.type === 'footnoteDefinition') return { node, turn, kind: 'note' };
    if (node.type !== 'paragraph' || !labelOf(node)) return { node, turn, kind: 'words' };
    turn += 1;
    return { node, turn, kind: 'label' };
  });
}

function removedBlocks(
  blocks: readonly Block[],
  { turns, directions }: Transcript,
  positions: ReadonlySet<number>,
): Set<Block> {
  const removed = new Set<Block>();
  for (const { n, content } of turns) {
    if (!positions.has(n)) continue;
    // A direction after the last words is nobody's speech: it stays where it was.
    const trailing = directions.filter(
      ({ after, block }) => after === n && block >= content.length,
    );
    const own = blocks.filter(
      ({ turn, kind }) => turn === n && kind !== 'heading' && kind !== 'note',
    );
    for (const block of own.slice(0, own.length - trailing.length)) removed.add(block);
  }
  for (const [index, block] of blocks.entries()) {
    if (isEmptied(blocks, index, positions)) removed.add(block);
  }
  const marks = (own: Iterable<Block>) =>
    new Set([...own].flatMap(({ node, kind }) => (kind === 'note' ? [] : marksIn(node))));
  const lost = marks(removed);
  const used = marks(blocks.filter((block) => !removed.has(block)));
  for (const block of blocks) {
    const { node } = block;
    if (node.type !== 'footnoteDefinition') continue;
    if (lost.has(node.identifier) && !used.has(node.identifier)) removed.add(block);
  }
  return removed;
}

/** Whether this is a heading under which all turns go. Of headings in a row, each stands over what follows the last. */
function isEmptied(
  blocks: readonly Block[],
  index: number,
  positions: ReadonlySet<number>,
): boolean {
  const node = blocks[index]?.node;
  if (node?.type !== 'heading') return false;
  let turns = 0;
  for (const block of blocks.slice(index + 1)) {
    if (block.kind === 'label') {
      if (!positions.has(block.turn)) return false;
      turns += 1;
    } else if (block.node.type === 'heading' && turns > 0 && block.node.depth <= node.depth) break;
  }
  return turns > 0;
}

const goneIds = ({ gone, ids, positions }: TurnCut): Set<string> =>
  new Set([...gone, ...ids.filter((_, index) => positions.has(index + 1))]);

function renamedIds({ ids, kept, positions }: TurnCut): Map<string, string> {
  const staying = ids.filter((_, index) => !positions.has(index + 1));
  return new Map(
    staying.flatMap((id, index): [string, string][] => {
      const now = kept[index];
      return now === undefined || now === id ? [] : [[id, now]];
    }),
  );
}

/** The speakers who have turns, and none that stays. */
function silencedSpeakers({ turns }: Transcript, positions: ReadonlySet<number>): string[] {
  const heard = new Set(turns.filter(({ n }) => !positions.has(n)).map(({ speaker }) => speaker));
  return turns.map(({ speaker }) => speaker).filter((speaker) => !heard.has(speaker));
}

interface Directive extends Node {
  attributes?: Record<string, string | null | undefined> | null | undefined;
}

function directivesIn(node: Node): Directive[] {
  if (node.type === 'textDirective') return [node];
  return 'children' in node ? (node.children as Node[]).flatMap(directivesIn) : [];
}

function marksIn(node: Node): string[] {
  if (node.type === 'footnoteReference' && 'identifier' in node) return [String(node.identifier)];
  return 'children' in node ? (node.children as Node[]).flatMap(marksIn) : [];
}

/** What becomes of a directive that names a turn: `isLost` where that turn is cut now. */
function relayEdit(
  source: string,
  { attributes, position }: Directive,
  {
    cut,
    gone,
    renamed,
    isNextGone,
  }: {
    cut: TurnCut;
    gone: ReadonlySet<string>;
    renamed: ReadonlyMap<string, string>;
    isNextGone: boolean;
  },
): { edit: SourceEdit[]; isLost: boolean } | null {
  const given = attributes?.relayed;
  if (given === undefined) return null;
  const isNext = given === null || given === '' || given === 'next';
  const isGone = isNext ? isNextGone : gone.has(given);
  const isLost = isGone && (isNext || !cut.gone.has(given));
  const now = isNext || isGone ? undefined : renamed.get(given);
  if (!isGone && now === undefined) return { edit: [], isLost };
  const start = position?.start.offset ?? 0;
  const typed = source.slice(start, position?.end.offset);
  const from = typed.lastIndexOf('{');
  const isSaid = Object.keys(attributes ?? {}).some(
    (name) => name === 'delivery' || (name !== 'relayed' && isDelivery(name)),
  );
  const said = isSaid ? '' : ' delivery=relayed';
  const text = typed
    .slice(from)
    .replace(RELAYED, now === undefined ? said : ` relayed=${now}`)
    .replace('{ ', '{');
  return { edit: [{ from: start + from, to: start + typed.length, text }], isLost };
}

const RELAYED = /[ \t]*(?<=[\s{])relayed(?:=(?:"[^"]*"|'[^']*'|[^\s}]*))?(?=[\s}])/;

/** Says at a turn's last segment that it is relayed, where until now that followed from the next turn. */
function statedRelay(source: string, { segments }: Turn, own: readonly Block[]): SourceEdit | null {
  const segment = segments.at(-1);
  const block = own.findLast(({ node }) => sourceOf(source, node).includes(segment?.text ?? ''));
  if (!segment || !block) return null;
  const start = block.node.position?.start.offset ?? 0;
  const at = start + sourceOf(source, block.node).lastIndexOf(segment.text);
  const directive = directivesIn(block.node).findLast(
    ({ position }) => (position?.start.offset ?? at) < at && at < (position?.end.offset ?? 0),
  );
  const end = directive?.position?.end.offset;
  if (end !== undefined) return { from: end - 1, to: end, text: ' delivery=relayed}' };
  const to = at + segment.text.length;
  const text = `:lang[${segment.text}]{${segment.language} delivery=relayed}`;
  return { from: at, to, text };
}

/** The body from its first block on, without what is cut. */
function keptBody(
  source: string,
  blocks: readonly Block[],
  removed: ReadonlySet<Block>,
  edits: readonly SourceEdit[],
): string {
  const newLine = source.includes('\r\n') ? '\r\n' : '\n';
  let body = '';
  let isAfterCut = false;
  for (const [index, block] of blocks.entries()) {
    if (removed.has(block)) {
      isAfterCut = true;
      continue;
    }
    const next = blocks[index + 1];
    const from = startOf(source, block.node);
    const to = next ? startOf(source, next.node) : source.length;
    const own = edits.filter((edit) => edit.from >= from && edit.to <= to);
    const moved = own.map((edit) => ({ ...edit, from: edit.from - from, to: edit.to - from }));
    if (isAfterCut && body !== '' && !/\n\r?\n$/.test(body)) body += newLine;
    body += applyEdits(source.slice(from, to), moved);
    isAfterCut = false;
  }
  return isAfterCut ? body.trimEnd() + newLine : body;
}

const startOf = (source: string, { position }: Node): number =>
  lineStart(source, position?.start.offset ?? 0);

const sourceOf = (source: string, { position }: Node): string =>
  source.slice(position?.start.offset, position?.end.offset);

/** Where the cut text says anything else than the original without its cut turns. */
function faultOf(
  before: Transcript,
  { transcript: after, problems, references }: ParsedTranscript,
  { file }: ParseContext,
  cut: TurnCut,
): CutText | null {
  const [error] = problems.filter(({ severity }) => severity === 'error');
  if (error) return { place: error, refusal: error.message };
  if (!after) return { place: START, refusal: 'It can’t be read afterwards' };
  const found: Parameters<typeof reportInto>[0] = [];
  resolveReferences(after, references, cut.kept, reportInto(found, file), cut.gone);
  if (hasErrors(found)) return { place: found[0] ?? START, refusal: found[0]?.message ?? '' };

  const staying = before.turns.filter(({ n }) => !cut.positions.has(n));
  const positions = new Map(staying.map(({ n }, index) => [n, index + 1]));
  for (const [index, turn] of staying.entries()) {
    const now = after.turns[index];
    if (now && JSON.stringify(comparable(now)) === JSON.stringify(comparable(turn, positions))) {
      continue;
    }
    return { place: turn.place, refusal: `Turn ${String(turn.n)} would not be the same` };
  }
  const isSame = JSON.stringify(expected(before, cut)) === JSON.stringify(facts(after));
  if (isSame && after.turns.length === staying.length) return null;
  return { place: START, refusal: 'The front matter, or a direction, would not be the same' };
}

/** What a turn is made of, whatever its number. */
function comparable(turn: Turn, positions?: ReadonlyMap<number, number>) {
  const { label, speaker, givenId, start, end, text, segments, notes } = turn;
  return {
    ...{ label, speaker, givenId, start, end, text },
    notes: notes.map((note) => [note.text, note.offset]),
    segments: segments.map(({ relayedIn, ...segment }) => ({
      ...segment,
      relayedIn: positions ? (positions.get(relayedIn ?? 0) ?? null) : relayedIn,
    })),
  };
}

/** What a transcript has to say besides its turns after a cut. */
function expected(before: Transcript, cut: TurnCut) {
  const { positions } = cut;
  const gone = goneIds(cut);
  const renamed = renamedIds(cut);
  const dropped = new Set([...cut.speakers, ...silencedSpeakers(before, positions)]);
  const lengths = new Map(before.turns.map(({ n, content }) => [n, content.length]));
  return facts({
    ...before,
    rebroadcastOf: cut.rebroadcastOf ? null : before.rebroadcastOf,
    speakers: before.speakers.filter(({ id }) => !dropped.has(id)),
    corrections: before.corrections
      .filter(({ turns }) => turns.length === 0 || turns.some((id) => !gone.has(id)))
      .map((correction) => ({
        ...correction,
        turns: correction.turns.filter((id) => !gone.has(id)).map((id) => renamed.get(id) ?? id),
      })),
    directions: before.directions.filter(
      ({ after, block }) => !positions.has(after ?? 0) || block >= (lengths.get(after ?? 0) ?? 0),
    ),
  });
}

/** By key: which keys stand first in front matter counts for nothing. */
function facts(transcript: Transcript): [string, unknown][] {
  const { directions, ...rest } = transcript;
  const compared = {
    ...rest,
    inferred: [],
    turns: [],
    chapters: [],
    directions: directions.map(({ text }) => text),
  };
  return Object.entries(compared).sort(([a], [b]) => (a < b ? -1 : 1));
}
