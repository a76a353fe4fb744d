import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** An nginx that runs, or why there is none. */
export type FoundNginx = { path: string; version: string } | { why: string };

/**
 * Finds an nginx: the environment variable `TURNSTONE_NGINX`, then one on the machine, then Debian's package, which is
 * unpacked and not installed, so that no server starts and nothing on the machine changes.
 */
export function findNginx(scratch: string): FoundNginx {
  const named = process.env.TURNSTONE_NGINX;
  const known = [...(named ? [named] : []), 'nginx', '/usr/sbin/nginx', '/usr/local/sbin/nginx'];
  for (const candidate of known) {
    const version = versionOf(candidate);
    if (version !== null) return { path: candidate, version };
  }
  return unpacked(scratch);
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
  throw new Error(`nginx does not serve ${origin}: ${complaints}`);
}

function unpacked(scratch: string): FoundNginx {
  const run = (command: string, args: string[]) =>
    spawnSync(command, args, { cwd: scratch, encoding: 'utf8', timeout: 120_000 });
  const download = () => run('apt-get', ['download', 'nginx']);
  if (download().status !== 0) {
    const isRoot = process.getuid?.() === 0;
    const update = ['-o', 'DPkg::Lock::Timeout=60', 'update'];
    if (isRoot) run('apt-get', update);
    else run('sudo', ['-n', 'apt-get', ...update]);
    const { status, stderr } = download();
    if (status !== 0) {
      return {
        why: `there is none on this machine, and Debian's package can't be downloaded (${stderr ? stderr.trim().split('\n').slice(-1).join() : 'no apt-get'}). Install nginx, or set TURNSTONE_NGINX to its path.`,
      };
    }
  }
  const [archive = ''] = readdirSync(scratch).filter((name) => /^nginx_.*\.deb$/.test(name));
  run('dpkg-deb', ['-x', archive, 'nginx']);
  const program = path.join(scratch, 'nginx/usr/sbin/nginx');
  const version = existsSync(program) ? versionOf(program) : null;
  return version === null
    ? { why: `Debian's package does not run here (${archive}). Install nginx.` }
    : { path: program, version };
}

function versionOf(nginx: string): string | null {
  const { status, stderr } = spawnSync(nginx, ['-v'], { encoding: 'utf8' });
  return status === 0 ? stderr.trim().replace('nginx version: ', '') : null;
}

/** The shipped example, for another port and folder. */
export const exampleConfiguration = (root: string, port: number): string =>
  readFileSync('src/hosts/nginx.conf', 'utf8')
    .replace('listen 80;', `listen 127.0.0.1:${String(port)};`)
    .replace('root /srv/turnstone;', `root ${root};`);
