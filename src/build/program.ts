import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { urlStyle, type UrlStyle } from '../archive/addresses.ts';

/** One file that the site's program makes. */
export interface SitePath {
  /** Where it is on the site, without the base: `/transcripts/a`, `/transcripts/a.json`. */
  pathname: string;
  /** The route that makes it, by its place among the program's routes. */
  route: number;
  /** The file below the site's folder. */
  file: string;
  /** What the route returned as `cacheKey`. */
  key: string | null;
}

/** The site's code, compiled by Astro: what `compile.ts` left in a folder. */
export interface Program {
  /** Every file that there is to make. Of two routes that make the same file, the first counts, as in Astro. */
  paths(pagesOnly: boolean): Promise<SitePath[]>;
  /** Makes one file; `null` where its route has nothing to say. */
  render(path: SitePath): Promise<Uint8Array | null>;
}

/**
 * Loads a compiled program. Its interface is that of Astro's own prerenderer (`core/build/default-prerenderer.js` of
 * version 7.3), which is not documented, so that Astro stays at the version that it is tested with.
 */
export async function openProgram(folder: string): Promise<Program> {
  const server = path.join(folder, 'server');
  const entry = readdirSync(server).find((name) => name.startsWith('prerender-entry'));
  if (entry === undefined)
    throw new Error(`${server} holds no program; expected what Astro compiled.`);
  const { app } = (await import(pathToFileURL(path.join(server, entry)).href)) as { app: App };
  const styles = JSON.parse(readFileSync(path.join(folder, 'pages.json'), 'utf8')) as [
    string,
    unknown,
  ][];
  app.setInternals({ pagesByKeys: new Map(styles.map(([key, page]) => [key, { styles: page }])) });
  app.setOptions({
    logger: { options: { destination, level: 'warn' } },
    settings: { scripts: [] },
  });
  const routes = app.manifest.routes.map(({ routeData }) => routeData);
  const { SITE_URL } = process.env;
  const origin = SITE_URL ? new URL(SITE_URL).origin : 'http://localhost:4321';
  const base = app.manifest.base.replace(/\/$/, '');
  return {
    paths: async (pagesOnly) => {
      const found = new Map<string, SitePath>();
      for (const [index, route] of routes.entries()) {
        if (pagesOnly && !PAGES_ONLY.has(route.route)) continue;
        for (const { pathname, key } of await pathsOf(app, route)) {
          const file = fileOf(pathname, route);
          if (!found.has(file)) found.set(file, { pathname, route: index, file, key });
        }
      }
      return [...found.values()];
    },
    render: async ({ pathname, route }) => {
      const routeData = routes[route];
      if (!routeData) throw new Error(`There is no route ${String(route)}.`);
      const end = routeData.type === 'page' && pathname !== '/' ? PAGE_END[urlStyle()] : '';
      const url = new URL(encodeURI(`${base}${pathname}${end}`), origin);
      const response = await app.render(new Request(url), { routeData });
      return response.body === null ? null : response.bytes();
    },
  };
}

async function pathsOf(app: App, route: Route): Promise<Pick<SitePath, 'pathname' | 'key'>[]> {
  if (route.pathname !== undefined) return [{ pathname: route.pathname, key: null }];
  const { getStaticPaths } = await app.getComponentByRoute(route);
  const paths = (await getStaticPaths?.({})) ?? [];
  return paths.map(({ params, cacheKey = null }) => ({
    pathname: pathnameOf(route, params),
    key: cacheKey,
  }));
}

const pathnameOf = ({ segments }: Route, params: Record<string, string | undefined>): string =>
  `/${segments
    .map((parts) =>
      parts
        .map(({ content, dynamic }) =>
          dynamic ? (params[content.replace(/^\.{3}/, '')] ?? '') : content,
        )
        .join(''),
    )
    .filter((segment) => segment !== '')
    .join('/')}`;

function fileOf(pathname: string, { type }: Route): string {
  const file = pathname.slice(1);
  if (type === 'endpoint') return file;
  if (file === '404' || file === '500') return `${file}.html`;
  if (file === '') return 'index.html';
  return urlStyle() === 'file' ? `${file}.html` : `${file}/index.html`;
}

/** What a page's own address ends in. */
const PAGE_END = { directory: '/', file: '.html' } as const satisfies Record<UrlStyle, string>;

/** Where Astro's own warnings go. */
const destination = {
  write: ({ message }: { message: string }) => {
    process.stderr.write(`${message}\n`);
  },
};

/** The routes of `--only pages`. */
const PAGES_ONLY = new Set([
  '/transcripts/[...id]',
  '/transcripts/[...id].json',
  '/transcripts/[...removed]',
]);

interface Route {
  /** Its pattern: `/transcripts/[...id]`. */
  route: string;
  type: 'page' | 'endpoint';
  pathname?: string;
  segments: { content: string; dynamic: boolean }[][];
}

type Paths = { params: Record<string, string | undefined>; cacheKey?: string }[];

interface App {
  manifest: { routes: { routeData: Route }[]; base: string };
  setInternals(internals: object): void;
  setOptions(options: object): void;
  getComponentByRoute(route: Route): Promise<{
    getStaticPaths?: (options: object) => Paths | Promise<Paths>;
  }>;
  render(request: Request, options: { routeData: Route }): Promise<Response>;
}
