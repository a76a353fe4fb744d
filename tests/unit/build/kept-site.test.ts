import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestOf } from '../../../src/archive/digest.ts';
import { KeptSite, putBack, removeOthers, type MadeFiles } from '../../../src/build/kept-site.ts';
import { asideOf, clearAfterKilled, swapSites } from '../../../src/build/swap.ts';

let folder = '';
let kept = '';
let target = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'turnstone-kept-'));
  kept = path.join(folder, '.cache');
  target = path.join(folder, 'dist');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A build of files that hold their own keys. Returns those that it had to make. */
async function build(keys: Record<string, string>, fails = false): Promise<string[]> {
  const site = new KeptSite(kept, 'version');
  const aside = asideOf(target);
  site.bring(aside);
  const files: MadeFiles = new Map();
  const made: string[] = [];
  for (const [file, key] of Object.entries(keys)) {
    const known = site.take(file, key);
    files.set(file, known ?? { key, digest: digestOf(key) });
    if (!known) made.push(file);
  }
  const taken = new Map([...files].filter(([file]) => !made.includes(file)));
  removeOthers(aside, taken);
  for (const file of made) {
    mkdirSync(path.dirname(path.join(aside, file)), { recursive: true });
    writeFileSync(path.join(aside, file), files.get(file)?.key ?? '');
  }
  // What no route makes stands beside it.
  writeFileSync(path.join(aside, '_headers'), JSON.stringify(keys));
  if (fails) {
    putBack(aside, kept);
    return made;
  }
  site.keep({ site: target, former: await swapSites(aside, target) }, 'archive', files, (file) =>
    made.includes(file),
  );
  return made;
}

const shown = (place = target): Record<string, string> =>
  Object.fromEntries(
    readdirSync(place, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(path.join(place, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(path.join(place, name), 'utf8')]),
  );
const withHeaders = (keys: Record<string, string>) => ({ ...keys, _headers: JSON.stringify(keys) });

const ONE = { 'a/index.html': 'a1', 'b/index.html': 'b1', 'c/index.html': 'c1' };
const TWO = { 'a/index.html': 'a2', 'b/index.html': 'b1', 'd/index.html': 'd1' };

test('only what changed is made, and nothing stays of what is no more', async () => {
  expect(await build(ONE)).toEqual(Object.keys(ONE));
  expect(await build(TWO)).toEqual(['a/index.html', 'd/index.html']);
  expect(shown()).toEqual(withHeaders(TWO));
  expect(readdirSync(target).sort()).toEqual(['_headers', 'a', 'b', 'd']);
  expect(await build(ONE)).toEqual(['a/index.html', 'c/index.html']);
  expect(shown()).toEqual(withHeaders(ONE));
  expect(await build(ONE)).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['.cache', 'dist']);
});

test('what is kept takes no room of its own', async () => {
  await build(ONE);
  await build(TWO);
  for (const file of Object.keys(TWO)) {
    expect(statSync(path.join(target, file)).nlink, file).toBe(2);
  }
  expect(shown(path.join(kept, 'files'))).toEqual(TWO);
});

test('the former site stays as it is while the next one is made, and where that fails', async () => {
  await build(ONE);
  expect(await build(TWO, true)).toEqual(['a/index.html', 'd/index.html']);
  expect(shown()).toEqual(withHeaders(ONE));
  expect(await build(TWO)).toEqual(['a/index.html', 'd/index.html']);
  expect(shown()).toEqual(withHeaders(TWO));
});

test('a first build that fails leaves nothing', async () => {
  await build(ONE, true);
  expect(existsSync(target)).toBe(false);
  expect(existsSync(path.join(kept, 'files'))).toBe(false);
});

test('what a killed build had taken is there for the next one', async () => {
  await build(ONE);
  new KeptSite(kept, 'version').bring(`${target}.building-99999999`);
  await clearAfterKilled(target, kept);
  expect(await build(TWO)).toEqual(['a/index.html', 'd/index.html']);
  expect(readdirSync(folder).sort()).toEqual(['.cache', 'dist']);
});

test('a site that somebody put in its place, or took away, costs nothing and is taken from in nothing', async () => {
  await build(ONE);
  rmSync(target, { recursive: true });
  expect(await build(ONE)).toEqual([]);
  rmSync(target, { recursive: true });
  mkdirSync(path.join(target, 'b'), { recursive: true });
  writeFileSync(path.join(target, 'b/index.html'), 'not so');
  writeFileSync(path.join(target, 'mine.html'), 'mine');
  expect(await build(TWO)).toEqual(['a/index.html', 'd/index.html']);
  expect(shown()).toEqual(withHeaders(TWO));
  expect(await build(TWO)).toEqual([]);
  expect(shown()).toEqual(withHeaders(TWO));
});

test('what was changed in the site is made anew', async () => {
  await build(ONE);
  writeFileSync(path.join(target, 'b/index.html'), 'changed by hand');
  rmSync(path.join(target, 'c/index.html'));
  expect(await build(ONE)).toEqual(['b/index.html']);
  expect(shown()).toEqual(withHeaders(ONE));
});

test('what is kept on another disk is copied', async ({ skip }) => {
  const disk = '/dev/shm';
  if (!existsSync(disk) || statSync(disk).dev === statSync(folder).dev) {
    skip('Not tested across disks: there is no second one.');
  }
  kept = mkdtempSync(path.join(disk, 'turnstone-kept-'));
  try {
    await build(ONE);
    expect(await build(TWO)).toEqual(['a/index.html', 'd/index.html']);
    expect(shown()).toEqual(withHeaders(TWO));
    expect(await build(ONE, true)).toEqual(['a/index.html', 'c/index.html']);
    expect(shown()).toEqual(withHeaders(TWO));
    expect(await build(TWO)).toEqual([]);
    expect(shown(path.join(kept, 'files'))).toEqual(TWO);
    expect(readdirSync(folder)).toEqual(['dist']);
  } finally {
    rmSync(kept, { recursive: true });
  }
});
