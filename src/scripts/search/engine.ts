import type { Engine } from '../../search/candidates.ts';
import type { Fault } from './messages.ts';

/** Why an index cannot be searched. */
export class IndexFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, reason: string) {
    super(reason);
    this.fault = fault;
  }
}

/** An engine that does not keep quiet about parts of the index that it could not get. */
export interface SoundEngine {
  ask: Engine;
  /**
   * Says whether everything arrived that was asked for.
   *
   * @throws {IndexFault} where a part did not: what was found since then may lack turns.
   */
  check: () => void;
}

/**
 * Starts the search engine of a site's index.
 *
 * @param folder the absolute address of the index, with a slash at its end.
 * @throws {IndexFault} where there is no index, or its engine does not start.
 */
export async function openEngine(folder: string): Promise<SoundEngine> {
  let failure: IndexFault | null = null;
  const fetchFrom = globalThis.fetch;
  // The engine fetches by itself, and takes a part that is missing for one without the words.
  globalThis.fetch = async (input) => {
    try {
      return await fetchWhole(fetchFrom, input);
    } catch (error) {
      failure ??= new IndexFault('broken', String(error));
      throw error;
    }
  };
  const check = () => {
    if (failure) throw failure;
  };
  const entry = await fetchFrom(`${folder}${ENTRY}`, { signal: AbortSignal.timeout(PATIENCE) });
  if (entry.status === 404) throw new IndexFault('missing', entry.url);
  const ask = (await import(/* @vite-ignore */ `${folder}pagefind.js`)) as Engine;
  return { ask, check };
}

/** What is missing, a page in its place, and what takes too long are faults, the body's arrival included. */
async function fetchWhole(
  fetchFrom: typeof fetch,
  input: Parameters<typeof fetch>[0],
): Promise<Response> {
  const response = await fetchFrom(input, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`${response.url}: ${String(response.status)}`);
  if (response.headers.get('content-type')?.includes('html')) {
    throw new Error(`${response.url} is a page`);
  }
  return new Response(await response.arrayBuffer());
}

const ENTRY = 'pagefind-entry.json';
/** Milliseconds for one file. */
const PATIENCE = 20_000;
