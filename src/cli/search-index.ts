import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { indexedText, indexSearch } from './index-search.ts';
import { StepProgress } from './step-progress.ts';
import { exitOnUsage } from './usage.ts';

const program = exitOnUsage(new Command('npm run search-index --'))
  .description(
    'Makes the search index of a site that is built already, in place of the one it has.',
  )
  .option('--outDir <dir>', 'where the site is', 'dist');

const { outDir } = program.parse().opts<{ outDir: string }>();
const isSite = await stat(path.join(outDir, 'transcripts')).catch(() => null);
if (isSite?.isDirectory()) {
  const steps = new StepProgress();
  const made = await indexSearch(outDir, steps).finally(() => {
    steps.end();
  });
  console.log(indexedText(made));
} else {
  console.error(
    `error: ${outDir} holds no built site; expected a folder with transcripts/ in it. Run: npm run build`,
  );
  process.exitCode = 2;
}
