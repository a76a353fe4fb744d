import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe complains about on a page as it stands, in the light and in the dark, a line per element. In the dark only
 * colours differ, so only they are looked at again.
 */
export async function axeFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // The other mode opens a page of its own for each look, to join what frames of other origins say: there are none.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
    const { violations } = await axe.analyze();
    for (const { id, help, nodes } of violations) {
      for (const { target, failureSummary } of nodes) {
        faults.push(
          [`${id}, ${colorScheme}: ${help}`, target.join(' '), failureSummary].join('\n  '),
        );
      }
    }
  }
  return faults;
}
