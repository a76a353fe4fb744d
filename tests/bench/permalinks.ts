import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { diffArrays } from 'diff';
import logUpdate from 'log-update';
import { alignTurns, type RecordedTurn, type WordedTurn } from '../../src/archive/align-turns.ts';
import { exitOnUsage } from '../../src/cli/usage.ts';
import { editedConversation, newTally, playHistory } from '../histories.ts';

/**
 * `npm run bench:permalinks`: whether permalinks stay true through random edit histories, and how long it takes to find
 * the turns of a corrected transcript again, beside a plain diff of the same turns. It takes about an hour for the
 * 100,000 histories, and writes `results/permalinks.json`. `--seed` is the first history's number: a history of one
 * number is the same on every machine.
 */
const values = exitOnUsage(new Command('npm run bench:permalinks --'))
  .description(
    'Plays random histories of edits and measures how many links stay true, which takes about an hour, and writes tests/bench/results/permalinks.json.',
  )
  .option('--count <number>', 'histories', '100000')
  .option('--seed <number>', 'the number of the first one', '1')
  .parse()
  .opts<{ count: string; seed: string }>();
const count = Number(values.count);
const seed = Number(values.seed);

const sizes: Record<string, unknown> = {};
for (const turns of [2000, 8000, 32000]) {
  const { recorded, current } = editedConversation(7, turns, 50);
  const withIds = recorded.map((turn, index) => ({ ...turn, id: `t${index + 1}` }));
  const row = {
    alignMilliseconds: best(() => align(withIds, current)),
    diffMilliseconds: best(() => plainDiff(recorded, current)),
    ...foundBy(withIds, current),
  };
  sizes[`${turns} turns, 50 edits`] = row;
  console.log(
    `${turns} turns, 50 edits: aligned in ${row.alignMilliseconds} ms (${row.aligned} found again), plain diff in ${row.diffMilliseconds} ms (${row.diffed} found again)`,
  );
}

const tally = newTally();
const start = performance.now();
for (let played = 0; played < count; played += 1) {
  playHistory(seed + played, tally);
  if (process.stdout.isTTY && played % 20 === 0) {
    logUpdate(
      `${played} of ${count} histories, ${tally.ids} ids, ${tally.wrong} not on the true turn`,
    );
  }
}
logUpdate.done();
const { examples, ...counts } = tally;
const histories = {
  seed,
  ...counts,
  trueTurnPercent: percent(tally.right, tally.ids - tally.left),
  leftToTheEditorPercent: percent(tally.left, tally.ids),
  seconds: Math.round((performance.now() - start) / 1000),
};
console.log(histories);
for (const example of examples.slice(0, 10)) console.log(example);

const machine = `${cpus()[0]?.model ?? ''}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}`;
const units =
  'milliseconds on the clock, the best of five; ids, each counted at each recording; percent of ids not left to the editor, and of all ids';
const target = path.join(import.meta.dirname, 'results/permalinks.json');
await mkdir(path.dirname(target), { recursive: true });
const date = new Date().toISOString().slice(0, 10);
await writeFile(target, `${JSON.stringify({ date, machine, units, sizes, histories }, null, 2)}\n`);
const isFine =
  tally.onOtherSpeaker === 0 &&
  tally.lost === 0 &&
  histories.trueTurnPercent >= 99.5 &&
  histories.leftToTheEditorPercent <= 1;
process.exitCode = isFine ? 0 : 1;

function align(recorded: readonly RecordedTurn[], current: readonly WordedTurn[]): number {
  return alignTurns(recorded, current).ids.length;
}

/** What a plain diff takes for the same turn: the same speaker and the very same words, in order. */
function plainDiff(recorded: readonly WordedTurn[], current: readonly WordedTurn[]): number {
  const lines = (turns: readonly WordedTurn[]): string[] =>
    turns.map(({ speaker, text }) => `${speaker}: ${text}`);
  return diffArrays(lines(recorded), lines(current))
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { count }) => sum + count, 0);
}

function foundBy(recorded: readonly RecordedTurn[], current: readonly WordedTurn[]) {
  const { ids } = alignTurns(recorded, current);
  return { aligned: ids.filter((id) => id !== null).length, diffed: plainDiff(recorded, current) };
}

function best(work: () => number): number {
  const times = Array.from({ length: 5 }, () => {
    const before = performance.now();
    work();
    return performance.now() - before;
  });
  return Math.round(Math.min(...times) * 10) / 10;
}

function percent(part: number, whole: number): number {
  return Math.floor((part / whole) * 1e6) / 1e4;
}
