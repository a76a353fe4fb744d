import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Person } from '../transcript/model.ts';
import { isMissing } from './files.ts';
import { digestOf, digestOfFile } from './digest.ts';
import { readHeaded, writeHeaded } from './headed-file.ts';
import { bodyFile, keepTranscript, type KeptTranscript } from './kept-transcript.ts';
import { ledgerFile } from './ledger-files.ts';
import { readTranscript, type TranscriptReading } from './read-transcripts.ts';

/** What one transcript's files tell, without its turns, and what that depends on. Plain data: JSON keeps it whole. */
export interface KeptReading extends Omit<TranscriptReading, 'transcript'> {
  transcript: KeptTranscript | null;
  inputs: Inputs;
}

/** Digests of everything that a transcript is read from; `null` where there is no such file or person. */
interface Inputs {
  source: string | null;
  /** The people that were asked for, by id. */
  people: Record<string, string | null>;
  /** The ids of all people, where an error names the nearest; `null` where nobody asked. */
  everybody: string | null;
  /** Up to the first that is there. */
  ledgers: [id: string, digest: string | null][];
}

/** What readings are made from, besides the files of transcripts and ledgers. */
export interface ReadingContext {
  /** The content folder. */
  content: string;
  people: ReadonlyMap<string, Person>;
  /** Where turns are kept. */
  folder: string;
}

/** Reads one transcript and keeps its turns. */
export function readAndKeep(name: string, context: ReadingContext): KeptReading {
  const { content, people, folder } = context;
  const asked = new AskedPeople(people);
  // Digests come first: what changes meanwhile is read again by the next build.
  const source = digestIfThere(path.join(content, 'transcripts', name));
  let ledgers: Inputs['ledgers'] = [];
  const reading = readTranscript(content, name, asked, (ids) => {
    ledgers = ledgerDigests(content, ids);
  });
  const inputs: Inputs = {
    source,
    people: Object.fromEntries([...asked.ids].map((id) => [id, personDigest(people, id)])),
    everybody: asked.areListed ? everybodyDigest(people) : null,
    ledgers,
  };
  const { transcript } = reading;
  const digest = JSON.stringify(inputs);
  return {
    ...reading,
    transcript: transcript && keepTranscript(transcript, digest, folder),
    inputs,
  };
}

/**
 * Whether a reading is what would be read now.
 *
 * @param digests of the content folder's files, by path, where they are known.
 */
export function isCurrentReading(
  name: string,
  { inputs }: KeptReading,
  context: ReadingContext,
  digests: ReadonlyMap<string, string> | null = null,
): boolean {
  const { content, people } = context;
  const digestIn = (file: string) => {
    const place = path.join(content, file);
    return digests ? (digests.get(place) ?? null) : digestIfThere(place);
  };
  return (
    inputs.source !== null &&
    inputs.source === digestIn(path.join('transcripts', name)) &&
    Object.entries(inputs.people).every(([id, digest]) => digest === personDigest(people, id)) &&
    (inputs.everybody === null || inputs.everybody === everybodyDigest(people)) &&
    inputs.ledgers.every(([id, digest]) => digest === digestIn(ledgerFile(id)))
  );
}

/**
 * The readings that were kept in a folder, by name. None where there are none, and none where they are damaged, of
 * another version, or of another content folder.
 */
export function loadReadings(folder: string, version: string): Map<string, KeptReading> {
  const text = readHeaded(indexFile(folder), kindOf(version));
  return new Map(text === null ? [] : (JSON.parse(text) as [string, KeptReading][]));
}

/** Keeps readings, and removes the turns that none of them has. */
export function saveReadings(
  folder: string,
  version: string,
  readings: ReadonlyMap<string, KeptReading>,
): void {
  writeHeaded(indexFile(folder), kindOf(version), JSON.stringify([...readings]));
  const kept = new Set(
    [...readings.values()].flatMap(({ transcript }) =>
      transcript ? [bodyFile(folder, transcript.body)] : [],
    ),
  );
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && entry.parentPath !== folder && !kept.has(file))
      rmSync(file, { force: true });
  }
}

/** The people of an archive, with a memory of who was asked for. */
class AskedPeople implements ReadonlyMap<string, Person> {
  readonly ids = new Set<string>();
  areListed = false;
  private readonly people: ReadonlyMap<string, Person>;

  constructor(people: ReadonlyMap<string, Person>) {
    this.people = people;
  }

  get(id: string) {
    this.ids.add(id);
    return this.people.get(id);
  }

  has(id: string) {
    this.ids.add(id);
    return this.people.has(id);
  }

  keys() {
    return this.all().keys();
  }

  values() {
    return this.all().values();
  }

  entries() {
    return this.all().entries();
  }

  forEach(tell: Parameters<ReadonlyMap<string, Person>['forEach']>[0]) {
    this.all().forEach(tell);
  }

  [Symbol.iterator]() {
    return this.entries();
  }

  get size() {
    return this.all().size;
  }

  private all() {
    this.areListed = true;
    return this.people;
  }
}

const indexFile = (folder: string): string => path.join(folder, 'index.json');

const kindOf = (version: string) => ({ turnstone: 'readings', version });

function digestIfThere(file: string): string | null {
  try {
    return digestOfFile(file);
  } catch (error) {
    if (isMissing(error)) return null;
    // What can't be read now is tried again.
    return `unreadable ${String(Date.now())}`;
  }
}

function ledgerDigests(content: string, ids: readonly string[]): Inputs['ledgers'] {
  const digests: Inputs['ledgers'] = [];
  for (const id of ids) {
    const digest = digestIfThere(path.join(content, ledgerFile(id)));
    digests.push([id, digest]);
    if (digest !== null) break;
  }
  return digests;
}

const digests = new WeakMap<Person, string>();

function personDigest(people: ReadonlyMap<string, Person>, id: string): string | null {
  const person = people.get(id);
  if (!person) return null;
  const known = digests.get(person) ?? digestOf(JSON.stringify(person));
  digests.set(person, known);
  return known;
}

const everybodyDigest = (people: ReadonlyMap<string, Person>): string =>
  digestOf(JSON.stringify([...people.keys()]));
