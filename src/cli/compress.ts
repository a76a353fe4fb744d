import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { StepProgress } from './step-progress.ts';

/**
 * Writes `<file>.br` and `<file>.gz` beside every file of a site that is text, where that is smaller: nginx and Caddy send
 * them as they are, instead of compressing each file anew for each reader.
 *
 * @param steps is told how far it is.
 */
export async function compressSite(site: string, steps: Pick<StepProgress, 'tell'>): Promise<void> {
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && TEXT.test(entry.name))
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const left = files.entries();
  const work = async () => {
    for (const [index, file] of left) {
      steps.tell(index, files.length);
      await compress(file);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < SMALLEST) return;
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const packed = {
    br: await promisify(brotliCompress)(content, { params }),
    gz: await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  };
  for (const [ending, bytes] of Object.entries(packed)) {
    if (bytes.length < content.length) await writeFile(`${file}.${ending}`, bytes);
  }
}

const TEXT = /\.(?:html|css|js|svg|json|ndjson|xml|txt|md|vtt|srt|bib|ris|wasm|webmanifest)$/;

/** Bytes: what fits into one packet arrives no sooner when it is smaller. */
const SMALLEST = 1000;

/** As many as Node has threads for zlib. */
const AT_ONCE = 4;
