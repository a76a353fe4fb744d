import { expect, test } from 'vitest';
import { readingOf } from '../../../src/components/reading.ts';
import { voiceShares } from '../../../src/components/voice-shares.ts';
import { sourceOf } from '../citations/source.ts';

const SPEAKERS =
  'speakers:\n  - { id: dana-cole, role: host }\n  - { id: olha-petrenko, role: guest }';
const sharesIn = (body: string) => voiceShares(readingOf(sourceOf(SPEAKERS, body).transcript));

test('words count, and other languages by their time at the pace of the rest', () => {
  const { shares, otherSeconds, leftOut } = sharesIn(
    '**Cole:** [00:00] one two three four five six seven eight nine ten\n\n**Petrenko:** [00:10] (Speaking Ukrainian)\n\n**Cole:** [00:20] one two three four five six seven eight nine ten\n\n**Petrenko:** [00:30] yes',
  );
  expect(shares.map(({ member, words, turns }) => [member.speaker.id, words, turns])).toEqual([
    ['dana-cole', 20, 2],
    ['olha-petrenko', 1, 2],
  ]);
  expect([otherSeconds, leftOut]).toEqual([10, 0]);
  expect(shares[1]?.otherPercent).toBeCloseTo(100 * (10 / 31), 0);
  expect(shares.reduce((sum, one) => sum + one.ownPercent + one.otherPercent, 0)).toBeCloseTo(100);
});

test('other languages of unknown length are left out, and told', () => {
  const { shares, otherSeconds, leftOut } = sharesIn(
    '**Cole:** one two\n\n**Petrenko:** (Speaking Ukrainian)',
  );
  expect([otherSeconds, leftOut]).toEqual([0, 1]);
  expect(shares.map(({ ownPercent }) => ownPercent)).toEqual([100, 0]);
});
