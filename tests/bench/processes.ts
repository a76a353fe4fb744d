import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/** What a command took. */
export interface Taken {
  /** On the clock. */
  seconds: number;
  /** The most memory that it and every process it started held together, as often as one looked; 0 where the system does not tell. */
  megabytes: number;
  /** What it printed to its standard output. */
  printed: string;
}

/**
 * Runs a command to its end.
 *
 * @throws where it fails, with what it printed.
 */
export async function measured(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
  cwd = process.cwd(),
): Promise<Taken> {
  const start = performance.now();
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
  const printed: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => printed.push(data));
  child.stderr.on('data', (data: Buffer) => complaints.push(data));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let most = 0;
  const look = async () => {
    most = Math.max(most, await memoryOf(child.pid ?? 0));
  };
  const watch = setInterval(() => void look(), 200);
  const status = await ended;
  clearInterval(watch);
  if (status !== 0) {
    throw new Error(
      `${command} ${args.join(' ')}: ${Buffer.concat([...printed, ...complaints])
        .toString()
        .slice(-2000)}`,
    );
  }
  const seconds = (performance.now() - start) / 1000;
  return { seconds, megabytes: most, printed: Buffer.concat(printed).toString() };
}

/** Megabytes that a process and its descendants hold, as Linux tells it in `/proc`. */
async function memoryOf(root: number): Promise<number> {
  const names = await readdir('/proc').catch(() => []);
  const parents = new Map<number, { parent: number; kilobytes: number }>();
  for (const name of names.filter((one) => /^\d+$/.test(one))) {
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    const value = (field: string) =>
      Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    parents.set(Number(name), { parent: value('PPid'), kilobytes: value('VmRSS') });
  }
  const isBelow = (id: number): boolean =>
    id === root || (id > 1 && isBelow(parents.get(id)?.parent ?? 0));
  let total = 0;
  for (const [id, { kilobytes }] of parents) if (isBelow(id)) total += kilobytes;
  return total / 1024;
}
