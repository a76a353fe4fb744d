import { expect, test } from 'vitest';
import { soak } from '../bench/soak-dev.ts';

const SECONDS = 30;

test(
  `${String(SECONDS)} seconds of random edits leave no stale page and no dead server`,
  { timeout: 240_000 },
  async () => {
    const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);
    const { edits, settled, memory, faults } = await soak({
      seconds: SECONDS,
      seed,
      patience: 60_000,
    });
    console.log(
      `Seed ${String(seed)} (SOAK_SEED tries it again): ${JSON.stringify(edits)}; settled after ${String(settled.median)} ms; ${String(memory.first)} MB, then ${String(memory.last)} MB`,
    );
    expect(faults).toEqual([]);
    expect(Object.keys(edits).length).toBeGreaterThan(3);
  },
);
