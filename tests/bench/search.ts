import {
  glob,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { chromium, type Browser, type Page } from '@playwright/test';
import { wordsOf } from '../../src/search/words.ts';
import { exitOnUsage } from '../../src/cli/usage.ts';
import { findChromium } from '../browser/chromium.ts';
import { buildLargeSite, foldersIn, indexLargeSite, serve } from './large-site.ts';
import { measured } from './processes.ts';

/**
 * `npm run bench:search`: what searching a large made-up archive costs, beside Pagefind's own default set-up on the same
 * pages: time and memory of indexing, the index on disk, the bytes of a first search, and the time from the last key to
 * the first results. It takes about ten minutes, and writes `results/search.json`. `--folder` keeps what is built, and
 * builds nothing that is there.
 */
const values = exitOnUsage(new Command('npm run bench:search --'))
  .description(
    'Measures what searching a large archive costs, which takes about ten minutes, and writes tests/bench/results/search.json.',
  )
  .option('--transcripts <number>', 'transcripts of the archive', '2000')
  .option('--turns <number>', 'turns of all of them', '300000')
  .option('--words <number>', 'words of a turn', '45')
  .option('--queries <number>', 'queries that are measured', '25')
  .option('--folder <folder>', 'keep the site there, and build nothing that is there')
  .parse()
  .opts<{ transcripts: string; turns: string; words: string; queries: string; folder?: string }>();
const transcripts = Number(values.transcripts);
const turns = Math.round(Number(values.turns) / transcripts);
const folder = values.folder ?? (await mkdtemp(path.join(tmpdir(), 'bench-search-')));
const { content, site } = foldersIn(folder);
const plain = path.join(folder, 'plain');

await buildLargeSite(folder, { transcripts, turns, words: Number(values.words) });
const html = await bytesIn(site, 'transcripts/**/*.html');
console.log(
  `${transcripts * turns} turns of ${transcripts} transcripts: ${megabytes(html)} of HTML`,
);
const turnstone = await measureTurnstone();
console.log('Turnstone', turnstone);
const plainPagefind = await measureDefault();
console.log('Pagefind’s default', plainPagefind);
const machine = `${cpus()[0]?.model ?? ''}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}`;
const result = {
  date: new Date().toISOString().slice(0, 10),
  machine,
  units:
    'bytes as they are sent, texts and scripts compressed with gzip; seconds and milliseconds on the clock; MB of memory at most, of all processes together',
  archive: { transcripts, turns: transcripts * turns, htmlBytes: html },
  turnstone,
  default: plainPagefind,
};
const target = path.join(import.meta.dirname, 'results/search.json');
await mkdir(path.dirname(target), { recursive: true });
await writeFile(target, `${JSON.stringify(result, null, 2)}\n`);
if (values.folder === undefined) await rm(folder, { recursive: true });

async function measureTurnstone() {
  const indexing = await indexLargeSite(site);
  const size = await bytesIn(site, 'pagefind/**/*.*');
  const searched = await inBrowser(site, async (page, sent, words) => {
    await page.goto('/search/');
    await page.getByRole('searchbox').pressSequentially(words.first);
    await page.locator('.hit').first().waitFor();
    await page.waitForTimeout(500);
    const isPage = (file: string) => /\.(html|css|svg)$/.test(file);
    const isText = (file: string) => file.startsWith('pagefind/fragment/');
    const firstBytes = total(sent, (file) => !isPage(file) && !isText(file));
    const textsBeforeScrolling = [...sent.keys()].filter(isText).length;
    const times: number[] = [];
    for (const word of words.queries) times.push(await timeOfTyping(page, word));
    const common = await timeOfTyping(page, words.common);
    return {
      firstBytes,
      textsBeforeScrolling,
      ...millisecondsOf(times),
      ofTheMostFrequentWord: common,
    };
  });
  return { ...report(indexing, size), ...searched };
}

/** `pagefind --site` over the same pages, and its own interface called as its documentation says, without a pause after keys. */
async function measureDefault() {
  await rm(plain, { recursive: true, force: true });
  for await (const file of glob('transcripts/**/*.html', { cwd: site })) {
    await mkdir(path.dirname(path.join(plain, file)), { recursive: true });
    await link(path.join(site, file), path.join(plain, file));
  }
  const indexing = await measured('npx', ['pagefind', '--site', plain]);
  const size = await bytesIn(plain, 'pagefind/**/*.*');
  await writeFile(
    path.join(plain, 'index.html'),
    '<!doctype html><html lang="en"><title>Search</title>',
  );
  const searched = await inBrowser(plain, async (page, sent, words) => {
    await page.goto('/');
    const search = (word: string) =>
      page.evaluate(async (asked) => {
        interface Plain {
          search: (text: string) => Promise<{ results: { data: () => Promise<unknown> }[] }>;
        }
        const address = '/pagefind/pagefind.js';
        const engine = (await import(address)) as Plain;
        const start = performance.now();
        const { results } = await engine.search(asked);
        await Promise.all(results.slice(0, 3).map((result) => result.data()));
        return performance.now() - start;
      }, word);
    await search(words.first);
    const firstBytes = total(sent, (file) => !/\.html$|fragment\//.test(file));
    const times: number[] = [];
    for (const word of words.queries) times.push(await search(word));
    return {
      firstBytes,
      ...millisecondsOf(times),
      ofTheMostFrequentWord: Math.round(await search(words.common)),
    };
  });
  return { ...report(indexing, size), ...searched };
}

interface AskedWords {
  first: string;
  queries: string[];
  common: string;
}

/** Serves a folder to a headless Chromium and tells what it sent. */
async function inBrowser<Result>(
  root: string,
  use: (page: Page, sent: Map<string, number>, words: AskedWords) => Promise<Result>,
): Promise<Result> {
  const sent = new Map<string, number>();
  const server = await serve(root, sent);
  let browser: Browser | undefined;
  try {
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    browser = await chromium.launch({ executablePath: (await findChromium()).path });
    const page = await browser.newPage({ baseURL: `http://127.0.0.1:${port}/` });
    return await use(page, sent, await askedWords());
  } finally {
    await browser?.close();
    server.close();
  }
}

/** Milliseconds from the last key of a word, typed as people type, to the first turns found by it. */
async function timeOfTyping(page: Page, word: string): Promise<number> {
  const box = page.getByRole('searchbox');
  await box.fill('');
  await page.waitForTimeout(400);
  const time = page.evaluate(
    (asked) =>
      new Promise<number>((resolve) => {
        const typed = document.querySelector<HTMLInputElement>('[type=search]');
        const found = document.querySelector('.found');
        let last = 0;
        typed?.addEventListener('input', () => {
          if (typed.value === asked) last = performance.now();
        });
        const seen = new MutationObserver(() => {
          const isFor = new URLSearchParams(location.search).get('q') === asked;
          if (isFor && found?.querySelector('.hit')) {
            seen.disconnect();
            resolve(performance.now() - last);
          }
        });
        if (found) seen.observe(found, { childList: true });
      }),
    word,
  );
  await box.pressSequentially(word, { delay: 110 });
  return Math.round(await time);
}

/** Words around the middle of all different words, by how often they are said; and the one said most often. */
async function askedWords(): Promise<AskedWords> {
  const counts = new Map<string, number>();
  const files = (await readdir(path.join(content, 'transcripts'))).sort();
  for (const file of files) {
    const text = await readFile(path.join(content, 'transcripts', file), 'utf8');
    for (const { folded } of wordsOf(text.slice(text.indexOf('\n---\n') + 5))) {
      counts.set(folded, (counts.get(folded) ?? 0) + 1);
    }
  }
  const byCount = [...counts]
    .filter(([word]) => /^[a-z]{4,}$/.test(word))
    .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    .map(([word]) => word);
  const middle = Math.floor(byCount.length / 2);
  const [first = '', ...queries] = byCount.slice(middle, middle + 1 + Number(values.queries));
  return { first, queries, common: byCount.at(-1) ?? '' };
}

async function bytesIn(root: string, pattern: string): Promise<number> {
  let bytes = 0;
  for await (const file of glob(pattern, { cwd: root }))
    bytes += (await stat(path.join(root, file))).size;
  return bytes;
}

function report(
  { seconds, megabytes: memory }: { seconds: number; megabytes: number },
  size: number,
) {
  return {
    indexingSeconds: Math.round(seconds),
    indexingMegabytes: Math.round(memory),
    indexBytes: size,
    indexOfHtml: Math.round((size / html) * 1000) / 1000,
  };
}

function millisecondsOf(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0);
  return { medianMilliseconds: at(0.5), slowestMilliseconds: at(1) };
}

function total(sent: ReadonlyMap<string, number>, counts: (file: string) => boolean): number {
  return [...sent].reduce((sum, [file, bytes]) => sum + (counts(file) ? bytes : 0), 0);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
