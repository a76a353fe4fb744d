import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { contentFolder } from '../archive/content-folder.ts';

/** Why a site may not be written to a folder, whose former contents would be lost; `null` where it may. */
export async function refusalOf(outDir: string): Promise<string | null> {
  const target = path.resolve(outDir);
  for (const kept of [process.cwd(), contentFolder(), path.resolve('src'), path.resolve('.git')]) {
    if (isWithin(kept, target) || (kept !== process.cwd() && isWithin(target, kept))) {
      return `--outDir ${outDir} would replace ${kept}; expected a folder of the site's own. Name another one.`;
    }
  }
  const found = await stat(target).catch(() => null);
  if (found === null) return null;
  if (!found.isDirectory()) {
    return `--outDir ${outDir} is a file; expected a folder. Name another one, or remove the file.`;
  }
  const names = await readdir(target);
  if (names.length === 0 || FORMER_SITE.every((name) => names.includes(name))) return null;
  return `--outDir ${outDir} holds files that no build wrote; expected an empty folder or a former site. Empty it, or name another one.`;
}

/** What every build writes, and hardly anything else. */
const FORMER_SITE = ['assets', 'favicon.svg', 'transcripts'];

const isWithin = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(outer.endsWith(path.sep) ? outer : outer + path.sep);
