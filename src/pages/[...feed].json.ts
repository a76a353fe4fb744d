import type { APIRoute, GetStaticPaths } from 'astro';
import { cacheKey } from '../archive/cache-key.ts';
import { currentArchive, onlyTranscriptPages } from '../archive/current.ts';
import type { Archive } from '../archive/model.ts';
import {
  jsonFeed,
  storiesOfSubject,
  subjectsOf,
  transcriptsOfSubject,
  type FeedSubject,
} from '../feeds/transcripts.ts';
import { worldLink } from '../layouts/links.ts';
import { texts } from '../texts/texts.ts';

/** `feed.json` of the site, each program and each public person, unless transcript pages are all that is wanted. */
export const getStaticPaths: GetStaticPaths = async () =>
  onlyTranscriptPages() ? [] : feedsOf(await currentArchive());

const feedsOf = (archive: Archive) =>
  subjectsOf(archive).map(({ page, subject }) => ({
    params: { feed: `${page}feed` },
    props: { subject },
    ...cacheKey(archive, {
      transcripts: transcriptsOfSubject(archive, subject),
      also: [subject, storiesOfSubject(archive, subject)],
    }),
  }));

export const GET: APIRoute<{ subject: FeedSubject }> = async ({ props: { subject } }) => {
  const archive = await currentArchive();
  const context = { texts: texts(archive.site.language), subject, url: worldLink };
  return new Response(JSON.stringify(jsonFeed(archive, context)), {
    headers: { 'content-type': 'application/feed+json; charset=utf-8' },
  });
};
