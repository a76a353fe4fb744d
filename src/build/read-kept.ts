import {
  isCurrentReading,
  loadReadings,
  saveReadings,
  type KeptReading,
} from '../archive/kept-readings.ts';
import { Bodies, openTranscript, type KeptTranscript } from '../archive/kept-transcript.ts';
import type { Archive } from '../archive/model.ts';
import type { PackedArchive } from '../archive/packed.ts';
import { readArchive } from '../archive/read.ts';
import type { ReadAll } from '../archive/read-transcripts.ts';
import { parserDigest } from './code-digest.ts';
import type { Crew } from './crew.ts';
import { inParts } from './parts.ts';

export interface KeptArchive {
  archive: Archive;
  packed: PackedArchive;
}

/**
 * Reads an archive: only the transcripts that changed since the last build are parsed, by all threads together.
 *
 * @param folder where what was read is kept.
 * @param digests `contentDigests`, so that no file is read twice to find that it has not changed.
 * @param hire brings the threads together, which takes a moment.
 * @param tell is told how many of the changed transcripts are read.
 */
export async function readKept(
  { content, drafts, folder, digests }: WhatToRead,
  hire: (jobs: number) => Crew,
  tell: (done: number, total: number) => void,
): Promise<KeptArchive> {
  const kept = new Map<string, KeptTranscript>();
  const readAll: ReadAll = async (_, names, people) => {
    const context = { content, people, folder };
    const version = parserDigest(content);
    const former = loadReadings(folder, version);
    const readings = new Map<string, KeptReading>();
    const changed: string[] = [];
    for (const name of names) {
      const known = former.get(name);
      if (known && isCurrentReading(name, known, context, digests)) readings.set(name, known);
      else changed.push(name);
    }
    if (changed.length > 0) {
      const crew = hire(changed.length);
      await crew.tell('aboutReading', { ...context, people: new Map(people) });
      let done = 0;
      await crew.share('read', inParts(changed, PART), (part) => {
        for (const [name, reading] of part) readings.set(name, reading);
        done += part.length;
        tell(done, changed.length);
      });
    }
    if (changed.length > 0 || former.size !== readings.size) {
      saveReadings(folder, version, readings);
    }
    const bodies = new Bodies(folder);
    return names.flatMap((name) => {
      const reading = readings.get(name);
      if (!reading) return [];
      const { transcript } = reading;
      if (transcript) kept.set(transcript.facts.id, transcript);
      return [{ ...reading, transcript: transcript && openTranscript(transcript, bodies) }];
    });
  };
  const archive = await readArchive({ content, drafts, readAll });
  const transcripts = archive.transcripts.flatMap(({ id }) => kept.get(id) ?? []);
  return { archive, packed: { ...archive, transcripts, folder } };
}

interface WhatToRead {
  content: string;
  drafts: boolean;
  folder: string;
  digests: ReadonlyMap<string, string> | null;
}

/** Files that a thread reads before it tells of them. */
const PART = 8;
