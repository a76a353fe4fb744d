import fc from 'fast-check';
import type { Blockquote, Link, Paragraph, PhrasingContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { importTranscript } from '../../../../src/cli/import-transcript.ts';
import { writeAkn } from '../../../../src/formats/akn.ts';
import { toJson } from '../../../../src/formats/json.ts';
import { writeTei } from '../../../../src/formats/tei.ts';
import { describeContent } from '../../../../src/transcript/content.ts';
import type { Person, Transcript, TurnBlock } from '../../../../src/transcript/model.ts';
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

  it('carries block quotes, and the markup of turns and notes', () => {
    const quote = blockquote(
      paragraph(text('He wrote:')),
      blockquote(paragraph(emphasis('“No!”'), text(' he wrote.'))),
    );
    const turn = turnOf(1, ANA, 'Ana Ruiz', []);
    turn.content = [
      paragraph(text('It says: '), strong('no.'), { type: 'break' }, link('Read it', null)),
      quote,
      blockquote(paragraph(text('Another.'), NOTE_MARK)),
    ];
    turn.text = describeContent(turn.content).text;
    const note = [
      paragraph(emphasis('Her own'), text(' words, '), link('from here', null), text('.')),
      blockquote(paragraph(text('So '), segmentOf('ні', 'uk', 'original'), text('.'))),
    ];
    const { text: said } = describeContent(note);
    turn.notes = [{ text: said, offset: turn.text.length, content: note }];
    const { transcript: read, problems } = readBack(WRITERS[kind](transcriptOf([turn])));
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(read && outlines(read)).toEqual(outlines(transcriptOf([turn])));
  });

  it('says who is a private person, and of nobody else', () => {
    const transcript = {
      ...transcriptOf([
        turnOf(1, ANA, 'Ana Ruiz', [text('Hello.')]),
        turnOf(2, LEE, 'Lee Osei', [text('Hello.')]),
        turnOf(3, VOICE, VOICE.name, [text('Yes.')]),
      ]),
      speakers: [ANA, { ...LEE, private: true }, VOICE],
    };
    const xml = WRITERS[kind](transcript);
    expect(xml.match(/privatePerson|"privacy"/g)).toHaveLength(1);
    const { transcript: read, newPeople } = readBack(xml);
    expect(read?.speakers.map(({ private: isPrivate }) => isPrivate)).toEqual([false, true, true]);
    expect(newPeople.map(({ id, private: isPrivate }) => [id, isPrivate])).toEqual([
      ['ana-ruiz', false],
      ['lee-osei', true],
    ]);
  });

  it('tells where somebody is a private person whose file does not say so', () => {
    const transcript = {
      ...transcriptOf([turnOf(1, LEE, 'Lee Osei', [text('Hello.')])]),
      speakers: [{ ...LEE, private: true }],
    };
    const { id, name } = LEE;
    const known = { ...PERSON, id, name };
    const warnings = (person: Person) =>
      readBack(WRITERS[kind](transcript), [person]).problems.filter(({ message }) =>
        message.includes('private: true'),
      );
    expect(warnings(known)).toHaveLength(1);
    expect(warnings({ ...known, private: true })).toEqual([]);
  });

  it('loses what it says that it loses, and nothing else', () => {
    const turn = turnOf(1, ANA, 'Ana Ruiz', []);
    const both: PhrasingContent = { type: 'emphasis', children: [strong('both')] };
    turn.content = [
      paragraph(both, text(' '), emphasis('(all)'), text(' '), emphasis('a'), strong('b')),
      paragraph(link('here', 'A title'), text(' or '), { ...link('there', null), url: '../b/' }),
    ];
    turn.text = describeContent(turn.content).text;
    const voice = { ...VOICE, affiliation: 'Quay watch' };
    const transcript: Transcript = {
      ...transcriptOf([turn, turnOf(2, voice, voice.name, [text('Yes.')])]),
      aliases: ['former'],
      speakers: [{ ...ANA, labels: ['AR'] }, LEE, voice],
    };
    const { transcript: read } = readBack(WRITERS[kind](transcript));
    expect(read?.aliases).toEqual([]);
    expect(read?.speakers).toEqual([ANA, VOICE]);
    expect(read?.turns[0]?.text).toBe(turn.text);
    expect(read && outlines(read)[0]?.[0]).toBe(
      `<paragraph|<strong|both> (all) a<strong|b>><paragraph|<link=https://a.example/ ${kind === 'akn' ? 'A title' : 'null'}|here> or there>`,
    );
  });

  it.each(['\u0007', '\uFFFE', '\uD800'])('refuses what XML cannot hold: %j', (character) => {
    const transcript = transcriptOf([turnOf(1, ANA, 'Ana Ruiz', [text(`Ding${character}`)])]);
    expect(() => WRITERS[kind](transcript)).toThrow(
      /^U\+[0-9A-F]{4} in "Ding.*"; expected characters that XML 1.0 can hold\. Remove it from the transcript\.$/,
    );
  });
});

function readBack(xml: string, people: readonly Person[] = []) {
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
    new Map(people.map((person) => [person.id, person])),
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
      .map(({ id, name, role, affiliation, unnamed, private: isPrivate }) => {
        return { id, name, role, affiliation, unnamed, isPrivate };
      })
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    directions: directions.map(({ after, text, block, chapter }) => ({
      after,
      text,
      block,
      chapter,
    })),
    content: outlines(transcript),
    segments: transcript.turns.map(({ segments }) => segments.map(({ relayedIn }) => relayedIn)),
  };
}

const PERSON: Omit<Person, 'id' | 'name'> = {
  sortName: null,
  pronunciation: null,
  affiliations: [],
  sameAs: [],
  note: null,
  private: false,
};

const NOTE_MARK: PhrasingContent = { type: 'footnoteReference', identifier: '1', label: '1' };

const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children });
const blockquote = (...children: (Paragraph | Blockquote)[]): Blockquote => ({
  type: 'blockquote',
  children,
});
const emphasis = (value: string): PhrasingContent => ({
  type: 'emphasis',
  children: [text(value)],
});
const strong = (value: string): PhrasingContent => ({ type: 'strong', children: [text(value)] });
const link = (value: string, title: string | null): Link => ({
  type: 'link',
  url: 'https://a.example/',
  title,
  children: [text(value)],
});

/** The turns, each with its notes after it. */
const outlines = ({ turns }: Transcript): string[][] =>
  turns.map(({ content, notes }) => [
    outline(content),
    ...notes.map((note) => outline(note.content)),
  ]);

/** Blocks with their markup, whatever the marks of notes are called, and where one text ends and another begins. */
function outline(nodes: readonly (TurnBlock | PhrasingContent)[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.value;
      const inner = 'children' in node ? outline(node.children as PhrasingContent[]) : '';
      const facts = node.type === 'link' ? `=${node.url} ${node.title ?? 'null'}` : '';
      return `<${node.type}${facts}|${inner}>`;
    })
    .join('');
}
