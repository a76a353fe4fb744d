import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { select, selectAll } from 'hast-util-select';
import { toText } from 'hast-util-to-text';
import { afterAll, beforeAll, expect, test } from 'vitest';

// What links to ten turns lead to after an editor has corrected the transcript: in the HTML, so without any script.

const ID = '2026/the-night-boat';
let folder = '';
let before: Root;
let after: Root;
/** A page that shows turns of it. */
let story: Root;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'turnstone-corrected-'));
  const content = path.join(folder, 'content');
  await cp('content', content, { recursive: true });
  before = await builtPage(content, 'before', '--only', 'pages');

  const file = path.join(content, 'transcripts', `${ID}.md`);
  const source = await readFile(file, 'utf8');
  await writeFile(file, corrected(source));
  command(content, 'permalinks.ts', '--reason', 'Heard again.');
  command(content, 'check.ts');
  await writeFile(
    path.join(content, 'stories', 'crossing.mdx'),
    `---\ntitle: Crossing\ndate: 2026-03-05\nlanguage: en\n---\n\n<Exchange of="${ID}#t2..t24" />\n`,
  );
  after = await builtPage(content, 'after', '--no-cards', '--no-search');
  story = fromHtml(await readFile(path.join(folder, 'after/stories/crossing/index.html'), 'utf8'));
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A name mended, the missing clip put in, a turn split, one taken out. */
function corrected(source: string): string {
  const edits: [string, string][] = [
    ['**OSEI:** [02:59] Ten past midnight', '**OSEI:** [02:59] Quarter past midnight'],
    ['**COLE:** [02:23] Has the company said anything to that?\n\n', ''],
    ['**OLHA PETRENKO:** [01:46]', '**OLHA PETRENKO:** [01:40] One hand.\n\n**PETRENKO:** [01:46]'],
    ['\n\nThe woman who’ll say', '\n\n**OSEI:** The woman who’ll say'],
  ];
  return edits.reduce((text, [from, to]) => {
    expect(text, from).toContain(from);
    return text.replace(from, () => to);
  }, source);
}

test('a link to a turn still leads to its words, or to what became of them', () => {
  const ids = Array.from({ length: 12 }, (_, index) => `t${String(index + 1)}`);
  for (const id of ids) {
    const then = wordsOf(elementAt(before, id));
    const there = elementAt(after, id);
    const words = wordsOf(there);
    if (id === 't7') expect(text(there)).toMatch(/^Turn 7 was removed on .+ Heard again\.$/);
    else if (id === 't10') expect(words).toBe(then.replace('Ten past', 'Quarter past'));
    else if (id === 't4') expect(then.startsWith(words), 'the first part of a split').toBe(true);
    else expect(words, id).toBe(then);
  }
});

test('a link that pins words lands on them, or shows what was quoted and what changed', () => {
  for (const id of ['t1', 't2', 't3', 't4', 't5', 't6', 't8', 't9', 't10', 't11']) {
    const pin = String(select(`#${id} a.n`, before)?.properties.id);
    const place = elementAt(after, pin);
    if (!['t4', 't10'].includes(id)) {
      expect(place.tagName, pin).toBe('a');
      continue;
    }
    expect(place.properties.className).toContain('quoted');
    expect(text(place)).toContain('Heard again.');
    expect(squeezed(select('blockquote', place))).toBe(wordsOf(elementAt(before, id)));
    expect(select('del', place), 'what changed').toBeDefined();
  }
  expect(text(elementAt(after, 't7'))).toContain('was removed');
});

test('what was put in has an id between its neighbours, and nobody else’s', () => {
  expect(wordsOf(elementAt(after, 't4b'))).toBe('One hand.');
  expect(wordsOf(elementAt(after, 't4a'))).toMatch(/^The woman who’ll say/);
});

test('a story that shows several turns shows all that stands between them, and what is there no more', () => {
  const shown = partsIn(story);
  const there = partsIn(after);
  const from = there.findIndex(({ words }) => words === shown[0]?.words);
  expect(shown).toEqual(there.slice(from, from + shown.length));
  expect(shown[0]?.words).toBe(wordsOf(elementAt(after, 't2')));
  expect(shown.at(-1)?.words).toBe(wordsOf(elementAt(after, 't24')));
  expect(shown.find(({ kind }) => kind === 'gone')?.words).toContain('Turn 7 was removed');
  expect(new Set(shown.map(({ kind }) => kind))).toEqual(
    new Set(['turn', 'direction', 'chapter', 'gone']),
  );
  expect(select('#t7', story)).toBeUndefined();
});

/** What stands among the turns of a page, in order. */
const partsIn = (page: Root): { kind: string; words: string }[] =>
  selectAll('.turns > :is(.turn, .direction, .chapter, .gone)', page).map((part) => {
    const kind =
      ['turn', 'direction', 'chapter', 'gone'].find((name) => classesOf(part).includes(name)) ?? '';
    return { kind, words: kind === 'turn' ? wordsOf(part) : text(part) };
  });

const classesOf = ({ properties: { className } }: Element): (string | number)[] =>
  Array.isArray(className) ? className : [];

async function builtPage(content: string, name: string, ...args: string[]): Promise<Root> {
  const outDir = path.join(folder, name);
  command(content, 'build.ts', '--outDir', outDir, ...args);
  return fromHtml(await readFile(path.join(outDir, 'transcripts', ID, 'index.html'), 'utf8'));
}

function command(content: string, script: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [path.join('src/cli', script), ...args], {
    encoding: 'utf8',
    env: { ...process.env, TURNSTONE_CONTENT: content },
  });
  expect(status, stderr).toBe(0);
}

function elementAt(page: Root, id: string): Element {
  const found = select(`[id="${id}"]`, page);
  if (!found) throw new Error(`Nothing has the id ${id}.`);
  return found;
}

const wordsOf = (turn: Element): string => squeezed(select('[data-words]', turn));

const text = (element: Element): string => squeezed(element);

/** White space aside: words are parted by elements here and by spaces there. */
const squeezed = (element: Element | undefined): string =>
  element ? toText(element).replace(/\s+/g, ' ').trim() : '';
