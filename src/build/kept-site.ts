import { copyFileSync, statSync, linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { digestOf } from '../archive/digest.ts';
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
 * site's folder, so that they take no room while that is there; what was changed in either is not taken.
 */
export class KeptSite {
  private readonly folder: string;
  /** Those that files were put into. */
  private readonly folders = new Set<string>();
  readonly record: SiteRecord;

  /** @param folder where the files are kept. */
  constructor(folder: string, version: string) {
    this.folder = folder;
    this.record = loadRecord(folder, version);
  }

  /** Puts a file where the new site has it. Returns whether it was there, and as it was made. */
  take(file: string, { digest, mark }: MadeFile, target: string): boolean {
    if (digest === null) return true;
    const source = path.join(this.folder, 'files', file);
    try {
      if (markOf(source) !== mark && digestOf(readFileSync(source)) !== digest) return false;
    } catch {
      return false;
    }
    const taken = path.join(target, file);
    const within = path.dirname(taken);
    if (!this.folders.has(within)) mkdirSync(within, { recursive: true });
    this.folders.add(within);
    place(source, taken);
    return true;
  }

  /**
   * Keeps what a build made, and forgets the rest.
   *
   * @returns what stands in the site's folder then.
   */
  keep(
    site: string,
    archive: string,
    files: MadeFiles,
    isNew: (file: string) => boolean,
  ): SiteListing {
    const { folder } = this;
    const listing = listSite(site);
    const store = path.join(folder, 'files');
    mkdirSync(store, { recursive: true });
    for (const [file, made] of files) {
      if (made.digest === null) continue;
      const kept = path.join(store, file);
      if (!isNew(file) && made.mark !== undefined) continue;
      if (isNew(file)) place(path.join(site, file), kept);
      made.mark = markOf(kept);
    }
    for (const [file] of this.record.files) {
      if (!files.has(file)) rmSync(path.join(store, file), { force: true });
    }
    const text = JSON.stringify([archive, listing.digest, [...files]]);
    writeHeaded(recordFile(folder), kindOf(this.record.version), text);
    return listing;
  }
}

function loadRecord(folder: string, version: string): SiteRecord {
  const text = readHeaded(recordFile(folder), kindOf(version));
  if (text !== null) {
    const [archive, site, files] = JSON.parse(text) as [string, string, [string, MadeFile][]];
    return { version, archive, site, files: new Map(files) };
  }
  // There is none, or it is damaged: everything is made anew.
  rmSync(path.join(folder, 'files'), { recursive: true, force: true });
  return { version, archive: '', site: '', files: new Map() };
}

function markOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${String(size)} ${String(mtimeMs)}`;
}

const recordFile = (folder: string): string => path.join(folder, 'record.json');

const kindOf = (version: string) => ({ turnstone: 'site', version });

/** Makes a file the same as another one, without a copy where the file system can. */
export function place(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    mkdirSync(path.dirname(target), { recursive: true });
    if (codeOf(error) === 'EEXIST') rmSync(target);
    else if (codeOf(error) !== 'ENOENT') {
      copyFileSync(source, target);
      return;
    }
    try {
      linkSync(source, target);
    } catch {
      copyFileSync(source, target);
    }
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : null;
