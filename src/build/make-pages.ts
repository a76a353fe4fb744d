import { digestOf } from '../archive/digest.ts';
import type { Compiled } from './compiled.ts';
import type { Crew } from './crew.ts';
import { removeOthers, type KeptSite, type MadeFiles } from './kept-site.ts';
import { inParts } from './parts.ts';
import type { SitePath } from './program.ts';
import type { KeptArchive } from './read-kept.ts';
import type { SiteListing } from './site-listing.ts';

export interface Pages {
  /** Every file that the routes made, with what it was made of. */
  files: MadeFiles;
  /** Those that were made now, and not taken from the last build. */
  made: ReadonlySet<string>;
  /**
   * Remembers them for the next build, once they are where they belong.
   *
   * @param former the former site's folder, out of its place; `null` where there was none.
   * @returns what stands in the site's folder then.
   */
  keep(site: string, former: string | null): SiteListing;
}

export interface PagesWanted {
  kept: KeptArchive;
  cards: ReadonlySet<string>;
  compiled: Compiled;
  pagesOnly: boolean;
  /** The files of the last build, brought to where the files go. */
  former: KeptSite;
  /** `archiveDigest`. */
  archive: string;
  /** Where the files go. */
  target: string;
}

/**
 * Makes the files of all routes, or takes them from the last build where everything that they show is the same.
 *
 * @param hire brings the threads together, which takes a moment.
 * @param tell is told how many of the files that are to be made are done.
 */
export async function makePages(
  { kept, former, archive, cards, compiled, pagesOnly, target }: PagesWanted,
  hire: (jobs: number) => Crew,
  tell: (done: number, total: number) => void,
): Promise<Pages> {
  const files: MadeFiles = new Map();
  const made = new Set<string>();
  const pages = {
    files,
    made,
    keep: (site: string, left: string | null) =>
      former.keep({ site, former: left }, archive, files, (file) => made.has(file)),
  };
  const take = (file: string, key: string): boolean => {
    const known = former.take(file, key);
    if (known) files.set(file, known);
    return known !== null;
  };
  if (former.record.archive === archive) {
    const isWhole = [...former.record.files].every(([file, { key }]) => take(file, key));
    if (isWhole) {
      removeOthers(target, files);
      return pages;
    }
  }
  const about = { archive: kept.packed, cards, program: compiled.folder, target };
  const lister = hire(1);
  await lister.tell('aboutPages', about);
  const paths = await lister.askOne(pagesOnly);
  const keys = new Map(paths.map(({ file, key }) => [file, key ?? archive]));
  const changed = paths.filter(({ file }) => !take(file, keys.get(file) ?? ''));
  // First, since a file that is written where one was taken from the former site would be changed there, too.
  removeOthers(target, files);
  // Of one transcript together, so that it is read once.
  changed.sort((a, b) => (a.pathname < b.pathname ? -1 : 1));
  const parts = inParts(changed, PART);
  // Long lists come among the rest, so that the share that is made tells how long the others will take.
  parts.sort((a, b) => (mixed(a) < mixed(b) ? -1 : 1));
  if (changed.length === 0) return pages;
  const crew = hire(changed.length);
  if (crew !== lister) await crew.tell('aboutPages', about);
  let done = 0;
  await crew.share('render', parts, (digests, part) => {
    for (const [file, digest] of digests) {
      made.add(file);
      files.set(file, { key: keys.get(file) ?? '', digest });
    }
    done += part.length;
    tell(done, changed.length);
  });
  for (const { file } of changed) {
    if (!made.has(file)) files.set(file, { key: keys.get(file) ?? '', digest: null });
  }
  return pages;
}

/** Puts parts into an order that has nothing to do with what they are. */
const mixed = ([first]: readonly SitePath[]): string => digestOf(first?.pathname ?? '');

/** Files that a thread makes before it tells of them. */
const PART = 16;
