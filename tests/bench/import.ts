import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { exitOnUsage } from '../../src/cli/usage.ts';
import { conversation, type Layout } from './corpus.ts';

/**
 * `npm run bench:import`: how fast transcripts are imported, beside plain reading and parting into lines of the same
 * files; how time grows with a file's size; and how much memory a long run takes. It writes `results/import.json`.
 */
const values = exitOnUsage(new Command('npm run bench:import --'))
  .description(
    'Measures how fast transcripts are imported, and writes tests/bench/results/import.json.',
  )
  .option('--files <number>', 'transcripts of one run', '2000')
  .option('--kilobytes <number>', 'the size of each', '60')
  .option('--megabytes <sizes>', 'sizes of single files', '1,10,100')
  .parse()
  .opts<{ files: string; kilobytes: string; megabytes: string }>();
/** As in the script `import` of package.json. */
const MEMORY = [
  '--single-threaded-gc',
  '--no-allocation-site-pretenuring',
  '--min-semi-space-size=16',
  '--max-semi-space-size=16',
  '--heap-growing-percent=60',
];
const files = Number(values.files);
const kilobytes = Number(values.kilobytes);
const sizes = values.megabytes.split(',').map(Number);

const results: Record<string, unknown> = {};
for (const layout of ['broadcast', 'markdown-bold'] as const) {
  const many = await measureFiles(layout, files, kilobytes * 1000);
  console.log(`${layout}, ${String(files)} files of ${String(kilobytes)} KB: ${told(many)}`);
  const bySize: Record<string, unknown> = {};
  for (const size of sizes) {
    const one = await measureFiles(layout, 1, size * 1e6);
    bySize[`${String(size)} MB`] = one;
    console.log(`${layout}, one file of ${String(size)} MB: ${told(one)}`);
  }
  results[layout] = { [`${String(files)} files of ${String(kilobytes)} KB`]: many, ...bySize };
}
const machine = `${cpus()[0]?.model ?? ''}, ${String(cpus().length)} cores, ${String(Math.round(totalmem() / 1e9))} GB, Node ${process.version}`;
const units = 'MB a second of processor time, seconds on the clock, MB of memory at most';
const target = path.join(import.meta.dirname, 'results/import.json');
await mkdir(path.dirname(target), { recursive: true });
const date = new Date().toISOString().slice(0, 10);
await writeFile(target, `${JSON.stringify({ date, machine, units, ...results }, null, 2)}\n`);

async function measureFiles(layout: Layout, count: number, bytes: number) {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-import-'));
  try {
    const source = path.join(folder, 'source');
    await mkdir(source);
    let size = 0;
    for (let seed = 0; seed < count; seed += 1) {
      const text = Buffer.from(conversation(layout, bytes, seed));
      size += text.length;
      await writeFile(path.join(source, `talk-${String(seed).padStart(5, '0')}.txt`), text);
    }
    const read = measure('read', source);
    const imported = measure('import', source, path.join(folder, 'content'));
    return {
      importedPerSecond: rounded(size / 1e6 / imported.cpuSeconds),
      readAndSplitPerSecond: rounded(size / 1e6 / read.cpuSeconds),
      seconds: rounded(imported.seconds),
      memory: rounded(imported.megabytes),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Megabytes, and seconds of all threads together, as if there were one core. */
function told(measured: Awaited<ReturnType<typeof measureFiles>>): string {
  const { importedPerSecond, readAndSplitPerSecond, seconds, memory } = measured;
  return `${String(importedPerSecond)} MB/s imported, ${String(readAndSplitPerSecond)} MB/s read and split; ${String(seconds)} s on the clock, ${String(memory)} MB of memory`;
}

interface Measure {
  /** On the clock. */
  seconds: number;
  /** Of all threads, so that another program's work does not count. */
  cpuSeconds: number;
  /** The most that the process held at any time. */
  megabytes: number;
}

function measure(task: 'read' | 'import', ...folders: string[]): Measure {
  const script = path.join(import.meta.dirname, 'measure.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...MEMORY, script, task, ...folders],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`${task} failed: ${stdout}${stderr}`);
  return JSON.parse(stdout) as Measure;
}
