import { expect, test } from 'vitest';
import { buildFault } from '../../../src/cli/system-fault.ts';

const fault = (code: string) =>
  Object.assign(new Error(`${code}: it failed, write 'dist.building-7/a.html'`), {
    code,
    syscall: 'write',
  });

test.each([
  ['ENOSPC', 'Make room on the disk and build again.'],
  ['EROFS', 'Make it writable and build again.'],
  ['EACCES', 'Change its permissions and build again.'],
  ['ENOENT', 'A file vanished while it was read. Put it back and build again.'],
  ['EIO', 'Mend the cause and build again.'],
])('%s is told with what became of the former site, and the cure', (code, cure) => {
  expect(buildFault(fault(code), 'dist')).toBe(
    `The site can't be written into dist: ${code}: it failed, write 'dist.building-7/a.html'. The former site is as it was. ${cure}`,
  );
});

test('a fault of the program is not the system’s', () => {
  expect(buildFault(new TypeError('x is not a function'), 'dist')).toBeNull();
});
