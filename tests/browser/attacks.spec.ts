import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { expect, test } from '@playwright/test';
import { TEXTS } from './attacks.ts';
import { TURNING, writeAttackedContent, type Attacked } from './attacked-content.ts';
import { servePlainly, type PlainServer } from './plain-server.ts';

// Transcripts are untrusted text: one site in which every text is an attack, in a real browser.

test.describe.configure({ mode: 'default' });

let scratch = '';
let site = '';
let attacked: Attacked;
let server: PlainServer;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  scratch = mkdtempSync(path.join(tmpdir(), 'turnstone-attacks-'));
  site = path.join(scratch, 'site');
  const content = path.join(scratch, 'content');
  attacked = writeAttackedContent(content, path.join(scratch, 'inbox'));
  const { status, stderr } = spawnSync(
    process.execPath,
    ['src/cli/build.ts', '--no-cards', '--drafts', '--outDir', site],
    {
      encoding: 'utf8',
      env: { ...process.env, TURNSTONE_CONTENT: content, SITE_URL: 'https://transcripts.example' },
    },
  );
  if (status !== 0) throw new Error(stderr);
  server = await servePlainly(site);
});
test.afterAll(() => {
  server.stop();
  rmSync(scratch, { recursive: true, force: true });
});

test('several hundred shapes went in, and no import ran what a file is called', () => {
  expect(attacked.shapes).toBeGreaterThan(1000);
  for (const name of ['cues.vtt', 'page.html', 'podcast.json', '--force.txt', '$(touch ran).txt']) {
    expect(attacked.imported.includes(name), name).toBe(true);
  }
  const refused = attacked.imported.split('\n').filter((line) => line.includes('not imported'));
  expect(refused).toEqual([]);
  const made = readdirSync(scratch, { recursive: true, encoding: 'utf8' });
  expect(made.filter((name) => path.basename(name) === 'ran')).toEqual([]);
});

test('no script runs, nothing is asked of another origin, and the policy has nothing to forbid', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const harm: string[] = [];
  await page.exposeFunction('ran', () => void harm.push(`ran on ${page.url()}`));
  await page.exposeFunction('tellViolation', (told: string) => void harm.push(told));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = (window as unknown as { tellViolation: (told: string) => void }).tellViolation;
      tell(`${event.violatedDirective} forbids ${event.blockedURI} on ${location.pathname}`);
    });
  });
  page.on('dialog', (dialog) => {
    harm.push(`dialog on ${page.url()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => harm.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) harm.push(message.text());
  });
  await page.route(
    (url) => url.origin !== server.origin,
    (route) => {
      harm.push(`asked for ${route.request().url()}`);
      return route.abort();
    },
  );

  const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('index.html'),
  );
  expect(pages.length).toBeGreaterThan(40);
  for (const name of pages) {
    const address = `${server.origin}/${encodeURI(name.replace(/index\.html$/, ''))}`;
    await page.goto(address);
    expect(page.url()).toBe(address);
    harm.push(...(await page.evaluate(suspects)).map((found) => `${name}: ${found}`));
  }
  expect(harm).toEqual([]);
});

/** What no page of ours has: elements that run or load, handlers, addresses that are none. It runs in the page. */
function suspects(): string[] {
  const found = [...document.querySelectorAll('*')].filter((element) => {
    const names = element.getAttributeNames();
    const addresses = ['href', 'src', 'action', 'formaction', 'data', 'srcset']
      .map((name) => element.getAttribute(name))
      .filter((value) => value !== null);
    return (
      element.matches(
        'iframe, object, embed, base, style, math, marquee, template, dialog:not(.shortcuts), video, select:not(.searching select), textarea:not(.checking textarea), foreignObject, animate, use, img, image, [style], meta[http-equiv]:not(:nth-child(2)), script:not([src]):not([type$="json"]), :not(.map *) > text',
      ) ||
      names.some((name) => name.startsWith('on')) ||
      addresses.some((value) => /^[\s\p{Cc}]*(?!https?:|mailto:)[a-z][a-z\d+.-]*:/iu.test(value))
    );
  });
  return found.map(({ outerHTML }) => outerHTML.slice(0, 120));
}

test('a recording is asked for when the reader starts it, and from its own origin alone', async ({
  page,
}) => {
  const asked: string[] = [];
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text());
  });
  await page.route(
    (url) => url.origin !== server.origin,
    (route) => {
      asked.push(route.request().url());
      return route.abort();
    },
  );
  await page.goto(`${server.origin}/transcripts/heads/0/`, { waitUntil: 'networkidle' });
  expect(asked).toEqual([]);
  const play = (address: string | null) =>
    page.evaluate(async (other) => {
      const audio = document.querySelector('audio');
      if (audio && other) audio.src = other;
      await audio?.play().catch(() => null);
    }, address);
  await play(null);
  expect(new Set(asked)).toEqual(new Set(['https://evil.invalid/1.mp3']));
  expect(violations).toEqual([]);
  await play('https://worse.invalid/1.mp3');
  expect(violations).not.toEqual([]);
  expect(asked.filter((address) => address.includes('worse'))).toEqual([]);
});

test('words are shown and exported as they were typed', async ({ page }) => {
  await page.goto(`${server.origin}/transcripts/words/`);
  const shown = await page.locator('[data-words]').allTextContents();
  const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();
  expect(shown.map(squeeze)).toEqual(attacked.words.map((text) => squeeze(text)));
  const { turns } = JSON.parse(readFileSync(path.join(site, 'transcripts/words.json'), 'utf8')) as {
    turns: { text: string }[];
  };
  expect(turns.map(({ text }) => squeeze(text))).toEqual(attacked.words.map(squeeze));
});

test('no text gets out of JSON or XML', () => {
  const files = readdirSync(site, { recursive: true, encoding: 'utf8' });
  const read = (name: string) => readFileSync(path.join(site, name), 'utf8');
  for (const name of files.filter((one) => one.endsWith('.json'))) JSON.parse(read(name));
  const xml = files.filter((name) => name.endsWith('.xml'));
  expect(xml.length).toBeGreaterThan(20);
  for (const name of xml) {
    const elements = (node: XmlElement): string[] => [
      node.name,
      ...node.children.flatMap((child) => (child instanceof XmlElement ? elements(child) : [])),
    ];
    const { root } = parseXml(read(name));
    const foreign = root ? elements(root).filter((one) => FOREIGN.test(one)) : ['no root'];
    expect(foreign, name).toEqual([]);
  }
  for (const name of files.filter((one) => one.endsWith('.html'))) {
    for (const [, data = ''] of read(name).matchAll(LINKED_DATA)) JSON.parse(data);
  }
});

const FOREIGN = /^(?:script|svg|math|img|iframe|style|object|embed|x)$/i;
const LINKED_DATA = /<script type="application\/ld\+json">(.*?)<\/script>/gs;

test('a name without spaces makes no page wider and pushes nothing off it', async ({ page }) => {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const address of ['transcripts/words/', 'transcripts/', 'speakers/', 'speakers/s0/']) {
      await page.goto(`${server.origin}/${address}`);
      const { needed, outside } = await page.evaluate(() => ({
        needed: document.documentElement.scrollWidth,
        outside: [...document.querySelectorAll('.turn .n')]
          .filter((number) => number.getBoundingClientRect().left < 0)
          .map(({ textContent }) => textContent),
      }));
      expect(needed, `${address} at ${String(width)}`).toBeLessThanOrEqual(width);
      expect(outside, address).toEqual([]);
    }
  }
});

test('a name that turns text around leaves what stands beside it in its place', async ({
  page,
}) => {
  await page.goto(`${server.origin}/transcripts/words/`);
  const turned = await page.evaluate(() =>
    [...document.querySelectorAll('.turn h3')].flatMap((heading) => {
      const name = heading.querySelector('.full bdi, bdi');
      const role = heading.querySelector('small');
      if (!name || !role) return [];
      const [last] = [...name.getClientRects()].slice(-1);
      const [first] = role.getClientRects();
      if (!last || !first) return [];
      const isAfter = first.top >= last.bottom - 1 || first.left >= last.right - 1;
      return isAfter ? [] : [heading.textContent];
    }),
  );
  expect(turned).toEqual([]);
});

test('what turns text around turns nothing that stands beside it', async ({ page }) => {
  const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter(
    (name) =>
      name.endsWith('index.html') && TURNING.test(readFileSync(path.join(site, name), 'utf8')),
  );
  expect(pages.length).toBeGreaterThan(10);
  const beside: string[] = [];
  const typed = new Set([
    ...TEXTS.flatMap((text, n) => [text, `${text} ${String(n)}`]),
    TURNED_FILE,
  ]);
  for (const name of pages) {
    await page.goto(`${server.origin}/${encodeURI(name.replace(/index\.html$/, ''))}`);
    beside.push(...(await page.evaluate(besideTurning)).map((text) => `${name}: ${text}`));
    const alone = (await page.evaluate(notIsolated)).filter((text) => TURNING.test(text));
    beside.push(...alone.filter((text) => !typed.has(text)).map((text) => `${name}: ${text}`));
  }
  expect(beside).toEqual([]);
});

/** Texts beside one that turns text around, where browsers isolate neither from the other. It runs in the page. */
function besideTurning(): string[] {
  const isolated = new Map<Element, string[]>();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.textContent ?? '';
    let around = node.parentElement;
    for (; around?.parentElement; around = around.parentElement) {
      const { display, unicodeBidi } = getComputedStyle(around);
      if (/isolate|plaintext/.test(unicodeBidi)) break;
      if (!['inline', 'contents'].includes(display)) break;
    }
    if (!around || text.trim() === '' || getComputedStyle(around).display === 'none') continue;
    isolated.set(around, [...(isolated.get(around) ?? []), text.trim()]);
  }
  return [...isolated].flatMap(([{ localName, className }, parts]) =>
    parts.length > 1 && parts.some((part) => /[\u202A-\u202E\u2066-\u2069]/.test(part))
      ? [`${localName}.${className}: ${parts.join(' | ')}`]
      : [],
  );
}

const TURNED_FILE = '\u{202E}txt.exe';

/** Texts that are no words and in no element that is there to isolate them. It runs in the page. */
function notIsolated(): string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (!node.parentElement?.closest('bdi, script, title, [data-words]'))
      found.push(node.textContent?.trim() ?? '');
  }
  return found;
}
