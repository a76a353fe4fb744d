import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { digestOf } from '../archive/digest.ts';

/** What stands in a site's folder. */
export interface SiteListing {
  /** Of names, sizes, times, and which files they are; empty where there is no folder. */
  digest: string;
  size: SiteSize;
}

/** How large a built site is. */
export interface SiteSize {
  files: number;
  /** Bytes. */
  total: number;
  largest: { file: string; bytes: number };
  fullest: { folder: string; files: number };
}

/** Looks at every file of a site once. */
export function listSite(site: string): SiteListing {
  const size: SiteSize = {
    files: 0,
    total: 0,
    largest: { file: '', bytes: 0 },
    fullest: { folder: '', files: 0 },
  };
  if (!statSync(site, { throwIfNoEntry: false })) return { digest: '', size };
  const lines: string[] = [];
  const folders = [''];
  for (const folder of folders) {
    let files = 0;
    for (const entry of readdirSync(path.join(site, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(name);
      if (!entry.isFile()) {
        lines.push(name);
        continue;
      }
      const { size: bytes, mtimeMs, ino } = statSync(path.join(site, name));
      lines.push([name, bytes, mtimeMs, ino].join(' '));
      files += 1;
      size.total += bytes;
      if (bytes > size.largest.bytes) size.largest = { file: name, bytes };
    }
    size.files += files;
    if (files > size.fullest.files) size.fullest = { folder, files };
  }
  return { digest: digestOf(lines.sort().join('\n')), size };
}
