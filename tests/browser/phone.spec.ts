import { expect } from '@playwright/test';
import { test } from './site.ts';

test('on a phone the first words of a transcript stand on the first screen', async ({
  page,
  site,
}) => {
  for (const { address } of site.transcripts) {
    await page.goto(address);
    const words = page.locator('[data-words]').first();
    await expect(words).toBeInViewport();
    const { firstLine, screen } = await words.evaluate((element) => {
      const range = document.createRange();
      const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
      if (text) range.selectNodeContents(text);
      const [line] = range.getClientRects();
      return { firstLine: line?.bottom ?? Infinity, screen: innerHeight };
    });
    expect(firstLine, address).toBeLessThanOrEqual(screen);
  }
});

test('the speakers and the map unfold from one line', async ({ page, site }) => {
  for (const { address } of site.transcripts) {
    await page.goto(address);
    const map = page.locator('[aria-label^="The conversation"]');
    await expect(map).toBeHidden();
    await page.getByText(/speakers?, and the conversation at a glance/).click();
    await expect(map).toBeVisible();
  }
});
