import { expect } from '@playwright/test';
import { test } from './site.ts';

test('a link to a turn opens with that turn in view, marked, with full name and role', async ({
  page,
  site,
}) => {
  for (const { address, turns, speakers } of site.transcripts) {
    const speaker = speakers.find(({ id }) => id === turns[3]?.speaker);
    await page.goto(`${address}#t4`);

    const turn = page.locator('#t4');
    const isThere = await turn.evaluate((element) => {
      const { top } = element.getBoundingClientRect();
      return top >= 0 && top < innerHeight;
    });
    expect(isThere, 'the page opens at the turn, without gliding there').toBe(true);
    await expect(page.getByText('Linked turn').filter({ visible: true })).toHaveCount(1);
    await expect(turn.getByText('Linked turn')).toBeInViewport({ ratio: 0.9 });
    await expect(turn.locator('[data-words]')).toBeInViewport();
    await expect(turn).toContainText(String(speaker?.name));
    if (speaker?.role) await expect(turn).toContainText(new RegExp(speaker.role, 'i'));
  }
});

test('following a link to another turn moves the mark', async ({ page, site }) => {
  const [transcript] = site.transcripts;
  await page.goto(`${String(transcript?.address)}#t4`);

  await page.getByRole('link', { name: 'Link to turn 6' }).click();
  await expect(page).toHaveURL(/#t6$/);
  await expect(page.locator('#t6').getByText('Linked turn')).toBeVisible();
  await expect(page.locator('#t4').getByText('Linked turn')).toBeHidden();
});

test('the conversation map is a list of links to the turns, or one image of a long one', async ({
  page,
  site,
}) => {
  for (const { address, turns } of site.transcripts) {
    await page.goto(address);
    const list = page.locator('[role=list][aria-label="The conversation, turn by turn"]');
    const image = page.locator(`[role=img][aria-label^="The conversation: ${turns.length} turns"]`);
    expect((await list.count()) + (await image.count()), address).toBe(1);
    const targets = await list
      .locator('a')
      .evaluateAll((blocks) => blocks.map((block) => block.getAttribute('href')));
    if (targets.length > 0) expect(targets, address).toEqual(turns.map(({ id }) => `#${id}`));
    await expect(image.locator('a')).toHaveCount(0);
  }
});

test('a link that pins the words as they stand lands on the turn and says nothing more', async ({
  page,
  site,
}) => {
  const [transcript] = site.transcripts;
  await page.goto(String(transcript?.address));
  const pin = await page.locator('#t4 a.n').getAttribute('id');
  expect(pin).toMatch(/^t4~[\da-f]{4,}$/);
  await page.goto(`${String(transcript?.address)}#${String(pin)}`);
  await expect(page.locator('#t4').getByText('Linked turn')).toBeVisible();
  await expect(page.locator('#t4 [data-words]')).toBeInViewport();
  await expect(page.locator('.quoted').filter({ visible: true })).toHaveCount(0);
});

test('a link that pins former words opens on the turn with them, what changed, when and why', async ({
  page,
}) => {
  await page.goto('/transcripts/2026/the-night-boat/');
  const pin = String(await page.locator('#t10 .quoted').getAttribute('id'));
  await expect(page.locator(`[id="${pin}"]`), 'nobody sees it who did not follow it').toBeHidden();

  await page.goto(`/transcripts/2026/the-night-boat/#${pin}`);
  const quoted = page.locator('#t10 .quoted');
  await expect(quoted).toBeInViewport();
  await expect(quoted).toContainText(
    'The words that this link quotes were changed on 4 March 2026.',
  );
  await expect(quoted.locator('blockquote')).toContainText('a fourteen-knot wind');
  await expect(quoted.locator('del')).toHaveText(/^fourteen-knot\s*$/);
  await expect(quoted.locator('ins')).toHaveText(/^forty-knot\s*$/);
  await expect(quoted).toContainText('The recording has forty.');
  await expect(page.locator('#t10').getByText('Linked turn')).toBeVisible();
  await expect(page.locator('#t10 [data-words]')).toContainText('a forty-knot wind');
});
