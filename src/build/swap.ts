import { existsSync } from 'node:fs';
import { cp, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { isRunning } from '../cli/write-whole.ts';
import { putBack } from './kept-site.ts';

/** Where a site is built while the former one stays whole: beside it, so that it takes its place in one step. */
export const asideOf = (target: string): string => `${target}.building-${String(process.pid)}`;

/**
 * Puts a complete site in the place of the former one.
 *
 * @returns where the former one is now; `null` where there was none.
 */
export async function swapSites(aside: string, target: string): Promise<string | null> {
  const former = `${target}.former-${String(process.pid)}`;
  const hasFormer = existsSync(target);
  if (hasFormer) await rename(target, former);
  try {
    await rename(aside, target);
  } catch (error) {
    if (hasFormer) await rename(former, target);
    throw error;
  }
  return hasFormer ? former : null;
}

/**
 * Brings back or removes what builds have left beside a site that were killed.
 *
 * @param kept where `KeptSite` keeps the site's files.
 */
export async function clearAfterKilled(target: string, kept: string): Promise<void> {
  const folder = path.dirname(target);
  for (const name of await readdir(folder).catch(() => [])) {
    const [, kind, pid] = LEFT.exec(name.slice(path.basename(target).length)) ?? [];
    if (!name.startsWith(path.basename(target)) || pid === undefined) continue;
    if (Number(pid) !== process.pid && isRunning(Number(pid))) continue;
    const left = path.join(folder, name);
    // It was killed between two steps: the former site is whole, and only has another name.
    if (kind === 'former' && !existsSync(target)) await rename(left, target);
    else putBack(left, kept);
  }
}

const LEFT = /^\.(building|former)-(\d+)$/;

/** Copies what the compiled program has for browsers. */
export async function copyClient(program: string, aside: string): Promise<void> {
  await cp(path.join(program, 'client'), aside, { recursive: true });
}
