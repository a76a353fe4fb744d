import path from 'node:path';
import type { z } from 'zod';
import { USUAL_EXPORTS, type Person, type Program, type Site } from '../transcript/model.ts';
import { compareProblems, reportInto, type Problem } from '../transcript/problem.ts';
import { personSchema, programSchema, siteSchema } from '../transcript/schemas.ts';
import { readYaml } from '../transcript/yaml.ts';
import {
  checkContentFolder,
  displayPath,
  listFiles,
  readListed,
  readSource,
  START,
} from './files.ts';
import { addressOf } from './ids.ts';
import type { Archive, ArchivedTranscript } from './model.ts';
import type { ReadStories } from '../stories/read-stories.ts';
import { readTranscripts, type ReadAll } from './read-transcripts.ts';

export interface ReadOptions {
  /** The content folder. */
  content: string;
  /** Whether transcripts whose status is `draft` or `review` are part of the archive. */
  drafts: boolean;
  /** How transcripts are read, where not one after another. */
  readAll?: ReadAll;
}

/**
 * Reads a content folder: every file is read and every problem gathered, so that an editor sees all of them at
 * once. It writes nothing and never throws over content; a transcript with errors is in the archive as far as
 * it could be read, and the caller decides what errors mean.
 */
export async function readArchive({ content, drafts, readAll }: ReadOptions): Promise<Archive> {
  const problems: Problem[] = [];
  checkContentFolder(content, problems);
  const site = readSite(content, problems);
  const people = readPeople(content, site, problems);
  const programs = readPrograms(content, problems);
  const read = await readTranscripts(content, people, programs, problems, readAll);
  const transcripts = read.transcripts.filter(({ status }) => drafts || status === 'published');
  transcripts.sort(newestFirst);
  const archive = { ...read, site, transcripts, people, programs, problems, stories: [] };
  const stories = await storiesIn(content, archive);
  problems.push(...stories.problems);
  problems.sort(compareProblems);
  return { ...archive, stories: stories.stories };
}

/** What reads stories takes as long to load as all else that reads an archive: it is left out where there are none. */
async function storiesIn(content: string, archive: Archive): Promise<ReadStories> {
  const names = listFiles(path.join(content, 'stories'), '.mdx');
  if (names.length === 0) return { stories: [], problems: [] };
  const { readStories } = await import('../stories/read-stories.ts');
  return readStories(content, archive);
}

/** Reads `site.yaml`; what it lacks has a default. */
export function readSite(content: string, problems: Problem[]): Site {
  const name = 'site.yaml';
  const source = readSource(content, name, problems);
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
    exports: site?.exports ?? USUAL_EXPORTS,
    languageGaps: site?.languageGaps ?? 'drafts',
  };
}

/** Reads the people of `speakers/`, by id. */
export function readPeople(content: string, site: Site, problems: Problem[]): Map<string, Person> {
  const files = readCollection(content, 'speakers', personSchema, problems);
  return mapValues(files, (id, file) => ({
    id,
    name: file.name,
    sortName: file.sortName ?? null,
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
export function readPrograms(content: string, problems: Problem[]): Map<string, Program> {
  const files = readCollection(content, 'programs', programSchema, problems);
  return mapValues(files, (id, file) => ({
    id,
    name: file.name,
    kind: file.kind ?? null,
    publisher: file.publisher ?? null,
    description: file.description ?? null,
    url: file.url ?? null,
    language: file.language ?? null,
  }));
}

/** The files `<folder>/<id>.yaml`, by id. A file that does not fit its schema is left out and reported. */
function readCollection<Schema extends z.ZodType>(
  content: string,
  folder: string,
  schema: Schema,
  problems: Problem[],
): Map<string, z.output<Schema>> {
  const entries = new Map<string, z.output<Schema>>();
  const files = new Map<string, string>();
  for (const file of listFiles(path.join(content, folder), '.yaml')) {
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
    if (/(?:^|\/)page\/\d+$/.test(id)) {
      reportInto(problems, displayPath(content, name))(
        'error',
        START,
        `The name "${id}" ends as the address of a further page of a list does; expected another name. Rename the file.`,
      );
    }
    const source = readListed(content, name, problems);
    if (source === null) continue;
    const { value } = readYaml(source, schema, 1, reportInto(problems, displayPath(content, name)));
    if (value !== null) entries.set(id, value);
  }
  return entries;
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
