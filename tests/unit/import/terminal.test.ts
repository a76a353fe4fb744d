import headless from '@xterm/headless';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SCRIPT = path.resolve(import.meta.dirname, '../../../src/cli/import.ts');
const ICE =
  'ANA RUIZ, HOST: The harbour froze overnight.\nLEE OSEI, BYLINE: It is cold here, Ana.\n';
const HARBOUR = '港が凍った朝の長い長い長い長い長い長い長い長い長い長い放送';
const ESCAPE = '\u001B';
const COLOUR = new RegExp(`${ESCAPE}\\[[\\d;]*m`);
const DRAWN = new RegExp(`[${ESCAPE}█░]`);
/** The end of what a terminal is to show at once. */
const FRAME_END = `${ESCAPE}[?2026l`;

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'import-'));
  await mkdir(path.join(folder, 'talks'));
  await mkdir(path.join(folder, 'content'));
  for (const name of ['a', 'b', HARBOUR]) {
    await writeFile(path.join(folder, 'talks', `${name}.txt`), ICE);
  }
  await writeFile(path.join(folder, 'talks/bad.txt'), '');
});
afterEach(() => rm(folder, { recursive: true }));

describe.skipIf(isScriptMissing())('npm run import on a terminal', { timeout: 60_000 }, () => {
  it.each([
    [
      80,
      [
        '░░░░░░░░░░░░░░░░░░░░░░░░ 0 of 4  talks/a.txt',
        '██████░░░░░░░░░░░░░░░░░░ 1 of 4  talks/b.txt',
        '████████████░░░░░░░░░░░░ 2 of 4  talks/bad.txt',
        '██████████████████░░░░░░ 3 of 4  …長い長い長い長い長い長い長い長い長い放送.txt',
      ],
    ],
    [20, ['░░░░░░ 0 of 4', '██░░░░ 1 of 4', '███░░░ 2 of 4', '█████░ 3 of 4']],
    [6, ['░ 0 …', '░ 1 …', '█ 2 …', '█ 3 …']],
  ])('moves a bar of one line, %d columns wide, and erases it', async (columns, bars) => {
    const { frames, last, isCursorHidden } = await onTerminal(columns);
    expect(frames.map(barsIn).filter((lines) => lines.length > 0)).toEqual(
      bars.map((bar) => [bar]),
    );
    expect(barsIn(last)).toEqual([]);
    expect(isCursorHidden).toBe(false);
  });

  it('leaves problems and the closing table whole', async () => {
    const { last } = await onTerminal(300);
    const text = last.join('\n');
    expect(text).toContain('\ntalks/bad.txt:1:1 error The file is empty; expected a transcript.\n');
    expect(text).toContain(`\n         6         2         `);
    expect(text.match(/^talks\/.* turns, 2 speakers$/gm)).toHaveLength(3);
  });

  it('sets the cells of the closing table below each other where it is narrow', async () => {
    const { last } = await onTerminal(30);
    expect(last.join('\n')).toContain(
      '\n4 files in all\n  6 turns\n  2 speakers\n  3 warnings\n  1 error\n',
    );
  });

  it('has no colours', async () => {
    const { sent } = await onTerminal(80, { NO_COLOR: '1' });
    expect(sent).toContain('█');
    expect(sent).not.toMatch(COLOUR);
  });

  it.each([{ TERM: 'dumb' }, { CI: 'true' }])(
    'prints plain lines alone where nothing can move: %j',
    async (environment) => {
      const { sent } = await onTerminal(80, environment);
      expect(sent).toContain('talks/a.txt (Broadcast text): 2 turns, 2 speakers');
      expect(sent).not.toMatch(DRAWN);
    },
  );
});

describe('npm run import elsewhere', { timeout: 60_000 }, () => {
  it('prints plain lines alone', () => {
    const { stdout, stderr } = spawnSync(process.execPath, [SCRIPT, 'talks'], {
      ...options(),
      encoding: 'utf8',
    });
    expect(stdout).toContain('talks/a.txt (Broadcast text): 2 turns, 2 speakers');
    expect(stdout + stderr).not.toMatch(DRAWN);
  });
});

const options = (environment: NodeJS.ProcessEnv = {}) => ({
  cwd: folder,
  env: { ...process.env, TERM: 'xterm', CI: '', TURNSTONE_CONTENT: 'content', ...environment },
});

const barsIn = (lines: readonly string[]) => lines.filter((line) => /^[█░]/.test(line));

/** What a terminal shows while files are imported. */
interface Shown {
  /** The lines on it after each time that the bar was drawn or erased. */
  frames: string[][];
  /** The lines on it at the end. */
  last: string[];
  /** Every byte that it got. */
  sent: string;
  isCursorHidden: boolean;
}

async function onTerminal(columns: number, environment: NodeJS.ProcessEnv = {}): Promise<Shown> {
  const command = `stty cols ${String(columns)} rows 50; '${process.execPath}' '${SCRIPT}' talks`;
  const { stdout: sent } = spawnSync('script', ['-qec', command, '/dev/null'], {
    ...options(environment),
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  const terminal = new headless.Terminal({ cols: columns, rows: 50, allowProposedApi: true });
  const frames: string[][] = [];
  for (const part of sent.split(FRAME_END)) {
    await new Promise<void>((resolve) => {
      terminal.write(part + FRAME_END, resolve);
    });
    frames.push(linesOf(terminal));
  }
  const isCursorHidden = sent.lastIndexOf(`${ESCAPE}[?25l`) > sent.lastIndexOf(`${ESCAPE}[?25h`);
  return { frames, last: linesOf(terminal), sent, isCursorHidden };
}

function linesOf({ buffer: { active } }: headless.Terminal): string[] {
  return Array.from(
    { length: active.length },
    (_, index) => active.getLine(index)?.translateToString(true) ?? '',
  );
}

function isScriptMissing(): boolean {
  const { stdout } = spawnSync('script', ['--version'], { encoding: 'utf8' });
  const isMissing = !(stdout as string | null)?.includes('util-linux');
  if (isMissing) console.log('Skipped: the tests on a terminal, which need script of util-linux.');
  return isMissing;
}
