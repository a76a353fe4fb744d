import { glob, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { indexSearch } from '../../../src/cli/index-search.ts';
import { IndexFault } from '../../../src/scripts/search/engine.ts';
import { queryOf, requestIn } from '../../../src/search/address.ts';
import { candidatePages } from '../../../src/search/candidates.ts';
import { pageTextOf } from '../../../src/search/page-text.ts';
import { turnsHolding, type Filters } from '../../../src/search/turns.ts';
import { parseQuery } from '../../../src/search/query.ts';
import {
  openSite,
  writeTranscript,
  type IndexedSite,
  type InventedTranscript,
  type Said,
} from './indexed.ts';
import { anyText } from './any-text.ts';

/*
 * The real search engine, over invented transcripts, in this process: what a browser would find.
 */

const HOSTILE =
  '<img src=x onerror=alert(1)> ___PAGEFIND_ANCHOR___a:0:t9 </span><script>"&amp;~ ~~';
const TRANSCRIPTS: Record<string, InventedTranscript> = {
  '2026/ferry': {
    said: [
      ['dana-cole', 'Good morning. The ferries—both of them—are tied up.'],
      ['olha-petrenko', 'Ми не відступимо.', 'uk'],
      ['lee-osei', 'A Martínez asked on the quay: “Who’s next?” 我们不会让步。'],
      ['private-baker', 'The night boat carries my flour.'],
      ['dana-cole', 'The boat will sail at night, 🌦️ or not.'],
    ],
  },
  '2025/summary': {
    said: [
      ['dana-cole', 'Dana Cole asks about the night boat.'],
      ['olha-petrenko', HOSTILE],
    ],
    date: '2025-12-15',
    program: 'morning-edition',
    record: 'summary',
    title: 'Zebra "title" <b>',
  },
  spellings: {
    said: [
      ['dana-cole', 'In Łódź on Straße one.'],
      ['dana-cole', 'I don’t e-mail: a state-of-the-art TV.'],
      ['dana-cole', 'Dont email. Television.'],
      ['dana-cole', 'Пʼяний ОДОС ος ΟΔΟΣ 한국 سَلَام.'],
      ['dana-cole', 'It took 1,500.50 in fares.'],
    ],
    date: '2024',
  },
  undated: { said: [['lee-osei', 'The night boat again. Ferryman.']], date: null },
};

let site: IndexedSite;
beforeAll(async () => {
  site = await openSite(TRANSCRIPTS);
});
afterAll(() => site.close());

describe('turns are found in an index', () => {
  it.each([
    ['?q=tied', ['2026/ferry t1']],
    ['?q=both', ['2026/ferry t1']],
    ['?q=ferr', ['2026/ferry t1', 'undated t1']],
    ['?q=martinez', ['2026/ferry t3']],
    ['?q=%22MART%C3%8DNEZ%22', ['2026/ferry t3']],
    ['?q=відступимо', ['2026/ferry t2']],
    ['?q=让步', ['2026/ferry t3']],
    ['?q=步让', []],
    ['?q=who%27s', ['2026/ferry t3']],
    ['?q=🌦', ['2026/ferry t5']],
    ['?q=boat+night', ['2026/ferry t4', '2026/ferry t5', '2025/summary t1', 'undated t1']],
    ['?q="night+boat"', ['2026/ferry t4', '2025/summary t1', 'undated t1']],
    ['?q=tied+flour', []],
    ['?q=zebra', []],
    ['?q=onerror', ['2025/summary t2']],
    ['?q=lodz+strass', ['spellings t1']],
    ['?q="lodz"', ['spellings t1']],
    ['?q=dont+e-mail', ['spellings t2', 'spellings t3']],
    ['?q=dont+e-mail&sort=date', ['spellings t2', 'spellings t3']],
    ['?q="dont"', ['spellings t3']],
    ['?q=the-art', ['spellings t2']],
    ['?q=1500', ['spellings t5']],
    ['?q="1,500"', ['spellings t5']],
    ['?q=tv', ['spellings t2']],
    ['?q=пяний', ['spellings t4']],
    ['?q="п\'яний"', ['spellings t4']],
    ['?q=οσ', ['spellings t4']],
    ['?q="한국"', ['spellings t4']],
    ['?q="سلام"', ['spellings t4']],
    ['?q=PAGEFIND_ANCHOR', ['2025/summary t2']],
  ])('%s', async (query, expected) => {
    expect((await site.find(query)).sort()).toEqual(expected.sort());
  });

  it('by who said them, never by a private person', async () => {
    expect(await site.find('?q=boat&speaker=dana-cole&sort=date')).toEqual([
      '2026/ferry t5',
      '2025/summary t1',
    ]);
    expect(await site.find('?q=flour')).toEqual(['2026/ferry t4']);
    expect(await site.find('?q=flour&speaker=private-baker')).toEqual([]);
  });

  it('by program, language, year and record', async () => {
    expect(await site.find('?q=boat&program=morning-edition')).toEqual(['2025/summary t1']);
    expect(await site.find('?q=boat&year=2025')).toEqual(['2025/summary t1']);
    expect(await site.find('?q=boat&record=summary')).toEqual(['2025/summary t1']);
    expect(await site.find('?q=не&language=uk')).toEqual(['2026/ferry t2']);
    expect(await site.find('?q=не&language=en')).toEqual([]);
    expect(await site.find('?q=boat&language=xx')).toEqual([]);
  });

  it('the newest first, those without a date last', async () => {
    expect(await site.find('?q="night+boat"&sort=date')).toEqual([
      '2026/ferry t4',
      '2025/summary t1',
      'undated t1',
    ]);
  });

  it('with what was concluded rather than read', async () => {
    const { transcripts } = await site.first('?q=onerror');
    expect(transcripts[0]?.inferred).toEqual(['date', 'turns.t1.speaker']);
  });

  it('with what was said as it was said', async () => {
    const { transcripts } = await site.first('?q=onerror');
    const passage = transcripts[0]?.turns[0]?.passage.map(({ text }) => text).join('');
    expect([transcripts[0]?.title, passage]).toEqual(['Zebra "title" <b>', HOSTILE]);
  });
});

describe('laws', () => {
  it('what is found is what looking through every turn finds, word by word', async () => {
    const words = [
      'ferries',
      'tied',
      'Martínez',
      'night',
      'boat',
      'the',
      'відступимо',
      '让步',
      'who’s',
      'flour',
      'lodz',
      'Straße',
      "don't",
      'dont',
      'e-mail',
      'email',
      'state-of',
      'the-art',
      'theart',
      'tv',
      "п'яний",
      'пʼяний',
      'ΟΔΟΣ',
      'ος',
      '한국',
    ];
    const word = fc.constantFrom(...words);
    const text = fc
      .array(
        fc.oneof(
          word,
          word.map((one) => `"${one}"`),
          fc.constantFrom('"night boat"', 'NIGHT', 'ferr', 'xyz'),
        ),
        {
          minLength: 1,
          maxLength: 3,
        },
      )
      .map((all) => all.join(' '));
    const speaker = fc.constantFrom(null, 'dana-cole', 'lee-osei', 'private-baker');
    await fc.assert(
      fc.asyncProperty(text, speaker, async (asked, who) => {
        const filters: Filters = {
          speaker: who,
          program: null,
          language: null,
          year: null,
          record: null,
        };
        const found = await site.find(queryOf({ text: asked, filters, sort: 'relevance' }));
        expect(found.sort()).toEqual(lookThrough(asked, filters).sort());
      }),
      { numRuns: 200 },
    );
  });

  it('any text is a query', async () => {
    const texts = [
      '<script>alert(1)</script>',
      'x'.repeat(10_000),
      'ferry '.repeat(2_000),
      '👩‍👩‍👧‍👦 🌦️',
      '\uD800 \uDC00 boat\uD83D',
      'שלום‏ עליכם ‮txet',
      '"“„«',
      '\0\u200b\u{10FFFF}',
      '__proto__ constructor',
    ];
    for (const text of texts) {
      const filters: Filters = {
        speaker: text,
        program: null,
        language: null,
        year: null,
        record: null,
      };
      await site.find(queryOf({ text, filters, sort: 'date' }));
      await site.find(`?q=${encodeURIComponent(text.toWellFormed())}`);
    }
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        await site.find(queryOf({ ...requestIn(''), text }));
      }),
      { numRuns: 40 },
    );
  });
});

describe('of many transcripts', () => {
  let many: IndexedSite;
  beforeAll(async () => {
    const filler: Said[] = Array.from({ length: 40 }, (_, n) => [
      'lee-osei',
      `Filler words number ${String(n)}.`,
    ]);
    const apart: InventedTranscript = {
      said: [
        ['dana-cole', 'The lantern lantern lantern.'],
        ...filler,
        ['dana-cole', 'A harbour harbour.'],
      ],
    };
    const together: InventedTranscript = {
      said: [...filler, ['dana-cole', 'A lantern in the harbour.']],
    };
    const short: InventedTranscript = {
      said: [['dana-cole', 'Boats, xqab. A quay.']],
    };
    const ids = Array.from({ length: 12 }, (_, n) => `apart-${String(n).padStart(2, '0')}`);
    many = await openSite({ ...Object.fromEntries(ids.map((id) => [id, apart])), together, short });
  });
  afterAll(() => many.close());

  it('at most three texts are fetched at first, of those in which the words stand together', async () => {
    many.fetched.length = 0;
    const { transcripts, looked, candidates } = await many.first('?q=lantern+harbour');
    expect(transcripts.map(({ id }) => id)).toEqual(['together']);
    expect([looked, candidates]).toEqual([3, 13]);
    expect(many.fetched.filter((file) => file.startsWith('fragment/')).length).toBeLessThanOrEqual(
      3,
    );
  });

  it.each([
    ['xq', 0],
    ['xqa', 1],
    ['"boat"', 0],
    ['"boats"', 1],
    ['a lantern', 13],
    ['xq-ab', 1],
    ['xq lantern', 0],
  ])('%s is told to be in no more than the transcripts that hold it', async (text, count) => {
    const pages = await candidatePages(many.engine.ask, parseQuery(text), {}, 'relevance');
    expect(pages).toHaveLength(count);
  });

  it('no text at all is fetched to tell which may hold the words', async () => {
    many.fetched.length = 0;
    const pages = await candidatePages(
      many.engine.ask,
      parseQuery('lantern harbour'),
      {},
      'relevance',
    );
    expect(pages).toHaveLength(13);
    expect(many.fetched.filter((file) => file.startsWith('fragment/'))).toEqual([]);
  });
});

describe('an index', () => {
  it('is the same for the same pages, byte by byte', async () => {
    const before = await filesOf(path.join(site.folder, 'pagefind'));
    await indexSearch(site.folder);
    expect(await filesOf(path.join(site.folder, 'pagefind'))).toEqual(before);
    expect([...before.keys()].filter((file) => /ui|worker|highlight/.test(file))).toEqual([]);
  });

  it('is counted while it is made', async () => {
    const told: (string | number)[][] = [];
    await indexSearch(site.folder, {
      begin: (name) => told.push([name]),
      tell: (done, total) => told.push([done, total]),
    });
    const count = Object.keys(TRANSCRIPTS).length;
    expect(told).toEqual([
      ['Indexing turns for search'],
      ...Array.from({ length: count }, (_, done) => [done, count]),
      ['Writing the search index'],
    ]);
  });

  it('has a transcript under its own address alone', async () => {
    const other = await openSite({ ferry: { said: [['dana-cole', 'Good morning.']] } });
    try {
      await writeTranscript(
        other.folder,
        'ferry',
        { said: [['dana-cole', 'Good morning.']] },
        'former',
      );
      expect(await indexSearch(other.folder)).toMatchObject({ transcripts: 1, turns: 1 });
    } finally {
      await other.close();
    }
  });

  it('that lacks a part says so, and finds nothing in silence', async () => {
    const broken = await openSite({ ferry: { said: [['dana-cole', 'Good morning.']] } });
    try {
      await rm(path.join(broken.folder, 'pagefind/index'), { recursive: true });
      // The engine tells a console alone.
      vi.spyOn(console, 'error').mockReturnValue();
      await expect(broken.find('?q=morning')).rejects.toThrow(IndexFault);
    } finally {
      await broken.close();
    }
  });

  it('of another maker says so', () => {
    const anchors = [{ id: 'usage', title: 'Usage', location: 0 }];
    expect(() => pageTextOf({ content: 'Usage', anchors })).toThrow('not made by Turnstone');
    expect(() => pageTextOf({ content: '', anchors: [] })).toThrow('not made by Turnstone');
  });
});

function lookThrough(text: string, filters: Filters): string[] {
  return Object.entries(TRANSCRIPTS).flatMap(([id, { said }]) =>
    turnsHolding(
      {
        id,
        title: '',
        date: null,
        program: null,
        record: 'verbatim',
        inferred: [],
        speakers: [],
        turns: [],
        said: said.map(([speaker, words], n) => ({
          id: `t${String(n + 1)}`,
          text: words,
          speaker: {
            id: speaker,
            name: speaker,
            role: null,
            isPublic: !speaker.startsWith('private-'),
          },
          languages: [],
          pin: null,
          asides: [],
        })),
      },
      parseQuery(text),
      filters,
    ).map(({ turn }) => `${id} ${turn.id}`),
  );
}

async function filesOf(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const file of glob('**/*.*', { cwd: folder })) {
    files.set(file, (await readFile(path.join(folder, file))).toString('base64'));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
