import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { checkContentFolder, displayPath, START } from '../archive/files.ts';
import { NO_DECISIONS, type Decisions, type Unrecorded } from '../archive/identify.ts';
import { joinLedgers } from '../archive/join-ledgers.ts';
import { findLedger, ledgerFile, listLedgers } from '../archive/ledger-files.ts';
import {
  CONFLICT,
  isCurrent,
  isPurged,
  readLedger,
  writeLedger,
  type Ledger,
} from '../archive/ledger.ts';
import { readTranscriptFiles, type TranscriptFile } from '../archive/read-transcripts.ts';
import { readPeople, readSite } from '../archive/read.ts';
import { recordTurns, type Recorded } from '../archive/record.ts';
import type { Site } from '../transcript/model.ts';
import {
  hasErrors,
  reportInto,
  type Problem,
  type ProblemReporter,
} from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { didYouMean } from '../transcript/suggestion.ts';
import { printProblems } from './print-problems.ts';
import { removeLeftovers, writeWhole } from './write-whole.ts';

export interface RecordOptions {
  content: string;
  /** Ids; none means all. */
  transcripts: readonly string[];
  keep: readonly Keeping[];
  remove: readonly string[];
  /** Why turns were changed or removed. */
  reason: string | null;
  dryRun: boolean;
}

/** That an id goes on naming a turn. */
export interface Keeping {
  id: string;
  /** The turn's 1-based position; `null`: the only one it may be. */
  position: number | null;
}

/**
 * Brings the permalink ledgers up to date with the transcripts, and tells what was recorded, transcript by transcript.
 * A ledger that would leave a link to chance is not written.
 *
 * @returns whether every published turn is recorded now.
 */
export async function recordPermalinks(options: RecordOptions): Promise<boolean> {
  const { content, transcripts: wanted, dryRun } = options;
  const problems: Problem[] = [];
  checkContentFolder(content, problems);
  if (hasErrors(problems)) {
    printProblems(problems);
    return false;
  }
  const site = readSite(content, []);
  const people = readPeople(content, site, problems);
  if (!dryRun) await removeLeftovers(path.join(content, 'permalinks'));
  const orphans = new Set(listLedgers(content));
  const seen: string[] = [];
  const tally = { recorded: 0, unchanged: 0, drafts: 0 };
  const files: TranscriptFile[] = [];
  for (const source of readTranscriptFiles(content, people, problems)) {
    for (const id of [source.id, ...source.transcript.aliases]) orphans.delete(id);
    seen.push(source.id);
    files.push(source);
  }
  for (const source of files) {
    if (wanted.length > 0 && !wanted.includes(source.id)) continue;
    if (hasErrors(source.parsed.problems)) continue;
    const outcome = await recordOne(source, { ...options, site, orphans }, problems);
    if (outcome !== 'left') tally[outcome] += 1;
  }
  for (const id of wanted) {
    if (seen.includes(id)) continue;
    const report = reportInto(problems, displayPath(content, path.join('transcripts', `${id}.md`)));
    report(
      'error',
      START,
      `No such transcript; expected the id of one.${didYouMean(id, seen)} Correct the id.`,
    );
  }
  for (const id of orphans) await reportOrphan(content, id, problems);
  printProblems(problems);
  tell(tally, dryRun);
  return !hasErrors(problems);
}

interface OneRecording extends RecordOptions {
  site: Site;
  /** Ids of ledgers that no transcript has. */
  orphans: ReadonlySet<string>;
}

async function recordOne(
  { id, file, digest, transcript }: TranscriptFile,
  options: OneRecording,
  problems: Problem[],
): Promise<'recorded' | 'unchanged' | 'drafts' | 'left'> {
  const { content, reason, site, dryRun } = options;
  const report = reportInto(problems, file);
  const found = await readLedgerOf(content, [id, ...transcript.aliases], problems);
  if (found === 'damaged') return 'left';
  if (found === null && transcript.status !== 'published') return 'drafts';
  if (found === null && isRenamed(transcript, await orphansOf(options), report)) return 'left';

  const today = dayOf(new Date());
  const recording = {
    transcript,
    source: digest,
    ledger: found?.ledger ?? null,
    today,
    turnPages: site.turnPages,
    reason,
  };
  const undecided = recordTurns({ ...recording, decisions: NO_DECISIONS });
  const decisions = decide(options, undecided.changes, transcript.turns.length, report);
  if (!decisions) return 'left';
  const recorded =
    decisions === NO_DECISIONS ? undecided : recordTurns({ ...recording, decisions });
  for (const { turn, message } of recorded.faults) report('error', turn.place, message);
  if (recorded.faults.length > 0) return 'left';
  warnOfPurgedPlaces(recorded, transcript, report);
  if (recorded.changes.unsure.length > 0) {
    explain(recorded, { id, turns: transcript.turns, ledger: recording.ledger }, report);
    return 'left';
  }
  const isMoved = found !== null && found.id !== id;
  if (found && !isMoved && isDeepStrictEqual(found.ledger, recorded.ledger)) return 'unchanged';
  if (!dryRun) {
    writeWhole([{ path: path.join(content, ledgerFile(id)), text: checkedText(recorded.ledger) }]);
    if (isMoved) await rm(path.join(content, ledgerFile(found.id)));
  }
  console.log(`${id}: ${changesText(recorded.changes, isMoved ? found.id : null)}`);
  return 'recorded';
}

/** @throws where the ledger would not read back as it is. */
export function checkedText(ledger: Ledger): string {
  const text = writeLedger(ledger);
  const read = readLedger(text, 'the ledger');
  if (isDeepStrictEqual(read.ledger, ledger)) return text;
  throw new Error(
    `The ledger made of this does not read back as the same: ${read.problems[0]?.message ?? 'it differs'}. Nothing is written. Report the fault.`,
  );
}

/** The ledger of a transcript, joined where a merge left two versions. */
export async function readLedgerOf(
  content: string,
  ids: readonly string[],
  problems: Problem[],
): Promise<{ id: string; ledger: Ledger } | 'damaged' | null> {
  const known = ids.filter((id) => existsSync(path.join(content, ledgerFile(id))));
  for (const id of known) {
    const file = path.join(content, ledgerFile(id));
    const text = await readFile(file, 'utf8').catch(() => null);
    if (!text?.split('\n').some((line) => CONFLICT.test(line))) continue;
    const joined = joinLedgers(text, dayOf(new Date()));
    const report = reportInto(problems, displayPath(content, ledgerFile(id)));
    if (!joined) break;
    for (const clash of joined.clashes) {
      report(
        'warning',
        START,
        `Both branches gave the id "${clash}" to new turns of their own; the branch merged into keeps it, and the other's turn, where it stands in the transcript, is recorded anew. Links to "${clash}" that were made on the other branch now lead to another turn.`,
      );
    }
    return { id, ledger: joined.ledger };
  }
  const found = findLedger(content, known, null, problems);
  if (found === null || found === 'damaged') return found;
  return { id: found.id, ledger: { head: found.head, entries: found.entries ?? [] } };
}

/** What the editor settled, for this transcript; `null`, and a problem, where it does not fit. */
function decide(
  { keep, remove }: RecordOptions,
  { unsure, ...changes }: Unrecorded,
  turns: number,
  report: ProblemReporter,
): Decisions | null {
  if (keep.length === 0 && remove.length === 0) return NO_DECISIONS;
  const open = new Map(unsure.map((turn) => [turn.id, turn]));
  const known = new Set([
    ...open.keys(),
    ...changes.removed,
    ...changes.changed,
    ...changes.relabelled,
  ]);
  const positions = new Map<number, string>();
  for (const { id, position } of keep) {
    const candidates = open.get(id)?.candidates ?? [];
    const [only, ...more] = position === null ? candidates : [position - 1];
    if (only === undefined || more.length > 0) {
      const shown = candidates.map((candidate) => `--keep ${id}=${String(candidate + 1)}`);
      report(
        'error',
        START,
        `Which turn "${id}" names can't be told; expected its position${shown.length > 0 ? `: ${shown.join(' or ')}` : `, 1 to ${String(turns)}: --keep ${id}=1`}. Give it.`,
      );
      return null;
    }
    if (only >= turns) {
      report(
        'error',
        START,
        `There is no turn ${String(only + 1)}; expected 1 to ${String(turns)}. Correct --keep ${id}.`,
      );
      return null;
    }
    positions.set(only, id);
  }
  for (const id of remove) {
    if (known.has(id)) continue;
    report(
      'error',
      START,
      `Turn "${id}" stands in the transcript, or was never recorded; expected one whose words were taken out. Take the turn out of the transcript, or use npm run remove.`,
    );
    return null;
  }
  return { keep: positions, remove: new Set(remove) };
}

function explain(
  { changes }: Recorded,
  {
    id: transcript,
    turns,
    ledger,
  }: { id: string; turns: TranscriptFile['transcript']['turns']; ledger: Ledger | null },
  report: ProblemReporter,
): void {
  const entries = new Map((ledger?.entries ?? []).map((entry) => [entry.id, entry]));
  for (const { id, why, candidates } of changes.unsure) {
    const entry = entries.get(id);
    const places = candidates.flatMap((candidate) => turns[candidate] ?? []);
    const choices = places
      .slice(0, 3)
      .map(({ n, text }) => `--keep ${id}=${String(n)} where it is now "${excerpt(text)}"`);
    report(
      'error',
      places[0]?.place ?? START,
      `Turn "${id}" ("${excerpt(entry?.text ?? '')}", ${entry?.speaker ?? ''}) ${WHY[why]}, so what its links name is yours to say. Run npm run permalinks -- ${transcript} with ${[...choices, `--remove ${id} where it is gone`].join(', or with ')}.`,
    );
  }
}

const WHY: Record<Unrecorded['unsure'][number]['why'], string> = {
  moved: 'seems to stand elsewhere now',
  relabelled:
    'has too few words to tell whether its speaker was corrected or another turn took its place',
  replaced: 'and the turns around it were replaced altogether',
  ambiguous: 'may be one of several turns now',
};

/** A merge with a branch that still had them may bring purged words back as a new turn. */
function warnOfPurgedPlaces(
  { ledger: { entries }, changes }: Recorded,
  { turns }: TranscriptFile['transcript'],
  report: ProblemReporter,
): void {
  const ids = entries.filter(isCurrent).map(({ id }) => id);
  const added = new Set(changes.added);
  for (const [at, { id }] of entries.entries()) {
    const neighbours = [entries[at - 1], entries[at + 1]].filter((entry) => entry !== undefined);
    if (!added.has(id) || !neighbours.some(isPurged)) continue;
    report(
      'warning',
      turns[ids.indexOf(id)]?.place ?? START,
      `The new turn "${id}" stands where a turn was purged; expected other words than those. If a merge brought them back, take them out with npm run remove.`,
    );
  }
}

/** Whether a transcript that has no ledger is, by its words, one that has another name now. */
function isRenamed(
  { turns }: TranscriptFile['transcript'],
  orphans: readonly { id: string; ledger: Ledger }[],
  report: ProblemReporter,
): boolean {
  const words = new Set(turns.map(({ text }) => text));
  const former = orphans.find(({ ledger: { entries } }) => {
    const same = entries.filter(({ text }) => text !== null && words.has(text)).length;
    return same > 0 && same * 2 >= Math.min(entries.length, turns.length);
  });
  if (!former) return false;
  report(
    'error',
    START,
    `The words are those of "${former.id}", which was published under that name; expected its links to go on working. Write "aliases: [${former.id}]" into the front matter and run npm run permalinks; or, where it is another transcript, take the old one away first with npm run remove -- ${former.id}.`,
  );
  return true;
}

async function orphansOf({
  content,
  orphans,
}: OneRecording): Promise<{ id: string; ledger: Ledger }[]> {
  const found: { id: string; ledger: Ledger }[] = [];
  for (const id of orphans) {
    const ledger = await readLedgerOf(content, [id], []);
    if (ledger !== null && ledger !== 'damaged' && !ledger.ledger.head.removed) found.push(ledger);
  }
  return found;
}

async function reportOrphan(content: string, id: string, problems: Problem[]): Promise<void> {
  const found = await readLedgerOf(content, [id], problems);
  if (found === null || found === 'damaged' || found.ledger.head.removed) return;
  reportInto(problems, displayPath(content, ledgerFile(id)))(
    'error',
    START,
    `The transcript "${id}" is gone; expected transcripts/${id}.md. Put it back; or, where it has another name now, write "aliases: [${id}]" there; or take it away for good with npm run remove -- ${id}.`,
  );
}

/** `2 new (t15a, t15b), t7 changed, t9 removed, t8 joined with t7` */
function changesText(
  { added, changed, relabelled, removed, merged }: Unrecorded,
  movedFrom: string | null,
): string {
  const parts = [
    movedFrom === null ? '' : `moved from ${movedFrom}`,
    added.length > 0 ? `${String(added.length)} recorded (${span(added)})` : '',
    ...changed.map((id) => `${id} changed`),
    ...relabelled.map((id) => `${id} has another speaker`),
    ...removed.map((id) => `${id} removed`),
    ...merged.map(({ id, into }) => `${id} joined with ${into}`),
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : 'up to date again';
}

const span = (ids: readonly string[]): string =>
  ids.length > 6 ? `${ids[0] ?? ''} to ${ids.at(-1) ?? ''}` : ids.join(', ');

function tell(
  { recorded, unchanged, drafts }: { recorded: number; unchanged: number; drafts: number },
  dryRun: boolean,
): void {
  const parts = [
    `${String(recorded)} ${dryRun ? 'to be recorded' : 'recorded'}`,
    `${String(unchanged)} unchanged`,
    ...(drafts > 0 ? [`${String(drafts)} not published and so not recorded`] : []),
  ];
  console.log(`Transcripts: ${parts.join(', ')}.`);
  if (recorded > 0 && !dryRun)
    console.log('Commit content/permalinks/ together with the transcripts.');
}

/** The day of a moment where the editor is: `2026-03-02`. */
export function dayOf(moment: Date): string {
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${String(moment.getFullYear())}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}
