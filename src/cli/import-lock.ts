import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { displayPath } from '../archive/files.ts';
import { isRunning } from './write-whole.ts';

/**
 * Does work while no other import writes into a content folder: two at once would choose the same names. The second
 * waits, and says so; it waits no longer once `stop` is given. A folder that can hold no lock is worked on without.
 *
 * @throws what `work` throws.
 */
export async function whileAlone<Value>(
  content: string,
  work: () => Promise<Value>,
  stop?: AbortSignal,
): Promise<Value> {
  await mkdir(content, { recursive: true }).catch(() => undefined);
  const lock = path.join(content, '.importing');
  let isWaiting = false;
  for (;;) {
    const holder = await takeOrTellHolder(lock);
    if (holder === 'none') break;
    if (stop?.aborted === true) return work();
    if (!isWaiting) {
      console.error(
        `Another import (process ${String(holder)}) writes into ${displayPath(content, '')}; waiting for it. If there is none, remove ${displayPath(lock, '')}.`,
      );
    }
    isWaiting = true;
    await delay(POLL);
  }
  try {
    return await work();
  } finally {
    await releaseOwn(lock);
  }
}

/** Milliseconds. */
const POLL = 100;

/** Takes the lock, or tells the process that holds it. It appears with its content, so nobody sees half of it. */
async function takeOrTellHolder(lock: string): Promise<number | 'none'> {
  const own = `${lock}-${String(process.pid)}`;
  try {
    await writeFile(own, String(process.pid));
    await link(own, lock);
    return 'none';
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return 'none';
    const holder = await holderOf(lock);
    if (holder !== null) return holder;
    // Whoever held it was killed.
    await rm(lock, { force: true });
    return await takeOrTellHolder(lock);
  } finally {
    await rm(own, { force: true }).catch(() => undefined);
  }
}

/** The running process that holds the lock; `null` where there is none. */
async function holderOf(lock: string): Promise<number | null> {
  const pid = Number(await readFile(lock, 'utf8').catch(() => ''));
  return pid > 0 && pid !== process.pid && isRunning(pid) ? pid : null;
}

async function releaseOwn(lock: string): Promise<void> {
  const pid = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (pid === process.pid) await rm(lock, { force: true }).catch(() => undefined);
}
