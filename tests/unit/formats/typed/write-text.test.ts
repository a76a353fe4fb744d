import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importTranscript } from '../../../../src/cli/import-transcript.ts';
import { labelledText, writeText } from '../../../../src/formats/labelled-text.ts';
import type { Transcript } from '../../../../src/transcript/model.ts';
import { parseTranscript } from '../../../../src/transcript/parse.ts';
import { OPTIONS } from './imported.ts';

describe('plain text', () => {
  it('has title, date, labels, directions, chapters, notes and rights', () => {
    expect(writeText(transcriptOf(SOURCE))).toBe(
      `Ice on the lake
2026-02-03

(SOUNDBITE OF ICE)

ANA RUIZ, HOST: The ice is back.

It creaks.

## At the pier

Lee Osei: I can hear it.

[Note to turn 2: From the pier.]

Copyright 2026 Lake Radio.
`,
    );
  });

  it('reads back as the same turns, directions, chapters, title, date and rights', () => {
    const word = fc.constantFrom(
      'ice',
      'lake',
      'we',
      'heard',
      'пірс',
      'NATO',
      '3:16',
      'Ana',
      '(so)',
    );
    const paragraph = fc
      .array(word, { minLength: 1, maxLength: 8 })
      .map((words) => `So ${words.join(' ')}.`);
    const turn = fc.record({
      label: fc.constantFrom('Ana Ruiz', 'LEE OSEI, BYLINE', 'Dr. Olha de la Cruz'),
      paragraphs: fc.array(paragraph, { minLength: 1, maxLength: 3 }),
      direction: fc.constantFrom('', '', '(APPLAUSE)', '(SOUNDBITE OF ICE)'),
      chapter: fc.constantFrom('', '', 'At the pier'),
    });
    fc.assert(
      fc.property(fc.array(turn, { minLength: 2, maxLength: 8 }), (turns) => {
        const body = turns.flatMap(({ label, paragraphs, direction, chapter }) => [
          ...(chapter ? [`## ${chapter}`] : []),
          `**${label}:** ${paragraphs.join('\n\n')}`,
          ...(direction ? [direction] : []),
        ]);
        const written = transcriptOf(`${FRONT_MATTER}\n${body.join('\n\n')}\n`);
        const bytes = new TextEncoder().encode(writeText(written));
        const { transcript, problems } = importTranscript(bytes, 'a.txt', AS_TEXT, new Map());

        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(carried(transcript)).toEqual(carried(written));
      }),
      { numRuns: 100 },
    );
  });

  it('brings notes back as directions', () => {
    const bytes = new TextEncoder().encode(writeText(transcriptOf(SOURCE)));
    const { transcript } = importTranscript(bytes, 'a.txt', AS_TEXT, new Map());

    expect(transcript?.turns.map(({ notes }) => notes)).toEqual([[], []]);
    expect(transcript?.directions.at(-1)?.text).toBe('[Note to turn 2: From the pier.]');
  });
});

/** Where all labels are in capitals, broadcast text is told first. */
const AS_TEXT = { ...OPTIONS, format: labelledText };

/** What plain text carries. */
const carried = (transcript: Transcript | null) =>
  transcript && {
    title: transcript.title,
    date: transcript.date,
    turns: transcript.turns.map(({ label, text }) => ({ label, text })),
    directions: transcript.directions,
    chapters: transcript.chapters,
    notice: transcript.rights?.notice,
  };

function transcriptOf(source: string): Transcript {
  const people = new Map(
    [
      ['ana-ruiz', 'Ana Ruiz'],
      ['lee-osei', 'Lee Osei'],
      ['olha-de-la-cruz', 'Olha de la Cruz'],
    ].map(([id = '', name = '']) => [
      id,
      {
        id,
        name,
        sortName: name,
        pronunciation: null,
        affiliations: [],
        sameAs: [],
        note: null,
        private: false,
      },
    ]),
  );
  const { transcript, problems } = parseTranscript(source, { file: 'a.md', people });
  if (!transcript) throw new Error(problems.map(({ message }) => message).join('\n'));
  return transcript;
}

const FRONT_MATTER = `---
title: Ice on the lake
date: 2026-02-03
language: en
speakers:
  - { id: ana-ruiz }
  - { id: lee-osei }
  - { id: olha-de-la-cruz, labels: [Dr. Olha de la Cruz] }
rights: { notice: Copyright 2026 Lake Radio. }
---
`;

const SOURCE = `${FRONT_MATTER}
(SOUNDBITE OF ICE)

**ANA RUIZ, HOST:** The *ice* is back.

It creaks.

## At the pier

**Lee Osei:** [00:04] I can hear it.[^1]

[^1]: From the pier.
`;
