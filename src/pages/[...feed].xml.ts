import type { APIRoute, GetStaticPaths } from 'astro';
import { currentArchive, onlyTranscriptPages } from '../archive/current.ts';
import { correctionsFeed } from '../feeds/corrections.ts';
import { rssFeed, subjectsOf, type FeedSubject } from '../feeds/transcripts.ts';
import { worldLink } from '../layouts/links.ts';
import { texts } from '../texts/texts.ts';

interface Props {
  of: 'corrections' | 'transcripts';
  subject: FeedSubject;
}

/**
 * `rss.xml` of the site, each program and each public person, and `corrections.xml` of the site and each program, unless
 * transcript pages are all that is wanted.
 */
export const getStaticPaths: GetStaticPaths = async () => {
  if (onlyTranscriptPages()) return [];
  return subjectsOf(await currentArchive()).flatMap(({ page, subject }) => [
    { params: { feed: `${page}rss` }, props: { of: 'transcripts', subject } },
    ...(subject.kind === 'speaker'
      ? []
      : [{ params: { feed: `${page}corrections` }, props: { of: 'corrections', subject } }]),
  ]);
};

export const GET: APIRoute<Props> = async ({ props: { of, subject } }) => {
  const archive = await currentArchive();
  const context = { texts: texts(archive.site.language), url: worldLink };
  if (of === 'transcripts') return xml('rss', rssFeed(archive, { ...context, subject }));
  const program = subject.kind === 'program' ? subject.program : null;
  return xml('atom', correctionsFeed(archive, { ...context, program }));
};

const xml = (kind: 'rss' | 'atom', feed: string): Response =>
  new Response(feed, { headers: { 'content-type': `application/${kind}+xml; charset=utf-8` } });
