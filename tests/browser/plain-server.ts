import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

export interface PlainServer {
  origin: string;
  stop: () => void;
}

/**
 * The plainest of static hosts: a file for its address, with hardly a media type, and 404 for everything else.
 *
 * @param indexes whether a folder's address serves the `index.html` in it; that of the root always does.
 */
export async function servePlainly(
  folder: string,
  { base = '/', indexes = true }: { base?: string; indexes?: boolean } = {},
): Promise<PlainServer> {
  const server = createServer((request, response) => {
    void answer(folder, base, indexes, request.url ?? '/').then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Answer {
  status: number;
  type: string;
  body: Buffer;
}

async function answer(
  folder: string,
  base: string,
  indexes: boolean,
  url: string,
): Promise<Answer> {
  const { pathname } = new URL(url, 'http://plain.invalid');
  const file = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : null;
  const isFolder = file === '' || file?.endsWith('/');
  if (file !== null && (!isFolder || indexes || file === '')) {
    const found = path.join(folder, isFolder ? `${file}index.html` : file);
    if ((await stat(found).catch(() => null))?.isFile()) {
      return { status: 200, type: typeOf(found), body: await readFile(found) };
    }
  }
  return { status: 404, type: TYPES['.html'], body: await readFile(path.join(folder, '404.html')) };
}

const TYPES = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

const typeOf = (file: string): string =>
  Object.entries(TYPES).find(([ending]) => file.endsWith(ending))?.[1] ??
  'application/octet-stream';
