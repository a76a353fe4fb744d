import { Cite } from '@citation-js/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBibtex, toCslJson, toRis } from '../../../src/citations/exports.ts';
import type { CslItem, CslName } from '../../../src/citations/csl-item.ts';

const ITEM: CslItem = {
  id: '2026/night-boat',
  type: 'broadcast',
  title: 'NATO & the night_boat: 100% of $5 {sic}',
  'container-title': '[Harbour Morning]',
  publisher: 'Harbour Radio',
  issued: { literal: '[2026-03-02]' },
  host: [{ family: 'Петренко', given: 'Ольга' }, { literal: 'Port & Quay Board' }],
  medium: 'Broadcast transcript',
  language: 'en',
  URL: 'https://transcripts.example/transcripts/2026/night_boat/',
};

test('BibTeX keeps capitals in braces, escapes what TeX would read, and says what was inferred', () => {
  expect(toBibtex(ITEM)).toBe(`@misc{2026-night-boat,
\tauthor = {Петренко, Ольга and {Port \\& Quay Board}},
\tbooktitle = {[{Harbour} {Morning}]},
\tentrysubtype = {Broadcast transcript},
\tdate = {2026-03-02},
\tlanguage = {en},
\tnote = {Broadcast transcript. The date [2026-03-02] was inferred.},
\tpublisher = {Harbour Radio},
\ttitle = {{{NATO}} \\& the night\\_boat: 100\\% of \\$5 \\{sic\\}},
\turl = {https://transcripts.example/transcripts/2026/night_boat/},
}
`);
});

test('RIS has a line a field, however long', () => {
  const title = 'The night boat stays tied up at the outer quay '.repeat(4).trim();
  expect(toRis({ ...ITEM, title })).toBe(
    [
      'TY  - GEN',
      'AU  - Петренко, Ольга',
      'AU  - Port & Quay Board',
      'DA  - 2026/03/02/',
      'PY  - 2026',
      'LA  - en',
      'M3  - Broadcast transcript',
      'N1  - Broadcast transcript. The date [2026-03-02] was inferred.',
      'PB  - Harbour Radio',
      'T2  - [Harbour Morning]',
      `TI  - ${title}`,
      'UR  - https://transcripts.example/transcripts/2026/night_boat/',
      'ER  - ',
      '',
    ].join('\n'),
  );
});

test('CSL-JSON is a list of the item itself', () => {
  expect(JSON.parse(toCslJson(ITEM))).toEqual([ITEM]);
});

test('a month and a year are as exact in every file as they are known', () => {
  const month = { ...ITEM, issued: { 'date-parts': [[2026, 3]] } };
  expect(toBibtex(month)).toContain('date = {2026-03},');
  expect(toRis(month)).toContain('DA  - 2026/03//\n');
  expect(toBibtex({ ...ITEM, issued: { 'date-parts': [[2026]] } })).toContain('date = {2026},');
});

describe('what is read back has the same title, authors and address', () => {
  const letters = fc.constantFrom(
    ...Array.from('abz AÉÅñ їжЩ مرحبا 東京 &%$#_{}~^\\\'"“”‘’–—,.:;!?()[]/@|=+*0179'),
  );
  const text = fc
    .array(letters, { minLength: 1, maxLength: 120 })
    .map((characters) => `x${characters.join('')}y`.replace(/\s+/g, ' '));
  const part = fc
    .array(fc.constantFrom(...Array.from('abzÉїжЩ東京')), { minLength: 1, maxLength: 12 })
    .map((characters) => `X${characters.join('')}`);
  const word = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('-'));
  const name: fc.Arbitrary<CslName> = fc.oneof(
    fc.record({ family: word, given: word }),
    fc.tuple(word, word).map(([a, b]) => ({ literal: `${a} & ${b}` })),
  );
  const item = fc
    .record({ title: text, host: fc.array(name, { minLength: 1, maxLength: 4 }), path: word })
    .map(({ title, host, path }): CslItem => ({
      ...ITEM,
      title,
      host,
      URL: `https://transcripts.example/transcripts/${'2026-'.repeat(20)}${encodeURIComponent(path)}/`,
    }));
  const files: [string, (item: CslItem) => string][] = [
    ['BibTeX', toBibtex],
    ['RIS', toRis],
  ];

  test.each(files)('from %s', (_format, write) => {
    fc.assert(
      fc.property(item, (cited) => {
        const written = write(cited);
        expect(write(cited)).toBe(written);
        const [read] = new Cite(written).data;
        expect(read?.title).toBe(cited.title);
        expect(read?.URL).toBe(cited.URL);
        expect((read?.author as object[]).map(fullName)).toEqual(cited.host?.map(fullName));
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 100) },
    );
  });

  /** Formats differ in where they keep a name that stays whole. */
  const fullName = (each: { family?: string; given?: string; literal?: string }): string =>
    each.literal ?? [each.given, each.family].filter(Boolean).join(' ');
});
