import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importTranscript } from '../../../../src/cli/import-transcript.ts';
import { writeAkn } from '../../../../src/formats/akn.ts';
import { toJson } from '../../../../src/formats/json.ts';
import { writeTei } from '../../../../src/formats/tei.ts';
import type { Transcript, TurnBlock } from '../../../../src/transcript/model.ts';
import {
  ANA,
  anyTranscript,
  LEE,
  segmentOf,
  text,
  transcriptOf,
  turnOf,
  VOICE,
} from './any-transcript.ts';

const WRITERS = { akn: writeAkn, tei: writeTei };
const KINDS = ['akn', 'tei'] as const;

describe.each(KINDS)('%s', (kind) => {
  it('reads back what was written', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(anyTranscript(), (transcript) => {
        const xml = WRITERS[kind](transcript);
        const { transcript: read, problems, markdown } = readBack(xml);
        const errors = problems.filter(({ severity }) => severity === 'error');
        expect(errors, xml).toEqual([]);
        expect(markdown, xml).not.toBeNull();
        expect(read && carried(read), xml).toEqual(carried(transcript));
      }),
      { numRuns: 200 },
    );
  });

  it('gives speeches the ids of their turns, and relays refer to them', () => {
    const transcript = transcriptOf([
      turnOf(1, LEE, 'Lee Osei', [segmentOf('(Speaking Ukrainian)', 'uk', 'relayed')]),
      turnOf(2, ANA, 'Ana Ruiz', [text('She says no.')]),
    ]);
    for (const turn of transcript.turns) for (const segment of turn.segments) segment.relayedIn = 2;
    transcript.inferred = ['turns.t15a.relayed'];
    const turns = [
      { id: 't15a', url: 'https://a.example/a/#t15a' },
      { id: 't16', url: 'https://a.example/a/#t16' },
    ];
    const xml = WRITERS[kind](transcript, { id: '2026/a', url: 'https://a.example/a/', turns });
    expect(xml).toMatch(/(?:eId|xml:id)="t15a"/);
    expect(xml).toMatch(/(?:refersTo|corresp)="#t16"/);
    const { transcript: read } = readBack(xml);
    expect(read?.turns[0]?.segments[0]?.relayedIn).toBe(2);
    expect(read?.inferred).toEqual(['turns.t1.relayed']);
  });

  it('carries corrections, which name their turns by the ids that these have', () => {
    const transcript: Transcript = {
      ...transcriptOf([
        turnOf(1, ANA, 'Ana Ruiz', [text('The Deckhands’ Guild.')]),
        turnOf(2, LEE, 'Lee Osei', [text('Yes.')]),
      ]),
      corrections: [
        {
          date: '2026-03-04',
          kind: 'transcription',
          turns: ['t15a', 't16'],
          said: 'Dockers’ <Guild>',
          correct: 'Deckhands’ Guild',
          note: 'Heard again.\n\nTwice.',
        },
        { date: '2026-04', kind: 'note', turns: [], said: null, correct: null, note: 'So.' },
      ],
    };
    const turns = [
      { id: 't15a', url: 'https://a.example/a/#t15a' },
      { id: 't16', url: 'https://a.example/a/#t16' },
    ];
    const xml = WRITERS[kind](transcript, { id: '2026/a', url: 'https://a.example/a/', turns });
    expect(xml).toMatch(/(?:when|date)="2026-03-04"/);
    expect(xml).toMatch(/(?:target|href)="#t15a/);
    expect(xml).not.toContain('2026-04-01');
    const [first, second] = transcript.corrections;
    expect(readBack(xml).transcript?.corrections).toEqual([
      { ...first, turns: ['t1', 't2'] },
      second,
    ]);
  });

  it('names the program, with the id by which it comes back', () => {
    const transcript = {
      ...transcriptOf([turnOf(1, ANA, 'Ana Ruiz', [text('Hello.')])]),
      program: 'harbour-morning',
    };
    const xml = WRITERS[kind](transcript, undefined, 'Harbour <Morning>');
    expect(xml).toContain('Harbour &lt;Morning&gt;');
    expect(readBack(xml).transcript?.program).toBe('harbour-morning');
  });

  it('takes no correction from a document that somebody else wrote', () => {
    const transcript: Transcript = {
      ...transcriptOf([turnOf(1, ANA, 'Ana Ruiz', [text('Hello.')])]),
      corrections: [
        { date: '2026', kind: 'note', turns: [], said: null, correct: null, note: 'So.' },
      ],
    };
    const xml = WRITERS[kind](transcript).replaceAll(/turnstone/gi, 'other');
    expect(readBack(xml).transcript?.corrections).toEqual([]);
  });

  it('loses what it says that it loses, and nothing else', () => {
    const emphatic: TurnBlock = {
      type: 'paragraph',
      children: [{ type: 'emphasis', children: [text('Her own')] }, text(' words.')],
    };
    const turn = turnOf(1, ANA, 'Ana Ruiz', [
      text('Hello.'),
      { type: 'footnoteReference', identifier: '1', label: '1' },
    ]);
    turn.notes = [{ text: 'Her own words.', offset: 6, content: [emphatic] }];
    turn.content = [{ type: 'blockquote', children: turn.content.filter(isParagraph) }];
    const voice = { ...VOICE, affiliation: 'Quay watch' };
    const transcript: Transcript = {
      ...transcriptOf([turn, turnOf(2, voice, voice.name, [text('Yes.')])]),
      aliases: ['former'],
      speakers: [{ ...ANA, labels: ['AR'], private: true }, LEE, voice],
    };
    const { transcript: read } = readBack(WRITERS[kind](transcript));
    expect(read?.aliases).toEqual([]);
    expect(read?.speakers).toEqual([ANA, VOICE]);
    expect(read?.turns[0]?.content[0]?.type).toBe('paragraph');
    expect(read?.turns[0]?.notes.map(({ content }) => content)).toEqual([
      [{ type: 'paragraph', children: [text('Her own words.')] }],
    ]);
  });

  it.each(['\u0007', '\uFFFE', '\uD800'])('refuses what XML cannot hold: %j', (character) => {
    const transcript = transcriptOf([turnOf(1, ANA, 'Ana Ruiz', [text(`Ding${character}`)])]);
    expect(() => WRITERS[kind](transcript)).toThrow(
      /^U\+[0-9A-F]{4} in "Ding.*"; expected characters that XML 1.0 can hold\. Remove it from the transcript\.$/,
    );
  });
});

function readBack(xml: string) {
  const bytes = new TextEncoder().encode(xml);
  return importTranscript(
    bytes,
    'a.xml',
    {
      title: null,
      date: null,
      program: null,
      language: null,
      record: 'verbatim',
      draft: false,
      speakers: [],
      format: null,
    },
    new Map(),
  );
}

/** What both formats carry. */
function carried(transcript: Transcript) {
  const { description, about, status, speakers, directions } = transcript;
  const { recorded, published, updated, rebroadcastOf, translatedBy } = transcript;
  const spoken = new Set(transcript.turns.map(({ speaker }) => speaker));
  return {
    ...toJson(transcript),
    description,
    about,
    status,
    recorded,
    published,
    updated,
    rebroadcastOf,
    translatedBy,
    inferred: [...transcript.inferred].sort(),
    speakers: speakers
      .filter(({ id }) => spoken.has(id))
      .map(({ id, name, role, affiliation, unnamed }) => ({ id, name, role, affiliation, unnamed }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    directions: directions.map(({ after, text, block, chapter }) => ({
      after,
      text,
      block,
      chapter,
    })),
    segments: transcript.turns.map(({ segments }) => segments.map(({ relayedIn }) => relayedIn)),
  };
}

const isParagraph = (block: TurnBlock) => block.type === 'paragraph';
