import { isDeepStrictEqual } from 'node:util';
import { hasHistory, isCurrent, type Ledger, type LedgerEntry } from './ledger.ts';
import type { Mentions } from './mentions.ts';
import { foldedWords, isUnspaced } from './turn-words.ts';

/** How something is taken away. */
export interface Withdrawal {
  /** The day it is. */
  today: string;
  /** What readers are told of it. */
  reason: string | null;
  /** Whether nothing may stay that could tell the words or the name. */
  purge: boolean;
}

export interface TurnWithdrawal extends Withdrawal {
  /** The ids of the turns that go; those that went before lose what is left of them. */
  ids: ReadonlySet<string>;
  /** `sourceDigest` of the Markdown without them. */
  source: string | null;
  /** Who is purged: they are nobody's former speaker, and no former wording names them. */
  person: { id: string; mentions: Mentions } | null;
}

/**
 * Takes turns out of a ledger: their ids stay as tombstones, and their words go, also from the former wordings of other
 * turns that had them before a split or a merge. Pure.
 */
export function withdrawTurns({ head, entries }: Ledger, withdrawal: TurnWithdrawal): Ledger {
  const { source, purge, person } = withdrawal;
  const ids = withJoined(entries, withdrawal.ids);
  const words = new WithdrawnWords(
    entries.filter(({ id }) => ids.has(id)).flatMap(({ text, earlier }) => textsOf(text, earlier)),
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const changed = entries.map((entry): LedgerEntry => {
    if (ids.has(entry.id)) return tombstone(entry, withdrawal);
    const standing = standingWords(entry, byId);
    const isTold = (text: string | null) =>
      text !== null && (words.areIn(text, standing) || (person?.mentions.areIn(text) ?? false));
    return cleansed(entry, isTold, { purge, person: person?.id ?? null });
  });
  const current = changed.filter(isCurrent);
  return {
    head: {
      ...head,
      source,
      history: hasHistory(changed),
      ids: current.map(({ id }) => id),
      pins: current.flatMap(({ pin }) => pin ?? []),
    },
    entries: changed,
  };
}

/** The ids of the turns of which a ledger remembers former words, or, for a purge, anything former at all. */
export function turnsWithFormer(
  { entries }: Ledger,
  { ids, purge }: { ids: ReadonlySet<string>; purge: boolean },
): string[] {
  const wanted = withJoined(entries, ids);
  return entries
    .filter((entry) => wanted.has(entry.id))
    .filter((entry) => !isDeepStrictEqual(withoutFormer(entry, purge), entry))
    .map(({ id }) => id);
}

/**
 * Forgets what turns said before, and of turns that are gone what they said last; what stands on the page stays as it
 * is. Fingerprints stay, so that former links are still explained; with `purge` they go too, and so do former speakers.
 * Pure.
 */
export function forgetFormer(
  { head, entries }: Ledger,
  { ids, purge }: { ids: ReadonlySet<string>; purge: boolean },
): Ledger {
  const wanted = withJoined(entries, ids);
  const changed = entries.map((entry) =>
    wanted.has(entry.id) ? withoutFormer(entry, purge) : entry,
  );
  const isWhollyGone = head.removed !== null;
  return { head: { ...head, history: isWhollyGone || hasHistory(changed) }, entries: changed };
}

function withoutFormer(entry: LedgerEntry, purge: boolean): LedgerEntry {
  const earlier = purge ? [] : entry.earlier.map((wording) => ({ ...wording, text: null }));
  const formerSpeakers = purge ? [] : entry.formerSpeakers;
  if (isCurrent(entry)) return { ...entry, earlier, formerSpeakers };
  const gone = { ...entry, text: null, earlier, formerSpeakers };
  if (!purge) return gone;
  const removed = entry.removed && { ...entry.removed, reason: null };
  return { ...gone, speaker: null, pin: null, removed };
}

/** Takes a whole transcript out of its ledger. Pure. */
export function withdrawTranscript(
  { head, entries }: Ledger,
  withdrawal: Withdrawal,
  aliases: readonly string[],
): Ledger {
  const { today, reason, purge } = withdrawal;
  return {
    head: {
      ...head,
      source: null,
      formerRecords: purge ? [] : head.formerRecords,
      history: true,
      removed: {
        on: head.removed?.on ?? today,
        reason: purge ? null : (reason ?? head.removed?.reason ?? null),
      },
      aliases: purge ? [] : [...new Set([...head.aliases, ...aliases])],
      ids: [],
      pins: [],
    },
    entries: entries.map((entry) => tombstone(entry, withdrawal)),
  };
}

/** The ids of turns, and of those that were joined with them. */
function withJoined(entries: readonly LedgerEntry[], ids: ReadonlySet<string>): Set<string> {
  const all = new Set(ids);
  for (let size = -1; size !== all.size;) {
    size = all.size;
    for (const { id, merged } of entries) if (merged && all.has(merged.into)) all.add(id);
  }
  return all;
}

function tombstone(entry: LedgerEntry, { today, reason, purge }: Withdrawal): LedgerEntry {
  const removed = {
    on: entry.removed?.on ?? today,
    reason: purge ? null : (reason ?? entry.removed?.reason ?? null),
  };
  const gone = { ...entry, text: null, merged: null, removed };
  if (purge) return { ...gone, speaker: null, pin: null, earlier: [], formerSpeakers: [] };
  return { ...gone, earlier: entry.earlier.map((wording) => ({ ...wording, text: null })) };
}

/** A turn without the former wordings that tell what goes. */
function cleansed(
  entry: LedgerEntry,
  isTold: (text: string | null) => boolean,
  { purge, person }: { purge: boolean; person: string | null },
): LedgerEntry {
  const withoutText = <Wording extends { text: string | null; pin: string | null }>(
    wording: Wording,
  ): Wording => ({ ...wording, text: null, pin: purge ? null : wording.pin });
  // What stood before words that tell it was said of the same, still undivided turn.
  const last = entry.earlier.findLastIndex(({ text }) => isTold(text));
  const earlier = entry.earlier
    .map((wording, index) => (index <= last ? withoutText(wording) : wording))
    .filter(({ text, pin }) => text !== null || pin !== null);
  const formerSpeakers = entry.formerSpeakers.filter(({ speaker }) => speaker !== person);
  const own = isCurrent(entry) || !isTold(entry.text) ? entry : withoutText(entry);
  return { ...own, earlier, formerSpeakers };
}

/** The words that stand on the page under an id. */
function standingWords(entry: LedgerEntry, byId: ReadonlyMap<string, LedgerEntry>): string {
  let turn: LedgerEntry | undefined = entry;
  for (let step = 0; turn?.merged && step < byId.size; step += 1) turn = byId.get(turn.merged.into);
  return turn && isCurrent(turn) ? (turn.text ?? '') : '';
}

const textsOf = (text: string | null, earlier: LedgerEntry['earlier']): string[] =>
  [text, ...earlier.map((wording) => wording.text)].filter((one) => one !== null);

/** Finds stretches of withdrawn words in other texts. */
class WithdrawnWords {
  /** By the number of their words: stretches of that many words. */
  readonly #stretches = new Map<number, Set<string>>();

  constructor(texts: readonly string[]) {
    for (const text of texts) {
      const words = foldedWords(text);
      const length = Math.min(words.some(isUnspaced) ? TELLING_SIGNS : TELLING_WORDS, words.length);
      const known = this.#stretches.get(length) ?? new Set<string>();
      for (const stretch of stretchesOf(words, length)) known.add(stretch);
      this.#stretches.set(length, known);
    }
  }

  /** Whether a text has such a stretch that does not stand in the other. */
  areIn(text: string, standing: string): boolean {
    const words = foldedWords(text);
    const standingWords = foldedWords(standing);
    return [...this.#stretches].some(([length, known]) => {
      const still = new Set(stretchesOf(standingWords, length));
      return stretchesOf(words, length).some(
        (stretch) => known.has(stretch) && !still.has(stretch),
      );
    });
  }
}

/** How many words in a row, or signs of a script without spaces, are taken to be the same words. */
const TELLING_WORDS = 4;
const TELLING_SIGNS = 8;

function stretchesOf(words: readonly string[], length: number): string[] {
  if (length === 0) return [];
  return words
    .slice(0, Math.max(0, words.length - length + 1))
    .map((_, index) => words.slice(index, index + length).join(' '));
}
