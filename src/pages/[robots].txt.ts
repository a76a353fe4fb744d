import { existsSync } from 'node:fs';
import type { APIRoute, GetStaticPaths } from 'astro';
import { robotsText } from '../exports/sitemaps.ts';
import { worldLink } from '../layouts/links.ts';
import { crawlersAreTold } from './_crawlers.ts';

/** `/robots.txt`, unless the site's owner keeps one in `public/`. */
export const getStaticPaths: GetStaticPaths = () =>
  crawlersAreTold() && !existsSync('public/robots.txt') ? [{ params: { robots: 'robots' } }] : [];

export const GET: APIRoute = () =>
  new Response(robotsText(worldLink), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
