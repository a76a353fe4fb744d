import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeArchive } from '../bench/archive.ts';
import { openBarePage } from './bare-browser.ts';
import { servePlainly, type PlainServer } from './plain-server.ts';

// The longest pages: a transcript of 2,000 turns, on a processor of a quarter of the speed.

test.describe.configure({ mode: 'default' });

const TURNS = 2000;
let scratch = '';
let address = '';
let server: PlainServer;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  scratch = mkdtempSync(path.join(tmpdir(), 'turnstone-long-'));
  const [content, site] = [path.join(scratch, 'content'), path.join(scratch, 'site')];
  const [file = ''] = await writeArchive(content, { news: 1, podcasts: 0, turns: TURNS });
  const { status, stderr } = spawnSync(
    process.execPath,
    ['src/cli/build.ts', '--only', 'pages', '--outDir', site],
    { encoding: 'utf8', env: { ...process.env, TURNSTONE_CONTENT: content } },
  );
  if (status !== 0) throw new Error(stderr);
  server = await servePlainly(site);
  address = `${server.origin}/${file.replace(/\.md$/, '/')}`;
});
test.afterAll(() => {
  server.stop();
  rmSync(scratch, { recursive: true, force: true });
});

test('it loads and scrolls without a long task, were the processor a quarter as fast', async ({
  playwright,
}) => {
  test.setTimeout(180_000);
  const page = await openBarePage(
    process.env.TURNSTONE_CHROMIUM ?? playwright.chromium.executablePath(),
  );
  try {
    const tries: { loading: number[]; scrolling: number[] }[] = [];
    // Tasks take longer where others take the processor's caches: one undisturbed try is enough.
    do {
      await page.goto('about:blank');
      const loading = await page.tasksOf(async () => {
        await page.goto(address);
        await page.evaluate(QUIET);
      });
      expect(loading.length).toBeGreaterThan(5);
      const scrolling = await page.tasksOf(async () => {
        for (let n = 0; n < 60; n += 1) {
          // One window and a half in each frame is faster than anybody flings a page.
          await page.wheel(n < 10 ? 600 : 1200);
          await page.evaluate('new Promise(requestAnimationFrame)');
        }
        await page.evaluate(QUIET);
      });
      expect(await page.evaluate<number>('scrollY')).toBeGreaterThan(50_000);
      tries.push({ loading: long(loading), scrolling: long(scrolling) });
    } while (tries.length < 20 && !isSmooth(tries));
    expect(isSmooth(tries), JSON.stringify(tries)).toBe(true);
  } finally {
    await page.close();
  }
});

/** Tasks that would take more than 50 ms, https://www.w3.org/TR/longtasks-1/: without any, the total blocking time is 0. */
const long = (tasks: readonly number[]): number[] =>
  tasks.map((milliseconds) => Math.round(milliseconds * SLOWER)).filter((one) => one > 50);

const SLOWER = 4;
const QUIET = 'new Promise((resolve) => setTimeout(resolve, 500))';

const isSmooth = (tries: readonly { loading: number[]; scrolling: number[] }[]): boolean =>
  tries.some(({ loading }) => loading.length === 0) &&
  tries.some(({ scrolling }) => scrolling.length === 0);

test('a link to a turn far down lands on it, and stays there', async ({ page }) => {
  for (const turn of ['t1500', `t${String(TURNS)}`, 't31']) {
    await page.goto('about:blank');
    await page.goto(`${address}#${turn}`);
    for (const moment of [0, 700]) {
      await page.waitForTimeout(moment);
      const { top, margin, isAtEnd } = await page.locator(`#${turn}`).evaluate((element) => ({
        top: element.getBoundingClientRect().top,
        margin: parseFloat(getComputedStyle(element).scrollMarginTop),
        isAtEnd: scrollY + innerHeight >= document.documentElement.scrollHeight - 1,
      }));
      if (!isAtEnd) expect(Math.abs(top - margin), turn).toBeLessThan(2);
      await expect(page.locator(`#${turn} [data-words]`)).toBeInViewport();
    }
  }
});

test('what was never in view is found, copied and printed', async ({ page }) => {
  await page.goto(address);
  const words = String(await page.locator('#t1777 [data-words]').textContent()).trim();
  const found = await page.evaluate(
    (text) => {
      const isFound = (window as unknown as { find: (text: string) => boolean }).find(text);
      return { isFound, turn: getSelection()?.anchorNode?.parentElement?.closest('.turn')?.id };
    },
    words.slice(0, 60),
  );
  expect(found).toEqual({ isFound: true, turn: 't1777' });
  await expect(page.locator('#t1777 [data-words]')).toBeInViewport();
  expect(await page.evaluate((text) => document.body.innerText.includes(text), words)).toBe(true);
  await page.emulateMedia({ media: 'print' });
  // Another medium comes with the next frame.
  await expect
    .poll(() =>
      page
        .locator('.turn')
        .evaluateAll(
          (turns) =>
            turns.filter((turn) => !turn.checkVisibility({ contentVisibilityAuto: true })).length,
        ),
    )
    .toBe(0);
});

test('a long page has the columns of a short one, and what stands out at its sides is not cut off', async ({
  page,
}) => {
  for (const width of [320, 390, 800, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(address);
    const { words, needed } = await page.evaluate(() => ({
      words: document.querySelector('#t3 .said')?.getBoundingClientRect().width,
      needed: document.documentElement.scrollWidth,
    }));
    const short = await page.evaluate(() => {
      const turns = document.querySelector('.turns');
      const [first] = document.querySelectorAll('.stretch');
      if (first) first.replaceWith(...first.childNodes);
      return { words: turns?.querySelector('#t3 .said')?.getBoundingClientRect().width };
    });
    expect(Math.abs((words ?? 0) - (short.words ?? 1)), String(width)).toBeLessThan(0.5);
    expect(needed).toBeLessThanOrEqual(width);
  }
});
