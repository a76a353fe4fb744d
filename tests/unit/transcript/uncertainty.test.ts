import { expect, it } from 'vitest';
import { findUncertainties } from '../../../src/transcript/uncertainty.ts';
import { expectLinearTime } from '../linear-time.ts';

it.each([
  '(inaudible)',
  '(INAUDIBLE)',
  '[inaudible 00:12:03]',
  '(inaudible response from the floor)',
  '(unintelligible)',
  '[unclear]',
  '(two words indistinct)',
  '(Name unclear.)',
  '[audio gap]',
  '(audio drops out for a moment)',
  '(нерозбірливо)',
  '(мова нерозбірлива)',
  '[нрзб.]',
  '(нечутно)',
])('%s says that something could not be understood', (mark) => {
  const before = 'He said ';
  expect(findUncertainties(`${before}${mark} to us.`)).toEqual([
    { kind: 'inaudible', text: mark, offset: before.length },
  ]);
});

it.each(['(ph)', '(PH)', '(ph.)', '[phonetic]', '(sp?)', '(?)', '[??]', '(на слух)', '(фон.)'])(
  '%s says that a name was spelled by ear',
  (mark) => {
    expect(findUncertainties(`Captain Tarn ${mark} came.`)).toEqual([
      { kind: 'phonetic', text: mark, offset: 'Captain Tarn '.length },
    ]);
  },
);

it.each([
  'He was inaudible from the quay.',
  '(unclear whether he meant the ferry or the bridge)',
  '(It was inaudible, she said, from the quay.)',
  '(LAUGHTER)',
  '(Speaking Ukrainian)',
  '(the pH of the water)',
  '(PhD)',
  '()',
  '(inaudible',
  '(2026)',
])('%s says nothing of the kind', (text) => {
  expect(findUncertainties(text)).toEqual([]);
});

it('finds all of them, in their order', () => {
  const text = 'Tarn (ph) said [inaudible], and Orr (ph) said (нерозбірливо).';
  const found = findUncertainties(text);
  expect(found.map(({ text: mark }) => mark)).toEqual([
    '(ph)',
    '[inaudible]',
    '(ph)',
    '(нерозбірливо)',
  ]);
  for (const { text: mark, offset } of found) {
    expect(text.slice(offset, offset + mark.length)).toBe(mark);
  }
});

it('takes no longer per character over a hostile megabyte than over a short one', () => {
  for (const unit of ['(', '((inaudible', '(a ', '[(', '('.repeat(90)]) {
    expectLinearTime(
      (length) => findUncertainties(unit.repeat(Math.ceil(length / unit.length))),
      1_000_000,
      unit,
    );
  }
});
