import { appendFile, cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'astro';
import { currentArchive, setTranscriptsWithCards } from '../archive/current.ts';
import type { Archive } from '../archive/model.ts';
import { INDEX, LLMS, SEARCH } from '../archive/addresses.ts';
import { MANIFEST } from '../archive/published.ts';
import { redirectsOf } from '../archive/redirects.ts';
import { headersFile } from '../hosts/headers-file.ts';
import { hasErrors, type Problem } from '../transcript/problem.ts';
import { copyCards, makeCards } from './cards.ts';
import { indexedText, indexSearch } from './index-search.ts';
import { compressSite } from './compress.ts';
import { exceededLimits, sizeOf, sizeText } from './host-limits.ts';
import { printProblems } from './print-problems.ts';

export interface BuildOptions {
  outDir: string;
  drafts: boolean;
  /** Transcript pages and their `.json` alone. */
  pagesOnly: boolean;
  /** A picture of every published transcript. */
  cards: boolean;
  /** The index that its turns are searched by. */
  search: boolean;
  /** A `.br` and a `.gz` beside every text. */
  compress: boolean;
}

/**
 * Builds the site, unless the content has errors: then it prints them all and leaves the output folder alone.
 * The former site stays whole until the new one is complete.
 *
 * @returns whether the site was built.
 */
export async function buildSite({
  outDir,
  drafts,
  pagesOnly,
  cards: cardsWanted,
  search,
  compress,
}: BuildOptions): Promise<boolean> {
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  if (drafts) process.env.TURNSTONE_DRAFTS = '1';
  if (pagesOnly) process.env.TURNSTONE_ONLY = 'pages';
  const archive = await currentArchive();
  const { problems, transcripts, unrecorded } = archive;
  printProblems([
    ...problems,
    ...unrecorded.map((problem): Problem => ({ ...problem, severity: 'warning' })),
  ]);
  if (hasErrors(problems)) {
    console.error('Nothing was built. Mend the errors above and build again.');
    return false;
  }

  const cards = cardsWanted && !pagesOnly ? await makeCards(archive) : new Map<string, string>();
  setTranscriptsWithCards(new Set(cards.keys()));

  const target = path.resolve(outDir);
  // Below the project, since Astro takes a folder beside it whose name begins alike for its own.
  const aside = path.resolve(`.cache/building-${String(process.pid)}`);
  try {
    await build({ outDir: aside, logLevel: 'warn' });
    if (pagesOnly) await keepTranscripts(aside);
    else await writeRedirects(aside, archive);
    await copyCards(cards, aside);
    if (search && !pagesOnly) console.log(indexedText(await indexSearch(aside)));
    if (!pagesOnly) await writeHeaders(aside);
    if (compress) await compressSite(aside);
    await swap(aside, target);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  const size = await sizeOf(target);
  const count = transcripts.length;
  console.log(
    `Built ${String(count)} ${count === 1 ? 'transcript' : 'transcripts'} into ${outDir}: ${sizeText(size)}`,
  );
  if (!process.env.SITE_URL) {
    console.log(
      'The pages do not know their own address, so citations and feeds have paths alone, no link shows a picture, and there is no sitemap: give SITE_URL before publishing.',
    );
  }
  for (const limit of exceededLimits(size)) console.warn(`warning ${limit}`);
  return true;
}

/** Static pages have no list of paths that could be empty, so what was not asked for goes before anyone sees it. */
async function keepTranscripts(site: string): Promise<void> {
  const pages = (await readdir(site)).filter((name) => name.endsWith('.html') || name === 'about');
  const others = [SEARCH, 'transcripts/index.html', MANIFEST, INDEX, LLMS, 'schema'];
  for (const name of [...pages, ...others]) {
    await rm(path.join(site, name), { recursive: true, force: true });
  }
}

/** After the redirects that the site's owner keeps in `public/`, which come first and so count first. */
async function writeRedirects(site: string, archive: Archive): Promise<void> {
  const redirects = redirectsOf(archive, process.env.BASE_PATH ?? '/');
  if (redirects !== null) await appendFile(path.join(site, '_redirects'), redirects);
}

/** After the rules that the site's owner keeps in `public/`. */
async function writeHeaders(site: string): Promise<void> {
  const entries = await readdir(site, { withFileTypes: true });
  const root = entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  root.sort((a, b) => (a.name < b.name ? -1 : 1));
  await appendFile(path.join(site, '_headers'), headersFile(root, process.env.BASE_PATH ?? '/'));
}

async function swap(aside: string, target: string): Promise<void> {
  const former = `${target}.former-${String(process.pid)}`;
  await rename(target, former).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
  await mkdir(path.dirname(target), { recursive: true });
  await move(aside, target);
  await rm(former, { recursive: true, force: true });
}

/** Also to another file system, where nothing can be renamed to. */
async function move(from: string, to: string): Promise<void> {
  await rename(from, to).catch(async (error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    const beside = `${to}.building-${String(process.pid)}`;
    await cp(from, beside, { recursive: true });
    await rename(beside, to);
  });
}
