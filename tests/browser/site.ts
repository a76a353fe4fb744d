import { test as base, type APIRequestContext } from '@playwright/test';
import { fromHtml } from 'hast-util-from-html';
import { selectAll } from 'hast-util-select';
import { z } from 'zod';

/** What a reader finds who starts at the home page. */
export interface Site {
  pages: SitePages;
  transcripts: PublishedTranscript[];
}

/** Playwright's `test`, with the site as it is found once per worker. */
export const test = base.extend<object, { site: Site }>({
  site: [
    async ({ playwright }, use, { project }) => {
      const { baseURL } = project.use;
      const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
      const pages = await followLinks(request);
      await use({ pages, transcripts: await readExports(request, pages.transcript) });
      await request.dispose();
    },
    { scope: 'worker' },
  ],
});

/** The kinds of pages that a site has, with the pages of each kind that the home page leads to. */
export interface SitePages {
  home: string[];
  transcript: string[];
  speaker: string[];
  program: string[];
  language: string[];
  /** Lists of transcripts, speakers, programs, languages. */
  index: string[];
  about: string[];
  /** An address that names nothing. */
  'not found': string[];
}

export type PageKind = keyof SitePages;

export const pageKinds: readonly PageKind[] = [
  'home',
  'transcript',
  'speaker',
  'program',
  'language',
  'index',
  'about',
  'not found',
];

/** What the tests read of a transcript's public JSON. */
const transcriptExport = z.object({
  id: z.string(),
  record: z.enum(['verbatim', 'summary']),
  speakers: z.array(z.object({ id: z.string(), name: z.string(), role: z.string().nullable() })),
  turns: z.array(
    z.object({
      id: z.string(),
      speaker: z.string(),
      text: z.string(),
      segments: z.array(z.object({ language: z.string(), text: z.string() })),
    }),
  ),
});

/** A published transcript: the address of its page and what its `.json` says. */
export interface PublishedTranscript extends z.infer<typeof transcriptExport> {
  address: string;
}

async function followLinks(request: APIRequestContext): Promise<SitePages> {
  const pages: SitePages = {
    home: [],
    transcript: [],
    speaker: [],
    program: [],
    language: [],
    index: [],
    about: [],
    'not found': ['/nothing-was-ever-here/'],
  };
  const found = new Set(['/']);
  for (const address of found) {
    pages[kindOf(address)].push(address);
    const response = await request.get(address);
    if (!response.ok()) throw new Error(`${address} answers ${response.status()}`);
    const base = new URL(response.url());
    for (const { properties } of selectAll('a[href]', fromHtml(await response.text()))) {
      const url = URL.parse(String(properties.href), base);
      if (url?.origin === base.origin && url.pathname.endsWith('/')) found.add(url.pathname);
    }
  }
  return pages;
}

async function readExports(
  request: APIRequestContext,
  addresses: readonly string[],
): Promise<PublishedTranscript[]> {
  return Promise.all(
    addresses.map(async (address) => {
      const response = await request.get(address.replace(/\/$/, '.json'));
      return { address, ...transcriptExport.parse(await response.json()) };
    }),
  );
}

function kindOf(address: string): PageKind {
  const [first, ...rest] = address.split('/').filter((segment) => segment !== '');
  if (first === undefined) return 'home';
  if (first === 'about') return 'about';
  if (rest.length === 0) return 'index';
  const kind = kindsByFolder[first];
  if (!kind) throw new Error(`The home page leads to ${address}, a kind of page without tests.`);
  return kind;
}

const kindsByFolder: Readonly<Record<string, PageKind>> = {
  transcripts: 'transcript',
  speakers: 'speaker',
  programs: 'program',
  languages: 'language',
};
