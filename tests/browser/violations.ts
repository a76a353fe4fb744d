import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe complains about, a line per element. In the dark only colours differ, so only they are looked at again. */
export async function violations(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await new AxeBuilder({ page }).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const rules = ['color-contrast', 'link-in-text-block'];
  const dark = await new AxeBuilder({ page }).withRules(rules).analyze();
  return [light, dark].flatMap((found, index) =>
    found.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) =>
        [
          `${index === 0 ? 'light' : 'dark'}: ${id}: ${help}`,
          target.join(' '),
          failureSummary,
        ].join('\n  '),
      ),
    ),
  );
}
