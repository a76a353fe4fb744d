import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RootContent } from 'mdast';
import { digestOf } from './digest.ts';
import type { ArchivedTranscript } from './model.ts';
import { outlineOf, withOutline, type Outline } from './outline.ts';

/*
 * A transcript in two parts: what every index needs, which is small, and its turns, which stand in a file of their own
 * until a page shows them. So an archive of any size can be held, in every thread that makes pages.
 */

/** A transcript without its turns. Plain data: JSON keeps it whole. */
export interface KeptTranscript {
  facts: Omit<ArchivedTranscript, BodyKey>;
  outline: Outline;
  /** The digest of its turns, by which their file is named. */
  body: string;
  /** The digest of everything that it was read from. What is made of the transcript alone is the same while this is. */
  digest: string;
}

/** Parts a transcript, and writes its turns into a folder. */
export function keepTranscript(
  transcript: ArchivedTranscript,
  inputs: string,
  folder: string,
): KeptTranscript {
  const { turns, gone, directions, chapters, ...facts } = transcript;
  for (const { content, notes } of turns) {
    content.forEach(dropPlaces);
    for (const note of notes) note.content.forEach(dropPlaces);
  }
  const text = JSON.stringify({ turns, gone, directions, chapters });
  const body = digestOf(text);
  const file = bodyFile(folder, body);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  const outline = outlineOf(transcript);
  return { facts, outline, body, digest: digestOf(`${inputs}\0${body}\0${JSON.stringify(facts)}`) };
}

/** The transcript, whose turns are read when somebody asks for them. */
export function openTranscript(kept: KeptTranscript, bodies: Bodies): ArchivedTranscript {
  const { facts, outline, body, digest } = kept;
  const transcript = {
    ...facts,
    get turns() {
      return bodies.read(body).turns;
    },
    get gone() {
      return bodies.read(body).gone;
    },
    get directions() {
      return bodies.read(body).directions;
    },
    get chapters() {
      return bodies.read(body).chapters;
    },
  };
  Object.defineProperty(transcript, DIGEST, { value: digest });
  return withOutline(transcript, outline);
}

/**
 * The digest of everything that a transcript was read from: its source, its ledger, and what its speakers' files say.
 * `null` where nobody keeps count, as in the author's loop.
 */
export const inputsDigest = (transcript: ArchivedTranscript): string | null =>
  (Reflect.get(transcript, DIGEST) as string | undefined) ?? null;

/** A property rather than a map, since pages are made by another copy of this module than archives are read by. */
const DIGEST = Symbol.for('turnstone.digest');

/** The files of turns in a folder. Those read last are held, as far as there is room. */
export class Bodies {
  private readonly folder: string;
  private readonly held = new Map<string, { body: Body; size: number }>();
  private room = ROOM;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** @throws `DamagedCache` where the file is not what was written. */
  read(digest: string): Body {
    const known = this.held.get(digest);
    if (known) return known.body;
    const text = readBody(bodyFile(this.folder, digest));
    if (text === null || digestOf(text) !== digest) throw new DamagedCache(this.folder);
    const body = JSON.parse(text) as Body;
    this.held.set(digest, { body, size: text.length });
    this.room -= text.length;
    for (const [oldest, { size }] of this.held) {
      if (this.room >= 0 || oldest === digest) break;
      this.held.delete(oldest);
      this.room += size;
    }
    return body;
  }
}

/** What was kept is not what is there: nothing of it is to be trusted. */
export class DamagedCache extends Error {
  constructor(folder: string) {
    super(`What was kept in ${folder} is damaged; it is made anew.`);
    this.name = 'DamagedCache';
  }
}

/** The file of turns with a digest. */
export const bodyFile = (folder: string, digest: string): string =>
  path.join(folder, digest.slice(0, 2), `${digest.slice(2)}.json`);

type BodyKey = 'turns' | 'gone' | 'directions' | 'chapters';
type Body = Pick<ArchivedTranscript, BodyKey>;

/** UTF-16 units of JSON. */
const ROOM = 1_000_000;

function readBody(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Only problems need the places of words, and they have been told; they are two thirds of the data. */
function dropPlaces(node: RootContent): void {
  delete node.position;
  if ('children' in node) node.children.forEach(dropPlaces);
}
