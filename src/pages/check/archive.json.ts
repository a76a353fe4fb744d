import type { APIRoute } from 'astro';
import { currentArchive } from '../../archive/current.ts';
import { archiveFacts } from '../../quotes/archive-facts.ts';

/** `/check/archive.json`: what the page that checks quotes has to know beside the search index. */
export const GET: APIRoute = async () => Response.json(archiveFacts(await currentArchive()));
