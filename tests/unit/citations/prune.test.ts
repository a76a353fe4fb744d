import CSL from 'citeproc';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pruned } from '../../../src/citations/prune.ts';
import { readStyles } from '../../../src/citations/styles.ts';

const STYLES = ['apa', 'modern-language-association', 'chicago-fullnote-bibliography'] as const;

test(
  'a pruned style prints of every broadcast what the whole style prints',
  { timeout: 120_000 },
  () => {
    const { styles, locale } = readStyles(STYLES);
    const printers = [...styles.values()].map((style) => ({
      whole: printer(style, locale),
      // One for each set of variables.
      pruned: new Map<string, (item: { id: string }) => string>(),
      style,
    }));
    fc.assert(
      fc.property(anyItem, (item) => {
        const variables = Object.keys(item).sort();
        const key = variables.join(' ');
        for (const { whole, pruned: known, style } of printers) {
          const short = known.get(key) ?? printer(pruned(style, new Set(variables)), locale);
          known.set(key, short);
          expect(short(item)).toBe(whole(item));
        }
      }),
      { numRuns: 150 },
    );
  },
);

test('most of a style is left out', () => {
  const { styles } = readStyles(STYLES);
  for (const style of styles.values()) {
    expect(JSON.stringify(pruned(style, new Set(['title', 'medium', 'URL']))).length).toBeLessThan(
      JSON.stringify(style).length * 0.5,
    );
  }
});

function printer(style: unknown, locale: unknown): (item: { id: string }) => string {
  let current: object = {};
  const engine = new CSL.Engine(
    {
      retrieveLocale: () => locale,
      retrieveItem: () => current,
      variableWrapper: (_, before, text, after) => before + text + after,
    },
    style,
    'en-US',
  );
  return (item) => {
    current = item;
    engine.updateItems([]);
    engine.updateItems([item.id]);
    return engine.makeBibliography()[1].join('');
  };
}

const names = fc.array(
  fc.constantFrom(
    { family: 'Cole', given: 'Dana' },
    { family: 'Osei', given: 'Lee' },
    { literal: 'Harbour Choir' },
  ),
  { minLength: 1, maxLength: 3 },
);

const anyItem = fc.record(
  {
    id: fc.constant('a'),
    type: fc.constant('broadcast'),
    title: fc.constantFrom('Ferry strike: the second week', 'Will “we” sail?', 'the night boat'),
    'container-title': fc.constant('Harbour Morning'),
    publisher: fc.constant('Harbour Radio'),
    issued: fc.constantFrom(
      ...[[2026], [2026, 3], [2026, 3, 2]].map((parts) => ({ 'date-parts': [parts] })),
    ),
    host: names,
    contributor: names,
    author: names,
    medium: fc.constantFrom('Broadcast transcript', 'Broadcast summary, not a transcript, turn 7'),
    section: fc.constant('7'),
    language: fc.constantFrom('en', 'uk'),
    URL: fc.constant('https://transcripts.example/transcripts/a/'),
  },
  { requiredKeys: ['id', 'type', 'title', 'medium', 'language', 'URL'] },
);
