import type { APIRoute, GetStaticPaths } from 'astro';
import { currentArchive } from '../archive/current.ts';
import { sitemapIndex, sitemapsOf } from '../exports/sitemaps.ts';
import { worldLink } from '../layouts/links.ts';
import { crawlersAreTold } from './_crawlers.ts';

/** `/sitemap-index.xml` and its sitemaps, `/sitemap-1.xml` … */
export const getStaticPaths: GetStaticPaths = async () => {
  if (!crawlersAreTold()) return [];
  const sitemaps = sitemapsOf(await currentArchive(), worldLink);
  return [
    { params: { part: 'index' }, props: { xml: sitemapIndex(sitemaps.length, worldLink) } },
    ...sitemaps.map((xml, index) => ({ params: { part: String(index + 1) }, props: { xml } })),
  ];
};

export const GET: APIRoute<{ xml: string }> = ({ props: { xml } }) =>
  new Response(xml, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
