import { appendFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { archiveDigest } from '../archive/cache-key.ts';
import { contentFolder } from '../archive/content-folder.ts';
import { setTranscriptsWithCards } from '../archive/current.ts';
import { digestOf } from '../archive/digest.ts';
import type { Archive } from '../archive/model.ts';
import { redirectsOf } from '../archive/redirects.ts';
import { unrecordedInShort } from '../archive/unrecorded.ts';
import { NotCompiled, type Compiled } from '../build/compiled.ts';
import { Crew } from '../build/crew.ts';
import { keptSite, KeptSite } from '../build/kept-site.ts';
import { makePages } from '../build/make-pages.ts';
import { readKept } from '../build/read-kept.ts';
import { listSite, type SiteListing } from '../build/site-listing.ts';
import { asideOf, copyClient, swapSites } from '../build/swap.ts';
import { headersFile } from '../hosts/headers-file.ts';
import { hasErrors, type Problem } from '../transcript/problem.ts';
import type { BuildOptions } from './build-site.ts';
import type { Interruption } from './interruption.ts';
import { printProblems } from './print-problems.ts';
import type { StepProgress } from './step-progress.ts';

export interface OneBuild extends BuildOptions {
  target: string;
  /** Where this site's last build is kept. */
  folder: string;
  /** `contentDigests`. */
  digests: ReadonlyMap<string, string> | null;
  /** The site's program. Where it can't be compiled, the content is read, and may tell why. */
  compiled: Compiled | NotCompiled;
  steps: StepProgress;
  interruption: Interruption;
}

/** A site that was made. */
export interface MadeSite {
  /** What stands in its folder. */
  site: SiteListing;
  /** Warnings, which were printed. */
  problems: Problem[];
  transcripts: number;
  /** Whether it is as the last build left it. */
  isUntouched: boolean;
}

/**
 * Makes a site in steps, each with its progress: content, pictures, pages, what is beside them, and the exchange.
 *
 * @returns `null` where the content has errors, which are printed.
 */
export async function makeSite(options: OneBuild): Promise<MadeSite | null> {
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
    return await options.interruption.race(makeInSteps(options, hire));
  } finally {
    await Promise.all(crews.map((crew) => crew.dismiss()));
  }
}

async function makeInSteps(
  options: OneBuild,
  hire: (jobs: number) => Crew,
): Promise<MadeSite | null> {
  const { target, folder, digests, compiled, steps, drafts, pagesOnly } = options;
  steps.begin('Reading transcripts');
  const kept = await readKept(
    { content: contentFolder(), drafts, folder: path.join(folder, 'readings'), digests },
    hire,
    steps.tell,
  );
  const { archive } = kept;
  steps.end();
  const problems = [
    ...archive.problems,
    ...unrecordedInShort(archive.unrecorded).map((problem): Problem => ({
      ...problem,
      severity: 'warning',
    })),
  ];
  printProblems(problems);
  if (hasErrors(problems)) {
    console.error('Nothing was built. Mend the errors above and build again.');
    return null;
  }
  if (compiled instanceof NotCompiled) throw compiled;
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
  const former = new KeptSite(keptSite(folder), version);
  const made = { problems, transcripts: archive.transcripts.length };
  if (former.record.archive === digest) {
    const site = listSite(target);
    if (former.record.site === site.digest) return { ...made, site, isUntouched: true };
  }
  const aside = asideOf(target);
  steps.begin('Making pages');
  former.bring(aside);
  const about = { kept, former, archive: digest, cards: withCards, compiled, pagesOnly };
  const pages = await makePages({ ...about, target: aside }, hire, steps.tell);
  await copyClient(compiled.folder, aside);
  if (!pagesOnly) await writeRedirects(aside, archive);
  await drawing?.copyCards(cards, aside);
  if (search) {
    const { indexedText, indexSearch } = await import('./index-search.ts');
    const indexed = await indexSearch(aside, steps);
    steps.end();
    console.log(indexedText(indexed));
  }
  if (!pagesOnly) await writeHeaders(aside);
  if (options.compress) {
    steps.begin('Compressing texts');
    const { compressSite } = await import('./compress.ts');
    await compressSite(aside, steps);
  }
  steps.begin('Putting the site in its place');
  options.interruption.ignore();
  const replaced = await swapSites(aside, target);
  return { ...made, site: pages.keep(target, replaced), isUntouched: false };
}

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
