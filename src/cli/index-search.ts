import { glob, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { SEARCH_INDEX } from '../archive/addresses.ts';
import { listSite } from '../build/site-listing.ts';
import {
  indexedTranscript,
  languageOfPage,
  pageRecord,
  publicSpeakers,
  shownTurns,
} from '../search/page-record.ts';
import { texts } from '../texts/texts.ts';
import { sizeText } from './host-limits.ts';
import type { StepProgress } from './step-progress.ts';

/**
 * Makes a built site searchable: an index of the turns of every transcript in it, in place of one that was there. The
 * same pages give the same files.
 *
 * @param steps is told what is being done, and how far it is.
 * @returns how many transcripts and turns it has, and how large it is on disk; `null` where the folder has no
 *   transcript, and so no index either.
 * @throws where a transcript's page or `.json` cannot be read, or the search engine fails.
 */
export async function indexSearch(
  site: string,
  steps?: Pick<StepProgress, 'begin' | 'tell'>,
): Promise<{ transcripts: number; turns: number; size: string } | null> {
  const target = path.resolve(site, SEARCH_INDEX);
  const aside = `${target}.making-${String(process.pid)}`;
  const pages = await builtTranscripts(site);
  if (pages.length === 0) {
    await rm(target, { recursive: true, force: true });
    return null;
  }
  try {
    // The engine gives memory back at once that it has done with, which it would keep for a while and for each thread
    // (jemalloc).
    process.env._RJEM_MALLOC_CONF ??= 'dirty_decay_ms:0,muzzy_decay_ms:0,narenas:1,tcache:false';
    // One index for all languages, without stems: words are found as they were said, whatever the page's language.
    const { index, errors } = await createIndex({ forceLanguage: 'unknown' });
    if (!index) throw new Error(errors.join(' '));
    steps?.begin('Indexing turns for search');
    let transcripts = 0;
    let turns = 0;
    // One after the other: the order is part of what is written.
    for (const [done, page] of pages.entries()) {
      steps?.tell(done, pages.length);
      const added = await addTranscript(index, site, page);
      transcripts += added === null ? 0 : 1;
      turns += added ?? 0;
    }
    steps?.begin('Writing the search index');
    await mkdir(aside, { recursive: true });
    const written = await index.writeFiles({ outputPath: aside });
    if (written.errors.length > 0) throw new Error(written.errors.join(' '));
    for await (const file of glob(UNUSED, { cwd: aside })) await rm(path.join(aside, file));
    await rm(target, { recursive: true, force: true });
    await rename(aside, target);
    return { transcripts, turns, size: sizeText(listSite(target).size) };
  } finally {
    await close();
    await rm(aside, { recursive: true, force: true });
  }
}

/** What a command tells of it. */
export function indexedText(made: Awaited<ReturnType<typeof indexSearch>>): string {
  if (made === null) return 'There is no transcript to be searched, so there is no search index.';
  const { transcripts, turns, size } = made;
  const counted = `${String(turns)} ${turns === 1 ? 'turn' : 'turns'} of ${String(transcripts)} ${transcripts === 1 ? 'transcript' : 'transcripts'}`;
  return `Indexed ${counted} for search: ${size}`;
}

/** A transcript's page in a built site. */
interface BuiltPage {
  id: string;
  /** Below `transcripts/`: `a/index.html`, or `a.html` where addresses are those of files. */
  file: string;
}

/** The transcripts that have a page and its `.json`, by id. A removed one has a page alone. */
async function builtTranscripts(site: string): Promise<BuiltPage[]> {
  const cwd = path.join(site, 'transcripts');
  const pages: BuiltPage[] = [];
  for await (const found of glob('**/*.html', { cwd })) {
    const file = found.replaceAll(path.sep, '/');
    pages.push({ id: file.replace(/(?:\/index)?\.html$/, ''), file });
  }
  const withData = new Set<string>();
  for await (const file of glob('**/*.json', { cwd })) {
    withData.add(file.replaceAll(path.sep, '/').replace(/\.json$/, ''));
  }
  return pages.filter(({ id }) => withData.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Adds a transcript to an index. Returns how many turns it has; `null` at a former address, where it is not added. */
async function addTranscript(
  index: PagefindIndex,
  site: string,
  { id, file }: BuiltPage,
): Promise<number | null> {
  const page = path.join(site, 'transcripts', id);
  const json: unknown = JSON.parse(await readFile(`${page}.json`, 'utf8'));
  const transcript = indexedTranscript.parse(json);
  if (transcript.id !== id) return null;
  const shown = await readFile(path.join(site, 'transcripts', file), 'utf8');
  const { html, facts } = pageRecord(
    transcript,
    publicSpeakers(shown),
    shownTurns(shown),
    texts(languageOfPage(shown)).privatePerson,
  );
  const { errors } = await index.addHTMLFile({
    url: `/transcripts/${file.replace(/\/index\.html$/, '/')}`,
    content: html,
  });
  if (errors.length > 0) throw new Error(`${page}: ${errors.join(' ')}`);
  return facts.turns.length;
}

/** The interfaces that the engine brings along. */
const UNUSED = 'pagefind-*{ui,highlight,worker}*';
