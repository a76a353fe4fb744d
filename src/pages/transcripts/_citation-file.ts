import type { APIRoute } from 'astro';
import { transcriptPath } from '../../archive/addresses.ts';
import { currentArchive, onlyTranscriptPages } from '../../archive/current.ts';
import { EXPORT_TYPES, type ExportEnding } from '../../archive/exports.ts';
import { transcriptAt } from '../../archive/lookup.ts';
import { citationSourceOf, cslItemOf, type CslItem } from '../../citations/csl-item.ts';
import { worldLink } from '../../layouts/links.ts';
import { transcriptPaths } from './_paths.ts';

/** Every transcript, unless its page and `.json` are all that is wanted. */
export const citationPaths = async () => (onlyTranscriptPages() ? [] : transcriptPaths());

/** Serves what `write` makes of a transcript's citation. */
export function citationFile(ending: ExportEnding, write: (item: CslItem) => string): APIRoute {
  return async ({ params }) => {
    const archive = await currentArchive();
    const transcript = transcriptAt(archive, params.id ?? '');
    if (!transcript) return new Response(null, { status: 404 });
    const item = cslItemOf(
      citationSourceOf(archive, transcript),
      worldLink(transcriptPath(transcript.id)),
    );
    const headers = { 'content-type': `${EXPORT_TYPES[ending]}; charset=utf-8` };
    return new Response(write(item), { headers });
  };
}
