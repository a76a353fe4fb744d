import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { isRunning } from './write-whole.ts';

/**
 * Takes a lock, or tells the running process that holds it. It appears with its content, so nobody sees half of it; one
 * whose holder was killed is taken over. Where no lock can be made, it counts as taken.
 */
export async function takeLock(lock: string): Promise<number | 'none'> {
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
    return await takeLock(lock);
  } finally {
    await rm(own, { force: true }).catch(() => undefined);
  }
}

/** The running process that holds the lock; `null` where there is none. */
async function holderOf(lock: string): Promise<number | null> {
  const pid = Number(await readFile(lock, 'utf8').catch(() => ''));
  return pid > 0 && pid !== process.pid && isRunning(pid) ? pid : null;
}

/** Gives a lock back, if this process holds it. */
export async function releaseLock(lock: string): Promise<void> {
  const pid = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (pid === process.pid) await rm(lock, { force: true }).catch(() => undefined);
}
