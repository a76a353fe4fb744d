import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { indexSearch } from '../../../src/cli/index-search.ts';
import { openEngine, type SoundEngine } from '../../../src/scripts/search/engine.ts';
import { requestIn } from '../../../src/search/address.ts';
import { search, type Found } from '../../../src/search/found.ts';

/** A turn of an invented transcript: who said it, and what. */
export type Said = readonly [speaker: string, text: string, language?: string];

/** A site of invented transcripts on disk, indexed and open for searches in this process. */
export interface IndexedSite {
  folder: string;
  /** The turns found by the query of an address, as `<transcript> <turn>`, all of them. */
  find(query: string): Promise<string[]>;
  /** What the first texts give. */
  first(query: string): Promise<Found>;
  engine: SoundEngine;
  /** The files that the engine asked for, by their paths below the index. */
  fetched: string[];
  close(): Promise<void>;
}

/** A transcript as its `.json` has it, as far as the index reads it. */
export interface InventedTranscript {
  said: Said[];
  date?: string | null;
  program?: string;
  record?: 'verbatim' | 'summary';
  title?: string;
}

/** Writes transcripts as a build would, by id, and indexes them. Everybody but `private-` people has a page. */
export async function openSite(
  transcripts: Record<string, InventedTranscript>,
): Promise<IndexedSite> {
  const folder = await mkdtemp(path.join(tmpdir(), 'turnstone-search-'));
  for (const [id, transcript] of Object.entries(transcripts)) {
    await writeTranscript(folder, id, transcript);
  }
  await indexSearch(folder);
  const fetched: string[] = [];
  const index = pathToFileURL(path.join(folder, 'pagefind')).href + '/';
  const fetchBefore = globalThis.fetch;
  globalThis.fetch = async (input) => {
    const url = new URL(input instanceof Request ? input.url : input);
    fetched.push(url.href.slice(index.length).replace(/\?.*$/, ''));
    const content = await readFile(fileURLToPath(url.href.replace(/\?.*$/, ''))).catch(() => null);
    return new Response(content === null ? null : Uint8Array.from(content), {
      status: content === null ? 404 : 200,
    });
  };
  const engine = await openEngine(index);
  const find = async (query: string) => {
    const started = await search(engine.ask, requestIn(query));
    const turns: string[] = [];
    for (;;) {
      const { transcripts: some, looked, candidates } = await started.next();
      turns.push(
        ...some.flatMap(({ id, turns: found }) => found.map((turn) => `${id} ${turn.id}`)),
      );
      if (looked === candidates) break;
    }
    engine.check();
    return turns;
  };
  return {
    folder,
    engine,
    fetched,
    find,
    first: async (query) => (await search(engine.ask, requestIn(query))).next(),
    close: async () => {
      globalThis.fetch = fetchBefore;
      await rm(folder, { recursive: true });
    },
  };
}

export async function writeTranscript(
  folder: string,
  id: string,
  {
    said,
    date = '2026-03-02',
    program = 'harbour-morning',
    record = 'verbatim',
    title = id,
  }: InventedTranscript,
  address = id,
): Promise<void> {
  const page = path.join(folder, 'transcripts', address);
  await mkdir(page, { recursive: true });
  const speakers = [...new Set(said.map(([speaker]) => speaker))];
  const links = speakers
    .filter((speaker) => !speaker.startsWith('private-'))
    .map((speaker) => `<a href="/archive/speakers/${encodeURIComponent(speaker)}/">${speaker}</a>`);
  await writeFile(path.join(page, 'index.html'), links.join(''));
  const json = {
    id,
    title,
    date,
    language: 'en',
    record,
    program,
    inferred: ['date', 'turns.t1.speaker', 'turns.t2.relayed'],
    speakers: speakers.map((speaker) => ({ id: speaker, name: speaker, role: 'guest' })),
    turns: said.map(([speaker, text, language], n) => ({
      id: `t${String(n + 1)}`,
      speaker,
      label: speaker,
      text,
      segments: language === undefined ? [] : [{ language, text }],
    })),
  };
  await writeFile(`${page}.json`, JSON.stringify(json));
}
