import type { APIRoute, GetStaticPaths } from 'astro';
import { cacheKey } from '../archive/cache-key.ts';
import { currentArchive, onlyTranscriptPages } from '../archive/current.ts';
import { correctionsFeed } from '../feeds/corrections.ts';
import {
  rssFeed,
  storiesOfSubject,
  subjectsOf,
  transcriptsOfSubject,
  type FeedSubject,
} from '../feeds/transcripts.ts';
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
  const archive = await currentArchive();
  return subjectsOf(archive).flatMap(({ page, subject }) => {
    const transcripts = transcriptsOfSubject(archive, subject);
    const key = cacheKey(archive, {
      transcripts,
      also: [subject, storiesOfSubject(archive, subject)],
    });
    return [
      { params: { feed: `${page}rss` }, props: { of: 'transcripts', subject }, ...key },
      ...(subject.kind === 'speaker'
        ? []
        : [
            {
              params: { feed: `${page}corrections` },
              props: { of: 'corrections', subject },
              ...key,
            },
          ]),
    ];
  });
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
