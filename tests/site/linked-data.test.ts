import type { Element } from 'hast';
import { selectAll } from 'hast-util-select';
import { toText } from 'hast-util-to-text';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { builtPages, fileAt, type Page } from './built.ts';

// What frames of other sites show is as small as can be, and its canonical page has the data.
const pages = builtPages().filter(
  ({ file, address }) => file !== '404.html' && !address.startsWith('/embed/'),
);
const node = z.looseObject({ '@context': z.string(), '@type': z.string() });
const data = new Map(pages.map((page) => [page, scriptsOf(page).map(contentOf)]));

test('every page says once, in data, what it is', () => {
  for (const [{ file, tree }, things] of data) {
    expect(things, file).toHaveLength(1);
    // One description: no attributes that could say otherwise.
    expect(
      selectAll('[itemscope], [itemprop], [typeof], [property^="schema:"]', tree),
      file,
    ).toEqual([]);
  }
});

test('everything that pages say is in the vocabulary of schema.org, where it belongs', () => {
  expect(complaintsAbout([...data.values()].flat())).toEqual([]);
  // It refuses what is not in it: a property, one that belongs to something else, and a type.
  const context = { '@context': 'https://schema.org' };
  const wrong = [
    { ...context, '@type': 'NewsArticle', headlin: 'x' },
    { ...context, '@type': 'RadioEpisode', transcript: 'x' },
    { ...context, '@type': 'RadioEpisod', name: 'x' },
  ];
  expect(complaintsAbout(wrong)).toHaveLength(wrong.length);
});

test('the words of a transcript are its recording’s; a summary has an abstract', () => {
  const kinds = new Set<string>();
  for (const [{ file, tree }, things] of data) {
    const isSummary = selectAll('.badge.summary', tree).length > 0;
    if (selectAll('article.transcript', tree).length === 0) continue;
    for (const thing of things) {
      const { '@type': type, abstract, audio } = episode.parse(thing);
      kinds.add(type);
      const spoken = selectAll('[data-words] p', tree).map((words) => squeezed(toText(words)));
      expect(spoken, file).not.toEqual([]);
      const text = squeezed(isSummary ? abstract : audio?.transcript);
      expect(
        spoken.filter((words) => !text.includes(words)),
        file,
      ).toEqual([]);
      expect(isSummary ? audio?.transcript : abstract, file).toBeUndefined();
    }
  }
  expect([...kinds]).toContain('RadioEpisode');
});

test('a turn of a verbatim record is a quotation of exactly its words; a summary’s is none', () => {
  const quoted = [...data].filter(([{ tree }]) => selectAll('article.alone', tree).length > 0);
  expect(quoted).not.toEqual([]);
  for (const [{ file, tree }, things] of quoted) {
    const isSummary = selectAll('.badge.summary', tree).length > 0;
    const words = selectAll('[data-words]', tree).map((each) => squeezed(toText(each)));
    const isQuotation = !isSummary && words.length > 0;
    for (const thing of things) {
      expect(thing['@type'] === 'Quotation', file).toBe(isQuotation);
      if (isQuotation) expect([squeezed(quotation.parse(thing).text)], file).toEqual(words);
    }
  }
});

test('a story is an article with its title, day and authors', () => {
  const stories = [...data].filter(([{ tree }]) => selectAll('article.story', tree).length > 0);
  expect(stories).not.toEqual([]);
  for (const [{ file, tree }, things] of stories) {
    for (const thing of things) {
      const { headline, datePublished, author = [] } = article.parse(thing);
      const [title, day] = ['h1', '.kicker time'].flatMap((one) => selectAll(one, tree));
      expect(headline, file).toBe(title && toText(title));
      expect(datePublished, file).toBe(day?.properties.dateTime);
      const [kicker] = selectAll('.kicker', tree);
      for (const { name } of author) expect(kicker && toText(kicker), file).toContain(name);
    }
  }
});

test('the corrections of a record are data as well, each with its words and day', () => {
  const told = [...data].flatMap(([, things]) =>
    things.flatMap((thing) => corrected.parse(thing).correction ?? []),
  );
  expect(told).not.toEqual([]);
});

test('the addresses in it are there', () => {
  const missing = [...data].flatMap(([{ file, address }, things]) =>
    things
      .flatMap(addressesIn)
      .map((url) => URL.parse(url, `https://site.invalid${address}`))
      .filter((url) => url?.origin === 'https://site.invalid' && fileAt(url.pathname) === null)
      .map((url) => `${file}: ${String(url)}`),
  );
  expect(missing).toEqual([]);
});

const text = z.string();
const episode = z.looseObject({
  '@type': text,
  abstract: text.optional(),
  audio: z.looseObject({ transcript: text.optional() }).optional(),
});
const article = z.looseObject({
  '@type': z.literal('Article'),
  headline: text,
  datePublished: text,
  author: z.array(z.looseObject({ name: text })).optional(),
});
const quotation = z.looseObject({ text });
const corrected = z.looseObject({
  correction: z
    .array(z.strictObject({ '@type': z.literal('CorrectionComment'), text, datePublished: text }))
    .optional(),
});

function scriptsOf({ tree }: Page): Element[] {
  return selectAll('script[type="application/ld+json"]', tree);
}

function contentOf({ children }: Element) {
  const text = children.map((child) => (child.type === 'text' ? child.value : '')).join('');
  return node.parse(JSON.parse(text));
}

/** White space apart, which the page lays out in its own way. */
const squeezed = (words = ''): string => words.replace(/\s+/g, '');

function addressesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) =>
    key === 'url' && typeof child === 'string' ? child : addressesIn(child),
  );
}

/** What the types of schema.org's vocabulary find wrong with things. */
function complaintsAbout(things: readonly z.infer<typeof node>[]): string[] {
  const name = 'linked-data.ts';
  const lines = things.map(
    (thing, index) =>
      `const thing${String(index)}: Leaves.${thing['@type']}Leaf & { '@context': string } = ${JSON.stringify(thing)};`,
  );
  const source = ["import type * as Leaves from 'schema-dts';", ...lines].join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ESNext,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) =>
    file === name ? ts.createSourceFile(file, source, ts.ScriptTarget.ESNext) : read(file, ...rest);
  const program = ts.createProgram([name], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
