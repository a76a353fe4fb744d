import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alignTurns,
  type AlignmentOptions,
  type RecordedTurn,
  type TurnAlignment,
} from '../../../src/archive/align-turns.ts';
import { editedConversation, newTally, playHistory } from '../../histories.ts';

/** Turns as `Cole: Good morning.`, one a line. */
function turnsOf(script: string): { speaker: string; text: string }[] {
  const lines = script.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const end = line.indexOf(':');
      return { speaker: line.slice(0, end), text: line.slice(end + 1).trim() };
    });
}

/**
 * How turns recorded as t1, t2, … stand in the current ones: `t1 - t2` is a new turn between two, and what is gone
 * follows a bar: `t3 removed`, `t3 in t2`, `t3 moved? 4`, where 4 is the position of what it may be, from 1.
 */
function aligned(before: string, after: string, options?: AlignmentOptions): string {
  const recorded = turnsOf(before).map((turn, index) => ({ ...turn, id: `t${index + 1}` }));
  const { ids, gone } = alignTurns(recorded, turnsOf(after), options);
  const fates = gone.map((turn) => {
    if (turn.fate === 'removed') return `${turn.id} removed`;
    if (turn.fate === 'merged') return `${turn.id} in ${turn.into}`;
    for (const place of turn.candidates) expect(ids[place]).toBeNull();
    return `${turn.id} ${turn.why}? ${turn.candidates.map((place) => place + 1).join(' ')}`.trim();
  });
  const kept = ids.map((id) => id ?? '-').join(' ');
  return fates.length === 0 ? kept : `${kept} | ${fates.join(', ')}`;
}

const TALK = `
  Cole: Good morning. The ferries are still tied up in the harbour.
  Osei: They are, and the crews say that they will stay there until the guild has an answer.
  Cole: Right.
  Osei: The vote is in June, as far as anybody here can tell me.
  Cole: Thanks.
`;

/** The talk with one line replaced by others. */
function edited(line: number, ...lines: string[]): string {
  return TALK.trim()
    .split('\n')
    .toSpliced(line - 1, 1, ...lines)
    .join('\n');
}

describe('what keeps its id', () => {
  test('nothing changed', () => {
    expect(aligned(TALK, TALK)).toBe('t1 t2 t3 t4 t5');
  });
  test('an empty transcript, on either side', () => {
    expect(aligned('', '')).toBe('');
    expect(aligned('', 'Cole: Yes.')).toBe('-');
    expect(aligned('Cole: Yes.', '')).toBe(' | t1 removed');
  });
  test('a typo', () => {
    expect(
      aligned(
        TALK,
        edited(
          2,
          'Osei: They are, and the crew say that they will stay their until the guild has an answer.',
        ),
      ),
    ).toBe('t1 t2 t3 t4 t5');
  });
  test('a typo in one word', () => {
    expect(aligned(TALK, edited(3, 'Cole: Rihgt.'))).toBe('t1 t2 t3 t4 t5');
  });
  test('other wording', () => {
    expect(
      aligned(
        TALK,
        edited(4, 'Osei: The vote will be held in June, as far as people here can tell.'),
      ),
    ).toBe('t1 t2 t3 t4 t5');
  });
  test('spaces, case, punctuation and composition', () => {
    expect(
      aligned(
        'Cole: Olá, café no cais!\nOsei: Yes.',
        'Cole: OLA\u0301 — cafe\u0301  no cais\nOsei: “yes”',
      ),
    ).toBe('t1 t2');
  });
  test('turns around one inserted', () => {
    expect(
      aligned(
        TALK,
        edited(
          3,
          'Cole: Right.',
          'Osei: And here is what the harbour master said.',
          'Cole: Right.',
        ),
      ),
    ).toMatch(/^t1 t2 (t3 - -|- - t3) t4 t5$/);
  });
  test('turns around one removed', () => {
    expect(aligned(TALK, edited(4))).toBe('t1 t2 t3 t5 | t4 removed');
  });
  test('the first part of a turn that was split', () => {
    expect(
      aligned(
        TALK,
        edited(
          2,
          'Osei: They are,',
          'Osei: and the crews say that they will stay there until the guild has an answer.',
        ),
      ),
    ).toBe('t1 t2 - t3 t4 t5');
  });
  test('the first part of a turn that was split around another', () => {
    expect(
      aligned(
        TALK,
        edited(
          2,
          'Osei: They are, and the crews say',
          'Cole: Mm.',
          'Osei: that they will stay there until the guild has an answer.',
        ),
      ),
    ).toBe('t1 t2 - - t3 t4 t5');
  });
  test('the first of turns that were merged', () => {
    expect(
      aligned(
        edited(
          2,
          'Osei: They are,',
          'Osei: and the crews say that they will stay there',
          'Osei: until the guild has an answer.',
        ),
        TALK,
      ),
    ).toBe('t1 t2 t5 t6 t7 | t3 in t2, t4 in t2');
  });
  test('the first of turns that were merged over one that was removed', () => {
    expect(
      aligned(
        edited(
          2,
          'Osei: They are, and the crews say',
          'Cole: Mm.',
          'Osei: that they will stay there until the guild has an answer.',
        ),
        TALK,
      ),
    ).toBe('t1 t2 t5 t6 t7 | t3 removed, t4 in t2');
  });
  test('a long turn whose speaker was corrected', () => {
    expect(
      aligned(
        TALK,
        edited(
          2,
          'Petrenko: They are, and the crews say that they will stay there until the guild has an answer.',
        ),
      ),
    ).toBe('t1 t2 t3 t4 t5');
  });
  test('every turn of a speaker who was given another id', () => {
    const long =
      TALK +
      TALK.replaceAll('vote', 'count of votes').replaceAll('crews', 'deckhands') +
      'Osei: And that is all there is to say from the harbour, where it rains.';
    expect(aligned(long, long.replaceAll('Osei', 'lee-osei'))).toBe(
      't1 t2 t3 t4 t5 t6 t7 t8 t9 t10 t11',
    );
  });
  test('scripts without spaces', () => {
    expect(
      aligned(
        '田中: 渡し船はまだ港に止まっています。乗組員は待っています。\n佐藤: はい。',
        '田中: 渡し船はまだ港に止まっています。\n田中: 乗組員は待っています。\n佐藤: はい。',
      ),
    ).toBe('t1 - t2');
  });
  test('turns without a letter', () => {
    expect(aligned('Cole: …\nOsei: ?\nCole: !', 'Cole: …\nCole: !')).toBe('t1 t3 | t2 removed');
  });
});

describe('what is left to the editor', () => {
  test('a short turn under another speaker', () => {
    expect(aligned(TALK, edited(3, 'Petrenko: Right.'))).toBe('t1 t2 - t4 t5 | t3 relabelled? 3');
  });
  test('a turn that says something else altogether', () => {
    expect(aligned(TALK, edited(4, 'Osei: Nobody knows; it rains.'))).toBe(
      't1 t2 t3 - t5 | t4 replaced? 4',
    );
  });
  test('a turn that was moved', () => {
    const lines = TALK.trim().split('\n');
    const moved = [lines[0], lines[3], lines[1], lines[2], lines[4]].join('\n');
    expect(aligned(TALK, moved)).toBe('t1 - t2 t3 t5 | t4 moved? 2');
  });
  test('not a turn for which only other speakers are left', () => {
    expect(
      aligned(TALK, edited(4, 'Petrenko: It is cold at sea in winter, and the boats are old.')),
    ).toBe('t1 t2 t3 - t5 | t4 removed');
  });
  test('the first part of a split whose speaker changed', () => {
    expect(
      aligned(
        TALK,
        edited(
          2,
          'Petrenko: They are, and the crews say that they',
          'Osei: will stay there until the guild has an answer.',
        ),
      ),
    ).toBe('t1 - - t3 t4 t5 | t2 relabelled? 2 3');
  });
});

describe('what an editor decided', () => {
  test('an id fixed by hand, in or out of order', () => {
    expect(aligned(TALK, TALK, { fixed: new Map([[4, 't3']]) })).toBe('t1 t2 - t4 t3 | t5 removed');
  });
  test('an id that the record does not know', () => {
    expect(aligned(TALK, TALK, { fixed: new Map([[2, 't40']]) })).toBe(
      't1 t2 t40 t4 t5 | t3 removed',
    );
  });
  test('an id that is removed though its words still stand', () => {
    expect(aligned(TALK, TALK, { removed: new Set(['t4']) })).toBe('t1 t2 t3 - t5 | t4 removed');
  });
  test('a summary replaced by the verbatim text, speaker by speaker', () => {
    const summary =
      'Cole: She opens the program.\nOsei: He reports on the strike.\nCole: She thanks him.';
    const verbatim =
      'Cole: Good morning, and welcome.\nOsei: Nothing sails today.\nCole: Lee Osei there.';
    expect(aligned(summary, verbatim)).toBe(
      '- - - | t1 replaced? 1 3, t2 replaced? 2, t3 replaced? 3 1',
    );
    expect(aligned(summary, verbatim, { rewritten: true })).toBe('t1 t2 t3');
    expect(aligned(summary, `${verbatim}\nOsei: Bye.`, { rewritten: true })).toBe(
      '- - - - | t1 replaced? 1 3, t2 replaced? 2 4, t3 replaced? 3 1',
    );
  });
});

describe('large transcripts', { timeout: 60_000 }, () => {
  const numbered = (speakers: string[], texts: string[]): RecordedTurn[] =>
    texts.map((text, index) => ({
      id: `t${index + 1}`,
      speaker: speakers[index % speakers.length] ?? '',
      text,
    }));
  const { recorded } = editedConversation(3, 5000, 0);
  const withIds = recorded.map((turn, index) => ({ ...turn, id: `t${index + 1}` }));
  const unsureOf = (alignment: TurnAlignment): number =>
    alignment.gone.filter(({ fate }) => fate === 'unsure').length;

  test('of nothing but one short word by two speakers', () => {
    const all = Array.from({ length: 2000 }, () => 'Right.');
    const before = numbered(['Cole', 'Osei'], all);
    const { ids, gone } = alignTurns(before, before.toSpliced(1000, 2).toSpliced(300, 2));
    expect(ids.filter((id) => id === null)).toEqual([]);
    expect(gone.map(({ fate }) => fate)).toEqual(['removed', 'removed', 'removed', 'removed']);
  });

  test('with a word changed in every turn', () => {
    const changed = recorded.map(({ speaker, text }) => ({ speaker, text: `Well ${text}` }));
    const { ids } = alignTurns(withIds, changed);
    const long = withIds.filter(({ text }) => text.split(' ').length > 4).map(({ id }) => id);
    expect(long.filter((id) => !ids.includes(id))).toEqual([]);
    ids.forEach((id, index) => {
      if (id !== null) expect(id).toBe(`t${index + 1}`);
    });
  });

  test('replaced altogether are left to the editor', () => {
    const { recorded: other } = editedConversation(4, 5000, 0);
    const same = other.map(({ text }, index) => ({
      speaker: recorded[index]?.speaker ?? '',
      text: `${text} ${index} ${text}`,
    }));
    const alignment = alignTurns(withIds, same);
    expect(unsureOf(alignment)).toBeGreaterThan(4900);
    expect(alignTurns(withIds, same, { rewritten: true }).gone).toEqual([]);
  });

  test('backwards are left to the editor', () => {
    const long = withIds.filter(({ text }) => text.split(' ').length > 4);
    expect(unsureOf(alignTurns(long, long.toReversed()))).toBeGreaterThan(long.length - 10);
  });

  // With quadratic steps, one of sixteen thousand turns would take sixteen times as long as sixteen of a thousand. It is
  // processor time, so that what else the machine does counts for little.
  test('in a time that grows with their turns', () => {
    const timeOf = (turns: number, count: number): number => {
      const edited = editedConversation(5, turns, 20);
      const before = edited.recorded.map((turn, index) => ({ ...turn, id: `t${index + 1}` }));
      const times = Array.from({ length: 5 }, () => {
        const start = process.cpuUsage();
        for (let done = 0; done < count; done += 1) alignTurns(before, edited.current);
        return process.cpuUsage(start).user;
      });
      return Math.min(...times);
    };
    timeOf(1000, 16);
    expect(timeOf(16000, 1) / timeOf(1000, 16)).toBeLessThan(8);
  });
});

test('permalinks stay true through random edit histories', { timeout: 120_000 }, () => {
  const tally = newTally();
  for (let seed = 1; seed <= 120; seed += 1) playHistory(seed, tally);
  expect(tally).toMatchObject({ histories: 120, onOtherSpeaker: 0, lost: 0 });
  expect(tally.right / (tally.ids - tally.left), tally.examples.join('\n')).toBeGreaterThan(0.995);
  expect(tally.left / tally.ids).toBeLessThan(0.01);
  expect(tally.ids).toBeGreaterThan(100_000);
  // Asking would be no help if the true turn were not among those offered.
  expect(tally.leftWithHomeAmongCandidates / tally.leftWithHome).toBeGreaterThan(0.95);
  expect(Object.keys(tally.edits)).toHaveLength(11);
});

test('every id is accounted for once, and none is on another speaker’s short turn, whatever the turns', () => {
  const turn = fc.record({
    speaker: fc.constantFrom('Cole', 'Osei'),
    text: fc.oneof(
      fc.constantFrom('Right.', 'Thanks.', '', '…', 'はい。'),
      fc
        .array(fc.constantFrom('the', 'ferry', 'is', 'late', 'today'), { maxLength: 9 })
        .map((words) => words.join(' ')),
    ),
  });
  const turns = fc.array(turn, { maxLength: 12 });
  fc.assert(
    fc.property(turns, turns, fc.boolean(), (before, current, rewritten) => {
      const recorded = before.map((other, index) => ({ ...other, id: `t${index + 1}` }));
      const alignment = alignTurns(recorded, current, { rewritten });
      expect(alignTurns(recorded, current, { rewritten })).toEqual(alignment);
      const { ids, gone } = alignment;
      expect(ids).toHaveLength(current.length);
      const kept = ids.filter((id) => id !== null);
      const all = [...kept, ...gone.map(({ id }) => id)];
      expect(all.toSorted()).toEqual(recorded.map(({ id }) => id).toSorted());
      const order = (id: string): number => Number(id.slice(1));
      expect(kept).toEqual(kept.toSorted((a, b) => order(a) - order(b)));
      for (const fate of gone) {
        if (fate.fate === 'merged') expect(kept).toContain(fate.into);
        if (fate.fate !== 'unsure') continue;
        for (const place of fate.candidates) expect(ids[place]).toBeNull();
        expect(fate.candidates.length).toBeGreaterThan(0);
      }
      ids.forEach((id, place) => {
        const was = recorded.find((other) => other.id === id);
        if (was && was.text.split(' ').length < 5)
          expect(was.speaker).toBe(current[place]?.speaker);
      });
    }),
    { numRuns: 2000 },
  );
});

test('what an editor decided stands, whatever the turns', () => {
  const turn = fc.record({
    speaker: fc.constantFrom('Cole', 'Osei'),
    text: fc.constantFrom('Right.', 'Thanks.', 'The ferry is late again today.', 'It rains.'),
  });
  const turns = fc.array(turn, { minLength: 1, maxLength: 8 });
  const decision = fc.record({ place: fc.nat(7), id: fc.nat(9) });
  fc.assert(
    fc.property(
      turns,
      turns,
      fc.uniqueArray(decision, { maxLength: 4, selector: ({ id }) => id }),
      fc.uniqueArray(fc.nat(9), { maxLength: 3 }),
      (before, current, decisions, gone) => {
        const recorded = before.map((other, index) => ({ ...other, id: `t${index}` }));
        const fixed = new Map(
          decisions.map(({ place, id }) => [place % current.length, `t${id}`] as const),
        );
        const removed = new Set(gone.map((id) => `t${id}`));
        const alignment = alignTurns(recorded, current, { fixed, removed });
        for (const [place, id] of fixed) expect(alignment.ids[place]).toBe(id);
        const fixedIds = new Set<string>(fixed.values());
        const kept = alignment.ids.filter((id) => id !== null);
        expect(new Set(kept).size).toBe(kept.length);
        for (const { id } of recorded) {
          const fate = alignment.gone.find((other) => other.id === id);
          expect(kept.includes(id)).toBe(fate === undefined);
          if (removed.has(id) && !fixedIds.has(id)) expect(fate).toEqual({ id, fate: 'removed' });
        }
      },
    ),
    { numRuns: 1000 },
  );
});
