import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  contentDigests,
  keepBuild,
  unchangedBuild,
  type LastBuild,
} from '../../../src/build/last-build.ts';
import { listSite } from '../../../src/build/site-listing.ts';

let folder = '';
let site = '';
let kept = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'turnstone-last-build-'));
  site = path.join(folder, 'site');
  kept = path.join(folder, 'kept');
  mkdirSync(path.join(site, 'transcripts'), { recursive: true });
  writeFileSync(path.join(site, 'transcripts', 'a.json'), '{}');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a build of the same into an untouched site is known, with what it warned of', () => {
  const build = keep();
  expect(unchangedBuild(kept, 'same', site)).toEqual(build);
});

test('a build of anything else is not', () => {
  keep();
  expect(unchangedBuild(kept, 'other', site)).toBeNull();
});

test('nor is one whose site was touched, or taken away', () => {
  keep();
  utimesSync(path.join(site, 'transcripts', 'a.json'), 1, 1);
  expect(unchangedBuild(kept, 'same', site)).toBeNull();
  keep();
  writeFileSync(path.join(site, 'more.html'), '');
  expect(unchangedBuild(kept, 'same', site)).toBeNull();
  keep();
  rmSync(site, { recursive: true });
  expect(unchangedBuild(kept, 'same', site)).toBeNull();
});

test.each(['', '{}', 'ab\n{"inputs":"same"}'])('what is kept of it is damaged: %j', (text) => {
  keep();
  writeFileSync(path.join(kept, 'last-build.json'), text);
  expect(unchangedBuild(kept, 'same', site)).toBeNull();
});

test('the digests of content tell every change of a file', () => {
  const content = path.join(folder, 'content');
  mkdirSync(path.join(content, 'speakers'), { recursive: true });
  const file = path.join(content, 'speakers', 'dana-cole.yaml');
  writeFileSync(file, 'name: Dana Cole\n');
  const before = contentDigests(content);
  expect([...(before?.keys() ?? [])]).toEqual([file]);
  writeFileSync(file, 'name: Dana Coles\n');
  expect(contentDigests(content)?.get(file)).not.toBe(before?.get(file));
});

test('content behind links, or that is not there, has no digests', () => {
  const content = path.join(folder, 'content');
  expect(contentDigests(content)).toBeNull();
  mkdirSync(content);
  symlinkSync(site, path.join(content, 'transcripts'));
  expect(contentDigests(content)).toBeNull();
});

function keep(): LastBuild {
  const place = { line: 1, column: 1 };
  const problem = { file: 'content/site.yaml', severity: 'warning' as const, message: 'No name.' };
  const problems = [{ ...problem, ...place }];
  const build = { inputs: 'same', site: listSite(site), problems, transcripts: 1 };
  keepBuild(kept, build);
  return build;
}
