import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { copyProject } from '../project-copy.ts';
import { SoakedContent, type Expected } from './soaked-content.ts';

export interface Soaked {
  edits: Record<string, number>;
  /** Milliseconds from an edit until every page that shows it is right. */
  settled: { median: number; most: number };
  /** Megabytes that the server held, over the first, middle and last third of the time; 0 where the system does not tell. */
  memory: { first: number; middle: number; last: number };
  /** What went wrong: a crash, a page that stayed stale, an answer that is none. */
  faults: string[];
}

/**
 * Edits files at random under `npm run dev`, in a copy of the project, for some time. After each edit the pages that show
 * it have `patience` milliseconds to say what the files say.
 */
export async function soak({
  seconds,
  seed,
  patience = 20_000,
}: {
  seconds: number;
  seed: number;
  patience?: number;
}): Promise<Soaked> {
  const folder = await mkdtemp(path.join(tmpdir(), 'turnstone-soak-'));
  const content = new SoakedContent(path.join(folder, 'content'), seed);
  await copyProject(process.cwd(), folder);
  const server = new DevServer(folder);
  const edits: Record<string, number> = {};
  const settled: number[] = [];
  const memory: number[] = [];
  const faults: string[] = [];
  try {
    const origin = await server.origin();
    faults.push(...(await unsettled(origin, content.everything(), patience)));
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end && faults.length === 0) {
      const { name, expected } = content.edit();
      edits[name] = (edits[name] ?? 0) + 1;
      const start = performance.now();
      const wrong = await unsettled(origin, expected, patience);
      if (content.isBroken) {
        // What is broken is read, and looked at, before it is mended.
        await delay(150);
        wrong.push(...(await unsettled(origin, HOME, patience)));
        const mended = content.mend();
        wrong.push(...(await unsettled(origin, mended, patience)));
      }
      faults.push(...wrong.map((one) => `after "${name}": ${one}`));
      settled.push(performance.now() - start);
      memory.push(server.megabytes());
      const dead = server.end;
      if (dead !== null) faults.push(`after "${name}": the server has ended.\n${dead}`);
    }
    if (faults.length === 0) {
      faults.push(...(await unsettled(origin, content.everything(), patience)));
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  settled.sort((a, b) => a - b);
  const third = Math.ceil(memory.length / 3);
  return {
    edits,
    settled: { median: middleOf(settled), most: Math.round(settled.at(-1) ?? 0) },
    memory: {
      first: middleOf(memory.slice(0, third)),
      middle: middleOf(memory.slice(third, 2 * third)),
      last: middleOf(memory.slice(2 * third)),
    },
    faults,
  };
}

/** Whatever is wrong with a transcript, the rest of the site stays. */
const HOME: readonly Expected[] = [{ address: '/', status: 200, says: [], saysNoMore: [] }];

/** Asks for pages until all are as they must be. Returns what is still wrong when patience is at its end. */
async function unsettled(
  origin: string,
  expected: readonly Expected[],
  patience: number,
): Promise<string[]> {
  const end = performance.now() + patience;
  for (;;) {
    const found = await Promise.all(expected.map((one) => wrongWith(origin, one)));
    const wrong = found.flat();
    if (wrong.length === 0 || performance.now() > end) return wrong;
    await delay(50);
  }
}

async function wrongWith(origin: string, expected: Expected): Promise<string[]> {
  const { address, status, says, saysNoMore } = expected;
  try {
    const answer = await fetch(origin + address);
    const text = await answer.text();
    if (answer.status !== status) {
      return [`${address} answers ${String(answer.status)}; expected ${String(status)}.`];
    }
    return [
      ...says.filter((one) => !text.includes(one)).map((one) => `${address} does not say ${one}.`),
      ...saysNoMore
        .filter((one) => text.includes(one))
        .map((one) => `${address} still says ${one}.`),
    ];
  } catch (error) {
    return [`${address} has no answer: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** `npm run dev`, and what it holds. */
class DevServer {
  private readonly child: ChildProcess;
  private printed = '';
  private readonly ended: Promise<void>;

  constructor(cwd: string) {
    const env = {
      ...process.env,
      TURNSTONE_CONTENT: '',
      SITE_URL: '',
      BASE_PATH: '',
      NO_COLOR: '1',
    };
    // A server that believes to be under test serves otherwise.
    Reflect.deleteProperty(env, 'VITEST');
    Reflect.deleteProperty(env, 'NODE_ENV');
    this.child = spawn(process.execPath, ['src/cli/dev.ts'], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (data: Buffer) => {
      this.printed = (this.printed + data.toString()).slice(-20_000);
    };
    this.child.stdout?.on('data', keep);
    this.child.stderr?.on('data', keep);
    this.ended = new Promise((resolve) =>
      this.child.once('close', () => {
        resolve();
      }),
    );
  }

  /** Waits until it serves. */
  async origin(): Promise<string> {
    for (let tries = 0; tries < 600 && this.end === null; tries += 1) {
      const origin = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(this.printed)?.[0];
      if (origin !== undefined) return origin;
      await delay(100);
    }
    throw new Error(`npm run dev does not serve:\n${this.printed}`);
  }

  /** What it said last where it runs no more. */
  get end(): string | null {
    const { exitCode, signalCode } = this.child;
    return exitCode === null && signalCode === null ? null : this.printed.slice(-2000);
  }

  megabytes(): number {
    try {
      const status = readFileSync(`/proc/${String(this.child.pid)}/status`, 'utf8');
      return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      return 0;
    }
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
