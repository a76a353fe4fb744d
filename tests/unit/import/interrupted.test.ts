import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const SCRIPT = path.join(ROOT, 'src/cli/import.ts');
const ICE =
  'ANA RUIZ, HOST: The harbour froze overnight.\nLEE OSEI, BYLINE: It is cold here, Ana.\n';
const LAST_LINE = '**LEE OSEI, BYLINE:** It is cold here, Ana.\n';

let folder = '';
let content = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'import-'));
  content = path.join(folder, 'content');
  await mkdir(content);
});
afterEach(() => rm(folder, { recursive: true }));

describe('an import that is interrupted', { timeout: 120_000 }, () => {
  it('leaves only whole files when it is killed, and the next one does the rest', async () => {
    await putTalks('talks', 200);
    for (let round = 0; round < 4; round += 1) {
      const before = (await transcripts()).length;
      const child = start('talks');
      while ((await transcripts()).length < before + 10) await delay(1);
      await delay(Math.random() * 20);
      child.kill('SIGKILL');
      await child.ended;

      const found = await transcripts();
      expect(found.length).toBeLessThan(200);
      for (const name of found) {
        expect((await read(`transcripts/${name}`)).endsWith(LAST_LINE)).toBe(true);
      }
      for (const name of await visible('speakers')) {
        expect(await read(`speakers/${name}`)).toMatch(/^name: (?:Ana Ruiz|Lee Osei)\n$/);
      }
    }
    const { stderr } = await start('talks').ended;
    expect(stderr).not.toMatch(/ error (?!.* exists already)/);
    expect(await transcripts()).toHaveLength(200);
    expect((await everything()).filter((name) => /(?:^|\/)\./.test(name))).toEqual([]);
    expect(check().status).toBe(0);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends after the file that it is at on %s', async (signal, status) => {
    await putTalks('talks', 100);
    const child = start('talks');
    while ((await transcripts()).length < 3) await delay(1);
    child.kill(signal);
    const ended = await child.ended;

    const done = (await transcripts()).length;
    expect(ended.status).toBe(status);
    expect(ended.stderr).toContain(`Stopped after ${String(done)} of 100 files. What is listed`);
    expect(ended.stdout.match(/^ {2}content\/transcripts\//gm)).toHaveLength(done);
    expect(ended.stdout).toContain(`  ${String(done)} files in all\n`);
    expect((await everything()).filter((name) => /(?:^|\/)\./.test(name))).toEqual([]);
  });

  it('goes past the lock of an import that was killed', async () => {
    await putTalks('talks', 1);
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeFile(path.join(content, '.importing'), String(pid));
    expect(await start('talks').ended).toMatchObject({ status: 0 });
    expect(await everything()).not.toContain('.importing');
  });
});

describe('two imports at once', { timeout: 120_000 }, () => {
  it('write one after the other, and share the speakers', async () => {
    await putTalks('mornings', 20);
    await putTalks('evenings', 20);
    const [mornings, evenings] = await Promise.all(
      [start('mornings'), start('evenings')].map(({ ended }) => ended),
    );
    expect(mornings?.stderr).not.toContain(' error ');
    expect(evenings?.stderr).not.toContain(' error ');
    expect([mornings?.status, evenings?.status]).toEqual([0, 0]);
    expect(await transcripts()).toHaveLength(40);
    expect(await visible('speakers')).toEqual(['ana-ruiz.yaml', 'lee-osei.yaml']);
    expect(check().status).toBe(0);
  });

  it('tell the second that it waits, and for whom', async () => {
    await putTalks('talks', 1);
    await writeFile(path.join(content, '.importing'), String(process.pid));
    const child = start('talks');
    while (!child.said.stderr.includes('waiting for it')) await delay(10);
    expect(await transcripts()).toEqual([]);
    await rm(path.join(content, '.importing'));
    const { status, stderr } = await child.ended;
    expect(status).toBe(0);
    expect(stderr).toContain(
      `Another import (process ${String(process.pid)}) writes into content; waiting for it. If there is none, remove content/.importing.`,
    );
  });
});

describe('a content folder of another kind', { timeout: 60_000 }, () => {
  it('may be a link', async () => {
    await putTalks('talks', 1);
    await rm(content, { recursive: true });
    await mkdir(path.join(folder, 'elsewhere'));
    await symlink('elsewhere', content);
    expect((await start('talks').ended).status).toBe(0);
    expect(await readdir(path.join(folder, 'elsewhere/transcripts'))).toEqual(['talks-1.md']);
  });

  it.each(['content', 'content/speakers', 'content/transcripts'])(
    'is told of where %s is a file',
    async (place) => {
      await putTalks('talks', 1);
      if (place === 'content') await rm(content, { recursive: true });
      await writeFile(path.join(folder, place), 'x');
      const { status, stderr } = await start('talks').ended;
      expect(status).toBe(1);
      expect(stderr).toContain(`${place}:1:1 error This is a file; expected `);
      expect(stderr).toContain('Nothing was imported. Mend the errors above and import again.');
      expect(stderr).not.toContain('    at ');
    },
  );

  it('is never written over through a link within it', async () => {
    await putTalks('talks', 1);
    await mkdir(path.join(folder, 'elsewhere'));
    await mkdir(path.join(content, 'transcripts'));
    await writeFile(path.join(folder, 'elsewhere/ice.md'), 'Mine.');
    await symlink('../../elsewhere', path.join(content, 'transcripts/old'));
    const { status, stderr } = await start('talks', '--id', 'old/ice').ended;
    expect(status).toBe(1);
    expect(stderr).toContain('content/transcripts/old/ice.md exists already');
    expect(await readFile(path.join(folder, 'elsewhere/ice.md'), 'utf8')).toBe('Mine.');
  });
});

async function putTalks(name: string, count: number): Promise<void> {
  await mkdir(path.join(folder, name));
  for (let number = 1; number <= count; number += 1) {
    const file = path.join(folder, name, `${name} ${String(number)}.txt`);
    await writeFile(file, ICE.repeat(20));
  }
}

const environment = () => ({ ...process.env, TURNSTONE_CONTENT: content });

function start(...args: string[]) {
  const child = spawn(process.execPath, [SCRIPT, ...args], { cwd: folder, env: environment() });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => (said.stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said.stderr += part.toString()));
  const ended = new Promise<typeof said & { status: number | null }>((resolve) => {
    child.on('close', (status) => {
      resolve({ ...said, status });
    });
  });
  return { said, ended, kill: (signal: NodeJS.Signals) => child.kill(signal) };
}

const check = () =>
  spawnSync(process.execPath, [path.join(ROOT, 'src/cli/check.ts')], { env: environment() });
const read = (name: string) => readFile(path.join(content, name), 'utf8');
const everything = () => readdir(content, { recursive: true });
const transcripts = () => visible('transcripts');

/** The names in a folder that a build would see. */
async function visible(name: string): Promise<string[]> {
  const names = await readdir(path.join(content, name)).catch(() => []);
  return names.filter((file) => !file.startsWith('.')).sort();
}
