import { expect, type Page } from '@playwright/test';
import { type PublishedTranscript, test } from './site.ts';

let transcript: PublishedTranscript;

test.beforeEach(({ site }) => {
  const found = site.transcripts.find(
    ({ record, turns }) =>
      record === 'verbatim' && turns.some(({ segments }) => segments.length > 0),
  );
  if (!found) throw new Error('The site has no verbatim transcript with another language.');
  transcript = found;
});

test('the turns in another language are set off, and gone through by button and key', async ({
  page,
}) => {
  await page.goto(transcript.address);
  const theirs = transcript.turns.filter(({ segments }) => segments.length > 0).map(({ id }) => id);
  await choose(page, 'In another language');
  const bar = page.getByRole('group', { name: 'Find turns' });
  await expect(bar).toContainText(`1 / ${String(theirs.length)}`);
  expect(await chosen(page)).toEqual(theirs);
  await expect(page.locator(`#${String(theirs[0])} .n`)).toBeFocused();
  expect(new URL(page.url()).search).toBe('?turns=other-language');

  await page.keyboard.press('n');
  await expect(bar.getByRole('status')).toHaveText(`2 / ${String(theirs.length)}`);
  await expect(page.locator(`#${String(theirs[1])} .n`)).toBeFocused();
  await bar.getByRole('button', { name: 'The one before' }).click();
  await expect(bar.getByRole('status')).toHaveText(`1 / ${String(theirs.length)}`);

  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  expect(await chosen(page)).toEqual([]);
  expect(new URL(page.url()).search).toBe('');
});

test('an address that names a speaker shows their turns, and copied links do not carry it', async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const id = transcript.turns[0]?.speaker ?? '';
  const theirs = transcript.turns.filter(({ speaker }) => speaker === id);
  await page.goto(`${transcript.address}?speaker=${id}`);
  await expect(page.getByRole('group', { name: 'Find turns' })).toContainText(
    `1 / ${String(theirs.length)}`,
  );
  expect(await chosen(page)).toEqual(theirs.map((turn) => turn.id));
  await page.getByRole('link', { name: 'Link to turn 5' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toHaveCount(1);
  expect(await page.evaluate(async () => navigator.clipboard.readText())).toBe(
    new URL(`${transcript.address}#t5`, baseURL).href,
  );
});

test('a linked turn stays in view whatever else the address asks, and nonsense is left alone', async ({
  page,
}) => {
  await page.goto(`${transcript.address}?turns=other-language#t5`);
  await expect(page.getByRole('group', { name: 'Find turns' })).toBeVisible();
  await expect(page.locator('#t5 [data-words]')).toBeInViewport();
  await page.goto(`${transcript.address}?speaker=%22%5D%3Cscript%3E&turns=%00`);
  await expect(page.getByRole('group', { name: 'Find turns' })).toBeHidden();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the same links lead to the first of the turns', async ({ page }) => {
    await page.goto(transcript.address);
    const first = transcript.turns.find(({ segments }) => segments.length > 0);
    await choose(page, 'In another language');
    expect(new URL(page.url()).hash).toBe(`#${String(first?.id)}`);
  });
});

async function choose(page: Page, name: string): Promise<void> {
  const fold = page.getByText(/speakers?, and the conversation at a glance/);
  if (await fold.isVisible()) await fold.click();
  await page.getByRole('link', { name: new RegExp(`^${name} \\d+$`) }).click();
}

const chosen = async (page: Page): Promise<string[]> =>
  page.locator('.turn.chosen').evaluateAll((turns) => turns.map(({ id }) => id));
