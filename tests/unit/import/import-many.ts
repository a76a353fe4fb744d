import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openContent, storeTranscript, type Content } from '../../../src/cli/import-content.ts';
import { importTranscript } from '../../../src/cli/import-transcript.ts';

/**
 * Imports many large texts one after the other, as `npm run import` does, in a process of its own, and prints how many
 * bytes the process keeps for each byte that it has read. Each text names people of its own, and none is kept here.
 */
const [content = ''] = process.argv.slice(2);
const run = { content, program: null, id: null, force: false, dryRun: false };
const known = await contentOf();

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const WARM_UP = 4;
const FILES = 12;
let read = 0;
let before = 0;
for (let file = 0; file < WARM_UP + FILES; file += 1) {
  if (file === WARM_UP) before = heldBytes();
  const size = await importOne(file);
  if (file >= WARM_UP) read += size;
}
console.log(JSON.stringify((heldBytes() - before) / read));

async function contentOf(): Promise<Content> {
  const found = await openContent(run);
  if (!found) throw new Error('The content folder is broken.');
  return found;
}

async function importOne(file: number): Promise<number> {
  const bytes = Buffer.from(talk(file));
  const imported = importTranscript(
    bytes,
    `talk-${String(file)}.txt`,
    {
      title: null,
      date: null,
      program: null,
      language: 'en',
      record: 'verbatim',
      draft: true,
      speakers: [],
      format: null,
      newcomers: known.newcomers,
    },
    known.people,
  );
  const written = await storeTranscript(imported, run, known);
  if (written.length === 0) throw new Error(JSON.stringify(imported.problems.slice(0, 3)));
  return bytes.length;
}

function heldBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Half a megabyte by two people whose names, long enough to be cut rather than copied, are in no other text. */
function talk(file: number): string {
  const mark = String.fromCharCode(65 + file);
  const [host, guest] = [`ISADORA ${mark}OLEWOOD`, `THEODORE ${mark}SEIFORTH`];
  const turn = 'The ferries are still tied up at the pier, and nobody knows for how long. '.repeat(
    8,
  );
  const parts = [`${host}, HOST: Good morning.\n\n${guest}, BYLINE: Good morning.\n\n`];
  for (let count = 0; count < 400; count += 1) {
    parts.push(`${host}: ${turn}\n\n${guest}: ${turn}\n\n`);
  }
  return parts.join('');
}
