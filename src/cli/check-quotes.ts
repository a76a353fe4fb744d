import { Command } from 'commander';
import { contentFolder } from '../archive/content-folder.ts';
import { checkQuotes } from './quoted-drafts.ts';
import { exitOnUsage } from './usage.ts';

const program = exitOnUsage(new Command('npm run check-quotes --'))
  .description(
    'Holds every passage in quotation marks and every block quote of your drafts against the transcripts in content/: the words must stand there as they are, with […] where some are left out and [brackets] around what is put in.',
  )
  .argument('<draft...>', 'text files: Markdown, plain text, HTML')
  .option('--json', 'print what was found as JSON Lines, a line for each passage', false)
  .addHelpText(
    'after',
    `
Examples:
  npm run check-quotes -- article.md
  npm run check-quotes -- articles/*.md --json

Environment:
  TURNSTONE_CONTENT  another content folder
  SITE_URL           where the site lives, for whole addresses
  BASE_PATH          the path below it

Exit status: 0 every quote is exact, or too short to be checked; 1 some are not; 2 a wrong call.`,
  )
  .parse();

process.exitCode = await checkQuotes({
  drafts: program.args,
  content: contentFolder(),
  json: program.opts<{ json: boolean }>().json,
});
