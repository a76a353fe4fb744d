import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unrecordedInShort } from '../../../src/archive/unrecorded.ts';
import { dayOf } from '../../../src/cli/record-permalinks.ts';
import { formatProblem } from '../../../src/transcript/problem.ts';
import { openNewsroom, type Newsroom } from './newsroom.ts';

const PUBLISHED = [
  'Cole: Good morning from the harbour, where both boats lie still.',
  'Osei: The crews met for three hours last night and nobody signed.',
  'Petrenko: We asked for one more engineer on the night crossing.',
  'Cole: And what did the company say to that?',
  'Petrenko: They said that the timetable does not allow it.',
  'Osei: Right.',
  'Cole: We will hear more of this tomorrow morning, I suppose.',
];
const today = dayOf(new Date());

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
  await room.publish(PUBLISHED);
});
afterEach(() => room.close());

/** The published turns with some replaced: by one turn, by several, or by none. */
const edited = (edits: Record<number, string | string[]>): string[] =>
  PUBLISHED.flatMap((turn, index) => edits[index + 1] ?? turn);

describe('before anything is recorded', () => {
  it('every id is provisional, and the check says so', async () => {
    const { transcripts, unrecorded, problems } = await room.read();
    expect(transcripts[0]?.turns.map(({ id, permalink }) => [id, permalink])).toEqual(
      PUBLISHED.map((_, index) => [`t${String(index + 1)}`, null]),
    );
    expect(problems).toEqual([]);
    expect(unrecorded.map(({ message }) => message)).toEqual([
      '7 new turns (t1 to t7) are not recorded, so no lasting link can be had; expected a permalink for every turn. Run npm run permalinks. If the transcript was published before, take permalinks/ferry.jsonl back from your version control first: without it, links would lead to other turns.',
    ]);
  });

  it('a dry run says what it would record and writes nothing', async () => {
    const { printed } = await room.record({ dryRun: true });
    expect(printed).toBe(
      'ferry: 7 recorded (t1 to t7)\nTranscripts: 1 to be recorded, 0 unchanged.',
    );
    await expect(access(path.join(room.content, 'permalinks'))).rejects.toThrow();
  });

  it('many transcripts are told once, in a check and in a build', async () => {
    for (const id of ['a', 'b']) await room.publish(PUBLISHED, { id });
    const few = unrecordedInShort((await room.read()).unrecorded);
    expect(few.map(({ message }) => message.slice(0, 27))).toEqual(
      Array(3).fill('7 new turns (t1 to t7) are '),
    );

    await room.record({ transcripts: ['b'] });
    const more = ['c', 'd', 'e'];
    for (const id of more) await room.publish(PUBLISHED, { id });
    await room.publish([...PUBLISHED, 'Osei: Good night.'], { id: 'b' });
    const told = unrecordedInShort((await room.read()).unrecorded);
    const lines = told.map((problem) => formatProblem(problem).replaceAll(`${room.content}/`, ''));
    expect(lines).toEqual([
      expect.stringMatching(/^transcripts\/b\.md:\d+:1 error 1 new turn \(t8\) is not recorded/),
      expect.stringMatching(
        /^transcripts\/a\.md:\d+:1 error 5 transcripts are not recorded, so no lasting link to their turns can be had: transcripts\/a\.md, transcripts\/c\.md, transcripts\/d\.md and 2 more; expected a permalink for every turn\. Run npm run permalinks\. If they were published before, take permalinks\/ back from your version control first: without it, links would lead to other turns\.$/,
      ),
    ]);
  });

  it('a content folder that is not there is told as that, and not as one without transcripts', async () => {
    const { printed, isDone } = await room.record({ content: path.join(room.content, 'no') });
    expect(printed).toBe(
      'no:1:1 error No such folder; expected the content folder. Correct TURNSTONE_CONTENT, or run the command in the folder that holds content/.\n1 error, 0 warnings',
    );
    expect(isDone).toBe(false);
  });

  it('drafts are left alone', async () => {
    await room.publish(PUBLISHED, { frontMatter: 'status: draft\n' });
    const { printed, isDone } = await room.record();
    expect(printed).toBe(
      'Transcripts: 0 recorded, 0 unchanged, 1 not published and so not recorded.',
    );
    expect(isDone).toBe(true);
  });
});

describe('once recorded', () => {
  beforeEach(async () => {
    expect((await room.record()).isDone).toBe(true);
  });

  it('every turn has its permalink, and recording again changes nothing', async () => {
    const before = await room.ledger();
    const { transcripts, unrecorded } = await room.read();
    expect(unrecorded).toEqual([]);
    for (const { permalink } of transcripts[0]?.turns ?? []) {
      expect(permalink).toEqual({
        pin: expect.stringMatching(/^[\da-f]{4}$/) as string,
        earlier: [],
        formerSpeakers: [],
      });
    }
    expect((await room.record()).printed).toBe('Transcripts: 0 recorded, 1 unchanged.');
    expect(await room.ledger()).toBe(before);
  });

  it('the file has a head and a line a turn with the whole words', async () => {
    const lines = (await room.ledger())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toHaveLength(PUBLISHED.length + 1);
    expect(lines[0]).toMatchObject({ turnstone: 'permalinks', version: 1, published: today });
    expect(lines[6]).toMatchObject({ id: 't6', speaker: 'lee-osei', text: 'Right.', since: today });
  });

  it('a build of an edited transcript keeps the ids, whether or not anybody records them', async () => {
    await room.publish(
      edited({
        2: 'Osei: The crews met for four hours last night and nobody signed.',
        3: [
          'Osei: Here is Olha Petrenko, who speaks for the crews.',
          'Petrenko: We asked for one more engineer on the night crossing.',
        ],
      }),
    );
    expect((await room.turns()).map((turn) => turn.split(' ', 2).join(' '))).toEqual([
      't1 Cole:',
      't2 Osei:',
      't2a Osei:',
      't3 Petrenko:',
      't4 Cole:',
      't5 Petrenko:',
      't6 Osei:',
      't7 Cole:',
    ]);
    const { unrecorded, transcripts } = await room.read();
    expect(unrecorded[0]?.message).toContain(
      '1 new turn (t2a), 1 changed turn (t2) are not recorded',
    );
    expect(transcripts[0]?.turns[2]?.permalink).toBeNull();
    const changed = transcripts[0]?.turns[1]?.permalink;
    expect(changed?.pin, 'words that nobody recorded are not offered as a pin').toBeNull();
    expect(changed?.earlier.map(({ text }) => text)).toEqual([
      'The crews met for three hours last night and nobody signed.',
    ]);
  });

  it('a changed wording keeps its fingerprint and its day', async () => {
    const [, pin] = await pins();
    await room.publish(
      edited({ 2: 'Osei: The crews met for four hours last night and nobody signed.' }),
    );
    expect((await room.record({ reason: 'Misheard.' })).printed).toContain('ferry: t2 changed');
    const { turns } = await room.transcript();
    expect(turns[1]?.permalink?.earlier).toEqual([
      {
        text: 'The crews met for three hours last night and nobody signed.',
        pin,
        since: today,
        until: today,
        reason: 'Misheard.',
      },
    ]);
    expect(turns[1]?.permalink?.pin).not.toBe(pin);
  });

  it('words that come back have their fingerprint back', async () => {
    const before = await pins();
    await room.publish(
      edited({ 2: 'Osei: The crews met for four hours last night and nobody signed.' }),
    );
    await room.record();
    await room.publish(PUBLISHED);
    await room.record();
    expect(await pins()).toEqual(before);
  });

  it('a split keeps the id at the first part, a merge points to the turn that has the words', async () => {
    await room.publish(
      edited({
        1: ['Cole: Good morning from the harbour,', 'Cole: where both boats lie still.'],
      }),
    );
    await room.record();
    expect((await room.turns()).slice(0, 3)).toEqual([
      't1 Cole: Good morning from the harbour,',
      't1a Cole: where both boats lie still.',
      't2 Osei: The crews met for three hours last night and nobody signed.',
    ]);
    await room.publish(PUBLISHED);
    expect((await room.record()).printed).toContain('t1a joined with t1');
    const { gone } = await room.transcript();
    expect(gone).toMatchObject([{ id: 't1a', fate: 'merged', into: 't1', on: today, after: 1 }]);
  });

  it('a speaker who was corrected keeps the id, and the ledger keeps who it was', async () => {
    await room.publish(edited({ 5: 'Osei: They said that the timetable does not allow it.' }));
    expect((await room.record()).printed).toContain('t5 has another speaker');
    const { turns } = await room.transcript();
    expect(turns[4]).toMatchObject({
      id: 't5',
      speaker: 'lee-osei',
      permalink: { formerSpeakers: [{ speaker: 'olha-petrenko', until: today, reason: null }] },
    });
  });

  it('a removed turn leaves a tombstone in its place with the reason, and its id is never used again', async () => {
    await room.publish(edited({ 7: [] }));
    expect((await room.record({ reason: 'Asked for by the speaker.' })).printed).toContain(
      't7 removed',
    );
    await room.publish([...edited({ 7: [] }), 'Cole: Tomorrow we go to the island of Skerrow.']);
    await room.record();
    const { gone, turns } = await room.transcript();
    expect(turns.at(-1)?.id).toBe('t8');
    expect(gone).toMatchObject([
      { id: 't7', fate: 'removed', on: today, reason: 'Asked for by the speaker.', after: 6 },
    ]);
  });

  it('a correction may go on naming a turn that is gone', async () => {
    await room.publish(edited({ 7: [] }), {
      frontMatter:
        'corrections:\n  - { date: 2026-03-04, kind: update, turns: [t7], note: Cut. }\n',
    });
    expect((await room.read()).problems).toEqual([]);
    await room.publish(PUBLISHED, {
      frontMatter:
        'corrections:\n  - { date: 2026-03-04, kind: update, turns: [t9], note: Cut. }\n',
    });
    expect((await room.read()).problems[0]?.message).toContain('Unknown turn "t9"');
  });

  it('a summary that is replaced by the verbatim words keeps its ids and says until when it was one', async () => {
    await rm(path.join(room.content, 'permalinks'), { recursive: true });
    await room.publish(
      [
        'Cole: Cole opens at the harbour.',
        'Osei: Osei reports on the talks.',
        'Petrenko: Petrenko names the demand.',
      ],
      { frontMatter: 'record: summary\n' },
    );
    await room.record();
    await room.publish(PUBLISHED.slice(0, 3));
    expect((await room.record()).isDone).toBe(true);
    const { formerRecords, turns } = await room.transcript();
    expect(turns.map(({ id }) => id)).toEqual(['t1', 't2', 't3']);
    expect(formerRecords).toEqual([{ record: 'summary', until: today }]);
    expect(turns[0]?.permalink?.earlier[0]?.text).toBe('Cole opens at the harbour.');
  });

  it('an id given by hand is that turn’s, and one that another turn has had is refused', async () => {
    await room.publish([...PUBLISHED, 'Osei: {#t40} The boats leave at noon.']);
    await room.record();
    expect((await room.turns()).at(-1)).toBe('t40 Osei: The boats leave at noon.');
    await room.publish(edited({ 7: [] }));
    await room.record();
    await room.publish([...edited({ 7: [] }), 'Osei: {#t7} The boats leave at one.']);
    expect((await room.read()).problems[0]?.message).toBe(
      `The id "t7" was a turn that was removed on ${today}; expected an id that nobody has had, since links to it exist. Give another, or none.`,
    );
  });

  it('an id given by hand never takes another turn’s, nor that of a tombstone', async () => {
    await room.publish(
      edited({ 5: 'Petrenko: {#t2} They said that the timetable does not allow it.' }),
    );
    const before = await room.ledger();
    const taken = await room.record();
    expect(taken.isDone).toBe(false);
    expect(taken.printed).toContain('The id "t2" is that of the turn on line');
    expect((await room.read()).problems[0]?.message).toContain('The id "t2" is that of the turn');
    expect(await room.ledger()).toBe(before);

    await room.publish(edited({ 6: [] }));
    await room.record();
    const removed = await room.ledger();
    await room.publish(edited({ 6: 'Petrenko: {#t6} We shall see about that.' }));
    const reused = await room.record();
    expect(reused.isDone).toBe(false);
    expect(reused.printed).toContain(`The id "t6" was a turn that was removed on ${today}`);
    expect(await room.ledger()).toBe(removed);
  });

  it('an id given by hand stands before or after a time, and neither is words', async () => {
    for (const opening of ['{#t40} [02:14]', '[02:14] {#t40}']) {
      await room.publish([...PUBLISHED, `Osei: ${opening} The boats leave at noon.`]);
      const { turns } = await room.transcript();
      expect(turns.at(-1)).toMatchObject({
        id: 't40',
        start: 134,
        text: 'The boats leave at noon.',
      });
    }
    await room.publish([...PUBLISHED, 'Osei: \\{#t40} is what I wrote.']);
    expect((await room.turns()).at(-1)).toBe('t8 Osei: {#t40} is what I wrote.');
  });

  it('a transcript that is a draft again is no way to take it away', async () => {
    await room.publish(PUBLISHED, { frontMatter: 'status: draft\n' });
    expect((await room.read()).unrecorded[0]?.message).toContain(
      `The transcript was published on ${today}, and its status is "draft" now`,
    );
  });

  it('a merge that was left in the transcript is told as one', async () => {
    await room.publish(['<<<<<<< HEAD', ...PUBLISHED, '>>>>>>> other']);
    expect((await room.read()).problems[0]?.message).toContain('A merge left two versions');
  });

  it('a renamed transcript takes its ledger along once its former name is an alias', async () => {
    await rename(
      path.join(room.content, 'transcripts/ferry.md'),
      path.join(room.content, 'transcripts/harbour.md'),
    );
    const { printed, isDone } = await room.record();
    expect(isDone).toBe(false);
    expect(printed).toContain('Write "aliases: [ferry]" into the front matter');
    await rm(path.join(room.content, 'transcripts/harbour.md'));
    await room.publish(PUBLISHED, { id: 'harbour', frontMatter: 'aliases: [ferry]\n' });
    expect((await room.transcript('harbour')).turns.every(({ permalink }) => permalink)).toBe(true);
    expect((await room.record()).printed).toContain('harbour: moved from ferry');
    await expect(access(path.join(room.content, 'permalinks/ferry.jsonl'))).rejects.toThrow();
    expect((await room.read()).unrecorded).toEqual([]);
  });

  it('turns that were replaced altogether are left to the editor, who says what they are', async () => {
    const before = await room.ledger();
    await room.publish(
      edited({ 2: 'Osei: Nothing whatever was agreed.', 3: 'Osei: So it goes on.', 4: [] }),
    );
    const undecided = await room.record();
    if (undecided.isDone) return;
    expect(await room.ledger()).toBe(before);
    expect(undecided.printed).toMatch(/--keep t2=2|--remove t2/);
  });
});

describe('turn pages', () => {
  it.each([
    { turnPages: 'all', turns: 101, expected: true },
    { turnPages: 'short', turns: 101, expected: false },
    { turnPages: 'short', turns: 100, expected: true },
    { turnPages: 'none', turns: 1, expected: false },
  ])('$turnPages with $turns turns: $expected', async ({ turnPages, turns, expected }) => {
    await setTurnPages(turnPages);
    await room.publish(Array.from({ length: turns }, (_, n) => `Cole: Number ${String(n)}.`));
    await room.record();
    expect((await room.transcript()).turnPages).toBe(expected);
  });

  it('once made are always made', async () => {
    await room.record();
    await setTurnPages('none');
    await room.publish(edited({ 7: [] }));
    await room.record();
    expect((await room.transcript()).turnPages).toBe(true);
  });

  const setTurnPages = (turnPages: string) =>
    writeFile(
      path.join(room.content, 'site.yaml'),
      `name: Harbour transcripts\nlanguage: en\nturnPages: ${turnPages}\n`,
    );
});

describe('a ledger that can’t be relied on', () => {
  beforeEach(() => room.record());

  it.each([
    {
      what: 'cut off',
      spoil: (text: string) => text.slice(0, -20),
      told: 'permalinks/ferry.jsonl:8:1 error The file is cut off in this line; expected a whole line. Take the file back from your version control (git checkout -- <file>), then run npm run permalinks.',
    },
    {
      what: 'without its last lines',
      spoil: (text: string) => `${text.split('\n').slice(0, 4).join('\n')}\n`,
      told: 'permalinks/ferry.jsonl:1:1 error The first line names 7 turns, and the lines below have 3, or others; expected the same ids and pins in the same order.',
    },
    {
      what: 'with an id twice',
      spoil: (text: string) => text.replace('"id":"t3"', '"id":"t2"'),
      told: 'permalinks/ferry.jsonl:4:1 error The id "t2" stands twice, first on line 3; expected each id once.',
    },
    {
      what: 'of a newer version',
      spoil: (text: string) => text.replace('"version":1', '"version":2'),
      told: 'permalinks/ferry.jsonl:1:1 error A ledger of version 2; expected version 1. A newer Turnstone wrote it: build with that one.',
    },
    {
      what: 'empty',
      spoil: () => '',
      told: 'permalinks/ferry.jsonl:1:1 error The line is no JSON; expected a line of a permalink ledger.',
    },
    {
      what: 'with a merge conflict',
      spoil: (text: string) => `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`,
      told: 'permalinks/ferry.jsonl:1:1 error A merge left two versions of some turns here; expected one. Run npm run permalinks, which joins them.',
    },
  ])('$what', async ({ spoil, told }) => {
    const file = path.join(room.content, 'permalinks/ferry.jsonl');
    const spoilt = spoil(await readFile(file, 'utf8'));
    await writeFile(file, spoilt);
    // A transcript that changed has its ledger read whole.
    await room.publish(
      edited({ 1: 'Cole: Good morning from the harbour, where both boats are still.' }),
    );
    const { problems } = await room.read();
    const messages = problems.map(
      ({ file: name, line, column, severity, message }) =>
        `${path.relative(room.content, name)}:${String(line)}:${String(column)} ${severity} ${message}`,
    );
    expect(messages[0]?.startsWith(told), messages.join('\n')).toBe(true);
    const { printed, isDone } = await room.record();
    if (spoilt.startsWith('<<<')) expect(isDone, printed).toBe(true);
    else {
      expect(printed).toContain(told.slice(told.indexOf(' error ')));
      expect(await readFile(file, 'utf8'), 'nothing is written over it').toBe(spoilt);
    }
  });

  it('a transcript that no longer exists', async () => {
    await rm(path.join(room.content, 'transcripts/ferry.md'));
    const { unrecorded } = await room.read();
    expect(unrecorded[0]?.message).toBe(
      `The transcript "ferry" was published on ${today} and is gone; expected transcripts/ferry.md. Put it back; or, where it has another name now, write "aliases: [ferry]" there; or take it away for good with npm run remove -- ferry.`,
    );
    expect((await room.record()).isDone).toBe(false);
  });
});

describe('a merge of two branches', () => {
  it('keeps the wordings of both, and the ids', async () => {
    await room.record();
    const base = await room.ledger();
    await room.publish(
      edited({ 2: 'Osei: The crews met for four hours last night and nobody signed.' }),
    );
    await room.record();
    const ours = await room.ledger();
    await restore(base);
    await room.publish(edited({ 5: 'Petrenko: They said the timetable does not allow for it.' }));
    await room.record();
    const theirs = await room.ledger();

    await restore(conflict(base, ours, theirs));
    await room.publish(
      edited({
        2: 'Osei: The crews met for four hours last night and nobody signed.',
        5: 'Petrenko: They said the timetable does not allow for it.',
      }),
    );
    const { isDone } = await room.record();
    expect(isDone).toBe(true);
    const { turns, gone } = await room.transcript();
    expect(turns.map(({ id }) => id)).toEqual(PUBLISHED.map((_, index) => `t${String(index + 1)}`));
    expect(turns.map(({ permalink }) => permalink?.earlier.length)).toEqual([0, 1, 0, 0, 1, 0, 0]);
    expect(gone).toEqual([]);
  });

  it('tells new turns apart to which both branches gave one id', async () => {
    await room.record();
    const base = await room.ledger();
    const inserted = (text: string) => [...PUBLISHED.slice(0, 6), text, ...PUBLISHED.slice(6)];
    const ours = 'Osei: The dog on the pier has woken up at last.';
    const theirs = 'Osei: Somebody has lit the lamp at the harbour mouth.';
    await room.publish(inserted(ours));
    await room.record();
    const ourLedger = await room.ledger();
    await restore(base);
    await room.publish(inserted(theirs));
    await room.record();
    const theirLedger = await room.ledger();
    await restore(`<<<<<<< HEAD\n${ourLedger}=======\n${theirLedger}>>>>>>> theirs\n`);
    await room.publish([...PUBLISHED.slice(0, 6), ours, theirs, ...PUBLISHED.slice(6)]);
    const { printed } = await room.record();
    expect(printed).toContain('Both branches gave the id "t6a" to new turns of their own');
    expect((await room.turns()).slice(6, 8)).toEqual([
      't6a Osei: The dog on the pier has woken up at last.',
      't6b Osei: Somebody has lit the lamp at the harbour mouth.',
    ]);
  });

  const restore = async (text: string) => {
    await mkdir(path.join(room.content, 'permalinks'), { recursive: true });
    await writeFile(path.join(room.content, 'permalinks/ferry.jsonl'), text);
  };
});

/** What `git merge` leaves of two versions, in the style that shows the common base: a hunk for each line that differs. */
function conflict(base: string, ours: string, theirs: string): string {
  const lines = (text: string) => text.trimEnd().split('\n');
  const merged = lines(base).flatMap((line, index) => {
    const [our = '', their = ''] = [lines(ours)[index], lines(theirs)[index]];
    if (our === their) return [our];
    if (our === line) return [their];
    if (their === line) return [our];
    return ['<<<<<<< HEAD', our, '||||||| base', line, '=======', their, '>>>>>>> theirs'];
  });
  return `${merged.join('\n')}\n`;
}

async function pins(): Promise<(string | null | undefined)[]> {
  const { turns } = await room.transcript();
  return turns.map(({ permalink }) => permalink?.pin);
}
