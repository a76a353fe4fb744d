import { expect } from '@playwright/test';
import { pageKinds, test } from './site.ts';

for (const kind of pageKinds) {
  test(`a page of the kind "${kind}" loads without another origin, a complaint or inline code, and keeps nothing`, async ({
    page,
    site,
    baseURL,
  }) => {
    const foreign: string[] = [];
    const complaints: string[] = [];
    page.on('request', (sent) => {
      if (!sent.url().startsWith(String(baseURL))) foreign.push(sent.url());
    });
    page.on('console', (message) => {
      const missing = kind === 'not found' && message.location().url === page.url();
      if (['error', 'warning'].includes(message.type()) && !missing)
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));

    const addresses = site.pages[kind];
    expect(addresses).not.toEqual([]);
    for (const address of addresses) {
      const response = await page.goto(address, { waitUntil: 'networkidle' });
      expect(response?.status()).toBe(kind === 'not found' ? 404 : 200);
      const inline = page.locator('style, [style], script:not([src]):not([type$="json"])');
      expect(await inline.count(), address).toBe(0);
    }
    const kept = await page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    expect(kept).toEqual({ local: [], session: [], databases: [], caches: [], workers: 0 });
    expect(await page.context().cookies()).toEqual([]);
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });
}
