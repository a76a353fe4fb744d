import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { reportInto, type Problem } from '../transcript/problem.ts';
import { readHead, readLedger, type LedgerEntry, type LedgerHead } from './ledger.ts';
import { displayPath, isMissing, listFiles } from './files.ts';

/** A ledger as a build needs it. */
export interface FoundLedger {
  /** The id whose file it is: the transcript's own, or one that it had before. */
  id: string;
  head: LedgerHead;
  /** `null` where the head tells everything. */
  entries: LedgerEntry[] | null;
}

/** Where a transcript's ledger is, below the content folder. */
export const ledgerFile = (id: string): string =>
  path.join('permalinks', ...`${id}.jsonl`.split('/'));

/** The ids that have a ledger, in order. */
export async function listLedgers(content: string): Promise<string[]> {
  const files = await listFiles(path.join(content, 'permalinks'), '.jsonl');
  return files.map((file) => file.slice(0, -'.jsonl'.length).split(path.sep).join('/'));
}

/**
 * Reads the ledger of a transcript. One that has not changed since it was recorded, and has no history, costs one
 * short read.
 *
 * @param ids the transcript's id, then those that it had before; the first that has a ledger counts.
 * @param source `sourceDigest` of the Markdown; `null` reads the ledger whole.
 * @returns `null` where there is none. `damaged`: there is one, and `problems` tell what is wrong with it.
 */
export async function findLedger(
  content: string,
  ids: readonly string[],
  source: string | null,
  problems: Problem[],
): Promise<FoundLedger | 'damaged' | null> {
  for (const id of ids) {
    const file = path.join(content, ledgerFile(id));
    const line = await firstLine(file);
    if (line === null) continue;
    const shown = displayPath(content, ledgerFile(id));
    const head = CONFLICTED.test(line) ? null : readHead(line, reportInto([], shown));
    if (head?.source === source && !head.history) return { id, head, entries: null };
    const read = readLedger(await readFile(file, 'utf8'), shown);
    problems.push(...read.problems);
    return read.ledger ? { id, ...read.ledger } : 'damaged';
  }
  return null;
}

const CONFLICTED = /^[<=>|]{7}/;

/** A file's first line, without reading more than is needed; `null` where there is no such file. */
async function firstLine(file: string): Promise<string | null> {
  const handle = await open(file).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (!handle) return null;
  try {
    let bytes = Buffer.alloc(0);
    for (;;) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(CHUNK), 0, CHUNK, bytes.length);
      bytes = Buffer.concat([bytes, buffer.subarray(0, bytesRead)]);
      const end = bytes.indexOf('\n');
      if (end !== -1) return bytes.toString('utf8', 0, end);
      if (bytesRead === 0) return bytes.toString('utf8');
    }
  } finally {
    await handle.close();
  }
}

/** Bytes: the head of a transcript of some hundred turns. */
const CHUNK = 4096;
