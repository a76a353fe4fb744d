import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { axeFaults } from './axe.ts';
import { servePlainly, type PlainServer } from './plain-server.ts';

// Stories, and what embeds turns, where names, titles and the story itself run from right to left on an English site.

test.describe.configure({ mode: 'default' });

const NAME = 'ليلى نور';
const TITLE = 'المصباح';
const LONG = `${'Maximiliana-Theodora '.repeat(14)}Quay`;

const CONTENT = {
  'site.yaml': 'name: Harbour Archive\nlanguage: en\nturnPages: all\n',
  'speakers/layla-nour.yaml': `name: ${NAME}\nprivate: false\n`,
  'speakers/quay.yaml': `name: ${LONG}\nprivate: false\n`,
  'transcripts/lamp.md': `---
title: ${TITLE}
date: 2026-03-02
language: ar
record: verbatim
speakers:
  - { id: layla-nour, role: host }
  - { id: quay, role: guest }
---

**${NAME}:** كم درجة هناك؟

**Quay:** :lang[Forty steps, I think.]{en relayed=next}

**${NAME}:** تقول أربعين درجة.
`,
  'stories/lamp.mdx': `---
title: ${TITLE}
date: 2026-03-05
language: ar
---

قالت: <Quote of="lamp#t1">كم درجة هناك؟</Quote>

<Quote of="lamp#t3">تقول أربعين درجة.</Quote>

<Exchange of="lamp#t1..t3" />

<ShareOfVoice of="lamp" />

<ConversationMap of="lamp" />
`,
};

let scratch = '';
let server: PlainServer;

test.beforeAll(async () => {
  scratch = mkdtempSync(path.join(tmpdir(), 'turnstone-stories-'));
  const content = path.join(scratch, 'content');
  for (const [name, text] of Object.entries(CONTENT)) {
    mkdirSync(path.dirname(path.join(content, name)), { recursive: true });
    writeFileSync(path.join(content, name), text);
  }
  const site = path.join(scratch, 'site');
  const commands = [
    ['src/cli/permalinks.ts'],
    ['src/cli/build.ts', '--no-cards', '--no-search', '--outDir', site],
  ];
  for (const command of commands) {
    const { status, stderr } = spawnSync(process.execPath, command, {
      encoding: 'utf8',
      env: { ...process.env, TURNSTONE_CONTENT: content },
    });
    if (status !== 0) throw new Error(stderr);
  }
  server = await servePlainly(site);
});
test.afterAll(() => {
  server.stop();
  rmSync(scratch, { recursive: true, force: true });
});

for (const width of [390, 1280]) {
  test(`who speaks how much can be read beside the bars, at ${String(width)} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${server.origin}/stories/lamp/`);
    const picture = page.locator('.voices > svg');
    const frame = await boxOf(picture);
    const texts = picture.locator('text');
    await expect(texts).toHaveCount(4);
    const boxes = [];
    for (const text of await texts.all()) boxes.push(await boxOf(text));
    for (const box of boxes) {
      expect(box.left).toBeGreaterThanOrEqual(frame.left - 1);
      expect(box.right).toBeLessThanOrEqual(frame.right + 1);
      const others = boxes.filter((other) => other !== box && Math.abs(other.top - box.top) < 5);
      expect(others).toHaveLength(1);
      for (const other of others) {
        expect(other.right <= box.left || box.right <= other.left).toBe(true);
      }
    }
  });
}

test('on paper its date stands beside the title, not on it', async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 900 });
  await page.emulateMedia({ media: 'print' });
  await page.goto(`${server.origin}/stories/lamp/`);
  const date = await boxOf(page.locator('.story .kicker'));
  const title = await boxOf(page.locator('.story h1'));
  expect(date.left).toBeGreaterThanOrEqual(title.right);
});

test('names and titles turn no date, role or number around', async ({ page }) => {
  await page.goto(`${server.origin}/stories/lamp/`);
  const sources = page.locator('.story :is(figcaption, .quoted-from)');
  await expect(sources).toHaveCount(5);
  for (const source of await sources.all()) await expectOrder(source, '2', 'March', '2026');
  await expectOrder(page.locator('.story .kicker'), '5', 'March', '2026');
  await expectOrder(page.locator('.story .map-caption'), '3', 'turns', 'English');
  expect(await axeFaults(page)).toEqual([]);

  await page.goto(`${server.origin}/embed/lamp/t1/`);
  await expectOrder(page.locator('footer'), '2', 'March', '2026', 'Turn');

  await page.goto(`${server.origin}/transcripts/lamp/t1/`);
  await page.getByText('Embed', { exact: true }).click();
  const code = await page.getByLabel('As a quotation').inputValue();
  await page.setContent(code);
  await expectOrder(page.locator('footer'), '2', 'March', '2026', 'Turn');
});

async function boxOf(locator: Locator) {
  return locator.evaluate((element) => {
    const { left, right, top } = element.getBoundingClientRect();
    return { left, right, top };
  });
}

/** That words of an element which stand on one line do so from left to right. */
async function expectOrder(locator: Locator, ...words: string[]): Promise<void> {
  const places = await locator.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
    return wanted.map((word) => {
      for (const node of nodes) {
        const at = node.data.search(new RegExp(`\\b${word}\\b`));
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        const { left, top } = range.getBoundingClientRect();
        return { left, top };
      }
      return null;
    });
  }, words);
  for (const [index, place] of places.entries()) {
    if (!place) throw new Error(`“${String(words[index])}” stands nowhere.`);
    const next = places[index + 1];
    if (next && Math.abs(next.top - place.top) < 5) expect(place.left).toBeLessThan(next.left);
  }
}
