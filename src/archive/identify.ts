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
  /** Ids given by hand that can't be had. */
  faults: { turn: Turn; message: string }[];
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
    return { ids: ledger.head.ids, permalinks, gone: [], unrecorded: noChanges(), faults: [] };
  }
  const entries = ledger?.entries ?? [];
  const matched = ledger
    ? matchTurns(transcript, { head: ledger.head, entries }, isUnchanged, NO_DECISIONS)
    : { ids: turns.map(() => null), gone: [], refused: new Map<number, string>() };
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
  const faults = faultsOfGivenIds(turns, matched.refused, entries);
  return { ids, permalinks, gone, unrecorded, faults };
}

export const isRecorded = ({ added, changed, ...rest }: Unrecorded): boolean =>
  [added, changed, ...Object.values(rest)].every((list) => list.length === 0);

/** Which recorded turn is which current one. */
export interface MatchedTurns extends TurnAlignment {
  /** Ids given by hand that are another turn's, by position (0-based), and why they can't be had. */
  refused: ReadonlyMap<number, string>;
}

/** Finds the recorded turns among the current ones. */
export function matchTurns(
  { turns, record }: Identifiable,
  { head, entries }: Ledger,
  isUnchanged: boolean,
  { keep, remove }: Decisions,
): MatchedTurns {
  if (isUnchanged && head.ids.length === turns.length) {
    return { ids: head.ids, gone: [], refused: new Map() };
  }
  const recorded = entries.flatMap(({ id, speaker, text, ...entry }) =>
    isCurrent({ id, speaker, text, ...entry }) && speaker !== null
      ? [{ id, speaker, text: text ?? '' }]
      : [],
  );
  // A transcript is imported for the first time far more often than anything else is recorded.
  if (recorded.length === 0 && keep.size === 0) {
    return { ids: turns.map(() => null), gone: [], refused: new Map() };
  }
  const rewritten = head.record !== record;
  const known = new Map(recorded.map((turn) => [turn.id, turn]));
  const given = new Map<number, string>();
  const refused = new Map<number, string>();
  if (turns.some(({ givenId }) => known.has(givenId ?? ''))) {
    const { ids } = alignTurns(recorded, turns, { removed: remove, rewritten });
    for (const [position, { givenId, speaker }] of turns.entries()) {
      const turn = known.get(givenId ?? '');
      if (!turn || ids[position] === turn.id || keep.has(position)) continue;
      const owner = turns[ids.indexOf(turn.id)];
      if (owner) refused.set(position, ownedBy(turn.id, owner));
      else if (turn.speaker === speaker) given.set(position, turn.id);
      else refused.set(position, otherSpeakers(turn, position));
    }
  }
  const fixed = new Map([...given, ...keep]);
  return { ...alignTurns(recorded, turns, { fixed, removed: remove, rewritten }), refused };
}

const ownedBy = (id: string, owner: Turn): string =>
  `The id "${id}" is that of the turn on line ${String(owner.place.line)}; expected one that no other turn has. Give another, or none.`;

const otherSpeakers = (
  { id, speaker }: { id: string; speaker: string },
  position: number,
): string =>
  `The id "${id}" was given to words of "${speaker}"; expected an id that nobody else's words have had, since links to it exist. Give another, or none; or, where these are the same words, run npm run permalinks with --keep ${id}=${String(position + 1)}.`;

/** The ids of all turns: recorded ones, those given by hand, and new ones in their order. */
export function idsOf(
  turns: readonly Turn[],
  { ids }: TurnAlignment,
  byId: ReadonlyMap<string, LedgerEntry>,
): string[] {
  const taken = new Set(ids);
  const wanted = turns.map(({ givenId }, position) => {
    const isFree = givenId !== null && !taken.has(givenId) && !byId.has(givenId);
    const isPutBack = isSameTurnAs(turns[position], byId.get(givenId ?? ''));
    return ids[position] ?? (isFree || isPutBack ? givenId : null);
  });
  return assignIds(wanted, new Set(byId.keys()));
}

/** Why ids given by hand can't be had: each is, or was, another turn's. */
export function faultsOfGivenIds(
  turns: readonly Turn[],
  refused: ReadonlyMap<number, string>,
  entries: readonly LedgerEntry[],
): { turn: Turn; message: string }[] {
  if (turns.every(({ givenId }) => givenId === null)) return [];
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return turns.flatMap((turn, position) => {
    const message = refused.get(position) ?? faultOfGoneId(turn, byId);
    return message === null ? [] : [{ turn, message }];
  });
}

/** `null` where the id is nobody's, or this turn's own, taken away and put back. */
function faultOfGoneId(turn: Turn, byId: ReadonlyMap<string, LedgerEntry>): string | null {
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

const isSameTurnAs = (turn: Turn | undefined, entry: LedgerEntry | undefined): boolean =>
  turn !== undefined && entry !== undefined && !isCurrent(entry) && isSameTurn(turn, entry);

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
  const former =
    turn.speaker === speaker || speaker === null ? [] : [{ speaker, until: null, reason: null }];
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
