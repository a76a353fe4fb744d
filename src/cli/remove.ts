import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { contentFolder } from '../archive/content-folder.ts';
import { isTurnId } from '../transcript/references.ts';
import { dayOf } from './record-permalinks.ts';
import { removeContent } from './remove-content.ts';
import { exitOnUsage } from './usage.ts';

const program = exitOnUsage(new Command('npm run remove --'))
  .description(
    'Takes a transcript, turns or a person out of content/, with their words in the permalink ledgers. A dated tombstone stays, so that links say what became of it; with --purge nothing stays that could tell the words or the name.',
  )
  .argument('[transcript]', 'the id of a transcript, such as 2026/the-night-boat')
  .argument('[turn...]', 'ids of turns, such as t7 (default: the whole transcript)')
  .option('--speaker <id>', "this speaker's turns: of the transcript, or of all transcripts")
  .option(
    '--former',
    'only what these turns (default: all) said before; what they say now stays',
    false,
  )
  .option('--purge', 'keep no name, former wording or fingerprint either', false)
  .option('--reason <text>', 'why, for readers')
  .option('--dry-run', 'say what would be done, and write nothing', false)
  .option('--yes', 'do not ask', false)
  .addHelpText(
    'after',
    `
Examples:
  npm run remove -- 2026/the-night-boat t7 t8 --reason "Asked for by the speaker."
  npm run remove -- 2026/the-night-boat --dry-run
  npm run remove -- --speaker olha-petrenko --purge
  npm run remove -- 2026/the-night-boat t7 --former --purge

Environment:
  TURNSTONE_CONTENT  another content folder

Exit status: 0 done, 1 something is wrong or you said no, 2 a wrong call.`,
  );

program.parse();
const [transcript, ...turns] = program.args;
const { speaker, former, purge, reason, dryRun, yes } = program.opts<Options>();
const fault = faultOfCall();
if (fault !== null) program.error(`error: ${fault}`);

const outcome = await removeContent({
  content: contentFolder(),
  project: path.resolve(import.meta.dirname, '../..'),
  transcript: transcript ?? null,
  turns,
  speaker: speaker ?? null,
  former,
  purge,
  reason: reason ?? null,
  today: dayOf(new Date()),
  dryRun,
  confirm: async () => yes || (await isConfirmed()),
});
process.exitCode = outcome === 'done' || outcome === 'nothing' ? 0 : 1;

interface Options {
  speaker?: string;
  former: boolean;
  purge: boolean;
  reason?: string;
  dryRun: boolean;
  yes: boolean;
}

function faultOfCall(): string | null {
  if (former && (transcript === undefined || speaker !== undefined))
    return '--former without a transcript, or with --speaker; expected the id of a transcript, and of turns where not all are meant';
  if (former && reason !== undefined)
    return '--reason with --former; expected one of the two, since what is forgotten is told to nobody';
  if (transcript === undefined && speaker === undefined)
    return 'nothing to remove; expected the id of a transcript, or --speaker <id>';
  const other = turns.find((turn) => !isTurnId(turn));
  if (other !== undefined) return `"${other}" is no turn's id; expected ids such as t7`;
  if (turns.length > 0 && speaker !== undefined)
    return 'turns and --speaker together; expected one of the two';
  if (purge && reason !== undefined)
    return '--reason with --purge; expected one of the two, since a reason can tell what was removed';
  if (!yes && !dryRun && !process.stdin.isTTY)
    return 'nobody can be asked here; expected --yes, or --dry-run to see what would be done';
  return null;
}

async function isConfirmed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(?:es)?$/i.test((await terminal.question('Go on? [y/N] ')).trim());
  } finally {
    terminal.close();
  }
}
