import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { writeArchive } from '../bench/archive.ts';
import { copyProject } from '../project-copy.ts';

/** A copy of the project with a small archive, which is built again and again. */
export class BuiltProject {
  /** A folder of its own, for other copies too. */
  readonly folder: string;
  /** The copy. */
  readonly root: string;
  /** The files of its transcripts, relative to `content/`. */
  readonly files: readonly string[];
  #coldBuilds = 0;

  private constructor(folder: string, files: readonly string[]) {
    this.folder = folder;
    this.root = rootIn(folder);
    this.files = files;
  }

  /** Copies the project and builds it once. */
  static async make(): Promise<BuiltProject> {
    const folder = await mkdtemp(path.join(tmpdir(), 'turnstone-incremental-'));
    await copyProject(process.cwd(), rootIn(folder));
    const sizes = { news: 4, podcasts: 0, turns: 5 };
    const made = new BuiltProject(
      folder,
      await writeArchive(path.join(rootIn(folder), 'content'), sizes),
    );
    made.build();
    return made;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** @throws where it fails. */
  build(...args: string[]): string {
    return buildIn(this.root, ...args);
  }

  /** Builds from nothing into a folder that was never built into, and compares. */
  expectColdBytes(): void {
    this.#coldBuilds += 1;
    const outDir = `cold-${String(this.#coldBuilds)}`;
    this.build('--outDir', outDir);
    const [warm, cold] = [path.join(this.root, 'dist'), path.join(this.root, outDir)];
    expect(differences(warm, cold)).toEqual([]);
  }

  /** When each file of `dist/` was written last. */
  times(): Record<string, number> {
    const cwd = path.join(this.root, 'dist');
    return Object.fromEntries(
      filesIn(cwd).map((file) => [file, statSync(path.join(cwd, file)).mtimeMs]),
    );
  }

  changedSince(before: Record<string, number>): string[] {
    const after = this.times();
    return Object.keys(after).filter((name) => after[name] !== before[name]);
  }
}

const rootIn = (folder: string): string => path.join(folder, 'one');

/** Runs a program as each build of these is run. */
export const runIn = (cwd: string, args: readonly string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, args, {
    cwd,
    env: { ...process.env, SITE_URL: 'https://transcripts.example', TURNSTONE_CONTENT: '' },
    encoding: 'utf8',
  });

/** @throws where it fails. */
export function buildIn(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = runIn(cwd, ['src/cli/build.ts', '--no-cards', ...args]);
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout;
}

/** The files that differ in two folders, or are in one alone. */
export function differences(one: string, other: string): string[] {
  const names = new Set([one, other].flatMap((cwd) => filesIn(cwd)));
  const bytes = (name: string) => (existsSync(name) ? readFileSync(name) : null);
  return [...names].filter((name) => {
    const [a, b] = [bytes(path.join(one, name)), bytes(path.join(other, name))];
    return a === null || b === null || !a.equals(b);
  });
}

const filesIn = (cwd: string): string[] =>
  globSync('**', { cwd, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(cwd, path.join(entry.parentPath, entry.name)));

/** Where a transcript's pages are in `dist/`. */
export const addressOf = (file: string): string => file.replace(/\.md$/, '');
