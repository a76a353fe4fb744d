import { existsSync, symlinkSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Copies everything that a build reads, and nothing that one made, so that a copy has caches and an output folder of its
 * own. The dependencies are those of this project.
 *
 * @param from a project, or a copy of one; its content comes along where `withContent` says so.
 */
export async function copyProject(from: string, to: string, withContent = false): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of withContent ? [...PARTS, 'content'] : PARTS) {
    await cp(path.join(from, name), path.join(to, name), { recursive: true });
  }
  const modules = path.join(to, 'node_modules');
  if (!existsSync(modules)) symlinkSync(path.resolve('node_modules'), modules);
}

const PARTS = [
  'src',
  'public',
  'astro.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
