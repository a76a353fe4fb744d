import { Command, InvalidArgumentError } from 'commander';
import { exitOnUsage } from './usage.ts';

const program = exitOnUsage(new Command('npm run dev --'))
  .description('Serves the site from content/, drafts too, and shows every edit at once.')
  .option('--port <number>', 'where to serve it; the next free port where it is taken', port, 4321)
  .option('--host', 'serve it to other devices of the network, too', false)
  .addHelpText('after', '\nEnvironment:\n  TURNSTONE_CONTENT  another content folder')
  .parse();

// The author's loop shows drafts, under their banner.
process.env.TURNSTONE_DRAFTS = '1';
process.env.ASTRO_TELEMETRY_DISABLED = '1';
// What serves takes longer to load than to say how it is called.
const { dev } = await import('astro');
const { offerPermalinks } = await import('./offer-permalinks.ts');
await offerPermalinks(null);
await dev({ server: program.opts<{ port: number; host: boolean }>() });

function port(given: string): number {
  const number = Number(given);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new InvalidArgumentError('Expected a number from 1 to 65535.');
}
