import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordCount } from '../../../src/archive/word-counts.ts';
import { minutesToRead, readingOf } from '../../../src/components/reading.ts';
import { SPEAKERS, transcriptOf } from './transcript.ts';

test('turns, directions and chapters come in the order of the source', () => {
  const { parts } = readingOf(
    transcriptOf(
      SPEAKERS,
      [
        '(SOUNDBITE OF GULLS)',
        '**Cole:** One.',
        '(SOUNDBITE OF DOOR)',
        'Still one.',
        '(APPLAUSE)',
        '## Noon',
        '(SOUNDBITE OF BELL)',
        '**Petrenko:** Two.',
        '(LAUGHTER)',
      ].join('\n\n'),
    ),
  );
  const shown = parts.map((part) => {
    switch (part.kind) {
      case 'turn':
        return part.turn.id;
      case 'chapter':
        return part.chapter.title;
      case 'direction':
        return part.direction.text;
      case 'gone':
        return `gone: ${part.gone.id}`;
    }
  });
  expect(shown).toEqual([
    '(SOUNDBITE OF GULLS)',
    't1',
    '(APPLAUSE)',
    'Noon',
    '(SOUNDBITE OF BELL)',
    't2',
    '(LAUGHTER)',
  ]);
});

test('speakers stand in the order in which they first speak, each with colour, initials and turns', () => {
  const { cast } = readingOf(
    transcriptOf(SPEAKERS, '**Petrenko:** One.\n\n**Cole:** Two.\n\n**Petrenko:** Three.'),
  );
  expect(cast).toMatchObject([
    { speaker: { id: 'olha-petrenko' }, colour: 's1', initials: 'OP', turns: 2, firstTurn: 't1' },
    { speaker: { id: 'dana-cole' }, colour: 's2', initials: 'DC', turns: 1, firstTurn: 't2' },
  ]);
});

test('an unnamed voice has no page', () => {
  const { cast } = readingOf(
    transcriptOf(
      'speakers:\n  - { id: dana-cole }\n  - { id: voice, role: voice, name: Unnamed passenger, labels: [PASSENGER] }',
      '**Passenger:** One.\n\n**Cole:** Two.',
    ),
  );
  expect(cast.map(({ path }) => path)).toEqual([null, 'speakers/dana-cole/']);
});

test('notes are numbered through the page, with ids that hold when another turn gets one', () => {
  const { notes } = readingOf(
    transcriptOf(
      SPEAKERS,
      '**Cole:** One.[^a]\n\n**Petrenko:** Two.[^b] Three.[^c]\n\n[^a]: A.\n\n[^b]: B.\n\n[^c]: C.',
    ),
  );
  expect(notes.map(({ number, id, markId }) => [number, id, markId])).toEqual([
    [1, 'note-t1-1', 'mark-t1-1'],
    [2, 'note-t2-1', 'mark-t2-1'],
    [3, 'note-t2-2', 'mark-t2-2'],
  ]);
});

test('a text is at least one minute long, and Chinese counts by the character', () => {
  expect(minutesToRead(transcriptOf(SPEAKERS, '**Cole:** Thanks.'))).toBe(1);
  expect(minutesToRead(transcriptOf(SPEAKERS, `**Cole:** ${'a word '.repeat(345)}`))).toBe(3);
  expect(minutesToRead(transcriptOf(SPEAKERS, `**Cole:** ${'海上风大。'.repeat(230)}`))).toBe(4);
});

test('words between spaces are counted, whatever the alphabet', () => {
  const words = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', '7', ' ', '\n', '\u00A0', '—', 'Ї', '°', '²', '“', 'é', '𝒜')),
      (characters) => {
        const text = characters.join('');
        expect(wordCount(text), JSON.stringify(text)).toBe(words(text).length);
      },
    ),
  );
});
