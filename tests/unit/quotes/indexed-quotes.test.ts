import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { quotesIn, quotesOrWhole } from '../../../src/quotes/draft.ts';
import { IndexedQuotes, type ArchiveFacts } from '../../../src/quotes/indexed-quotes.ts';
import { likelyPages } from '../../../src/quotes/likely-pages.ts';
import { readQuote } from '../../../src/quotes/quote-parts.ts';
import { TurnIndex, type QuotableTurn } from '../../../src/quotes/turn-index.ts';
import { verdictOf, type Verdict } from '../../../src/quotes/verdict.ts';
import { openSite, type IndexedSite, type InventedTranscript } from '../search/indexed.ts';

const WORDS =
  'the boat is tied up and nobody not one of us said why late море не відступає 船 明 天 engine flour clinic ladder sleeve harbour notice marker placard bicycle sandwich lighthouse'.split(
    ' ',
  );

/** With words that the index keeps in a second spelling, too. */
const SPELT_ANEW = [
  'We don’t sail to Łódź by night, and the well-known straße is shut.',
  "It's the crews' cœur, isn't it, and the e-mail said so.",
  'П’ять суден не відступають, the łódka and the ærø ferry said',
];

/** Transcripts in which two words of three stand in many turns, and the third in few. */
function madeUp(): Record<string, InventedTranscript> {
  let state = 7;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const text = () =>
    Array.from({ length: 3 + random(20) }, (_, n) =>
      n % 3 === 2 ? `w${String(random(400))}` : (WORDS[random(WORDS.length)] ?? ''),
    ).join(' ') + '.';
  const transcripts = Array.from({ length: 40 }, (_, n): [string, InventedTranscript] => [
    `t-${String(n).padStart(2, '0')}`,
    {
      said: Array.from({ length: 6 }, (_each, turn) => [`person-${String(turn % 3)}`, text()]),
      record: n % 10 === 9 ? 'summary' : 'verbatim',
    },
  ]);
  SPELT_ANEW.forEach((spelt, n) => {
    transcripts.push([`u-${String(n)}`, { said: [['person-0', spelt]] }]);
  });
  return Object.fromEntries(transcripts);
}

const transcripts = madeUp();
const turns = Object.entries(transcripts).flatMap(([transcript, { said, record = 'verbatim' }]) =>
  said.map(([name, text], index): QuotableTurn => ({
    transcript,
    turn: `t${String(index + 1)}`,
    pin: null,
    speaker: { id: name, name },
    record,
    text,
    asides: [],
    former: null,
  })),
);
const NOBODY: ArchiveFacts = { people: [], programs: {}, former: {} };
const nowhere = () => Promise.reject(new Error('No former words lead there.'));

let site: IndexedSite;
let quotes: IndexedQuotes;
beforeAll(async () => {
  site = await openSite(transcripts);
  quotes = new IndexedQuotes(site.engine.ask, NOBODY, nowhere);
});
afterAll(() => site.close());

const passage = (text: string, after = '') => ({
  text,
  start: 0,
  end: text.length,
  before: '',
  after,
});

describe('a quote that is checked by way of the search index', () => {
  it('gets the verdict that it gets among all turns', async () => {
    const all = new TurnIndex(turns);
    const change = fc.constantFrom(
      (words: string[]) => words,
      (words: string[]) => words.with(words.length >> 1, 'lighthouse'),
      (words: string[]) => words.toSpliced(words.length >> 1, 1),
      (words: string[]) => words.with(words.length >> 1, '[…]'),
      (words: string[]) => words.toSpliced(1, 0, '[so]'),
      (words: string[]) => words.with(0, 'cartographer'),
    );
    const span = fc.tuple(fc.nat(turns.length - 2), fc.nat(8), fc.integer({ min: 1, max: 30 }));
    await fc.assert(
      fc.asyncProperty(span, change, async ([at, from, length], changed) => {
        const words = `${turns[at]?.text ?? ''} ${turns[at + 1]?.text ?? ''}`.split(' ');
        const some = words.slice(from, from + length);
        const quote = (some.length < 6 ? some : changed(some)).join(' ');
        const expected = verdictOf(all, quote, null);
        // Of a few words that stand nowhere nobody can tell which of many turns they are closest to.
        fc.pre(some.length >= 6 || !['altered', 'cut', 'not-found'].includes(expected.kind));
        const { verdict } = await quotes.check(passage(quote));
        // Nor which of those that have two words of three, by chance or not, are near enough to be told.
        const isWeak = (told: Verdict) => 'comparison' in told && told.comparison.share < 0.7;
        fc.pre(!isWeak(expected) && !isWeak(verdict));
        expect([quote, verdict.kind]).toEqual([quote, expected.kind]);
        if ('comparison' in verdict && 'comparison' in expected) {
          expect(verdict.comparison.share).toBeCloseTo(expected.comparison.share);
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('is of whom the sentence names, who need not be known before', async () => {
    const [turn] = turns;
    const text = turn?.text ?? '';
    const { speaker, verdict } = await quotes.check(passage(text, ' — person-1'));
    expect([speaker, verdict.kind]).toEqual(['person-1', 'misattributed']);
    expect((await quotes.check(passage(text, ' — person-0'))).verdict.kind).toBe('exact');
  });

  it('asks for no page’s text to tell where it may stand', async () => {
    const before = site.fetched.length;
    const { exact, near } = await likelyPages(
      site.engine.ask,
      readQuote(turns[7]?.text ?? ''),
      null,
    );
    await near();
    expect(exact.length).toBeGreaterThan(0);
    expect(site.fetched.slice(before).filter((file) => file.startsWith('fragment/'))).toEqual([]);
  });

  test.each(SPELT_ANEW)('is in the transcripts that hold it: %j', async (text) => {
    const { exact } = await likelyPages(site.engine.ask, readQuote(text), null);
    expect(exact).toHaveLength(1);
  });

  test.each(['', '…', '\uD800', '"'.repeat(50), '\u202E مرحبا', '*'.repeat(99), '🌦️'])(
    'may be anything: %j',
    async (text) => {
      await expect(quotes.check(passage(text))).resolves.toBeDefined();
      site.engine.check();
    },
  );
});

describe('what somebody brings', () => {
  const textsOf = (text: string) => quotesOrWhole(text).map((quote) => quote.passage?.text ?? null);

  it('is what stands in quotation marks, and all of it where nothing does', () => {
    expect(textsOf('He said “two engineers” there.')).toEqual(['two engineers']);
    expect(textsOf('\n two engineers\nand one ferry \n')).toEqual(['two engineers\nand one ferry']);
    expect(quotesOrWhole('\n\n  two')).toMatchObject([{ line: 3, column: 3 }]);
    expect(textsOf('  ')).toEqual([]);
  });

  it('is all of it where a mark opens it that nothing closes, and not where one opens within', () => {
    expect(textsOf('“two engineers')).toEqual(['“two engineers']);
    expect(textsOf('He said “two engineers')).toEqual([null]);
  });

  it('is no quote where it is an article without quotation marks', () => {
    expect(textsOf('two engineers '.repeat(2000))).toEqual([]);
  });

  it('stands in its order, with the place of each', () => {
    expect(
      quotesIn('«one»\n\n“open\n\n „two“').map(({ line, column, passage: found }) => [
        line,
        column,
        found?.text ?? null,
      ]),
    ).toEqual([
      [1, 2, 'one'],
      [3, 1, null],
      [5, 3, 'two'],
    ]);
  });
});
