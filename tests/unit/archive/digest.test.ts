import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { digestOf, digestOfFile } from '../../../src/archive/digest.ts';

test.each([0, 1, 65_535, 65_536, 65_537, 200_000])(
  'a file of %i bytes has the digest of what it holds',
  (size) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'turnstone-digest-'));
    try {
      const file = path.join(folder, 'a');
      const bytes = Buffer.from(Uint8Array.from({ length: size }, (_, n) => (n * n) % 251));
      writeFileSync(file, bytes);
      expect(digestOfFile(file)).toBe(digestOf(bytes));
      expect(digestOfFile(file)).toMatch(/^[\da-f]{32}$/);
      expect(() => digestOfFile(path.join(folder, 'b'))).toThrow('ENOENT');
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
