import path from 'node:path';
import { START } from '../archive/files.ts';
import { NO_DECISIONS } from '../archive/identify.ts';
import { ledgerFile } from '../archive/ledger-files.ts';
import { writeLedger } from '../archive/ledger.ts';
import { sourceDigest } from '../archive/pins.ts';
import { recordTurns } from '../archive/record.ts';
import type { Site, Transcript } from '../transcript/model.ts';
import { hasErrors, type Problem, type ProblemReporter } from '../transcript/problem.ts';
import { writeTranscript } from '../transcript/write.ts';
import { dayOf, readLedgerOf } from './record-permalinks.ts';
import type { TextFile } from './write-whole.ts';

/** An imported transcript that is to be stored. */
export interface Importing {
  content: string;
  id: string;
  transcript: Transcript;
  markdown: string;
  turnPages: Site['turnPages'];
}

/**
 * Records the ids of an imported transcript, so that links to it hold from the first day on. One that replaces another
 * has the ids of the turns that it shares with it; then its Markdown names turns by those.
 *
 * @returns the Markdown, and the ledger's file: `null` for a draft, and where the editor must say which turn is which.
 * `replacesLedger` says whether there is one already.
 */
export async function recordImport(
  { content, id, transcript, markdown, turnPages }: Importing,
  report: ProblemReporter,
): Promise<{ markdown: string; ledger: TextFile | null; replacesLedger: boolean }> {
  const nothing = { markdown, ledger: null, replacesLedger: false };
  if (transcript.status !== 'published') return nothing;
  const problems: Problem[] = [];
  const found = await readLedgerOf(content, [id, ...transcript.aliases], problems);
  if (found === 'damaged' || hasErrors(problems)) {
    report(
      'warning',
      START,
      `The ids of the turns are not recorded, because permalinks/${id}.jsonl is damaged; expected a ledger. Mend it and run npm run permalinks.`,
    );
    return nothing;
  }
  const { ledger, changes } = recordTurns({
    transcript,
    source: found === null ? sourceDigest(markdown) : '',
    ledger: found?.ledger ?? null,
    today: dayOf(new Date()),
    turnPages,
    decisions: NO_DECISIONS,
    reason: null,
  });
  const file = path.join(content, ledgerFile(id));
  if (found === null) {
    return { ...nothing, ledger: { path: file, text: writeLedger(ledger) } };
  }
  const text = writeTranscript(transcript, ledger.head.ids);
  if (changes.unsure.length > 0) {
    const ids = changes.unsure.map((turn) => turn.id);
    report(
      'warning',
      START,
      `What became of ${ids.join(', ')} of the text that this replaces can't be told from the words, so the ids are not recorded yet. Run npm run permalinks -- ${id}, which asks.`,
    );
    return { ...nothing, markdown: text };
  }
  const head = { ...ledger.head, source: sourceDigest(text) };
  const updated = { path: file, text: writeLedger({ ...ledger, head }) };
  return { markdown: text, ledger: updated, replacesLedger: true };
}
