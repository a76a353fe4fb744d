import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findChromium } from '../browser/chromium.ts';
import { buildLargeSite, foldersIn, indexLargeSite, serve } from './large-site.ts';

/** How long quotes took on the page, in milliseconds, by what becomes of them. */
export interface PageTimes {
  kind: string;
  median: number;
  longest: number;
  /** How many quotes got which verdict. */
  verdicts: Record<string, number>;
}

interface Transcript {
  turns: { text: string }[];
}

/**
 * Checks quotes on the page of a made-up archive in a headless Chromium, one after the other, once the engine and the
 * common words are there: from the press of the button to the verdict. The transcripts of each quote are fetched anew.
 */
export async function measurePage(
  folder: string,
  size: { transcripts: number; turns: number },
  quotes: number,
): Promise<PageTimes[]> {
  const { site } = foldersIn(folder);
  await buildLargeSite(folder, { ...size, words: 45 });
  const isIndexed = await stat(path.join(site, 'pagefind')).catch(() => null);
  if (!isIndexed) await indexLargeSite(site);
  const server = await serve(site, new Map());
  let browser: Browser | undefined;
  try {
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    browser = await chromium.launch({ executablePath: (await findChromium()).path });
    const page = await browser.newPage({ baseURL: `http://127.0.0.1:${String(port)}/` });
    await page.goto('/check/');
    const files = (await readdir(path.join(site, 'transcripts')))
      .filter((file) => file.endsWith('.json'))
      .sort();
    const turnsOf = async (n: number) => {
      const file = path.join(site, 'transcripts', files[(n * 37) % files.length] ?? '');
      return (JSON.parse(await readFile(file, 'utf8')) as Transcript).turns;
    };
    for (let n = 0; n < WARMING; n += 1) {
      const [turn] = await turnsOf(quotes * KINDS.length + n);
      await timeOf(page, turn?.text ?? '');
    }
    const measuredTimes: PageTimes[] = [];
    for (const [at, [kind, quoteOf]] of KINDS.entries()) {
      const times: number[] = [];
      const verdicts: Record<string, number> = {};
      for (let n = 0; n < quotes; n += 1) {
        const turns = await turnsOf(at * quotes + n);
        // A turn of some length, and the one after it.
        const index = turns.findIndex(({ text }, each) => each > n && text.length > 200);
        const [turn, next] = turns.slice(index, index + 2);
        const told = await timeOf(page, quoteOf(turn?.text ?? '', next?.text ?? ''));
        times.push(told.milliseconds);
        verdicts[told.verdict] = (verdicts[told.verdict] ?? 0) + 1;
      }
      times.sort((a, b) => a - b);
      const [median, longest] = [times[times.length >> 1] ?? 0, times.at(-1) ?? 0];
      console.error('page:', kind, median, longest, JSON.stringify(verdicts));
      measuredTimes.push({ kind, median, longest, verdicts });
    }
    return measuredTimes;
  } finally {
    await browser?.close();
    server.close();
  }
}

const KINDS: readonly (readonly [string, (turn: string, next: string) => string])[] = [
  ['as it stands', (turn) => words(turn, 20)],
  ['a word changed', (turn) => words(turn, 20).replace(/ \S+ /u, ' lighthouse ')],
  ['every fourth word changed', (turn) => everyFourth(words(turn, 20))],
  [
    'words left out with a mark',
    (turn) => `${words(turn, 20).split(' ').slice(0, 8).join(' ')} […] ${lastWords(turn)}`,
  ],
  ['over two turns', (turn, next) => `${lastWords(turn)} ${next.split(' ').slice(0, 8).join(' ')}`],
  ['three words', (turn) => words(turn, 3)],
  ['in no turn', () => 'Eleven lighthouses were painted crimson by vanished cartographers'],
];

/** So many words from a third of a text on. */
function words(text: string, count: number): string {
  const all = text.split(/\s+/);
  const from = Math.max(0, Math.floor((all.length - count) / 3));
  return all.slice(from, from + count).join(' ');
}

const lastWords = (text: string): string => text.split(/\s+/).slice(-8).join(' ');

const everyFourth = (text: string): string =>
  text
    .split(' ')
    .map((word, index) => (index % 4 === 2 ? 'lighthouse' : word))
    .join(' ');

/** Pastes a quote, presses the button, and waits for its verdict. */
async function timeOf(
  page: Page,
  quote: string,
): Promise<{ milliseconds: number; verdict: string }> {
  await page.getByRole('textbox', { name: 'Quote or draft' }).fill(`“${quote}”`);
  return page.evaluate(
    () =>
      new Promise<{ milliseconds: number; verdict: string }>((resolve) => {
        const results = document.querySelector('.results');
        const start = performance.now();
        const seen = new MutationObserver(() => {
          const verdict = results?.querySelector<HTMLElement>('li')?.dataset.verdict;
          if (verdict === undefined) return;
          seen.disconnect();
          resolve({ milliseconds: Math.round(performance.now() - start), verdict });
        });
        if (results) seen.observe(results, { childList: true });
        document.querySelector<HTMLElement>('quote-checker form button')?.click();
      }),
  );
}

/** Quotes after which the engine, and the parts of the index with the common words, are there. */
const WARMING = 10;
