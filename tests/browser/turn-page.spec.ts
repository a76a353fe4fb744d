import { expect } from '@playwright/test';
import { test } from './site.ts';

test('a turn’s own page opens with who speaks and the words on the first screen', async ({
  page,
  site,
}) => {
  for (const { address, turns, speakers } of site.transcripts) {
    for (const { id, speaker, text } of turns.slice(0, 8)) {
      await page.goto(`${address}${id}/`);
      const name = String(speakers.find((other) => other.id === speaker)?.name);
      const turn = page.locator(`#${id}`);
      await expect(turn.getByRole('heading', { name })).toBeInViewport();
      await expect(turn.locator('[data-words]')).toBeInViewport();
      await expect(turn.locator('[data-words]')).toContainText(text.split(/\s/)[0] ?? '');
    }
  }
});

test('it leads to the turn in its place, which is marked as the linked one', async ({
  page,
  site,
}) => {
  const [transcript] = site.transcripts;
  await page.goto(`${String(transcript?.address)}t7/`);
  await page.getByRole('link', { name: 'Turn 7 in its place' }).last().click();
  await expect(page).toHaveURL(`${String(transcript?.address)}#t7`);
  await expect(page.locator('#t7').getByText('Linked turn')).toBeInViewport();
});

test('a link to a turn under a former address lands on that turn', async ({ page, site }) => {
  for (const address of site.pages['former address']) {
    await page.goto(`${address}#t4`);
    await expect(page.locator('#t4').getByText('Linked turn')).toBeInViewport();
    await expect(page.locator('#t4 [data-words]')).toBeInViewport();
  }
});

test('a link to a turn of a removed transcript lands on what became of it', async ({
  page,
  site,
}) => {
  const [address] = site.pages.removed;
  await page.goto(`${String(address)}#t2`);
  await expect(page.getByText(/^Removed on \d+ \w+ \d{4}\./)).toBeInViewport();
});
