import { preview } from 'astro';
import { buildSite } from './build-site.ts';

const built = await buildSite({ outDir: 'dist', drafts: false, pagesOnly: false });
if (built) {
  const { port } = await preview({ logLevel: 'error' });
  const base = `/${process.env.BASE_PATH ?? ''}/`.replace(/\/+/g, '/');
  console.log(`\nRead it at http://localhost:${String(port)}${base}\nStop with Ctrl+C.`);
} else process.exitCode = 1;
