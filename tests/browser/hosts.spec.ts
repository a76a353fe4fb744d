import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { fromHtml } from 'hast-util-from-html';
import { selectAll } from 'hast-util-select';
import { headerPolicy, SECURITY_HEADERS } from '../../src/hosts/policy.ts';
import { servePlainly } from './plain-server.ts';
import {
  CADDY,
  exampleConfiguration,
  findServer,
  NGINX,
  startCaddy,
  startNginx,
} from './servers.ts';

// The site as site owners serve it: below a path, and from hosts that do little.

test.describe.configure({ mode: 'default' });

const PORT = 4652;
let scratch = '';
let folders = '';
let files = '';

test.beforeAll(() => {
  test.setTimeout(180_000);
  scratch = mkdtempSync(path.join(tmpdir(), 'turnstone-hosts-'));
  folders = path.join(scratch, 'archive');
  files = path.join(scratch, 'files');
  build(folders, { BASE_PATH: '/archive/', SITE_URL: SITE }, '--compress');
  build(files, { URL_STYLE: 'file', BASE_PATH: '/', SITE_URL: SITE });
});
test.afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** Where the site says that it lives; its own addresses are followed on the server of the test. */
const SITE = 'https://transcripts.example';

function build(outDir: string, env: Record<string, string>, ...options: string[]): void {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['src/cli/build.ts', '--no-cards', '--outDir', outDir, ...options],
    { encoding: 'utf8', env: { ...process.env, ...env } },
  );
  if (status !== 0) throw new Error(stderr);
}

test('the plainest server below a path: every address is there, and pages work', async ({
  page,
  request,
}) => {
  const server = await servePlainly(folders, { base: '/archive/' });
  try {
    await crawl(request, `${server.origin}/archive/`, folders);
    await look(page, `${server.origin}/archive/`, 'transcripts/2026/the-night-boat/');
  } finally {
    server.stop();
  }
});

test('a server that adds no index.html: every page is a file that links name', async ({
  page,
  request,
}) => {
  const server = await servePlainly(files, { indexes: false });
  try {
    await crawl(request, `${server.origin}/`, files);
    await look(page, `${server.origin}/`, 'transcripts/2026/the-night-boat.html');
  } finally {
    server.stop();
  }
});

test('nginx, by the example that is shipped: headers, caching, compressed files, a real 404', async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  const place = path.join(scratch, 'nginx');
  mkdirSync(place);
  const nginx = findServer(NGINX, place);
  test.skip('why' in nginx, 'why' in nginx ? `Not tested on nginx: ${nginx.why}` : '');
  if ('why' in nginx) return;
  const server = await startNginx(nginx.path, exampleConfiguration(scratch, PORT), PORT);
  try {
    const home = `${server.origin}/archive/`;
    await crawl(request, home, folders);
    await look(page, home, 'transcripts/2026/the-night-boat/');

    await expectHeaders(request, home, 'gzip');
  } finally {
    server.stop();
  }
});

test('Caddy, by the example that is shipped: headers, caching, compressed files, a real 404', async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  const place = path.join(scratch, 'caddy');
  mkdirSync(place);
  const caddy = findServer(CADDY, place);
  test.skip('why' in caddy, 'why' in caddy ? `Not tested on Caddy: ${caddy.why}` : '');
  if ('why' in caddy) return;
  const server = await startCaddy(caddy.path, scratch, PORT + 1);
  try {
    const home = `${server.origin}/archive/`;
    await look(page, home, 'transcripts/2026/the-night-boat/');
    await expectHeaders(request, home, 'br');
  } finally {
    server.stop();
  }
});

/** What a host sends by the example that is shipped for it. */
async function expectHeaders(
  request: APIRequestContext,
  home: string,
  encoding: string,
): Promise<void> {
  cpSync(path.join(folders, 'about'), path.join(folders, 'embed/a/t1'), { recursive: true });
  const [script = ''] = readdirSync(path.join(folders, 'assets')).filter((name) =>
    name.endsWith('.js'),
  );
  const answers = {
    page: await request.get(home),
    asset: await request.get(`${home}assets/${script}`),
    missing: await request.get(`${home}nothing-was-ever-here/`),
    framed: await request.get(`${home}embed/a/t1/`),
  };
  expect(answers.page.headers()).toMatchObject({
    ...lowerCase(SECURITY_HEADERS),
    'content-security-policy': headerPolicy('nobody'),
    'cache-control': 'public, max-age=0, must-revalidate',
    'content-type': 'text/html; charset=utf-8',
    'content-encoding': encoding,
  });
  expect(answers.asset.headers()).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  expect(answers.framed.headers()['content-security-policy']).toBe(headerPolicy('everybody'));
  expect(answers.missing.status()).toBe(404);
  expect(await answers.missing.text()).toContain('There is no page here');
  expect(answers.missing.headers()['cache-control']).toBeUndefined();
  expect((await request.get(`${home}_headers`)).status()).toBe(404);
  const unmoved = await request.get(`${home}about`, { maxRedirects: 0 });
  expect(unmoved.headers().location).toBe('/archive/about/');
}

/** Follows every address of every page, feed and list, and sees that none is lost; and that every page of the build is found. */
async function crawl(request: APIRequestContext, home: string, folder: string): Promise<void> {
  const found = new Set([home, `${home}sitemap-index.xml`, `${home}llms.txt`, `${home}index.json`]);
  const lost: string[] = [];
  for (const address of found) {
    const response = await request.get(address);
    if (response.status() !== 200) {
      lost.push(`${address} answers ${String(response.status())}`);
      continue;
    }
    const text = await response.text();
    const given = address.endsWith('/') || address.endsWith('.html') ? linksIn(text) : named(text);
    for (const link of given) {
      const url = URL.parse(link.replace(SITE, new URL(home).origin), address);
      if (url?.origin !== new URL(home).origin) continue;
      url.hash = '';
      if (url.href.startsWith(home)) found.add(url.href);
      else lost.push(`${address} leads out of the site: ${link}`);
    }
  }
  expect(lost).toEqual([]);
  // No page leads to turns on their own, to a former address, or to what was removed.
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.html') && !/\/t\d+|404\.html$|second-engineer|tide-tables/.test(name),
  );
  const unfound = pages
    .map((name) => home + encodeURI(name.replace(/(^|\/)index\.html$/, '$1')))
    .filter((address) => !found.has(address));
  expect(unfound).toEqual([]);
}

/** Everything that a page links to or loads, and says of itself. */
const linksIn = (html: string): string[] =>
  selectAll('*', fromHtml(html)).flatMap(({ tagName, properties }) => {
    const content = tagName === 'meta' ? properties.content : undefined;
    const values = [properties.href, properties.src, properties.action, properties.dataPage];
    const whole = typeof content === 'string' && /^https?:/.test(content) ? [content] : [];
    return [
      ...values.flatMap((value) => (typeof value === 'string' ? [value] : [])),
      ...whole,
    ].filter((value) => !value.includes('*'));
  });

/** The site's own addresses in text of any kind. */
const named = (text: string): string[] =>
  text.match(/https:\/\/transcripts\.example[^\s"'<>(){}\\#,]*/g) ?? [];

/** In a browser: the style sheets and scripts are there, nothing is complained of, and the menu of a turn leads to its page. */
async function look(page: Page, home: string, transcript: string): Promise<void> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(home);
  await page.locator('main a[href*="the-night-boat"]').first().click();
  await expect(page).toHaveURL(home + transcript);
  await expect(page.locator('h1')).toHaveText('The night boat stays tied up');
  // The words may be there before the style sheets are.
  await page.waitForLoadState();
  expect(await page.evaluate(() => document.styleSheets.length)).toBeGreaterThan(0);
  await page.locator('#t7 a.n').click();
  await expect(page).toHaveURL(/#t7/);
  await page.locator('[data-page]').first().click();
  await expect(page.locator('h1 small')).toHaveText('turn 7', { ignoreCase: true });
  await page.goto(
    `${home}transcripts/2026/second-engineer${transcript.endsWith('/') ? '/' : '.html'}`,
  );
  await expect(page.locator('h1')).toHaveText('The night boat stays tied up');
  expect(complaints).toEqual([]);
}

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
