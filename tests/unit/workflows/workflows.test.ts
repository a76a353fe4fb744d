import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const FOLDER = path.resolve('.github/workflows');
const permissions = z.record(z.string(), z.enum(['none', 'read', 'write']));
const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
  env: z.record(z.string(), z.string()).default({}),
});
type Step = z.output<typeof step>;
const workflow = z.object({
  permissions,
  jobs: z.record(
    z.string(),
    z.object({
      'timeout-minutes': z.number(),
      permissions: permissions.optional(),
      steps: z.array(step),
    }),
  ),
});

describe.each(readdirSync(FOLDER))('the workflow %s', (name) => {
  const text = readFileSync(path.join(FOLDER, name), 'utf8');
  const { jobs, permissions: common } = workflow.parse(parse(text));

  test('writes no expression into a script, where a name from outside would become code', () => {
    const scripts = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run }) => run ?? ''));
    expect(scripts.filter((run) => run.includes('${{'))).toEqual([]);
  });

  test('names the state of every action that it uses, which a tag would not', () => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, action = '']) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used)
      expect(action).toMatch(/^actions\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('lets no job write that runs what was sent in, and none keep its token but those that push', () => {
    expect(Object.values(common)).not.toContain('write');
    for (const [job, { permissions: own = common, steps }] of Object.entries(jobs)) {
      const isTrusted = ['propose', 'deploy', 'release'].includes(job);
      if (!isTrusted) expect(Object.values(own)).not.toContain('write');
      const pushes = steps.some(({ run }) => run?.includes('git push'));
      for (const { uses, with: options } of steps) {
        if (uses?.startsWith('actions/checkout@') !== true || pushes) continue;
        expect(options['persist-credentials']).toBe(false);
      }
    }
  });
});

describe('the steps of the workflow inbox.yml', { timeout: 60_000 }, () => {
  let root = '';
  let day = 0;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'turnstone-workflow-'));
    const script = `'${process.execPath}' '${path.resolve('src/cli/inbox.ts')}'`;
    write('project/package.json', JSON.stringify({ scripts: { inbox: script } }));
    write('project/content/site.yaml', 'name: Harbour transcripts\nlanguage: en\n');
    write('bin/gh', '#!/bin/sh\nprintf "%s\\n" "$@" > "$CALLED"\n');
    chmodSync(path.join(root, 'bin/gh'), 0o755);
    git('init', '--quiet', '--initial-branch=main');
    git('init', '--quiet', '--bare', '--initial-branch=main', '../remote');
    git('remote', 'add', 'origin', '../remote');
    commit();
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  test('make a pull request of a file whose name is code, and make it again when they are run again', () => {
    const before = git('rev-parse', 'HEAD').trim();
    const name = 'ferry $(touch ran)\n::set-output name=x::y `touch ran` --force.txt';
    write(`project/inbox/${name}`, 'DANA COLE, HOST:\n\nGood morning.\n');
    commit();

    git('push', '--quiet', 'origin', 'main');

    const importing = run('import', checkout('import'), { 'github.event.before': before });
    expect(importing).toEqual({ status: 0, output: 'found=true\n' });
    renameSync(path.join(root, 'temp/inbox-result'), path.join(root, 'temp/inbox'));
    const values = { 'github.run_id': '7', 'github.ref_name': 'main' };
    expect(run('propose', checkout('first'), values)).toMatchObject({ status: 0 });
    expect(run('propose', checkout('again'), values)).toMatchObject({ status: 0 });

    git('fetch', '--quiet', 'origin');
    const changed = git('diff', '--name-only', '--no-renames', 'main', 'origin/inbox/7');
    expect(changed).toContain('content/transcripts/ferry-touch-ran');
    expect(changed).toContain('inbox/ferry');
    const told = readFileSync(path.join(root, 'called'), 'utf8').split('\n');
    expect(told.slice(0, 6)).toEqual(['pr', 'create', '--base', 'main', '--head', 'inbox/7']);
    for (const place of ['import', 'first', 'again']) {
      expect(readdirSync(path.join(root, place))).not.toContain('ran');
    }
  });

  function checkout(name: string): string {
    const place = path.join(root, name);
    git('clone', '--quiet', '../remote', place);
    return place;
  }

  /** Runs a job's scripts as GitHub does, with values for the expressions in their variables. */
  function run(job: string, cwd: string, values: Record<string, string>) {
    const { jobs } = workflow.parse(parse(readFileSync(path.join(FOLDER, 'inbox.yml'), 'utf8')));
    const output = path.join(root, 'output');
    writeFileSync(output, '');
    day += 1;
    for (const { run: script, env } of jobs[job]?.steps ?? []) {
      if (script === undefined || script === 'npm ci') continue;
      const { status, stderr } = spawnSync(
        'bash',
        ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
        {
          cwd,
          encoding: 'utf8',
          env: { ...environment(output), ...filled(env, values) },
        },
      );
      if (status !== 0) return { status, output: stderr };
    }
    return { status: 0, output: readFileSync(output, 'utf8') };
  }

  const environment = (output: string) => ({
    ...process.env,
    PATH: [path.join(root, 'bin'), process.env.PATH ?? ''].join(path.delimiter),
    CALLED: path.join(root, 'called'),
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: '',
    GIT_COMMITTER_DATE: `2026-03-0${String(day)}T12:00:00Z`,
    TURNSTONE_CONTENT: '',
  });

  function filled(env: Step['env'], values: Record<string, string>): Record<string, string> {
    const known: Record<string, string> = {
      'runner.temp': path.join(root, 'temp'),
      'github.token': 'none',
      ...values,
    };
    const fill = (text: string) =>
      text.replaceAll(/\$\{\{ ([\w.]+) \}\}/g, (_, name: string) => known[name] ?? '');
    return Object.fromEntries(Object.entries(env).map(([name, text]) => [name, fill(text)]));
  }

  function git(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync(
      'git',
      ['-c', 'user.name=Dana Cole', '-c', 'user.email=dana@harbour-radio.example', ...args],
      { cwd: path.join(root, 'project'), encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    return stdout;
  }

  function commit(): void {
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Content');
  }

  function write(name: string, text: string): void {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
});
