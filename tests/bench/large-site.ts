import { cp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { measured, type Taken } from './processes.ts';
import { writeArchive, type ArchiveSize } from './search-archive.ts';

/** The content of a made-up archive, and the site that is built from it. */
export const foldersIn = (folder: string): { content: string; site: string } => ({
  content: path.join(folder, 'content'),
  site: path.join(folder, 'site'),
});

/**
 * Builds the pages of a large made-up archive in a folder, by the project's own build, and the pages that search and check
 * with their scripts from a build of a few; nothing where they are there.
 */
export async function buildLargeSite(
  folder: string,
  size: Omit<ArchiveSize, 'vocabulary'>,
): Promise<void> {
  const { content, site } = foldersIn(folder);
  if (await stat(path.join(site, 'check')).catch(() => null)) return;
  const whole = { ...size, vocabulary: 40_000 };
  await writeArchive(content, whole);
  await writeArchive(`${content}-few`, { ...whole, transcripts: 3 });
  const build = ['src/cli/build.ts', '--no-search', '--no-cards', '--outDir'];
  await measured(process.execPath, [...build, site, '--only', 'pages'], {
    TURNSTONE_CONTENT: content,
  });
  const few = path.join(folder, 'few');
  await measured(process.execPath, [...build, few], { TURNSTONE_CONTENT: `${content}-few` });
  for (const name of ['assets', 'search', 'check']) {
    await cp(path.join(few, name), path.join(site, name), { recursive: true });
  }
}

/** Makes its search index anew. */
export async function indexLargeSite(site: string): Promise<Taken> {
  await rm(path.join(site, 'pagefind'), { recursive: true, force: true });
  return measured(process.execPath, [...MEMORY, 'src/cli/search-index.ts', '--outDir', site]);
}

/** Serves a folder, compressed as hosts do it, and counts the bytes of each file that it sends. */
export async function serve(root: string, sent: Map<string, number>): Promise<Server> {
  const answer = async (address: string) => {
    const name = decodeURIComponent(new URL(address, 'http://localhost').pathname).slice(1);
    const file = name === '' || name.endsWith('/') ? `${name}index.html` : name;
    const body = await readFile(path.join(root, file)).catch(() => null);
    const isPacked = !/\.(html|css|js|json|svg)$/.test(file);
    return { file, body: body && !isPacked ? gzipSync(body, { level: 9 }) : body, isPacked };
  };
  const server = createServer((request, response) => {
    void answer(request.url ?? '/').then(({ file, body, isPacked }) => {
      sent.set(file, (sent.get(file) ?? 0) + (body?.length ?? 0));
      response.statusCode = body ? 200 : 404;
      response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
      if (!isPacked) response.setHeader('content-encoding', 'gzip');
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** As in the script `search-index` of package.json. */
const MEMORY = ['--max-semi-space-size=4', '--heap-growing-percent=30'];

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};
