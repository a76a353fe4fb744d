import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { pageKinds, test } from './site.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const kind of pageKinds) {
    test(`axe finds nothing on a page of the kind "${kind}", ${colorScheme}`, async ({
      page,
      site,
    }) => {
      await page.emulateMedia({ colorScheme });
      const addresses = site.pages[kind];
      expect(addresses).not.toEqual([]);
      for (const address of addresses.slice(0, MOST_OF_A_KIND)) {
        await page.goto(address);
        await unfold(page);
        expect(await violations(page, colorScheme), address).toEqual([]);
      }
    });
  }

  test(`axe finds nothing where a turn is linked and the help is open, ${colorScheme}`, async ({
    page,
    site,
  }) => {
    await page.emulateMedia({ colorScheme });
    const [transcript] = site.transcripts;
    await page.goto(`${String(transcript?.address)}#t4`);
    expect(await violations(page, colorScheme)).toEqual([]);

    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    expect(await violations(page, colorScheme)).toEqual([]);
  });
}

/** Pages of one kind are alike: the check of each takes a second. */
const MOST_OF_A_KIND = 3;

/** Opens what is folded, so that nothing escapes the check. */
async function unfold(page: Page): Promise<void> {
  await page.locator('details').evaluateAll((folds) => {
    for (const fold of folds) fold.setAttribute('open', '');
  });
}

/** What axe complains about, a line per element. In the dark only colours differ, so only they are looked at again. */
async function violations(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      [`${id}: ${help}`, target.join(' '), failureSummary].join('\n  '),
    ),
  );
}
