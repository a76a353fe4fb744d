import { globSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { contentFolder } from '../../src/archive/content-folder.ts';
import { readArchive } from '../../src/archive/read.ts';
import { fileAt, readBuilt } from './built.ts';

const archive = await readArchive({ content: contentFolder(), drafts: false });
const json = (file: string): unknown => JSON.parse(readBuilt(file).toString());

const index = z
  .object({
    schema: z.string(),
    transcripts: z.array(
      z.object({
        id: z.string(),
        url: z.string(),
        turns: z.number(),
        record: z.string(),
        exports: z.record(z.string(), z.string()),
      }),
    ),
    turnFiles: z.array(
      z.object({
        url: z.string(),
        transcripts: z.array(z.string()),
        turns: z.number(),
        bytes: z.number(),
      }),
    ),
  })
  .parse(json('index.json'));

test('every transcript’s JSON fits the schema that is published with it', () => {
  const validate = new Ajv2020({ allErrors: true }).compile(
    z.record(z.string(), z.unknown()).parse(json('schema/transcript.json')),
  );
  const files = globSync('dist/transcripts/**/*.json')
    .map((file) => file.replaceAll('\\', '/').replace('dist/', ''))
    .filter((file) => !/\.(?:csl|podcast)\.json$/.test(file));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    validate(json(file));
    expect(validate.errors, file).toBeNull();
  }
  expect(validate({ id: 'a', turns: [{ id: 'seven' }] })).toBe(false);
});

test('the index has every published transcript, and everything that it names is there', () => {
  expect(index.transcripts.map(({ id, turns, record }) => [id, turns, record])).toEqual(
    archive.transcripts.map(({ id, turns, record }) => [id, turns.length, record]),
  );
  const named = [
    index.schema,
    ...index.transcripts.flatMap(({ url, exports }) => [url, ...Object.values(exports)]),
    ...index.turnFiles.map(({ url }) => url),
  ];
  expect(
    named.filter((address) => fileAt(new URL(address, 'https://site.invalid').pathname) === null),
  ).toEqual([]);
});

test('the files of turns hold every turn of the free transcripts once, as the index says', () => {
  const turn = z.object({ transcript: z.string(), id: z.string(), text: z.string() });
  const lines = index.turnFiles.flatMap(({ url, turns, bytes }) => {
    const content = readBuilt(fileAt(new URL(url, 'https://site.invalid').pathname) ?? '');
    const rows = content.toString().split('\n').slice(0, -1);
    expect([rows.length, content.length]).toEqual([turns, bytes]);
    return rows.map((row) => turn.parse(JSON.parse(row)));
  });
  expect(lines).toEqual(
    archive.transcripts
      .toReversed()
      .filter(({ rights }) => rights?.license === 'CC-BY-4.0')
      .flatMap(({ id, turns }) =>
        turns.map((one) => ({ transcript: id, id: one.id, text: one.text })),
      ),
  );
  expect(lines.length).toBeGreaterThan(0);
});

test('llms.txt leads to files that are there, and no sitemap is without absolute addresses', () => {
  const links = [
    ...readBuilt('llms.txt')
      .toString()
      .matchAll(/\]\(([^)]+)\)/gu),
  ].map(([, to = '']) => to);
  expect(links.length).toBeGreaterThan(archive.transcripts.length);
  expect(
    links.filter((address) => fileAt(new URL(address, 'https://site.invalid').pathname) === null),
  ).toEqual([]);
  for (const file of globSync('dist/{sitemap-*.xml,robots.txt}')) {
    expect(readBuilt(file.slice('dist/'.length)).toString()).toMatch(/https?:\/\//);
  }
});
