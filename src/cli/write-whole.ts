import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';

/** A file to be written, and its text. */
export interface TextFile {
  path: string;
  text: string;
}

/**
 * Writes files, each whole or not at all, even when the process is killed: under hidden names in their folders first,
 * which no reader of the content folder sees. Where one can't be written none is. Only the last may replace another.
 *
 * @throws what the system throws.
 */
export async function writeWhole(files: readonly TextFile[]): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    const staged: { aside: string; target: string }[] = [];
    for (const [index, { path: target, text }] of files.entries()) {
      const folder = path.dirname(target);
      const made = await mkdir(folder, { recursive: true });
      if (made !== undefined) undo.push(() => removeFolders(folder, made));
      const aside = path.join(folder, `${ASIDE}${String(process.pid)}-${String(index)}`);
      undo.push(() => rm(aside, { force: true }));
      await writeDurably(aside, text);
      staged.push({ aside, target });
    }
    for (const [index, { aside, target }] of staged.entries()) {
      await rename(aside, target);
      if (index < staged.length - 1) undo.push(() => rm(target));
    }
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

/** Removes what a process that was killed in `writeWhole` has left below a folder. */
export async function removeLeftovers(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await removeLeftovers(file);
    // Where it may not be removed it stays: nobody sees it.
    else if (isLeftover(entry.name)) await rm(file, { force: true }).catch(() => undefined);
  }
}

const ASIDE = '.writing-';

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes a folder and those above it, as far up as one that was made with it. */
async function removeFolders(folder: string, first: string): Promise<void> {
  for (let current = folder; current.startsWith(first); current = path.dirname(current)) {
    await rmdir(current);
  }
}

function isLeftover(name: string): boolean {
  const pid = new RegExp(`^\\${ASIDE}(\\d+)-\\d+$`).exec(name)?.[1];
  return pid !== undefined && Number(pid) !== process.pid && !isRunning(Number(pid));
}

/** Whether a process runs, be it somebody else's. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
