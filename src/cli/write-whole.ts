import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

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
 * written or deleted, every file is as it was. Nothing else runs meanwhile: to hand each of these short steps to another
 * thread would take longer than the step.
 *
 * @throws what the system throws.
 */
export function writeWhole(files: readonly FileChange[]): void {
  const undo: (() => void)[] = [];
  const copies: string[] = [];
  try {
    const staged: { aside: string | null; target: string }[] = [];
    for (const [index, { path: target, text }] of files.entries()) {
      const folder = path.dirname(target);
      const aside = path.join(folder, `${ASIDE}${String(process.pid)}-${String(index)}`);
      if (text !== null) {
        const made = mkdirSync(folder, { recursive: true });
        if (made !== undefined) {
          undo.push(() => {
            removeFolders(folder, made);
          });
        }
        undo.push(() => {
          rmSync(aside, { force: true });
        });
        writeDurably(aside, text);
      }
      staged.push({ aside: text === null ? null : aside, target });
    }
    for (const [index, { aside, target }] of staged.entries()) {
      if (index < staged.length - 1) {
        const copy = path.join(
          path.dirname(target),
          `${ASIDE}${String(process.pid)}-${String(files.length + index)}`,
        );
        const isThere = existsSync(target);
        if (isThere) {
          copies.push(copy);
          copyFileSync(target, copy);
        }
        undo.push(() => {
          if (isThere) renameSync(copy, target);
          else rmSync(target, { force: true });
        });
      }
      if (aside === null) rmSync(target, { force: true });
      else renameSync(aside, target);
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  } finally {
    for (const copy of copies) rmSync(copy, { force: true });
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

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'w');
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Removes a folder and those above it, as far up as one that was made with it. */
function removeFolders(folder: string, first: string): void {
  for (let current = folder; current.startsWith(first); current = path.dirname(current)) {
    rmdirSync(current);
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
