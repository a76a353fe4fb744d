import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Parser } from 'htmlparser2';
import { isMissing } from '../archive/files.ts';
import { addressesIn, MANIFEST, readManifest, type Manifest } from '../archive/published.ts';
import { isTurnId } from '../transcript/references.ts';

/** What a built site serves. */
export interface PublishedSite {
  /** Below the site's base, as in links: `transcripts/a/`. */
  addresses: Set<string>;
  /** The ids of the turns of each transcript, by the id under which it is served. */
  turns: Map<string, Set<string>>;
  /** The fingerprint of the words of each of these turns, as far as the site tells. */
  pins: Map<string, Map<string, string>>;
}

/** That a site can't be looked at. `isUsage`: what was named is none. */
export class SiteFault extends Error {
  readonly isUsage: boolean;

  constructor(message: string, isUsage = false) {
    super(message);
    this.isUsage = isUsage;
  }
}

/**
 * Reads what a site serves: from its manifest or, in a folder that has none, from its pages.
 *
 * @param where a folder that a build wrote, or the address of a site.
 * @param patience milliseconds that a server has for its answer.
 * @throws {SiteFault}
 */
export async function readSite(where: string, patience = 20_000): Promise<PublishedSite> {
  if (!/^[a-z][a-z\d+.-]+:/i.test(where)) return readFolder(where);
  const url = URL.parse(where);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new SiteFault(
      `--against ${where} is no address of a site; expected a folder, or an address that begins with https:// or http://.`,
      true,
    );
  }
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith(`/${MANIFEST}`)) {
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/${MANIFEST}`;
  }
  return parse(await fetchText(url, patience), url.href);
}

async function fetchText(url: URL, patience: number): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
    if (response.ok) return await response.text();
    throw new SiteFault(
      response.status === 404
        ? `${url.href} is not there; expected the list of its addresses that every build writes. Correct the address, or name the folder of the former build: --against dist`
        : `${url.href} answers ${String(response.status)}; expected the list of the site's addresses. Try again, or name the folder of the former build: --against dist`,
    );
  } catch (error) {
    if (error instanceof SiteFault) throw error;
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    const why = isLate
      ? `did not answer within ${String(patience / 1000)} s`
      : `can't be reached (${causeOf(error)})`;
    throw new SiteFault(
      `${url.href} ${why}; expected the list of the site's addresses. Correct the address, or try again.`,
    );
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : String(cause);
}

async function readFolder(folder: string): Promise<PublishedSite> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    throw new SiteFault(
      `--against ${folder} is no folder; expected one that a build wrote, or the address of a site: https://transcripts.example/`,
      true,
    );
  }
  const file = path.join(folder, MANIFEST);
  try {
    return parse(await readFile(file, 'utf8'), file);
  } catch (error) {
    if (isMissing(error)) return readPages(folder);
    throw error;
  }
}

function parse(text: string, where: string): PublishedSite {
  try {
    return servedBy(readManifest(text));
  } catch (error) {
    throw new SiteFault(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What a manifest promises. */
export function servedBy(manifest: Manifest): PublishedSite {
  return {
    addresses: new Set(addressesIn(manifest)),
    turns: new Map(manifest.transcripts.map(({ id, turns }) => [id, new Set(turns)])),
    pins: new Map(
      manifest.transcripts.map(({ id, turns, pins }) => [
        id,
        new Map(turns.map((turn, index) => [turn, pins[index] ?? ''])),
      ]),
    ),
  };
}

/** A site of before there was a manifest: its files, and in the pages of its transcripts the turns. */
async function readPages(folder: string): Promise<PublishedSite> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)))
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !NO_PROMISE.test(file));
  const site: PublishedSite = { addresses: new Set(), turns: new Map(), pins: new Map() };
  for (const file of files) {
    site.addresses.add(
      file
        .replace(/(^|\/)index\.html$/, '$1')
        .split('/')
        .map(encodeURIComponent)
        .join('/'),
    );
    const id = /^transcripts\/(.+)\/index\.html$/.exec(file)?.[1];
    if (id === undefined || isTurnId(id.split('/').at(-1) ?? '')) continue;
    site.turns.set(id, turnIdsIn(await readFile(path.join(folder, file), 'utf8')));
  }
  if (site.turns.size === 0) {
    throw new SiteFault(
      `--against ${folder} holds no transcript's page; expected a folder that a build wrote, such as dist.`,
      true,
    );
  }
  return site;
}

function turnIdsIn(html: string): Set<string> {
  const ids = new Set<string>();
  const parser = new Parser({
    onopentag: (_name, { id = '' }) => {
      if (isTurnId(id)) ids.add(id);
    },
  });
  parser.end(html);
  return ids;
}

/** Files that nobody links to for good. */
const NO_PROMISE = /^(?:assets\/|404\.html$|favicon\.svg$|_redirects$|_headers$)|(?:^|\/)\./;
