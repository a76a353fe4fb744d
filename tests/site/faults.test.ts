import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeArchive } from '../bench/archive.ts';
import { copyProject } from '../project-copy.ts';

// Builds under which the ground gives way: the former site stays whole, and the message says what, where and the cure.

let folder = '';
let project = '';
let transcript = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'turnstone-faults-'));
  project = path.join(folder, 'project');
  await copyProject(process.cwd(), project);
  const [file = ''] = await writeArchive(path.join(project, 'content'), { news: 3, podcasts: 0 });
  transcript = path.join(project, 'content', file);
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a full disk', { timeout: 240_000 }, ({ skip }) => {
  const disk = path.join(folder, 'disk');
  mkdirSync(disk);
  const refusal = mount('-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', disk);
  if (refusal !== null) skip(`Not tested on a full disk: ${refusal}`);
  try {
    const site = path.join(disk, 'dist');
    expect(build(site).status).toBe(0);
    const before = bytesOf(site);
    const { bavail, bsize } = statfsSync(disk);
    const ballast = path.join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 20_000));
    edit();
    const { status, stderr } = build(site);
    expect(stderr).toMatch(
      /^error: The site can't be written into \S+dist: ENOSPC: .*\. The former site is as it was\. Make room on the disk and build again\.$/m,
    );
    expect(status).toBe(1);
    expect(bytesOf(site)).toEqual(before);
    expect(readdirSync(disk).sort()).toEqual(['ballast', 'dist']);
    rmSync(ballast);
    expect(build(site).status).toBe(0);
    expect(bytesOf(site)).not.toEqual(before);
  } finally {
    umount(disk);
  }
});

test('a disk that fills while several threads write', { timeout: 240_000 }, async ({ skip }) => {
  const disk = path.join(folder, 'small-disk');
  const content = path.join(folder, 'many');
  mkdirSync(disk);
  // More than one thread would have made before others have begun.
  await writeArchive(content, { news: 40, podcasts: 0 });
  const refusal = mount('-t', 'tmpfs', '-o', 'size=1500k', 'tmpfs', disk);
  if (refusal !== null) skip(`Not tested on a full disk: ${refusal}`);
  try {
    const { status, stderr } = build(path.join(disk, 'dist'), content);
    expect(stderr).toMatch(
      /^error: The site can't be written into \S+dist: ENOSPC: .*\. The former site is as it was\. Make room on the disk and build again\.$/m,
    );
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
    expect(readdirSync(disk)).toEqual([]);
  } finally {
    umount(disk);
  }
});

test('a folder that can’t be written', { timeout: 240_000 }, ({ skip }) => {
  const place = path.join(folder, 'read-only');
  mkdirSync(place);
  const site = path.join(place, 'dist');
  expect(build(site).status).toBe(0);
  const before = bytesOf(site);
  const refusal = mount('--bind', place, place);
  if (refusal !== null) skip(`Not tested on a read-only folder: ${refusal}`);
  try {
    expect(mount('-o', 'remount,ro,bind', place)).toBeNull();
    edit();
    const { status, stderr } = build(site);
    expect(stderr).toMatch(
      /^error: The site can't be written into \S+dist: EROFS: .*\. The former site is as it was\. Make it writable and build again\.$/m,
    );
    expect(status).toBe(1);
    expect(bytesOf(site)).toEqual(before);
    expect(readdirSync(place)).toEqual(['dist']);
  } finally {
    umount(place);
  }
  expect(build(site).status).toBe(0);
  expect(bytesOf(site)).not.toEqual(before);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  'a build that %s stops tidies up and says what became of the site',
  { timeout: 240_000 },
  async (signal, status) => {
    const place = await mkdtemp(path.join(folder, 'stopped-'));
    const content = path.join(place, 'content');
    const site = path.join(place, 'dist');
    await writeArchive(content, { news: 40, podcasts: 0 });
    expect(build(site, content).status).toBe(0);
    const before = bytesOf(site);
    // Everything is to be made anew, which takes a second or more.
    writeFileSync(path.join(content, 'site.yaml'), 'name: Another name\nlanguage: en\n');
    const stopped = await Promise.all(
      [0, 400, 800].map(async (after) => {
        const outDir = after === 0 ? site : `${site}-${String(after)}`;
        return stoppedBuild(outDir, content, { signal, after });
      }),
    );
    for (const { code, stderr, outDir } of stopped) {
      // A fast machine may have been done.
      if (code === 0 && outDir !== site) rmSync(outDir, { recursive: true });
      if (code === 0 && outDir !== site) continue;
      expect(code, stderr).toBe(status);
      expect(stderr.trim().split('\n').at(-1)).toBe(
        `Stopped. What was in ${path.relative(project, outDir)} is as it was.`,
      );
    }
    expect(readdirSync(place).sort()).toEqual(['content', 'dist']);
    expect(bytesOf(site)).toEqual(before);
    expect(build(site, content).status).toBe(0);
    expect(bytesOf(site)).not.toEqual(before);
  },
);

test('clocks that are wrong', { timeout: 240_000 }, () => {
  const site = path.join(project, 'dist');
  const ahead = new Date(Date.now() + 3 * 365 * 86_400_000);
  const behind = new Date(1_000_000_000_000);
  for (const time of [ahead, behind]) {
    for (const name of globSync(['content/**/*.*', '.cache/builds/**/*.*'], { cwd: project })) {
      utimesSync(path.join(project, name), time, time);
    }
    expect(build(site).status).toBe(0);
    // As long as before, and of the same time: what counts is what the file says.
    const { mtime, size } = statSync(transcript);
    const text = readFileSync(transcript, 'utf8');
    const word = /^\*\*.*?:\*\* (\w+)/m.exec(text)?.[1] ?? '';
    const other = 'q'.repeat(word.length);
    writeFileSync(transcript, text.replace(`:** ${word}`, `:** ${other}`));
    utimesSync(transcript, mtime, mtime);
    expect(statSync(transcript)).toMatchObject({ mtime, size });
    expect(build(site).status).toBe(0);
    expect(readFileSync(pageOf(site), 'utf8')).toContain(`>${other}`);
    writeFileSync(transcript, text);
  }
});

test('a file that vanishes', { timeout: 240_000 }, () => {
  const site = path.join(project, 'dist');
  expect(build(site).status).toBe(0);
  const before = bytesOf(site);
  // It is in its folder, and gone when it is read.
  const link = path.join(path.dirname(transcript), 'vanished.md');
  symlinkSync(path.join(folder, 'nowhere.md'), link);
  const { status, stderr } = build(site);
  rmSync(link);
  expect(stderr).toContain('vanished.md');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(status).toBe(1);
  expect(bytesOf(site)).toEqual(before);
  expect(readdirSync(project).filter((name) => name.startsWith('dist'))).toEqual(['dist']);

  // So is what the last build kept.
  const kept = globSync('.cache/builds/*/readings', { cwd: project });
  expect(kept).not.toEqual([]);
  for (const name of kept) {
    const place = path.join(project, name);
    for (const entry of readdirSync(place, { withFileTypes: true })) {
      if (entry.isDirectory()) rmSync(path.join(place, entry.name), { recursive: true });
    }
  }
  edit();
  const again = build(site);
  expect(again.stderr).not.toMatch(/^\s+at /m);
  expect(again.status).toBe(0);
});

test('a content folder that vanishes', { timeout: 240_000 }, () => {
  const site = path.join(project, 'dist');
  const before = bytesOf(site);
  const content = path.join(project, 'content');
  renameSync(content, `${content}-elsewhere`);
  const { status, stderr } = build(site);
  renameSync(`${content}-elsewhere`, content);
  expect(status).toBe(1);
  expect(stderr).toContain('content');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(bytesOf(site)).toEqual(before);
});

test('nothing is left that would grow', () => {
  const left = globSync(['.cache/builds/*.lock*', '.cache/programs/*.*', 'dist.*'], {
    cwd: project,
  });
  expect(left).toEqual([]);
  expect(existsSync(path.join(project, 'dist'))).toBe(true);
});

function build(outDir: string, content = '') {
  return spawnSync(
    process.execPath,
    ['src/cli/build.ts', '--only', 'pages', '--outDir', path.relative(project, outDir)],
    { cwd: project, encoding: 'utf8', env: { ...process.env, TURNSTONE_CONTENT: content } },
  );
}

/** A build that is stopped so many milliseconds after it has taken its lock. */
async function stoppedBuild(
  outDir: string,
  content: string,
  { signal, after }: { signal: 'SIGINT' | 'SIGTERM'; after: number },
) {
  const locks = () =>
    globSync('.cache/builds/*.lock', { cwd: project }).map((name) =>
      readFileSync(path.join(project, name), 'utf8'),
    );
  const child = spawn(
    process.execPath,
    ['src/cli/build.ts', '--only', 'pages', '--outDir', path.relative(project, outDir)],
    { cwd: project, env: { ...process.env, TURNSTONE_CONTENT: content } },
  );
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close') as Promise<[number | null]>;
  while (!locks().includes(String(child.pid)) && child.exitCode === null) await delay(5);
  await delay(after);
  child.kill(signal);
  const [code] = await ended;
  return { code, stderr, outDir };
}

/** Why it could not be mounted; `null` where it was. */
function mount(...args: string[]): string | null {
  const { status, stderr, error } = spawnSync('mount', args, { encoding: 'utf8' });
  return status === 0 ? null : `mount ${args.join(' ')}: ${error?.message ?? stderr.trim()}`;
}

function umount(place: string): void {
  const { status, stderr } = spawnSync('umount', [place], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** Another title, and so another page. */
function edit(): void {
  edits += 1;
  const text = readFileSync(transcript, 'utf8');
  writeFileSync(transcript, text.replace(/^title: .*$/m, `title: Edit ${String(edits)}`));
}
let edits = 0;

const pageOf = (site: string): string =>
  path.join(
    site,
    path.relative(path.join(project, 'content'), transcript).replace(/\.md$/, '/index.html'),
  );

function bytesOf(site: string): Record<string, string> {
  const files = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(site, file), readFileSync(file, 'latin1')];
    }),
  );
}
