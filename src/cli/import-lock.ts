import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { displayPath } from '../archive/files.ts';
import { releaseLock, takeLock } from './process-lock.ts';

/**
 * Does work while no other import writes into a content folder: two at once would choose the same names. The second
 * waits, and says so; it waits no longer once `stop` is given. A folder that can hold no lock is worked on without; one
 * that is not there is made, and told.
 *
 * @throws what `work` throws.
 */
export async function whileAlone<Value>(
  content: string,
  work: () => Promise<Value>,
  stop?: AbortSignal,
): Promise<Value> {
  const made = await mkdir(content, { recursive: true }).catch(() => undefined);
  if (made !== undefined) {
    console.error(
      `There was no folder ${displayPath(content, '')}, so it was made. If another was meant, correct TURNSTONE_CONTENT.`,
    );
  }
  const lock = path.join(content, '.importing');
  let isWaiting = false;
  for (;;) {
    const holder = await takeLock(lock);
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
    await releaseLock(lock);
  }
}

/** Milliseconds. */
const POLL = 100;
