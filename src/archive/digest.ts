import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** The head of the SHA-256: 128 bits. */
export const digestOf = (data: string | Uint8Array): string => hash('sha256', data).slice(0, SIZE);

/**
 * `digestOf` what a file holds, without holding it: thousands of files would be tens of megabytes of garbage.
 *
 * @throws what the system says where the file can't be read.
 */
export function digestOfFile(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const sum = createHash('sha256');
    for (let length; (length = readSync(descriptor, CHUNK)) > 0;) {
      sum.update(CHUNK.subarray(0, length));
    }
    return sum.digest('hex').slice(0, SIZE);
  } finally {
    closeSync(descriptor);
  }
}

/** Hexadecimal digits. */
const SIZE = 32;
const CHUNK = Buffer.allocUnsafeSlow(1 << 16);
