import { cacheKey } from '../../archive/cache-key.ts';
import { currentArchive, onlyTranscriptPages } from '../../archive/current.ts';
import { publishedIds, transcriptAddresses } from '../../archive/lookup.ts';
import { storiesOf } from '../../archive/views.ts';

/** Paths of what every transcript has, under its own id and its former ones: for `getStaticPaths`. */
export async function transcriptPaths(): Promise<{ params: { id: string }; cacheKey?: string }[]> {
  const archive = await currentArchive();
  return transcriptAddresses(archive).map(({ id, transcript }) => ({
    params: { id },
    ...cacheKey(archive, {
      transcripts: [transcript],
      also: [id, storiesOf(archive, transcript.id)],
    }),
  }));
}

/**
 * Paths of the turns that have a page of their own. They hold nothing but their names, since a large archive has
 * hundreds of thousands of them.
 */
export async function turnPaths(): Promise<
  { params: { id: string; turn: string }; cacheKey?: string }[]
> {
  if (onlyTranscriptPages()) return [];
  const archive = await currentArchive();
  return transcriptAddresses(archive)
    .filter(({ transcript }) => transcript.turnPages)
    .flatMap(({ id, transcript }) => {
      const also = [id, storiesOf(archive, transcript.id)];
      const key = cacheKey(archive, { transcripts: [transcript], also });
      return publishedIds(transcript).map((turn) => ({ params: { id, turn }, ...key }));
    });
}
