import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Person, Program, Transcript } from '../transcript/model.ts';
import { parseTranscript, type ParsedTranscript } from '../transcript/parse.ts';
import { reportInto, type Place, type Problem } from '../transcript/problem.ts';
import { resolveReferences } from '../transcript/references.ts';
import { didYouMean } from '../transcript/suggestion.ts';
import { displayPath, listFiles, readListed, START } from './files.ts';
import { addressOf, checkAddress } from './ids.ts';
import { identifyTurns, isRecorded, type Unrecorded } from './identify.ts';
import { isPurged } from './ledger.ts';
import { findLedger, ledgerFile, listLedgers, type FoundLedger } from './ledger-files.ts';
import type { ArchivedTranscript, RemovedTranscript } from './model.ts';
import { sourceDigest } from './pins.ts';

/** A transcript's file, parsed. */
export interface TranscriptFile {
  id: string;
  /** The path as an editor would type it. */
  file: string;
  /** `sourceDigest` of the text. */
  digest: string;
  transcript: Transcript;
  parsed: ParsedTranscript;
}

/** Reads and parses every transcript below a content folder, in the files' order. What does not fit is reported. */
export function* readTranscriptFiles(
  content: string,
  people: ReadonlyMap<string, Person>,
  problems: Problem[],
): Generator<TranscriptFile> {
  for (const name of listTranscripts(content, problems)) {
    const file = readTranscriptFile(content, name, people, problems);
    if (file) yield file;
  }
}

export interface ReadTranscripts {
  /** In the files' order. */
  transcripts: ArchivedTranscript[];
  removed: RemovedTranscript[];
  /** What the ledgers lack, as errors. */
  unrecorded: Problem[];
}

/** What one transcript's file and ledger tell, whatever the other files say. */
export interface TranscriptReading {
  /** As far as it could be read; `null` without readable front matter. */
  transcript: ArchivedTranscript | null;
  problems: Problem[];
  /** What the ledger lacks, as errors. */
  unrecorded: Problem[];
  /** Places that name other files, which only the whole archive can check. */
  names: Naming[];
}

/**
 * Reads the transcripts with these names below `transcripts/`, each with its permalink ledger, in their order. Who calls
 * may do so in other threads, or remember what was read.
 */
export type ReadAll = (
  content: string,
  names: readonly string[],
  people: ReadonlyMap<string, Person>,
) => Promise<TranscriptReading[]>;

/** Reads the transcripts with what their permalink ledgers tell, and checks what they name. */
export async function readTranscripts(
  content: string,
  people: ReadonlyMap<string, Person>,
  programs: ReadonlyMap<string, Program>,
  problems: Problem[],
  readAll: ReadAll = readOneByOne,
): Promise<ReadTranscripts> {
  const transcripts: ArchivedTranscript[] = [];
  const unrecorded: Problem[] = [];
  const owners = new Map<string, string>();
  const names: Naming[] = [];
  const used = new Set<string>();
  const files = listTranscripts(content, problems);
  for (const reading of await readAll(content, files, people)) {
    problems.push(...reading.problems);
    unrecorded.push(...reading.unrecorded);
    names.push(...reading.names);
    const { transcript } = reading;
    if (!transcript) continue;
    transcripts.push(transcript);
    owners.set(transcript.id, transcript.file);
    for (const owner of [transcript.id, ...transcript.aliases]) used.add(owner);
  }
  const removed = readRemoved(content, used, problems, unrecorded);
  checkPrograms(names, programs, problems);
  checkNames(names, owners, new Set(removed.map(({ id }) => id)), problems);
  return { transcripts, removed, unrecorded };
}

/**
 * Reads one transcript with its permalink ledger.
 *
 * @param beforeLedger is told, before any is read, of which ids the ledger would be this transcript's.
 */
export function readTranscript(
  content: string,
  name: string,
  people: ReadonlyMap<string, Person>,
  beforeLedger?: (ids: readonly string[]) => void,
): TranscriptReading {
  const problems: Problem[] = [];
  const unrecorded: Problem[] = [];
  const source = readTranscriptFile(content, name, people, problems);
  if (!source) return { transcript: null, problems, unrecorded, names: [] };
  const { id, transcript, digest } = source;
  const owners = [id, ...transcript.aliases];
  beforeLedger?.(owners);
  const ledger = findLedger(content, owners, digest, problems);
  const { archived, lacks } = identify(source, ledger === 'damaged' ? null : ledger, problems);
  const report = reportInto(unrecorded, source.file);
  if (ledger !== 'damaged' && transcript.status !== 'published') {
    if (ledger !== null && ledger.head.removed === null) {
      report(
        'error',
        source.parsed.placeOf(['status']),
        `The transcript was published on ${ledger.head.published}, and its status is "${transcript.status}" now, so that every link to it would fail; expected "published". Publish it again, or take it away for good with npm run remove -- ${id}.`,
      );
    }
  } else if (ledger !== 'damaged' && lacks !== null) {
    const { line, column } = lacks.place;
    const problem = { file: source.file, line, column, message: lacks.message };
    const severity = 'error';
    unrecorded.push({ ...problem, severity, ...(ledger === null && { isNeverRecorded: true }) });
  }
  return { transcript: archived, problems, unrecorded, names: namesIn(source) };
}

const readOneByOne: ReadAll = async (content, names, people) => {
  const readings: TranscriptReading[] = [];
  for (const name of names) {
    readings.push(readTranscript(content, name, people));
    // The author's server answers meanwhile.
    await setImmediate();
  }
  return readings;
};

/** The names of the transcripts' files below `transcripts/`, in order, one for each address. */
function listTranscripts(content: string, problems: Problem[]): string[] {
  const files = new Map<string, string>();
  const names: string[] = [];
  for (const name of listFiles(path.join(content, 'transcripts'), '.md')) {
    const file = displayPath(content, path.join('transcripts', name));
    const report = reportInto(problems, file);
    const id = addressOf(name);
    const addressProblem = checkAddress(id);
    if (addressProblem !== null) report('error', START, addressProblem);
    const other = files.get(id);
    if (other !== undefined) {
      report(
        'error',
        START,
        `Two files have the address /transcripts/${id}/; expected one. Rename one of them.`,
        { file: other, ...START },
      );
      continue;
    }
    files.set(id, file);
    names.push(name);
  }
  return names;
}

/** `null` where it can't be read, which is reported. */
function readTranscriptFile(
  content: string,
  name: string,
  people: ReadonlyMap<string, Person>,
  problems: Problem[],
): TranscriptFile | null {
  const source = readListed(content, path.join('transcripts', name), problems);
  if (source === null) return null;
  const file = displayPath(content, path.join('transcripts', name));
  const parsed = parseTranscript(source, { file, people });
  problems.push(...parsed.problems);
  const { transcript } = parsed;
  if (!transcript) return null;
  return { id: addressOf(name), file, digest: sourceDigest(source), transcript, parsed };
}

function identify(
  { id, file, digest, transcript, parsed }: TranscriptFile,
  ledger: FoundLedger | null,
  problems: Problem[],
): { archived: ArchivedTranscript; lacks: { place: Place; message: string } | null } {
  const report = reportInto(problems, file);
  const isUnchanged = ledger?.head.source === digest;
  const identified = identifyTurns(transcript, ledger, isUnchanged);
  const { ids, permalinks, gone, unrecorded } = identified;
  for (const { turn, message } of identified.faults) report('error', turn.place, message);
  resolveReferences(
    transcript,
    parsed.references,
    ids,
    report,
    new Set(gone.map((turn) => turn.id)),
  );
  const turns = transcript.turns.map((turn, index) => ({
    ...turn,
    id: ids[index] ?? '',
    permalink: permalinks[index] ?? null,
  }));
  const archived = {
    ...transcript,
    inferred: parsed.inferredFor(ids),
    id,
    file,
    turns,
    gone,
    formerRecords: ledger?.head.formerRecords ?? [],
    turnPages: ledger?.head.turnPages ?? false,
  };
  const isMoved = ledger !== null && ledger.id !== id;
  if (isRecorded(unrecorded) && !isMoved) return { archived, lacks: null };
  const first = turns.find(
    (turn) => turn.permalink === null || unrecorded.changed.includes(turn.id),
  );
  const message =
    ledger === null
      ? `${summaryOf(unrecorded)} not recorded, so no lasting link can be had; expected a permalink for every turn. Run npm run permalinks. If the transcript was published before, take ${ledgerFile(id)} back from your version control first: without it, links would lead to other turns.`
      : isMoved
        ? `The permalinks are recorded under the former address, ${ledger.id}; expected them under ${id}. Run npm run permalinks.`
        : `${summaryOf(unrecorded)} not recorded, so no lasting link can be had; expected a permalink for every turn. Run npm run permalinks.`;
  return { archived, lacks: { place: first?.place ?? START, message } };
}

/** `2 new turns (t15a, t15b), 1 changed turn (t7) are` */
function summaryOf({ added, changed, relabelled, removed, merged, unsure }: Unrecorded): string {
  const kinds = [
    { what: 'new', ids: added },
    { what: 'changed', ids: [...new Set([...changed, ...relabelled])] },
    { what: 'removed', ids: removed },
    { what: 'joined', ids: merged.map(({ id }) => id) },
    { what: 'unsettled', ids: unsure.map(({ id }) => id) },
  ].filter(({ ids }) => ids.length > 0);
  const count = kinds.reduce((sum, { ids }) => sum + ids.length, 0);
  const parts = kinds.map(
    ({ what, ids }) =>
      `${String(ids.length)} ${what} turn${ids.length === 1 ? '' : 's'} (${listed(ids)})`,
  );
  return `${parts.join(', ')} ${count === 1 ? 'is' : 'are'}`;
}

const listed = (ids: readonly string[]): string =>
  ids.length > 6 ? `${ids[0] ?? ''} to ${ids.at(-1) ?? ''}` : ids.join(', ');

/** A place that names a transcript or a program of this archive, or claims an address in it. */
export interface Naming {
  kind: 'repeats' | 'alias' | 'program';
  id: string;
  file: string;
  place: Place;
}

function namesIn({ file, transcript, parsed }: TranscriptFile): Naming[] {
  const repeats: Naming[] =
    transcript.rebroadcastOf === null
      ? []
      : [
          {
            kind: 'repeats',
            id: transcript.rebroadcastOf,
            file,
            place: parsed.placeOf(['rebroadcastOf']),
          },
        ];
  const { program } = transcript;
  const inProgram: Naming[] =
    program === null
      ? []
      : [{ kind: 'program', id: program, file, place: parsed.placeOf(['program']) }];
  return [
    ...inProgram,
    ...repeats,
    ...transcript.aliases.map((id, index): Naming => ({
      kind: 'alias',
      id,
      file,
      place: parsed.placeOf(['aliases', index]),
    })),
  ];
}

function checkNames(
  names: readonly Naming[],
  files: ReadonlyMap<string, string>,
  removed: ReadonlySet<string>,
  problems: Problem[],
): void {
  const aliases = new Map<string, Naming>();
  for (const naming of names) {
    const { kind, id, file, place } = naming;
    if (kind === 'program') continue;
    const report = reportInto(problems, file);
    const owner = files.get(id);
    if (kind === 'repeats') {
      if (owner !== undefined || removed.has(id)) continue;
      report(
        'error',
        place,
        `Unknown transcript "${id}"; expected the id of a transcript in this archive.${didYouMean(id, [...files.keys()])} Correct the id.`,
      );
      continue;
    }
    const fault = checkAddress(id);
    const other = aliases.get(id);
    if (fault !== null || id !== id.toLowerCase()) {
      report(
        'error',
        place,
        fault ??
          `The alias "${id}" has capitals; expected the address as it was: "${id.toLowerCase()}". Correct it.`,
      );
    } else if (owner !== undefined) {
      report(
        'error',
        place,
        `The alias "${id}" is the address of a transcript; expected one that no transcript has now. Remove the alias.`,
        { file: owner, ...START },
      );
    } else if (other) {
      report(
        'error',
        place,
        `The alias "${id}" stands twice; expected each former address once. Remove one of the two.`,
        { file: other.file, ...other.place },
      );
    }
    aliases.set(id, naming);
  }
}

function checkPrograms(
  names: readonly Naming[],
  programs: ReadonlyMap<string, Program>,
  problems: Problem[],
): void {
  for (const { kind, id, file, place } of names) {
    if (kind !== 'program' || programs.has(id)) continue;
    reportInto(problems, file)(
      'error',
      place,
      `Unknown program "${id}"; expected the name of a file in programs/ without its ending.` +
        `${didYouMean(id, [...programs.keys()])} Add programs/${id}.yaml or correct the name.`,
    );
  }
}

/** The ledgers of transcripts that are there no more: each was removed on purpose, or is missing. */
function readRemoved(
  content: string,
  used: ReadonlySet<string>,
  problems: Problem[],
  unrecorded: Problem[],
): RemovedTranscript[] {
  const removed: RemovedTranscript[] = [];
  for (const id of listLedgers(content)) {
    if (used.has(id)) continue;
    const found = findLedger(content, [id], null, problems);
    if (found === null || found === 'damaged') continue;
    const { head, entries } = found;
    if (head.removed) {
      const turns = entries ?? [];
      removed.push({
        id,
        removal: head.removed,
        purged: turns.every(isPurged),
        aliases: head.aliases,
        ids: turns.map((entry) => entry.id),
        turnPages: head.turnPages,
      });
      continue;
    }
    const file = displayPath(content, ledgerFile(id));
    reportInto(unrecorded, file)(
      'error',
      START,
      `The transcript "${id}" was published on ${head.published} and is gone; expected transcripts/${id}.md. Put it back; or, where it has another name now, write "aliases: [${id}]" there; or take it away for good with npm run remove -- ${id}.`,
    );
  }
  return removed;
}
