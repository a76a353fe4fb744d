import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** A Chromium that runs, and where it was found. */
export interface FoundChromium {
  path: string;
  /** What `--version` printed; empty on Windows, where asking opens a window. */
  version: string;
  /** The step that found it, as a person reads it: "on this machine". */
  how: string;
  /** What was tried before, a line each: the step and why it gave nothing. */
  failures: string[];
}

/** What the search asks of a machine. Tests hand it one that installs nothing. */
export interface Machine {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  isRoot: boolean;
  exists: (path: string) => boolean;
  /** Where the test tool keeps the browser that it downloads, whether or not it is there. */
  downloadPath: string;
  /** Tells the person who waits. */
  say: (text: string) => void;
  /** Runs a program to its end and returns its standard output; throws an error with the last lines of both. */
  run: (command: string, args: readonly string[], options: RunOptions) => Promise<string>;
}

export interface RunOptions {
  seconds: number;
  env?: Readonly<Record<string, string>>;
}

/**
 * Finds a Chromium or installs one: the environment variable `TURNSTONE_CHROMIUM`, then a browser on
 * the machine, then the test tool's own download, then the system's package manager. A candidate
 * counts when it runs. Throws an error that says everything that was tried and why it failed.
 */
export async function findChromium(machine: Machine = thisMachine()): Promise<FoundChromium> {
  const failures: string[] = [];
  for (const { how, find } of steps) {
    try {
      return { ...(await find(machine)), how, failures };
    } catch (error) {
      failures.push(`${how}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    [
      'The browser tests need a Chromium, and none could be found or installed. Tried, in this order:',
      ...failures.map((failure) => `  - ${failure.replaceAll('\n', '\n    ')}`),
      'Install Chromium, Google Chrome or Microsoft Edge, or set TURNSTONE_CHROMIUM to the path of one,',
      'and run the command again.',
    ].join('\n'),
  );
}

type Found = Pick<FoundChromium, 'path' | 'version'>;

const steps: { how: string; find: (machine: Machine) => Promise<Found> }[] = [
  { how: 'named by TURNSTONE_CHROMIUM', find: named },
  { how: 'on this machine', find: installed },
  { how: 'downloaded by Playwright', find: downloaded },
  { how: 'installed by the package manager', find: packaged },
];

async function named(machine: Machine): Promise<Found> {
  const path = machine.env.TURNSTONE_CHROMIUM;
  if (!path) throw new Error('the variable is not set');
  return firstThatRuns(machine, [path]);
}

async function installed(machine: Machine): Promise<Found> {
  const paths = [...onPath(machine), ...wellKnown(machine), machine.downloadPath];
  const present = paths.filter((path) => machine.exists(path));
  if (present.length === 0) {
    throw new Error(
      `no ${commandNames.join(', ')} on PATH, nor a browser in the usual places (${machine.platform})`,
    );
  }
  return firstThatRuns(machine, present);
}

async function downloaded(machine: Machine): Promise<Found> {
  machine.say('Playwright downloads a Chromium (two minutes at most) …');
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  // Only the browser itself: its second, headless-only build is not what the tests run.
  await machine.run(process.execPath, [playwright, 'install', '--no-shell', 'chromium'], {
    seconds: 120,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' },
  });
  return firstThatRuns(machine, [machine.downloadPath]);
}

async function packaged(machine: Machine): Promise<Found> {
  const manager = packageManagers.find(({ command }) => pathOf(machine, command) !== undefined);
  if (!manager) {
    const names = packageManagers.map(({ command }) => command);
    throw new Error(`none of ${names.join(', ')} is on PATH`);
  }
  const needsSudo = manager.asRoot && !machine.isRoot;
  for (const args of manager.runs) {
    const [command, ...rest] = needsSudo
      ? (['sudo', '-n', manager.command, ...args] as const)
      : ([manager.command, ...args] as const);
    machine.say(`${[command, ...rest].join(' ')} …`);
    await machine.run(command, rest, { seconds: 600, env: { DEBIAN_FRONTEND: 'noninteractive' } });
  }
  return installed(machine);
}

const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

function onPath(machine: Machine): string[] {
  return commandNames.flatMap((name) => pathOf(machine, name) ?? []);
}

function pathOf(machine: Machine, command: string): string | undefined {
  return (machine.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, command))
    .find((path) => machine.exists(path));
}

/** Where installers for macOS and Windows put browsers, which leave PATH alone. */
function wellKnown({ env, platform }: Machine): string[] {
  if (platform === 'darwin') {
    return ['/Applications', join(env.HOME ?? '/', 'Applications')].flatMap((folder) =>
      ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((folder) =>
      folder
        ? [
            join(folder, 'Chromium', 'Application', 'chrome.exe'),
            join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
            join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
          ]
        : [],
    );
  }
  return [];
}

/** Debian's name is `chromium`; on Ubuntu that package is a stub, which is found out when it doesn't run. */
const packageManagers: { command: string; asRoot: boolean; runs: string[][] }[] = [
  {
    command: 'apt-get',
    asRoot: true,
    runs: [
      ['-o', 'DPkg::Lock::Timeout=60', 'update'],
      ['-o', 'DPkg::Lock::Timeout=60', 'install', '-y', 'chromium'],
    ],
  },
  { command: 'dnf', asRoot: true, runs: [['install', '-y', 'chromium']] },
  { command: 'pacman', asRoot: true, runs: [['-Sy', '--noconfirm', 'chromium']] },
  { command: 'apk', asRoot: true, runs: [['add', 'chromium']] },
  { command: 'zypper', asRoot: true, runs: [['--non-interactive', 'install', 'chromium']] },
  { command: 'brew', asRoot: false, runs: [['install', '--cask', 'google-chrome']] },
];

async function firstThatRuns(machine: Machine, paths: readonly string[]): Promise<Found> {
  const failures: string[] = [];
  for (const path of paths) {
    if (!machine.exists(path)) {
      failures.push(`${path} does not exist`);
    } else if (machine.platform === 'win32') {
      return { path, version: '' };
    } else {
      try {
        const version = await machine.run(path, ['--version'], { seconds: 20 });
        return { path, version: version.trim() };
      } catch (error) {
        failures.push(
          `${path} does not run: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  }
  throw new Error(failures.join('\n'));
}

function thisMachine(): Machine {
  return {
    env: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    exists: existsSync,
    downloadPath: chromium.executablePath(),
    say: (text) => {
      console.log(text);
    },
    run,
  };
}

async function run(
  command: string,
  args: readonly string[],
  { seconds, env }: RunOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: seconds * 1000,
    });
    let output = '';
    let complaints = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    child.on('error', reject);
    // A program that was stopped may leave children of its own behind, which hold its output open.
    child.on('exit', (_code, signal) => {
      if (signal) for (const pipe of [child.stdout, child.stderr]) pipe.destroy();
    });
    child.on('close', (code, signal) => {
      if (code === 0) {
        resolve(output);
        return;
      }
      const end = signal ? `stopped after ${seconds} seconds` : `exit status ${code ?? 'unknown'}`;
      reject(new Error([end, ...lastLines(output + complaints)].join('\n')));
    });
  });
}

const lastLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !/^\s+at \S/.test(line))
    .slice(-8);
