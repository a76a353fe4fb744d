import { transcriptsWithCards } from './current.ts';
import { digestOf } from './digest.ts';
import { inputsDigest } from './kept-transcript.ts';
import type { Archive, ArchivedTranscript } from './model.ts';

/** What a page shows of an archive, besides what every page does. */
export interface Shown {
  transcripts: readonly ArchivedTranscript[];
  /** Anything else: a person, a program, a list. JSON tells whether it changed. */
  also?: unknown;
}

/**
 * The `cacheKey` of a path in `getStaticPaths`, to be spread there: while it is the same, and the code too, the next
 * build takes the page from the last one. A path that has none is made anew whenever anything in the archive changes, so that only routes
 * with many paths need one; it must name everything that the page shows. With a transcript come its program, the people
 * who speak in it, and whether it has a picture.
 *
 * @returns nothing in the author's loop, where pages are made when they are asked for.
 */
export function cacheKey(archive: Archive, { transcripts, also }: Shown): { cacheKey?: string } {
  const digests = transcripts.map((transcript) => transcriptDigest(archive, transcript));
  if (digests.includes(null)) return {};
  return { cacheKey: digestOf(JSON.stringify([siteDigest(archive), digests, also])) };
}

/** The key of a path that has no other: the digest of the whole archive. */
export function archiveDigest(archive: Archive): string {
  const { people, programs, removed, stories, transcripts } = archive;
  const also = [[...people.values()], [...programs.values()], removed, stories];
  return cacheKey(archive, { transcripts, also }).cacheKey ?? '';
}

function transcriptDigest(archive: Archive, transcript: ArchivedTranscript): string | null {
  const known = digests.get(transcript);
  if (known !== undefined) return known;
  const inputs = inputsDigest(transcript);
  if (inputs === null) return null;
  const { people, programs } = archive;
  const { id, program, speakers } = transcript;
  const digest = digestOf(
    JSON.stringify([
      id,
      inputs,
      programs.get(program ?? ''),
      speakers.map((speaker) => people.get(speaker.id)),
      transcriptsWithCards().has(id),
    ]),
  );
  digests.set(transcript, digest);
  return digest;
}

const digests = new WeakMap<ArchivedTranscript, string>();

function siteDigest(archive: Archive): string {
  const known = siteDigests.get(archive) ?? digestOf(JSON.stringify(archive.site));
  siteDigests.set(archive, known);
  return known;
}

const siteDigests = new WeakMap<Archive, string>();
