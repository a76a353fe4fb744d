import { existsSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { checkContentFolder, displayPath, listFiles, START } from '../archive/files.ts';
import { addressOf, checkAddress } from '../archive/ids.ts';
import { readPeople, readPrograms, readSite } from '../archive/read.ts';
import { freeId, slugOf } from '../formats/slug.ts';
import type { Person, Site } from '../transcript/model.ts';
import { ownText } from '../transcript/own-text.ts';
import {
  hasErrors,
  reportInto,
  type Problem,
  type ProblemReporter,
} from '../transcript/problem.ts';
import { didYouMean } from '../transcript/suggestion.ts';
import type { Imported } from './import-transcript.ts';
import { printProblems } from './print-problems.ts';
import { contentFault } from './system-fault.ts';
import { recordImport } from './record-import.ts';
import { removeLeftovers, writeWhole, type TextFile } from './write-whole.ts';

/** Where and how transcripts are stored. */
export interface StoreOptions {
  /** The content folder. */
  content: string;
  /** A program's id. */
  program: string | null;
  /** `null`: made from the title. */
  id: string | null;
  /** Whether existing transcripts may be replaced. */
  force: boolean;
  dryRun: boolean;
}

/** What is in the content folder, kept up to date as files are imported. */
export interface Content {
  people: Map<string, Person>;
  /** The transcripts' files, relative to `transcripts/`, by id. */
  transcripts: Map<string, string>;
  /** The ids that this run has given. */
  given: Set<string>;
  /** The ids of the people whom this run has added. */
  newcomers: Set<string>;
  turnPages: Site['turnPages'];
}

/** Reads what a content folder has; `null`, and it is told, where that is broken. */
export async function openContent(run: StoreOptions): Promise<Content | null> {
  const { content, dryRun } = run;
  if (!dryRun) for (const folder of FOLDERS) await removeLeftovers(path.join(content, folder));
  const problems: Problem[] = [];
  // One that is not there yet is made.
  if (existsSync(content)) checkContentFolder(content, problems);
  try {
    const known = readContent(run, problems);
    if (!hasErrors(problems)) return known;
  } catch (error) {
    reportInto(problems, displayPath(content, ''))('error', START, contentFault(error));
  }
  printProblems(problems);
  console.error('Nothing was imported. Mend the errors above and import again.');
  return null;
}

function readContent({ content, program }: StoreOptions, problems: Problem[]): Content {
  // A folder without a site file can be imported into; building it is what needs one.
  const site = readSite(content, []);
  const people = readPeople(content, site, problems);
  const programs = readPrograms(content, problems);
  if (program !== null && !programs.has(program)) {
    const file = displayPath(content, path.join('programs', `${program}.yaml`));
    const report = reportInto(problems, file);
    report(
      'error',
      START,
      `Unknown program "${program}"; expected the name of a file in programs/ without its ending.${didYouMean(program, [...programs.keys()])} Add the file, or correct --program.`,
    );
  }
  const names = listFiles(path.join(content, 'transcripts'), '.md');
  const transcripts = new Map(names.map((name) => [addressOf(name), name]));
  return { people, transcripts, given: new Set(), newcomers: new Set(), turnPages: site.turnPages };
}

const FOLDERS = ['permalinks', 'speakers', 'transcripts'];
/**
 * Writes a transcript and the files of its new speakers, all of them or none.
 *
 * @returns the paths of what was written, or would be on a dry run.
 * @throws what the system throws.
 */
export async function storeTranscript(
  { file, transcript, markdown, newPeople, problems }: Imported,
  run: StoreOptions,
  known: Content,
): Promise<string[]> {
  if (!transcript || markdown === null) return [];
  const report = reportInto(problems, file);
  const id = chooseId(transcript.title, run, known, report);
  if (id === null) return [];
  const files = newPeople.map((person) => ({
    path: path.join(run.content, 'speakers', `${person.id}.yaml`),
    text: speakerFile(person),
  }));
  for (const [index, speaker] of files.entries()) {
    const fault = faultOfSpeakerFile(newPeople[index]?.id ?? '', speaker.path);
    if (fault === null) continue;
    report('error', START, fault);
    return [];
  }
  const name = known.transcripts.get(id) ?? `${id}.md`;
  const target = path.join(run.content, 'transcripts', name);
  if (!run.force && existsSync(target)) {
    report('error', START, existsAlready(target));
    return [];
  }
  const importing = { content: run.content, id, transcript, markdown, turnPages: known.turnPages };
  const recorded = await recordImport(importing, report);
  const { ledger } = recorded;
  // A new one comes first: where nothing follows it, the next import of the file completes it.
  if (ledger && !recorded.replacesLedger) files.push(ledger);
  files.push({ path: target, text: recorded.markdown });
  if (!run.dryRun) writeWhole(files);
  if (ledger && recorded.replacesLedger) {
    files.push(ledger);
    if (!run.dryRun) replaceLedger(ledger, report);
  }
  known.given.add(ownText(id));
  for (const person of structuredClone(newPeople)) {
    known.people.set(person.id, person);
    known.newcomers.add(person.id);
  }
  return files.map((written) => displayPath('.', written.path));
}

/** After the transcript that it is about: where it stays behind, another command brings it up to date. */
function replaceLedger(ledger: TextFile, report: ProblemReporter): void {
  try {
    writeWhole([ledger]);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    report(
      'warning',
      START,
      `The transcript is written, but the ids of its turns could not be recorded: ${why}. Mend the cause and run npm run permalinks.`,
    );
  }
}

const speakerFile = ({ name, sortName, private: isPrivate }: Person): string =>
  stringify({ name, ...(sortName !== null && { sortName }), ...(isPrivate && { private: true }) });

function faultOfSpeakerFile(id: string, file: string): string | null {
  if (isDeviceName(id)) {
    return `A new speaker would have the id "${id}", which some systems keep for a device; expected another. Write a speaker file of another name, and say who it is with --speaker.`;
  }
  return existsSync(file)
    ? `${displayPath('.', file)} exists already; expected no such file. Say who it is with --speaker, or move it.`
    : null;
}

/** The transcript's id: as given, or made from its title; `null`, and a problem, where it can't be had. */
function chooseId(
  title: string,
  { id: wanted }: StoreOptions,
  { given }: Content,
  report: ProblemReporter,
): string | null {
  const made = wanted ?? slugOf(title);
  const id = wanted === null ? freeId(made, (candidate) => given.has(candidate)) : made;
  if (id === '') {
    report(
      'error',
      START,
      `The title "${title}" has neither letters nor digits, of which an id could be made; expected some. Import this file alone with --id, or with another --title.`,
    );
    return null;
  }
  if (checkAddress(id) !== null || isDeviceName(id)) {
    report(
      'error',
      START,
      `"${id}", made from the title, can't be a transcript's id; expected letters or digits that are neither a turn's id ("t7") nor the name of a device ("con"). Give --id or another --title.`,
    );
    return null;
  }
  if (id !== made) {
    report(
      'warning',
      START,
      `Another file of this run is "${made}" already, so this one is "${id}". Give it a --title or an --id of its own if need be.`,
    );
  }
  return id;
}

const existsAlready = (file: string): string =>
  `${displayPath('.', file)} exists already; expected a new transcript. Give another --id, or --force to replace it.`;

/** Whether a part of an id is a name that Windows keeps for a device, with any ending: such a file can't be checked out. */
export const isDeviceName = (id: string): boolean =>
  id.split('/').some((part) => /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(part));
