import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listFiles } from '../../../src/archive/files.ts';
import { readArchive } from '../../../src/archive/read.ts';
import { formatProblem } from '../../../src/transcript/problem.ts';

// Each folder is a content folder laid over `base`; `problems.txt` in it is what an editor is told, word for word.
const fixtures = path.join(import.meta.dirname, 'fixtures');
const names = (await readdir(fixtures)).filter((name) => name !== 'base');

let content: string;
beforeEach(async () => {
  content = await mkdtemp(path.join(tmpdir(), 'turnstone-'));
  await cp(path.join(fixtures, 'base'), content, { recursive: true });
});
afterEach(() => rm(content, { recursive: true }));

describe('what an editor is told about', () => {
  it.each(names)('%s', async (name) => {
    await cp(path.join(fixtures, name), content, { recursive: true });
    await expect(await problemsOf(content)).toMatchFileSnapshot(
      path.join(fixtures, name, 'problems.txt'),
    );
  });

  it('two sources of one address', async ({ skip }) => {
    const source = await readFile(
      path.join(fixtures, 'an id that holds a dot/transcripts/ferry.v2.md'),
    );
    await cp(path.join(fixtures, 'no turns at all'), content, { recursive: true });
    await writeFile(path.join(content, 'transcripts/ferry.md'), source);
    await writeFile(path.join(content, 'transcripts/Ferry.md'), source);
    const files = await readdir(path.join(content, 'transcripts'));
    if (files.length < 2) skip('this file system does not tell Ferry.md from ferry.md');
    expect(await problemsOf(content)).toBe(
      'transcripts/ferry.md:1:1 error Two files have the address /transcripts/ferry/; expected one. ' +
        'Rename one of them. (see transcripts/Ferry.md:1:1)\n',
    );
  });

  it('two files of one speaker', async ({ skip }) => {
    await writeFile(path.join(content, 'speakers/Dana-Cole.yaml'), 'name: Another Dana\n');
    const files = await readdir(path.join(content, 'speakers'));
    if (files.length < 4) skip('this file system does not tell Dana-Cole.yaml from dana-cole.yaml');
    expect(await problemsOf(content)).toBe(
      'speakers/dana-cole.yaml:1:1 error Two files have the id "dana-cole"; expected one. ' +
        'Rename one of them. (see speakers/Dana-Cole.yaml:1:1)\n',
    );
  });

  it('a content folder without site.yaml, which is no error', async () => {
    await rm(path.join(content, 'site.yaml'));
    expect(await problemsOf(content)).toBe(
      'site.yaml:1:1 warning No file tells about the site, so it is called "Transcripts" and speaks English; ' +
        'expected "name:" and "language:". Add the file.\n',
    );
  });

  it('a content folder that is not there', async () => {
    const { problems } = await readArchive({ content: path.join(content, 'no'), drafts: true });
    expect(problems.map(formatProblem)[0]).toBe(
      `${content}/no:1:1 error No such folder; expected the content folder. ` +
        'Correct TURNSTONE_CONTENT, or run the command in the folder that holds content/.',
    );
  });

  it('a content folder that is a file', async () => {
    const file = path.join(content, 'site.yaml');
    const { problems } = await readArchive({ content: file, drafts: true });
    expect(problems.map(formatProblem)[0]).toBe(
      `${file}:1:1 error This is a file; expected the content folder. ` +
        'Correct TURNSTONE_CONTENT, or run the command in the folder that holds content/.',
    );
  });

  it.each(['stories', 'permalinks', 'programs'])('a file in place of %s/', async (name) => {
    await rm(path.join(content, name), { recursive: true, force: true });
    await writeFile(path.join(content, name), 'no folder');
    expect(await problemsOf(content)).toContain(
      `${name}:1:1 error This is a file; expected a folder of this name, or nothing. Rename the file.\n`,
    );
  });
});

describe('links', () => {
  it('to a folder are followed, but never in a circle', async () => {
    const elsewhere = path.join(content, '.elsewhere');
    const transcripts = path.join(content, 'transcripts');
    await mkdir(elsewhere);
    await mkdir(transcripts);
    await writeFile(path.join(elsewhere, 'linked.md'), '');
    await symlink(elsewhere, path.join(transcripts, 'linked'));
    await symlink(transcripts, path.join(elsewhere, 'back'));
    await symlink('.', path.join(transcripts, 'itself'));
    await symlink('../..', path.join(transcripts, 'above'));
    await symlink('nowhere.md', path.join(transcripts, 'gone.md'));
    await symlink('circle.md', path.join(transcripts, 'circle.md'));
    const names = listFiles(transcripts, '.md');
    expect(names).toContain(path.join('linked', 'linked.md'));
    expect(names.filter((name) => name.includes(path.sep))).toHaveLength(1);
    const told = (await problemsOf(content)).split('\n');
    expect(told.filter((line) => /(?:gone|circle)\.md/.test(line))).toHaveLength(2);
  });
});

async function problemsOf(folder: string): Promise<string> {
  const { problems } = await readArchive({ content: folder, drafts: true });
  return problems
    .map((problem) => `${formatProblem(problem)}\n`.replaceAll(`${folder}/`, ''))
    .join('');
}
