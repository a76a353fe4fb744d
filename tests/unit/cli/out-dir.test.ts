import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf } from '../../../src/cli/out-dir.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'turnstone-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a site is written', () => {
  it('to a new folder, an empty one, or a former site', async () => {
    expect(await refusalOf(path.join(folder, 'new'))).toBeNull();
    expect(await refusalOf(folder)).toBeNull();
    for (const name of ['assets', 'transcripts']) await mkdir(path.join(folder, name));
    await writeFile(path.join(folder, 'favicon.svg'), '');
    expect(await refusalOf(folder)).toBeNull();
  });

  it.each(['.', '..', 'content', 'content/transcripts', 'src', '/'])(
    'never over %s',
    async (outDir) => {
      expect(await refusalOf(outDir)).toContain('would replace');
    },
  );

  it('never over a file or a folder of somebody else', async () => {
    const file = path.join(folder, 'notes.txt');
    await writeFile(file, 'mine');
    expect(await refusalOf(file)).toContain('is a file');
    expect(await refusalOf(folder)).toContain('holds files that no build wrote');
  });
});
