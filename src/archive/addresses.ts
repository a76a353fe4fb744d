/**
 * Where things live, relative to the site's base: contract 1 of the design.
 * Every address that a page, export or feed prints comes from here.
 */

export const transcriptPath = (id: string): string => `transcripts/${encodePath(id)}/`;
export const turnFragment = (turn: string): string => `#${turn}`;
export const turnPath = (id: string, turn: string): string => `${transcriptPath(id)}#${turn}`;
/** A turn whose words are pinned: `#t7~a41c` lands on the turn, and says so where its words have changed. */
export const pinnedFragment = (turn: string, pin: string): string => `#${pinnedId(turn, pin)}`;
export const pinnedId = (turn: string, pin: string): string => `${turn}~${pin}`;
/** A turn on its own. */
export const turnPagePath = (id: string, turn: string): string => `${transcriptPath(id)}${turn}/`;
/** An export of a transcript, by its ending without the dot before it. */
export const exportPath = (id: string, ending: string): string =>
  `transcripts/${encodePath(id)}.${ending}`;
export const storyPath = (id: string): string => `stories/${encodePath(id)}/`;
export const STORIES = 'stories/';
/** A turn as it stands in pages of other sites. */
export const embedPath = (id: string, turn: string): string => `embed/${encodePath(id)}/${turn}/`;
/** What tells programs how to embed a turn (oEmbed). */
export const oembedPath = (id: string, turn: string): string =>
  `embed/${encodePath(id)}/${turn}.json`;
export const speakerPath = (id: string): string => `speakers/${encodePath(id)}/`;
export const programPath = (id: string): string => `programs/${encodePath(id)}/`;
/** A person's turns in one program. */
export const speakerProgramPath = (id: string, program: string): string =>
  `${speakerPath(id)}${programPath(program)}`;
/** The lists that every site has. */
export const TRANSCRIPTS = 'transcripts/';
export const SPEAKERS = 'speakers/';
export const PROGRAMS = 'programs/';
export const LANGUAGES = 'languages/';
export const DATES = 'dates/';
/** The transcripts of a year, `2026`, or of a month in it, `03`. */
export const datePath = (year: string, month?: string): string =>
  `${DATES}${year}/${month === undefined ? '' : `${month}/`}`;
/** The transcripts of which nobody knows when they aired. */
export const UNDATED = `${DATES}undated/`;
/** What nobody has transcribed, of one language or of all. No language has a tag of four letters (RFC 5646, 2.2.1). */
export const gapsPath = (tag?: string): string =>
  `${LANGUAGES}gaps/${tag === undefined ? '' : `${encodePath(tag)}/`}`;
/** The same as a table. */
export const GAPS_CSV = `${LANGUAGES}gaps.csv`;
/** A page of a list, by its number. The first stands at the list's own path. */
export const listPagePath = (list: string, number: number): string =>
  number === 1 ? list : `${list}page/${String(number)}/`;
/** The feed of corrections: of one program, or of the whole site. */
export const correctionsPath = (program: string | null): string =>
  `${program === null ? '' : programPath(program)}corrections.xml`;
/** The feed of transcripts that belongs to a page: of the site, a program or a speaker. */
export const feedPath = (page: string, ending: FeedEnding): string => `${page}${ending}`;
export type FeedEnding = (typeof FEED_ENDINGS)[number];
export const FEED_ENDINGS = ['rss.xml', 'feed.json'] as const;
/** The JSON Schema of a transcript's `.json`. */
export const SCHEMA = 'schema/transcript.json';
/** What the whole archive holds, as data. */
export const INDEX = 'index.json';
/** A file of turns, a line each. */
export const turnFilePath = (n: number): string => `turns-${String(n)}.ndjson`;
/** Where programs that read text begin. */
export const LLMS = 'llms.txt';
/** The page on which turns are searched for, and the folder of its index. */
export const SEARCH = 'search/';
export const SEARCH_INDEX = 'pagefind/';
/** The page on which quotes are checked, and what it knows of the archive beside the search index. */
export const CHECK = 'check/';
export const CHECK_FACTS = 'check/archive.json';
export const SITEMAP_INDEX = 'sitemap-index.xml';
export const sitemapPath = (n: number): string => `sitemap-${String(n)}.xml`;
export const languagePath = (tag: string): string => `languages/${encodePath(tag)}/`;

/** A path as pages link to it, below the site's base, `archive` or `/archive/`: `/archive/transcripts/a/`. */
export function href(path: string, base: string): string {
  const folder = base.replaceAll(/^\/+|\/+$/g, '');
  return `${folder === '' ? '' : `/${folder}`}/${inStyle(path)}`;
}

/** A path as the rest of the world links to it: absolute where the site knows its address (`SITE_URL`). */
export const publicUrl = (path: string, base: string, site: URL | undefined): string =>
  site ? new URL(href(path, base), site).href : href(path, base);

/**
 * How pages are kept and linked to: each as `index.html` in a folder of its own, to whose address the host adds that name,
 * or as a file that says `.html`, for hosts that add nothing.
 */
export type UrlStyle = (typeof URL_STYLES)[number];
export const URL_STYLES = ['directory', 'file'] as const;

/**
 * The style that `URL_STYLE` asks for; folders where it says nothing.
 *
 * @throws an error that says what may be asked for.
 */
export function urlStyle(): UrlStyle {
  const wanted = process.env.URL_STYLE ?? '';
  const style = wanted === '' ? 'directory' : URL_STYLES.find((one) => one === wanted);
  if (style) return style;
  throw new Error(
    `URL_STYLE is "${wanted}"; expected "directory" (/about/) or "file" (/about.html). Give one of them, or none.`,
  );
}

/** The home page's path is empty in both styles, since every host adds a name to that one. */
const inStyle = (path: string): string =>
  urlStyle() === 'file' ? path.replace(/\/(?=#|$)/, '.html') : path;

/** The number of a turn id as people read it: `15a` of `t15a`. */
export const turnNumber = (turn: string): string => turn.replace(/^t/, '');

const encodePath = (id: string): string => id.split('/').map(encodeURIComponent).join('/');
