import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { storiesFolder } from '../archive/content-folder.ts';

/** The digest of what the site's program is compiled from: code, styles, configuration, dependencies, and stories. */
export const programDigest = (): string => digestOfFiles([...CODE, storiesFolder()], address());

/** The same without the stories. */
export const codeDigest = (): string => digestOfFiles(CODE, address());

const CODE = [
  'src',
  'public',
  'astro.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const address = () => [process.env.SITE_URL, process.env.BASE_PATH, process.env.URL_STYLE];

/** The digest of everything that decides how transcripts are read. */
export const parserDigest = (content: string): string =>
  digestOfFiles(['src/transcript', 'src/archive', 'src/formats', 'package-lock.json'], [content]);

/** Of files and folders below the working folder, and of whatever else counts. */
function digestOfFiles(names: readonly string[], also: readonly unknown[]): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([process.version, process.cwd(), also]));
  for (const file of names.flatMap(filesIn)) {
    const bytes = readFileSync(file);
    hash.update(`\0${file}\0${String(bytes.length)}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 32);
}

/** The files in a folder, in order, by their paths. */
export function filesIn(name: string): string[] {
  const found = statSync(name, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [name];
  return readdirSync(name, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
