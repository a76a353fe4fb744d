import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import type { Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { select, selectAll } from 'hast-util-select';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { withoutDirectionControls } from '../../src/transcript/direction-controls.ts';

// A whole site in which every text that an editor types tries to be something else, in every format at once.

/** The W3C's, which is written in CommonJS and has no types. */
const { WebVTTParser } = createRequire(import.meta.url)('webvtt-parser') as {
  WebVTTParser: new () => { parse(text: string): { cues: { text: string }[]; errors: unknown[] } };
};

/** Text that ends, opens or escapes something in at least one of the formats. */
const POISON = [
  '</script></title></textarea><script>alert(1)</script><img src=x onerror=alert(1)>',
  ']]>--><!--&amp;&lt;&#0;&bogus;',
  `"' onload="alert(1)" \`\${1}{{2}}\\`,
  '*a*_b_[c](javascript:alert(1))#\u00a0|',
  '00:00:01.000 --> 00:00:02.000',
  '\u202eright to left\u2066\u2069\u200f',
  '\u2028\u2029\u0001\u0085\ufffe\ud800',
].join(' ');
const FORMULA = '=cmd()|’ /C calc’!A0';

/** Each text is poison under a name of its own, so that it is known where it went. */
const hostile = (what: string): string => `${FORMULA} ${what} ${POISON}`;
const TITLE = hostile('title');
const SPEAKER = hostile('speaker');
const PROGRAM = hostile('program');
const SITE = hostile('site');
const ID = 'hostile';

/** A label can hold no colon, and no line break; as CommonMark, every mark in it is escaped. */
const LABEL = hostile('label')
  .replace(/[:\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufffe]/gu, '')
  .trim();
const escaped = (text: string): string => text.replace(/[!-/:-@[-`{-~]/g, '\\$&');

let folder = '';
let out = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'turnstone-hostile-'));
  out = path.join(folder, 'dist');
  const content = path.join(folder, 'content');
  for (const [file, text] of Object.entries(CONTENT)) {
    await mkdir(path.dirname(path.join(content, file)), { recursive: true });
    await writeFile(path.join(content, file), text);
  }
  run(content, 'permalinks.ts');
  run(content, 'build.ts', '--outDir', out, '--no-cards');
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

// YAML takes JSON as it is.
const CONTENT = {
  'site.yaml': JSON.stringify({
    name: SITE,
    description: hostile('site description'),
    publisher: hostile('publisher'),
    language: 'en',
    license: hostile('site license'),
    turnPages: 'all',
    exports: ['json', 'txt', 'md', 'vtt', 'srt', 'podcast.json', 'tei.xml', 'akn.xml'],
  }),
  'programs/p.yaml': JSON.stringify({
    name: PROGRAM,
    kind: 'radio',
    publisher: hostile('program publisher'),
    description: hostile('program description'),
  }),
  'speakers/s.yaml': JSON.stringify({
    name: SPEAKER,
    sortName: hostile('sort name'),
    pronunciation: hostile('pronunciation'),
    note: hostile('person note'),
    affiliations: [{ title: hostile('job'), organization: hostile('employer') }],
  }),
  [`transcripts/${ID}.md`]: `---\n${JSON.stringify({
    title: TITLE,
    description: hostile('description'),
    about: hostile('about'),
    date: '2026-03-02',
    program: 'p',
    language: 'en',
    translatedBy: hostile('translator'),
    provenance: { kind: 'checked', by: hostile('checker') },
    speakers: [
      { id: 's', role: hostile('role'), affiliation: hostile('affiliation'), labels: [LABEL] },
    ],
    source: {
      publisher: hostile('source publisher'),
      url: 'https://radio.example/?a="><script>&b',
      audio: 'https://radio.example/a.mp3?a="><script>&b',
    },
    rights: { holder: hostile('holder'), license: 'CC-BY-4.0', notice: hostile('notice') },
    corrections: [
      {
        date: '2026-03-04',
        kind: 'transcription',
        turns: ['t1'],
        said: hostile('said'),
        correct: hostile('correct'),
        note: hostile('remark'),
      },
    ],
  })}\n---\n\n**${escaped(LABEL)}:** [00:01–00:02] ${escaped(LABEL)}[^1]\n\n**${escaped(LABEL)}:** [00:02–00:03] Yes.\n\n[^1]: ${escaped(LABEL)}\n`,
};

function run(content: string, script: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join('src/cli', script), ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, TURNSTONE_CONTENT: content, SITE_URL: 'https://site.invalid' },
    },
  );
  expect(status, stdout + stderr).toBe(0);
}

/** The files below `dist/` that a pattern fits. */
function built(pattern: string): string[] {
  const files = globSync(pattern, { cwd: out }).map((file) => file.replaceAll(path.sep, '/'));
  if (files.length === 0) throw new Error(`Nothing was built that is called ${pattern}.`);
  return files;
}

const read = (file: string): Promise<string> => readFile(path.join(out, file), 'utf8');

test('every page is HTML without a fault, and nothing in it was made of text', async () => {
  const files = built('**/*.html');
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const faults: string[] = [];
    const tree = fromHtml(await read(file), {
      onerror: ({ ruleId = '' }) => {
        faults.push(ruleId);
      },
    });
    // HTML has no way to write such characters, and nothing that stands for them is what the editor typed.
    expect(
      faults.filter((rule) => !UNWRITABLE_IN_HTML.test(rule)),
      file,
    ).toEqual([]);
    const made = selectAll('*', tree).filter(
      ({ tagName, properties }) =>
        tagName === 'img' ||
        (tagName === 'script' && !properties.src && properties.type !== 'application/ld+json') ||
        Object.entries(properties).some(
          ([name, value]) => /^on/i.test(name) || /^\s*javascript:/i.test(String(value)),
        ),
    );
    expect(
      made.map(({ tagName }) => tagName),
      file,
    ).toEqual([]);
  }
});

test('a page shows its title, its speaker and its words as they were typed', async () => {
  const tree = fromHtml(await read(`transcripts/${ID}/index.html`));
  const text = (selector: string): string => textIn(select(selector, tree));
  expect(text('h1')).toBe(inUtf8(TITLE));
  expect(text('title')).toBe(`${inUtf8(TITLE)} — ${inUtf8(SITE)}`);
  expect(text('.cast a')).toBe(inUtf8(SPEAKER));
  expect(text('#t1 [data-words]')).toBe(LABEL);
  expect(text('.kicker a')).toBe(inUtf8(PROGRAM));
});

test('the data of pages is JSON, and its texts are what was typed', async () => {
  const thing = z.looseObject({ '@type': z.string() });
  const dataIn = async (file: string) => {
    const [script] = selectAll('script[type="application/ld+json"]', fromHtml(await read(file)));
    return thing.parse(JSON.parse(textIn(script)));
  };
  expect(await dataIn(`transcripts/${ID}/index.html`)).toMatchObject({
    '@type': 'RadioEpisode',
    name: TITLE,
    copyrightNotice: hostile('notice'),
    partOfSeries: { name: PROGRAM },
    contributor: [{ roleName: hostile('role'), contributor: { name: SPEAKER } }],
    correction: [{ text: expect.stringContaining(hostile('remark')) as string }],
  });
  expect(await dataIn(`transcripts/${ID}/t1/index.html`)).toMatchObject({
    '@type': 'Quotation',
    text: LABEL,
    spokenByCharacter: { name: SPEAKER },
  });
  expect(await dataIn('speakers/s/index.html')).toMatchObject({ mainEntity: { name: SPEAKER } });
  expect(await dataIn('index.html')).toMatchObject({ '@type': 'WebSite', name: SITE });
});

test('each turn’s page names its oEmbed by its whole address, which gives a quotation of it', async () => {
  const turnPages = built('transcripts/*/t*/index.html');
  for (const file of turnPages) {
    const page = fromHtml(await readFile(path.join(out, file), 'utf8'));
    const named = select('link[type="application/json+oembed"]', page);
    const address = String(named?.properties.href);
    const turn = path.basename(path.dirname(file));
    expect(address).toBe(`https://site.invalid/embed/${ID}/${turn}.json`);
    const given = z
      .object({ version: z.string(), type: z.string(), html: z.string(), provider_url: z.string() })
      .parse(JSON.parse(await readFile(path.join(out, new URL(address).pathname), 'utf8')));
    expect(given).toMatchObject({
      version: '1.0',
      type: 'rich',
      provider_url: 'https://site.invalid/',
    });
    const quotation = fromHtml(given.html, { fragment: true });
    const cite = select('blockquote', quotation)?.properties.cite;
    expect(cite).toMatch(new RegExp(`^https://site\\.invalid/transcripts/${ID}/#${turn}~`));
    expect(selectAll('script, img', quotation)).toEqual([]);
  }
});

test('every JSON file can be read, and its texts are what was typed', async () => {
  for (const file of built('**/*.json'))
    expect(JSON.parse(await read(file)), file).toBeTypeOf('object');
  const json = async (file: string): Promise<unknown> => JSON.parse(await read(file));
  expect(await json(`transcripts/${ID}.json`)).toMatchObject({
    title: TITLE,
    speakers: [{ name: SPEAKER, role: hostile('role'), affiliation: hostile('affiliation') }],
    turns: [{ label: LABEL, text: LABEL, notes: [{ text: LABEL }] }, { text: 'Yes.' }],
    rights: { notice: hostile('notice') },
  });
  expect(await json('feed.json')).toMatchObject({ title: SITE, items: [{ title: TITLE }] });
  expect(await json('programs/p/feed.json')).toMatchObject({ title: `${PROGRAM} — ${SITE}` });
  expect(await json('index.json')).toMatchObject({ name: SITE, transcripts: [{ title: TITLE }] });
  expect(await json(`transcripts/${ID}.podcast.json`)).toMatchObject({
    segments: expect.arrayContaining([
      expect.objectContaining({ speaker: SPEAKER, body: LABEL }),
    ]) as unknown,
  });
  const lines = (await read('turns-1.ndjson')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { title: TITLE, name: SPEAKER, text: LABEL },
    { text: 'Yes.' },
  ]);
});

describe('every XML file', () => {
  test('is well-formed', async () => {
    const files = built('**/*.xml');
    expect(files).toEqual(
      expect.arrayContaining([
        'rss.xml',
        'corrections.xml',
        'sitemap-1.xml',
        `transcripts/${ID}.tei.xml`,
        `transcripts/${ID}.akn.xml`,
      ]),
    );
    for (const file of files) expect(parseXml(await read(file)).root, file).not.toBeNull();
  });

  test.each([
    ['rss.xml', ['title'], [SITE, TITLE]],
    ['programs/p/rss.xml', ['title'], [`${PROGRAM} — ${SITE}`, TITLE]],
    ['speakers/s/rss.xml', ['title'], [`${SPEAKER} — ${SITE}`, TITLE]],
    ['corrections.xml', ['name'], [hostile('publisher')]],
    [`transcripts/${ID}.tei.xml`, ['title'], [TITLE]],
    [`transcripts/${ID}.tei.xml`, ['persName'], [SPEAKER]],
    [`transcripts/${ID}.tei.xml`, ['p'], [LABEL]],
    [`transcripts/${ID}.akn.xml`, ['docTitle'], [TITLE]],
    [`transcripts/${ID}.akn.xml`, ['from'], [LABEL]],
  ])('has its texts as they were typed: %s, %j', async (file, names, texts) => {
    const { root } = parseXml(await read(file));
    const found = (root ? elementsIn(root) : []).filter(({ name }) => names.includes(name));
    expect(found.map(({ text }) => inXml(text))).toEqual(expect.arrayContaining(texts.map(inXml)));
  });

  test('is text even to a reader of RSS, who takes a description for HTML', async () => {
    const { root } = parseXml(await read('rss.xml'));
    const descriptions = (root ? elementsIn(root) : [])
      .filter(({ name }) => name === 'description')
      .map(({ text }) => fromHtml(inXml(text), { fragment: true }).children);
    expect(descriptions).toMatchObject(
      [hostile('site description'), hostile('description')].map((text) => [
        { type: 'text', value: inXml(text) },
      ]),
    );
  });
});

test('captions are of the speaker, and no text of theirs is a cue', async () => {
  const vtt = new WebVTTParser().parse(await read(`transcripts/${ID}.vtt`));
  expect(vtt.errors).toEqual([]);
  const voices = vtt.cues.map(({ text }) => /^<v ([^>]*)>([^<]*)<\/v>$/.exec(text)?.slice(1));
  expect(new Set(voices.map((parts) => decoded(parts?.[0])))).toEqual(
    new Set([inUtf8(SPEAKER.replace(/[\u2028\u2029]/g, ' ')).replace(/\s+/g, ' ')]),
  );
  expect(voices.map((parts) => decoded(parts?.[1])).join(' ')).toBe(`${spaced(LABEL)} Yes.`);

  const blocks = (await read(`transcripts/${ID}.srt`)).trimEnd().split(/\n{2,}/);
  expect(blocks).toHaveLength(vtt.cues.length);
  for (const [index, block] of blocks.entries()) {
    expect(block.split('\n').slice(0, 2)).toEqual([
      String(index + 1),
      expect.stringMatching(/^[\d:,]+ --> [\d:,]+$/),
    ]);
  }
});

test('llms.txt has one line for each transcript, and no Markdown but its own', async () => {
  const tree = fromMarkdown(await read('llms.txt'));
  expect(tree.children.map(({ type }) => type)).toEqual([
    'heading',
    'blockquote',
    'paragraph',
    'heading',
    'list',
    'heading',
    'list',
  ]);
  const told = (text: string) => spaced(withoutDirectionControls(inUtf8(text)));
  expect(spaced(toString(tree.children[0]))).toBe(told(SITE));
  const [first] = [tree.children[6]].flatMap((list) =>
    list?.type === 'list' ? list.children : [],
  );
  expect(spaced(toString(first))).toBe(`${told(TITLE)}: 2026-03-02`);
});

test('what reference managers read has one entry, whose fields end where they end', async () => {
  const ris = (await read(`transcripts/${ID}.ris`)).trimEnd().split('\n');
  expect(ris.filter((line) => !/^[A-Z][A-Z0-9] {2}- /.test(`${line} `))).toEqual([]);
  expect(ris.filter((line) => /^(?:TY|ER) /.test(line))).toHaveLength(2);
  const bib = await read(`transcripts/${ID}.bib`);
  expect(bib.match(/^@/gm)).toHaveLength(1);
});

const UNWRITABLE_IN_HTML = /control-?character|noncharacter/i;

/** Less control characters, and those that XML has no way to write, and what stands for them. */
const inXml = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\ufffd-\uffff]/gu, '');

/** As a file of UTF-8 holds it. */
const inUtf8 = (text: string): string => text.toWellFormed();

const spaced = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const decoded = (markup = ''): string => spaced(textIn(fromHtml(markup, { fragment: true })));

const elementsIn = (element: XmlElement): XmlElement[] =>
  element.children.flatMap((node) =>
    node.type === 'element' ? [node as XmlElement, ...elementsIn(node as XmlElement)] : [],
  );

/** The text of a tree as it stands, which a reader would see with its spaces collapsed. */
function textIn(node: Nodes | undefined): string {
  if (!node) return '';
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map((child) => textIn(child)).join('') : '';
}
