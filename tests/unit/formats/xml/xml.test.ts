import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTranscript, type Imported } from '../../../../src/cli/import-transcript.ts';
import { akn } from '../../../../src/formats/akn.ts';
import { detectFormat } from '../../../../src/formats/formats.ts';
import { toJson } from '../../../../src/formats/json.ts';
import { tei } from '../../../../src/formats/tei.ts';
import { expectLinearTime } from '../../linear-time.ts';

const FIXTURES = path.join(import.meta.dirname, 'fixtures');

describe('transcripts in XML', () => {
  it.each(readdirSync(FIXTURES))('%s', async (name) => {
    const imported = importXml(readFileSync(path.join(FIXTURES, name, 'input.xml'), 'utf8'));

    const { format, transcript, markdown } = imported;
    const result = {
      format: format?.id,
      written: markdown !== null,
      problems: told(imported),
      transcript: transcript && toJson(transcript),
    };
    await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot(
      path.join(FIXTURES, name, 'output.json'),
    );
  });

  it.each([akn, tei])('are known by their content: $id', (format) => {
    expect(detectFormat(format.example)?.id).toBe(format.id);
    expect(detectFormat(`\uFEFF<!-- <u> -->\n${format.example}`)?.id).toBe(format.id);
    expect(detectFormat(format.example.slice(0, -30))?.id).toBe(format.id);
    expect(importXml(format.example).markdown).not.toBeNull();
  });

  it('leave web pages alone', () => {
    expect(akn.detect('<?xml version="1.0"?>\n<!DOCTYPE html>\n<html><p>u</p></html>')).toBe(0);
    expect(akn.detect('<p>ANA RUIZ: Hello.</p>')).toBe(0);
    expect(tei.detect('ANA RUIZ: <u>Hello.</u>')).toBe(0);
  });

  it('are refused where elements nest without end', () => {
    const deep = `<akomaNtoso>\n${'<p>'.repeat(100_000)}`;
    const errors = told(importXml(deep)).filter((line) => line.includes(' error '));
    expect(errors[0]).toMatch(/^2:598 error Elements nest more than 200 deep;/);
  });

  it('have a speaker whom the editor names, by label or by declared name', () => {
    const source = akn.example;
    for (const label of ['The Chair', 'Ana Ruiz']) {
      const { transcript, problems } = importXml(source, [{ label, who: 'Ana Petrenko' }]);
      expect(transcript?.speakers.map(({ name }) => name)).toEqual(['Ana Petrenko']);
      expect(problems.map(({ message }) => message)).toEqual([NO_TITLE]);
    }
  });

  it.each([
    ['words', (long: string) => speech('Ana Ruiz', long)],
    ['a label', (long: string) => speech(long, 'Hello.')],
    ['an attribute', (long: string) => speech('Ana Ruiz', 'Hello.').replace('#ana', long)],
    [
      'a comment',
      (long: string) => `<!--${long.replaceAll('-', '')}-->${speech('Ana Ruiz', 'Hi')}`,
    ],
  ])('are read in time that grows with their length: %s', { timeout: 60_000 }, (_, make) => {
    for (const piece of [
      'a ',
      '\u00A0',
      '((',
      ')',
      ', ',
      ': ',
      '- ',
      '[(',
      '&amp;',
      'é\u0301',
      '🚢 ',
    ]) {
      expectLinearTime(
        (length) => importXml(make(piece.repeat(Math.ceil(length / piece.length)))),
        1_000_000,
        piece,
      );
    }
  });

  it(
    'are read in time that grows with their length: many of everything',
    { timeout: 60_000 },
    () => {
      expectLinearTime((length) => {
        const speeches = Array.from(
          { length },
          (_, n) => `<speech by="#p${n}"><from>Person ${n}</from><p><i>a</i><b>b</b></p></speech>`,
        );
        akn.read(`<akomaNtoso>${speeches.join('')}</akomaNtoso>`, () => undefined, { labels: [] });
      }, 8000);
    },
  );
});

const NO_TITLE =
  'No title was given, so it is the file\'s name, "input". Give --title, or correct it in the written file.';

const speech = (label: string, words: string): string =>
  `<akomaNtoso><speech by="#ana"><from>${label}</from><p>${words}</p></speech></akomaNtoso>`;

function importXml(source: string, speakers: { label: string; who: string }[] = []): Imported {
  const bytes = new TextEncoder().encode(source);
  return importTranscript(bytes, 'input.xml', { ...OPTIONS, speakers }, new Map());
}

const told = ({ problems }: Imported): string[] =>
  problems.map(({ severity, message, line, column }) => `${line}:${column} ${severity} ${message}`);

const OPTIONS = {
  title: null,
  date: null,
  program: null,
  language: null,
  record: 'verbatim',
  draft: false,
  speakers: [],
  format: null,
} as const;
