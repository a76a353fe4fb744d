import { currentArchive, onlyTranscriptPages } from '../../archive/current.ts';
import { publishedIds, transcriptAddresses } from '../../archive/lookup.ts';

/** Paths of what every transcript has, under its own id and its former ones: for `getStaticPaths`. */
export const transcriptPaths = async (): Promise<{ params: { id: string } }[]> =>
  transcriptAddresses(await currentArchive()).map(({ id }) => ({ params: { id } }));

/**
 * Paths of the turns that have a page of their own. They hold nothing but their names, since a large archive has
 * hundreds of thousands of them.
 */
export async function turnPaths(): Promise<{ params: { id: string; turn: string } }[]> {
  if (onlyTranscriptPages()) return [];
  return transcriptAddresses(await currentArchive())
    .filter(({ transcript }) => transcript.turnPages)
    .flatMap(({ id, transcript }) =>
      publishedIds(transcript).map((turn) => ({ params: { id, turn } })),
    );
}
