import { createInterface } from 'node:readline/promises';
import { contentFolder } from '../archive/content-folder.ts';
import { currentArchive, refreshArchive } from '../archive/current.ts';
import { recordPermalinks } from './record-permalinks.ts';

/**
 * Says that turns have no lasting links yet, and offers to record them.
 *
 * @param ask puts a question to the person at the terminal and gives the answer; `null` where nobody can be asked, or
 *   is to be: then the command is named.
 */
export async function offerPermalinks(
  ask: ((question: string) => Promise<string>) | null,
): Promise<void> {
  const { unrecorded } = await currentArchive();
  if (unrecorded.length === 0) return;
  const files = new Set(unrecorded.map(({ file }) => file)).size;
  const what = `${String(files)} ${files === 1 ? 'transcript has' : 'transcripts have'} turns without a lasting link.`;
  if (!ask) {
    console.log(`${what} Record them with: npm run permalinks`);
    return;
  }
  const answer = await ask(`${what} Record them now, as npm run permalinks does? y/N `);
  if (!/^\s*y(?:es)?\s*$/i.test(answer)) return;
  await recordPermalinks({
    content: contentFolder(),
    transcripts: [],
    keep: [],
    remove: [],
    reason: null,
    dryRun: false,
  });
  await refreshArchive();
}

/** Asks on the terminal; `null` where there is none. */
export function terminalQuestion(): ((question: string) => Promise<string>) | null {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null;
  return async (question) => {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return await terminal.question(question);
    } finally {
      terminal.close();
    }
  };
}
