import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { parseTranscript } from '../transcript/parse.ts';
import type { Person, Program, Site } from '../transcript/model.ts';
import {
  compareProblems,
  reportInto,
  type Place,
  type Problem,
  type ProblemReporter,
} from '../transcript/problem.ts';
import { positionalIds, resolveReferences } from '../transcript/references.ts';
import { personSchema, programSchema, siteSchema } from '../transcript/schemas.ts';
import { didYouMean } from '../transcript/suggestion.ts';
import { readYaml } from '../transcript/yaml.ts';
import type { Archive, ArchivedTranscript } from './model.ts';
import { decodeUtf8 } from './utf8.ts';

export interface ReadOptions {
  /** The content folder. */
  content: string;
  /** Whether transcripts whose status is `draft` or `review` are part of the archive. */
  drafts: boolean;
}

/**
 * Reads a content folder: every file is read and every problem gathered, so that an editor sees all of them at
 * once. It writes nothing and never throws over content; a transcript with errors is in the archive as far as
 * it could be read, and the caller decides what errors mean.
 */
export async function readArchive({ content, drafts }: ReadOptions): Promise<Archive> {
  const problems: Problem[] = [];
  await checkFolder(content, problems);
  const site = await readSite(content, problems);
  const people = await readPeople(content, site, problems);
  const programs = await readPrograms(content, problems);
  const transcripts = await readTranscripts(content, people, programs, problems);
  const published = transcripts.filter(({ status }) => drafts || status === 'published');
  published.sort(newestFirst);
  problems.sort(compareProblems);
  return { site, transcripts: published, people, programs, problems };
}

async function checkFolder(content: string, problems: Problem[]): Promise<void> {
  const isFolder = await stat(content).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return;
  const report = reportInto(problems, displayPath(content, ''));
  report(
    'error',
    START,
    'No such folder; expected the content folder. Correct TURNSTONE_CONTENT, or run the command in the folder that holds content/.',
  );
}

/** Reads `site.yaml`; what it lacks has a default. */
export async function readSite(content: string, problems: Problem[]): Promise<Site> {
  const name = 'site.yaml';
  const source = await readSource(content, name, problems);
  const report = reportInto(problems, displayPath(content, name));
  const isAbsent = problems.every(({ file }) => file !== displayPath(content, name));
  if (source === null && isAbsent) {
    report(
      'warning',
      START,
      'No file tells about the site, so it is called "Transcripts" and speaks English; expected "name:" and "language:". Add the file.',
    );
  }
  const site = source === null ? null : readYaml(source, siteSchema, 1, report).value;
  return {
    name: site?.name ?? 'Transcripts',
    description: site?.description ?? null,
    publisher: site?.publisher ?? null,
    language: site?.language ?? 'en',
    contact: site?.contact ?? null,
    license: site?.license ?? null,
    privateByDefault: site?.privateByDefault ?? false,
    turnPages: site?.turnPages ?? 'short',
  };
}

/** Reads the people of `speakers/`, by id. */
export async function readPeople(
  content: string,
  site: Site,
  problems: Problem[],
): Promise<Map<string, Person>> {
  const files = await readCollection(content, 'speakers', personSchema, problems);
  return mapValues(files, (id, file) => ({
    id,
    name: file.name,
    sortName: file.sortName ?? file.name,
    pronunciation: file.pronunciation ?? null,
    affiliations: file.affiliations.map(({ title, organization, from, to }) => ({
      title: title ?? null,
      organization: organization ?? null,
      from: from ?? null,
      to: to ?? null,
    })),
    sameAs: file.sameAs,
    note: file.note ?? null,
    private: file.private ?? site.privateByDefault,
  }));
}

/** Reads the programs of `programs/`, by id. */
export async function readPrograms(
  content: string,
  problems: Problem[],
): Promise<Map<string, Program>> {
  const files = await readCollection(content, 'programs', programSchema, problems);
  return mapValues(files, (id, file) => ({
    id,
    name: file.name,
    publisher: file.publisher ?? null,
    description: file.description ?? null,
    url: file.url ?? null,
    language: file.language ?? null,
  }));
}

/** The files `<folder>/<id>.yaml`, by id. A file that does not fit its schema is left out and reported. */
async function readCollection<Schema extends z.ZodType>(
  content: string,
  folder: string,
  schema: Schema,
  problems: Problem[],
): Promise<Map<string, z.output<Schema>>> {
  const entries = new Map<string, z.output<Schema>>();
  const files = new Map<string, string>();
  for (const file of await listFiles(path.join(content, folder), '.yaml')) {
    const name = path.join(folder, file);
    const id = addressOf(file);
    const other = files.get(id);
    if (other !== undefined) {
      reportInto(problems, displayPath(content, name))(
        'error',
        START,
        `Two files have the id "${id}"; expected one. Rename one of them.`,
        { file: displayPath(content, other), ...START },
      );
      continue;
    }
    files.set(id, name);
    const source = await readSource(content, name, problems);
    if (source === null) continue;
    const { value } = readYaml(source, schema, 1, reportInto(problems, displayPath(content, name)));
    if (value !== null) entries.set(id, value);
  }
  return entries;
}

async function readTranscripts(
  content: string,
  people: ReadonlyMap<string, Person>,
  programs: ReadonlyMap<string, Program>,
  problems: Problem[],
): Promise<ArchivedTranscript[]> {
  const transcripts: ArchivedTranscript[] = [];
  const files = new Map<string, string>();
  const repeats: { of: string; place: Place; report: ProblemReporter }[] = [];
  for (const name of await listFiles(path.join(content, 'transcripts'), '.md')) {
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

    const source = await readSource(content, path.join('transcripts', name), problems);
    if (source === null) continue;
    const parsed = parseTranscript(source, { file, people });
    problems.push(...parsed.problems);
    const { transcript } = parsed;
    if (!transcript) continue;
    const ids = positionalIds(transcript.turns);
    resolveReferences(transcript, parsed.references, ids, report);
    if (transcript.program !== null && !programs.has(transcript.program)) {
      report(
        'error',
        parsed.placeOf(['program']),
        `Unknown program "${transcript.program}"; expected the name of a file in programs/ without its ending.` +
          `${didYouMean(transcript.program, [...programs.keys()])} Add programs/${transcript.program}.yaml or correct the name.`,
      );
    }
    const turns = transcript.turns.map((turn, index) => ({ ...turn, id: ids[index] ?? '' }));
    transcripts.push({ ...transcript, turns, id, file });
    if (transcript.rebroadcastOf !== null) {
      repeats.push({
        of: transcript.rebroadcastOf,
        place: parsed.placeOf(['rebroadcastOf']),
        report,
      });
    }
  }
  for (const { of, place, report } of repeats) {
    if (files.has(of)) continue;
    report(
      'error',
      place,
      `Unknown transcript "${of}"; expected the id of a transcript in this archive.${didYouMean(of, [...files.keys()])} Correct the id.`,
    );
  }
  return transcripts;
}

const START = { line: 1, column: 1 };

/** A file's path as an id: without its ending, lower-case, composed, with slashes. */
export const addressOf = (file: string): string =>
  file
    .replace(/\.[^.]+$/u, '')
    .split(path.sep)
    .join('/')
    .normalize('NFC')
    .toLowerCase();

/** What is wrong with an id as an address (design, contract 1), or `null`. */
export function checkAddress(id: string): string | null {
  const last = id.split('/').at(-1) ?? '';
  if (/^t\d+[a-z]*$/.test(last)) {
    return `The name "${last}" looks like a turn's id; expected another name, since /transcripts/…/${last}/ is a turn's address. Rename the file.`;
  }
  if (last.includes('.')) {
    return `The name "${last}" holds a dot; expected none, since what follows a dot is an export's ending. Rename the file.`;
  }
  if (
    !/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}_-]*(?:\/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}_.-]*)*$/u.test(
      id,
    )
  ) {
    return `The name "${id}" can't be an address; expected letters, digits, hyphens and underscores. Rename the file.`;
  }
  return null;
}

/** The files below a folder that have an ending, hidden ones apart, in order. None where there is no such folder. */
export async function listFiles(folder: string, ending: string): Promise<string[]> {
  try {
    const names = await readdir(folder, { recursive: true });
    return names.filter((name) => name.endsWith(ending) && !isHidden(name)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

const isHidden = (name: string): boolean =>
  name.split(path.sep).some((part) => part.startsWith('.'));

async function readSource(
  content: string,
  name: string,
  problems: Problem[],
): Promise<string | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path.join(content, name));
  } catch (error) {
    if (isMissing(error)) return null;
    const what = error instanceof Error ? error.message.split(',', 1)[0] : String(error);
    reportInto(problems, displayPath(content, name))(
      'error',
      START,
      `The file can't be read (${what ?? ''}); expected a readable file. Mend its permissions, or rename what is no file.`,
    );
    return null;
  }
  const { text, problem } = decodeUtf8(bytes);
  if (problem) {
    reportInto(problems, displayPath(content, name))('error', problem, problem.message);
    return null;
  }
  return text;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** A path as a person in the working folder would type it. */
export function displayPath(content: string, name: string): string {
  const relative = path.relative(process.cwd(), path.resolve(content, name));
  const shown = relative.startsWith('..') ? path.resolve(content, name) : relative;
  return shown.split(path.sep).join('/');
}

function newestFirst(a: ArchivedTranscript, b: ArchivedTranscript): number {
  return compareText(b.date ?? '', a.date ?? '') || compareText(a.id, b.id);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function mapValues<From, To>(
  map: ReadonlyMap<string, From>,
  change: (id: string, value: From) => To,
): Map<string, To> {
  return new Map([...map].map(([id, value]) => [id, change(id, value)]));
}
