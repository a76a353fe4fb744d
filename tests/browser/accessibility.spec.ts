import { expect, type Page } from '@playwright/test';
import { axeFaults } from './axe.ts';
import { pageKinds, test } from './site.ts';

for (const kind of pageKinds) {
  test(`axe finds nothing on a page of the kind "${kind}", light or dark`, async ({
    page,
    site,
  }) => {
    const addresses = site.pages[kind];
    expect(addresses).not.toEqual([]);
    for (const address of addresses.slice(0, MOST_OF_A_KIND)) {
      await page.goto(address);
      await unfold(page);
      expect(await axeFaults(page), address).toEqual([]);
    }
  });
}

test('axe finds nothing where a turn is linked and the help is open, light or dark', async ({
  page,
  site,
}) => {
  const [transcript] = site.transcripts;
  await page.goto(`${String(transcript?.address)}#t4`);
  expect(await axeFaults(page)).toEqual([]);

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
});

/** Pages of one kind are alike: the check of each takes a second. */
const MOST_OF_A_KIND = 3;

/** Opens what is folded, so that nothing escapes the check. */
async function unfold(page: Page): Promise<void> {
  await page.locator('details').evaluateAll((folds) => {
    for (const fold of folds) fold.setAttribute('open', '');
  });
}
