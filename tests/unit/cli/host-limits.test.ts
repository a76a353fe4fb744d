import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listSite, type SiteSize } from '../../../src/build/site-listing.ts';
import { exceededLimits, sizeText } from '../../../src/cli/host-limits.ts';

const SMALL: SiteSize = {
  files: 54,
  total: 1_240_000,
  largest: { file: 'transcripts/ferry/index.html', bytes: 90_000 },
  fullest: { folder: 'transcripts', files: 40 },
};

test('a site is counted with its largest file and its fullest folder', async () => {
  const site = await mkdtemp(path.join(tmpdir(), 'turnstone-size-'));
  await mkdir(path.join(site, 'transcripts/ferry'), { recursive: true });
  await writeFile(path.join(site, 'index.html'), 'a'.repeat(10));
  for (const name of ['a.json', 'b.json'])
    await writeFile(path.join(site, 'transcripts', name), '{}');
  await writeFile(path.join(site, 'transcripts/ferry/index.html'), 'a'.repeat(30));
  expect(listSite(site).size).toEqual({
    files: 4,
    total: 44,
    largest: { file: 'transcripts/ferry/index.html', bytes: 30 },
    fullest: { folder: 'transcripts', files: 2 },
  });
  await rm(site, { recursive: true });
});

test('its size is told', () => {
  expect(sizeText(SMALL)).toBe('54 files, 1.2 MB');
  expect(sizeText({ ...SMALL, files: 1, total: 1200 })).toBe('1 file, 2 kB');
});

test('a small site fits every host', () => {
  expect(exceededLimits(SMALL)).toEqual([]);
});

test('each limit that is exceeded is named with what was found and the cure', () => {
  const large = {
    files: 360_000,
    total: 2_400_000_000,
    largest: { file: 'transcripts/all.json', bytes: 31_000_000 },
    fullest: { folder: 'transcripts', files: 60_000 },
  };
  expect(exceededLimits(large)).toEqual([
    '360,000 files; Cloudflare Pages takes 20,000 on its free plan, 100,000 on others. Write "turnPages: none" into content/site.yaml, so that new transcripts get no pages for single turns, or use another host.',
    'transcripts/all.json has 31 MB; Cloudflare Pages takes 26.2 MB a file. Split the transcript, or use another host.',
    '2,400 MB; GitHub Pages takes 1,000 MB. Write "turnPages: none" into content/site.yaml, so that new transcripts get no pages for single turns, or use another host.',
    'transcripts has 60,000 files; Netlify takes 54,000 in a folder. Put transcripts into folders, one for each year.',
  ]);
});
