import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { archiveDigest } from '../archive/cache-key.ts';
import { contentFolder, setTranscriptsWithCards } from '../archive/current.ts';
import { digestOf, DamagedCache } from '../archive/kept-transcript.ts';
import type { Archive } from '../archive/model.ts';
import { redirectsOf } from '../archive/redirects.ts';
import { compileSite } from '../build/compiled.ts';
import { Crew } from '../build/crew.ts';
import { KeptSite } from '../build/kept-site.ts';
import { makePages } from '../build/make-pages.ts';
import { readKept } from '../build/read-kept.ts';
import { asideOf, clearAfterKilled, copyClient, swapSites } from '../build/swap.ts';
import { headersFile } from '../hosts/headers-file.ts';
import { hasErrors, type Problem } from '../transcript/problem.ts';
import { exceededLimits, sizeOf, sizeText } from './host-limits.ts';
import { printProblems } from './print-problems.ts';
import { releaseLock, takeLock } from './process-lock.ts';
import { StepProgress } from './step-progress.ts';
import { buildFault } from './system-fault.ts';

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
export async function buildSite(options: BuildOptions): Promise<boolean> {
  const target = path.resolve(options.outDir);
  const folder = path.resolve(KEPT, digestOf(target));
  const lock = `${folder}.lock`;
  const steps = new StepProgress();
  try {
    await mkdir(KEPT, { recursive: true });
    const holder = await takeLock(lock);
    if (holder !== 'none') {
      console.error(
        `Another build (process ${String(holder)}) writes into ${options.outDir}; expected one at a time. Wait for it, or build with another --outDir. If there is none, remove ${path.relative('.', lock)}.`,
      );
      return false;
    }
    await clearAfterKilled(target);
    await mkdir(folder, { recursive: true });
    await forgetOld(folder);
    return await buildInto({ target, folder, steps, ...options }).catch(async (error: unknown) => {
      if (!(error instanceof DamagedCache)) throw error;
      steps.say('What the last build kept is damaged, so everything is made anew.');
      await rm(folder, { recursive: true, force: true });
      return buildInto({ target, folder, steps, ...options });
    });
  } catch (error) {
    const fault = buildFault(error, options.outDir);
    if (fault === null) throw error;
    console.error(`error: ${fault}`);
    return false;
  } finally {
    steps.end();
    await rm(asideOf(target), { recursive: true, force: true }).catch(() => undefined);
    await releaseLock(lock);
  }
}

interface OneBuild extends BuildOptions {
  target: string;
  /** Where this site's last build is kept. */
  folder: string;
  steps: StepProgress;
}

/** Its steps, each with its progress: content, program, pictures, pages, what is beside them, and the exchange. */
async function buildInto(options: OneBuild): Promise<boolean> {
  const { outDir, target, folder, steps, drafts, pagesOnly } = options;
  if (drafts) process.env.TURNSTONE_DRAFTS = '1';
  if (pagesOnly) process.env.TURNSTONE_ONLY = 'pages';
  const crews: Crew[] = [];
  // Threads are worth their beginning only where there is much to do.
  const hire = (jobs: number): Crew => {
    const size = jobs > FEW ? undefined : 1;
    const known = crews.find((crew) => crew.size > 1 || size === 1);
    if (known) return known;
    const crew = Crew.start(size);
    crews.push(crew);
    return crew;
  };
  try {
    steps.begin('Reading transcripts');
    const kept = await readKept(
      { content: contentFolder(), drafts, folder: path.join(folder, 'readings') },
      hire,
      steps.tell,
    );
    const { archive } = kept;
    const { problems, unrecorded } = archive;
    steps.end();
    printProblems([
      ...problems,
      ...unrecorded.map((problem): Problem => ({ ...problem, severity: 'warning' })),
    ]);
    if (hasErrors(problems)) {
      console.error('Nothing was built. Mend the errors above and build again.');
      return false;
    }

    // Threads that wait would hold on to their memory while the compiler needs it.
    await Promise.all(crews.splice(0).map((crew) => crew.dismiss()));
    steps.begin('Compiling the site');
    const compiled = await compileSite(PROGRAMS);
    steps.begin('Drawing pictures');
    // What not every build does is loaded by those that do.
    const drawing = options.cards && !pagesOnly ? await import('./cards.ts') : null;
    const cards = (await drawing?.makeCards(archive, steps)) ?? new Map<string, string>();
    const withCards = new Set(cards.keys());
    setTranscriptsWithCards(withCards);

    const search = options.search && !pagesOnly;
    // What stands beside the pages is part of the whole site, and of no page's key; so is what stories are compiled to.
    const whole = [archiveDigest(archive), compiled.digest, search, options.compress];
    const digest = digestOf(JSON.stringify(whole));
    const version = digestOf(JSON.stringify([compiled.common, drafts, pagesOnly]));
    const former = new KeptSite(path.join(folder, 'site'), version);
    if (former.record.archive === digest && former.isUntouched(target)) {
      steps.end();
      console.log('Nothing has changed since the last build.');
      await report(archive, outDir, target);
      return true;
    }
    const aside = asideOf(target);
    await copyClient(compiled.folder, aside);
    steps.begin('Making pages');
    const about = { kept, former, archive: digest, cards: withCards, compiled, pagesOnly };
    const pages = await makePages({ ...about, target: aside }, hire, steps.tell);
    if (!pagesOnly) await writeRedirects(aside, archive);
    await drawing?.copyCards(cards, aside);
    // These tell how far they are themselves.
    steps.end();
    if (search) {
      const { indexedText, indexSearch } = await import('./index-search.ts');
      console.log(indexedText(await indexSearch(aside)));
    }
    if (!pagesOnly) await writeHeaders(aside);
    if (options.compress) {
      const { compressSite } = await import('./compress.ts');
      await compressSite(aside);
    }
    steps.begin('Putting the site in its place');
    await swapSites(aside, target);
    pages.keep(target);
    steps.end();

    await report(archive, outDir, target);
    return true;
  } finally {
    await Promise.all(crews.map((crew) => crew.dismiss()));
  }
}

async function report({ transcripts }: Archive, outDir: string, target: string): Promise<void> {
  const size = await sizeOf(target);
  const count = transcripts.length;
  console.log(
    `Built ${String(count)} ${count === 1 ? 'transcript' : 'transcripts'} into ${outDir}: ${sizeText(size)}`,
  );
  if (!process.env.SITE_URL) {
    console.log(
      'The pages do not know their own address, so citations and feeds have paths alone, no link shows a picture, nothing tells other sites how to embed a turn, and there is no sitemap: give SITE_URL before publishing.',
    );
  }
  for (const limit of exceededLimits(size)) console.warn(`warning ${limit}`);
}

/** Below the cache folder, which the continuous integration keeps: one folder for each output folder. */
const KEPT = '.cache/builds';
const PROGRAMS = '.cache/programs';

/** Files or pages that one thread has done before several have begun. */
const FEW = 24;

/** After the rules that the site's owner keeps in `public/`. */
async function writeHeaders(site: string): Promise<void> {
  const entries = await readdir(site, { withFileTypes: true });
  const root = entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  root.sort((a, b) => (a.name < b.name ? -1 : 1));
  await appendFile(path.join(site, '_headers'), headersFile(root, process.env.BASE_PATH ?? '/'));
}

/** After the redirects that the site's owner keeps in `public/`, which come first and so count first. */
async function writeRedirects(site: string, archive: Archive): Promise<void> {
  const redirects = redirectsOf(archive, process.env.BASE_PATH ?? '/');
  if (redirects !== null) await appendFile(path.join(site, '_redirects'), redirects);
}

/** Keeps what belongs to the output folders that were built into last. */
async function forgetOld(current: string): Promise<void> {
  const now = new Date();
  await utimes(current, now, now);
  const parent = path.dirname(current);
  const names = (await readdir(parent)).filter((name) => !name.includes('.'));
  const found = await Promise.all(
    names.map(async (name) => {
      const place = path.join(parent, name);
      return { place, used: (await stat(place).catch(() => null))?.mtimeMs ?? 0 };
    }),
  );
  found.sort((a, b) => b.used - a.used);
  for (const { place } of found.slice(MOST_KEPT)) {
    if (!existsSync(`${place}.lock`)) await rm(place, { recursive: true, force: true });
  }
}

const MOST_KEPT = 4;
