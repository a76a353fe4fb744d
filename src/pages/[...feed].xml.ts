import type { APIRoute, GetStaticPaths } from 'astro';
import { currentArchive, onlyTranscriptPages } from '../archive/current.ts';
import { correctionsFeed } from '../feeds/corrections.ts';
import { worldLink } from '../layouts/links.ts';
import { texts } from '../texts/texts.ts';
import type { Program } from '../transcript/model.ts';

/** `/corrections.xml` and `/programs/<id>/corrections.xml`, unless transcript pages are all that is wanted. */
export const getStaticPaths: GetStaticPaths = async () => {
  if (onlyTranscriptPages()) return [];
  const { programs } = await currentArchive();
  const feed = (name: string, program: Program | null) => ({
    params: { feed: name },
    props: { program },
  });
  return [
    feed('corrections', null),
    ...[...programs.values()].map((program) => feed(`programs/${program.id}/corrections`, program)),
  ];
};

export const GET: APIRoute<{ program: Program | null }> = async ({ props: { program } }) => {
  const archive = await currentArchive();
  const feed = correctionsFeed(archive, {
    texts: texts(archive.site.language),
    program,
    url: worldLink,
  });
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } });
};
