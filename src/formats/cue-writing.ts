import { describeContent } from '../transcript/content.ts';
import type { Speaker, Transcript, Turn, TurnBlock } from '../transcript/model.ts';
import { readingOrder } from '../transcript/reading-order.ts';
import { isVoiceless } from './cues.ts';

/** A cue to be written. Times are whole milliseconds. */
export interface WrittenCue {
  start: number;
  end: number;
  /** A name that no other speaker of the transcript has; `null` for a direction, which is nobody's. */
  speaker: string | null;
  parts: CuePart[];
  /** The position of the turn that opens with it. */
  opens: number | null;
}

/** Words of a cue in one language; `null` where it is the transcript's own. */
export interface CuePart {
  text: string;
  language: string | null;
}

/**
 * A transcript as cues that are read at a glance, in its order, directions among them; a turn's time is shared out by
 * the length of its words. `null` where it is not timed.
 */
export function timedCues(transcript: Transcript): WrittenCue[] | null {
  const { turns } = transcript;
  if (!isTimed(transcript)) return null;
  const nameOf = distinctNames(transcript.speakers);
  const cues: WrittenCue[] = [];
  /** The position of the last turn. */
  let told = 0;
  for (const { turn, pieces } of stretchesOf(transcript)) {
    told = turn?.n ?? told;
    const next = turns[told];
    const { start, end } = timesOf(turn, next, cues.at(-1)?.end ?? 0, pieces);
    // No cue may start after one that follows it, even where the next turn comes before this one ends.
    const latest = Math.max(start, Math.min(end, startOf(next) ?? end));
    const total = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
    let spent = 0;
    let from = start;
    for (const piece of pieces) {
      spent += lengthOf(piece);
      const share = Math.round(start + ((latest - start) * spent) / total);
      const to = Math.max(from + 1, piece === pieces.at(-1) ? end : share);
      cues.push({
        start: from,
        end: to,
        speaker: turn && !piece.isDirection ? nameOf(turn.speaker) : null,
        parts: piece.parts,
        opens: turn && piece === pieces[0] ? turn.n : null,
      });
      from = Math.min(to, latest);
    }
  }
  return cues;
}

/** Whether it has turns, and each of them a start. */
export const isTimed = ({ turns }: Transcript): boolean =>
  turns.length > 0 && turns.every(({ start }) => start !== null);

interface Piece {
  parts: CuePart[];
  isDirection: boolean;
}

/** A turn's cues, or the directions before the next turn. */
interface Stretch {
  turn: Turn | null;
  pieces: Piece[];
}

function stretchesOf(transcript: Transcript): Stretch[] {
  const stretches: Stretch[] = [];
  let open: Stretch | null = null;
  for (const step of readingOrder(transcript)) {
    if (step.kind === 'block') {
      const { turn, block } = step;
      if (block === 0) stretches.push((open = { turn, pieces: [] }));
      const content = turn.content[block];
      if (content) open?.pieces.push(...piecesOf(content));
      if (block >= turn.content.length - 1) open = null;
    } else if (step.kind === 'direction' && isVoiceless(step.direction.text)) {
      const parts = [{ text: singleSpaced(step.direction.text), language: null }];
      if (!open) stretches.push((open = { turn: null, pieces: [] }));
      open.pieces.push({ parts, isDirection: true });
    }
  }
  return stretches.filter(({ pieces }) => pieces.length > 0);
}

/** Cuts a block where a sentence ends, or where no more fits. */
function piecesOf(block: TurnBlock): Piece[] {
  const { text, segments } = describeContent([block]);
  const parts: CuePart[] = [];
  let told = 0;
  for (const segment of segments) {
    // A placeholder, as all that stands in parentheses, is in the transcript's own language.
    if (segment.text.startsWith('(') && segment.text.endsWith(')')) continue;
    parts.push({ text: text.slice(told, segment.offset), language: null });
    parts.push({ text: segment.text, language: segment.language });
    told = segment.offset + segment.text.length;
  }
  parts.push({ text: text.slice(told), language: null });

  const pieces: Piece[] = [];
  let piece: CuePart[] = [];
  let length = 0;
  for (const part of parts) {
    for (const word of singleSpaced(part.text).match(/ ?[^ ]+| $/gu) ?? []) {
      const breaks = word.startsWith(' ');
      if (
        breaks &&
        (length + word.length > MOST || (length > ENOUGH && ENDS_SENTENCE.test(textOf(piece))))
      ) {
        pieces.push({ parts: piece, isDirection: false });
        piece = [];
        length = 0;
      }
      const said = length === 0 ? word.trimStart() : word;
      const last = piece.at(-1);
      if (last?.language === part.language) last.text += said;
      else if (said !== '') piece.push({ text: said, language: part.language });
      length += said.length;
    }
  }
  if (length > 0) pieces.push({ parts: piece, isDirection: false });
  return pieces;
}

function timesOf(
  turn: Turn | null,
  next: Turn | undefined,
  before: number,
  pieces: readonly Piece[],
): { start: number; end: number } {
  const nextStart = startOf(next);
  if (!turn) {
    const start = Math.min(before, nextStart ?? before);
    return { start, end: Math.max(start, nextStart ?? start + SECOND) };
  }
  const start = milliseconds(turn.start ?? 0);
  if (turn.end !== null) return { start, end: milliseconds(turn.end) };
  const length = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  const slow = start + length * LONGEST_CHARACTER;
  return { start, end: Math.min(nextStart ?? slow, slow) };
}

const startOf = (turn: Turn | undefined): number | null =>
  typeof turn?.start === 'number' ? milliseconds(turn.start) : null;

/** Names by the ids of their speakers, each of one speaker alone. */
export function distinctNames(
  speakers: readonly Pick<Speaker, 'id' | 'name'>[],
): (id: string) => string {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, name } of speakers) {
    let distinct = name;
    for (let count = 2; taken.has(distinct); count += 1) distinct = `${name} #${String(count)}`;
    taken.add(distinct);
    names.set(id, distinct);
  }
  return (id) => names.get(id) ?? id;
}

const textOf = (parts: readonly CuePart[]): string => parts.map(({ text }) => text).join('');
const lengthOf = ({ parts }: Piece): number => textOf(parts).length;
const singleSpaced = (text: string): string => text.replace(/[ \t\r\n\f\v]+/gu, ' ');
const milliseconds = (seconds: number): number => Math.round(seconds * 1000);

/** Two lines of 42 characters, as is usual. */
const MOST = 84;
/** A cue of so many characters ends with its sentence. */
const ENOUGH = 30;
const ENDS_SENTENCE = /[.?!…。！？]["'”’»)]*$/u;
const SECOND = 1000;
/** Milliseconds: who speaks slowly says one word in a second. */
const LONGEST_CHARACTER = 150;
