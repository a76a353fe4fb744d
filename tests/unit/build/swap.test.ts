import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asideOf, clearAfterKilled, swapSites } from '../../../src/build/swap.ts';

/** No process has it. */
const DEAD = '99999999';

let folder = '';
let target = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'turnstone-swap-'));
  target = path.join(folder, 'dist');
});
afterEach(() => rm(folder, { recursive: true }));

async function site(name: string, text: string): Promise<void> {
  await mkdir(path.join(folder, name));
  await writeFile(path.join(folder, name, 'index.html'), text);
}

const shown = () => readFile(path.join(target, 'index.html'), 'utf8');

test('a new site takes the place of the former one', async () => {
  await site('dist', 'former');
  await site(path.basename(asideOf(target)), 'new');
  const former = await swapSites(asideOf(target), target);
  expect(await shown()).toBe('new');
  expect(former).not.toBeNull();
  expect(await readFile(path.join(former ?? '', 'index.html'), 'utf8')).toBe('former');
  expect(await readdir(folder)).toEqual(['dist', path.basename(former ?? '')]);
});

test('the former site stays where the new one cannot take its place', async () => {
  await site('dist', 'former');
  await expect(swapSites(path.join(folder, 'none'), target)).rejects.toThrow('ENOENT');
  expect(await shown()).toBe('former');
  expect(await readdir(folder)).toEqual(['dist']);
});

test('what a killed build left half done is removed', async () => {
  await site('dist', 'former');
  await site(`dist.building-${DEAD}`, 'half');
  await clearAfterKilled(target, path.join(folder, 'kept'));
  expect(await shown()).toBe('former');
  expect(await readdir(folder)).toEqual(['dist']);
});

test('the former site comes back that a killed build had just put aside', async () => {
  await site(`dist.former-${DEAD}`, 'former');
  await site(`dist.building-${DEAD}`, 'new');
  await clearAfterKilled(target, path.join(folder, 'kept'));
  expect(await shown()).toBe('former');
  expect(await readdir(folder)).toEqual(['dist']);
});

test('what is not a build’s stays', async () => {
  await site('dist.backup', 'kept');
  await site('dist-building-7', 'kept');
  await clearAfterKilled(target, path.join(folder, 'kept'));
  expect(await readdir(folder)).toEqual(['dist-building-7', 'dist.backup']);
});
