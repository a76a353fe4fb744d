import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadReadings } from '../../../src/archive/kept-readings.ts';
import { outlineOf } from '../../../src/archive/outline.ts';
import { readArchive } from '../../../src/archive/read.ts';
import { readKept } from '../../../src/build/read-kept.ts';
import { Crew } from '../../../src/build/crew.ts';
import { parserDigest } from '../../../src/build/code-digest.ts';
import { writeArchive } from '../../bench/archive.ts';

let root = '';
let content = '';
let folder = '';
let files: string[] = [];
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'turnstone-kept-'));
  content = path.join(root, 'content');
  folder = path.join(root, 'kept');
  files = await writeArchive(content, { news: 6, podcasts: 1 });
});
afterEach(() => rm(root, { recursive: true }));

vi.setConfig({ testTimeout: 60_000 });

/** Reads the archive. Returns it with how many transcripts had to be read anew. */
async function read(threads: number) {
  let changed = 0;
  const crew = Crew.start(threads);
  const count = (_: number, total: number) => {
    changed = total;
  };
  const { archive } = await readKept(
    { content, drafts: false, folder, digests: null },
    () => crew,
    count,
  );
  await crew.dismiss();
  return { archive, changed };
}

const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, item: unknown) => (key === 'position' ? undefined : item)),
  );

test.each([1, 2])(
  'an archive read by %i threads, and read again, is the archive',
  async (threads) => {
    const plain = await readArchive({ content, drafts: false });
    for (const expected of [files.length, 0]) {
      const { archive, changed } = await read(threads);
      expect(changed).toBe(expected);
      expect(withoutPlaces(archive)).toEqual(withoutPlaces(plain));
      expect(archive.transcripts.map(outlineOf)).toEqual(plain.transcripts.map(outlineOf));
    }
  },
);

test('only what changed is read anew: a text, a ledger, the file of somebody who speaks', async () => {
  await read(1);
  const [one = '', two = ''] = files;
  await appendFile(path.join(content, one), '\nMore words.\n');
  expect((await read(1)).changed).toBe(1);
  await appendFile(
    path.join(content, two.replace('transcripts', 'permalinks').replace('.md', '.jsonl')),
    ' ',
  );
  expect((await read(1)).changed).toBe(1);
  const source = await readFile(path.join(content, one), 'utf8');
  const speaker = /- \{ id: ([^,]+),/.exec(source)?.[1] ?? '';
  await appendFile(path.join(content, `speakers/${speaker}.yaml`), 'note: Heard often.\n');
  const texts = await Promise.all(files.map((file) => readFile(path.join(content, file), 'utf8')));
  const speaking = texts.filter((text) => text.includes(`{ id: ${speaker},`)).length;
  expect((await read(1)).changed).toBe(speaking);
});

test('what is damaged, or of another version or folder, is not used', async () => {
  await read(1);
  const version = parserDigest(content);
  expect(loadReadings(folder, version).size).toBe(files.length);
  expect(loadReadings(folder, parserDigest(`${content}-other`)).size).toBe(0);
  const index = path.join(folder, 'index.json');
  const text = await readFile(index, 'utf8');
  await writeFile(index, text.replace('"title":"', '"title":"Not '));
  expect(loadReadings(folder, version).size).toBe(0);
  expect((await read(1)).changed).toBe(files.length);
  const [turns = ''] = globSync('*/*.json', { cwd: folder });
  await writeFile(path.join(folder, turns), '{"turns":[]}');
  const { archive } = await read(1);
  expect(() => archive.transcripts.map(({ turns: all }) => all.length)).toThrow('damaged');
});
