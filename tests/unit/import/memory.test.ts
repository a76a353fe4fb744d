import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

test('what is kept of a file for those after it keeps no source in memory', () => {
  const content = mkdtempSync(path.join(tmpdir(), 'import-memory-'));
  try {
    const script = path.join(import.meta.dirname, 'import-many.ts');
    const { stdout, stderr } = spawnSync(process.execPath, [script, content], { encoding: 'utf8' });
    expect(stderr).toBe('');
    // Names and ids are some bytes of a file. A name that is cut from its source would keep all of it: 1 or more.
    expect(Number(stdout)).toBeLessThan(0.5);
  } finally {
    rmSync(content, { recursive: true });
  }
}, 60_000);
