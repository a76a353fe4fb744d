import { currentArchive, onlyTranscriptPages } from '../../archive/current.ts';
import { removedAddresses } from '../../archive/lookup.ts';
import { turnPaths } from '../transcripts/_paths.ts';

/** Paths of the pages for frames: one for each page of a turn, and of a turn that was removed. */
export async function embedPaths(): Promise<
  { params: { id: string; turn: string }; cacheKey?: string }[]
> {
  if (onlyTranscriptPages()) return [];
  const removed = removedAddresses(await currentArchive());
  return [
    ...(await turnPaths()),
    ...removed
      .filter((one) => one.removed.turnPages)
      .flatMap(({ id, removed: { ids } }) => ids.map((turn) => ({ params: { id, turn } }))),
  ];
}
