import type { APIRoute } from 'astro';
import { publicUrl, transcriptPath, turnPath } from '../../archive/addresses.ts';
import { currentArchive } from '../../archive/current.ts';
import { transcriptAt } from '../../archive/lookup.ts';
import { toJson } from '../../formats/json.ts';
import { transcriptPaths } from './_paths.ts';

export const getStaticPaths = transcriptPaths;

/** `/transcripts/<id>.json`: contract 3 of the design. */
export const GET: APIRoute = async ({ params, site }) => {
  const transcript = transcriptAt(await currentArchive(), params.id ?? '');
  if (!transcript) return new Response(null, { status: 404 });
  const { id } = transcript;
  const url = (path: string) => publicUrl(path, import.meta.env.BASE_URL, site);
  const json = toJson(transcript, {
    id,
    url: url(transcriptPath(id)),
    turns: transcript.turns.map((turn) => ({ id: turn.id, url: url(turnPath(id, turn.id)) })),
  });
  return Response.json(json);
};
