import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { indexSearch } from '../../src/cli/index-search.ts';
import { writeTranscript, type InventedTranscript } from '../unit/search/indexed.ts';
import { axeFaults } from './axe.ts';
import { type PublishedTranscript, test } from './site.ts';

/** A turn of the site, and two of its words that are long enough to be remembered. */
let transcript: PublishedTranscript;
let turn: PublishedTranscript['turns'][number];
let words: [string, string];

test.beforeEach(({ site }) => {
  for (const found of site.transcripts.filter(({ record }) => record === 'verbatim')) {
    for (const said of found.turns) {
      const [first, second] = [...said.text.matchAll(/\b[a-z]{6,}\b/g)].map(([word]) => word);
      if (first === undefined || second === undefined || first === second) continue;
      transcript = found;
      turn = said;
      words = [first, second];
      return;
    }
  }
  throw new Error('No turn of the site has two long words.');
});

const hits = (page: Page) => page.locator('.found a[href*="#t"]');
const box = (page: Page) => page.getByRole('searchbox', { name: 'Search what was said' });
const state = (page: Page) => page.getByRole('status');

test('two words lead to the turn that holds both', async ({ page }) => {
  await page.goto('/search/');
  await expect(box(page)).toBeFocused();
  await box(page).pressSequentially(words.join(' '));
  const hit = page.locator(`.found a[href="${transcript.address}#${turn.id}"]`);
  await expect(hit.locator('mark').first()).toBeVisible();
  await expect(state(page)).toContainText(/^\d+.turns? in \d+.transcripts?/);
  await expect(page).toHaveURL(`/search/?q=${words.join('+')}`);
  for (const text of await hits(page).locator('.passage').allInnerTexts()) {
    for (const word of words) expect(text.toLowerCase()).toContain(word);
  }

  await hit.click();
  await expect(page).toHaveURL(`${transcript.address}#${turn.id}`);
  await expect(page.locator(`#${turn.id}`).getByText('Linked turn')).toBeVisible();
  await page.goBack();
  await expect(hit).toBeVisible();
  await expect(box(page)).toHaveValue(words.join(' '));
});

test('filters mean the turn, and stand in the address with the words', async ({ page, site }) => {
  const others = transcript.speakers.filter(({ id }) =>
    site.pages.speaker.includes(`/speakers/${id}/`),
  );
  const [first, second] = others;
  await page.goto('/search/?q=the');
  await expect(hits(page).first()).toBeVisible();
  for (const speaker of [first, second]) {
    await page.getByLabel('Said by').selectOption(String(speaker?.id));
    await expect(page).toHaveURL(`/search/?q=the&speaker=${String(speaker?.id)}`);
    await expect(hits(page).locator('b').first()).toHaveText(String(speaker?.name));
    expect(new Set(await hits(page).locator('b').allInnerTexts())).toEqual(
      new Set([speaker?.name]),
    );
  }
  await page.reload();
  await expect(page.getByLabel('Said by')).toHaveValue(String(second?.id));
  await expect(hits(page).locator('b').first()).toHaveText(String(second?.name));
  await page.goBack();
  await expect(page.getByLabel('Said by')).toHaveValue(String(first?.id));
  await expect(hits(page).locator('b').first()).toHaveText(String(first?.name));
  await page.goBack();
  await expect(page).toHaveURL('/search/?q=the');
  await expect(page.getByLabel('Said by')).toHaveValue('');
  await page.goForward();
  await expect(page.getByLabel('Said by')).toHaveValue(String(first?.id));
});

test('the keyboard alone leads from any page to a turn', async ({ page, site }) => {
  await page.goto(String(site.pages.speaker[0]));
  await page.keyboard.press('/');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('the');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/search/?q=the');
  await expect(hits(page).nth(1)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await expect(hits(page).nth(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(hits(page).nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(box(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const href = await hits(page).first().getAttribute('href');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(String(href));
});

test('arrow keys move among the results wherever the focus is, but in another field', async ({
  page,
  site,
}) => {
  await page.goto(String(site.pages.speaker[0]));
  await box(page).fill('the');
  await box(page).press('Enter');
  await expect(hits(page).nth(1)).toBeVisible();
  await expect(page.locator('body')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(hits(page).nth(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(hits(page).nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(box(page)).toBeFocused();
  await page.locator('.found h2 a').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(hits(page).nth(0)).toBeFocused();
  await page.getByLabel('Said by').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel('Said by')).toBeFocused();
});

test('on a transcript `/` leads to the box, too, unless single keys are off', async ({ page }) => {
  await page.goto(transcript.address);
  await page.keyboard.press('/');
  await expect(box(page)).toBeFocused();
  await page.evaluate(() => {
    localStorage.setItem('turnstone-shortcuts', 'off');
  });
  for (const address of [transcript.address, '/about/']) {
    await page.goto(address);
    await page.keyboard.press('/');
    await expect(box(page)).not.toBeFocused();
  }
});

test('where nothing is found, less can be asked for', async ({ page }) => {
  const [speaker] = transcript.speakers;
  await page.goto(`/search/?q=${words[0]}+xyzzyx&speaker=${String(speaker?.id)}`);
  await expect(state(page)).toHaveText('No turn holds all of this.');
  await expect(
    page.getByRole('link', { name: `without “${String(speaker?.name)}”` }),
  ).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Browse instead' })).toBeVisible();
  await page.getByRole('link', { name: 'without “xyzzyx”' }).click();
  await expect(page).toHaveURL(`/search/?q=${words[0]}&speaker=${String(speaker?.id)}`);
});

test('a filter that the archive does not have is told, and can be left out', async ({ page }) => {
  for (const [name, told] of [
    ['speaker', 'This archive has no speaker “nobody-at-all” who can be searched by.'],
    ['program', 'This archive has no program “nobody-at-all”.'],
    ['language', 'This archive has no language “nobody-at-all”.'],
    ['year', 'This archive has nothing from the year “nobody-at-all”.'],
    ['record', 'This archive has no kind of record “nobody-at-all”.'],
  ] as const) {
    await page.goto(`/search/?q=${words[0]}&${name}=nobody-at-all`);
    await expect(state(page)).toHaveText(told);
  }
  await page.getByRole('link', { name: 'without “nobody-at-all”' }).click();
  await expect(page).toHaveURL(`/search/?q=${words[0]}`);
  await expect(hits(page).first()).toBeVisible();
});

test('a filter without words leads to the page that has all of it', async ({ page, site }) => {
  const speaker = transcript.speakers.find(({ id }) =>
    site.pages.speaker.includes(`/speakers/${id}/`),
  );
  await page.goto(`/search/?speaker=${String(speaker?.id)}`);
  await expect(state(page)).toHaveText('Type a word that was said.');
  await expect(page.locator('.help')).toHaveText(
    `Without a word, see the page of ${String(speaker?.name)}`,
  );
  await page
    .locator('.help')
    .getByRole('link', { name: String(speaker?.name) })
    .click();
  await expect(page).toHaveURL(`/speakers/${String(speaker?.id)}/`);
  await page.goto('/search/?record=verbatim');
  await expect(state(page)).toHaveText('Type a word that was said.');
  await expect(page.locator('.help')).toBeHidden();
});

test('two letters that nobody said as a word are told so at once', async ({ page }) => {
  await page.goto('/search/?q=xq');
  await expect(state(page)).toContainText('No turn has this as a whole word.');
  await expect(page.getByRole('button', { name: 'More results' })).toBeHidden();
});

test('any text is a query, and shows as text', async ({ page }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('dialog', (dialog) => faults.push(dialog.message()));
  await page.goto('/search/');
  for (const text of [
    '<img src=x onerror=alert(1)>',
    'x'.repeat(10_000),
    '🌦️👩‍👩‍👧',
    '\uD800\uDC00 \uD83D',
    '‮שלום',
  ]) {
    await box(page).fill(text);
    await box(page).press('Enter');
    await expect(state(page)).not.toBeEmpty();
    await expect(page.locator('turn-search img')).toHaveCount(0);
  }
  expect(faults).toEqual([]);
});

test('an index that is missing or incomplete says so, and can be asked again', async ({ page }) => {
  await page.route('**/pagefind-entry.json', (route) => route.fulfill({ status: 404 }));
  await page.goto(`/search/?q=${words[0]}`);
  await expect(state(page)).toContainText('without its search index');
  await expect(page.getByRole('navigation', { name: 'Browse instead' })).toBeVisible();
  await page.unroute('**/pagefind-entry.json');
  for (const part of ['index/**', 'fragment/**', '*.pf_meta', 'wasm.*', 'pagefind.js']) {
    await page.route(`**/pagefind/${part}`, (route) =>
      route.fulfill({ status: 404, body: '<h1>No</h1>' }),
    );
    await page.goto(`/search/?q=${words[0]}`);
    await expect(state(page), part).toContainText('could not be read whole');
    await page.unroute(`**/pagefind/${part}`);
  }
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(hits(page).first()).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the box leads to a page that explains, and to the lists', async ({ page, site }) => {
    await page.goto(transcript.address);
    await box(page).fill('night boat');
    await box(page).press('Enter');
    await expect(page).toHaveURL('/search/?q=night+boat');
    const explained = page.locator('noscript p');
    await expect(explained).toBeVisible();
    await expect(explained).toContainText('Searching needs JavaScript');
    const lists = page.getByRole('navigation', { name: 'Browse instead' }).getByRole('link');
    for (const link of await lists.all()) {
      expect(site.pages.index).toContain(await link.getAttribute('href'));
    }
  });
});

test.describe('in a larger archive', () => {
  const HOSTILE = '"><img src=x onerror=alert(1)></a><script>';
  let folder: string;

  test.beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'turnstone-search-'));
    const said: InventedTranscript['said'] = Array.from({ length: 5 }, () => [
      HOSTILE.replaceAll('/', '\\'),
      'A zebra.',
    ]);
    for (let n = 0; n < 9; n += 1)
      await writeTranscript(folder, `zebra-${String(n)}`, { said, title: HOSTILE });
    await indexSearch(folder);
  });
  test.afterAll(() => rm(folder, { recursive: true }));

  test('going back leads to the result that was followed', async ({ page }) => {
    await page.route('**/pagefind/**', async (route) => {
      const file = new URL(route.request().url()).pathname.slice(1);
      const type = file.endsWith('.js') ? 'text/javascript' : 'application/octet-stream';
      await route.fulfill({ body: await readFile(path.join(folder, file)), contentType: type });
    });
    await page.route('**/transcripts/zebra-*/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<h1>Elsewhere</h1>' }),
    );
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/search/?q=zebra');
    for (const shown of [3, 6, 9]) {
      await expect(page.locator('.found > li')).toHaveCount(shown);
      await page.mouse.wheel(0, 20_000);
    }
    const seventh = page.locator('.found > li').nth(6);
    await seventh.getByRole('button', { name: '2 more turns here' }).press('Enter');
    const followed = seventh.locator('.hit').nth(4);
    const href = String(await followed.getAttribute('href'));
    await followed.scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate(() => scrollY);
    expect(scrolled).toBeGreaterThan(0);
    await followed.press('Enter');
    await expect(page.getByRole('heading', { name: 'Elsewhere' })).toBeVisible();
    await page.goBack();
    const hit = page.locator(`.found a[href="${href}"]`);
    await expect(hit).toBeFocused();
    await expect(hit).toBeInViewport();
    expect(Math.abs((await page.evaluate(() => scrollY)) - scrolled)).toBeLessThan(200);
  });

  test('three texts are fetched, and more only for who scrolls or asks; names and titles are text', async ({
    page,
  }) => {
    const texts: string[] = [];
    await page.route('**/pagefind/**', async (route) => {
      const file = new URL(route.request().url()).pathname.slice(1);
      if (file.includes('fragment/')) texts.push(file);
      const type = file.endsWith('.js') ? 'text/javascript' : 'application/octet-stream';
      await route.fulfill({ body: await readFile(path.join(folder, file)), contentType: type });
    });
    page.on('dialog', () => texts.push('a script ran'));
    await page.setViewportSize({ width: 1280, height: 4000 });
    await page.goto('/search/?q=zebra');
    await expect(page.getByRole('heading', { name: HOSTILE })).toHaveCount(3);
    await expect(state(page)).toContainText(
      '15 turns in 3 transcripts. 6 more transcripts have these words, perhaps not in one turn: scroll on, or press “More results”',
    );
    await expect(page.locator('turn-search img')).toHaveCount(0);
    await expect(page.locator('.kicker').getByText('(date inferred)')).toHaveCount(3);
    await expect(page.locator('.hit').getByText('(inferred)')).toHaveCount(3);
    expect(texts).toHaveLength(3);

    await page.getByRole('button', { name: '2 more turns here' }).first().press('Enter');
    await expect(hits(page)).toHaveCount(11);
    await expect(hits(page).nth(3)).toBeFocused();

    await page.getByRole('button', { name: 'More results' }).press('Enter');
    await expect(state(page)).toContainText('30 turns in 6 transcripts');
    expect(texts).toHaveLength(6);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.mouse.wheel(0, 20_000);
    await expect(state(page)).toHaveText(/^45.turns in 9.transcripts$/);
    expect(texts).toHaveLength(9);
    expect(await axeFaults(page)).toEqual([]);
  });
});
