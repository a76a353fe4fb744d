import { Command } from 'commander';
import { contentFolder } from '../archive/content-folder.ts';
import { readArchive } from '../archive/read.ts';
import { hasErrors } from '../transcript/problem.ts';
import { makeCards } from './cards.ts';
import { printProblems } from './print-problems.ts';
import { StepProgress } from './step-progress.ts';
import { exitOnUsage } from './usage.ts';

exitOnUsage(new Command('npm run cards'))
  .description(
    'Draws the pictures that other sites show beside a link, those that are not drawn yet, for the next build to take.',
  )
  .parse();

const archive = await readArchive({ content: contentFolder(), drafts: false });
printProblems(archive.problems);
if (hasErrors(archive.problems)) {
  console.error('Nothing was drawn. Mend the errors above and try again.');
  process.exitCode = 1;
} else {
  const steps = new StepProgress();
  steps.begin('Drawing pictures');
  const { size } = await makeCards(archive, steps);
  steps.end();
  console.log(
    `${String(size)} ${size === 1 ? 'picture is' : 'pictures are'} in .cache/cards. npm run build puts them beside their pages.`,
  );
}
