import { copyFile, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { isMissing } from '../archive/files.ts';

/** A file to be written, and its text. */
export interface TextFile {
  path: string;
  text: string;
}

/** A file to be written, or, without text, to be deleted. */
export interface FileChange {
  path: string;
  text: string | null;
}

/**
 * Writes and deletes files in their order, each whole or not at all, even when the process is killed: new text stands
 * under hidden names in the files' folders first, which no reader of the content folder sees. Where one can't be
 * written or deleted, every file is as it was.
 *
 * @throws what the system throws.
 */
export async function writeWhole(files: readonly FileChange[]): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  const copies: string[] = [];
  try {
    const staged: { aside: string | null; target: string }[] = [];
    for (const [index, { path: target, text }] of files.entries()) {
      const folder = path.dirname(target);
      const aside = path.join(folder, `${ASIDE}${String(process.pid)}-${String(index)}`);
      if (text !== null) {
        const made = await mkdir(folder, { recursive: true });
        if (made !== undefined) undo.push(() => removeFolders(folder, made));
        undo.push(() => rm(aside, { force: true }));
        await writeDurably(aside, text);
      }
      staged.push({ aside: text === null ? null : aside, target });
    }
    for (const [index, { aside, target }] of staged.entries()) {
      if (index < staged.length - 1) {
        const copy = path.join(
          path.dirname(target),
          `${ASIDE}${String(process.pid)}-${String(files.length + index)}`,
        );
        copies.push(copy);
        const isThere = await copied(target, copy);
        undo.push(() => (isThere ? rename(copy, target) : rm(target, { force: true })));
      }
      if (aside === null) await rm(target, { force: true });
      else await rename(aside, target);
    }
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  } finally {
    for (const copy of copies) await rm(copy, { force: true });
  }
}

/** Copies a file that is there. */
async function copied(file: string, copy: string): Promise<boolean> {
  try {
    await copyFile(file, copy);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
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
