import { setTimeout as delay } from 'node:timers/promises';
import type { Site } from '../transcript/model.ts';
import { contentFolder } from './content-folder.ts';
import type { Archive } from './model.ts';
import { readArchive } from './read.ts';

/** Whether drafts are asked for: `npm run dev`, or `npm run build -- --drafts`. */
export function draftsWanted(): boolean {
  return process.env.TURNSTONE_DRAFTS === '1';
}

/** Whether only transcript pages and their `.json` are wanted: `npm run build -- --only pages`. */
export function onlyTranscriptPages(): boolean {
  return process.env.TURNSTONE_ONLY === 'pages';
}

/** Whether this build has the list of what nobody has transcribed. */
export const gapsWanted = ({ languageGaps }: Site): boolean =>
  !onlyTranscriptPages() && (languageGaps === 'public' || draftsWanted());

/** The ids of the transcripts that this build has a picture of; empty where pictures are not wanted. */
export function transcriptsWithCards(): ReadonlySet<string> {
  return shared().cards ?? new Set();
}

/** Tells the pages which transcripts have a picture. */
export function setTranscriptsWithCards(ids: ReadonlySet<string>): void {
  shared().cards = ids;
}

/** The archive that pages are made from. It is read once, and again after `refreshArchive`. */
export function currentArchive(): Promise<Archive> {
  return (shared().archive ??= readArchive({ content: contentFolder(), drafts: draftsWanted() }));
}

/** Makes pages from this archive, which somebody else has read. */
export function setCurrentArchive(archive: Archive): void {
  shared().archive = Promise.resolve(archive);
}

/** Reads the archive anew for everybody who asks from now on; calls that come together cause one reading. */
export function refreshArchive(): Promise<Archive> {
  const state = shared();
  return (state.refresh ??= delay(SAVING).then(() => {
    state.refresh = undefined;
    state.archive = undefined;
    return currentArchive();
  }));
}

/** Milliseconds in which the files of one saving arrive together. */
const SAVING = 40;

interface Shared {
  archive?: Promise<Archive> | undefined;
  refresh?: Promise<Archive> | undefined;
  cards?: ReadonlySet<string> | undefined;
}

/**
 * Astro loads content and renders pages from two module graphs of one process; a module's own variable would
 * parse every transcript once in each.
 */
function shared(): Shared {
  const process = globalThis as { turnstoneArchive?: Shared };
  return (process.turnstoneArchive ??= {});
}
