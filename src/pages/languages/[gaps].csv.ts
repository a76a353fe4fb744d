import type { APIRoute, GetStaticPaths } from 'astro';
import { currentArchive, gapsWanted } from '../../archive/current.ts';
import { gapsCsv } from '../../exports/gaps-csv.ts';
import { worldLink } from '../../layouts/links.ts';

/** `/languages/gaps.csv`, where the site has the list of what nobody has transcribed. */
export const getStaticPaths: GetStaticPaths = async () =>
  gapsWanted((await currentArchive()).site) ? [{ params: { gaps: 'gaps' } }] : [];

export const GET: APIRoute = async () =>
  new Response(gapsCsv(await currentArchive(), { url: worldLink }), {
    headers: { 'content-type': 'text/csv; charset=utf-8; header=present' },
  });
