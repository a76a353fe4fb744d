import { speakerPath } from '../archive/addresses.ts';
import type { ArchivedTranscript, Gone, IdentifiedTurn } from '../archive/model.ts';
import { wordCounts } from '../archive/word-counts.ts';
import type { Chapter, Correction, Direction, Note, Speaker } from '../transcript/model.ts';

/** What a transcript's pages know besides the transcript: who is who in it, and what stands where. */
export interface Reading {
  transcript: ArchivedTranscript;
  /** In the order in which they first speak. */
  cast: CastMember[];
  castById: ReadonlyMap<string, CastMember>;
  /** In reading order: what one sees going down the page. */
  parts: Part[];
  notes: NumberedNote[];
  /** By the ids of their turns. */
  notesByTurn: ReadonlyMap<string, NumberedNote[]>;
  turnsById: ReadonlyMap<string, IdentifiedTurn>;
  /** The corrections that name a turn, by its id. */
  correctionsByTurn: ReadonlyMap<string, Correction[]>;
  /** The directions that stand between the paragraphs of a turn, by its position. */
  directionsWithin: ReadonlyMap<number, Direction[]>;
  /** Turns that are no more, by their ids. */
  goneById: ReadonlyMap<string, Gone>;
  /** The turns that were joined with another one, by that one's id. */
  joined: ReadonlyMap<string, Gone[]>;
  /** The turn that one which was joined is part of now, by the joined one's id. */
  joinedInto: ReadonlyMap<string, IdentifiedTurn>;
}

/** A speaker as the page shows them. */
export interface CastMember {
  speaker: Speaker;
  /** A colour class, `s1` to `s8`, by order of appearance. */
  colour: string;
  /** What they are called at second mention; in full where another speaker's short name is the same. */
  shortName: string;
  /** `DC`, for the map and wherever colour alone must not tell; numbered where two have the same. */
  initials: string;
  /** How many turns are theirs. */
  turns: number;
  /** The id of their first turn. */
  firstTurn: string;
  /** Their page's path, or `null` for an unnamed voice and a private person. */
  path: string | null;
}

export type Part =
  | { kind: 'turn'; turn: IdentifiedTurn }
  | { kind: 'direction'; direction: Direction }
  | { kind: 'chapter'; chapter: Chapter }
  /** A turn that was removed, in its place. */
  | { kind: 'gone'; gone: Gone };

/** A note with its number on the page. The number is for the eye; the ids hold when another turn gets a note. */
export interface NumberedNote {
  note: Note;
  turn: string;
  number: number;
  /** `note-t7-1` */
  id: string;
  /** `mark-t7-1` */
  markId: string;
}

/** Everything the pages of one transcript share, worked out once however many pages ask. */
export function readingOf(transcript: ArchivedTranscript): Reading {
  const { turns } = transcript;
  const known = readings.get(turns);
  if (known?.transcript === transcript) return known;
  const reading = workOut(transcript);
  readings.set(turns, reading);
  return reading;
}

/** By their turns, since a transcript of a large archive stays when its turns have gone. */
const readings = new WeakMap<ArchivedTranscript['turns'], Reading>();

function workOut(transcript: ArchivedTranscript): Reading {
  const cast = castOf(transcript);
  const joined = joinedTurns(transcript);
  const notes = notesOf(transcript);
  const turnsById = new Map(transcript.turns.map((turn) => [turn.id, turn]));
  return {
    transcript,
    cast,
    castById: new Map(cast.map((member) => [member.speaker.id, member])),
    parts: partsOf(transcript, new Set([...joined.values()].flat())),
    notes,
    notesByTurn: Map.groupBy(notes, ({ turn }) => turn),
    turnsById,
    correctionsByTurn: correctionsByTurn(transcript),
    directionsWithin: directionsWithin(transcript),
    goneById: new Map(transcript.gone.map((gone) => [gone.id, gone])),
    joined,
    joinedInto: new Map(
      [...joined].flatMap(([into, turns]) => {
        const turn = turnsById.get(into);
        return turn ? turns.map(({ id }): [string, IdentifiedTurn] => [id, turn]) : [];
      }),
    ),
  };
}

/** Turns that were joined, by the turn in which their words stand now. */
function joinedTurns({ turns, gone }: ArchivedTranscript): Map<string, Gone[]> {
  const current = new Set(turns.map(({ id }) => id));
  const nextOf = new Map(gone.map(({ id, into }) => [id, into]));
  const joined = new Map<string, Gone[]>();
  for (const turn of gone) {
    let { into } = turn;
    // One that was joined with a turn that was joined itself, at most as often as there are turns.
    for (let step = 0; into !== null && !current.has(into) && step < gone.length; step += 1) {
      into = nextOf.get(into) ?? null;
    }
    if (into !== null && current.has(into)) joined.set(into, [...(joined.get(into) ?? []), turn]);
  }
  return joined;
}

function directionsWithin({ directions, turns }: ArchivedTranscript): Map<number, Direction[]> {
  const within = directions.filter(
    ({ after, block }) => block < (turns[(after ?? 0) - 1]?.content.length ?? 0),
  );
  return Map.groupBy(within, ({ after }) => after ?? 0);
}

function correctionsByTurn({ corrections }: ArchivedTranscript): Map<string, Correction[]> {
  const byTurn = new Map<string, Correction[]>();
  for (const correction of corrections) {
    for (const turn of new Set(correction.turns)) {
      const others = byTurn.get(turn);
      if (others) others.push(correction);
      else byTurn.set(turn, [correction]);
    }
  }
  return byTurn;
}

/** Whether an editor or the program concluded something rather than read it, by its path: `turns.t1.speaker`. */
export const isInferred = (transcript: ArchivedTranscript, path: string): boolean =>
  transcript.inferred.includes(path);

/** The inferred paths that no mark on the transcript's page stands for. */
export function inferredElsewhere(transcript: ArchivedTranscript): string[] {
  return transcript.inferred.filter(
    (path) =>
      !['date', 'program'].includes(path) && !/^turns\.[^.]+\.(?:speaker|relayed)$/.test(path),
  );
}

/** How long a text takes to read at 230 words a minute, at least one minute. */
export function minutesToRead(transcript: ArchivedTranscript): number {
  const words = wordCounts(transcript).reduce((sum, count) => sum + count, 0);
  return Math.max(1, Math.round(words / 230));
}

function castOf(transcript: ArchivedTranscript): CastMember[] {
  const members = new Map<string, CastMember>();
  const speakers = new Map(transcript.speakers.map((speaker) => [speaker.id, speaker]));
  for (const { speaker: id, id: first } of transcript.turns) {
    const member = members.get(id);
    const speaker = speakers.get(id);
    if (member) member.turns += 1;
    else if (speaker) {
      members.set(id, {
        speaker,
        colour: `s${String((members.size % COLOURS) + 1)}`,
        shortName: speaker.shortName,
        initials: initialsOf(speaker.name),
        turns: 1,
        firstTurn: first,
        path: speaker.unnamed || speaker.private ? null : speakerPath(speaker.id),
      });
    }
  }
  const cast = [...members.values()];
  for (const namesakes of Map.groupBy(cast, ({ shortName }) => shortName).values()) {
    if (namesakes.length > 1)
      for (const member of namesakes) member.shortName = member.speaker.name;
  }
  for (const alike of Map.groupBy(cast, ({ initials }) => initials).values()) {
    if (alike.length === 1) continue;
    for (const [index, member] of alike.entries()) member.initials += String(index + 1);
  }
  return cast;
}

function initialsOf(name: string): string {
  const letters = name.split(/\s+/).map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '');
  const known = letters.filter((letter) => letter !== '');
  return [known[0], known.length > 1 ? known.at(-1) : ''].join('').toUpperCase();
}

function partsOf(transcript: ArchivedTranscript, joined: ReadonlySet<Gone>): Part[] {
  const { turns, chapters } = transcript;
  const goneAfter = Map.groupBy(
    transcript.gone.filter((turn) => !joined.has(turn)),
    ({ after }) => after,
  );
  const between = new Map<number, Direction[]>();
  for (const direction of transcript.directions) {
    const after = direction.after ?? 0;
    const blocks = turns[after - 1]?.content.length ?? 0;
    if (after > 0 && direction.block < blocks) continue;
    between.set(after, [...(between.get(after) ?? []), direction]);
  }
  const opening = new Map<number, number[]>();
  chapters.forEach(({ before }, index) => {
    opening.set(before, [...(opening.get(before) ?? []), index]);
  });

  const parts: Part[] = [];
  for (let n = 0; n <= turns.length; n += 1) {
    const turn = turns[n - 1];
    if (turn) parts.push({ kind: 'turn', turn });
    for (const gone of goneAfter.get(n) ?? []) parts.push({ kind: 'gone', gone });
    const directions = [...(between.get(n) ?? [])];
    for (const index of opening.get(n + 1) ?? []) {
      while (directions[0] && directions[0].chapter <= index) {
        parts.push({ kind: 'direction', direction: directions[0] });
        directions.shift();
      }
      const chapter = chapters[index];
      if (chapter) parts.push({ kind: 'chapter', chapter });
    }
    for (const direction of directions) parts.push({ kind: 'direction', direction });
  }
  return parts;
}

function notesOf({ turns }: ArchivedTranscript): NumberedNote[] {
  const numbered: NumberedNote[] = [];
  for (const { id, notes } of turns) {
    notes.forEach((note, index) => {
      const key = `${id}-${String(index + 1)}`;
      numbered.push({
        note,
        turn: id,
        number: numbered.length + 1,
        id: `note-${key}`,
        markId: `mark-${key}`,
      });
    });
  }
  return numbered;
}

/** How many colours the style sheet tells speakers apart with, before they begin again. */
const COLOURS = 8;
