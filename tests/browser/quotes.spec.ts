import { expect, type Locator, type Page } from '@playwright/test';
import { axeFaults } from './axe.ts';
import { type PublishedTranscript, test } from './site.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

let transcript: PublishedTranscript;
let summary: PublishedTranscript;

test.beforeEach(async ({ page, site }) => {
  const ofKind = (kind: PublishedTranscript['record']) => {
    const found = site.transcripts.find(({ record }) => record === kind);
    if (!found) throw new Error(`The site has no transcript of the kind "${kind}".`);
    return found;
  };
  transcript = ofKind('verbatim');
  summary = ofKind('summary');
  await page.goto(transcript.address);
});

test('pressing a turn’s number copies its link, and offers the words as a quote', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Link to turn 4', exact: true }).click();
  await expect(menuOf(page)).toContainText('Link copied');
  expect(await copied(page)).toMatch(/#t4$/);

  await menuOf(page).getByRole('button', { name: 'Copy quote' }).click();
  await expect(menuOf(page)).toContainText('Quote copied');
  const turn = transcript.turns.find(({ id }) => id === 't4');
  const speaker = transcript.speakers.find(({ id }) => id === turn?.speaker);
  const lines = (await copied(page)).split('\n');
  const [source, link] = lines.splice(-2);
  expect(lines.join('\n')).toBe(`“${String(turn?.text).replaceAll('\n\n', '\n\n“')}”`);
  expect(source).toContain(`— ${String(speaker?.name)}, `);
  expect(source).not.toMatch(/\d+\sturns?\b/);
  expect(source).toMatch(/\. Harbour Morning, 2 March 2026$/);
  expect(link).toMatch(/#t4~[\da-f]{4,}$/);

  await menuOf(page).getByRole('button', { name: 'Copy link to these words' }).click();
  await expect(menuOf(page)).toContainText('Link copied');
  expect(await copied(page)).toBe(link);
});

test('the menu leads to what embeds the turn, which stands open there', async ({ page }) => {
  await page.getByRole('link', { name: 'Link to turn 4', exact: true }).click();
  await menuOf(page).getByRole('link', { name: 'Embed' }).click();
  await expect(page.getByLabel('As a quotation')).toBeVisible();
  await expect(page.getByLabel('As a quotation')).toHaveValue(/^<blockquote cite="[^"]+#t4~/);
  await expect(page.getByLabel('As a frame')).toHaveValue(/^<iframe src="[^"]*\/t4\/"/);
});

test('the keyboard reaches the menu from the number, and Escape leads back', async ({ page }) => {
  const number = page.getByRole('link', { name: 'Link to turn 4', exact: true });
  await number.press('Enter');
  await expect(menuOf(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(menuOf(page).getByRole('button', { name: 'Copy quote' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Quote copied' })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(menuOf(page)).toBeHidden();
  await expect(number).toBeFocused();
});

test('a press elsewhere puts the menu away', async ({ page }) => {
  await page.getByRole('link', { name: 'Link to turn 4', exact: true }).click();
  await expect(menuOf(page)).toBeVisible();
  await page.locator('#t5 [data-words]').click();
  await expect(menuOf(page)).toBeHidden();
});

test('c copies the current turn’s link and q its words', async ({ page }) => {
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('j');
  await page.keyboard.press('c');
  await expect(menuOf(page)).toContainText('Link copied');
  expect(await copied(page)).toMatch(/#t4$/);
  await page.keyboard.press('q');
  await expect(menuOf(page)).toContainText('Quote copied');
  expect(await copied(page)).toMatch(/^“.*”\n— /s);
});

test('selected words are quoted exactly, with a link that opens on them', async ({ page }) => {
  const words = page.locator('#t18 [data-words]');
  await select(words, 'Nineteen pages', words, 'did well.');
  const menu = menuOf(page);
  await menu.getByRole('button', { name: 'Copy quote' }).click();
  await expect(menu).toContainText('Quote copied');
  const [quoted, , link = ''] = (await copied(page)).split('\n');
  expect(quoted).toBe('“Nineteen pages. It says the crew did well.”');
  expect(link).toMatch(
    /#t18~[\da-f]{4,}:~:text=Nineteen%20pages\.%20It%20says%20the%20crew%20did%20well\.$/,
  );

  await page.goto('about:blank');
  await page.goto(link);
  await expect(words).toBeInViewport();
  expect(await page.evaluate(() => location.hash)).toMatch(/^#t18~[\da-f]{4,}$/);
  expect(await page.evaluate(() => 'fragmentDirective' in document)).toBe(true);
});

test('a directive alone leads to the words', async ({ page }) => {
  const last = page.locator('[data-words]').last();
  const text = (await last.innerText()).split('\n')[0] ?? '';
  await select(last, text.slice(0, 12), last, text.slice(-12));
  await page.keyboard.press('c');
  await expect(menuOf(page)).toContainText('Link copied');
  const directive = /:~:.*$/.exec(await copied(page))?.[0];
  if (directive === undefined) return;
  await page.goto('about:blank');
  await page.goto(`${transcript.address}#${directive}`);
  await expect(last).toBeInViewport();
});

test('words of several turns are quoted with labels', async ({ page }) => {
  await select(
    page.locator('#t3 [data-words]'),
    'Two',
    page.locator('#t4 [data-words]'),
    'Two engineers.',
  );
  await expect(menuOf(page)).toBeVisible();
  await page.keyboard.press('q');
  await expect(menuOf(page)).toContainText('Quote copied');
  expect(await copied(page)).toMatch(
    /^Dana Cole: “Two engineers\.”\n\nLee Osei: “Two engineers\.”\n— Harbour Morning, 2 March 2026\nhttp.*#t3~/,
  );
});

test('an interpreter’s words and a translation are copied as such', async ({ page }) => {
  const interpreted = page.locator('#t13 [data-words]');
  await select(interpreted, 'It had to run.', interpreted, 'It had to run.');
  await menuOf(page).getByRole('button', { name: 'Copy quote' }).click();
  await expect(menuOf(page)).toContainText('Quote copied');
  expect(await copied(page)).toMatch(
    /^“It had to run\.” \(English, through an interpreter\)\n— Olha Petrenko/,
  );

  const translated = page.locator('#t11 [data-words]');
  await select(translated, 'Between them', translated, 'hot engine.');
  await page.keyboard.press('q');
  await expect(menuOf(page)).toContainText('Quote copied');
  await expect
    .poll(async () => copied(page))
    .toMatch(/^“Between .*” \(English translation, Harbour Radio newsroom\)\n— Olha Petrenko/);
});

test('a summary is quoted as a summary', async ({ page }) => {
  await page.goto(summary.address);
  await page.getByRole('link', { name: 'Link to turn 2', exact: true }).click();
  await menuOf(page).getByRole('button', { name: 'Copy quote' }).click();
  await expect(menuOf(page)).toContainText('Quote copied');
  const quoted = await copied(page);
  expect(quoted).toMatch(/^Summary of what .+ said: /);
  expect(quoted).toMatch(/\. Summary, not a transcript\nhttp\S+#t2~[\da-f]{4,}$/);
});

test('a turn without a permanent link offers nothing', async ({ page }) => {
  await page.locator('#t4').evaluate((turn) => {
    const number = document.createElement('span');
    number.className = 'n';
    turn.querySelector('a.n')?.replaceWith(number);
  });
  const words = page.locator('#t4 [data-words]');
  await select(words, 'Two engineers', words, 'Two engineers');
  await page.keyboard.press('q');
  await page.waitForTimeout(600);
  await expect(menuOf(page)).toBeHidden();
});

test('axe finds nothing with the menu open, light or dark', async ({ page }) => {
  await page.getByRole('link', { name: 'Link to turn 4', exact: true }).click();
  await expect(menuOf(page)).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('the menu opens at the number and fits the screen', async ({ page }) => {
    await page.getByRole('link', { name: 'Link to turn 4', exact: true }).tap();
    const menu = menuOf(page);
    await expect(menu).toBeInViewport({ ratio: 1 });
    await menu.getByRole('button', { name: 'Copy quote' }).tap();
    await expect(menu).toContainText('Quote copied');
    await expect(menu).toBeInViewport({ ratio: 1 });
    expect(await copied(page)).toMatch(/^“/);
  });
});

const menuOf = (page: Page): Locator => page.getByRole('group', { name: 'Take these words along' });

const copied = async (page: Page): Promise<string> =>
  page.evaluate(async () => navigator.clipboard.readText());

/** Selects from where one text begins to where another one ends. */
async function select(from: Locator, first: string, to: Locator, last: string): Promise<void> {
  await to.scrollIntoViewIfNeeded();
  const target = await to.elementHandle();
  await from.evaluate(
    (element, { other, begins, ends }) => {
      const place = (within: Node, text: string, isEnd: boolean) => {
        const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = String(node.textContent).indexOf(text);
          if (at !== -1) return { node, at: at + (isEnd ? text.length : 0) };
        }
        throw new Error(`"${text}" is not there.`);
      };
      const start = place(element, begins, false);
      const end = place(other, ends, true);
      getSelection()?.setBaseAndExtent(start.node, start.at, end.node, end.at);
    },
    { other: target, begins: first, ends: last },
  );
}
