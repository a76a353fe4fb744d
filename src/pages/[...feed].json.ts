import type { APIRoute, GetStaticPaths } from 'astro';
import { currentArchive, onlyTranscriptPages } from '../archive/current.ts';
import { jsonFeed, subjectsOf, type FeedSubject } from '../feeds/transcripts.ts';
import { worldLink } from '../layouts/links.ts';
import { texts } from '../texts/texts.ts';

/** `feed.json` of the site, each program and each public person, unless transcript pages are all that is wanted. */
export const getStaticPaths: GetStaticPaths = async () =>
  onlyTranscriptPages()
    ? []
    : subjectsOf(await currentArchive()).map(({ page, subject }) => ({
        params: { feed: `${page}feed` },
        props: { subject },
      }));

export const GET: APIRoute<{ subject: FeedSubject }> = async ({ props: { subject } }) => {
  const archive = await currentArchive();
  const context = { texts: texts(archive.site.language), subject, url: worldLink };
  return new Response(JSON.stringify(jsonFeed(archive, context)), {
    headers: { 'content-type': 'application/feed+json; charset=utf-8' },
  });
};
