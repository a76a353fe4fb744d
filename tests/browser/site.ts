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

/** The kinds of pages that a site has, with those of each kind that the home page leads to or `/permalinks.json` names. */
export interface SitePages {
  home: string[];
  transcript: string[];
  /** Turns on pages of their own. */
  turn: string[];
  /** Transcripts under an address that they had before. */
  'former address': string[];
  /** What stands in the place of a transcript that was removed, and of its turns. */
  removed: string[];
  speaker: string[];
  program: string[];
  language: string[];
  /** What nobody has transcribed. */
  gaps: string[];
  /** A year or a month. */
  date: string[];
  story: string[];
  /** Turns in frames of other sites. */
  embed: string[];
  /** Lists of transcripts, speakers, programs, languages, years. */
  index: string[];
  about: string[];
  /** The search page, before and after words were typed. */
  search: string[];
  /** The page that checks quotes. */
  check: string[];
  /** An address that names nothing. */
  'not found': string[];
}

export type PageKind = keyof SitePages;

export const pageKinds: readonly PageKind[] = [
  'home',
  'transcript',
  'turn',
  'former address',
  'removed',
  'speaker',
  'program',
  'language',
  'gaps',
  'date',
  'story',
  'embed',
  'index',
  'about',
  'search',
  'check',
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
    turn: [],
    'former address': [],
    removed: [],
    speaker: [],
    program: [],
    language: [],
    gaps: [],
    date: [],
    story: [],
    embed: [],
    index: [],
    about: [],
    search: ['/search/?q=the&sort=date'],
    check: [],
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
  return linkedFromElsewhere(request, pages);
}

/** What the tests read of the list of all that the site promises. */
const manifest = z.object({
  transcripts: z.array(
    z.object({
      id: z.string(),
      removed: z.boolean(),
      turnPages: z.boolean(),
      turns: z.array(z.string()),
    }),
  ),
});

/** Turn pages are alike, and a visit of each would take minutes. */
const EVERY_SO_MANY = 5;

/** Adds the pages to which no page leads, but links made elsewhere do. */
async function linkedFromElsewhere(
  request: APIRequestContext,
  pages: SitePages,
): Promise<SitePages> {
  const { transcripts } = manifest.parse(await (await request.get('/permalinks.json')).json());
  for (const { id, removed, turnPages, turns } of transcripts) {
    const address = `/transcripts/${encodeURI(id)}/`;
    const turnAddresses = turnPages ? turns.map((turn) => `${address}${turn}/`) : [];
    const embeds = turnAddresses.map((turn) => turn.replace('/transcripts/', '/embed/'));
    pages.embed.push(...embeds.filter((_, index) => index % EVERY_SO_MANY === 2).slice(0, 2));
    if (removed) pages.removed.push(address, ...turnAddresses);
    else if (pages.transcript.includes(address)) {
      const some = turnAddresses.filter((_, index) => index % EVERY_SO_MANY === 2);
      pages.turn = [...new Set([...pages.turn, ...some])];
    } else pages['former address'].push(address);
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
  if (first === 'about' || first === 'check' || first === 'search') return first;
  if (rest.length === 0) return 'index';
  if (first === 'transcripts' && /^t\d+[a-z]*$/.test(rest.at(-1) ?? '')) return 'turn';
  if (first === 'languages' && rest[0] === 'gaps') return 'gaps';
  const kind = kindsByFolder[first];
  if (!kind) throw new Error(`The home page leads to ${address}, a kind of page without tests.`);
  return kind;
}

const kindsByFolder: Readonly<Record<string, PageKind>> = {
  transcripts: 'transcript',
  speakers: 'speaker',
  programs: 'program',
  languages: 'language',
  dates: 'date',
  stories: 'story',
};
