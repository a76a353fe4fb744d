import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { digestOf } from './digest.ts';

/*
 * A file that is kept from one run to the next: its first line says what it is and has the digest of the rest, so that a
 * damaged or foreign one is never trusted.
 */

/** What was kept in a file, by what it is; `null` where there is none, or it is damaged, or something else. */
export function readHeaded(file: string, kind: object): string | null {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const rest = text.slice(end + 1);
    return text.slice(0, end) === headOf(kind, rest) ? rest : null;
  } catch {
    return null;
  }
}

/** Keeps a text in a file, in one step: what was kept there before stands until it is whole. */
export function writeHeaded(file: string, kind: object, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const aside = `${file}.${String(process.pid)}-${String(threadId)}`;
  writeFileSync(aside, `${headOf(kind, text)}\n${text}`);
  renameSync(aside, file);
}

const headOf = (kind: object, text: string): string =>
  JSON.stringify({ ...kind, digest: digestOf(text) });
