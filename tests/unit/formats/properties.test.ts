import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importTranscript, type Imported } from '../../../src/cli/import-transcript.ts';
import { FORMATS } from '../../../src/formats/formats.ts';
import { labelKey } from '../../../src/transcript/label.ts';
import { wordsOf } from '../../../src/transcript/words.ts';
import { PRINTERS, type Printer } from './printers.ts';
import { noise, truth, type Truth } from './truth.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 40);

describe('a transcript of which everything is known', { timeout: 120_000 }, () => {
  it.each(PRINTERS.map((printer) => [printer.name, printer] as const))(
    'comes back whole from %s',
    (_, printer) => {
      fc.assert(
        fc.property(truth(), noise, (known, layout) => {
          const printed = printer.hasDirections ? known : withoutDirections(known);
          const source = printer.print(printed, layout);
          const imported = importSource(source, printer.format);
          const errors = imported.problems.filter(({ severity }) => severity === 'error');
          expect(errors, source).toEqual([]);
          expect(told(imported, printer), source).toEqual(expected(printed, printer));
        }),
        { numRuns: RUNS },
      );
    },
  );

  it.each(PRINTERS.map((printer) => [printer.name, printer] as const))(
    'is known for what it is when it comes as %s',
    (_, printer) => {
      fc.assert(
        fc.property(truth(), noise, (known, layout) => {
          const source = printer.print(withoutDirections(known), layout);
          expect(importSource(source, null).format?.id, source).toBe(printer.format);
        }),
        { numRuns: RUNS },
      );
    },
  );
});

describe('a damaged file', { timeout: 120_000 }, () => {
  it.each(PRINTERS.map((printer) => [printer.name, printer] as const))(
    'of %s is imported with every word or refused',
    (_, printer) => {
      fc.assert(
        fc.property(
          truth(),
          noise,
          fc.array(damage, { minLength: 1, maxLength: 4 }),
          (known, layout, damages) => {
            let bytes: Uint8Array = new TextEncoder().encode(printer.print(known, layout));
            for (const change of damages) bytes = change(bytes);
            const text = new TextDecoder().decode(bytes);
            for (const format of [null, printer.format]) {
              const imported = importBytes(bytes, format);
              const refused = imported.problems.some(({ severity }) => severity === 'error');
              expect(imported.markdown !== null, text).toBe(!refused);
              if (!refused && imported.format?.id === 'broadcast') {
                expect(wordsIn(imported), text).toEqual(wordsOf(withoutSyntax(text)).sort());
              }
            }
          },
        ),
        { numRuns: RUNS },
      );
    },
  );
});

/** Broadcast text has no syntax but the times at which it went on air, so that all its words can be counted. */
const withoutSyntax = (text: string): string =>
  text.replaceAll(/\[\d{1,2}:[0-5]\d:[0-5]\d\]|(?<=^\s*)\[\d{1,2}:[0-5]\d\]/gm, ' ');

function wordsIn({ transcript }: Imported): string[] {
  const { turns = [], directions = [], chapters = [], rights } = transcript ?? {};
  const texts = [
    ...turns.flatMap(({ label, text }) => [label, text]),
    ...directions.map(({ text }) => text),
    ...chapters.map(({ title }) => title),
    rights?.notice ?? '',
  ];
  return texts.flatMap(wordsOf).sort();
}

type Damage = (bytes: Uint8Array) => Uint8Array;

const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const placed = (bytes: Uint8Array, where: number): number => Math.floor(where * bytes.length);

/** Cuts, repeats, swaps and inserts bytes anywhere. */
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(at, fc.nat(200)).map(([where, length]): Damage => (bytes) => {
    const from = placed(bytes, where);
    return join(bytes.slice(0, from), bytes.slice(from + length));
  }),
  fc.tuple(at, fc.nat(200)).map(([where, length]): Damage => (bytes) => {
    const from = placed(bytes, where);
    return join(bytes.slice(0, from + length), bytes.slice(from));
  }),
  fc.tuple(at, at, fc.nat(60)).map(([one, other, length]): Damage => (bytes) => {
    const [first, second] = [
      placed(bytes, Math.min(one, other)),
      placed(bytes, Math.max(one, other)),
    ];
    const size = Math.min(length, second - first);
    return join(
      bytes.slice(0, first),
      bytes.slice(second, second + size),
      bytes.slice(first + size, second),
      bytes.slice(first, first + size),
      bytes.slice(second + size),
    );
  }),
  fc
    .tuple(at, fc.oneof(fc.uint8Array({ maxLength: 8 }), scrap()))
    .map(([where, inserted]): Damage => (bytes) => {
      const from = placed(bytes, where);
      return join(bytes.slice(0, from), inserted, bytes.slice(from));
    }),
);

function scrap(): fc.Arbitrary<Uint8Array> {
  return fc
    .constantFrom(
      ...[
        '\n',
        '\n\n',
        ':',
        ': ',
        '**',
        '(',
        ')',
        '[',
        ']',
        '[0:04]',
        '<',
        '>',
        '<v ',
        '&',
        '"',
        ',',
      ],
      ...['{', '}', '-->', '>>', '#', '\\', '_', '\u200b', '\u202e', '\0', '\u{1f6a2}', 'e\u0301'],
      ...[
        'Q: ',
        'ANA RUIZ: ',
        'Break:',
        '&lt;',
        '(Speaking Ukrainian)',
        '99:99',
        '\r',
        '\t',
        '。：',
      ],
    )
    .map((text) => new TextEncoder().encode(text));
}

function join(...parts: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let length = 0;
  for (const part of parts) {
    joined.set(part, length);
    length += part.length;
  }
  return joined;
}

function importBytes(bytes: Uint8Array, format: string | null): Imported {
  const forced = FORMATS.find(({ id }) => id === format) ?? null;
  return importTranscript(bytes, 'a.txt', { ...OPTIONS, format: forced }, new Map());
}

const importSource = (source: string, format: string | null): Imported =>
  importBytes(new TextEncoder().encode(source), format);

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
    const languages = [...text.matchAll(/\(Speaking (\w+)\)/g)].map(([, name]) =>
      name === 'Arabic' ? 'ar' : 'uk',
    );
    const last = result.turns.at(-1);
    if (last?.speaker === speaker && !printer.keepsAdjoining) {
      last.words += ` ${wordsOf(text).join(' ')}`;
      last.languages.push(...languages);
    } else {
      const start = printer.hasTimes ? item.start : null;
      result.turns.push({ speaker, words: wordsOf(text).join(' '), languages, start });
    }
  }
  return printer.naming === 'names' ? result : numbered(result);
}

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
