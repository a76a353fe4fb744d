import { Command } from 'commander';
import { exitOnUsage } from '../../src/cli/usage.ts';
import { soak } from './soak-dev.ts';

/**
 * `npm run bench:soak`: edits files at random under `npm run dev` for some minutes, and tells whether a page stayed stale,
 * the server ended, or its memory grew. It exits with 1 where one of these is so.
 */
const values = exitOnUsage(new Command('npm run bench:soak --'))
  .description(
    'Edits files at random under npm run dev, and tells whether a page stayed stale, the server ended, or its memory grew.',
  )
  .option('--minutes <number>', 'how long', '5')
  .option('--seed <number>', 'which edits (default: others each time)')
  .parse()
  .opts<{ minutes: string; seed?: string }>();
const seed = values.seed ?? String(Date.now() % 1_000_000);
console.log(`Seed ${seed}, ${values.minutes} min`);
const { edits, settled, memory, faults } = await soak({
  seconds: Number(values.minutes) * 60,
  seed: Number(seed),
});
console.log('Edits:', JSON.stringify(edits));
console.log(
  `Settled after ${String(settled.median)} ms, at most ${String(settled.most)} ms; memory ${String(memory.first)} MB in the first third, ${String(memory.middle)} MB in the middle, ${String(memory.last)} MB in the last`,
);
// The server's own caches fill at first.
const grew = memory.last > memory.middle * 1.3;
if (grew) faults.push('The memory grew from the middle to the last third.');
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
