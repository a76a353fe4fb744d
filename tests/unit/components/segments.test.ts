import { expect, test } from 'vitest';
import { readingOf } from '../../../src/components/reading.ts';
import { segmentFacts } from '../../../src/components/segments.ts';
import { en } from '../../../src/texts/en.ts';
import { uk } from '../../../src/texts/uk.ts';
import type { Texts } from '../../../src/texts/texts.ts';
import { SPEAKERS, transcriptOf } from './transcript.ts';

test('a relayed placeholder names its language, who paraphrases it and where that begins', () => {
  expect(told(':lang[(Speaking Ukrainian)]{uk relayed=next}\n\n**Cole:** Two chairs.')).toEqual([
    'Ukrainian. No transcription or translation. Cole paraphrases this from turn 2.',
  ]);
});

test('a relay that was concluded is marked', () => {
  expect(told('(Speaking Ukrainian)\n\n**Cole:** She’s saying two chairs.')).toEqual([
    'Ukrainian. No transcription or translation. Cole paraphrases this from turn 2. (inferred)',
  ]);
});

test('the same thing is told once', () => {
  expect(told('(Speaking Ukrainian) Yes. (Speaking Ukrainian)')).toEqual([
    'Ukrainian. No transcription or translation.',
  ]);
});

test('a language that nobody named is said to be unknown', () => {
  expect(told('(Speaking foreign language)')).toEqual([
    'Language not known. No transcription or translation.',
  ]);
});

test('Ukrainian opens with a capital, as a sentence does', () => {
  expect(told('(Through interpreter) Two chairs. :lang[Так]{uk}, yes.', uk).at(-1)).toBe(
    'Українська. Мовою оригіналу.',
  );
});

function told(words: string, texts: Texts = en): string[] {
  const transcript = transcriptOf(SPEAKERS, `**Petrenko:** ${words}`);
  const [turn] = transcript.turns;
  if (!turn) throw new Error('No turn.');
  return segmentFacts(turn.segments, turn, readingOf(transcript), texts).map(
    ({ language, delivery, relay }) => {
      const relayed = relay ? ` ${relay.text.before}${relay.text.link}${relay.text.after}` : '';
      return `${language}. ${delivery}${relayed}${relay?.isInferred ? ' (inferred)' : ''}`;
    },
  );
}
