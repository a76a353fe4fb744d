import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyProject } from '../project-copy.ts';
import { addressOf, buildIn, BuiltProject, differences, runIn } from './built-project.ts';

// A build that takes what it can from the last one, held against one that starts from nothing, in a copy of the project.

let built: BuiltProject;

beforeAll(async () => {
  built = await BuiltProject.make();
}, 300_000);
afterAll(() => built.remove());

test(
  'a build of the same project elsewhere gives the same bytes',
  { timeout: 300_000 },
  async () => {
    const other = path.join(built.folder, 'a', 'longer', 'path');
    await copyProject(built.root, other, true);
    buildIn(other);
    expect(differences(path.join(built.root, 'dist'), path.join(other, 'dist'))).toEqual([]);
  },
);

test('Astro’s own build gives the same bytes', { timeout: 300_000 }, () => {
  const astro = path.resolve('node_modules/astro/bin/astro.mjs');
  const args = [astro, 'build', '--silent', '--outDir', 'plain'];
  const { status, stdout, stderr } = runIn(built.root, args);
  expect(status, stdout + stderr).toBe(0);
  const differing = differences(path.join(built.root, 'dist'), path.join(built.root, 'plain'));
  // The search index comes after the pages, and so does what hosts are told.
  const later = /^(?:pagefind\/|_headers$|_redirects$)/;
  expect(differing.filter((name) => !later.test(name))).toEqual([]);
});

test('with nothing changed, the site is left alone', { timeout: 300_000 }, () => {
  const before = built.times();
  expect(built.build()).toContain('Nothing has changed');
  expect(built.times()).toEqual(before);
});

test('what is asked for beside pages comes and goes', { timeout: 300_000 }, () => {
  const dist = path.join(built.root, 'dist');
  expect(existsSync(path.join(dist, 'pagefind'))).toBe(true);
  built.build('--no-search', '--compress');
  expect(existsSync(path.join(dist, 'pagefind'))).toBe(false);
  expect(existsSync(path.join(dist, 'index.html.br'))).toBe(true);
  built.build();
  expect(existsSync(path.join(dist, 'pagefind'))).toBe(true);
  expect(existsSync(path.join(dist, 'index.html.br'))).toBe(false);
  built.expectColdBytes();
});

test(
  'an edit makes anew what shows the transcript, and nothing else',
  { timeout: 300_000 },
  async () => {
    const [edited = '', ...others] = built.files;
    const before = built.times();
    const file = path.join(built.root, 'content', edited);
    await writeFile(
      file,
      readFileSync(file, 'utf8').replace(/^title: .*$/m, 'title: Another title'),
    );
    built.build();
    const changed = built.changedSince(before);
    for (const ending of ['/index.html', '.json', '.txt', '.md', '.bib', '/t1/index.html']) {
      expect(changed).toContain(addressOf(edited) + ending);
    }
    expect(changed).toContain('transcripts/index.html');
    expect(changed).toContain('index.json');
    const stale = changed.filter((name) => others.some((one) => name.startsWith(addressOf(one))));
    expect(stale).toEqual([]);
    built.expectColdBytes();
  },
);

test(
  'what comes, goes or gets another name changes what it should',
  { timeout: 300_000 },
  async () => {
    const content = path.join(built.root, 'content');
    const [, removed = '', renamed = '', copied = ''] = built.files;
    const added = path.join(content, path.dirname(copied), 'one-more.md');
    await writeFile(
      added,
      readFileSync(path.join(content, copied), 'utf8').replace('date: 2', 'date: 1'),
    );
    await rm(path.join(content, removed));
    await rm(ledgerOf(content, removed));
    await rename(path.join(content, renamed), path.join(content, 'transcripts', 'elsewhere.md'));
    await rename(ledgerOf(content, renamed), path.join(content, 'permalinks', 'elsewhere.jsonl'));
    built.build();
    expect(existsSync(path.join(built.root, 'dist', addressOf(removed)))).toBe(false);
    built.expectColdBytes();
  },
);

test(
  'a speaker, a program and the site changed show wherever they are shown',
  { timeout: 300_000 },
  async () => {
    const content = path.join(built.root, 'content');
    const speaker = globSync('speakers/*.yaml', { cwd: content }).find((name) =>
      readFileSync(path.join(content, built.files[0] ?? ''), 'utf8').includes(
        path.basename(name, '.yaml'),
      ),
    );
    const file = path.join(content, speaker ?? '');
    await writeFile(
      file,
      readFileSync(file, 'utf8').replace('name: ', 'note: Called otherwise.\nname: Dr '),
    );
    for (const program of globSync('programs/*.yaml', { cwd: content })) {
      await appendFile(path.join(content, program), 'description: Every morning.\n');
    }
    built.build();
    built.expectColdBytes();
    await appendFile(path.join(content, 'site.yaml'), 'license: CC0-1.0\n');
    built.build();
    built.expectColdBytes();
  },
);

test('a component or a style changed makes everything anew', { timeout: 300_000 }, async () => {
  await appendFile(path.join(built.root, 'src/styles/turns.css'), '\n.turn { outline: 0; }\n');
  const component = path.join(built.root, 'src/components/Turn.astro');
  await writeFile(
    component,
    readFileSync(component, 'utf8').replace('class="said"', 'class="said spoken"'),
  );
  built.build();
  const other = path.join(built.folder, 'two');
  await copyProject(built.root, other, true);
  buildIn(other);
  const [page = ''] = globSync('dist/transcripts/**/index.html', { cwd: built.root });
  expect(readFileSync(path.join(built.root, page), 'utf8')).toBeDefined();
  expect(differences(path.join(built.root, 'dist'), path.join(other, 'dist'))).toEqual([]);
});

test('what was kept and is damaged is not used', { timeout: 300_000 }, async () => {
  for (const name of globSync('.cache/builds/*/readings/*/*.json', { cwd: built.root })) {
    await writeFile(path.join(built.root, name), '{}');
  }
  for (const name of globSync('.cache/builds/*/site/files/**/*.html', { cwd: built.root })) {
    await rm(path.join(built.root, name));
    await writeFile(path.join(built.root, name), 'Not what was made.');
  }
  await appendFile(path.join(built.root, 'content/site.yaml'), 'description: Once more.\n');
  built.build();
  built.expectColdBytes();
});

test(
  'a build that is killed leaves the former site, and the next one goes on',
  { timeout: 300_000 },
  async () => {
    const before = built.times();
    await appendFile(
      path.join(built.root, 'content/programs/night-boat.yaml'),
      'url: https://boat.example\n',
    );
    const child = spawn(process.execPath, ['src/cli/build.ts', '--no-cards'], { cwd: built.root });
    const ended = new Promise((resolve) => child.once('close', resolve));
    while (!globSync('dist.building-*/*', { cwd: built.root })[0] && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    // Another one refuses meanwhile.
    child.kill('SIGSTOP');
    const second = runIn(built.root, ['src/cli/build.ts', '--no-cards']);
    expect(second.stderr).toMatch(
      /^Another build \(process \d+\) writes into dist; expected one at a time\./m,
    );
    expect(second.status).toBe(1);
    child.kill('SIGKILL');
    await ended;
    expect(built.times()).toEqual(before);
    built.build();
    expect(globSync('dist.*', { cwd: built.root })).toEqual([]);
    built.expectColdBytes();
  },
);

const ledgerOf = (content: string, file: string): string =>
  path.join(content, file.replace(/^transcripts/, 'permalinks').replace(/\.md$/, '.jsonl'));
