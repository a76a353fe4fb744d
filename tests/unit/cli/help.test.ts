import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What `npm run` offers that is a program of the project's own, with its flags for Node. */
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
};
const programs = Object.entries(scripts).flatMap(([name, script]) => {
  const [command, ...args] = script.split(' ');
  return command === 'node' && !name.startsWith('test') ? [{ name, args }] : [];
});

describe.each(programs)('npm run $name', { timeout: 30_000 }, ({ name, args }) => {
  const run = (option: string) =>
    spawnSync(process.execPath, [...args, option], { encoding: 'utf8', timeout: 20_000 });

  it('says with --help what it does', () => {
    const { status, stdout, stderr } = run('--help');
    expect(stderr).toBe('');
    expect(stdout).toMatch(name === 'start' ? /^Usage: npm start / : `Usage: npm run ${name} `);
    expect(stdout).toMatch(/^Options:$/m);
    expect(status).toBe(0);
  });

  it('refuses what it does not know, without a stack trace', () => {
    const { status, stderr } = run('--nothing-of-the-kind');
    // Or, before it, what it has to be told.
    expect(stderr).toMatch(/^error: (?:unknown|required) option '/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(2);
  });
});
