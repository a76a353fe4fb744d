import { Command } from 'commander';
import { contentFolder } from '../archive/content-folder.ts';
import type { Archive } from '../archive/model.ts';
import { readArchive } from '../archive/read.ts';
import { unrecordedInShort } from '../archive/unrecorded.ts';
import { compareProblems, hasErrors } from '../transcript/problem.ts';
import { lostLinks } from './lost-links.ts';
import { printProblems } from './print-problems.ts';
import { readSite, SiteFault } from './site-reading.ts';
import { exitOnUsage } from './usage.ts';

const program = exitOnUsage(new Command('npm run check --'))
  .description(
    'Reads all of content/, drafts too, and reports every problem, turns without a recorded permalink among them. Exit status 1 when there are errors.',
  )
  .option(
    '--against <site>',
    'also list every address and turn id of a site, a built folder or an https:// address, that the next build would lose',
  )
  .parse();

const { against } = program.opts<{ against?: string }>();
const archive = await readArchive({ content: contentFolder(), drafts: true });
const problems = [...archive.problems, ...unrecordedInShort(archive.unrecorded)].sort(
  compareProblems,
);
printProblems(problems);
if (hasErrors(problems)) process.exitCode = 1;
else console.log(`Checked ${String(archive.transcripts.length)} transcripts: no errors.`);
if (against !== undefined) await compare(against, archive);

async function compare(site: string, { transcripts, ...rest }: Archive): Promise<void> {
  try {
    const published = transcripts.filter(({ status }) => status === 'published');
    const lost = lostLinks(await readSite(site), { ...rest, transcripts: published });
    for (const line of lost) console.error(line);
    if (lost.length > 0) process.exitCode = 1;
    else console.log(`Nothing that ${site} serves would be lost.`);
  } catch (error) {
    if (!(error instanceof SiteFault)) throw error;
    console.error(`error: ${error.message}`);
    process.exitCode = error.isUsage ? 2 : 1;
  }
}
