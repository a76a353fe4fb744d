import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArchive } from '../../../src/archive/read.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const ICE = [
  'ANA RUIZ, HOST: The harbour froze overnight, and nobody saw it coming.',
  'LEE OSEI, BYLINE: It is cold here, Ana, and the ice is as thick as a hand.',
  'RUIZ: And the ferries?',
  'OSEI: They stay where they are until the wind turns.',
];

let folder = '';
let content = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'import-permalinks-'));
  content = path.join(folder, 'content');
  await mkdir(content);
  await writeFile(path.join(content, 'site.yaml'), 'name: Ice\nlanguage: en\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the ids of an imported transcript', { timeout: 60_000 }, () => {
  it('are recorded with it, so that the content checks as it stands', async () => {
    await importLines(ICE);
    expect(await turns()).toEqual(['t1', 't2', 't3', 't4']);
    expect((await archive()).unrecorded).toEqual([]);
  });

  it('stay with the turns when a corrected text replaces it', async () => {
    await importLines(ICE);
    const inserted = 'RUIZ: Good morning, Lee. Where do you stand?';
    await importLines([ICE[0] ?? '', inserted, ...ICE.slice(1)], '--force');
    expect(await turns()).toEqual(['t1', 't1a', 't2', 't3', 't4']);
    expect((await archive()).unrecorded).toEqual([]);
  });

  it('are the ones that the Markdown names turns by', async () => {
    await importLines(ICE);
    const clip = 'OLHA PETRENKO: (Speaking Ukrainian)';
    const relay = 'OSEI: She says that the boats stay where they are.';
    await importLines([ICE[0] ?? '', clip, relay, ...ICE.slice(1)], '--force');
    expect(await turns()).toEqual(['t1', 't1a', 't1b', 't2', 't3', 't4']);
    expect((await archive()).transcripts[0]?.inferred).toContain('turns.t1a.relayed');
    expect(await readFile(path.join(content, 'transcripts/ice.md'), 'utf8')).toContain(
      'turns.t1a.relayed',
    );
  });

  it('are not recorded while it is a draft', async () => {
    await importLines(ICE, '--draft');
    expect(await readdir(content)).not.toContain('permalinks');
  });

  it('wait for a damaged ledger to be mended, and the import says so', async () => {
    await importLines(ICE);
    const file = path.join(content, 'permalinks/ice.jsonl');
    await writeFile(file, 'nothing');
    const { status, stderr } = await importLines(ICE, '--force');
    expect(status).toBe(0);
    expect(stderr).toContain('permalinks/ice.jsonl is damaged');
    expect(await readFile(file, 'utf8')).toBe('nothing');
  });

  it('that can’t be written leave nothing written of the file', async () => {
    // Nothing is in the way until the ledger is written.
    await mkdir(path.join(content, 'permalinks'));
    await writeFile(path.join(content, 'permalinks/2026'), 'a file in the way');
    const { status, stderr } = await importLines(ICE, '--id', '2026/ice');
    expect(status).toBe(1);
    expect(stderr).toContain("ice.txt:1:1 error The content folder can't be written");
    expect(await readdir(content, { recursive: true })).not.toContain('transcripts/2026/ice.md');
  });
});

async function importLines(lines: readonly string[], ...args: string[]) {
  await writeFile(path.join(folder, 'ice.txt'), `${lines.join('\n\n')}\n`);
  const script = path.join(ROOT, 'src/cli/import.ts');
  const env = { ...process.env, TURNSTONE_CONTENT: content };
  return spawnSync(process.execPath, [script, 'ice.txt', '--date', '2026-03-02', ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
}

const archive = () => readArchive({ content, drafts: false });

async function turns(): Promise<string[]> {
  const { transcripts } = await archive();
  return transcripts[0]?.turns.map(({ id }) => id) ?? [];
}
