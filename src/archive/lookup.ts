import type { Program } from '../transcript/model.ts';
import type { Archive, ArchivedTranscript, RemovedTranscript } from './model.ts';
import { outlineOf } from './outline.ts';

/** The transcript that an address serves: its own id, or one that it had before. */
export const transcriptAt = (archive: Archive, id: string): ArchivedTranscript | undefined =>
  indexOf(archive).transcripts.get(id);

/** The removed transcript whose place an address is. */
export const removedAt = (archive: Archive, id: string): RemovedTranscript | undefined =>
  indexOf(archive).removed.get(id);

/** Everything that is served below `/transcripts/`: each transcript under its own id, then under its former ones. */
export function transcriptAddresses({
  transcripts,
}: Archive): { id: string; transcript: ArchivedTranscript }[] {
  return transcripts.flatMap((transcript) =>
    [transcript.id, ...transcript.aliases].map((id) => ({ id, transcript })),
  );
}

/** The places of the removed transcripts, under the ids that they had. A purged one has its own alone. */
export function removedAddresses({
  removed,
}: Archive): { id: string; removed: RemovedTranscript }[] {
  return removed.flatMap((one) => [one.id, ...one.aliases].map((id) => ({ id, removed: one })));
}

/** The ids that have been given out for good: of turns with a permalink, and of those that are no more. */
export const publishedIds = (transcript: ArchivedTranscript): string[] => outlineOf(transcript).ids;

/** The fingerprints of the words under `publishedIds`, in the same order; empty where there is none. */
export const publishedPins = (transcript: ArchivedTranscript): string[] =>
  outlineOf(transcript).pins;

interface Index {
  transcripts: ReadonlyMap<string, ArchivedTranscript>;
  removed: ReadonlyMap<string, RemovedTranscript>;
}

const indexes = new WeakMap<Archive, Index>();

function indexOf(archive: Archive): Index {
  const known = indexes.get(archive);
  if (known) return known;
  const index = {
    transcripts: new Map(
      transcriptAddresses(archive).map(({ id, transcript }) => [id, transcript]),
    ),
    removed: new Map(removedAddresses(archive).map(({ id, removed }) => [id, removed])),
  };
  indexes.set(archive, index);
  return index;
}

/** The program that a transcript is of; `null` where it names none that there is. */
export const programOf = (
  { programs }: Pick<Archive, 'programs'>,
  { program }: Pick<ArchivedTranscript, 'program'>,
): Program | null => (program === null ? null : (programs.get(program) ?? null));
