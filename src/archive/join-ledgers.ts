import { CONFLICT, hasHistory, isCurrent, isPurged, parseEntry, parseHead } from './ledger.ts';
import type { Ledger, LedgerEntry, LedgerHead } from './ledger.ts';

/** What two branches recorded of one transcript, in one ledger. */
export interface JoinedLedger {
  ledger: Ledger;
  /** Ids that both branches gave to new turns of their own: the branch that was merged into keeps them. */
  clashes: string[];
}

/**
 * Joins the two versions that a merge left in a ledger's file. Every wording of either is kept; the words recorded
 * later are the current ones. It is to be recorded again, since neither version knows the merged transcript.
 *
 * @returns `null` where a line is damaged.
 */
export function joinLedgers(conflicted: string, today: string): JoinedLedger | null {
  const lines = linesOf(conflicted);
  const heads = lines.flatMap((line) => parseHead(line) ?? []);
  const [head, ...others] = heads;
  if (!head) return null;
  const entries = new Map<string, LedgerEntry>();
  const clashes: string[] = [];
  for (const line of lines) {
    if (parseHead(line)) continue;
    const entry = parseEntry(line);
    if (!entry) return null;
    const other = entries.get(entry.id);
    if (!other) entries.set(entry.id, entry);
    else if (isPurged(other) || isPurged(entry))
      entries.set(entry.id, isPurged(other) ? other : entry);
    else if (shareHistory(other, entry)) entries.set(entry.id, joined(other, entry, today));
    else if (!clashes.includes(entry.id)) clashes.push(entry.id);
  }
  return {
    clashes,
    ledger: { head: joinedHead(head, others, entries), entries: [...entries.values()] },
  };
}

/** The lines of both versions, those of the common base left out. */
function linesOf(conflicted: string): string[] {
  const lines: string[] = [];
  let isBase = false;
  for (const line of conflicted.split(/\r?\n/)) {
    if (!CONFLICT.test(line)) {
      if (!isBase && line !== '') lines.push(line);
    } else isBase = line.startsWith('|');
  }
  return lines;
}

/** Whether two lines are of one turn: it had the same words once. New turns of two branches never had. */
function shareHistory(ours: LedgerEntry, theirs: LedgerEntry): boolean {
  const pins = new Set([ours, ...ours.earlier].flatMap(({ pin }) => pin ?? []));
  return [theirs, ...theirs.earlier].some(({ pin }) => pin !== null && pins.has(pin));
}

function joined(ours: LedgerEntry, theirs: LedgerEntry, today: string): LedgerEntry {
  // Words that one branch took out don't come back from the other.
  const withdrawn = [ours, theirs].find(({ removed, text }) => removed !== null && text === null);
  if (withdrawn) return withdrawn;
  const [former, latest] = ours.since <= theirs.since ? [ours, theirs] : [theirs, ours];
  const replaced = { text: former.text, pin: former.pin, since: former.since };
  const earlier = new Map<string | null, LedgerEntry['earlier'][number]>();
  for (const wording of [
    ...former.earlier,
    ...latest.earlier,
    { ...replaced, until: today, reason: null },
  ]) {
    if (earlier.get(wording.pin)?.text !== null) earlier.set(wording.pin, wording);
  }
  earlier.delete(latest.pin);
  return {
    ...latest,
    earlier: [...earlier.values()],
    formerSpeakers:
      former.formerSpeakers.length > latest.formerSpeakers.length
        ? former.formerSpeakers
        : latest.formerSpeakers,
    removed: former.removed ?? latest.removed,
    merged: former.merged ?? latest.merged,
  };
}

function joinedHead(
  head: LedgerHead,
  others: readonly LedgerHead[],
  entries: ReadonlyMap<string, LedgerEntry>,
): LedgerHead {
  const all = [...entries.values()];
  const current = all.filter(isCurrent);
  const [published = head.published] = [head, ...others].map((one) => one.published).sort();
  return {
    ...head,
    published,
    source: null,
    removed: [head, ...others].find(({ removed }) => removed)?.removed ?? null,
    turnPages: [head, ...others].some(({ turnPages }) => turnPages),
    history: hasHistory(all),
    ids: current.map(({ id }) => id),
    pins: current.flatMap(({ pin }) => pin ?? []),
  };
}
