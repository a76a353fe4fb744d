import { preview } from 'astro';
import { Command } from 'commander';
import { buildSite } from './build-site.ts';
import { offerPermalinks, terminalQuestion } from './offer-permalinks.ts';
import { exitOnUsage } from './usage.ts';

exitOnUsage(new Command('npm start'))
  .description('Builds the site into dist/, serves it and prints its address.')
  .parse();

await offerPermalinks(terminalQuestion());
const built = await buildSite({
  outDir: 'dist',
  drafts: false,
  pagesOnly: false,
  cards: true,
  search: true,
  compress: false,
});
if (built) {
  const { port } = await preview({ logLevel: 'error' });
  const base = `/${process.env.BASE_PATH ?? ''}/`.replace(/\/+/g, '/');
  console.log(`\nRead it at http://localhost:${String(port)}${base}\nStop with Ctrl+C.`);
} else process.exitCode = 1;
