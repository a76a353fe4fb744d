import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inboxReport } from '../../../src/cli/inbox-report.ts';

// Each run is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

let repository = '';
beforeEach(() => {
  repository = mkdtempSync(path.join(tmpdir(), 'turnstone-inbox-test-'));
  git('init', '--quiet');
  write('content/site.yaml', 'name: Harbour transcripts\nlanguage: en\n');
  write('inbox/.gitkeep', '');
  commit();
});
afterEach(() => {
  rmSync(repository, { recursive: true, force: true });
});

const FERRY = 'DANA COLE, HOST:\n\nGood morning.\n\nLEE OSEI, BYLINE: The boats lie still.\n';

test('a file that is dropped becomes a change with its Markdown, and leaves the inbox', () => {
  write('inbox/ferry-strike.txt', FERRY);
  commit();
  const { status, found, patch, report } = inbox();
  expect({ status, found }).toEqual({ status: 0, found: 'found=true\n' });
  expect(report).toContain('inbox/ferry-strike.txt\nferry-strike');
  expect(report).toContain('Imported: 2 turns, 2 speakers. Problems');
  expect(report).toContain('1:1 warning No title was given');

  git('reset', '--quiet', '--hard');
  git('apply', '--index', '--include=content/*', '--include=inbox/*', patch);
  expect(read('content/transcripts/ferry-strike.md')).toContain('**LEE OSEI, BYLINE:** The boats');
  expect(existsSync(path.join(repository, 'inbox/ferry-strike.txt'))).toBe(false);
});

test('only what has come since the last push is imported', () => {
  write('inbox/first.txt', FERRY);
  commit();
  const before = git('rev-parse', 'HEAD').trim();
  write('inbox/second.txt', FERRY);
  commit();
  const { report } = inbox('--since', before);
  expect(report).toContain('inbox/second.txt');
  expect(report).not.toContain('inbox/first.txt');
  git('reset', '--quiet', '--hard');
  git('clean', '--quiet', '--force', 'content');
  // What a forced push has replaced is no longer there.
  for (const gone of ['0', '1']) {
    expect(inbox('--since', gone.repeat(40)).report).toContain('inbox/first.txt');
    git('reset', '--quiet', '--hard');
  }
});

test('names of files are names: no shell, option, pattern or link is made of one', () => {
  const names = [
    '$(touch ran).txt',
    '`touch ran`.txt',
    '; touch ran;.txt',
    '--force.txt',
    '*b.txt',
    '[a].txt',
    'a\nfound=true.txt',
    '@everybody ![x](https://evil.invalid/x.png).txt'.replaceAll('/', ':'),
    '```c.txt',
  ];
  for (const name of names) write(`inbox/${name}`, FERRY);
  symlinkSync('/etc/passwd', path.join(repository, 'inbox/passwd.txt'));
  symlinkSync('../.git/config', path.join(repository, 'inbox/config.txt'));
  commit();
  const { status, found, report } = inbox();
  expect({ status, found }).toEqual({ status: 0, found: 'found=true\n' });
  expect(readdirSync(repository)).not.toContain('ran');
  expect(readdirSync(path.join(repository, 'content/transcripts'))).toHaveLength(names.length);
  expect(report).not.toContain('passwd');
  const outside = report.replace(/^(`{3,})text\n[^]*?\n\1$/gm, '');
  expect(outside).not.toMatch(/@everybody|evil|touch/);
});

test('a file whose transcript is not written stays, whether it could be read or not', () => {
  write('inbox/ferry.txt', FERRY);
  write('inbox/-.txt', FERRY);
  write('inbox/.notes/ferry.txt', FERRY);
  write('content/transcripts/ferry.md', 'Another transcript.');
  write('inbox/night.txt', FERRY);
  commit();
  const { status, found, report } = inbox();
  expect({ status, found }).toEqual({ status: 0, found: 'found=true\n' });
  expect(report).toContain(
    'inbox/ferry.txt\nferry\n```\n\nNot imported, and left in inbox/. Problems',
  );
  expect(report).toContain('1:1 error content/transcripts/ferry.md exists already');
  expect(report.match(/^Imported: /gm)).toHaveLength(1);
  expect(readdirSync(path.join(repository, 'inbox')).sort()).toEqual([
    '-.txt',
    '.gitkeep',
    '.notes',
    'ferry.txt',
  ]);
  expect(read('content/transcripts/ferry.md')).toBe('Another transcript.');
});

test('where the content itself cannot be read, every file stays, and the run fails', () => {
  write('inbox/ferry.txt', FERRY);
  write('content/speakers/dana-cole.yaml', 'name: [');
  commit();
  const { status, found, report } = inbox();
  expect({ status, found }).toEqual({ status: 1, found: 'found=false\n' });
  expect(report).toContain('The import ended before it came to this file');
  expect(existsSync(path.join(repository, 'inbox/ferry.txt'))).toBe(true);
});

test('a file that cannot be imported stays, and the run says why', () => {
  write('inbox/empty.txt', '\n');
  commit();
  const { status, found, report } = inbox();
  expect({ status, found }).toEqual({ status: 1, found: 'found=false\n' });
  expect(report).toContain('Not imported');
  expect(existsSync(path.join(repository, 'inbox/empty.txt'))).toBe(true);
});

test('an empty inbox is fine, and so is none', () => {
  rmSync(path.join(repository, 'inbox'), { recursive: true });
  commit();
  expect(inbox()).toMatchObject({ status: 0, found: 'found=false\n' });
});

test('a report stays within what a pull request takes', () => {
  const problem = { severity: 'error', message: 'x'.repeat(200), line: 1, column: 1 } as const;
  const file = { file: 'inbox/a.txt', format: null, transcript: null };
  const report = inboxReport(
    Array.from({ length: 50 }, () => ({
      ...file,
      problems: Array.from({ length: 150 }, () => problem),
    })),
  );
  expect(report.length).toBeLessThan(65_000);
  expect(report).toContain('and 50 more');
  expect(report).toMatch(/\d+ more are left out here/);
});

function inbox(...options: string[]) {
  const result = mkdtempSync(path.join(tmpdir(), 'turnstone-inbox-out-'));
  const output = path.join(result, 'output');
  const { status } = spawnSync(
    process.execPath,
    [path.resolve('src/cli/inbox.ts'), '--out', result, ...options],
    {
      cwd: repository,
      encoding: 'utf8',
      env: {
        ...process.env,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: '',
        TURNSTONE_CONTENT: '',
      },
    },
  );
  return {
    status,
    found: readFileSync(output, 'utf8'),
    patch: path.join(result, 'changes.patch'),
    report: readFileSync(path.join(result, 'report.md'), 'utf8'),
  };
}

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['-c', 'user.name=Dana Cole', '-c', 'user.email=dana@harbour-radio.example', ...args],
    { cwd: repository, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function commit(): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Drop');
}

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(repository, name)), { recursive: true });
  writeFileSync(path.join(repository, name), text);
}

const read = (name: string): string => readFileSync(path.join(repository, name), 'utf8');
