import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
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
export function listLedgers(content: string): string[] {
  const files = listFiles(path.join(content, 'permalinks'), '.jsonl');
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
export function findLedger(
  content: string,
  ids: readonly string[],
  source: string | null,
  problems: Problem[],
): FoundLedger | 'damaged' | null {
  for (const id of ids) {
    const file = path.join(content, ledgerFile(id));
    const line = firstLine(file);
    if (line === null) continue;
    const shown = displayPath(content, ledgerFile(id));
    const head = CONFLICTED.test(line) ? null : readHead(line, reportInto([], shown));
    if (head?.source === source && !head.history) return { id, head, entries: null };
    const read = readLedger(readFileSync(file, 'utf8'), shown);
    problems.push(...read.problems);
    return read.ledger ? { id, ...read.ledger } : 'damaged';
  }
  return null;
}

const CONFLICTED = /^[<=>|]{7}/;

/** A file's first line, without reading more than is needed; `null` where there is no such file. */
function firstLine(file: string): string | null {
  let opened: number;
  try {
    opened = openSync(file, 'r');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  try {
    let bytes = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.alloc(CHUNK);
      const read = readSync(opened, chunk, 0, CHUNK, bytes.length);
      bytes = Buffer.concat([bytes, chunk.subarray(0, read)]);
      const end = bytes.indexOf('\n');
      if (end !== -1) return bytes.toString('utf8', 0, end);
      if (read === 0) return bytes.toString('utf8');
    }
  } finally {
    closeSync(opened);
  }
}

/** Bytes: the head of a transcript of some hundred turns. */
const CHUNK = 4096;
