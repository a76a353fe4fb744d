import { Command } from 'commander';
import { contentFolder } from '../archive/current.ts';
import { readArchive } from '../archive/read.ts';
import { compareProblems, hasErrors } from '../transcript/problem.ts';
import { printProblems } from './print-problems.ts';
import { exitOnUsage } from './usage.ts';

exitOnUsage(new Command('npm run check --'))
  .description(
    'Reads all of content/, drafts too, and reports every problem, turns without a recorded permalink among them. Exit status 1 when there are errors.',
  )
  .parse();

const archive = await readArchive({ content: contentFolder(), drafts: true });
const problems = [...archive.problems, ...archive.unrecorded].sort(compareProblems);
printProblems(problems);
if (hasErrors(problems)) process.exitCode = 1;
else console.log(`Checked ${String(archive.transcripts.length)} transcripts: no errors.`);
