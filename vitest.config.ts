import path from 'node:path';
import { defineConfig } from 'vitest/config';
import SlowestFirst from './tests/slowest-first.ts';

export default defineConfig({
  test: {
    // Vitest leaves one core idle, which is half of a small machine.
    maxWorkers: '100%',
    sequence: { sequencer: SlowestFirst },
    // A busy machine is slow, not wrong.
    testTimeout: 60_000,
    // Many tests run a command, which takes half as long where Node need not compile it anew.
    env: { NODE_COMPILE_CACHE: path.resolve('.cache/node') },
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/vitest.json' },
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      // What a build wrote: run `npm run build` first.
      { extends: true, test: { name: 'site', include: ['tests/site/**/*.test.ts'] } },
    ],
  },
});
