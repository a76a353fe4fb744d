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
