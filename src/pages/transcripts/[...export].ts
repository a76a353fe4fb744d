import type { APIRoute, GetStaticPaths } from 'astro';
import { cacheKey } from '../../archive/cache-key.ts';
import { currentArchive, onlyTranscriptPages } from '../../archive/current.ts';
import { EXPORT_TYPES, exportsOf } from '../../archive/exports.ts';
import { programOf, transcriptAddresses, transcriptAt } from '../../archive/lookup.ts';
import { writeTranscript } from '../../exports/transcript-files.ts';
import { worldLink } from '../../layouts/links.ts';
import { texts } from '../../texts/texts.ts';
import { EXPORT_KINDS, type ExportKind } from '../../transcript/model.ts';

interface Props {
  id: string;
  ending: Exclude<ExportKind, 'json'>;
}

/** `/transcripts/<id>.txt` and its kin, which the site asks for; `.json` and the citations have endpoints of their own. */
export const getStaticPaths: GetStaticPaths = async () => {
  if (onlyTranscriptPages()) return [];
  const archive = await currentArchive();
  return transcriptAddresses(archive).flatMap(({ id, transcript }) => {
    const made: readonly string[] = exportsOf(archive.site, transcript);
    const key = cacheKey(archive, { transcripts: [transcript], also: id });
    return EXPORT_KINDS.filter((ending) => ending !== 'json')
      .filter((ending) => made.includes(ending))
      .map((ending) => ({
        params: { export: `${id}.${ending}` },
        props: { id, ending },
        ...key,
      }));
  });
};

export const GET: APIRoute<Props> = async ({ props: { id, ending } }) => {
  const archive = await currentArchive();
  const transcript = transcriptAt(archive, id);
  if (!transcript) return new Response(null, { status: 404 });
  const content = await writeTranscript(transcript, ending, {
    texts: texts(archive.site.language),
    url: worldLink,
    program: programOf(archive, transcript),
  });
  if (!content) return new Response(null, { status: 404 });
  const headers = { 'content-type': `${EXPORT_TYPES[ending]}; charset=utf-8` };
  return new Response(content, { headers });
};
