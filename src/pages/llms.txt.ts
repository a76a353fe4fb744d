import type { APIRoute } from 'astro';
import { currentArchive } from '../archive/current.ts';
import { llmsText } from '../exports/llms-text.ts';
import { worldLink } from '../layouts/links.ts';
import { texts } from '../texts/texts.ts';

/** `/llms.txt` */
export const GET: APIRoute = async () => {
  const archive = await currentArchive();
  const text = llmsText(archive, { texts: texts(archive.site.language), url: worldLink });
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
