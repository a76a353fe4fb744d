import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drafts-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('npm run check-quotes', { timeout: 60_000 }, () => {
  it('has nothing to say where every quote is exact', async () => {
    await draft(
      'fine.md',
      '“The flour comes on the night boat […] first the clinic,” said Yusuf Haddad.',
    );
    await draft('none.md', 'Nobody is quoted.');
    expect(run('fine.md', 'none.md')).toMatchObject({
      status: 0,
      stdout: 'Checked 1 quote: all exact.\n',
      stderr: '',
    });
  });

  it('tells of each other one where it is, what was said, by whom, where, and the cure', async () => {
    await draft(
      'wrong.md',
      [
        'He said: “The flour arrives on the night boat.”',
        '“I’m with the flour,” said Lee Osei.',
        '“a fourteen-knot wind”',
        'He began: “the flour comes on the night boat.”',
        '“unclosed',
      ].join('\n\n'),
    );
    const { status, stderr } = run('wrong.md');
    expect(status).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
      "wrong.md:1:11 Altered: “The flour arrives on the night boat.” is not what was said; expected the words as they stand, […] where some are left out, and [brackets] around what is put in. Correct it.
        said:    “The flour comes on the night boat.”
        to mend: The flour [-arrives-] {+comes+} on the night boat
        It stands in Yusuf Haddad's turn 24: https://a.example/transcripts/2026/the-night-boat/#t24~8aa0
      wrong.md:3:2 Another speaker: “I’m with the flour,” was not said by Lee Osei; expected Yusuf Haddad, who said it. Name them. It stands in Yusuf Haddad's turn 26: https://a.example/transcripts/2026/the-night-boat/#t26~69a5
      wrong.md:5:2 Changed since: these words stood in turn 10 until 2026-03-04; expected those that stand there now. Quote these, or say that they were changed.
        before:  “a fourteen-knot wind”
        now:     “a forty-knot wind”
        Lee Osei's turn 10: https://a.example/transcripts/2026/the-night-boat/#t10~1404
      wrong.md:7:12 Altered: “the flour comes on the night boat.” has other capitals than what was said; expected the letters as they stand, or [brackets] around a first letter that is changed. Write “The” or “[t]he”.
        said:    “The flour comes on the night boat.”
        to mend: [-the-] {+The+} flour comes on the night boat
        It stands in Yusuf Haddad's turn 24: https://a.example/transcripts/2026/the-night-boat/#t24~8aa0
      wrong.md:9:1 A quotation mark opens and nothing closes it, so what it quotes was not checked; expected a closing mark in the same paragraph. Close it.
      Checked 5 quotes: 5 to be mended.
      "
    `);
  });

  it('asks for more words where there are one or two that stand nowhere, and does not fail for them', async () => {
    await draft('short.md', 'So-called “night flour”, and “Two engineers”.');
    const { status, stdout, stderr } = run('short.md');
    expect(status).toBe(0);
    expect(stderr).toMatch(/^short\.md:1:12 Too short to check: “night flour” stands in no turn/);
    expect(stderr).toMatch(/\nshort\.md:1:31 Too short: “Two engineers” stands in 2 turns/);
    expect(stdout).toBe('Checked 2 quotes: none to be mended, 2 too short to be checked.\n');
  });

  it('prints the same as JSON Lines', async () => {
    await draft('wrong.md', '“The flour arrives on the night boat.” “Two engineers”');
    const { status, stdout } = run('wrong.md', '--json');
    const found = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(status).toBe(1);
    expect(found).toMatchObject([
      {
        file: 'wrong.md',
        line: 1,
        column: 2,
        verdict: 'altered',
        turns: [
          { turn: 't24', url: 'https://a.example/transcripts/2026/the-night-boat/#t24~8aa0' },
        ],
      },
      { verdict: 'too-short', turns: [{ turn: 't3' }, { turn: 't4' }] },
    ]);
  });

  it('refuses what is no text, with status 2', async () => {
    await writeFile(path.join(folder, 'draft.docx'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0xff]));
    for (const [file, expected] of [
      ['draft.docx', /^error: draft\.docx: Not UTF-8 text.*saved as plain text/],
      ['nowhere.md', /^error: nowhere\.md: No such file; expected a draft/],
      ['.', /^error: \.: A folder; expected text files/],
    ] as const) {
      const { status, stderr } = run(file);
      expect([file, status, expected.test(stderr)]).toEqual([file, 2, true]);
    }
    expect(run().status).toBe(2);
  });
});

const draft = (name: string, text: string) => writeFile(path.join(folder, name), text);

function run(...options: string[]) {
  return spawnSync(process.execPath, [path.join(ROOT, 'src/cli/check-quotes.ts'), ...options], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      TURNSTONE_CONTENT: path.join(ROOT, 'content'),
      SITE_URL: 'https://a.example',
    },
  });
}
