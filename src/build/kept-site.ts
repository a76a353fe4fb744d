import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { digestOfFile } from '../archive/digest.ts';
import { readHeaded, writeHeaded } from '../archive/headed-file.ts';
import { listSite, type SiteListing } from './site-listing.ts';

/** What a build remembers of the files that it made. */
export interface SiteRecord {
  /** What all files depend on: the program and what was asked for. */
  version: string;
  /** The digest of the archive that they were made of, and of what stands beside them. */
  archive: string;
  /** The digest of the whole site's folder, as it was left. */
  site: string;
  files: MadeFiles;
}

/** By file: what it was made of, and the digest of what it holds; `null` where there was nothing to make. */
export type MadeFiles = Map<string, MadeFile>;

interface MadeFile {
  key: string;
  digest: string | null;
  /** The kept file's size and time, by which it is known without being read. */
  mark?: string;
}

/**
 * The files of the last build, from which the next one takes what has not changed. They are hard links to those in the
 * site's folder, so that they take no room while that is there; what was changed in either is not taken. The next site
 * is built in the folder that they are kept in, put aside, and the former site's folder takes its place: to make a
 * folder of thousands of links, and to remove one, would take longer than all else where one transcript has changed.
 */
export class KeptSite {
  readonly record: SiteRecord;
  private readonly folder: string;
  /** Those that are as they were made. */
  private readonly intact = new Set<string>();

  /** @param folder where the files are kept. */
  constructor(folder: string, version: string) {
    this.folder = folder;
    this.record = loadRecord(folder, version);
  }

  /** Puts all files where the new site is built. */
  bring(aside: string): void {
    const store = storeIn(this.folder);
    for (const [file, { digest, mark }] of this.record.files) {
      const kept = path.join(store, file);
      const found = markOf(kept);
      if (found === null) continue;
      if (found === mark || digestOfFile(kept) === digest) this.intact.add(file);
    }
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(path.dirname(aside), { recursive: true });
    mkdirSync(store, { recursive: true });
    try {
      renameSync(store, aside);
    } catch {
      // They are kept on another disk, or may not be moved.
      mkdirSync(aside);
      for (const file of this.intact) place(path.join(store, file), path.join(aside, file));
    }
  }

  /** What is known of a file that was brought, and need not be made; `null` where it has to be made. */
  take(file: string, key: string): MadeFile | null {
    const known = this.record.files.get(file);
    if (known?.key !== key) return null;
    return known.digest === null || this.intact.has(file) ? known : null;
  }

  /**
   * Keeps what a build made, and forgets the rest.
   *
   * @param former the former site's folder, out of its place; `null` where there was none.
   * @returns what stands in the site's folder then.
   */
  keep(
    { site, former }: { site: string; former: string | null },
    archive: string,
    files: MadeFiles,
    isNew: (file: string) => boolean,
  ): SiteListing {
    const store = storeIn(this.folder);
    if (former !== null) putBack(former, this.folder);
    mkdirSync(store, { recursive: true });
    removeOthers(store, files);
    for (const [file, made] of files) {
      if (made.digest === null) continue;
      const kept = path.join(store, file);
      if (!isNew(file) && made.mark !== undefined && markOf(kept) === made.mark) continue;
      place(path.join(site, file), kept);
      made.mark = markOf(kept) ?? '';
    }
    const listing = listSite(site);
    const text = JSON.stringify([archive, listing.digest, [...files]]);
    writeHeaded(recordFile(this.folder), kindOf(this.record.version), text);
    return listing;
  }
}

/**
 * Keeps a folder that no site is in any more for the next build to begin with, where a build is remembered and none is
 * kept; else removes it. What the next build takes from it, it looks at first; what can't be removed, it removes.
 */
export function putBack(site: string, folder: string): void {
  if (!existsSync(site)) return;
  try {
    if (existsSync(recordFile(folder)) && !existsSync(storeIn(folder))) {
      renameSync(site, storeIn(folder));
      return;
    }
  } catch {
    // It is on another disk, or may not be moved.
  }
  try {
    rmSync(site, { recursive: true, force: true });
  } catch {
    // What the build met is told, and not what was met in tidying up after it.
  }
}

/** Removes all but some files from a folder below a site's, and folders that are empty then. Returns whether any is left. */
export function removeOthers(site: string, files: MadeFiles, within = ''): boolean {
  let isEmpty = true;
  for (const entry of readdirSync(path.join(site, within), { withFileTypes: true })) {
    const name = within === '' ? entry.name : `${within}/${entry.name}`;
    const isLeft = entry.isDirectory()
      ? removeOthers(site, files, name)
      : entry.isFile() && files.get(name)?.digest;
    if (isLeft) isEmpty = false;
    else rmSync(path.join(site, name), { recursive: true, force: true });
  }
  return !isEmpty;
}

function loadRecord(folder: string, version: string): SiteRecord {
  const text = readHeaded(recordFile(folder), kindOf(version));
  if (text !== null) {
    const [archive, site, files] = JSON.parse(text) as [string, string, [string, MadeFile][]];
    return { version, archive, site, files: new Map(files) };
  }
  // There is none, or it is damaged: everything is made anew.
  rmSync(storeIn(folder), { recursive: true, force: true });
  return { version, archive: '', site: '', files: new Map() };
}

/** `null` where there is no file. */
function markOf(file: string): string | null {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? `${String(found.size)} ${String(found.mtimeMs)}` : null;
}

const storeIn = (folder: string): string => path.join(folder, 'files');

/** Where the files of a site are kept, in the folder of its builds. */
export const keptSite = (builds: string): string => path.join(builds, 'site');

const recordFile = (folder: string): string => path.join(folder, 'record.json');

const kindOf = (version: string) => ({ turnstone: 'site', version });

/** Makes a file the same as another one, without a copy where the file system can. */
function place(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    mkdirSync(path.dirname(target), { recursive: true });
    rmSync(target, { force: true });
    try {
      linkSync(source, target);
    } catch {
      copyFileSync(source, target);
    }
  }
}
