import type { RecordKind, Turn } from '../transcript/model.ts';
import { alignTurns, type GoneTurn, type TurnAlignment } from './align-turns.ts';
import { isCurrent, type Ledger, type LedgerEntry, type LedgerHead } from './ledger.ts';
import type { Gone, TurnPermalink } from './model.ts';
import { areSameWords } from './pins.ts';
import { assignIds } from './turn-ids.ts';

/** A transcript as far as its permalinks go. */
export interface Identifiable {
  record: RecordKind;
  turns: readonly Turn[];
}

/** What an editor has settled where the words alone can't. */
export interface Decisions {
  /** Ids that go on naming the turn at a position (0-based). */
  keep: ReadonlyMap<number, string>;
  /** Ids whose turns are gone. */
  remove: ReadonlySet<string>;
}

export const NO_DECISIONS: Decisions = { keep: new Map(), remove: new Set() };

/** The ids of a transcript's turns, and what the ledger tells of each. */
export interface Identified {
  /** By position; provisional ones too. */
  ids: string[];
  /** By position; `null` where the id is provisional. */
  permalinks: (TurnPermalink | null)[];
  /** Recorded turns that are in the transcript no more, in its order. */
  gone: Gone[];
  /** What `npm run permalinks` would record. */
  unrecorded: Unrecorded;
}

/** How a transcript differs from its ledger: ids, in the order of the turns. */
export interface Unrecorded {
  added: string[];
  changed: string[];
  relabelled: string[];
  removed: string[];
  merged: { id: string; into: string }[];
  unsure: (GoneTurn & { fate: 'unsure' })[];
}

/**
 * Gives every turn its id. Pure: the same transcript and ledger give the same ids on every machine, whether or not
 * anybody has recorded the transcript's last changes.
 *
 * @param ledger `null`: nothing was ever recorded. Without `entries` it is that of this very text and has no history.
 */
export function identifyTurns(
  transcript: Identifiable,
  ledger: { head: LedgerHead; entries: LedgerEntry[] | null } | null,
  isUnchanged: boolean,
): Identified {
  const { turns } = transcript;
  if (ledger && isUnchanged && ledger.head.ids.length === turns.length && !ledger.entries) {
    const permalinks = ledger.head.pins.map((pin): TurnPermalink => ({
      pin,
      earlier: [],
      formerSpeakers: [],
    }));
    return { ids: ledger.head.ids, permalinks, gone: [], unrecorded: noChanges() };
  }
  const entries = ledger?.entries ?? [];
  const matched = ledger
    ? matchTurns(transcript, { head: ledger.head, entries }, isUnchanged, NO_DECISIONS)
    : { ids: turns.map(() => null), gone: [] };
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const unrecorded = compare(turns, matched, byId);
  const ids = idsOf(turns, matched, byId);
  unrecorded.added = ids.filter((_, position) => matched.ids[position] === null);
  const permalinks = turns.map((turn, position) => {
    const entry = byId.get(matched.ids[position] ?? '');
    return entry ? permalinkOf(turn, entry) : null;
  });
  const taken = new Set(ids);
  const gone = goneTurns(entries, matched).filter(({ id }) => !taken.has(id));
  return { ids, permalinks, gone, unrecorded };
}

export const isRecorded = ({ added, changed, ...rest }: Unrecorded): boolean =>
  [added, changed, ...Object.values(rest)].every((list) => list.length === 0);

/** Finds the recorded turns among the current ones. */
export function matchTurns(
  { turns, record }: Identifiable,
  { head, entries }: Ledger,
  isUnchanged: boolean,
  { keep, remove }: Decisions,
): TurnAlignment {
  if (isUnchanged && head.ids.length === turns.length) return { ids: head.ids, gone: [] };
  const recorded = entries.flatMap(({ id, speaker, text, ...entry }) =>
    isCurrent({ id, speaker, text, ...entry }) && speaker !== null
      ? [{ id, speaker, text: text ?? '' }]
      : [],
  );
  const known = new Set(recorded.map(({ id }) => id));
  const given = turns.flatMap(({ givenId }, position): [number, string][] =>
    givenId !== null && known.has(givenId) ? [[position, givenId]] : [],
  );
  return alignTurns(recorded, turns, {
    fixed: new Map([...given, ...keep]),
    removed: remove,
    rewritten: head.record !== record,
  });
}

/** The ids of all turns: recorded ones, those given by hand, and new ones in their order. */
export function idsOf(
  turns: readonly Turn[],
  { ids }: TurnAlignment,
  byId: ReadonlyMap<string, LedgerEntry>,
): string[] {
  const wanted = turns.map(({ givenId }, position) => ids[position] ?? givenId);
  return assignIds(wanted, new Set(byId.keys()));
}

/**
 * Why an id given by hand can't be had, or `null` where it can: nobody has it, or it is this turn's own, taken away
 * and put back.
 */
export function faultOfGivenId(turn: Turn, byId: ReadonlyMap<string, LedgerEntry>): string | null {
  const entry = byId.get(turn.givenId ?? '');
  if (!entry || isCurrent(entry) || isSameTurn(turn, entry)) return null;
  const what = entry.removed
    ? `was a turn that was removed on ${entry.removed.on}`
    : `is a turn that was joined with "${entry.merged?.into ?? ''}"`;
  return `The id "${entry.id}" ${what}; expected an id that nobody has had, since links to it exist. Give another, or none.`;
}

/** Whether a turn is one that was taken away, put back word for word. */
export const isSameTurn = (turn: Turn, { speaker, text }: LedgerEntry): boolean =>
  turn.speaker === speaker && text !== null && areSameWords(turn.text, text);

function compare(
  turns: readonly Turn[],
  { ids, gone }: TurnAlignment,
  byId: ReadonlyMap<string, LedgerEntry>,
): Unrecorded {
  const unrecorded = noChanges();
  for (const [position, turn] of turns.entries()) {
    const entry = byId.get(ids[position] ?? '');
    if (!entry) continue;
    if (!areSameWords(turn.text, entry.text ?? '')) unrecorded.changed.push(entry.id);
    if (turn.speaker !== entry.speaker) unrecorded.relabelled.push(entry.id);
  }
  for (const turn of gone) {
    if (turn.fate === 'removed') unrecorded.removed.push(turn.id);
    else if (turn.fate === 'merged') unrecorded.merged.push({ id: turn.id, into: turn.into });
    else unrecorded.unsure.push(turn);
  }
  return unrecorded;
}

export const noChanges = (): Unrecorded => ({
  added: [],
  changed: [],
  relabelled: [],
  removed: [],
  merged: [],
  unsure: [],
});

function permalinkOf(turn: Turn, entry: LedgerEntry): TurnPermalink {
  const { text, pin, since, speaker } = entry;
  const isSame = areSameWords(turn.text, text ?? '');
  const replaced = isSame ? [] : [{ text, pin, since, until: null, reason: null }];
  const former = turn.speaker === speaker || speaker === null ? [] : [{ speaker, until: null }];
  return {
    pin: isSame ? pin : null,
    earlier: [...entry.earlier, ...replaced],
    formerSpeakers: [...entry.formerSpeakers, ...former],
  };
}

/** The turns that are gone, each after the turn that it followed. */
function goneTurns(entries: readonly LedgerEntry[], { ids, gone }: TurnAlignment): Gone[] {
  const positions = new Map(ids.map((id, position) => [id, position + 1]));
  const fates = new Map(gone.map((turn) => [turn.id, turn]));
  const found: Gone[] = [];
  let after = 0;
  for (const { id, removed, merged, text, pin, earlier } of entries) {
    const position = positions.get(id);
    if (position !== undefined) {
      after = Math.max(after, position);
      continue;
    }
    const fate = fates.get(id);
    const into = merged?.into ?? (fate?.fate === 'merged' ? fate.into : null);
    found.push({
      id,
      after,
      fate: into !== null ? 'merged' : fate?.fate === 'unsure' ? 'unsure' : 'removed',
      into,
      on: removed?.on ?? merged?.on ?? null,
      reason: removed?.reason ?? null,
      wordings: [...earlier, { text, pin }].map((wording) => ({
        text: into === null ? null : wording.text,
        pin: wording.pin,
      })),
    });
  }
  return found;
}
