import type { APIRoute } from 'astro';
import { currentArchive } from '../archive/current.ts';
import { manifestOf } from '../archive/published.ts';

/** `/permalinks.json`: every id and address that this site promises, for `npm run check -- --against`. */
export const GET: APIRoute = async () => Response.json(manifestOf(await currentArchive()));
