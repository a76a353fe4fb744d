import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseXml } from '@rgrove/parse-xml';
import { describe, expect, test } from 'vitest';
import { contentFolder } from '../../src/archive/content-folder.ts';
import { EXPORT_TYPES, exportsOf } from '../../src/archive/exports.ts';
import { transcriptAddresses } from '../../src/archive/lookup.ts';
import { readArchive } from '../../src/archive/read.ts';
import { builtPages, linksOf, readBuilt } from './built.ts';

/** The W3C's, which is written in CommonJS and has no types. */
const { WebVTTParser } = createRequire(import.meta.url)('webvtt-parser') as {
  WebVTTParser: new () => {
    parse(text: string): { cues: unknown[]; errors: unknown[] };
  };
};

const archive = await readArchive({ content: contentFolder(), drafts: false });
const pages = new Map(builtPages().map((page) => [page.address, page]));
const addresses = transcriptAddresses(archive);
const made = addresses.flatMap(({ id, transcript }) =>
  exportsOf(archive.site, transcript).map((ending) => ({
    id,
    transcript,
    ending,
    bytes: readBuilt(`transcripts/${id}.${ending}`),
  })),
);
const filesOf = (ending: string) =>
  made
    .filter((one) => one.ending === ending)
    .map((one) => ({ ...one, text: one.bytes.toString() }));

test('the shipped site makes every export there is', () => {
  expect(new Set(made.map(({ ending }) => ending))).toEqual(new Set(Object.keys(EXPORT_TYPES)));
});

test('a page names each export in its head, with its media type, and offers it to its reader', () => {
  for (const { id, transcript } of addresses) {
    const page = pages.get(`/transcripts/${id}/`);
    const links = page ? linksOf(page) : [];
    for (const ending of exportsOf(archive.site, transcript)) {
      const offers = links.filter(
        ({ url }) => url?.pathname === `/transcripts/${transcript.id}.${ending}`,
      );
      expect(
        offers.map(({ element }) => [element.tagName, element.properties.type]),
        `${id}: ${ending}`,
      ).toEqual([
        ['link', EXPORT_TYPES[ending]],
        ['a', undefined],
      ]);
    }
  }
});

test('.md is the source, byte for byte', async () => {
  for (const { transcript, bytes } of filesOf('md')) {
    expect(bytes.equals(await readFile(transcript.file)), transcript.id).toBe(true);
  }
});

describe('what each format holds', () => {
  test('.txt has every paragraph of every turn, in order', () => {
    for (const { transcript, text, id } of filesOf('txt')) {
      let from = 0;
      for (const paragraph of transcript.turns.flatMap((turn) => turn.text.split('\n\n'))) {
        const at = text.indexOf(paragraph, from);
        expect(at, `${id}: ${paragraph}`).toBeGreaterThanOrEqual(from);
        from = at + paragraph.length;
      }
    }
  });

  test('.vtt is what the W3C’s parser takes without a word of blame, and .srt has as many cues', () => {
    for (const { text, id } of filesOf('vtt')) {
      const { cues, errors } = new WebVTTParser().parse(text);
      expect(errors, id).toEqual([]);
      expect(cues.length, id).toBeGreaterThan(0);
      const srt = readBuilt(`transcripts/${id}.srt`).toString();
      expect(srt.match(/^\d+$/gmu), id).toHaveLength(cues.length);
    }
  });

  test.each(['tei.xml', 'akn.xml'])('.%s is well-formed and has an element a turn', (ending) => {
    for (const { transcript, text, id } of filesOf(ending)) {
      const { root } = parseXml(text);
      const ids = [...text.matchAll(/\b(?:xml:id|eId)="([^"]+)"/gu)].map(([, one]) => one);
      expect(root?.name, id).toBe(ending === 'tei.xml' ? 'TEI' : 'akomaNtoso');
      const lacking = transcript.turns.filter((turn) => !ids.includes(turn.id));
      expect(lacking, id).toEqual([]);
    }
  });
});

test('a summary says that it is one in every export, and has no captions', () => {
  const summaries = made.filter(({ transcript }) => transcript.record === 'summary');
  expect(summaries.length).toBeGreaterThan(0);
  for (const { id, ending, bytes } of summaries) {
    expect(bytes.toString(), `${id}.${ending}`).toMatch(/summary/i);
    expect(['vtt', 'srt']).not.toContain(ending);
  }
});

test('no export is there that the archive does not know of', () => {
  const files = globSync('dist/transcripts/**/*.*', { withFileTypes: false })
    .map((file) => file.replaceAll('\\', '/').replace('dist/transcripts/', ''))
    .filter((file) => !/\.(?:html|png)$/.test(file));
  expect(files.sort()).toEqual(made.map(({ id, ending }) => `${id}.${ending}`).sort());
});
