import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const SCRIPT = path.join(ROOT, 'src/cli/import.ts');
const ICE =
  'ANA RUIZ, HOST: The harbour froze overnight.\nLEE OSEI, BYLINE: It is cold here, Ana.\n';

let folder = '';
let content = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'import-'));
  content = path.join(folder, 'content');
  await mkdir(content);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('importing many files', { timeout: 120_000 }, () => {
  it('takes files, folders and patterns at once, each file once, and closes with a table', async () => {
    await put('talks/a.txt', ICE);
    await put('talks/old/b.txt', ICE);
    await put('talks/old/.hidden.txt', ICE);
    await put('more/c.txt', ICE);
    await put('more/d.md', ICE);
    await put('bad.txt', '');
    const { status, stdout, stderr } = run('talks', 'more/*.txt', 'talks/a.txt', 'bad.txt');
    expect(status).toBe(1);
    expect(await written()).toEqual([
      'speakers/ana-ruiz.yaml',
      'speakers/lee-osei.yaml',
      'transcripts/a.md',
      'transcripts/b.md',
      'transcripts/c.md',
    ]);
    expect(stderr).toContain('bad.txt:1:1 error The file is empty; expected a transcript.');
    expect(stdout).toContain('talks/a.txt (Broadcast text): 2 turns, 2 speakers');
    expect(stdout).toContain(`
     turns  speakers  warnings    errors  file
         2         2         1         0  talks/a.txt
         2         2         1         0  talks/old/b.txt
         2         2         1         0  more/c.txt
         0         0         0         1  bad.txt
         6         2         3         1  4 files in all
`);
  });

  it('follows links once, so that a loop ends', async () => {
    await put('talks/a.txt', ICE);
    await symlink('..', path.join(folder, 'talks/loop'));
    await symlink('..', path.join(folder, 'talks/again'));
    await symlink('nowhere', path.join(folder, 'talks/broken'));
    await symlink('itself', path.join(folder, 'talks/itself'));
    const { status, stderr } = run('talks', '--dry-run', '--json');
    expect(status).toBe(1);
    expect(stderr).toBe('');
    const { stdout } = run('talks');
    expect(stdout).toContain('  3 files in all\n');
    expect(await written()).toContain('transcripts/a.md');
    const told = run('talks').stderr;
    expect(told).toContain('talks/broken:1:1 error This link leads nowhere;');
    expect(told).toContain('talks/itself:1:1 error This link leads to itself;');
  });

  it('takes what a pattern matches, and nothing of empty folders that it meets', async () => {
    await put('talks/a.txt', ICE);
    await put('talks/.hidden/b.txt', ICE);
    await mkdir(path.join(folder, 'talks/empty'));
    expect(run('talks/**/*', 'talks/*').status).toBe(0);
    expect((await written()).filter((name) => name.endsWith('.md'))).toEqual(['transcripts/a.md']);
    expect(run('talks/empty*')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('talks/empty*:1:1 error No file matches;') as string,
    });
    expect(run('talks/.hidden/b.txt').status).toBe(0);
  });

  it('writes a new speaker once for all files, and takes the same person for the same', async () => {
    await put('a.txt', 'ANA RUIZ, HOST: One.\nLEE OSEI, BYLINE: Two.');
    await put('b.txt', 'OLHA PETRENKO, GUEST: Three.\nANA RUIZ, HOST: Four.');
    const { status, stdout, stderr } = run('a.txt', 'b.txt');
    expect(status).toBe(0);
    expect(stderr).not.toContain('is taken for');
    expect(stdout).toContain(
      '\nNew speakers in several files, one full name taken for one person: Ana Ruiz. If one',
    );
    expect((await written()).filter((name) => name.startsWith('speakers/'))).toEqual([
      'speakers/ana-ruiz.yaml',
      'speakers/lee-osei.yaml',
      'speakers/olha-petrenko.yaml',
    ]);
    expect(await readFile(path.join(content, 'transcripts/b.md'), 'utf8')).toContain(
      '  - { id: ana-ruiz, role: host }',
    );
  });

  it('writes of a private person that they are one, and of nobody else', async () => {
    const person = (id: string, name: string, more = '') =>
      `<person xml:id="${id}"><persName>${name}</persName>${more}</person>`;
    const state = '<state type="privacy"><desc>private</desc></state>';
    await put(
      'a.xml',
      `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><particDesc><listPerson>
${person('ana', 'Ana Ruiz')}${person('lee', 'Lee Osei', state)}
</listPerson></particDesc></profileDesc></teiHeader><text><body>
<u who="#ana"><seg>Is it cold?</seg></u><u who="#lee"><seg>It is.</seg></u>
</body></text></TEI>`,
    );
    expect(run('a.xml').status).toBe(0);
    const speaker = (id: string) => readFile(path.join(content, `speakers/${id}.yaml`), 'utf8');
    expect(await speaker('ana-ruiz')).toBe('name: Ana Ruiz\n');
    expect(await speaker('lee-osei')).toBe('name: Lee Osei\nprivate: true\n');
  });

  it('tells in every file of somebody whose speaker file was there before', async () => {
    await put('content/speakers/ana-ruiz.yaml', 'name: Ana Ruiz\n');
    for (const name of ['a', 'b', 'c']) await put(`talks/${name}.txt`, ICE);
    const { stderr, stdout } = run('talks');
    expect(stderr.match(/is taken for .*? of/g)).toEqual(
      Array.from({ length: 3 }, () => 'is taken for Ana Ruiz of'),
    );
    expect(stdout).toContain('one full name taken for one person: Lee Osei. If one');
  });

  it('makes ids of titles in any script and tells of those that meet', async () => {
    await put('a/Лід у гавані.txt', ICE);
    await put('b/Лід у гавані.txt', ICE);
    await put('港が凍った.txt', ICE);
    const { stderr } = run('a', 'b', '港が凍った.txt');
    const ids = (await written()).filter((name) => name.startsWith('transcripts/'));
    expect(ids).toHaveLength(3);
    for (const id of ids) expect(id).toMatch(/^transcripts\/[\p{L}\p{N}-]+\.md$/u);
    expect(stderr).toMatch(/Another file of this run is "(.+)" already, so this one is "\1-2"/);
  });

  it('gives the same bytes for the same files', async () => {
    await put('talks/a.txt', ICE);
    await put('talks/b.txt', ICE.replaceAll('ANA', 'OLHA'));
    run('talks');
    const first = await digest();
    await rm(content, { recursive: true });
    run('talks');
    expect(await digest()).toBe(first);
  });

  it('writes no file in part when it is killed, and clears away what it had begun', async () => {
    const long = ICE.repeat(400);
    for (let number = 0; number < 60; number += 1) await put(`talks/t-${String(number)}.txt`, long);
    const child = spawn(process.execPath, [SCRIPT, 'talks'], { cwd: folder, env: environment() });
    while ((await written()).length < 4) await delay(2);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('close', resolve));
    const survived = (await written()).filter((name) => name.endsWith('.md'));
    expect(survived.length).toBeLessThan(60);
    const whole = new Map<string, string>();
    for (const name of survived) whole.set(name, await readFile(path.join(content, name), 'utf8'));

    await writeFile(path.join(content, 'transcripts/.writing-999999999-0'), 'half of a');
    expect(run('talks', '--force').status).toBe(0);
    expect((await everything()).filter((name) => name.includes('.writing'))).toEqual([]);
    for (const [name, text] of whole) {
      expect(await readFile(path.join(content, name), 'utf8')).toBe(text);
    }
  });

  it('ends a wrong call with status 2', async () => {
    await put('talks/a.txt', ICE);
    await put('talks/b.txt', ICE);
    for (const args of [
      ['talks', '--id', 'ice'],
      ['talks/*.txt', '--title', 'Ice'],
      ['talks/a.txt', '--encoding', 'klingon'],
      ['talks/a.txt', '--id', 'con'],
      ['talks/a.txt', '--id', '/etc/ice'],
      ['talks/a.txt', '--speaker', 'RUIZ=../ruiz'],
      ['talks/a.txt', '--speaker', 'RUIZ=/etc/passwd'],
      ['talks/a.txt', '--speaker', 'RUIZ=C:\\ruiz'],
    ]) {
      expect([args, run(...args).status]).toEqual([args, 2]);
    }
    expect(await written()).toEqual([]);
  });
});

describe('importing hostile files', { timeout: 120_000 }, () => {
  it.each([
    ['nothing', '', '1:1 error The file is empty'],
    ['an image', Buffer.from('\x89PNG\r\n\x1A\n\0\0\0\rIHDR', 'latin1'), '1:1 error '],
    ['a PDF', '%PDF-1.7\n1 0 obj\n', '1:1 error A PDF'],
    [
      'an error page',
      '<!DOCTYPE html><html><head><title>404</title></head><body><h1>Not Found</h1><p>nginx</p></body></html>',
      ':1 error ',
    ],
    ['JSON cut short', '{"segments":[{"speaker":"Ana","startTime":0,"body":"Hel', ' error '],
    ['JSON nested deep', `{"segments":${'['.repeat(200_000)}`, ' error '],
    [
      'XML cut short',
      '<?xml version="1.0"?><akomaNtoso><debate><speech by="#ana"><p>Hel',
      ' error ',
    ],
    ['a line without end', 'a'.repeat(30_000_000), '1:1 error The line has 30000000 characters'],
  ])('refuses %s and leaves the content alone', async (_, source, message) => {
    await put('a.txt', source);
    const { status, stderr, stdout } = run('a.txt');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^a\.txt:\d+:\d+ error /m);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(stdout).not.toContain('Next:');
    expect(await everything()).toEqual([]);
  });

  it('shows markup in names and titles as text', async () => {
    const markup = '<script>alert(1)</script> *a* & "b": [c](d) ---';
    await put(
      'a.txt',
      `**Ana <b>Ruiz</b>:** Hi <script>alert(2)</script>.\n\n**Lee {Osei}:** Yes.\n`,
    );
    expect(run('a.txt', '--title', markup, '--id', 'ice').status).toBe(0);
    expect(
      spawnSync(process.execPath, [path.join(ROOT, 'src/cli/check.ts')], options()).stderr,
    ).not.toContain('ice.md');
    const { stdout } = run('a.txt', '--title', markup, '--dry-run', '--json');
    expect((JSON.parse(stdout) as { transcript: { title: string } }).transcript.title).toBe(markup);
  });

  it.each(['../x', '..', 'CON', 'nul', '/etc/passwd', 'C:\\x', '\u0001', '.', 'a/../../b'])(
    'stays in its folders whatever the title: %j',
    async (title) => {
      await put('a.txt', ICE);
      run('a.txt', '--title', title);
      for (const name of await everything()) {
        expect(name).toMatch(
          /^(?:speakers\/[a-z-]+\.yaml|(?:transcripts|permalinks)\/[a-z][a-z-]*\.(?:md|jsonl)|speakers|transcripts|permalinks)$/,
        );
        expect(name).not.toMatch(/\/(?:con|nul)\./);
      }
      expect((await readdir(folder)).sort()).toEqual(['a.txt', 'content']);
    },
  );

  it('shows no command to the terminal', async () => {
    await put('\u001B[2J.txt', 'A: \u001B]0;x\u0007hi');
    const { stdout, stderr } = run('\u001B[2J.txt', 'no\u001B2Jfile');
    expect(stdout + stderr).not.toContain('\u001B');
    expect(stderr).toContain('no\\u001B2Jfile:1:1 error No such file');
  });

  it('says which file may not be read', async () => {
    await put('a.txt', ICE);
    await chmod(path.join(folder, 'a.txt'), 0);
    await put('b.txt', ICE);
    const { status, stderr } = await runAsSomebody('a.txt', 'b.txt');
    expect(status).toBe(1);
    expect(stderr).toContain('a.txt:1:1 error You may not read this;');
    expect(await written()).toContain('transcripts/b.md');
  });

  it('leaves a folder as it was that it may not write', async () => {
    await put('a.txt', ICE);
    await mkdir(path.join(content, 'speakers'));
    await mkdir(path.join(content, 'transcripts'));
    await chmod(path.join(content, 'transcripts'), 0o555);
    const { status, stderr } = await runAsSomebody('a.txt');
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /a\.txt:1:1 error The content folder can't be written: EACCES.*Change its permissions/,
    );
    expect(await everything()).toEqual(['speakers', 'transcripts']);
  });

  it('tells of every file where the content folder is read-only', async () => {
    await put('a.txt', ICE);
    await put('b.txt', ICE);
    await chmod(content, 0o555);
    const { status, stdout, stderr } = await runAsSomebody('a.txt', 'b.txt');
    expect(status).toBe(1);
    expect(stderr.match(/^[ab]\.txt:1:1 error .* EACCES: .*Change its permissions/gm)).toHaveLength(
      2,
    );
    expect(stdout).toContain('2  2 files in all');
    expect(await everything()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('goes on after a file that has no room', async () => {
    await put('talks/a.txt', ICE.repeat(2000));
    await put('talks/b.txt', ICE);
    const command = `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`;
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', command, process.execPath, SCRIPT, 'talks'],
      options(),
    );
    expect(status).toBe(1);
    expect(stderr).toContain("talks/a.txt:1:1 error The content folder can't be written: EFBIG");
    expect(await everything()).toEqual([
      'permalinks',
      'permalinks/b.jsonl',
      'speakers',
      'speakers/ana-ruiz.yaml',
      'speakers/lee-osei.yaml',
      'transcripts',
      'transcripts/b.md',
    ]);
  });

  it.skipIf(process.platform === 'win32')('leaves a folder as it was that is full', async () => {
    await put('a.txt', ICE.repeat(2000));
    const command = `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`;
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', command, process.execPath, SCRIPT, 'a.txt'],
      options(),
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /a\.txt:1:1 error The content folder can't be written: EFBIG.*Make room/,
    );
    expect(await everything()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('reads no device', () => {
    expect(run('/dev/zero')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('/dev/zero:1:1 error This is a device') as string,
    });
  });
});

async function put(name: string, text: string | Uint8Array): Promise<void> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

const environment = () => ({ ...process.env, TURNSTONE_CONTENT: content });
const options = () => ({ cwd: folder, env: environment(), encoding: 'utf8' }) as const;
const run = (...args: string[]) => spawnSync(process.execPath, [SCRIPT, ...args], options());

/** Runs it as a user whom permissions bind: root may read and write everything. */
async function runAsSomebody(...args: string[]) {
  if (process.getuid?.() !== 0) return run(...args);
  await chmod(folder, 0o777);
  spawnSync('chown', ['-R', NOBODY, folder]);
  return spawnSync(process.execPath, [SCRIPT, ...args], { ...options(), uid: Number(NOBODY) });
}
const NOBODY = '65534';

async function everything(): Promise<string[]> {
  return (await readdir(content, { recursive: true })).sort();
}

async function written(): Promise<string[]> {
  return (await everything()).filter((name) => /(?:^|\/)[^./][^/]*\.(?:md|yaml)$/.test(name));
}

async function digest(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of await written()) {
    hash.update(name).update(await readFile(path.join(content, name)));
  }
  return hash.digest('hex');
}
