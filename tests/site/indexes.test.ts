import { spawnSync } from 'node:child_process';
import { glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { select, selectAll } from 'hast-util-select';
import { toText } from 'hast-util-to-text';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listPages } from '../../src/archive/lists.ts';
import { addressesOf } from '../../src/archive/published.ts';
import { readArchive } from '../../src/archive/read.ts';
import { builtPages, fileAt, isInternal, linksOf, shown, type Page } from './built.ts';

// An archive whose lists go on over several pages, with names and titles that want to be markup and formulas.

const HOSTILE_TITLE = '=1+1 <script>alert(1)</script> & "Co"';
const HOSTILE_NAME = '@SUM(A1) <b>Brook</b>';
const SITE = 'https://site.invalid';

let folder = '';
let pages: Page[];
const pageAt = (address: string): Page => {
  const page = pages.find((one) => one.address === address);
  if (!page) throw new Error(`No page ${address}`);
  return page;
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'turnstone-indexes-'));
  await writeContent();
  build('large', 'dist', []);
  run('small', 'permalinks.ts', []);
  build('small', 'published', []);
  pages = builtPages(path.join(folder, 'dist'));
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the files of the site are exactly the addresses that the archive names, every page of a list among them', async () => {
  const archive = await readArchive({ content: path.join(folder, 'large'), drafts: false });
  const missing = addressesOf(archive).filter(
    (address) => fileAt(`/${address}`, path.join(folder, 'dist')) === null,
  );
  expect(missing).toEqual([]);
  const named = new Set(addressesOf(archive).map((address) => `/${decodeURIComponent(address)}`));
  expect(pages.map(({ address }) => address).filter((one) => !named.has(one))).toEqual([
    '/404.html',
  ]);

  const sitemap = await readFile(path.join(folder, 'dist/sitemap-1.xml'), 'utf8');
  for (const address of listPages(archive)) {
    expect(sitemap).toContain(`<loc>${SITE}/${address}</loc>`);
  }
});

test.each([
  ['/speakers/', 130, '.index > li'],
  ['/speakers/dana-cole/', 125, '.turns .turn'],
  ['/programs/', 102, '.index > li'],
  ['/programs/harbour-morning/', 122, '.list > li'],
  ['/languages/uk/', 125, '.turns .turn'],
  ['/languages/gaps/', 251, '.list > li'],
  ['/dates/2026/', 121, '.list > li'],
  ['/dates/2026/03/', 119, '.list > li'],
])('%s spreads %i entries over pages that lead to each other', (list, entries, selector) => {
  const count = Math.ceil(entries / 100);
  expect(count).toBeGreaterThan(1);
  let shownEntries = 0;
  for (let n = 1; n <= count; n += 1) {
    const at = (number: number) => `${list}${number === 1 ? '' : `page/${String(number)}/`}`;
    const { tree } = pageAt(at(n));
    const here = selectAll(selector, tree).length;
    expect(here, at(n)).toBeLessThanOrEqual(100);
    shownEntries += here;
    const hrefOf = (rel: string) =>
      selectAll(`[rel=${rel}]`, tree).map(({ properties }) => properties.href);
    expect(hrefOf('canonical')).toEqual([SITE + at(n)]);
    expect(hrefOf('prev')).toEqual(n === 1 ? [] : [at(n - 1), at(n - 1)]);
    expect(hrefOf('next')).toEqual(n === count ? [] : [at(n + 1), at(n + 1)]);
    const nav = selectAll('nav[aria-label=Pages] ol a', tree);
    expect(nav.map(({ properties }) => properties.href)).toEqual(
      Array.from({ length: count }, (_, index) => at(index + 1)),
    );
    expect(nav.map(({ properties }) => properties.ariaCurrent)).toEqual(
      Array.from({ length: count }, (_, index) => (index + 1 === n ? 'page' : undefined)),
    );
  }
  expect(shownEntries).toBe(entries);
});

test('home and the list of transcripts stay short, and lead to all by date', () => {
  for (const [address, most] of [
    ['/', 50],
    ['/transcripts/', 100],
  ] as const) {
    const { tree } = pageAt(address);
    expect(selectAll('.list > li', tree).length, address).toBeLessThanOrEqual(most);
    expect(
      selectAll('a[href="/dates/"]', tree).map((link) => toText(link)),
      address,
    ).toContain('All 125\u00a0transcripts by date');
  }
});

test('a transcript stands under its date as far as that is known', () => {
  const titles = (address: string) =>
    selectAll('.list h2, .list h3', pageAt(address).tree).map((title) => toText(title));
  expect(titles('/dates/2026/page/2/')).toContain('Only the year');
  expect(titles('/dates/2026/03/page/2/')).toContain('Only the month');
  expect(titles('/dates/undated/')).toEqual(['Undated']);
  expect(titles('/dates/2025/12/')).toEqual([HOSTILE_TITLE]);
});

test('every page can be reached from the home page, and every link leads to one', () => {
  const site = path.join(folder, 'dist');
  const byFile = new Map(pages.map((page) => [page.file, page]));
  const reached = new Set(['index.html']);
  const broken: string[] = [];
  for (const file of reached) {
    const page = byFile.get(file);
    for (const link of page ? linksOf(page) : []) {
      if (!link.url || !isInternal(link.url)) continue;
      const target = fileAt(link.url.pathname, site);
      if (target === null) broken.push(`${file}: ${shown(link)}`);
      else if (link.element.tagName === 'a') reached.add(target);
      const id = decodeURIComponent(link.url.hash.slice(1));
      if (id.startsWith('letter-') && !byFile.get(target ?? '')?.html.includes(`id="${id}"`)) {
        broken.push(`${file}: ${shown(link)}`);
      }
    }
  }
  expect(broken).toEqual([]);
  const lost = pages.filter(({ file }) => !reached.has(file)).map(({ file }) => file);
  // Nothing leads to the list of stories where there is none.
  expect(lost).toEqual(['404.html', 'stories/index.html']);
});

test('speakers stand under the letter of their sort name, which is a link to it', () => {
  const letters = selectAll('nav[aria-label="By letter"] a', pageAt('/speakers/').tree);
  expect(letters.map((letter) => toText(letter))).toEqual(['B', 'C', 'O', 'Є', '漢']);
  const sections = selectAll('section.letter', pageAt('/speakers/page/2/').tree);
  expect(sections.map((section) => toText(section).split(/\s/u)[0])).toEqual([
    'B',
    'C',
    'O',
    'Є',
    '漢',
  ]);
  expect(sections[1] && toText(sections[1]).replaceAll('\u00a0', ' ')).toMatch(
    /^C\s+Dana Cole\s+124 turns, 496 words, 1 turn in summaries\. First heard 1 May 2024, last 28 March 2026\.$/,
  );
});

test('a speaker is read by program, with the question before each turn, and the roles through time', () => {
  const lee = pageAt('/speakers/lee-osei/').tree;
  expect(selectAll('.question', lee).map((question) => toText(question))).toEqual(
    Array.from({ length: 5 }, () => '1 Dana Cole Is it going out?'),
  );
  expect(toText(select('.facts', lee) ?? lee)).toMatch(
    /Heard here as\s+Correspondent\s+31 December 2025 to 28 March 2026\s+Guest\s+1 May 2024 to 2 May 2024/,
  );
  const byProgram = selectAll('nav[aria-label="By program"] a', lee);
  expect(byProgram.map(({ properties }) => properties.href)).toEqual([
    '/speakers/lee-osei/',
    '/speakers/lee-osei/programs/harbour-morning/',
    '/speakers/lee-osei/programs/night-watch/',
  ]);
  const atNight = pageAt('/speakers/lee-osei/programs/night-watch/').tree;
  expect(selectAll('.turns .turn', atNight)).toHaveLength(3);
});

test('a summary says what it is and is counted apart', () => {
  const { tree } = pageAt('/speakers/lee-osei/programs/night-watch/');
  const summaries = selectAll('section.turns', tree).filter(
    (section) => selectAll('summary-words', section).length > 0,
  );
  expect(summaries.map((section) => toText(section))).toEqual([
    expect.stringContaining('Summary, not a transcript'),
  ]);
  expect(summaries.flatMap((section) => selectAll('.question', section))).toEqual([]);
  const facts = toText(select('.facts', pageAt('/speakers/lee-osei/').tree) ?? tree);
  expect(facts.replaceAll('\u00a0', ' ')).toContain('5 turns, 10 words, 1 turn in summaries.');
});

test('a private person is in no list', () => {
  const naming = pages.filter(
    ({ address, html }) => html.includes('Olha Petrenko') && !/^\/transcripts\/./.test(address),
  );
  expect(naming.map(({ address }) => address)).toEqual([]);
  const [question] = selectAll('.question', pageAt('/speakers/yeva/').tree);
  expect(question && toText(question)).toBe('4 A private person I ask.');
});

test('nothing that tells other sites or programs of a turn names a private person, whose words stay', async () => {
  const own = builtPages(path.join(folder, 'published')).filter(({ address }) =>
    /^\/(?:transcripts|embed)\/quay\//.test(address),
  );
  const at = (address: string): Page => {
    const page = own.find((one) => one.address === address);
    if (!page) throw new Error(`No page ${address}`);
    return page;
  };
  for (const { file, tree } of own) {
    const told = [
      ...selectAll('head > title', tree).map((each) => toText(each)),
      ...selectAll('head > meta', tree).map(({ properties }) => String(properties.content)),
      ...selectAll('head > link', tree).map(({ properties }) => String(properties.title)),
      ...selectAll('script[type="application/ld+json"], textarea', tree).map((each) =>
        JSON.stringify(each),
      ),
    ].join('\n');
    expect(told, file).not.toMatch(PRIVATE_NAME);
  }
  const oembed = await readFile(path.join(folder, 'published/embed/quay/t2.json'), 'utf8');
  for (const text of [at('/embed/quay/t2/').html, oembed]) {
    expect(text).not.toMatch(PRIVATE_NAME);
    expect(text).toContain('A private person');
    expect(text).toContain('Not while I');
  }
  const titles = ['title', '#t2 h3'].map((selector) =>
    toText(select(selector, at('/transcripts/quay/t2/').tree) ?? { type: 'root', children: [] }),
  );
  expect(titles).toEqual([
    expect.stringContaining('A private person'),
    expect.stringContaining('Olha Petrenko'),
  ]);
  expect(
    JSON.stringify(select('script[type="application/ld+json"]', at('/transcripts/quay/').tree)),
  ).toContain('A private person: Not while I');
});

test('a private person is named in no file but those of the transcript in which they speak', async () => {
  const published = path.join(folder, 'published');
  const naming: string[] = [];
  for await (const entry of glob('**/*.{html,json,ndjson,xml,txt,csv,js}', { cwd: published })) {
    const isOwn = /^transcripts\/quay[/.]/.test(entry);
    if (!isOwn && PRIVATE_NAME.test(await readFile(path.join(published, entry), 'utf8'))) {
      naming.push(entry);
    }
  }
  expect(naming).toEqual([]);
  const lines = (await readFile(path.join(published, 'turns-1.ndjson'), 'utf8')).split('\n');
  const said = lines.find((line) => line.includes('Not while I stand here'));
  expect(JSON.parse(said ?? '{}')).toMatchObject({ name: null, speaker: null, label: null });
  const excerpt = await readFile(path.join(published, 'speakers/dana-cole/index.html'), 'utf8');
  expect(excerpt).toContain('A private person paraphrases this');
});

test('a title or name that wants to be markup or a formula shows as text', async () => {
  for (const { file, tree } of pages) {
    const strange = selectAll('script:not([src], [type="application/ld+json"])', tree);
    expect(strange, file).toEqual([]);
  }
  const texts = ['/dates/2025/12/', '/languages/gaps/page/2/', '/speakers/brook/'].map((address) =>
    toText(select('main', pageAt(address).tree) ?? pageAt(address).tree),
  );
  expect(texts[0]).toContain(HOSTILE_TITLE);
  expect(texts[1]).toContain(HOSTILE_TITLE);
  expect(texts[2]).toContain(HOSTILE_NAME);

  const csv = await readFile(path.join(folder, 'dist/languages/gaps.csv'), 'utf8');
  const rows: Record<string, string>[] = parse(csv, { columns: true });
  expect(rows).toHaveLength(251);
  expect(rows.map(({ title }) => title)).toContain(`'${HOSTILE_TITLE}`);
  expect(rows.map(({ speaker }) => speaker)).toContain(`'${HOSTILE_NAME}`);
  for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+@-]/);
});

test('the pages of lists are valid, and each has a title of its own', async () => {
  const validator = new HtmlValidate({ root: true, extends: ['html-validate:standard'] });
  const some = [
    '/speakers/',
    '/speakers/page/2/',
    '/speakers/lee-osei/',
    '/dates/',
    '/dates/2026/',
    '/languages/gaps/page/2/',
    '/programs/page/2/',
  ];
  for (const address of some) {
    const { results } = await validator.validateString(pageAt(address).html);
    expect(
      results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
      ),
      address,
    ).toEqual([]);
  }
  const titles = pages.map(({ tree }) => toText(select('head > title', tree) ?? tree));
  const lists = pages.flatMap(({ address }, index) =>
    /^\/(?:speakers|programs|languages|dates)\//.test(address) ? (titles[index] ?? []) : [],
  );
  expect(new Set(lists).size).toBe(lists.length);
});

test('where site.yaml does not say public, only a build with drafts lists the gaps', async () => {
  const has = (site: string) =>
    ['/languages/gaps/', '/languages/gaps.csv'].map(
      (address) => fileAt(address, path.join(folder, site)) !== null,
    );
  expect(has('published')).toEqual([false, false]);
  build('small', 'drafts', ['--drafts']);
  expect(has('drafts')).toEqual([true, true]);
  const page = await readFile(path.join(folder, 'drafts/languages/gaps/index.html'), 'utf8');
  expect(page).toContain('Only a build with drafts has this page.');
}, 300_000);

/** Builds `content` into `site`, both below the scratch folder. */
function build(content: string, site: string, options: readonly string[]): void {
  run(content, 'build.ts', ['--no-cards', '--outDir', path.join(folder, site), ...options]);
}

function run(content: string, script: string, options: readonly string[]): void {
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join('src/cli', script), ...options],
    {
      encoding: 'utf8',
      env: { ...process.env, TURNSTONE_CONTENT: path.join(folder, content), SITE_URL: SITE },
    },
  );
  expect(status, stderr).toBe(0);
}

interface Boat {
  title: string;
  date: string | null;
  /** What Lee Osei is in it. */
  lee?: 'correspondent' | 'guest';
  program?: string;
  record?: 'summary';
}

async function writeContent(): Promise<void> {
  const write = async (name: string, text: string) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  const people = {
    'dana-cole': 'Dana Cole',
    'lee-osei': 'Lee Osei',
    'olha-petrenko': 'Olha Petrenko',
    yeva: 'Єва Єжак',
    hai: '李海',
    brook: HOSTILE_NAME,
  };
  const march = Array.from({ length: 118 }, (_, n): Boat => {
    const day = String((n % 28) + 1).padStart(2, '0');
    const hasLee = n === 0 || n === 1 || n === 27;
    return {
      title: `Night boat ${String(n)}`,
      date: `2026-03-${day}`,
      ...(hasLee && { lee: 'correspondent' }),
    };
  });
  const night = { program: 'night-watch' };
  const boats: Boat[] = [
    ...march,
    { title: 'Only the month', date: '2026-03' },
    { title: 'February', date: '2026-02-01' },
    { title: 'Only the year', date: '2026' },
    { title: HOSTILE_TITLE, date: '2025-12-31', lee: 'correspondent', ...night },
    { title: 'Second of May', date: '2024-05-02', lee: 'guest', ...night },
    { title: 'Told again', date: '2024-05-01', lee: 'guest', record: 'summary', ...night },
    { title: 'Undated', date: null },
  ];
  await write('large/site.yaml', `${SITE_FILE}languageGaps: public\n`);
  await write('small/site.yaml', SITE_FILE.replace('none', 'all'));
  for (const [id, name] of Object.entries(people)) {
    const text = `name: ${JSON.stringify(name)}\nprivate: ${String(id === 'olha-petrenko')}\n`;
    await write(`large/speakers/${id}.yaml`, text);
    await write(`small/speakers/${id}.yaml`, text);
  }
  for (let n = 0; n < 100; n += 1) {
    await write(`large/programs/idle-${String(n)}.yaml`, `name: Idle ${String(n)}\n`);
  }
  for (const into of ['large', 'small']) {
    await write(`${into}/programs/harbour-morning.yaml`, 'name: Harbour Morning\n');
    await write(`${into}/programs/night-watch.yaml`, 'name: Night Watch\n');
  }
  for (const [n, boat] of boats.entries()) {
    await write(`large/speakers/guest-${String(n)}.yaml`, `name: Person ${String(n)} Brook\n`);
    await write(
      `large/transcripts/boat-${String(n)}.md`,
      markdown(boat, `guest-${String(n)}`, n === 0),
    );
  }
  await write(
    'small/transcripts/boat.md',
    markdown({ title: 'One boat', date: null }, 'brook', false),
  );
  await write('small/transcripts/quay.md', QUAY);
}

const PRIVATE_NAME = /petrenko/i;
const QUAY = `---
title: On the quay
language: en
speakers:
  - { id: dana-cole, role: host, labels: [COLE] }
  - { id: olha-petrenko, role: guest, labels: [MRS. PETRENKO] }
rights: { license: CC-BY-4.0 }
---

**COLE:** :lang[Ні, не сьогодні.]{uk relayed=next} Is it going out?

**MRS. PETRENKO:** Not while I stand here.
`;

const SITE_FILE = 'name: Harbour transcripts\nlanguage: en\nturnPages: none\n';

/** Dana Cole asks, Lee Osei answers where he is there, and a guest is not transcribed. */
function markdown(
  { title, date, lee, program, record }: Boat,
  guest: string,
  isFull: boolean,
): string {
  const speakers = [
    ['dana-cole', 'host', 'COLE'],
    ...(lee ? [['lee-osei', lee, 'OSEI']] : []),
    [guest, 'guest', 'GUEST'],
    ...(isFull ? ['olha-petrenko', 'yeva', 'hai', 'brook'].map((id) => [id, 'guest', id]) : []),
  ];
  return [
    '---',
    `title: ${JSON.stringify(title)}`,
    ...(date === null ? [] : [`date: ${date}`]),
    `program: ${program ?? 'harbour-morning'}`,
    'language: en',
    `record: ${record ?? 'verbatim'}`,
    'speakers:',
    ...speakers.map(
      ([id = '', role = '', label = '']) => `  - { id: ${id}, role: ${role}, labels: [${label}] }`,
    ),
    '---',
    '',
    '**COLE:** Is it going out?',
    ...(lee ? ['', '**OSEI:** Not tonight.'] : []),
    ...['', '**GUEST:** :lang[(Speaking Ukrainian)]{uk untranscribed} We wait (inaudible).'],
    ...(isFull
      ? [
          '',
          '**olha-petrenko:** I ask.',
          '',
          '**yeva:** Yes.',
          '',
          '**hai:** Yes.',
          '',
          '**brook:** Yes (ph).',
        ]
      : []),
    '',
  ].join('\n');
}
