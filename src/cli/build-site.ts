import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { contentFolder } from '../archive/content-folder.ts';
import { digestOf } from '../archive/digest.ts';
import { codeDigest } from '../build/code-digest.ts';
import { compileSite, NotCompiled } from '../build/compiled.ts';
import { keptSite, putBack } from '../build/kept-site.ts';
import { contentDigests, keepBuild, unchangedBuild } from '../build/last-build.ts';
import type { SiteListing } from '../build/site-listing.ts';
import { asideOf, clearAfterKilled } from '../build/swap.ts';
import { exceededLimits, sizeText } from './host-limits.ts';
import { Interrupted, Interruption } from './interruption.ts';
import type { OneBuild } from './make-site.ts';
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
  const interruption = new Interruption();
  let stopped: Interrupted | null = null;
  try {
    await mkdir(KEPT, { recursive: true });
    const holder = await takeLock(lock);
    if (holder !== 'none') {
      console.error(
        `Another build (process ${String(holder)}) writes into ${options.outDir}; expected one at a time. Wait for it, or build with another --outDir. If there is none, remove ${path.relative('.', lock)}.`,
      );
      return false;
    }
    await clearAfterKilled(target, keptSite(folder));
    await mkdir(folder, { recursive: true });
    await forgetOld(folder);
    return await buildInto({ ...options, target, folder, steps, interruption });
  } catch (error) {
    if (error instanceof Interrupted) {
      stopped = error;
      return false;
    }
    const fault = buildFault(error, options.outDir);
    if (fault === null) throw error;
    console.error(`error: ${fault}`);
    return false;
  } finally {
    steps.end();
    putBack(asideOf(target), keptSite(folder));
    await releaseLock(lock);
    interruption.end();
    if (stopped) {
      // What was still at work may have begun it anew.
      putBack(asideOf(target), keptSite(folder));
      console.error(`Stopped. What was in ${options.outDir} is as it was.`);
      process.exit(stopped.status);
    }
  }
}

/** Has a site made, unless it stands there already, and tells of it. */
async function buildInto(options: Omit<OneBuild, 'digests' | 'compiled'>): Promise<boolean> {
  const {
    outDir,
    target,
    folder,
    steps,
    interruption,
    drafts,
    pagesOnly,
    cards,
    search,
    compress,
  } = options;
  if (drafts) process.env.TURNSTONE_DRAFTS = '1';
  if (pagesOnly) process.env.TURNSTONE_ONLY = 'pages';
  const { TURNSTONE_DRAFTS, TURNSTONE_ONLY } = process.env;
  const digests = contentDigests(contentFolder());
  const wanted = [cards, search, compress, TURNSTONE_DRAFTS, TURNSTONE_ONLY];
  // A file that changes from now on is not what this says, so that the next build makes the site anew.
  const inputs = digests && digestOf(JSON.stringify([codeDigest(), wanted, [...digests]]));
  const last = inputs === null ? null : unchangedBuild(folder, inputs, target);
  if (last) {
    printProblems(last.problems);
    console.log(NOTHING_CHANGED);
    report(last.transcripts, outDir, last.site);
    return true;
  }
  // First, while neither an archive nor what reads one takes memory that the compiler needs.
  steps.begin('Compiling the site');
  const compiled = await interruption.race(compileSite(PROGRAMS)).catch((error: unknown) => {
    if (error instanceof NotCompiled) return error;
    throw error;
  });
  const about = { ...options, digests, compiled };
  // It takes longer to load than to find that there is nothing to do.
  const { DamagedCache } = await import('../archive/kept-transcript.ts');
  const { makeSite } = await import('./make-site.ts');
  const made = await makeSite(about).catch(async (error: unknown) => {
    if (!(error instanceof DamagedCache)) throw error;
    steps.say('What the last build kept is damaged, so everything is made anew.');
    await rm(folder, { recursive: true, force: true });
    return makeSite(about);
  });
  if (made === null) return false;
  const { site, problems, transcripts, isUntouched } = made;
  if (inputs !== null) keepBuild(folder, { inputs, site, problems, transcripts });
  steps.end();
  if (isUntouched) console.log(NOTHING_CHANGED);
  report(transcripts, outDir, site);
  return true;
}

const NOTHING_CHANGED = 'Nothing has changed since the last build.';

function report(count: number, outDir: string, { size }: SiteListing): void {
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
