import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setCurrentArchive, setTranscriptsWithCards } from '../archive/current.ts';
import { readAndKeep, type KeptReading, type ReadingContext } from '../archive/kept-readings.ts';
import { digestOf } from '../archive/digest.ts';
import { openArchive, type PackedArchive } from '../archive/packed.ts';
import { openProgram, type Program, type SitePath } from './program.ts';

/** What every thread of a build can be asked to do. */
export interface Tasks {
  /** Whose transcripts are to be read. */
  aboutReading(context: ReadingContext): void;
  read(names: readonly string[]): [string, KeptReading][];
  /** What pages are to be made of. */
  aboutPages(making: Making): Promise<void>;
  paths(pagesOnly: boolean): Promise<SitePath[]>;
  /** Makes files. Returns their digests; those that their routes had nothing to say about are left out. */
  render(paths: readonly SitePath[]): Promise<[file: string, digest: string][]>;
}

export interface Making {
  archive: PackedArchive;
  /** The ids of the transcripts that have a picture. */
  cards: ReadonlySet<string>;
  /** The folder of the compiled program. */
  program: string;
  /** Where the files go. */
  target: string;
}

/** The tasks, as a thread does them that makes nothing else. */
export function createTasks(): Tasks {
  let reading: ReadingContext | null = null;
  let making: { program: Program; target: string } | null = null;
  const folders = new Set<string>();
  return {
    aboutReading: (context) => {
      reading = context;
    },
    read: (names) => names.map((name) => [name, readAndKeep(name, known(reading))]),
    aboutPages: async ({ archive, cards, program, target }) => {
      setCurrentArchive(openArchive(archive));
      setTranscriptsWithCards(cards);
      making = { program: await openProgram(program), target };
    },
    paths: (pagesOnly) => known(making).program.paths(pagesOnly),
    render: async (paths) => {
      const { program, target } = known(making);
      const made: [string, string][] = [];
      for (const one of paths) {
        const bytes = await program.render(one);
        if (!bytes) continue;
        const file = path.join(target, one.file);
        const folder = path.dirname(file);
        if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
        folders.add(folder);
        writeFileSync(file, bytes);
        made.push([one.file, digestOf(bytes)]);
      }
      return made;
    },
  };
}

function known<Value>(value: Value | null): Value {
  if (value === null) throw new Error('The thread was not told what it is about.');
  return value;
}
