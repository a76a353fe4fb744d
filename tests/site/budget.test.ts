import { globSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { selectAll } from 'hast-util-select';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { builtPages, fileAt, isInternal, linksOf, readBuilt, type Page } from './built.ts';

const pages = builtPages();

describe('the page of a fourteen-turn transcript', () => {
  const page = fourteenTurns();
  const sizes = new Map([...filesToRead(page)].map((file) => [file, brotli(readBuilt(file))]));
  const listed = [...sizes].map(([file, size]) => `${size} ${file}`).join('\n');

  test('everything fetched for reading it is at most 14,000 bytes, compressed', () => {
    expect(sum([...sizes.values()]), listed).toBeLessThanOrEqual(14_000);
  });

  test('its scripts are at most 3,000 bytes of them', () => {
    const scripts = [...sizes].filter(([file]) => file.endsWith('.js'));
    expect(sum(scripts.map(([, size]) => size)), listed).toBeLessThanOrEqual(3_000);
  });
});

test('nothing but style sheets blocks rendering', () => {
  const blocking = pages.flatMap(({ file, tree }) =>
    selectAll('script[src]', tree)
      .filter(
        ({ properties: { type, defer, async } }) =>
          type !== 'module' && defer !== true && async !== true,
      )
      .map(({ properties }) => `${file}: ${String(properties.src)}`),
  );
  expect(blocking).toEqual([]);
});

const exported = z.object({ id: z.string(), turns: z.array(z.unknown()) });

function fourteenTurns(): Page {
  const ids = globSync('dist/transcripts/**/*.json')
    .map((file) => exported.safeParse(JSON.parse(readBuilt(file.slice('dist/'.length)).toString())))
    .flatMap(({ data }) => (data?.turns.length === 14 ? data.id : []));
  const page = pages.find(({ address }) => ids.some((id) => address === `/transcripts/${id}/`));
  if (!page) throw new Error('No transcript of fourteen turns was built: the budget is about one.');
  return page;
}

/** The page and every file that a browser fetches with it: style sheets, scripts and what they name in turn, icons. */
function filesToRead(page: Page): Set<string> {
  const files = new Set([page.file]);
  for (const { loaded, url } of linksOf(page)) {
    if (loaded && url) addFile(files, url);
  }
  for (const file of files) {
    if (!/\.(css|js)$/.test(file)) continue;
    const pattern = file.endsWith('.css') ? addressesInCss : addressesInScript;
    for (const [, address] of readBuilt(file).toString().matchAll(pattern)) {
      if (address) addFile(files, new URL(address, `https://site.invalid/${file}`));
    }
  }
  return files;
}

function addFile(files: Set<string>, url: URL): void {
  if (url.protocol === 'data:' || !isInternal(url)) return;
  const file = fileAt(url.pathname);
  if (file !== null) files.add(file);
}

const addressesInCss = /(?:url\(|@import)\s*["']?([^"')\s;]+)/g;
/** What is imported on load: `import(…)` waits until it is wanted. */
const addressesInScript = /(?:\bfrom|\bimport)\s*["'`]([^"'`]+)["'`]/g;

const brotli = (content: Buffer): number =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
