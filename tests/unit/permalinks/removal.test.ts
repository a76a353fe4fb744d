import fc from 'fast-check';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mentionsOfPerson } from '../../../src/archive/mentions.ts';
import { dayOf } from '../../../src/cli/record-permalinks.ts';
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
});
afterEach(() => room.close());

const markdown = async (id = 'ferry'): Promise<string> =>
  (await room.files()).get(`transcripts/${id}.md`) ?? '';

/** What `npm run check` says. */
async function complaints(): Promise<string[]> {
  const { problems, unrecorded } = await room.read();
  return [...problems, ...unrecorded].map(({ message }) => message);
}

async function recorded(turns: readonly string[], frontMatter = ''): Promise<void> {
  await room.publish(turns, { frontMatter });
  expect((await room.record()).printed).toContain('Transcripts: 1 recorded');
}

describe('turns', () => {
  it('leave a tombstone with day and reason, and nothing else changes', async () => {
    await recorded(PUBLISHED);
    const before = await room.turns();
    const { outcome, printed } = await room.remove({
      transcript: 'ferry',
      turns: ['t2', 't6'],
      reason: 'Asked for by the crews.',
    });
    expect(outcome).toBe('done');
    expect(printed).toContain(
      'transcripts/ferry.md: 2 turns of 7 (t2, t6); a dated tombstone stays',
    );
    expect(await room.turns()).toEqual(before.filter((turn) => !/^t[26] /.test(turn)));
    expect(await room.ledger()).not.toContain('nobody signed');
    expect((await room.transcript()).gone).toMatchObject([
      { id: 't2', fate: 'removed', on: today, reason: 'Asked for by the crews.', after: 1 },
      { id: 't6', fate: 'removed', on: today, reason: 'Asked for by the crews.', after: 4 },
    ]);
    expect(await complaints()).toEqual([]);
    expect((await room.record()).printed).toBe('Transcripts: 0 recorded, 1 unchanged.');
  });

  it('take along what is there for their sake alone', async () => {
    const body = [
      'Cole: Good morning.[^1]',
      '## On the quay',
      'Osei: The talks went on.[^2] And on.[^1]',
      '(SOUNDBITE OF HORN)',
      'A second paragraph of his.',
      '> Read from a leaflet.',
      '(SOUNDBITE OF WAVES)',
      '## Later',
      'Petrenko: We go on.',
      '[^1]: The first note.',
      '[^2]: The second note.',
    ];
    await recorded(
      body,
      [
        'inferred: [date, turns.t2.speaker, turns.t3.speaker] # by the desk',
        'corrections:',
        '  # About Osei alone.',
        '  - date: 2026-03-04',
        '    kind: note',
        '    turns: [t2]',
        '    note: >-',
        '      Folded',
        '      text.',
        '  - { date: 2026-03-05, kind: note, turns: [t2, t3], note: Both. } # kept',
        '',
      ].join('\n'),
    );
    await room.remove({ transcript: 'ferry', turns: ['t2'] });
    expect(await markdown()).toBe(`---
title: Ferry strike
language: en
inferred: [date, turns.t3.speaker] # by the desk
corrections:
  # About Osei alone.
  - { date: 2026-03-05, kind: note, turns: [t3], note: Both. } # kept
speakers:
  - { id: dana-cole }
  - { id: olha-petrenko }
---

**Cole:** Good morning.[^1]

(SOUNDBITE OF WAVES)

## Later

**Petrenko:** We go on.

[^1]: The first note.
`);
    expect(await complaints()).toEqual([]);
  });

  it('leave what they relayed as relayed, without saying where', async () => {
    await recorded([
      'Petrenko: :lang[(Speaking Ukrainian)]{uk relayed=next}',
      'Osei: She is saying that they will not give way.',
      'Petrenko: (Speaking Ukrainian)',
      'Osei: She says that the boat is old.',
      'Cole: A third voice. :lang[Так.]{uk relayed=t4 interpreted}',
      'Petrenko: :lang[Ні.]{uk relayed=t7}',
      'Cole: And so on.',
    ]);
    const { outcome, printed } = await room.remove({ transcript: 'ferry', turns: ['t2', 't4'] });
    expect(outcome, printed).toBe('done');
    const { turns, inferred } = await room.transcript();
    expect(
      turns.flatMap(({ id, segments }) =>
        segments.map(({ delivery, relayedIn }) => [id, delivery, relayedIn]),
      ),
    ).toEqual([
      ['t1', 'relayed', null],
      ['t3', 'relayed', null],
      ['t5', 'interpreted', null],
      ['t6', 'relayed', 5],
    ]);
    expect(inferred).toContain('turns.t3.relayed');
    expect(await markdown()).toContain(
      '**Petrenko:** :lang[(Speaking Ukrainian)]{uk delivery=relayed}',
    );
    expect(await complaints()).toEqual([]);
  });

  it('also go from the former wordings of other turns: a split', async () => {
    await recorded(['Cole: Good morning from the harbour, where Zwirbel sleeps.', 'Osei: Yes.']);
    await room.publish([
      'Cole: Good morning from the harbour,',
      'Cole: where Zwirbel sleeps.',
      'Osei: Yes.',
    ]);
    await room.record();
    expect(await room.ledger()).toContain('Zwirbel');
    await room.remove({ transcript: 'ferry', turns: ['t1a'], purge: true });
    expect(await room.ledger()).not.toContain('Zwirbel');
    const { turns } = await room.transcript();
    expect(turns[0]?.permalink?.earlier, 'not even its fingerprint').toEqual([]);
    expect(await complaints()).toEqual([]);
  });

  it('also go from turns that were joined with them', async () => {
    await recorded(['Cole: Good morning,', 'Cole: where Zwirbel sleeps.', 'Osei: Yes, he does.']);
    await room.publish(['Cole: Good morning, where Zwirbel sleeps.', 'Osei: Yes, he does.']);
    expect((await room.record()).printed).toContain('t2 joined with t1');
    expect((await room.remove({ transcript: 'ferry', turns: ['t2'] })).printed).toContain(
      'error Turn "t2" was joined with "t1", where its words stand',
    );
    await room.remove({ transcript: 'ferry', turns: ['t1'] });
    expect(await room.ledger()).not.toContain('Zwirbel');
    expect((await room.transcript()).gone.map(({ id, fate }) => [id, fate])).toEqual([
      ['t1', 'removed'],
      ['t2', 'removed'],
    ]);
  });

  it('that left a tombstone can be purged later', async () => {
    await recorded(PUBLISHED);
    await room.remove({ transcript: 'ferry', turns: ['t2'], reason: 'Asked for.' });
    await room.remove({ transcript: 'ferry', turns: ['t2'], purge: true });
    const line = (await room.ledger()).split('\n')[2];
    expect(JSON.parse(line ?? '')).toEqual({
      ...{ id: 't2', speaker: null, text: null, pin: null, since: today },
      removed: { on: today },
    });
    expect(await complaints()).toEqual([]);
  });

  it('of a draft go without a trace, and what names the others still does', async () => {
    await room.publish([...PUBLISHED, 'Petrenko: :lang[Так.]{uk relayed=t7}'], {
      frontMatter: 'status: draft\ninferred: [turns.t5.speaker]\n',
    });
    const { printed } = await room.remove({ transcript: 'ferry', turns: ['t2'] });
    expect(printed).toContain('nothing stays: it was never published');
    expect(await markdown()).toContain('{uk relayed=t6}');
    expect(await markdown()).toContain('inferred: [turns.t4.speaker]');
    expect([...(await room.files()).keys()]).not.toContain('permalinks/ferry.jsonl');
  });

  it('all of them are the whole transcript', async () => {
    await recorded(['Cole: Good morning.', 'Cole: Good night.']);
    const { printed } = await room.remove({ transcript: 'ferry', turns: ['t1', 't2'] });
    expect(printed).toContain('the whole transcript');
    expect((await room.read()).removed).toMatchObject([{ id: 'ferry', ids: ['t1', 't2'] }]);
  });
});

describe('a whole transcript', () => {
  it('leaves a dated tombstone, with its former addresses', async () => {
    await recorded(PUBLISHED, 'aliases: [old/ferry]\n');
    await room.remove({ transcript: 'ferry', reason: 'Recalled by the station.' });
    const { removed, transcripts } = await room.read();
    expect(transcripts).toEqual([]);
    expect(removed).toEqual([
      {
        id: 'ferry',
        removal: { on: today, reason: 'Recalled by the station.' },
        purged: false,
        aliases: ['old/ferry'],
        ids: PUBLISHED.map((_, index) => `t${String(index + 1)}`),
        turnPages: true,
      },
    ]);
    expect(await room.ledger()).not.toMatch(/harbour|signed|Right/);
    expect(await complaints()).toEqual([]);
    expect((await room.record()).isDone).toBe(true);
  });

  it('leaves only the day when it is purged, at once or later', async () => {
    await recorded(PUBLISHED, 'aliases: [old/ferry]\n');
    await room.remove({ transcript: 'ferry', reason: 'Recalled by the station.' });
    await room.remove({ transcript: 'ferry', purge: true });
    const { removed } = await room.read();
    expect(removed).toMatchObject([
      { removal: { on: today, reason: null }, purged: true, aliases: [] },
    ]);
    expect(await room.ledger()).not.toMatch(/cole|osei|petrenko|old\/ferry|"pin":"|Recalled/i);
    expect((await room.remove({ transcript: 'ferry', purge: true })).outcome).toBe('nothing');
    expect(await complaints()).toEqual([]);
  });

  it('may go on being named by one that repeats it, unless it is purged', async () => {
    await recorded(PUBLISHED);
    const repeat = 'rebroadcastOf: ferry # in spring\n';
    await room.publish(['Cole: Once again, the ferries.'], { id: 'again', frontMatter: repeat });
    await room.record();
    await room.remove({ transcript: 'ferry' });
    expect(await complaints()).toEqual([]);
    const { printed } = await room.remove({ transcript: 'ferry', purge: true });
    expect(await markdown('again'), printed).not.toContain('rebroadcastOf');
    expect(await complaints()).toEqual([]);
  });
});

describe('a person', () => {
  it('goes from all transcripts, drafts and histories when purged, and mentions are listed', async () => {
    await recorded(PUBLISHED);
    await room.publish(['Petrenko: Our draft words.', 'Cole: Thank you, Olha Petrenko.'], {
      id: 'draft',
      frontMatter: 'status: draft\n',
    });
    await room.publish(
      PUBLISHED.map((turn) => turn.replace('Petrenko: They said', 'Osei: They said')),
    );
    await room.record();
    const { printed, outcome } = await room.remove({ speaker: 'olha-petrenko', purge: true });
    expect(outcome).toBe('done');
    const files = await room.files();
    expect([...files.keys()]).not.toContain('speakers/olha-petrenko.yaml');
    const naming = [...files].flatMap(([name, text]) =>
      text
        .split('\n')
        .flatMap((line, index) => (/petrenko/i.test(line) ? [`${name}:${String(index + 1)}`] : [])),
    );
    expect(naming).toEqual(['transcripts/draft.md:11']);
    for (const place of naming) expect(printed).toContain(place);
    expect(await room.ledger()).not.toContain('one more engineer');
    expect(await complaints()).toEqual([]);
  });

  it('keeps file and tombstones otherwise, and may go from one transcript alone', async () => {
    await recorded(PUBLISHED);
    await room.publish(['Petrenko: Other words.', 'Cole: Thank you.'], { id: 'other' });
    await room.record();
    await room.remove({ transcript: 'ferry', speaker: 'olha-petrenko' });
    expect([...(await room.files()).keys()]).toContain('speakers/olha-petrenko.yaml');
    expect((await room.transcript()).gone.map(({ id }) => id)).toEqual(['t3', 't5']);
    expect((await room.transcript('other')).turns).toHaveLength(2);
    expect(await complaints()).toEqual([]);
  });
});

describe('former wordings', () => {
  const entriesOf = async () =>
    (await room.ledger())
      .trimEnd()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line) as Record<string, unknown>);
  const before = ['Cole: The boat of Zwirbel lies still.', 'Osei: So Quorbel told us, yes.'];
  const after = ['Cole: The boat of a captain lies still.', 'Osei: So somebody told us, yes.'];
  beforeEach(async () => {
    await recorded(before);
    await room.publish(after);
    expect((await room.record()).isDone).toBe(true);
    expect(await room.ledger()).toMatch(/Zwirbel.*\n.*Quorbel/);
  });

  it('are forgotten of the turns that are named, and their fingerprints stay', async () => {
    const turns = await room.turns();
    const [head] = await entriesOf();
    const call = { transcript: 'ferry', turns: ['t1'], former: true };
    const { printed, outcome } = await room.remove(call);
    expect(outcome).toBe('done');
    expect(printed).toContain(
      'transcripts/ferry.md: the former wordings of 1 turn (t1); their fingerprints stay, and what stands there now',
    );
    expect(await room.ledger()).not.toContain('Zwirbel');
    expect(await room.ledger()).toContain('Quorbel');
    const [sameHead, first] = await entriesOf();
    expect(sameHead).toEqual(head);
    expect(first?.earlier).toMatchObject([{ text: null, pin: expect.any(String) as string }]);
    expect(await room.turns()).toEqual(turns);
    expect(await complaints()).toEqual([]);
    expect((await room.remove(call)).outcome).toBe('nothing');
  });

  it('are purged of all turns, with fingerprints and former speakers, and nothing else changes', async () => {
    await room.publish([after[0] ?? '', 'Petrenko: So somebody told us, yes.']);
    await room.record();
    expect(await room.ledger()).toContain('"formerSpeakers":[{"speaker":"lee-osei"');
    const turns = await room.turns();
    const [head] = await entriesOf();
    await room.remove({ transcript: 'ferry', former: true, purge: true });
    expect(await entriesOf()).toEqual([
      { ...head, history: false },
      ...[
        { id: 't1', speaker: 'dana-cole', text: after[0]?.slice(6) },
        { id: 't2', speaker: 'olha-petrenko', text: after[1]?.slice(6) },
      ].map((entry) => expect.objectContaining(entry) as unknown),
    ]);
    expect(await room.ledger()).not.toMatch(/Zwirbel|Quorbel|lee-osei|earlier/);
    expect(await room.turns()).toEqual(turns);
    expect(await complaints()).toEqual([]);
    expect((await room.record()).printed).toBe('Transcripts: 0 recorded, 1 unchanged.');
  });

  it('of edits that are not recorded yet go too, and so do those of turns that are gone', async () => {
    await room.publish([...after, 'Cole: A third turn about Plimsel and her dog.']);
    await room.record();
    await room.publish(after);
    expect((await room.record({ remove: ['t3'] })).isDone).toBe(true);
    expect(await room.ledger(), 'a turn that is gone').toContain('Plimsel');
    await room.publish(['Cole: The boat of the captain lies still.', after[1] ?? '']);
    const { outcome, printed } = await room.remove({
      ...{ transcript: 'ferry', former: true, purge: true },
    });
    expect(outcome, printed).toBe('done');
    expect(await room.ledger()).not.toMatch(/Zwirbel|Quorbel|Plimsel|of a captain/);
    expect(await complaints()).toEqual([]);
  });

  it('of an unknown turn are an error', async () => {
    const files = await room.files();
    const { printed } = await room.remove({ transcript: 'ferry', turns: ['t9'], former: true });
    expect(printed).toContain(
      'Unknown turn "t9"; expected one of this transcript\'s turns, t1 to t2.',
    );
    expect(await room.files()).toEqual(files);
  });
});

describe('what still mentions a person', () => {
  const purge = { speaker: 'olha-petrenko', purge: true };

  it('is listed, and once it is edited the command that is named leaves no trace', async () => {
    await recorded([
      'Cole: Thank you, Olha Petrenko.',
      'Osei: Anything, Olha.',
      'Petrenko: Not today.',
    ]);
    const { printed } = await room.remove(purge);
    expect(printed).toMatch(/transcripts\/ferry\.md:\d+\n/);
    expect(printed).toMatch(/transcripts\/ferry\.md:\d+ \(may mention\)/);
    expect(printed).toContain('npm run remove -- ferry --former --purge');
    await room.publish(['Cole: Thank you, engineer.', 'Osei: Anything, you there.']);
    const text = (await markdown()).replace(/.*olha-petrenko.*\n/, '');
    await room.write('transcripts/ferry.md', text);
    await room.record();
    expect(await room.ledger(), 'the edit made former wordings').toContain('Olha');
    const again = await room.remove(purge);
    expect(again.outcome).toBe('refused');
    expect(again.printed).toContain('Unknown speaker "olha-petrenko"');
    expect(again.printed).toContain('permalinks/ferry.jsonl:2');
    expect(again.printed).toContain('npm run remove -- <transcript> --former --purge');
    await room.remove({ transcript: 'ferry', former: true, purge: true });
    expect([...(await room.files()).values()].join('\n')).not.toMatch(/olha|petrenko/i);
    expect(await complaints()).toEqual([]);
  });

  it('also goes from ledgers where the person has no file any more', async () => {
    await recorded(PUBLISHED);
    await room.publish(PUBLISHED.map((turn) => turn.replace('Petrenko:', 'Osei:')));
    const text = (await markdown()).replace(/.*olha-petrenko.*\n/, '');
    await room.write('transcripts/ferry.md', text);
    expect((await room.record()).isDone).toBe(true);
    await rm(path.join(room.content, 'speakers/olha-petrenko.yaml'));
    expect(await room.ledger()).toContain('olha-petrenko');
    const { outcome, printed } = await room.remove(purge);
    expect(outcome, printed).toBe('done');
    expect(printed).toContain('what its ledger says of the person as a former speaker');
    expect(await room.ledger()).not.toContain('petrenko');
    expect(await complaints()).toEqual([]);
  });

  it('cannot go from transcripts that list a person without a file, which is said', async () => {
    await recorded(PUBLISHED);
    await rm(path.join(room.content, 'speakers/olha-petrenko.yaml'));
    const refused = await room.remove(purge);
    expect(refused.outcome).toBe('refused');
    expect(refused.printed).toContain(
      'speakers/olha-petrenko.yaml:1:1 error No file of "olha-petrenko", whom transcripts still list; expected it',
    );
    await room.write('speakers/olha-petrenko.yaml', 'name: Olha Petrenko\n');
    expect((await room.remove(purge)).outcome).toBe('done');
    expect([...(await room.files()).keys()]).not.toContain('speakers/olha-petrenko.yaml');
  });

  it.each([
    { line: 'Zoë van der Maaß spoke.', told: 'sure' },
    { line: 'ZOE VAN DER MAASS spoke.', told: 'sure' },
    { line: 'Maaß, Zoë', told: 'sure' },
    { line: 'Anything, Zoë.', told: 'maybe' },
    { line: 'anything, zoe’s boat', told: 'maybe' },
    { line: '**Zoe\u0308** spoke', told: 'maybe' },
    { line: 'The maass affair', told: 'maybe' },
    { line: 'Zoella van der Maaßen and der Hund', told: 'no' },
  ])('$line: $told', ({ line, told }) => {
    const person = { id: 'zoe', name: 'Zoë van der Maaß', sortName: 'Maaß, Zoë' };
    const more = { pronunciation: null, affiliations: [], sameAs: [], note: null, private: false };
    const mentions = mentionsOfPerson('p-1', { ...person, ...more }, []);
    const found = mentions.areIn(line) ? 'sure' : mentions.mayBeIn(line) ? 'maybe' : 'no';
    expect(found).toBe(told);
  });

  it('is found in scripts without case, or without spaces, and after a line break in a ledger', async () => {
    const names = (name: string) => ({
      ...{ id: 'p-1', name, sortName: name, pronunciation: null, affiliations: [] },
      ...{ sameAs: [], note: null, private: false },
    });
    expect(mentionsOfPerson('p-1', names('דן כהן'), []).mayBeIn('שלום, דן.')).toBe(true);
    expect(mentionsOfPerson('p-1', names('林小舟'), []).areIn('謝謝林小舟女士')).toBe(true);
    await recorded(['Cole: Thanks.', 'Cole: Good night.\n\nOlha, thanks.', 'Petrenko: Yes.']);
    await room.publish(['Cole: Thanks.', 'Cole: Good night.\n\nThanks.', 'Petrenko: Yes.']);
    await room.record();
    expect((await room.remove(purge)).printed).toContain('permalinks/ferry.jsonl:3 (may mention)');
  });
});

describe('nothing is written', () => {
  it.each([
    {
      what: 'an unknown transcript',
      call: { transcript: 'fery' },
      told: 'transcripts/fery.md:1:1 error No such transcript; expected the id of one. Did you mean "ferry"? Correct the id.',
    },
    {
      what: 'an unknown turn',
      call: { transcript: 'ferry', turns: ['t88'] },
      told: 'transcripts/ferry.md:1:1 error Unknown turn "t88"; expected one of this transcript\'s turns, t1 to t7.',
    },
    {
      what: 'an unknown speaker',
      call: { transcript: 'ferry', speaker: 'dana-coel' },
      told: 'error Unknown speaker "dana-coel"; expected the id of a speaker of ferry. Did you mean "dana-cole"? Correct the id.',
    },
    {
      what: 'somebody without a file',
      call: { speaker: 'lee-ossei' },
      told: 'speakers:1:1 error Unknown speaker "lee-ossei"; expected the id of a file in speakers/. Did you mean "lee-osei"? Correct the id.',
    },
    { what: 'a dry run', call: { transcript: 'ferry', dryRun: true }, told: 'this was a dry run' },
    {
      what: 'an editor who says no',
      call: { transcript: 'ferry', confirm: () => Promise.resolve(false) },
      told: 'Nothing is changed.',
    },
  ])('$what', async ({ call, told }) => {
    await recorded(PUBLISHED);
    const before = await room.files();
    const { printed } = await room.remove(call);
    expect(printed).toContain(told);
    expect(await room.files()).toEqual(before);
  });

  it('a transcript with errors, or with a damaged ledger', async () => {
    await recorded(PUBLISHED);
    const ledger = await room.ledger();
    await room.publish([...PUBLISHED, 'Nobody: Who am I?']);
    const errors = await room.remove({ transcript: 'ferry', turns: ['t2'] });
    expect(errors.outcome).toBe('refused');
    expect(errors.printed).toContain('Unknown label "Nobody"');
    await room.publish(PUBLISHED);
    await room.write('permalinks/ferry.jsonl', ledger.slice(0, -20));
    const damaged = await room.remove({ transcript: 'ferry', turns: ['t2'] });
    expect(damaged.outcome).toBe('refused');
    expect(damaged.printed).toContain('The file is cut off in this line');
  });
});

it('a removal that was broken off is finished by asking again', async () => {
  await recorded(PUBLISHED);
  const ledger = await room.ledger();
  const call = { transcript: 'ferry', turns: ['t2', 't6'], purge: true };
  await room.remove(call);
  const done = await room.files();
  await room.write('permalinks/ferry.jsonl', ledger);
  await room.remove(call);
  expect(await room.files()).toEqual(done);

  await room.remove({ transcript: 'ferry', purge: true });
  const gone = await room.files();
  await room.write('permalinks/ferry.jsonl', ledger);
  await room.remove({ transcript: 'ferry', purge: true });
  expect((await room.files()).get('permalinks/ferry.jsonl')).toBe(
    gone.get('permalinks/ferry.jsonl'),
  );
});

it('the caches of builds go too', async () => {
  await recorded(PUBLISHED);
  await room.write('.cache/page', 'harbour');
  await mkdir(path.join(room.content, '.astro'));
  const { printed } = await room.remove({ transcript: 'ferry' });
  expect(printed).toContain('.cache/ (a build makes it again)');
  expect(
    [...(await room.files()).keys()].filter((name) => /^\.(?:cache|astro)/.test(name)),
  ).toEqual([]);
});

describe('whatever its history', () => {
  /** Words that stand in one turn alone. */
  const words = (turn: number) =>
    Array.from({ length: 6 }, (_, word) => `w${String(turn)}x${String(word)}`).join(' ');
  const speaker = fc.constantFrom('Cole', 'Osei', 'Petrenko');
  const edit = fc.record({
    kind: fc.constantFrom('reword', 'split', 'join', 'insert', 'drop'),
    at: fc.nat({ max: 99 }),
    by: speaker,
  });
  const history = fc.record({
    cast: fc.array(speaker, { minLength: 3, maxLength: 7 }),
    edits: fc.array(edit, { maxLength: 5 }),
    purge: fc.boolean(),
    picks: fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 2 }),
  });
  type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

  function edited(turns: readonly string[], { kind, at, by }: Edit, fresh: number): string[] {
    const next = [...turns];
    const index = at % next.length;
    const [label = '', ...said] = (next[index] ?? '').split(' ');
    const following = next[index + 1];
    if (kind === 'reword') next[index] = `${next[index] ?? ''} w${String(fresh)}`;
    else if (kind === 'split' && said.length > 3) {
      const half = Math.ceil(said.length / 2);
      const parts = [said.slice(0, half), said.slice(half)];
      next.splice(index, 1, ...parts.map((part) => `${label} ${part.join(' ')}`));
    } else if (kind === 'join' && following?.startsWith(label) && next.length > 3) {
      next.splice(index, 2, `${next[index] ?? ''} ${following.slice(label.length + 1)}`);
    } else if (kind === 'insert') next.splice(index, 0, `${by}: ${words(fresh)}`);
    else if (kind === 'drop' && next.length > 3) next.splice(index, 1);
    return next;
  }

  it('no removed word stays in any file, no fingerprint of a purged turn, and all else word for word', async () => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(history, async ({ cast, edits, purge, picks }) => {
        await rm(path.join(room.content, 'permalinks'), { recursive: true, force: true });
        let turns = cast.map((label, index) => `${label}: ${words(index)}`);
        await room.publish(turns);
        await room.record();
        for (const [index, one] of edits.entries()) {
          turns = edited(turns, one, 100 + index);
          await room.publish(turns);
          fc.pre((await room.record()).isDone);
        }
        const before = await room.turns();
        const chosen = new Set(picks.map((pick) => pick % before.length));
        const removed = before.filter((_, index) => chosen.has(index));
        const kept = before.filter((_, index) => !chosen.has(index));
        fc.pre(kept.length > 0);
        const { turns: all } = await room.transcript();
        const pins = all
          .filter((_, index) => chosen.has(index))
          .flatMap(({ permalink }) => permalink?.pin ?? []);

        const ids = removed.map((turn) => turn.split(' ', 1)[0] ?? '');
        const { outcome, printed } = await room.remove({ transcript: 'ferry', turns: ids, purge });
        expect(outcome, printed).toBe('done');
        expect(await room.turns()).toEqual(kept);
        expect(await complaints()).toEqual([]);
        const text = [...(await room.files()).values()].join('\n');
        for (const turn of removed) {
          for (const word of turn.match(/\bw\d+(?:x\d+)?\b/g) ?? []) {
            expect(text).not.toMatch(new RegExp(`\\b${word}\\b`));
          }
        }
        for (const pin of pins) expect(text.includes(`"pin":"${pin}"`)).toBe(!purge);
        const gone = (await room.transcript()).gone.filter(({ id }) => ids.includes(id));
        expect(gone.map(({ id, fate, on }) => ({ id, fate, on }))).toEqual(
          ids.map((id) => ({ id, fate: 'removed', on: today })),
        );
        tried += 1;
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) },
    );
    expect(tried).toBeGreaterThan(20);
  }, 120_000);

  it('forgetting former wordings leaves the words, ids and fingerprints of now, and nothing else', async () => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(history, async ({ cast, edits, purge }) => {
        await rm(path.join(room.content, 'permalinks'), { recursive: true, force: true });
        let turns = cast.map((label, index) => `${label}: ${words(index)}`);
        await room.publish(turns);
        await room.record();
        for (const [index, one] of edits.entries()) {
          turns = edited(turns, one, 100 + index);
          await room.publish(turns);
          fc.pre((await room.record()).isDone);
        }
        const before = await room.transcript();
        await room.remove({ transcript: 'ferry', former: true, purge });
        const after = await room.transcript();
        const nowOf = ({ turns: all }: typeof before) =>
          all.map(({ id, speaker: who, text, permalink }) => [id, who, text, permalink?.pin]);
        expect(nowOf(after)).toEqual(nowOf(before));
        expect(after.gone.map(({ id, fate }) => [id, fate])).toEqual(
          before.gone.map(({ id, fate }) => [id, fate]),
        );
        const texts = after.turns.flatMap(({ permalink }) => permalink?.earlier ?? []);
        expect(texts.filter(({ text }) => purge || text !== null)).toEqual([]);
        const said = new Set(turns.join(' ').match(/\bw\d\S*/g));
        const told = (await room.ledger()).match(/\bw\d+(?:x\d+)?\b/g) ?? [];
        expect(told.filter((word) => !said.has(word))).toEqual([]);
        expect(await complaints()).toEqual([]);
        expect((await room.record()).printed).toBe('Transcripts: 0 recorded, 1 unchanged.');
        tried += 1;
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 30) },
    );
    expect(tried).toBeGreaterThan(10);
  }, 120_000);
});
