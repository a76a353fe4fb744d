import { expect, type BrowserContext } from '@playwright/test';
import { pageKinds, test } from './site.ts';

test('every page loads without another origin, a complaint or inline code, and keeps nothing', async ({
  context,
  page,
  site,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const faults: string[] = [];
  context.on('request', (sent) => {
    if (!sent.url().startsWith(String(baseURL))) faults.push(`asks for ${sent.url()}`);
  });
  context.on('console', (message) => {
    const address = message.page()?.url() ?? '';
    const isMissing = isNotFound(address) && message.location().url === address;
    if (['error', 'warning'].includes(message.type()) && !isMissing) {
      faults.push(`${address}: ${message.text()}`);
    }
  });
  context.on('weberror', (error) => {
    faults.push(`${error.page()?.url() ?? ''}: ${error.error().message}`);
  });
  const missing = new Set(site.pages['not found']);
  const isNotFound = (address: string) => missing.has(new URL(address).pathname);

  for (const kind of pageKinds) expect(site.pages[kind], kind).not.toEqual([]);
  const left = pageKinds.flatMap((kind) => site.pages[kind]);
  await Promise.all(
    Array.from({ length: AT_ONCE }, () => visitAll(context, left, isNotFound, faults)),
  );
  await page.goto('/');
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(kept).toEqual({ local: [], session: [], databases: [], caches: [], workers: 0 });
  expect(await context.cookies()).toEqual([]);
  expect(faults).toEqual([]);
});

/** Visits addresses, which it takes from the list, one after the other in a window of its own. */
async function visitAll(
  context: BrowserContext,
  left: string[],
  isNotFound: (address: string) => boolean,
  faults: string[],
): Promise<void> {
  const page = await context.newPage();
  for (let address = left.pop(); address !== undefined; address = left.pop()) {
    const response = await page.goto(address, { waitUntil: 'networkidle' });
    expect(response?.status(), address).toBe(isNotFound(page.url()) ? 404 : 200);
    const inline = page.locator('style, [style], script:not([src]):not([type$="json"])');
    const count = await inline.count();
    if (count > 0) faults.push(`${address}: ${String(count)} times inline`);
    const session = await page.evaluate(() => Object.keys(sessionStorage));
    if (session.length > 0) faults.push(`${address} keeps ${session.join()}`);
  }
  await page.close();
}

/** A page counts as loaded when nothing was asked for during half a second: waiting costs no processor. */
const AT_ONCE = 4;
