import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { StepProgress, stepText } from '../../../src/cli/step-progress.ts';

test('a step says how far it is, and how long it will take once that can be told', () => {
  expect(stepText('Making pages', 0, 200, 0)).toBe('Making pages, 0 %');
  expect(stepText('Making pages', 10, 200, 500)).toBe('Making pages, 5 %');
  expect(stepText('Making pages', 50, 200, 10_000)).toBe('Making pages, 25 %, about 30 s left');
  expect(stepText('Making pages', 2, 200, 10_000)).toBe('Making pages, 1 %, about 17 min left');
  expect(stepText('Making pages', 200, 200, 40_000)).toBe('Making pages, 100 %');
});

describe('where there is no terminal', () => {
  // What is loaded while a step goes on takes real time, which the tests' clock does not know of.
  beforeAll(() => import('../../../src/cli/progress.ts'));
  beforeEach(() => {
    vi.stubEnv('CI', 'true');
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  test('a step prints a plain line every few seconds, and a short one none', async () => {
    const lines = printed();
    const steps = new StepProgress();
    steps.begin('Indexing turns for search');
    for (let done = 0; done < 120; done += 1) {
      steps.tell(done, 120);
      await vi.advanceTimersByTimeAsync(100);
    }
    steps.begin('Putting the site in its place');
    steps.tell(0, 2);
    await vi.advanceTimersByTimeAsync(1000);
    steps.end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lines).toEqual([
      'Indexing turns for search, 41 %, about 7 s left: 50 of 120',
      'Indexing turns for search, 83 %, about 2 s left: 100 of 120',
    ]);
  });

  test('a step that cannot count says once what it does', async () => {
    const lines = printed();
    const steps = new StepProgress();
    steps.begin('Compiling the site');
    await vi.advanceTimersByTimeAsync(60_000);
    steps.say('Compiled.');
    expect(lines).toEqual(['Compiling the site', 'Compiled.']);
  });
});

const ESCAPE = '\u001B';
const MOVES_OR_ERASES = new RegExp(`${ESCAPE}\\[\\d*[A-K]`);

const { status: noTerminals } = spawnSync('script', ['--version']);

test.skipIf(noTerminals !== 0)('what follows a step on a terminal is not erased with it', () => {
  const module = path.resolve('src/cli/step-progress.ts');
  const run = `
    import { StepProgress } from ${JSON.stringify(module)};
    const steps = new StepProgress();
    steps.begin('Indexing turns for search');
    steps.tell(1, 2);
    await new Promise((resolve) => setTimeout(resolve, 200));
    steps.end();
    console.log('Indexed 2 turns.');
  `;
  const command = `stty cols 80 rows 24; '${process.execPath}' --input-type=module --eval "$RUN"`;
  const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    env: { ...process.env, RUN: run, TERM: 'xterm', CI: '' },
  });
  expect(stdout).toContain('1 of 2  Indexing turns for search, 50 %');
  const [, after] = stdout.split('Indexed 2 turns.');
  expect(after).toBeDefined();
  expect(after).not.toMatch(MOVES_OR_ERASES);
});

function printed(): unknown[] {
  const lines: unknown[] = [];
  vi.spyOn(console, 'error').mockImplementation((line) => lines.push(line));
  return lines;
}
