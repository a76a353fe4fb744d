import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILTERS, queryOf, requestIn } from '../../../src/search/address.ts';
import { onwardsFrom } from '../../../src/search/onwards.ts';
import { anyText } from './any-text.ts';

describe('the address of a search', () => {
  it('reads as the design says', () => {
    const request = requestIn('?q=night+boat&speaker=dana-cole');
    expect(request).toMatchObject({ text: 'night boat', sort: 'relevance' });
    expect(request.filters).toEqual({
      speaker: 'dana-cole',
      program: null,
      language: null,
      year: null,
      record: null,
    });
    expect(queryOf(request)).toBe('?q=night+boat&speaker=dana-cole');
  });

  it('is empty where nothing is asked', () => {
    expect(queryOf(requestIn('?q=&speaker=&sort=&utm=1'))).toBe('');
  });

  it('leads to the same search, whatever is typed', () => {
    const maybe = fc.option(anyText.filter((text) => text.trim() !== ''));
    const filters = fc.record(Object.fromEntries(FILTERS.map((name) => [name, maybe])));
    fc.assert(
      fc.property(anyText, filters, fc.boolean(), (text, some, byDate) => {
        const values = new URLSearchParams({ q: text });
        for (const [name, value] of Object.entries(some))
          if (value !== null) values.set(name, value);
        if (byDate) values.set('sort', 'date');
        const request = requestIn(values.toString());
        const again = requestIn(queryOf(request));
        expect(again).toEqual(request.text.trim() === '' ? { ...request, text: '' } : request);
      }),
    );
  });
});

describe('where nothing was found', () => {
  const onwards = (query: string) =>
    onwardsFrom(requestIn(query)).map(({ request }) => queryOf(request));

  it('each filter can be left out, then each word', () => {
    expect(onwards('?q=night+boat&speaker=dana-cole&year=2026')).toEqual([
      '?q=night+boat&year=2026',
      '?q=night+boat&speaker=dana-cole',
      '?q=boat&speaker=dana-cole&year=2026',
      '?q=night&speaker=dana-cole&year=2026',
    ]);
  });

  it('quotation marks go before words do', () => {
    expect(onwards('?q=“night+boat”+crew')).toEqual(['?q=night+boat+crew']);
  });

  it('a single word leads nowhere else', () => {
    expect(onwards('?q=ferry')).toEqual([]);
  });
});
