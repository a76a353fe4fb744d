import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOf, digestOfFile } from '../archive/digest.ts';
import { codeDigest, filesIn, programDigest } from './code-digest.ts';

/** The site's program, compiled. */
export interface Compiled {
  folder: string;
  /** The digest of what it was compiled from. */
  digest: string;
  /**
   * The digest of what all its pages depend on: the code, without the stories, and the scripts and styles that they
   * name. A story that is edited leaves these as they are, as a rule, and with them all pages that do not show it.
   */
  common: string;
}

/**
 * Compiles the site's program, unless that was done before for the same code, configuration and dependencies.
 *
 * @param folder where programs are kept.
 * @throws NotCompiled where it can't be compiled.
 */
export async function compileSite(folder: string, digest = programDigest()): Promise<Compiled> {
  const target = path.resolve(folder, digest);
  if (existsSync(target)) {
    const now = new Date();
    await utimes(target, now, now);
  } else {
    const aside = `${target}.${String(process.pid)}`;
    await mkdir(folder, { recursive: true });
    try {
      const code = codeDigest();
      await compileInto(aside);
      await writeFile(path.join(aside, COMMON), digestOf(code + linkedFrom(aside)));
      // Another build may have compiled the same meanwhile.
      await rename(aside, target).catch((error: unknown) => {
        if (!existsSync(target)) throw error;
      });
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
    await forgetOld(folder);
  }
  return { folder: target, digest, common: await readFile(path.join(target, COMMON), 'utf8') };
}

/** Astro could not compile the site. */
export class NotCompiled extends Error {
  /** @param said what Astro said of it. */
  constructor(said: string) {
    super(`Astro could not compile the site; expected what it says to be mended:\n${said}`);
    this.name = 'NotCompiled';
  }
}

const COMMON = 'common-digest';

/** What pages may name: the files for browsers, with what they hold, and the style sheets of each route. */
function linkedFrom(program: string): string {
  const files = [...filesIn(path.join(program, 'client')), path.join(program, 'pages.json')];
  return files.map((file) => `${path.relative(program, file)} ${digestOfFile(file)}`).join('\n');
}

function compileInto(folder: string): Promise<void> {
  const script = fileURLToPath(new URL('compile.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    const lean = ['--max-semi-space-size=8', '--heap-growing-percent=30'];
    let said = '';
    const child = spawn(process.execPath, [...lean, script, folder], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // Many threads and heaps of their own take a third more memory, and save no time on few processors.
      env: { ...process.env, MALLOC_ARENA_MAX: '2', RAYON_NUM_THREADS: '1' },
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.once('error', reject);
    child.once('close', (status) => {
      if (status !== 0) reject(new NotCompiled(said));
      else {
        process.stderr.write(said);
        resolve();
      }
    });
  });
}

/** Keeps the programs used last: of several branches or addresses that somebody builds in turn. */
async function forgetOld(folder: string): Promise<void> {
  const found = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const place = path.join(folder, name);
      return { place, used: (await stat(place).catch(() => null))?.mtimeMs ?? 0 };
    }),
  );
  found.sort((a, b) => b.used - a.used);
  for (const { place, used } of found.slice(MOST)) {
    if (used < Date.now() - RECENT) await rm(place, { recursive: true, force: true });
  }
}

const MOST = 4;
/** Milliseconds. What was used so recently may be in use. */
const RECENT = 60 * 60 * 1000;
