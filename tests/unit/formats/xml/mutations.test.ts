import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTranscript } from '../../../../src/cli/import-transcript.ts';
import { akn } from '../../../../src/formats/akn.ts';
import { tei } from '../../../../src/formats/tei.ts';

const FIXTURES = path.join(import.meta.dirname, 'fixtures');
const SOURCES = readdirSync(FIXTURES).map((name) =>
  readFileSync(path.join(FIXTURES, name, 'input.xml'), 'utf8'),
);

describe('damaged XML', () => {
  it('is read or told of, and no word is lost in silence', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(damaged, fc.constantFrom(akn, tei), (source, format) => {
        const { markdown, problems } = importTranscript(
          new TextEncoder().encode(source),
          'a.xml',
          { ...OPTIONS, format },
          new Map(),
        );
        // What the importer itself would call a fault of a reader.
        const faults = problems.filter(({ message }) => message.includes('report the fault'));
        expect(faults, source).toEqual([]);
        const errors = problems.filter(({ severity }) => severity === 'error');
        expect(markdown === null, source).toBe(errors.length > 0);
      }),
      { numRuns: 400 },
    );
  });
});

const TAG = /<[^<>]+>|[^<>\s]+/g;

/** A fixture with tags and words removed, repeated, swapped and renamed: most of what comes of it is not well-formed. */
const damaged = fc
  .tuple(
    fc.constantFrom(...SOURCES),
    fc.array(
      fc.tuple(fc.constantFrom('cut', 'repeat', 'swap', 'wrap', 'empty'), fc.nat(), fc.nat()),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([source, changes]) => {
    let text = source;
    for (const [change, first, second] of changes) {
      const parts = [...text.matchAll(TAG)];
      const a = parts[first % parts.length];
      const b = parts[second % parts.length];
      if (!a || !b) continue;
      const after = text.slice(a.index + a[0].length);
      const before = text.slice(0, a.index);
      if (change === 'cut') text = before + after;
      else if (change === 'repeat') text = `${before}${a[0]} ${a[0]}${after}`;
      else if (change === 'swap') text = before + b[0] + after;
      else if (change === 'wrap') text = `${before}<speech>${a[0]}</speech>${after}`;
      else text = before + a[0].replace(/="[^"]*"/, '=""') + after;
    }
    return text;
  });

const OPTIONS = {
  title: 'Ice',
  date: null,
  program: null,
  language: null,
  record: 'verbatim',
  draft: false,
  speakers: [],
} as const;
