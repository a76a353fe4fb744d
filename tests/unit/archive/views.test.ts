import { describe, expect, it } from 'vitest';
import {
  appearancesOf,
  programsOf,
  questionsOf,
  speakerFacts,
  speakerIndex,
  standingsOf,
  turnsIn,
  turnsOf,
  undatedOf,
  yearsOf,
} from '../../../src/archive/views.ts';
import { archiveOf, ferry, HARBOUR } from './content.ts';

const SPEAKERS = `speakers:
  - { id: dana-cole, role: host }
  - { id: lee-osei, role: correspondent }
  - { id: olha-petrenko, role: guest }`;
const BODY =
  '**Cole:** Is it going out?\n\n**Osei:** Not tonight.\n\n**Osei:** Nor tomorrow.\n\n**Petrenko:** We wait.';

const harbour = await archiveOf({
  ...HARBOUR,
  'transcripts/a.md': ferry(`date: 2026-03-02\nprogram: harbour-morning\n${SPEAKERS}`, BODY),
  'transcripts/b.md': ferry(
    `date: 2026\nprogram: night-watch\n${SPEAKERS.replace('correspondent', 'host')}`,
    BODY,
  ),
  'transcripts/c.md': ferry(`date: 2024-12-31T23:40-05:00\nrecord: summary\n${SPEAKERS}`, BODY),
  'transcripts/d.md': ferry(SPEAKERS, '**Petrenko:** We wait.'),
  'transcripts/e.md': ferry(`date: 2026-03\nprogram: harbour-morning\n${SPEAKERS}`, BODY),
});

describe('the index of speakers', () => {
  it('counts speech apart from what summaries tell, and says when somebody was heard', () => {
    expect(speakerFacts(harbour, 'lee-osei')).toMatchObject({
      sortName: 'Osei, Lee',
      letter: 'O',
      transcripts: 4,
      turns: 6,
      words: 12,
      summarised: 2,
      span: { first: '2024-12-31T23:40-05:00', last: '2026-03-02' },
    });
  });

  it('has no private person', () => {
    expect(speakerIndex(harbour).map(({ person }) => person.id)).toEqual(['dana-cole', 'lee-osei']);
    expect(speakerFacts(harbour, 'olha-petrenko')).toBeUndefined();
  });

  it('keeps letters together, whatever stands before them, and scripts apart', async () => {
    const names = [
      'Zoe Dunn',
      'Éva Éluard',
      '=cmd Brook',
      'Ann "Abbot"',
      'Ігор Їжак',
      '7 Quay',
      'Ian Ember',
      'Ганна Ґава',
      '李海',
    ];
    const archive = await archiveOf({
      ...Object.fromEntries(
        names.map((name, n) => [`speakers/p${String(n)}.yaml`, `name: ${JSON.stringify(name)}\n`]),
      ),
      'transcripts/a.md': ferry(
        `speakers:\n${names.map((_, n) => `  - { id: p${String(n)}, role: guest, labels: [P${String(n)}] }`).join('\n')}`,
        names.map((_, n) => `**P${String(n)}:** Yes.`).join('\n\n'),
      ),
    });
    expect(speakerIndex(archive).map(({ letter, person }) => `${letter} ${person.name}`)).toEqual([
      'A Ann "Abbot"',
      'B =cmd Brook',
      'D Zoe Dunn',
      'E Éva Éluard',
      'E Ian Ember',
      'Q 7 Quay',
      'Ґ Ганна Ґава',
      'І Ігор Їжак',
      '漢 李海',
    ]);
  });
});

describe('a speaker', () => {
  it('has each role with its first and last date, the latest first', () => {
    expect(
      standingsOf(appearancesOf(harbour, 'lee-osei')).map(({ speaker, transcripts, span }) => [
        speaker.role,
        transcripts,
        span,
      ]),
    ).toEqual([
      ['correspondent', 3, { first: '2024-12-31T23:40-05:00', last: '2026-03-02' }],
      ['host', 1, { first: '2026', last: '2026' }],
    ]);
  });

  it('can be read by program only where that leaves something out', async () => {
    expect(
      programsOf(harbour, 'lee-osei').map(({ id, name, turns }) => ({
        id,
        name,
        turns: turns.length,
      })),
    ).toEqual([
      { id: 'harbour-morning', name: 'Harbour Morning', turns: 4 },
      { id: 'night-watch', name: 'Night Watch', turns: 2 },
    ]);
    const one = await archiveOf({
      ...HARBOUR,
      'transcripts/a.md': ferry(`program: harbour-morning\n${SPEAKERS}`, BODY),
    });
    expect(programsOf(one, 'lee-osei')).toEqual([]);
  });

  it('answers the last turn before by somebody else', () => {
    const [transcript] = harbour.transcripts;
    if (!transcript) throw new Error('There is no transcript.');
    expect(questionsOf(transcript).map((turn) => turn?.text ?? null)).toEqual([
      null,
      'Is it going out?',
      'Is it going out?',
      'Nor tomorrow.',
    ]);
  });
});

it('each view is worked out once, however many pages of a list ask for it', () => {
  for (const view of [turnsOf, programsOf, turnsIn]) {
    expect(view(harbour, 'lee-osei')).toBe(view(harbour, 'lee-osei'));
    expect(view(harbour, 'lee-osei')).not.toBe(view(harbour, 'dana-cole'));
  }
  for (const view of [speakerIndex, yearsOf, undatedOf]) expect(view(harbour)).toBe(view(harbour));
});

describe('dates', () => {
  it('hold each transcript as exactly as its date is known', () => {
    expect(
      yearsOf(harbour).map(({ year, transcripts, months }) => [
        year,
        transcripts.map(({ id }) => id),
        [...months].map(([month, ofMonth]) => [month, ofMonth.map(({ id }) => id)]),
      ]),
    ).toEqual([
      ['2026', ['a', 'e', 'b'], [['03', ['a', 'e']]]],
      ['2024', ['c'], [['12', ['c']]]],
    ]);
    expect(undatedOf(harbour).map(({ id }) => id)).toEqual(['d']);
  });
});

describe('a language', () => {
  it('has each turn once, however many stretches of it are in the language', async () => {
    const archive = await archiveOf({
      ...HARBOUR,
      'transcripts/a.md': ferry(
        SPEAKERS,
        '**Cole:** :lang[Так.]{uk} Yes. :lang[Ні.]{uk} No.\n\n**Osei:** :lang[Дякую.]{uk} Thanks.',
      ),
    });
    expect(turnsIn(archive, 'uk').map(({ n }) => n)).toEqual([1, 2]);
    expect(turnsIn(archive, 'ar')).toEqual([]);
  });
});
