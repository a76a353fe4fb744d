import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

/** A server that runs, or why there is none. */
export type FoundServer = { path: string; version: string } | { why: string };

/** A web server that a site owner may have. */
export interface WebServer {
  /** Of the program, and of Debian's package. */
  name: string;
  /** Names a program to be used. */
  variable: string;
  /** Asks the program for its version. */
  version: string[];
  /** Where the package has the program. */
  packaged: string;
}

export const NGINX: WebServer = {
  name: 'nginx',
  variable: 'TURNSTONE_NGINX',
  version: ['-v'],
  packaged: 'usr/sbin/nginx',
};

/**
 * Finds a server: the one that the environment variable names, then one on the machine, then Debian's package, which is
 * unpacked and not installed, so that no server starts and nothing on the machine changes.
 */
export function findServer(server: WebServer, scratch: string): FoundServer {
  const { name, variable } = server;
  const named = process.env[variable];
  const known = [...(named ? [named] : []), name, `/usr/sbin/${name}`, `/usr/local/sbin/${name}`];
  for (const candidate of known) {
    const version = versionOf(candidate, server);
    if (version !== null) return { path: candidate, version };
  }
  return unpacked(server, scratch);
}

/** Serves a folder by a configuration that stands inside `http`. */
export async function startNginx(
  nginx: string,
  configuration: string,
  port: number,
): Promise<{ origin: string; stop: () => void }> {
  const home = mkdtempSync(path.join(tmpdir(), 'turnstone-nginx-'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${home}/${kind};`,
  );
  writeFileSync(path.join(home, 'site.conf'), configuration);
  writeFileSync(
    path.join(home, 'nginx.conf'),
    `daemon off; master_process off; pid ${home}/pid; error_log stderr crit; events {} http { access_log off; ${temporary.join(' ')} include ${home}/site.conf; }`,
  );
  const server = spawn(nginx, ['-p', home, '-c', path.join(home, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return untilServed(server, home, port);
}

/** By the shipped example, for another address and folder. */
export async function startCaddy(
  caddy: string,
  root: string,
  port: number,
): Promise<{ origin: string; stop: () => void }> {
  const home = mkdtempSync(path.join(tmpdir(), 'turnstone-caddy-'));
  const example = readFileSync('src/hosts/Caddyfile', 'utf8')
    .replace('transcripts.example {', `http://127.0.0.1:${String(port)} {`)
    .replace('root * /srv/turnstone', `root * ${root}`);
  const file = path.join(home, 'Caddyfile');
  writeFileSync(file, `{\n\tadmin off\n\tlog {\n\t\tlevel ERROR\n\t}\n}\n${example}`);
  const server = spawn(caddy, ['run', '--adapter', 'caddyfile', '--config', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home },
  });
  return untilServed(server, home, port);
}

export const CADDY: WebServer = {
  name: 'caddy',
  variable: 'TURNSTONE_CADDY',
  version: ['version'],
  packaged: 'usr/bin/caddy',
};

/** Waits for a server. @throws where it does not begin to serve, with what it says. */
async function untilServed(
  server: ChildProcessByStdio<null, null, Readable>,
  home: string,
  port: number,
): Promise<{ origin: string; stop: () => void }> {
  let complaints = '';
  server.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const origin = `http://127.0.0.1:${String(port)}`;
  const stop = () => {
    server.kill();
    rmSync(home, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(origin).catch(() => null)) return { origin, stop };
    if (server.exitCode !== null) break;
    await delay(50);
  }
  stop();
  throw new Error(`The server does not serve ${origin}: ${complaints}`);
}

function unpacked(server: WebServer, scratch: string): FoundServer {
  const { name, variable, packaged } = server;
  const run = (command: string, args: string[]) =>
    spawnSync(command, args, { cwd: scratch, encoding: 'utf8', timeout: 120_000 });
  const download = () => run('apt-get', ['download', name]);
  if (download().status !== 0) {
    const isRoot = process.getuid?.() === 0;
    const update = ['-o', 'DPkg::Lock::Timeout=60', 'update'];
    if (isRoot) run('apt-get', update);
    else run('sudo', ['-n', 'apt-get', ...update]);
    const { status, stderr } = download();
    if (status !== 0) {
      return {
        why: `there is none on this machine, and Debian's package can't be downloaded (${stderr ? stderr.trim().split('\n').slice(-1).join() : 'no apt-get'}). Install ${name}, or set ${variable} to its path.`,
      };
    }
  }
  const [archive = ''] = readdirSync(scratch).filter(
    (file) => file.startsWith(`${name}_`) && file.endsWith('.deb'),
  );
  run('dpkg-deb', ['-x', archive, name]);
  const program = path.join(scratch, name, packaged);
  const version = existsSync(program) ? versionOf(program, server) : null;
  return version === null
    ? { why: `Debian's package does not run here (${archive}). Install ${name}.` }
    : { path: program, version };
}

function versionOf(program: string, { version }: WebServer): string | null {
  const { status, stdout, stderr } = spawnSync(program, version, { encoding: 'utf8' });
  return status === 0 ? (stdout + stderr).trim() : null;
}

/** The shipped example, for another port and folder. */
export const exampleConfiguration = (root: string, port: number): string =>
  readFileSync('src/hosts/nginx.conf', 'utf8')
    .replace('listen 80;', `listen 127.0.0.1:${String(port)};`)
    .replace('root /srv/turnstone;', `root ${root};`);
