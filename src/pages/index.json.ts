import type { APIRoute } from 'astro';
import { currentArchive } from '../archive/current.ts';
import { archiveIndex } from '../exports/archive-index.ts';
import { worldLink } from '../layouts/links.ts';

/** `/index.json`: what the whole archive holds. */
export const GET: APIRoute = async () =>
  Response.json(archiveIndex(await currentArchive(), { url: worldLink }));
