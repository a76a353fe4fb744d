import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { importFiles } from '../../src/cli/import-files.ts';
import { findInputs } from '../../src/cli/import-inputs.ts';

/**
 * Does one thing with a folder of files, in a process of its own, and prints what it took: `read` reads the files and
 * parts them into lines; `import` imports them into a content folder.
 */
const [task = '', folder = '', content = ''] = process.argv.slice(2);
const isFine = await timed(task === 'read' ? readLines : importAll);
process.exitCode = isFine ? 0 : 1;

async function timed(work: () => Promise<boolean>): Promise<boolean> {
  const tell = console.log;
  console.log = () => undefined;
  console.error = () => undefined;
  const cpu = process.cpuUsage();
  const start = performance.now();
  const isFine = await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  tell(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, megabytes }));
  return isFine;
}

async function readLines(): Promise<boolean> {
  let lines = 0;
  for (const name of await readdir(folder)) {
    lines += (await readFile(path.join(folder, name), 'utf8')).split('\n').length;
  }
  return lines > 0;
}

async function importAll(): Promise<boolean> {
  return importFiles({
    inputs: await findInputs([folder]),
    content,
    title: null,
    date: null,
    id: null,
    program: null,
    language: 'en',
    record: 'verbatim',
    format: null,
    speakers: [],
    draft: false,
    force: false,
    dryRun: false,
    json: false,
  });
}
