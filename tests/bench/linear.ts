import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { listSite } from '../../src/build/site-listing.ts';
import { exitOnUsage } from '../../src/cli/usage.ts';
import { copyProject } from '../project-copy.ts';
import { writeArchive } from './archive.ts';
import { measured } from './processes.ts';

/**
 * `npm run bench:linear`: whether the time of a cold build of the full site, without search, grows with the archive
 * alone, and how much memory it takes. It builds made-up archives of news length in a copy of the project, tells the time
 * of each step, and writes `results/linear.json`.
 */
const values = exitOnUsage(new Command('npm run bench:linear --'))
  .description(
    'Measures whether the time of a build grows with the archive alone, and writes tests/bench/results/linear.json.',
  )
  .option('--sizes <numbers>', 'transcripts of each archive', '100,1000,10000')
  .parse()
  .opts<{ sizes: string }>();

interface Row {
  transcripts: number;
  seconds: number;
  milliseconds: { aTranscript: number; steps: Record<string, number> };
  /** The most that all processes held together. */
  megabytes: number;
  files: number;
  outputMegabytes: number;
}

const folder = await mkdtemp(path.join(tmpdir(), 'bench-linear-'));
try {
  const rows: Row[] = [];
  for (const size of values.sizes.split(',').map(Number)) {
    const row = await build(size);
    rows.push(row);
    console.log(JSON.stringify(row));
  }
  console.log(tableOf(rows));
  const { length, [0]: first } = cpus();
  const machine = `${first?.model ?? ''}, ${String(length)} cores, ${String(Math.round(totalmem() / 1e9))} GB, Node ${process.version}`;
  const written = { date: new Date().toISOString().slice(0, 10), machine, rows };
  const target = path.join(import.meta.dirname, 'results');
  await mkdir(target, { recursive: true });
  await writeFile(path.join(target, 'linear.json'), `${JSON.stringify(written, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** In a project of its own, so that nothing was kept of another build but the compiled program. */
async function build(transcripts: number): Promise<Row> {
  const cwd = path.join(folder, 'project');
  await copyProject(process.cwd(), cwd);
  await writeArchive(path.join(cwd, 'content'), { news: transcripts, podcasts: 0 });
  const { seconds, megabytes, printed } = await measured(
    process.execPath,
    [path.resolve('tests/bench/build-steps.ts')],
    {
      TURNSTONE_CONTENT: '',
      SITE_URL: 'https://transcripts.example',
      BASE_PATH: '',
      ASTRO_TELEMETRY_DISABLED: '1',
    },
    cwd,
  );
  const steps = JSON.parse(printed.trim().split('\n').at(-1) ?? '') as Record<string, number>;
  const { files, total } = listSite(path.join(cwd, 'dist')).size;
  await rm(cwd, { recursive: true, force: true });
  return {
    transcripts,
    seconds: round(seconds),
    milliseconds: {
      aTranscript: round(((seconds - (steps['Compiling the site'] ?? 0)) * 1000) / transcripts),
      steps: Object.fromEntries(
        Object.entries(steps).map(([name, time]) => [name, round((time * 1000) / transcripts)]),
      ),
    },
    megabytes: Math.round(megabytes),
    files,
    outputMegabytes: round(total / 1e6),
  };
}

function tableOf(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap(({ milliseconds }) => Object.keys(milliseconds.steps)))];
  const head = [
    'transcripts',
    'seconds',
    'ms a transcript, without compiling',
    ...names.map((name) => `${name}, ms each`),
    'memory',
    'files',
  ];
  const lines = rows.map(({ transcripts, seconds, milliseconds, megabytes, files }) => [
    transcripts,
    seconds,
    milliseconds.aTranscript,
    ...names.map((name) => milliseconds.steps[name] ?? ''),
    `${String(megabytes)} MB`,
    files,
  ]);
  return [head, head.map(() => '---'), ...lines].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
