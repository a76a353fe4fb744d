import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/formats/formats.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const SEED = path.resolve(ROOT, '../shared/seed/broadcast-transcript.txt');
const ICE = [
  'ANA RUIZ, HOST: The harbour froze overnight. Lee Osei is there.',
  'LEE OSEI, BYLINE: It is cold here, Ana.',
  'RUIZ: How cold?',
  'OSEI: Very.',
].join('\n');

let folder = '';
let content = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'import-'));
  content = path.join(folder, 'content');
  await mkdir(path.join(content, 'speakers'), { recursive: true });
  await writeFile(path.join(folder, 'ice.txt'), ICE);
});
afterEach(() => rm(folder, { recursive: true }));

describe('npm run import', { timeout: 60_000 }, () => {
  it('writes the transcript and the speakers who have no file yet', async () => {
    await writeFile(path.join(content, 'speakers/ana-ruiz.yaml'), 'name: Ana Ruiz\nnote: Mine.\n');
    const { status, stdout, stderr } = run('ice.txt', '--title', 'The ice', '--date', '2026-03-02');

    expect(status).toBe(0);
    expect(await files()).toEqual([
      'permalinks/the-ice.jsonl',
      'speakers/ana-ruiz.yaml',
      'speakers/lee-osei.yaml',
      'transcripts/the-ice.md',
    ]);
    expect(await written('speakers/ana-ruiz.yaml')).toBe('name: Ana Ruiz\nnote: Mine.\n');
    expect(await written('speakers/lee-osei.yaml')).toBe('name: Lee Osei\n');
    expect(await written('transcripts/the-ice.md')).toBe(`---
title: The ice
date: 2026-03-02
language: en
speakers:
  - { id: ana-ruiz, role: host }
  - { id: lee-osei, role: correspondent }
---

**ANA RUIZ, HOST:** The harbour froze overnight. Lee Osei is there.

**LEE OSEI, BYLINE:** It is cold here, Ana.

**RUIZ:** How cold?

**OSEI:** Very.
`);
    expect(stderr).toContain(
      'ice.txt:1:1 warning "ANA RUIZ, HOST" is taken for Ana Ruiz of speakers/ana-ruiz.yaml',
    );
    expect(stdout).toContain(
      '         4         2         1         0  1 file in all\n\nNext: read the warnings',
    );
  });

  it('gives the same bytes for the same input', async () => {
    run('ice.txt', '--title', 'The ice');
    const first = await digest();
    run('ice.txt', '--title', 'The ice', '--force');
    expect(await digest()).toBe(first);
  });

  it('takes its title from the file where none is given, and says so', async () => {
    expect(run('ice.txt').stderr).toContain(`ice.txt:1:1 warning No title was given`);
    expect(await files()).toContain('transcripts/ice.md');
  });

  it('asks before it takes a text for English that is not', async () => {
    const words = 'Гавань замерзла за одну ніч, і ніхто тут не пам’ятає такого. '.repeat(5);
    await writeFile(path.join(folder, 'ice.txt'), `ANA RUIZ, HOST: ${words}`);
    expect(run('ice.txt').stderr).toContain('No language was given');
    expect(run('ice.txt', '--force', '--language', 'uk').stderr).not.toContain('No language');
  });

  it('replaces nothing without --force', async () => {
    run('ice.txt');
    const before = await digest();
    await writeFile(path.join(folder, 'ice.txt'), 'ANA RUIZ, HOST: It has melted.');
    const { status, stderr } = run('ice.txt');
    expect(status).toBe(1);
    expect(stderr).toMatch(/transcripts\/ice\.md exists already; .* --force/);
    expect(await digest()).toBe(before);

    expect(run('ice.txt', '--force').status).toBe(0);
    expect(await written('transcripts/ice.md')).toContain('It has melted.');
  });

  it('goes on after a bad file and tells two files of one name apart', async () => {
    await mkdir(path.join(folder, 'in/b'), { recursive: true });
    await writeFile(path.join(folder, 'in/ice.txt'), ICE);
    await writeFile(path.join(folder, 'in/b/ice.txt'), ICE);
    await writeFile(path.join(folder, 'in/a.txt'), '');
    const { status, stdout, stderr } = run('in');
    expect(status).toBe(1);
    expect(stderr).toContain('in/a.txt:1:1 error The file is empty; expected a transcript.');
    expect(stderr).toContain('so this one is "ice-2"');
    expect(stdout).toContain('         8         2         3         1  3 files in all\n');
    expect(await files()).toEqual([
      'permalinks/ice-2.jsonl',
      'permalinks/ice.jsonl',
      'speakers/ana-ruiz.yaml',
      'speakers/lee-osei.yaml',
      'transcripts/ice-2.md',
      'transcripts/ice.md',
    ]);
  });

  it('writes a draft when asked, and says that builds leave it out', async () => {
    const told = 'Drafts, which npm run build leaves out: 1. Read each against its recording';
    expect(run('ice.txt', '--draft').stdout).toContain(told);
    expect(await written('transcripts/ice.md')).toContain('\nstatus: draft\n');
    expect(run('ice.txt', '--force').stdout).not.toContain('Drafts');
  });

  it('makes a content folder that is not there, and says so', async () => {
    await rm(content, { recursive: true });
    const told = 'content, so it was made. If another was meant, correct TURNSTONE_CONTENT.';
    expect(run('ice.txt').stderr).toContain(told);
    expect(await files()).toContain('transcripts/ice.md');
    expect(run('ice.txt', '--force').stderr).not.toContain('it was made');
  });

  it('names a surname-only speaker as told, by id or by full name', async () => {
    const text = 'LEE OSEI, BYLINE: It is cold.\nRUIZ: How cold?';
    await writeFile(path.join(folder, 'ice.txt'), text);
    expect(run('ice.txt').stderr).toContain('Say who it is: --speaker "RUIZ=Full Name"');
    expect(await written('transcripts/ice.md')).toContain('{ id: ruiz, name: Ruiz, role: voice }');

    run('ice.txt', '--force', '--speaker', 'RUIZ=Ana Ruiz');
    expect(await written('speakers/ana-ruiz.yaml')).toBe('name: Ana Ruiz\n');
    const byName = await written('transcripts/ice.md');
    expect(byName).toContain('{ id: ana-ruiz }');

    run('ice.txt', '--force', '--speaker', 'RUIZ=ana-ruiz');
    expect(await written('transcripts/ice.md')).toBe(byName);

    const { status, stderr } = run('ice.txt', '--force', '--speaker', 'RUIZ=nobody');
    expect(status).toBe(1);
    expect(stderr).toContain('No speaker "nobody" for "RUIZ"');
  });

  it('says when --speaker names no label of the file', () => {
    const { status, stderr } = run('ice.txt', '--speaker', 'OSIE=Lee Osei');
    expect(status).toBe(0);
    expect(stderr).toContain('--speaker names "OSIE", which is no label here; expected ');
    expect(stderr).toContain('Did you mean "OSEI"?');
  });

  it('prints one line of JSON and writes nothing on a dry run', async () => {
    const { status, stdout } = run('ice.txt', '--dry-run', '--json');
    expect(status).toBe(0);
    expect(await files()).toEqual([]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    const { file, format, transcript, problems } = JSON.parse(lines[0] ?? '') as {
      file: string;
      format: string;
      transcript: Record<string, unknown> & { turns: Record<string, unknown>[] };
      problems: Record<string, unknown>[];
    };
    expect([file, format]).toEqual(['ice.txt', 'broadcast']);
    expect(Object.keys(transcript).join(' ')).toBe(
      'title date language record provenance inferred program speakers turns directions chapters rights source corrections',
    );
    expect(Object.keys(transcript.turns[0] ?? {}).join(' ')).toBe(
      'n speaker label start end text segments notes',
    );
    expect(problems).toEqual([
      {
        severity: 'warning',
        message: expect.stringContaining('No title') as string,
        line: 1,
        column: 1,
      },
    ]);
  });

  it('prints what could be read of a file along with its errors', async () => {
    await mkdir(path.join(folder, 'talks/old'), { recursive: true });
    const put = (name: string, text: string | Uint8Array) =>
      writeFile(path.join(folder, 'talks', name), text);
    await put('a.txt', 'ANA RUIZ, HOST: The harbour froze.\nLEE OSEI:');
    await put('b.json', '{"segments":[{"speaker":"Ana","startTime":0,"body":"Hel');
    await put('c.txt', 'Nobody speaks.');
    await put('d.txt', Uint8Array.of(0, 1, 2));
    await put('old/e.txt', ICE);
    const { status, stdout, stderr } = run('talks', 'none.txt', '--dry-run', '--json');

    expect([status, stderr]).toEqual([1, '']);
    expect(await files()).toEqual([]);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as JsonLine);
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['file', 'format', 'transcript', 'problems']);
    }
    expect(
      lines.map(({ file, format, transcript, problems }) => [
        file,
        format,
        transcript?.turns.map(({ text }) => text) ?? null,
        problems.some(({ severity }) => severity === 'error'),
      ]),
    ).toEqual([
      ['talks/a.txt', 'broadcast', ['The harbour froze.', ''], true],
      ['talks/b.json', 'podcast-json', null, true],
      ['talks/c.txt', null, null, true],
      ['talks/d.txt', null, null, true],
      [
        'talks/old/e.txt',
        'broadcast',
        [
          'The harbour froze overnight. Lee Osei is there.',
          'It is cold here, Ana.',
          'How cold?',
          'Very.',
        ],
        false,
      ],
      ['none.txt', null, null, true],
    ]);
  });

  it('prints a transcript that could not be stored', () => {
    run('ice.txt');
    const { status, stdout } = run('ice.txt', '--dry-run', '--json');
    const { transcript, problems } = JSON.parse(stdout) as JsonLine;
    expect(status).toBe(1);
    expect(transcript?.turns).toHaveLength(4);
    expect(problems.at(-1)).toMatchObject({
      severity: 'error',
      message: expect.stringContaining('exists already') as string,
    });
  });

  it.each([
    ['an empty file', '', 'a.txt:1:1 error The file is empty; expected a transcript.'],
    ['no label', 'Nobody speaks.', 'a.txt:1:1 error No known format'],
    [
      'a NUL byte',
      'ANA RUIZ, HOST: Hi.\n\0',
      'a.txt:2:1 error A NUL byte, as in a binary file: byte 0x00; expected UTF-8.',
    ],
    [
      'bytes that are no UTF-8',
      Uint8Array.of(65, 10, 66, 0xff, 67),
      'a.txt:2:2 error Not UTF-8 text: byte 0xFF; expected UTF-8. Save the file as UTF-8.',
    ],
    [
      'a label without words',
      'ANA RUIZ, HOST: Hi.\nLEE OSEI:',
      'a.txt:2:1 error "LEE OSEI:" has no words; expected words after it.',
    ],
  ])('refuses %s and leaves the content alone', async (_, bytes, message) => {
    await writeFile(path.join(folder, 'a.txt'), bytes);
    const { status, stderr } = run('a.txt');
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(await files()).toEqual([]);
  });

  it('lists every format with an example, and every option', () => {
    const { status, stdout } = run('--formats');
    expect(status).toBe(0);
    for (const { id, name } of FORMATS) expect(stdout).toContain(`${id}: ${name}\n\n    `);
    const help = run('--help');
    expect(help.status).toBe(0);
    expect(help.stdout).toContain('Usage: npm run import -- [options] [file|folder|pattern...]');
    expect(help.stdout).toContain('Exit status: 0 fine, 1 problems in a file, 2 a wrong call');
  });

  it('says how to import what has no path', () => {
    const { status, stderr } = run('-');
    expect(status).toBe(1);
    expect(stderr).toContain('-:1:1 error The standard input is not read;');
  });

  it('makes no id of a title without letters or digits, and says what to do', async () => {
    const { status, stderr } = run('ice.txt', '--title', '🎉 …');
    expect(status).toBe(1);
    expect(stderr).toContain('The title "🎉 …" has neither letters nor digits');
    expect(await files()).toEqual([]);
    expect(run('ice.txt', '--title', '🎉 …', '--id', 'party').status).toBe(0);
    expect(await written('transcripts/party.md')).toContain('\ntitle: 🎉 …\n');
  });

  it('tells apart titles and files that differ in case alone', async () => {
    await mkdir(path.join(folder, 'in'));
    await mkdir(path.join(content, 'transcripts'));
    await writeFile(path.join(folder, 'in/Ice.txt'), ICE);
    await writeFile(path.join(folder, 'in/ICE.txt'), ICE);
    await writeFile(path.join(content, 'transcripts/Thaw.md'), 'Mine.');
    const { stderr } = run('in');
    expect(stderr).toContain('Another file of this run is "ice" already, so this one is "ice-2"');
    expect(run('ice.txt', '--title', 'thaw').stderr).toContain(
      'transcripts/Thaw.md exists already',
    );
    expect(await files()).toEqual([
      'permalinks/ice-2.jsonl',
      'permalinks/ice.jsonl',
      'speakers/ana-ruiz.yaml',
      'speakers/lee-osei.yaml',
      'transcripts/Thaw.md',
      'transcripts/ice-2.md',
      'transcripts/ice.md',
    ]);
  });

  it('reports a missing file and an empty folder', async () => {
    await mkdir(path.join(folder, 'empty'));
    expect(run('none.txt')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('none.txt:1:1 error No such file') as string,
    });
    expect(run('empty')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('empty:1:1 error The folder has no files') as string,
    });
  });

  it.each([
    [['ice.txt', '--id', 't7'], "may not look like a turn's id"],
    [['ice.txt', '--id', '../x'], 'Expected letters'],
    [['ice.txt', '--id', 'a.json'], 'nor hold a dot'],
    [['ice.txt', '--date', '2026-02-30'], 'Expected a year (2026)'],
    [['ice.txt', '--language', 'Klingonese'], 'Expected a BCP 47 tag'],
    [['ice.txt', '--speaker', 'RUIZ'], 'Expected LABEL=id or LABEL="Full Name"'],
    [['ice.txt', 'ice.txt', '--title', 'Ice'], 'expected one file'],
    [['ice.txt', '--format', 'vhs'], 'Expected "docx"'],
    [['ice.txt', '--format', 'whisprx'], 'Did you mean "whisper"? See --formats'],
    [['ice.txt', '--format', 'Markdown-Bold'], 'Did you mean "markdown-bold"?'],
    [['ice.txt', '--title', ' '], 'Expected words.'],
    [['ice.txt', '--id', ''], 'Expected letters'],
    [['ice.txt', '--id', 'a./b'], 'Expected letters'],
    [['ice.txt', '--id', `a/${'ж'.repeat(130)}`], "longer than a file's name"],
    [['ice.txt', '--frce'], 'Did you mean --force?'],
    [[], 'no file; expected the path'],
  ])('ends a wrong call with status 2: %j', async (args, message) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(await files()).toEqual([]);
  });

  it.each(['T7', '../../x', '<script>', '…', 'a'.repeat(300), '東京 ニュース', 'Лід у гавані'])(
    'stays in its folder whatever the title: %s',
    async (title) => {
      const { status, stderr } = run('ice.txt', '--title', title);
      const [name = 'none'] = (await files()).filter((file) => file.startsWith('transcripts/'));
      if (status === 0) expect(name).toMatch(/^transcripts\/[\p{L}\p{M}\p{N}-]{1,80}\.md$/u);
      else expect(stderr).toMatch(/can't be a transcript's id|neither letters nor digits/);
      expect(await readdir(folder)).toEqual(['content', 'ice.txt']);
    },
  );

  it('stops at a broken speaker file rather than write over it', async () => {
    await writeFile(path.join(content, 'speakers/ana-ruiz.yaml'), 'name: [\n');
    const { status, stderr } = run('ice.txt');
    expect(status).toBe(1);
    expect(stderr).toContain('speakers/ana-ruiz.yaml:');
    expect(await files()).toEqual(['speakers/ana-ruiz.yaml']);
  });
});

describe.skipIf(isSeedMissing())('the seed', { timeout: 60_000 }, () => {
  it('has fourteen turns, two of them in Ukrainian, and its rights notice', () => {
    const { stdout } = run(SEED, '--dry-run', '--json');
    const { transcript } = JSON.parse(stdout) as {
      transcript: {
        inferred: string[];
        rights: { holder: string; notice: string };
        speakers: { id: string; name: string }[];
        turns: {
          speaker: string;
          label: string;
          segments: { language: string; relayedIn: number }[];
        }[];
      };
    };
    const { turns, rights } = transcript;
    expect(turns).toHaveLength(14);
    expect(turns[0]).toMatchObject({ label: '', speaker: turns[4]?.speaker });
    expect(turns[11]?.speaker).toBe(turns[12]?.speaker);
    expect(
      turns.flatMap(({ segments }, index) =>
        segments.map(({ language, relayedIn }) => [index + 1, language, relayedIn]),
      ),
    ).toEqual([
      [3, 'uk', 4],
      [9, 'uk', 10],
    ]);
    expect(transcript.inferred).toEqual([
      'turns.t1.speaker',
      'turns.t3.relayed',
      'turns.t9.relayed',
    ]);
    expect(transcript.speakers.map(({ name }) => name)).toEqual([
      'Martínez',
      'Joanna Kakissis',
      'Volodymyr Zelenskyy',
    ]);
    expect(rights.holder).toBe('NPR');
    expect(rights.notice.split('\n\n')).toHaveLength(2);
  });

  it('takes the place of the shipped summary, and the content still checks', async () => {
    await cp(path.join(ROOT, 'content'), content, { recursive: true });
    const id = '2025/zelenskyy-nato-bid';
    const given = ['--id', id, '--title', 'Ukraine', '--speaker', 'MARTÍNEZ=a-martinez'];
    expect(run(SEED, ...given).status).toBe(1);
    expect(run(SEED, ...given, '--force').status).toBe(0);
    expect(await written(`transcripts/${id}.md`)).toContain('\n**[A Martínez]:** ');
    expect(command('check.ts').status).toBe(0);
  });
});

function isSeedMissing(): boolean {
  const isMissing = !existsSync(SEED);
  if (isMissing) console.log('Skipped: the tests over the seed, which is not beside the project.');
  return isMissing;
}

interface JsonLine {
  file: string;
  format: string | null;
  transcript: { turns: { text: string }[] } | null;
  problems: { severity: string; message: string }[];
}

const run = (...args: string[]) => command('import.ts', ...args);

function command(script: string, ...args: string[]) {
  return spawnSync(process.execPath, [path.join(ROOT, 'src/cli', script), ...args], {
    cwd: folder,
    env: { ...process.env, TURNSTONE_CONTENT: content },
    encoding: 'utf8',
  });
}

const written = (name: string) => readFile(path.join(content, name), 'utf8');

async function files(): Promise<string[]> {
  const entries = await readdir(content, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(content, path.join(parentPath, name)))
    .sort();
}

async function digest(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await files()) hash.update(file).update(await written(file));
  return hash.digest('hex');
}
