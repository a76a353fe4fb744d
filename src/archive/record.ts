import type { Site, Turn } from '../transcript/model.ts';
import {
  faultsOfGivenIds,
  idsOf,
  isSameTurn,
  matchTurns,
  noChanges,
  type Decisions,
  type Identifiable,
  type Unrecorded,
} from './identify.ts';
import { hasHistory, isCurrent, type Ledger, type LedgerEntry } from './ledger.ts';
import { areSameWords, pinOf } from './pins.ts';

/** A transcript that is to be recorded. */
export interface Recording {
  transcript: Identifiable;
  /** `sourceDigest` of its Markdown. */
  source: string;
  /** `null`: it is recorded for the first time. */
  ledger: Ledger | null;
  /** The day it is, as the editor's clock has it. */
  today: string;
  turnPages: Site['turnPages'];
  decisions: Decisions;
  /** Why turns were changed or taken away, for readers. */
  reason: string | null;
}

export interface Recorded {
  ledger: Ledger;
  /** Ids given by hand that can't be had. While there are any, the ledger is not to be written. */
  faults: { turn: Turn; message: string }[];
  /** What was recorded. While something is `unsure`, the ledger is not to be written. */
  changes: Unrecorded;
}

/** Brings a ledger up to date with its transcript. Pure. No id is lost: what is gone stays as a tombstone. */
export function recordTurns(recording: Recording): Recorded {
  const { transcript, source, today, reason } = recording;
  const { turns, record } = transcript;
  const ledger = recording.ledger ?? emptyLedger(recording);
  const isUnchanged = ledger.head.source === source;
  const matched = matchTurns(transcript, ledger, isUnchanged, recording.decisions);
  const byId = new Map(ledger.entries.map((entry) => [entry.id, entry]));
  const ids = idsOf(turns, matched, byId);
  const changes = noChanges();

  const current = turns.map((turn, position): LedgerEntry => {
    const id = ids[position] ?? '';
    const known = byId.get(id);
    if (!known || !(isCurrent(known) || isSameTurn(turn, known))) {
      changes.added.push(id);
      return newEntry(id, turn, today);
    }
    if (!isCurrent(known)) changes.added.push(id);
    const entry = { ...known, removed: null, merged: null };
    if (!areSameWords(turn.text, entry.text ?? '')) {
      changes.changed.push(id);
      Object.assign(entry, reworded(entry, turn.text, today, reason));
    } else entry.text = turn.text;
    if (turn.speaker !== entry.speaker) {
      changes.relabelled.push(id);
      if (entry.speaker !== null) {
        const former = { speaker: entry.speaker, until: today, reason };
        entry.formerSpeakers = [...entry.formerSpeakers, former];
      }
      entry.speaker = turn.speaker;
    }
    return entry;
  });

  const fates = new Map<string, Partial<LedgerEntry>>();
  for (const turn of matched.gone) {
    if (turn.fate === 'removed') {
      changes.removed.push(turn.id);
      fates.set(turn.id, { removed: { on: today, reason } });
    } else if (turn.fate === 'merged') {
      changes.merged.push({ id: turn.id, into: turn.into });
      fates.set(turn.id, { merged: { into: turn.into, on: today } });
    } else changes.unsure.push(turn);
  }
  const kept = new Set(ids);
  const entries = inPlace(
    current,
    ledger.entries.map((entry) => ({ ...entry, ...fates.get(entry.id) })),
    kept,
  );
  const formerRecords =
    ledger.head.record === record
      ? ledger.head.formerRecords
      : [...ledger.head.formerRecords, { record: ledger.head.record, until: today }];
  return {
    changes,
    faults: faultsOfGivenIds(turns, matched.refused, ledger.entries),
    ledger: {
      head: {
        ...ledger.head,
        source,
        record,
        formerRecords,
        turnPages: ledger.head.turnPages || wantsTurnPages(recording),
        history: hasHistory(entries),
        removed: null,
        aliases: [],
        ids: current.map(({ id }) => id),
        pins: current.flatMap(({ pin }) => pin ?? []),
      },
      entries,
    },
  };
}

/** How many turns a transcript has at most, when it is first recorded, for `turnPages: short` to give it turn pages. */
export const SHORT = 100;

function wantsTurnPages({ turnPages, ledger, transcript }: Recording): boolean {
  if (turnPages === 'short') return ledger === null && transcript.turns.length <= SHORT;
  return turnPages === 'all';
}

const emptyLedger = ({ source, today, transcript }: Recording): Ledger => ({
  head: {
    turnstone: 'permalinks',
    version: 1,
    source,
    published: today,
    record: transcript.record,
    formerRecords: [],
    turnPages: false,
    history: false,
    removed: null,
    aliases: [],
    ids: [],
    pins: [],
  },
  entries: [],
});

/** The fingerprints of a new turn's other wordings. */
const NO_OTHERS: ReadonlySet<string> = new Set();

const newEntry = (
  id: string,
  { speaker, text }: { speaker: string; text: string },
  today: string,
): LedgerEntry => ({
  id,
  speaker,
  text,
  pin: pinOf(text, NO_OTHERS),
  since: today,
  earlier: [],
  formerSpeakers: [],
  removed: null,
  merged: null,
});

/** A turn with other words. Words that it has had before have their fingerprint back, so that old links hold again. */
function reworded(
  { text: former, pin: formerPin, since, earlier }: LedgerEntry,
  text: string,
  today: string,
  reason: string | null,
): Partial<LedgerEntry> {
  const before = earlier.find(
    (wording) => wording.text !== null && areSameWords(wording.text, text),
  );
  const others = earlier.filter((wording) => wording !== before);
  const taken = new Set([...others, { pin: formerPin }].flatMap(({ pin }) => pin ?? []));
  return {
    text,
    pin: before?.pin ?? pinOf(text, taken),
    since: today,
    earlier: [...others, { text: former, pin: formerPin, since, until: today, reason }],
  };
}

/** The current turns in order, and every other one after the turn that it followed. */
function inPlace(
  current: readonly LedgerEntry[],
  recorded: readonly LedgerEntry[],
  kept: ReadonlySet<string>,
): LedgerEntry[] {
  const following = new Map<string | null, LedgerEntry[]>();
  let before: string | null = null;
  for (const entry of recorded) {
    if (kept.has(entry.id)) before = entry.id;
    else following.set(before, [...(following.get(before) ?? []), entry]);
  }
  if (following.size === 0) return [...current];
  return [
    ...(following.get(null) ?? []),
    ...current.flatMap((entry) => [entry, ...(following.get(entry.id) ?? [])]),
  ];
}
