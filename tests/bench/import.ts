import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { conversation, type Layout } from './corpus.ts';

/**
 * `npm run bench:import`: how fast transcripts are imported, beside plain reading and parting into lines of the same
 * files; how time grows with a file's size; and how much memory a long run takes. It writes `results/import.json`.
 */
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '2000' },
    kilobytes: { type: 'string', default: '60' },
    megabytes: { type: 'string', default: '1,10,100' },
  },
});
const files = Number(values.files);
const kilobytes = Number(values.kilobytes);
const sizes = values.megabytes.split(',').map(Number);

const results: Record<string, Record<string, unknown>> = {};
for (const layout of ['broadcast', 'markdown-bold'] as const) {
  const speed = await measureFiles(layout, files, kilobytes * 1000);
  console.log(
    `${layout}: ${String(files)} files of ${String(kilobytes)} KB: ${speed.imported} MB/s imported, ${speed.read} MB/s read and split; ${String(speed.megabytes)} MB of memory`,
  );
  const growth: Record<string, unknown> = {};
  for (const size of sizes) {
    const one = await measureFiles(layout, 1, size * 1e6);
    growth[`${String(size)} MB`] =
      `${one.seconds} s, ${one.imported} MB/s, ${String(one.megabytes)} MB of memory`;
    console.log(
      `${layout}: one file of ${String(size)} MB: ${String(growth[`${String(size)} MB`])}`,
    );
  }
  results[layout] = { [`${String(files)} files of ${String(kilobytes)} KB`]: speed, growth };
}
const machine = `${cpus()[0]?.model ?? ''}, ${String(cpus().length)} cores, ${String(Math.round(totalmem() / 1e9))} GB, Node ${process.version}`;
const target = path.join(import.meta.dirname, 'results/import.json');
await mkdir(path.dirname(target), { recursive: true });
const date = new Date().toISOString().slice(0, 10);
await writeFile(target, `${JSON.stringify({ date, machine, ...results }, null, 2)}\n`);

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
      imported: (size / 1e6 / imported.cpuSeconds).toFixed(1),
      read: (size / 1e6 / read.cpuSeconds).toFixed(1),
      seconds: imported.seconds.toFixed(1),
      megabytes: Math.round(imported.megabytes),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
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
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, task, ...folders], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${task} failed: ${stdout}${stderr}`);
  return JSON.parse(stdout) as Measure;
}
