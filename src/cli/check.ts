import { Command } from 'commander';
import { contentFolder } from '../archive/current.ts';
import { readArchive } from '../archive/read.ts';
import { hasErrors } from '../transcript/problem.ts';
import { printProblems } from './print-problems.ts';
import { exitOnUsage } from './usage.ts';

exitOnUsage(new Command('npm run check --'))
  .description(
    'Reads all of content/, drafts too, and reports every problem. Exit status 1 when there are errors.',
  )
  .parse();

const { problems, transcripts } = await readArchive({ content: contentFolder(), drafts: true });
printProblems(problems);
if (hasErrors(problems)) process.exitCode = 1;
else console.log(`Checked ${String(transcripts.length)} transcripts: no errors.`);
