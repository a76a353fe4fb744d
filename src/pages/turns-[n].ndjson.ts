import type { APIRoute, GetStaticPaths } from 'astro';
import { currentArchive, onlyTranscriptPages } from '../archive/current.ts';
import { turnFilesOf, writeTurnFile, type TurnFile } from '../archive/turn-files.ts';

/** `/turns-1.ndjson` …: the turns that may be passed on, a line each. */
export const getStaticPaths: GetStaticPaths = async () =>
  onlyTranscriptPages()
    ? []
    : turnFilesOf(await currentArchive()).map((file) => ({
        params: { n: String(file.n) },
        props: { file },
      }));

export const GET: APIRoute<{ file: TurnFile }> = ({ props: { file } }) =>
  new Response(writeTurnFile(file), { headers: { 'content-type': 'application/x-ndjson' } });
