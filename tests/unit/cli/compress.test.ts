import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { compressSite } from '../../../src/cli/compress.ts';

test('every text has the same words beside it as .br and .gz; what would not be smaller has none', async () => {
  const site = await mkdtemp(path.join(tmpdir(), 'turnstone-compress-'));
  const page = `<p>${'The ferries are still tied up. '.repeat(200)}</p>`;
  await mkdir(path.join(site, 'about'));
  await writeFile(path.join(site, 'about/index.html'), page);
  await writeFile(path.join(site, 'small.json'), '{}');
  await writeFile(path.join(site, 'card.png'), Buffer.alloc(4000));

  const tell = vi.fn();
  await compressSite(site, { tell });

  expect((await readdir(site, { recursive: true })).sort()).toEqual(
    [
      'about',
      'about/index.html',
      'about/index.html.br',
      'about/index.html.gz',
      'card.png',
      'small.json',
    ].map((name) => name.replaceAll('/', path.sep)),
  );
  expect(tell.mock.calls.sort()).toEqual([
    [0, 2],
    [1, 2],
  ]);
  const read = (ending: string) => readFile(path.join(site, `about/index.html.${ending}`));
  expect(brotliDecompressSync(await read('br')).toString()).toBe(page);
  expect(gunzipSync(await read('gz')).toString()).toBe(page);
  await rm(site, { recursive: true });
});
