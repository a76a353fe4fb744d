import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toCslJson } from '../../../src/citations/exports.ts';
import { importTranscript, type ImportOptions } from '../../../src/cli/import-transcript.ts';
import type { Format } from '../../../src/formats/format.ts';
import { detectFormat, FORMATS } from '../../../src/formats/formats.ts';
import { JSON_FORMATS } from '../../../src/formats/json-formats.ts';
import { toJson } from '../../../src/formats/json.ts';
import { podcastHtml } from '../../../src/formats/podcast-html.ts';
import { podcastJson, writePodcastJson } from '../../../src/formats/podcast-json.ts';
import { table } from '../../../src/formats/table.ts';
import { expectLinearTime } from '../linear-time.ts';

const OWN: readonly Format[] = [...JSON_FORMATS, table, podcastHtml];
const KINDS = ['json', 'table', 'podcast-html'];

describe.each(KINDS)('%s', (kind) => {
  const fixtures = path.join(import.meta.dirname, 'structured', 'fixtures', kind);

  it.each(readdirSync(fixtures))('%s', async (name) => {
    const folder = path.join(fixtures, name);
    const file = readdirSync(folder).find((entry) => entry.startsWith('input.')) ?? '';
    const { transcript, format, markdown, problems } = importText(
      readFileSync(path.join(folder, file), 'utf8'),
    );

    const result = {
      format: format?.id,
      written: markdown !== null,
      problems: problems.map(
        ({ severity, message, line, column }) => `${line}:${column} ${severity} ${message}`,
      ),
      transcript: transcript && toJson(transcript),
    };
    await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot(
      path.join(folder, 'output.json'),
    );
  });
});

describe('detection', () => {
  it.each(OWN)('knows the example of $id', (format) => {
    expect(detectFormat(format.example)?.id).toBe(format.id);
  });

  it.each(FORMATS.filter((format) => !OWN.includes(format)))(
    'leaves the example of $id alone',
    (format) => {
      expect(OWN).not.toContain(detectFormat(format.example));
    },
  );

  it('knows a file that breaks off', () => {
    for (const format of OWN) {
      const start = format.example.slice(0, -2);
      expect(detectFormat(start)?.id).toBe(format.id);
    }
  });

  it('takes no JSON of another shape', () => {
    const source = '{"segments":{"0":{"body":"Hello."}},"x":[{"segments":[{"body":"x"}]}]}';
    const { format, problems } = importText(source);
    expect(format).toBeNull();
    expect(problems.map(({ severity }) => severity)).toEqual(['error']);
  });

  it.each([
    toCslJson({
      id: 'a',
      type: 'broadcast',
      title: 'Two chairs',
      medium: 'Transcript',
      language: 'en',
      URL: 'https://harbour.example/a',
    }),
    JSON.stringify([{ note: 'COLE: Is it going out?\nPETRENKO: Not tonight.\n' }], null, 2),
    '[\n  {\n    "Cole": "Is it going out?",\n    "Petrenko": "Not ton',
    '{"id": "a", "words": "Cole: Is it going out?"}\n{"id": "b", "words": "Petrenko: Not tonight."}\n',
    '\uFEFF [ [ "COLE: Is it going out?" ] ]',
    '[1]',
  ])('no format takes JSON that is no transcript: %s', (source) => {
    for (const format of [null, ...FORMATS.filter((each) => !JSON_FORMATS.includes(each))]) {
      const { transcript, markdown, problems } = importText(source, { format });
      expect(transcript, format?.id).toBeNull();
      expect(markdown, format?.id).toBeNull();
      expect(
        problems.map(({ severity }) => severity),
        format?.id,
      ).toEqual(['error']);
      expect(problems[0]?.message, format?.id).toMatch(/JSON/);
    }
  });

  it('says which format a transcript as JSON is in, where another is asked for', () => {
    const format = FORMATS.find(({ id }) => id === 'broadcast') ?? null;
    const { transcript, problems } = importText(podcastJson.example, { format });
    expect(transcript).toBeNull();
    expect(problems.map(({ message }) => message)).toEqual([
      'The source is JSON and no Broadcast text; expected --format podcast-json, or none.',
    ]);
  });

  it.each([
    '[Music]\n\nCOLE: Is it going out?\n\nPETRENKO: Not tonight.\n',
    '["Two Chairs" plays]\n\nCOLE: Is it going out?\n\nPETRENKO: Not tonight.\n',
    '{music} COLE: Is it going out?\n\nPETRENKO: Not tonight.\n',
  ])('what only opens with a bracket is no JSON: %s', (source) => {
    const { format, problems } = importText(source);
    expect(format?.id).toBe('broadcast');
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('does not ask how keys are ordered', () => {
    for (const format of JSON_FORMATS) {
      const turned = JSON.stringify(inReverse(JSON.parse(format.example)));
      expect(detectFormat(turned)?.id).toBe(format.id);
    }
  });
});

describe('every word is missed when it is lost', () => {
  it.each(OWN)('in $id', (format) => {
    const words = [...format.wording(format.example, { labels: [] })]
      .map(({ text }) => text)
      .join(' ');
    const { heard } = format.read(format.example, () => undefined, { labels: [] });
    expect(heard.length).toBeGreaterThan(1);
    for (const { text } of heard) expect(words).toContain(text);
  });
});

describe('hostile sources', () => {
  const lines: [string, string][] = [
    ['an open bracket', '['],
    ['an open brace', '{"a":'],
    ['a quotation mark', '"'],
    ['a space', ' '],
    ['a comma', ','],
    ['an open element', '<p>'],
    ['a cite', '<cite>'],
    ['an escape', '\\'],
    ['a digit', '1'],
    ['a colon', ':'],
  ];

  it.each(lines)('a megabyte of %s hangs no format', { timeout: 120_000 }, (_, unit) => {
    const head: Partial<Record<string, string>> = {
      table: 'speaker,text\nAna Ruiz,',
      'podcast-html': '<cite>Ana Ruiz:</cite><p>',
    };
    for (const format of OWN) {
      const read = (length: number) => {
        const line = unit.repeat(Math.ceil(length / unit.length));
        const source = (head[format.id] ?? format.example.slice(0, -1)) + line;
        format.detect(source);
        format.read(source, () => undefined, { labels: [] });
        Array.from(format.wording(source, { labels: [] }));
      };
      expectLinearTime(read, 1_000_000, format.id);
    }
  });

  it('a megabyte in one string is read whole', () => {
    const body = 'word '.repeat(200_000).trim();
    const source = JSON.stringify({ segments: [{ speaker: 'Ana Ruiz', body }] });
    const { heard } = podcastJson.read(source, () => undefined, { labels: [] });
    expect(heard.at(-1)?.text).toBe(body);
  });

  it('values nested without end are refused with their place', () => {
    const source = `{"segments":[{"body":"Hello.","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`;
    const { problems, format } = importText(source);
    expect(format?.id).toBe('podcast-json');
    expect(problems).toContainEqual({
      file: 'input',
      line: 1,
      column: 132,
      severity: 'error',
      message: 'Values nested more than 100 deep; expected a transcript. Export it again.',
    });
  });

  it('elements nested without end are refused', () => {
    const source = `<cite>Ana:</cite><p>Hello.</p>${'<b>'.repeat(100_000)}`;
    const { problems, markdown } = importText(source);
    expect(markdown).toBeNull();
    expect(problems.map(({ message }) => message)).toContain(
      'Elements are nested more than 1500 deep; expected a transcript, which nests a few deep. Export it again.',
    );
  });

  it(
    'damaged in any way either import with all their words or say why not',
    { timeout: 60_000 },
    () => {
      const sources = KINDS.flatMap((kind) => {
        const fixtures = path.join(import.meta.dirname, 'structured', 'fixtures', kind);
        return readdirSync(fixtures).map((name) => {
          const folder = path.join(fixtures, name);
          const file = readdirSync(folder).find((entry) => entry.startsWith('input.')) ?? '';
          return readFileSync(path.join(folder, file), 'utf8');
        });
      });
      fc.assert(
        fc.property(
          fc.constantFrom(...sources),
          fc.array(damage, { minLength: 1, maxLength: 3 }),
          (source, damages) => {
            const damaged = damages.reduce((text, change) => change(text), source);
            const { markdown, problems, format } = importText(damaged);
            const isRefused = problems.some(({ severity }) => severity === 'error');
            expect(markdown === null).toBe(isRefused);
            const errors = problems.filter(({ severity }) => severity === 'error');
            const faults = errors.filter(({ message }) => message.includes('report the fault'));
            // Damaged markup may part words otherwise than the words alone show, and is refused for it.
            const isMarkup = format?.id === 'podcast-html' || format?.id === 'html';
            if (errors.length === faults.length && !isMarkup) expect(faults).toEqual([]);
          },
        ),
        { numRuns: 1000, seed: 7 },
      );
    },
  );
});

describe('round trips', { timeout: 60_000 }, () => {
  it('the JSON of this site comes back as it was', () => {
    fc.assert(
      fc.property(transcript, (written) => {
        const source = JSON.stringify(written);
        const { transcript: read, problems } = importText(source, { title: null });
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(read && toJson(read)).toEqual(written);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('Podcasting 2.0 JSON keeps voices, words, directions and times', () => {
    fc.assert(
      fc.property(transcript, (source) => {
        const { transcript: written } = importText(JSON.stringify(source));
        if (!written) throw new Error('Not read.');
        const podcast = writePodcastJson(written);
        const { transcript: read } = importText(podcast);
        expect(read && carriedByPodcast(toJson(read))).toEqual(carriedByPodcast(source));
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

/** What the doc comment of `writePodcastJson` does not list as lost. */
function carriedByPodcast({ turns, speakers, directions }: ReturnType<typeof toJson>) {
  const names = new Map(speakers.map(({ id, name }) => [id, name]));
  return {
    turns: turns.map(({ speaker, start, end, text }) => ({
      speaker: names.get(speaker),
      start,
      end,
      text,
    })),
    directions,
  };
}

function importText(text: string, options: Partial<ImportOptions> = {}) {
  return importTranscript(
    new TextEncoder().encode(text),
    'input',
    { ...OPTIONS, ...options },
    new Map(),
  );
}

const inReverse = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inReverse);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, inReverse(item)]),
  );
};

/** Cuts, repeats, swaps or inserts at a random place. */
const damage = fc
  .record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat({ max: 40 }),
    kind: fc.constantFrom('cut', 'repeat', 'swap', 'insert', 'truncate'),
    scrap: fc.constantFrom('"', '{', ']', ',', '\n', '<p>', '<cite>', '\\u0000', '0', 'null', ' '),
  })
  .map(({ at, length, kind, scrap }) => (text: string): string => {
    const from = Math.floor(at * text.length);
    const [before, part, after] = [
      text.slice(0, from),
      text.slice(from, from + length),
      text.slice(from + length),
    ];
    switch (kind) {
      case 'cut':
        return before + after;
      case 'repeat':
        return before + part + part + after;
      case 'swap':
        return part + before + after;
      case 'insert':
        return before + scrap + part + after;
      default:
        return before;
    }
  });

const NAMES = ['Ana Ruiz', 'Lee Osei', 'Olha Petrenko'];
const sentence = fc
  .array(
    fc.constantFrom('the', 'lock', 'is', 'shut', 'Шлюз', 'зачинено', '2014', '“no”', 're:invent'),
    {
      minLength: 2,
      maxLength: 9,
    },
  )
  .map((words) => `So ${words.join(' ')}.`);

/** A transcript as JSON, whose adjoining turns have different speakers. */
const transcript = fc
  .array(
    fc.record({
      step: fc.integer({ min: 1, max: 2 }),
      paragraphs: fc.array(sentence, { minLength: 1, maxLength: 3 }),
      length: fc.option(fc.integer({ min: 0, max: 90_000 })),
      pause: fc.nat({ max: 9000 }),
      segment: fc.boolean(),
      note: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      direction: fc.boolean(),
      chapter: fc.boolean(),
      isLabelled: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((entries): ReturnType<typeof toJson> => {
    const json: ReturnType<typeof toJson> = {
      title: 'Ice in the lock',
      date: '2026-03-02',
      language: 'en',
      record: 'verbatim',
      provenance: { kind: 'checked', by: 'Harbour Radio', on: null },
      inferred: [],
      program: 'harbour-morning',
      speakers: [],
      turns: [],
      directions: [],
      chapters: [],
      rights: { holder: 'Harbour Radio', notice: null, license: 'CC0-1.0', original: null },
      source: { publisher: null, url: 'https://example.org/', audio: null },
      corrections: [],
    };
    let clock = 0;
    let who = 0;
    for (const [index, entry] of entries.entries()) {
      who = (who + entry.step) % NAMES.length;
      const name = NAMES[who] ?? '';
      const id = name.toLowerCase().replace(' ', '-');
      if (!json.speakers.some((speaker) => speaker.id === id)) {
        json.speakers.push({ id, name, role: 'guest', affiliation: null, labels: [] });
      }
      const text = entry.paragraphs.join('\n\n');
      const [first = ''] = entry.paragraphs;
      const n = index + 1;
      const start = entry.length === null ? null : clock / 1000;
      const end = entry.length === null ? null : (clock + entry.length) / 1000;
      clock += (entry.length ?? 0) + entry.pause;
      if (entry.chapter) json.chapters.push({ before: n, title: `Part ${String(n)}` });
      if (!entry.isLabelled) json.inferred.push(`turns.t${String(n)}.speaker`);
      json.turns.push({
        n,
        speaker: id,
        label: entry.isLabelled ? name.toUpperCase() : '',
        start,
        end,
        text,
        segments: entry.segment
          ? [{ language: 'uk', delivery: 'original', text: first, offset: 0, relayedIn: null }]
          : [],
        notes:
          entry.note === null
            ? []
            : [{ text: 'A note.', offset: Math.round(entry.note * first.length) }],
      });
      if (entry.direction) json.directions.push({ after: n, text: '(SOUNDBITE OF BELL)' });
    }
    return json;
  });

const OPTIONS: ImportOptions = {
  title: null,
  date: null,
  program: null,
  language: null,
  record: 'verbatim',
  draft: false,
  speakers: [],
  format: null,
};
