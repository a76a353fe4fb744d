import type { APIRoute } from 'astro';
import { currentArchive } from '../../archive/current.ts';
import { transcriptAt } from '../../archive/lookup.ts';
import { addressesOf } from '../../exports/transcript-files.ts';
import { toJson } from '../../formats/json.ts';
import { worldLink } from '../../layouts/links.ts';
import { transcriptPaths } from './_paths.ts';

export const getStaticPaths = transcriptPaths;

/** `/transcripts/<id>.json`: contract 3 of the design. */
export const GET: APIRoute = async ({ params }) => {
  const transcript = transcriptAt(await currentArchive(), params.id ?? '');
  if (!transcript) return new Response(null, { status: 404 });
  return Response.json(toJson(transcript, addressesOf(transcript, { url: worldLink })));
};
