import { Command, InvalidArgumentError } from 'commander';
import { contentFolder } from '../archive/content-folder.ts';
import { isTurnId } from '../transcript/references.ts';
import { recordPermalinks, type Keeping } from './record-permalinks.ts';
import { exitOnUsage } from './usage.ts';

const program = exitOnUsage(new Command('npm run permalinks --'))
  .description(
    'Records in content/permalinks/ which id is given to which turn, so that links to turns hold for good. Commit what it writes together with the transcripts.',
  )
  .argument('[transcript...]', 'ids of transcripts, such as 2026/the-night-boat (default: all)')
  .option(
    '--keep <turn[=position]>',
    'this id still names the same turn: t7, or t7=9 for the ninth turn; may be repeated',
    keeping,
  )
  .option('--remove <turn>', "this id's turn is gone; may be repeated", removing)
  .option('--reason <text>', 'why turns were changed or removed, for readers')
  .option('--dry-run', 'say what would be recorded, and write nothing')
  .addHelpText(
    'after',
    `
Examples:
  npm run permalinks
  npm run permalinks -- 2026/the-night-boat --keep t7=9 --remove t8 --reason "Cut by the station"

Environment:
  TURNSTONE_CONTENT  another content folder

Exit status: 0 all is recorded, 1 something is left to you or wrong, 2 a wrong call.`,
  );

program.parse();
const transcripts = program.args;
const { keep = [], remove = [], reason, dryRun } = program.opts<Options>();
if (transcripts.length !== 1 && (keep.length > 0 || remove.length > 0)) {
  program.error("error: --keep and --remove are about one transcript's turns; expected its id");
}
const isDone = await recordPermalinks({
  content: contentFolder(),
  transcripts,
  keep,
  remove,
  reason: reason ?? null,
  dryRun: dryRun === true,
});
process.exitCode = isDone ? 0 : 1;

interface Options {
  keep?: Keeping[];
  remove?: string[];
  reason?: string;
  dryRun?: true;
}

function keeping(given: string, earlier: Keeping[] = []): Keeping[] {
  const [, id = '', position] = /^(t\d+[a-z]*)(?:=(\d+))?$/.exec(given) ?? [];
  if (id === '')
    throw new InvalidArgumentError('Expected an id, t7, or an id and a position, t7=9.');
  return [...earlier, { id, position: position === undefined ? null : Number(position) }];
}

function removing(given: string, earlier: string[] = []): string[] {
  if (!isTurnId(given)) throw new InvalidArgumentError("Expected a turn's id, such as t7.");
  return [...earlier, given];
}
