import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { CASES } from '../unit/quotes/cases.ts';
import { axeFaults } from './axe.ts';
import { test } from './site.ts';

const draftBox = (page: Page) => page.getByRole('textbox', { name: 'Quote or draft' });
const state = (page: Page) => page.getByRole('status');
const results = (page: Page) => page.locator('.results > li');

/** Pastes a draft, has it checked, and waits for the sum. */
async function check(page: Page, draft: string): Promise<void> {
  await draftBox(page).fill(draft);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(state(page)).toContainText(/^[\d,]+.quotes?: /);
}

test.beforeEach(async ({ page }) => {
  await page.goto('/check/');
});

test('a changed word of a quote in a story is told with what was really said, by whom and where', async ({
  page,
}) => {
  const story = await readFile('content/stories/two-chairs.mdx', 'utf8');
  const [, quote = ''] = /<Quote of="2026\/the-night-boat#t8">([^<]+)<\/Quote>/.exec(story) ?? [];
  expect(quote).toContain(' safe,');
  const altered = quote.replace(' safe,', ' sound,');
  await check(page, `In the story: “${altered}”`);
  const [found] = await results(page).all();
  if (!found) throw new Error('Nothing was told.');
  await expect(found.locator('.verdict')).toHaveText('Altered');
  await expect(found.locator('del')).toContainText('sound');
  await expect(found.locator('ins')).toContainText('safe');
  await expect(found.locator('figcaption')).toContainText(
    'Lee Osei, Correspondent. Harbour Morning, 2 March 2026',
  );
  await expect(found.locator('mark')).toHaveText(quote);
  await found.getByRole('link', { name: 'Turn 8' }).click();
  await expect(page).toHaveURL(/\/transcripts\/2026\/the-night-boat\/#t8~[\da-f]{4,}$/);
  await expect(page.locator('#t8')).toBeInViewport();
});

test('page and command line give the same verdicts on the same draft', async ({ page, site }) => {
  const account = site.transcripts.find(({ record }) => record === 'summary')?.turns[0]?.text ?? '';
  const told = account.split(/\s+/).slice(0, 12).join(' ');
  const drafts = [...CASES.map(([draft]) => draft), `«${told}»`];
  const draft = drafts.join('\n\n');
  await check(page, draft);
  const shown = await Promise.all(
    (await results(page).all()).map(async (item) => ({
      line: Number((await item.locator('h2 small').getAttribute('title'))?.split(':')[0]),
      verdict: await item.getAttribute('data-verdict'),
      url: await item
        .locator('figcaption a')
        .evaluateAll((links) => links[0]?.getAttribute('href')),
    })),
  );

  const folder = await mkdtemp(path.join(tmpdir(), 'drafts-'));
  await writeFile(path.join(folder, 'draft.md'), draft);
  const { stdout } = spawnSync(
    process.execPath,
    ['src/cli/check-quotes.ts', path.join(folder, 'draft.md'), '--json'],
    { encoding: 'utf8', env: { ...process.env, SITE_URL: new URL(page.url()).origin } },
  );
  await rm(folder, { recursive: true });
  interface Told {
    line: number;
    verdict: string;
    turns: { url: string }[];
  }
  const said = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told);
  expect(shown).toEqual(
    said.map(({ line, verdict, turns }) => ({ line, verdict, url: turns[0]?.url })),
  );
  const expected = [...CASES.map(([, verdict]) => verdict), 'summary'];
  expect(shown.map(({ verdict }) => verdict)).toEqual(expected);
  for (const [at, [, , turn]] of CASES.entries()) {
    if (turn !== undefined) expect(shown[at]?.url, drafts[at]).toContain(`#${turn}~`);
  }
});

test('no request has a word of what was typed, and nothing of it is kept', async ({ page }) => {
  const sent: string[] = [];
  page.on('request', (request) => {
    const { referer = '' } = request.headers();
    sent.push(`${request.url()} ${request.postData() ?? ''} ${referer}`);
  });
  const draft =
    '“The flour arrives nightly, with barley and oats,” said Yusuf Haddad. “a fourteen-knot wind”';
  await check(page, draft);
  const addresses = sent.map((one) => one.split(' ', 1)[0] ?? '');
  for (const part of [/\/pagefind\/index\//, /\/pagefind\/fragment\//, /\/check\/archive\.json/]) {
    expect(addresses.filter((address) => part.test(address)).length).toBeGreaterThan(0);
  }
  for (const word of draft.toLowerCase().match(/\p{L}{4,}/gu) ?? []) {
    expect(sent.filter((one) => one.toLowerCase().includes(word))).toEqual([]);
  }
  await expect(page).toHaveURL('/check/');
  const kept = () =>
    page.evaluate(async () => [
      Object.keys(localStorage),
      Object.keys(sessionStorage),
      await indexedDB.databases(),
      await caches.keys(),
      history.state as unknown,
    ]);
  expect(await kept()).toEqual([[], [], [], [], null]);
  await page.reload();
  await expect(draftBox(page)).toHaveValue('');
});

test('any draft is text: markup does not run, and broken characters and marks are no fault', async ({
  page,
}) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('dialog', (dialog) => faults.push(dialog.message()));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  for (const draft of [
    '“<img src=x onerror=alert(1)><script>alert(2)</script> **said** it, [so](javascript:alert(3))”',
    '“\uD83D lone \uDC00 halves of \uD800 characters”',
    '‮“مرحبا بالعالم كله اليوم”‬ «שלום לכל העולם היום»',
    `${'“«„「‘'.repeat(400)} nothing closes ${'›'.repeat(400)}`,
  ]) {
    await check(page, draft);
    await expect(
      page.locator('.results :is(img, script, strong, a[href^="javascript"])'),
    ).toHaveCount(0);
  }
  expect(faults).toEqual([]);
});

test('a draft of 1 MB is checked piece by piece, in its order, and can be stopped', async ({
  page,
}) => {
  const piece = 'Words of the draft that nobody said, and more of them. ';
  const long = Array.from(
    { length: 900 },
    (_, n) => `“The flour number ${String(n)} comes on the night boat.”\n\n${piece.repeat(20)}\n\n`,
  ).join('');
  const bring = (text: string) =>
    page
      .locator('[type=file]')
      .setInputFiles({ name: 'a.md', mimeType: '', buffer: Buffer.from(text) });
  await bring(long.slice(0, 1_000_000));
  await expect(results(page).nth(5)).toBeAttached();
  await expect(page.locator('.running')).toContainText(/\d+ of \d+/);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(state(page)).toContainText(/^Stopped\. \d+.quotes: /);
  const count = await results(page).count();
  expect(count).toBeLessThan(900);
  const lines = await page.locator('.results h2 small').allInnerTexts();
  expect(lines.slice(0, 3)).toEqual(['Line 1', 'Line 5', 'Line 9']);
  await draftBox(page).fill('“I’m with the flour. The flour is with the crews.”');
  await draftBox(page).press('Control+Enter');
  await expect(state(page)).toContainText('1 quote: 1 exact.');
  await expect(results(page)).toHaveCount(1);

  await bring('words '.repeat(200_000));
  await expect(state(page)).toContainText('more than 1 MB');
});

test.describe('pasting', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('a draft of 1 MB from the clipboard, of short lines and a long one, is there at once, is checked, and can be taken back', async ({
    page,
  }) => {
    const quote = '«اليد الواحدة لا تصفّق»\n';
    const draft = `${quote}${'One line.\n'.repeat(70_000)}${'One line. '.repeat(30_000)}`;
    await page.evaluate(async (text) => navigator.clipboard.writeText(text), draft);
    await draftBox(page).focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(draftBox(page)).toHaveJSProperty('textLength', draft.length);
    await expect(draftBox(page)).toHaveJSProperty('dir', 'rtl');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(state(page)).toContainText('1 quote: 1 exact.');
    await page.keyboard.press('ControlOrMeta+Z');
    await expect(draftBox(page)).toHaveValue('');
  });
});

test('a text file can be brought, and what is no text is refused', async ({ page }) => {
  const file = page.locator('[type=file]');
  const text = '“The flour comes on the night boat.”';
  await file.setInputFiles({ name: 'a.md', mimeType: '', buffer: Buffer.from(text) });
  await expect(draftBox(page)).toHaveValue(text);
  await expect(state(page)).toContainText('1 quote: 1 exact.');
  await file.setInputFiles({ name: 'a.docx', mimeType: '', buffer: Buffer.from([80, 75, 3, 255]) });
  await expect(state(page)).toContainText('no UTF-8 text');
  await expect(results(page)).toHaveCount(0);
});

test('an index that is missing or incomplete says so, and can be asked again', async ({ page }) => {
  const typed = '“The flour comes on the night boat.”';
  const press = async () => {
    await draftBox(page).fill(typed);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
  };
  await page.route('**/pagefind-entry.json', (route) => route.fulfill({ status: 404 }));
  await press();
  await expect(state(page)).toContainText('without its search index');
  await page.unroute('**/pagefind-entry.json');
  for (const part of ['pagefind/index/**', 'pagefind/fragment/**', 'check/archive.json']) {
    await page.route(`**/${part}`, (route) => route.fulfill({ status: 404, body: '<h1>No</h1>' }));
    await press();
    await expect(state(page), part).toContainText('Not everything that the check needs');
    await page.unroute(`**/${part}`);
  }
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(state(page)).toContainText('1 quote: 1 exact.');
});

test.describe('the report', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('is copied as Markdown, and each link by itself', async ({ page }) => {
    await check(page, '“The flour arrives on the night boat.” “*Two* engineers_”');
    await page.getByRole('button', { name: 'Copy the report' }).click();
    await expect(page.getByRole('button', { name: 'Report copied' })).toBeVisible();
    const copied = () => page.evaluate(async () => navigator.clipboard.readText());
    expect((await copied()).replace(/http\S+/g, 'URL')).toBe(
      [
        '# Quotes checked',
        '2\u00a0quotes: 1 altered, 1 too short to check.'.replace('\u00a0', ' '),
        '## Line 1: Altered',
        '> The flour arrives on the night boat.',
        'This is not what was said. Write the words as they stand, \\[…\\] where some are left out, and \\[brackets\\] around what is put in.',
        'The flour **comes** ~~arrives~~ on the night boat',
        '— Yusuf Haddad, Guest. Harbour Morning, 2 March 2026\nURL',
        '## Line 1: Too short',
        '> \\*Two\\* engineers\\_',
        'These few words stand in 2 turns. Quote more words, or name the speaker.',
        '— Dana Cole, Host. Harbour Morning, 2 March 2026\nURL',
        '— Lee Osei, Correspondent. Harbour Morning, 2 March 2026\nURL\n',
      ].join('\n\n'),
    );
    await page.getByRole('button', { name: 'Copy link' }).first().click();
    await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
    expect(await copied()).toMatch(/^http.*\/transcripts\/2026\/the-night-boat\/#t24~[\da-f]{4,}$/);
  });
});

test('axe finds nothing with results, light or dark; on a phone nothing is wider than the screen', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await check(page, CASES.map(([draft]) => draft).join('\n\n'));
  expect(await axeFaults(page)).toEqual([]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page tells of the command, and leads to the search and the lists', async ({ page }) => {
    const explained = page.locator('noscript > *');
    await expect(explained.first()).toContainText('Checking quotes here needs JavaScript');
    await expect(page.locator('noscript code')).toHaveText('npm run check-quotes -- article.md');
    await expect(explained.getByRole('link')).toHaveText(['Search', 'Transcripts', 'Speakers']);
    await expect(page.locator('textarea')).toBeHidden();
  });
});
