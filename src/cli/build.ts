import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { Command, Option } from 'commander';
import { refusalOf } from './out-dir.ts';
import { refusedAddress } from './refused-address.ts';
import { exitOnUsage } from './usage.ts';

const program = exitOnUsage(new Command('npm run build --'))
  .description('Builds the site from content/ into a folder that any static host can serve.')
  .option('--outDir <dir>', 'where the site goes', 'dist')
  .option('--drafts', 'include drafts, marked as such and hidden from search engines', false)
  .option('--no-search', 'leave out the search index')
  .option('--no-cards', 'leave out the pictures that other sites show beside a link')
  .option('--compress', 'write .br and .gz beside every text, for hosts that send them', false)
  .addOption(
    new Option('--only <part>', 'build transcript pages and their .json alone').choices(['pages']),
  )
  .addHelpText(
    'after',
    `
Environment:
  TURNSTONE_CONTENT  another content folder
  SITE_URL           where the site will live: https://transcripts.example
  BASE_PATH          the path below it: /archive/
  URL_STYLE          "directory" (/about/, where it says nothing) or "file" (/about.html)`,
  );

const { outDir, drafts, only, cards, search, compress } = program.parse().opts<{
  outDir: string;
  drafts: boolean;
  only?: 'pages';
  cards: boolean;
  search: boolean;
  compress: boolean;
}>();
// To read the code takes longer than to find that nothing has changed, so what Node made of it is kept, for threads too.
process.env.NODE_COMPILE_CACHE ??= path.resolve('.cache/node');
enableCompileCache(process.env.NODE_COMPILE_CACHE);
const { buildSite } = await import('./build-site.ts');
const refusal = refusedAddress() ?? (await refusalOf(outDir));
if (refusal === null) {
  process.exitCode = (await buildSite({
    outDir,
    drafts,
    pagesOnly: only === 'pages',
    cards,
    search,
    compress,
  }))
    ? 0
    : 1;
} else {
  console.error(`error: ${refusal}`);
  process.exitCode = 2;
}
