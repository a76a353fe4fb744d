import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readArchive } from '../../../src/archive/read.ts';
import { Crew } from '../../../src/build/crew.ts';
import { buildFault } from '../../../src/cli/system-fault.ts';

test.each([1, 2])('what the system refused one of %i threads is told as such', async (size) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'turnstone-crew-'));
  const crew = Crew.start(size);
  try {
    const archive = {
      ...(await readArchive({ content: folder, drafts: false })),
      transcripts: [],
      folder,
    };
    const about = { archive, cards: new Set<string>(), program: folder, target: folder };
    const error = await crew.tell('aboutPages', about).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'ENOENT', syscall: 'scandir' });
    expect(buildFault(error, 'dist')).toContain("can't be written into dist: ENOENT: ");
  } finally {
    await crew.dismiss();
    rmSync(folder, { recursive: true });
  }
});

test('a thread whose answer comes while it is sent away keeps the process alive', () => {
  const program = `
    import { Crew } from ${JSON.stringify(new URL('../../../src/build/crew.ts', import.meta.url).href)};
    for (let n = 0; n < 10; n += 1) {
      const crew = Crew.start(2);
      await crew.share('read', [['a'], ['b'], ['c'], ['d']], () => undefined).catch(() => undefined);
      await crew.dismiss();
    }
    console.log('All were sent away.');
  `;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', program],
    { encoding: 'utf8' },
  );

  expect({ stdout, stderr, status }).toEqual({
    stdout: 'All were sent away.\n',
    stderr: '',
    status: 0,
  });
}, 60_000);
