import fc from 'fast-check';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTranscript, type Imported } from '../../../src/cli/import-transcript.ts';
import { FORMATS, unpackBytes } from '../../../src/formats/formats.ts';
import { labelKey } from '../../../src/transcript/label.ts';
import type { Problem } from '../../../src/transcript/problem.ts';
import { wordsOf } from '../../../src/transcript/words.ts';
import { damage, type Damage } from './damage.ts';
import { differenceFrom, readNaively } from './naive-words.ts';
import { PRINTERS, type Printer } from './printers.ts';

import { noise, truth, UKRAINIAN, type Truth } from './truth.ts';

/** The same texts in every run of the tests, so that one that fails fails again; `PROPERTY_RUNS` tries as many others. */
const SAMPLE = process.env.PROPERTY_RUNS
  ? { numRuns: Number(process.env.PROPERTY_RUNS) }
  : { numRuns: 40, seed: 20261123 };

describe('a transcript of which everything is known', { timeout: 120_000 }, () => {
  it.each(FORMATS.map(({ id }) => id))('is printed as %s', (id) => {
    expect(PRINTERS.map(({ format }) => format)).toContain(id);
  });

  it.each(PRINTERS.map((printer) => [printer.name, printer] as const))(
    'comes back whole from %s',
    async (_, printer) => {
      await fc.assert(
        fc.asyncProperty(truth(), noise, async (known, layout) => {
          const fitted = printer.fit?.(known) ?? known;
          const printed = printer.hasDirections ? fitted : withoutDirections(fitted);
          const source = printer.print(printed, layout);
          const imported = await importBytes(packed(source, printer), printer.format);
          const errors = imported.problems.filter(({ severity }) => severity === 'error');
          expect(errors, source).toEqual([]);
          expect(told(imported, printer), source).toEqual(expected(printed, printer));
        }),
        SAMPLE,
      );
    },
  );

  it.each(PRINTERS.map((printer) => [printer.name, printer] as const))(
    'is known for what it is when it comes as %s',
    async (_, printer) => {
      await fc.assert(
        fc.asyncProperty(truth(), noise, async (known, layout) => {
          fc.pre(printer.isTold?.(known) ?? true);
          const fitted = printer.fit?.(known) ?? known;
          const source = printer.print(withoutDirections(fitted), layout);
          const { format } = await importBytes(packed(source, printer), null);
          expect(format?.id, source).toBe(printer.format);
        }),
        SAMPLE,
      );
    },
  );
});

describe('a damaged file', { timeout: 120_000 }, () => {
  it.each(PRINTERS.map((printer) => [printer.name, printer] as const))(
    'of %s is imported with every word or refused for what is wrong with it',
    async (_, printer) => {
      let files = 0;
      let faults = 0;
      await fc.assert(
        fc.asyncProperty(
          truth(),
          noise,
          fc.array(damage, { minLength: 1, maxLength: 4 }),
          async (known, layout, damages) => {
            const fitted = printer.fit?.(known) ?? known;
            const printed = new TextEncoder().encode(printer.print(fitted, layout));
            const bytes = damaged(printed, damages);
            const text = new TextDecoder().decode(bytes);
            const file = printer.pack ? printer.pack(text) : bytes;
            let isFault = false;
            for (const format of [null, printer.format]) {
              const imported = await importBytes(file, format, null);
              expectAllOrNothing(imported, text);
              if (isReadAsMeant(imported, printer) && isUtf8(bytes)) expectWords(imported, text);
              isFault ||= imported.problems.some(isFaultOfReader);
            }
            files += 1;
            if (isFault) faults += 1;
          },
        ),
        SAMPLE,
      );
      expect(faults).toBeLessThanOrEqual(Math.max(TOLERATED, files * FAULTS));
    },
  );

  it.each(PRINTERS.flatMap((printer) => (printer.pack ? [[printer.name, printer] as const] : [])))(
    'of %s whose archive is damaged is imported or refused',
    async (_, printer) => {
      await fc.assert(
        fc.asyncProperty(truth(), noise, damage, async (known, layout, change) => {
          const archive = packed(printer.print(known, layout), printer);
          expectAllOrNothing(await importBytes(change(archive), null, null), printer.name);
        }),
        SAMPLE,
      );
    },
  );
});

/**
 * Of the files, at most, in which the readers contradict each other, so that nobody is told what is wrong: about four of a
 * hundred thousand. Of those that every run of the tests has, none; of a few at random, one may be such.
 */
const FAULTS = 0.001;
const TOLERATED = process.env.PROPERTY_RUNS ? 1 : 0;

const isFaultOfReader = ({ message }: Problem): boolean => message.includes('report the fault');

function damaged(bytes: Uint8Array, damages: readonly Damage[]): Uint8Array {
  return damages.reduce((changed, change) => change(changed), bytes);
}

function expectAllOrNothing({ markdown, problems }: Imported, text: string): void {
  const refused = problems.some(({ severity }) => severity === 'error');
  expect(markdown === null, text).toBe(refused);
}

/** Markup that is so damaged that it is taken for another format is words for all that is known. */
const isReadAsMeant = ({ markdown, format }: Imported, printer: Printer): boolean =>
  markdown !== null && (format?.id === printer.format || !MARKED_UP.has(printer.format));

const MARKED_UP = new Set(['akn', 'tei', 'ttml', 'html', 'podcast-html', 'otranscribe']);

/** Bytes that are not are read in another character set, by its likelihood. */
const isUtf8 = (bytes: Uint8Array): boolean => !Buffer.from(bytes).toString().includes('\uFFFD');

/** Counts the words by simpler means than the product has. */
function expectWords({ format, transcript, problems }: Imported, text: string): void {
  const naive = readNaively(format?.id ?? '', text);
  // What rolling captions repeat is told, and read once.
  if (!naive || !transcript || problems.some(({ message }) => message.includes('captions roll')))
    return;
  const title = transcript.title === path.parse(FILE).name ? '' : transcript.title;
  expect(differenceFrom(naive, transcript, title), text).toEqual({
    lost: [],
    invented: [],
    moved: null,
  });
}

const packed = (source: string, { pack }: Printer): Uint8Array =>
  pack?.(source) ?? new TextEncoder().encode(source);

/** Imports bytes as the command does. */
async function importBytes(
  bytes: Uint8Array,
  format: string | null,
  title: string | null = OPTIONS.title,
): Promise<Imported> {
  const forced = FORMATS.find(({ id }) => id === format) ?? null;
  const source = (await unpackBytes(bytes)) ?? bytes;
  return importTranscript(source, FILE, { ...OPTIONS, title, format: forced }, new Map());
}

const FILE = 'untitled.txt';

const OPTIONS = {
  title: 'Ice',
  date: null,
  program: null,
  language: 'en',
  record: 'verbatim',
  draft: false,
  speakers: [],
} as const;

const withoutDirections = ({ people, items }: Truth): Truth => ({
  people,
  items: items.filter(({ kind }) => kind === 'turn'),
});

/** What can be held against the truth: speakers by name, or by number where the format names none. */
interface Told {
  turns: { speaker: string; words: string; languages: string[]; start: number | null }[];
  directions: { after: number; words: string }[];
}

function expected({ people, items }: Truth, printer: Printer): Told {
  const result: Told = { turns: [], directions: [] };
  for (const item of items) {
    if (item.kind === 'direction') {
      const words = wordsOf(item.text).join(' ');
      result.directions.push({ after: result.turns.length, words });
      continue;
    }
    const text = item.paragraphs.join(' ');
    const speaker = labelKey(people[item.speaker]?.name ?? '');
    const languages = [...text.matchAll(printer.marksLanguages ? MARKED : PLACEHOLDER)].map(
      ([words]) => (words.includes('Arabic') ? 'ar' : 'uk'),
    );
    const last = result.turns.at(-1);
    const goesOn = last?.speaker === speaker || printer.naming === 'nobody';
    if (last && goesOn && !printer.keepsAdjoining) {
      last.words += ` ${wordsOf(text).join(' ')}`;
      last.languages.push(...languages);
    } else {
      const start = printer.hasTimes ? item.start : null;
      result.turns.push({ speaker, words: wordsOf(text).join(' '), languages, start });
    }
  }
  return printer.naming === 'names' ? result : numbered(result);
}

const PLACEHOLDER = /\(Speaking \w+\)/g;
const MARKED = new RegExp(`${PLACEHOLDER.source}|${UKRAINIAN}`, 'gu');

function told({ transcript }: Imported, { naming }: Printer): Told {
  const names = new Map(transcript?.speakers.map(({ id, name }) => [id, labelKey(name)]));
  const result: Told = {
    turns: (transcript?.turns ?? []).map(({ speaker, text, segments, start }) => ({
      speaker: naming === 'names' ? (names.get(speaker) ?? '') : speaker,
      words: wordsOf(text).join(' '),
      languages: segments.map(({ language }) => language),
      start,
    })),
    directions: (transcript?.directions ?? []).map(({ after, text }) => ({
      after: after ?? 0,
      words: wordsOf(text).join(' '),
    })),
  };
  return naming === 'names' ? result : numbered(result);
}

/** Speakers by the order in which they come. */
function numbered({ turns, directions }: Told): Told {
  const order = [...new Set(turns.map(({ speaker }) => speaker))];
  return {
    turns: turns.map((turn) => ({ ...turn, speaker: String(order.indexOf(turn.speaker)) })),
    directions,
  };
}
