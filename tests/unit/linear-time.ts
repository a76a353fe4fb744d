import { expect } from 'vitest';

/**
 * Expects that work takes time that grows with its size: sixteen times as much of it takes at most three times as long as
 * that, where time that grows with the square would take two hundred and fifty-six times as long. It is processor time, and
 * what seems too slow is tried again, since a busy machine and the garbage of other tests only ever add to it.
 *
 * @param work does as much as it is told.
 * @param what names the work where it fails.
 */
export function expectLinearTime(work: (size: number) => void, size: number, what = ''): void {
  const short = Math.max(SHORTEST, timeOf(work, size / STEP));
  let long = timeOf(work, size);
  for (let tries = 1; tries < TRIES && long >= short * STEP * SLACK; tries += 1) {
    long = Math.min(long, timeOf(work, size));
  }
  expect(long / short, what).toBeLessThan(STEP * SLACK);
}

/** Milliseconds of processor time. */
function timeOf(work: (size: number) => void, size: number): number {
  const start = process.cpuUsage();
  work(Math.ceil(size));
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const STEP = 16;
const SLACK = 3;
const TRIES = 3;
/** Milliseconds: less says nothing. */
const SHORTEST = 50;
