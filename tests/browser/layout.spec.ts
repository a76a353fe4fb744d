import { expect, type Page } from '@playwright/test';
import { pageKinds, test } from './site.ts';

test('nothing on a transcript page moves once it stands', async ({ page, site }) => {
  for (const { address, turns } of site.transcripts) {
    for (const fragment of ['', '#t4', `#${String(turns.at(-1)?.id)}`]) {
      await page.goto('about:blank');
      await page.goto(address + fragment, { waitUntil: 'networkidle' });
      await page.mouse.wheel(0, 2000);
      expect(await layoutShifts(page), address + fragment).toEqual([]);
    }
  }
});

test('every page fits 320 px, which is also 400 % zoom', async ({ page, site }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 320, height: 256 });
  for (const kind of pageKinds) {
    expect(site.pages[kind], kind).not.toEqual([]);
    for (const address of site.pages[kind]) {
      await page.goto(address);
      const { needed, given } = await page.evaluate(() => ({
        needed: document.documentElement.scrollWidth,
        given: document.documentElement.clientWidth,
      }));
      expect.soft(needed, address).toBeLessThanOrEqual(given);
    }
  }
});

test('at 400 % zoom a linked turn still opens with its words in view', async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  for (const { address } of site.transcripts) {
    await page.goto(`${address}#t4`);
    await expect(page.locator('#t4').getByText('Linked turn')).toBeInViewport({ ratio: 0.9 });
    await expect(page.locator('#t4 [data-words]')).toBeInViewport();
    expect(await coveredBySomethingElse(page, '#t4 [data-words]')).toBe(false);
  }
});

test('forced colours leave the linked turn marked by more than a colour', async ({
  page,
  site,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const [transcript] = site.transcripts;
  await page.goto(`${String(transcript?.address)}#t4`);
  await expect(page.locator('#t4').getByText('Linked turn')).toBeVisible();
  expect(await rules(page, '#t4')).not.toEqual(await rules(page, '#t5'));
});

test('with reduced motion nothing moves by itself', async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const [transcript] = site.transcripts;
  await page.goto(`${String(transcript?.address)}#t4`);
  await expect(page.locator('#t4').getByText('Linked turn')).toBeVisible();
  const moving = await page.evaluate(() => ({
    animations: document.getAnimations().length,
    scrolling: getComputedStyle(document.documentElement).scrollBehavior,
  }));
  expect(moving).toEqual({ animations: 0, scrolling: 'auto' });
});

test('print leaves out what only a screen can use, and keeps turn numbers and the address', async ({
  page,
  site,
}) => {
  for (const { address, turns } of site.transcripts) {
    await page.goto(address);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('navigation').filter({ visible: true })).toHaveCount(0);
    await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
    await expect(page.locator('#t1 [data-words]')).toBeVisible();
    for (const { id } of turns) {
      const number = page.locator(`#${id}`).getByText(id.slice(1), { exact: true });
      await expect(number.filter({ visible: true }).first()).toBeVisible();
    }
    expect(await printedText(page)).toContain(address);
    await page.emulateMedia({ media: 'screen' });
  }
});

/** The widths of the lines drawn at an element's sides and at those of everything in it. */
async function rules(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluate((element) =>
    [element, ...element.querySelectorAll('*')]
      .flatMap((part) =>
        [null, '::before', '::after'].map((pseudo) => getComputedStyle(part, pseudo)),
      )
      .map(({ borderWidth, outlineStyle, outlineWidth }) =>
        outlineStyle === 'none' ? borderWidth : `${borderWidth} ${outlineWidth}`,
      )
      .filter((width) => width !== '0px')
      .sort(),
  );
}

/** What moved since the page began to load, a line per element. */
async function layoutShifts(page: Page): Promise<string[]> {
  return page.evaluate(
    async () =>
      new Promise<string[]>((resolve) => {
        const shifts: string[] = [];
        new PerformanceObserver((list) => {
          // TypeScript's DOM does not know this kind of entry.
          const entries = list.getEntries() as (PerformanceEntry & {
            value: number;
            sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
          })[];
          for (const { value, sources } of entries) {
            for (const { node, previousRect: from, currentRect: to } of sources) {
              const element = node instanceof Element ? node : node?.parentElement;
              const name = `${element?.localName ?? '?'}.${element?.className ?? ''}`;
              shifts.push(
                `${value}: ${name} from ${from.x},${from.y} ${from.width}×${from.height}` +
                  ` to ${to.x},${to.y} ${to.width}×${to.height}`,
              );
            }
          }
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => {
          resolve(shifts);
        }, 300);
      }),
  );
}

/** Whether a fixed or sticky part of the page lies over the first visible line of an element. */
async function coveredBySomethingElse(page: Page, selector: string): Promise<boolean> {
  return page.locator(selector).evaluate((element) => {
    const { left, top } = element.getBoundingClientRect();
    const over = document.elementFromPoint(left + 30, Math.max(top, 0) + 8);
    return !over || !element.contains(over);
  });
}

/** What stands on paper: the text of the page and what style sheets add to it. */
async function printedText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const added = [...document.querySelectorAll('body *')].flatMap((element) =>
      ['::before', '::after'].map((part) => getComputedStyle(element, part).content),
    );
    return [document.body.innerText, ...added].join('\n');
  });
}
