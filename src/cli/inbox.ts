import { spawnSync } from 'node:child_process';
import { appendFile, copyFile, lstat, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { contentFolder } from '../archive/content-folder.ts';
import { importedLine, inboxReport, isImported, type InboxFile } from './inbox-report.ts';
import { exitOnUsage } from './usage.ts';

/*
 * What the workflow "Inbox" runs. Names of files are data throughout: they stand in no shell's line, and in the report
 * they are quoted. What is no plain file, such as a link to another one, is left alone.
 */

const program = exitOnUsage(new Command('npm run inbox --'))
  .description(
    'Imports what lies in inbox/, and writes the change and a report for a pull request.',
  )
  .requiredOption('--out <dir>', 'where changes.patch and report.md go')
  .option('--since <commit>', 'only what was added or changed since')
  .addHelpText(
    'after',
    `
Imported files leave inbox/: the version control keeps them. With GITHUB_OUTPUT it says there whether anything was imported.

Exit status: 0 fine, or nothing to do; 1 nothing could be imported; 2 a wrong call.`,
  );
const { out, since } = program.parse().opts<{ out: string; since?: string }>();

const files = await inInbox(since);
const imported = await importAll(files);
const taken = imported.filter(isImported);
for (const { file } of taken) await rm(file);
await mkdir(out, { recursive: true });
const report = inboxReport(imported);
await writeFile(path.join(out, 'report.md'), report);
if (taken.length > 0) {
  git('add', '--all', '--', path.relative('.', contentFolder()), 'inbox');
  await writeFile(path.join(out, 'changes.patch'), git('diff', '--cached', '--binary'));
}
await tell('GITHUB_OUTPUT', `found=${String(taken.length > 0)}\n`);
await tell('GITHUB_STEP_SUMMARY', report);
console.log(`${String(taken.length)} of ${String(imported.length)} imported; see ${out}/report.md`);
if (imported.length > 0 && taken.length === 0) process.exitCode = 1;

/** The plain files of `inbox/` that the version control has, or those that have come since a commit that it has, too. */
async function inInbox(from: string | undefined): Promise<string[]> {
  const listed = hasCommit(from)
    ? git('diff', '--name-only', '-z', '--diff-filter=AMR', from, 'HEAD', '--', 'inbox')
    : git('ls-files', '-z', '--', 'inbox');
  const plain: string[] = [];
  for (const file of listed.split('\0').filter((name) => name !== '')) {
    const isPlain = await lstat(file).then(
      (found) => found.isFile(),
      () => false,
    );
    const isHidden = file.split('/').some((part) => part.startsWith('.'));
    if (isPlain && !isHidden) plain.push(file);
  }
  return plain;
}

/** A branch's first push has nothing before it, and what stood before a forced one is gone. */
function hasCommit(name: string | undefined): name is string {
  if (name === undefined || !/^[\da-f]{40,64}$/.test(name)) return false;
  return spawnSync('git', ['cat-file', '-e', `${name}^{commit}`]).status === 0;
}

/** Imports copies in a folder of their own, since the import takes names for patterns. */
async function importAll(sources: readonly string[]): Promise<InboxFile[]> {
  if (sources.length === 0) return [];
  const scratch = await mkdtemp(path.join(tmpdir(), 'turnstone-inbox-'));
  try {
    for (const file of sources) {
      const copy = path.join(scratch, file);
      await mkdir(path.dirname(copy), { recursive: true });
      await copyFile(file, copy);
    }
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(import.meta.dirname, 'import.ts'), '--json', '--', 'inbox'],
      {
        cwd: scratch,
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
        env: { ...process.env, TURNSTONE_CONTENT: contentFolder() },
      },
    );
    // What follows the last line's end was cut off.
    const lines = stdout.split('\n').slice(0, -1);
    const read = lines.map((line) => withShortPaths(importedLine.parse(JSON.parse(line))));
    const known = new Set(read.map(({ file }) => file));
    const unread = sources.filter((file) => !known.has(file)).map(unreadFile);
    if (unread.length > 0) console.error(stderr);
    return [...read, ...unread];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The import runs elsewhere, and so tells whole paths. */
function withShortPaths({ problems, ...file }: InboxFile): InboxFile {
  const here = `${process.cwd()}${path.sep}`;
  return {
    ...file,
    problems: problems.map(({ message, ...place }) => ({
      ...place,
      message: message.replaceAll(here, ''),
    })),
  };
}

function unreadFile(file: string): InboxFile {
  const message =
    'The import ended before it came to this file; expected it to read every file. The log of the run says why.';
  const problem = { severity: 'error', message, line: 1, column: 1 } as const;
  return { file, format: null, transcript: null, problems: [problem] };
}

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status === 0) return stdout;
  throw new Error(`git ${args[0] ?? ''}: ${stderr}`);
}

async function tell(variable: string, text: string): Promise<void> {
  const file = process.env[variable];
  if (file) await appendFile(file, text);
}
