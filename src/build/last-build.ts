import { readdirSync } from 'node:fs';
import path from 'node:path';
import { digestOfFile } from '../archive/digest.ts';
import { readHeaded, writeHeaded } from '../archive/headed-file.ts';
import type { Problem } from '../transcript/problem.ts';
import { listSite, type SiteListing } from './site-listing.ts';

/** What the last build was made of, and what it told: one of the same has nothing to do. */
export interface LastBuild {
  /** The digest of everything that it was made of. */
  inputs: string;
  /** What stands in its folder, as it was left. */
  site: SiteListing;
  /** Warnings. */
  problems: Problem[];
  /** How many transcripts the site has. */
  transcripts: number;
}

/**
 * The digests of a content folder's files, by path. `null` where some stand elsewhere, behind links, or can't be read:
 * nothing is known without reading them as transcripts are read.
 */
export function contentDigests(content: string): ReadonlyMap<string, string> | null {
  try {
    const digests = new Map<string, string>();
    for (const entry of readdirSync(content, { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory()) continue;
      if (!entry.isFile()) return null;
      const file = path.join(entry.parentPath, entry.name);
      digests.set(file, digestOfFile(file));
    }
    return digests;
  } catch {
    return null;
  }
}

/** The last build, where it was made of the same and its site is as it was left; else `null`. */
export function unchangedBuild(folder: string, inputs: string, target: string): LastBuild | null {
  const text = readHeaded(fileIn(folder), KIND);
  if (text === null) return null;
  const last = JSON.parse(text) as LastBuild;
  return last.inputs === inputs && last.site.digest === listSite(target).digest ? last : null;
}

/** Remembers a build, once its site is where it belongs. */
export function keepBuild(folder: string, build: LastBuild): void {
  writeHeaded(fileIn(folder), KIND, JSON.stringify(build));
}

const KIND = { turnstone: 'last build' };

const fileIn = (folder: string): string => path.join(folder, 'last-build.json');
