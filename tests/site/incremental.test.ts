import { spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeArchive } from '../bench/archive.ts';
import { copyProject } from '../project-copy.ts';

// A build that takes what it can from the last one, held against one that starts from nothing, in a copy of the project.

let folder = '';
let project = '';
let files: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'turnstone-incremental-'));
  project = path.join(folder, 'one');
  await copyProject(process.cwd(), project);
  files = await writeArchive(path.join(project, 'content'), { news: 4, podcasts: 0, turns: 5 });
  build(project);
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test(
  'a build of the same project elsewhere gives the same bytes',
  { timeout: 300_000 },
  async () => {
    const other = path.join(folder, 'a', 'longer', 'path');
    await copyProject(project, other, true);
    build(other);
    expect(differences(path.join(project, 'dist'), path.join(other, 'dist'))).toEqual([]);
  },
);

test('Astro’s own build gives the same bytes', { timeout: 300_000 }, () => {
  const astro = path.resolve('node_modules/astro/bin/astro.mjs');
  const args = [astro, 'build', '--silent', '--outDir', 'plain'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, optionsOf(project));
  expect(status, stdout + stderr).toBe(0);
  const differing = differences(path.join(project, 'dist'), path.join(project, 'plain'));
  // The search index comes after the pages, and so does what hosts are told.
  const later = /^(?:pagefind\/|_headers$|_redirects$)/;
  expect(differing.filter((name) => !later.test(name))).toEqual([]);
});

test('with nothing changed, the site is left alone', { timeout: 300_000 }, () => {
  const before = timesOf('dist');
  expect(build(project)).toContain('Nothing has changed');
  expect(timesOf('dist')).toEqual(before);
});

test('what is asked for beside pages comes and goes', { timeout: 300_000 }, () => {
  const dist = path.join(project, 'dist');
  expect(existsSync(path.join(dist, 'pagefind'))).toBe(true);
  build(project, '--no-search', '--compress');
  expect(existsSync(path.join(dist, 'pagefind'))).toBe(false);
  expect(existsSync(path.join(dist, 'index.html.br'))).toBe(true);
  build(project);
  expect(existsSync(path.join(dist, 'pagefind'))).toBe(true);
  expect(existsSync(path.join(dist, 'index.html.br'))).toBe(false);
  expectColdBytes();
});

test(
  'an edit makes anew what shows the transcript, and nothing else',
  { timeout: 300_000 },
  async () => {
    const [edited = '', ...others] = files;
    const before = timesOf('dist');
    const file = path.join(project, 'content', edited);
    await writeFile(
      file,
      readFileSync(file, 'utf8').replace(/^title: .*$/m, 'title: Another title'),
    );
    build(project);
    const changed = changedSince(before);
    for (const ending of ['/index.html', '.json', '.txt', '.md', '.bib', '/t1/index.html']) {
      expect(changed).toContain(addressOf(edited) + ending);
    }
    expect(changed).toContain('transcripts/index.html');
    expect(changed).toContain('index.json');
    const stale = changed.filter((name) => others.some((one) => name.startsWith(addressOf(one))));
    expect(stale).toEqual([]);
    expectColdBytes();
  },
);

test(
  'what comes, goes or gets another name changes what it should',
  { timeout: 300_000 },
  async () => {
    const content = path.join(project, 'content');
    const [, removed = '', renamed = '', copied = ''] = files;
    const added = path.join(content, path.dirname(copied), 'one-more.md');
    await writeFile(
      added,
      readFileSync(path.join(content, copied), 'utf8').replace('date: 2', 'date: 1'),
    );
    await rm(path.join(content, removed));
    await rm(ledgerOf(content, removed));
    await rename(path.join(content, renamed), path.join(content, 'transcripts', 'elsewhere.md'));
    await rename(ledgerOf(content, renamed), path.join(content, 'permalinks', 'elsewhere.jsonl'));
    build(project);
    expect(existsSync(path.join(project, 'dist', addressOf(removed)))).toBe(false);
    expectColdBytes();
  },
);

test(
  'a speaker, a program and the site changed show wherever they are shown',
  { timeout: 300_000 },
  async () => {
    const content = path.join(project, 'content');
    const speaker = globSync('speakers/*.yaml', { cwd: content }).find((name) =>
      readFileSync(path.join(content, files[0] ?? ''), 'utf8').includes(
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
    build(project);
    expectColdBytes();
    await appendFile(path.join(content, 'site.yaml'), 'license: CC0-1.0\n');
    build(project);
    expectColdBytes();
  },
);

test(
  'a story that comes, changes or goes shows wherever it is told of',
  { timeout: 600_000 },
  async () => {
    const content = path.join(project, 'content');
    const [transcript = '', , , another = ''] = files;
    const id = addressOf(transcript).replace('transcripts/', '');
    const story = path.join(content, 'stories', 'strike.mdx');
    const write = (title: string, turn: string) =>
      writeFile(
        story,
        `---\ntitle: ${title}\ndate: 2026-03-03\nlanguage: en\n---\n\n<Turn of="${id}#${turn}" />\n`,
      );
    const page = () =>
      readFileSync(path.join(project, 'dist', addressOf(transcript), 'index.html'), 'utf8');
    await mkdir(path.dirname(story), { recursive: true });
    await write('The strike', 't1');
    build(project);
    expect(page()).toContain('The strike');
    expectColdBytes();
    await write('What the strike was', 't2');
    build(project);
    expect(page()).not.toContain('The strike');
    expect(page()).toContain('What the strike was');
    expectColdBytes();
    const before = timesOf('dist');
    await appendFile(story, '\nAnd so it went on.\n');
    build(project);
    const words = changedSince(before);
    expect(words).toContain('stories/strike/index.html');
    expect(words.filter((name) => name.startsWith(addressOf(transcript)))).toEqual([]);
    expectColdBytes();
    await write('How the strike was', 't2');
    build(project);
    const title = changedSince(before);
    expect(title).toContain(`${addressOf(transcript)}/index.html`);
    expect(title.filter((name) => name.startsWith(addressOf(another)))).toEqual([]);
    expectColdBytes();
    await rm(story);
    build(project);
    expect(page()).not.toContain('How the strike was');
    expect(existsSync(path.join(project, 'dist/stories/strike'))).toBe(false);
    expectColdBytes();
  },
);

test('a component or a style changed makes everything anew', { timeout: 300_000 }, async () => {
  await appendFile(path.join(project, 'src/styles/turns.css'), '\n.turn { outline: 0; }\n');
  const component = path.join(project, 'src/components/Turn.astro');
  await writeFile(
    component,
    readFileSync(component, 'utf8').replace('class="said"', 'class="said spoken"'),
  );
  build(project);
  const other = path.join(folder, 'two');
  await copyProject(project, other, true);
  build(other);
  const [page = ''] = globSync('dist/transcripts/**/index.html', { cwd: project });
  expect(readFileSync(path.join(project, page), 'utf8')).toBeDefined();
  expect(differences(path.join(project, 'dist'), path.join(other, 'dist'))).toEqual([]);
});

test('what was kept and is damaged is not used', { timeout: 300_000 }, async () => {
  for (const name of globSync('.cache/builds/*/readings/*/*.json', { cwd: project })) {
    await writeFile(path.join(project, name), '{}');
  }
  for (const name of globSync('.cache/builds/*/site/files/**/*.html', { cwd: project })) {
    await rm(path.join(project, name));
    await writeFile(path.join(project, name), 'Not what was made.');
  }
  await appendFile(path.join(project, 'content/site.yaml'), 'description: Once more.\n');
  build(project);
  expectColdBytes();
});

test(
  'a build that is killed leaves the former site, and the next one goes on',
  { timeout: 300_000 },
  async () => {
    const before = timesOf('dist');
    await appendFile(
      path.join(project, 'content/programs/night-boat.yaml'),
      'url: https://boat.example\n',
    );
    const child = spawn(process.execPath, ['src/cli/build.ts', '--no-cards'], { cwd: project });
    const ended = new Promise((resolve) => child.once('close', resolve));
    while (!globSync('dist.building-*/*', { cwd: project })[0] && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    // Another one refuses meanwhile.
    child.kill('SIGSTOP');
    const second = run(project, []);
    expect(second.stderr).toMatch(
      /^Another build \(process \d+\) writes into dist; expected one at a time\./m,
    );
    expect(second.status).toBe(1);
    child.kill('SIGKILL');
    await ended;
    expect(timesOf('dist')).toEqual(before);
    build(project);
    expect(globSync('dist.*', { cwd: project })).toEqual([]);
    expectColdBytes();
  },
);

function run(cwd: string, args: readonly string[]) {
  const script = ['src/cli/build.ts', '--no-cards', ...args];
  return spawnSync(process.execPath, script, optionsOf(cwd));
}

const optionsOf = (cwd: string) => ({
  cwd,
  env: { ...process.env, SITE_URL: 'https://transcripts.example', TURNSTONE_CONTENT: '' },
  encoding: 'utf8' as const,
});

function build(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = run(cwd, args);
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout;
}

/** Builds from nothing into a folder that was never built into, and compares. */
function expectColdBytes(): void {
  cold += 1;
  const outDir = `cold-${String(cold)}`;
  build(project, '--outDir', outDir);
  expect(differences(path.join(project, 'dist'), path.join(project, outDir))).toEqual([]);
}

let cold = 0;

function differences(one: string, other: string): string[] {
  const names = new Set([one, other].flatMap((cwd) => filesIn(cwd)));
  const bytes = (name: string) => (existsSync(name) ? readFileSync(name) : null);
  return [...names].filter((name) => {
    const [a, b] = [bytes(path.join(one, name)), bytes(path.join(other, name))];
    return a === null || b === null || !a.equals(b);
  });
}

const filesIn = (cwd: string): string[] =>
  globSync('**', { cwd, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(cwd, path.join(entry.parentPath, entry.name)));

function timesOf(name: string): Record<string, number> {
  const cwd = path.join(project, name);
  return Object.fromEntries(
    filesIn(cwd).map((file) => [file, statSync(path.join(cwd, file)).mtimeMs]),
  );
}

function changedSince(before: Record<string, number>): string[] {
  const after = timesOf('dist');
  return Object.keys(after).filter((name) => after[name] !== before[name]);
}

const addressOf = (file: string): string => file.replace(/\.md$/, '');

const ledgerOf = (content: string, file: string): string =>
  path.join(content, file.replace(/^transcripts/, 'permalinks').replace(/\.md$/, '.jsonl'));
