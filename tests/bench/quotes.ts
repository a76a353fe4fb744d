import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { passagesIn } from '../../src/quotes/passages.ts';
import { TurnIndex, type QuotableTurn } from '../../src/quotes/turn-index.ts';
import { tokensOf } from '../../src/quotes/tokens.ts';
import { verdictOf } from '../../src/quotes/verdict.ts';
import { exitOnUsage } from '../../src/cli/usage.ts';
import { conversation, randomFrom } from './corpus.ts';
import { measurePage } from './quotes-page.ts';

/**
 * Measures how long quotes take to be held against 300,000 turns once these are in memory, by what becomes of them, and
 * how long it takes to find the passages of a draft of 1 MB; and how long they take on the page that checks quotes, over
 * the search index of a made-up archive of as many turns. It takes about ten minutes, and writes `results/quotes.json`.
 * `--folder` keeps the site that is built, and builds nothing that is there.
 */
const values = exitOnUsage(new Command('npm run bench:quotes --'))
  .description(
    'Measures how long quotes take to be checked, which takes about ten minutes, and writes tests/bench/results/quotes.json.',
  )
  .option('--transcripts <number>', 'transcripts of the archive', '2000')
  .option('--turns <number>', 'turns of all of them', '300000')
  .option('--folder <folder>', 'keep the site there, and build nothing that is there')
  .parse()
  .opts<{ transcripts: string; turns: string; folder?: string }>();
const TURNS = Number(values.turns);
const TRANSCRIPTS = Number(values.transcripts);
const QUOTES = 25;

const folder = values.folder ?? (await mkdtemp(path.join(tmpdir(), 'bench-quotes-')));
const onPage = await measurePage(
  folder,
  { transcripts: TRANSCRIPTS, turns: Math.round(TURNS / TRANSCRIPTS) },
  QUOTES,
);
if (values.folder === undefined) await rm(folder, { recursive: true });

const random = randomFrom(7);
const turns = Array.from(madeUpTurns(TURNS));
const start = performance.now();
const index = new TurnIndex(turns);
const indexSeconds = (performance.now() - start) / 1000;

const kinds: Record<string, (turn: QuotableTurn, next: QuotableTurn) => string> = {
  'as it stands': ({ text }) => spanOf(text, 20),
  'the whole turn': ({ text }) => text,
  'a word changed': ({ text }) => spanOf(text, 20).replace(/ \S+ /u, ' lighthouse '),
  'a common word changed': ({ text }) => spanOf(text, 20).replace(/ \S+ /u, ' the '),
  'words left out with a mark': ({ text }) =>
    `${spanOf(text.slice(0, text.length / 2), 8)} […] ${spanOf(text.slice(text.length / 2), 8)}`,
  'over two turns': ({ text }, next) => `${text} ${next.text}`,
  'three common words': ({ text }) => spanOf(text, 3),
  'common words in no such order': () =>
    'the a and that in of for the and it a on that with the in of for and the a',
  'a long text': (_, next) => `${next.text} `.repeat(500),
  'in no turn': () => 'Eleven lighthouses were painted crimson by vanished cartographers',
};

console.error(`indexed in ${rounded(indexSeconds)} s`);
const results = Object.entries(kinds).map(([kind, quoteOf]) => {
  const verdicts = new Map<string, number>();
  const times = Array.from({ length: QUOTES }, () => {
    const at = random(turns.length - 1);
    const [turn, next] = turns.slice(at, at + 2);
    if (!turn || !next) throw new Error('There are as many turns as were made.');
    const quote = quoteOf(turn, next);
    const from = performance.now();
    const verdict = verdictOf(index, quote, null);
    const milliseconds = performance.now() - from;
    verdicts.set(verdict.kind, (verdicts.get(verdict.kind) ?? 0) + 1);
    return milliseconds;
  }).sort((a, b) => a - b);
  console.error(kind, rounded(times.at(-1) ?? 0), 'ms');
  const median = rounded(times[times.length >> 1] ?? 0);
  const longest = rounded(times.at(-1) ?? 0);
  return { kind, median, longest, verdicts: Object.fromEntries(verdicts) };
});

const draft = '“Two engineers,” said Dana Cole. The crews’ boat isn’t sailing.\n\n'.repeat(16_000);
const before = performance.now();
const passages = passagesIn(draft).passages.length;
const draftMilliseconds = rounded(performance.now() - before);

const report = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus()[0]?.model ?? ''}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}`,
  units: 'seconds, milliseconds on the clock and megabytes; verdicts: how many quotes got which',
  turns: TURNS,
  megabytesOfText: rounded(turns.reduce((sum, { text }) => sum + text.length, 0) / 1e6),
  indexSeconds: rounded(indexSeconds),
  megabytesOfMemory: rounded(process.memoryUsage().rss / 1e6),
  millisecondsOfQuotes: results,
  millisecondsOnThePage: onPage,
  draft: { megabytes: rounded(draft.length / 1e6), passages, milliseconds: draftMilliseconds },
};
console.log(JSON.stringify(report, null, 2));
const file = path.join(import.meta.dirname, 'results', 'quotes.json');
await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
process.exitCode = [...results, ...onPage].every(({ longest }) => longest <= 2000) ? 0 : 1;

function* madeUpTurns(count: number): Generator<QuotableTurn> {
  let made = 0;
  for (let seed = 1; made < count; seed += 1) {
    for (const [n, line] of conversation('broadcast', 60_000, seed).split('\n\n').entries()) {
      const [, name, text] = /^([^:]+): (.+)$/su.exec(line) ?? [];
      if (name === undefined || text === undefined || made === count) continue;
      made += 1;
      yield {
        transcript: String(seed),
        turn: `t${String(n + 1)}`,
        pin: 'abcd',
        speaker: { id: name, name },
        record: 'verbatim',
        text: withRareWords(text),
        asides: [],
        former: null,
      };
    }
  }
}

/** Every third word another one, of 50,000 made-up words of which some come often and most seldom. */
function withRareWords(text: string): string {
  let at = 0;
  return text.replace(/[a-z]{2,}/gu, (word) => {
    at += 1;
    return at % 3 === 0
      ? `w${(Math.floor((random(1000) / 1000) ** 4 * 50_000) + random(50)).toString(36)}`
      : word;
  });
}

/** So many words from the middle of a text. */
function spanOf(text: string, words: number): string {
  const tokens = tokensOf(text).tokens.filter(({ isWord }) => isWord);
  const from = Math.max(0, (tokens.length - words) >> 1);
  const last = tokens[Math.min(tokens.length, from + words) - 1];
  return text.slice(tokens[from]?.start, last?.end);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
