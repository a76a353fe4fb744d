import fc from 'fast-check';
import type { PhrasingContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { describeContent, inlineContent } from '../../src/transcript/content.ts';
import { isStandAloneDirection } from '../../src/transcript/direction.ts';
import { inferRelays } from '../../src/transcript/infer-relays.ts';
import type { Person, Speaker, Transcript, Turn, TurnBlock } from '../../src/transcript/model.ts';
import { parseTranscript } from '../../src/transcript/parse.ts';
import { positionalIds, resolveReferences } from '../../src/transcript/references.ts';
import { writeTranscript } from '../../src/transcript/write.ts';

describe('writing Transcript Markdown', { timeout: 60_000 }, () => {
  it('is read back as the same transcript, whatever people say', () => {
    fc.assert(
      fc.property(anyTranscript(), (transcript) => {
        const markdown = writeTranscript(transcript);
        expect(readBack(markdown), markdown).toEqual(withoutPlaces(transcript));
      }),
      { numRuns: 400 },
    );
  });

  it('leaves words as they are where Markdown would not take them for markup', () => {
    const said =
      'It is 3:16, re:invent, 2025. That costs $5 & more - a_b, 2 * 3, <b>, "so", [is an] end.';
    const markdown = writeTranscript(transcriptOf([turnOf(1, 'ana-ruiz', [[said]])]));
    expect(markdown).toContain(`**Ana Ruiz:** ${said}\n`);
  });

  it.each<[string, PhrasingContent[]]>([
    [
      'a direction',
      [
        { type: 'text', value: '<https://a.example' },
        { type: 'direction', children: [{ type: 'text', value: '(LAUGHTER)' }] },
        { type: 'text', value: '> he said' },
      ],
    ],
    [
      'emphasis',
      [
        { type: 'text', value: 'Write to <ana' },
        { type: 'emphasis', children: [{ type: 'text', value: 'or' }] },
        { type: 'text', value: '@a.example>' },
      ],
    ],
    [
      'the end of emphasis',
      [
        { type: 'emphasis', children: [{ type: 'text', value: 'Write to <ana' }] },
        { type: 'text', value: '@a.example>' },
      ],
    ],
  ])('takes no address that goes on behind %s for a link', (_, children) => {
    const content: TurnBlock[] = [{ type: 'paragraph', children }];
    const { text } = describeContent(content);
    const transcript = transcriptOf([{ ...turnOf(1, 'ana-ruiz', [['']]), content, text }]);
    const markdown = writeTranscript(transcript);
    expect(readBack(markdown), markdown).toEqual(withoutPlaces(transcript));
  });

  it('names a relay as the editor would', () => {
    const clip = turnOf(1, 'lee-osei', [['(Speaking Ukrainian)']]);
    const relay = turnOf(2, 'ana-ruiz', [['She says no.']]);
    const transcript = transcriptOf([clip, relay]);
    inferRelays(transcript);
    const markdown = writeTranscript(transcript);
    expect(markdown).toContain('**Lee Osei:** :lang[(Speaking Ukrainian)]{uk relayed=next}\n');
    expect(markdown).toContain('inferred: [ turns.t1.relayed ]\n');
  });

  it('puts the speaker in brackets where no label is printed', () => {
    const turn = { ...turnOf(1, 'ana-ruiz', [['Hello.']]), label: '' };
    const transcript = { ...transcriptOf([turn]), inferred: ['turns.t1.speaker'] };
    expect(writeTranscript(transcript)).toContain('**[Ana Ruiz]:** Hello.\n');
    expect(readBack(writeTranscript(transcript))).toEqual(withoutPlaces(transcript));
  });

  it('adds nothing to a quotation in which a character of another kind parts lines', () => {
    const turn = turnOf(1, 'ana-ruiz', [['Hello.'], ['One  \u2028two.']]);
    const [first, second] = turn.content;
    if (!first || second?.type !== 'paragraph') throw new Error('A paragraph is missing.');
    turn.content = [first, { type: 'blockquote', children: [second] }];
    const transcript = transcriptOf([turn]);
    const markdown = writeTranscript(transcript);
    expect(markdown).toContain('\n> One  \u2028two.\n');
    expect(readBack(markdown)).toEqual(withoutPlaces(transcript));
  });

  it('writes a stretch of time that is read back', () => {
    const turn = { ...turnOf(1, 'ana-ruiz', [['Hello.']]), start: 4, end: 3725.25 };
    const markdown = writeTranscript(transcriptOf([turn]));
    expect(markdown).toContain('**Ana Ruiz:** [00:04–1:02:05.250] Hello.\n');
  });
});

function readBack(markdown: string) {
  const { transcript, references, problems } = parseTranscript(markdown, {
    file: 'a.md',
    people: PEOPLE,
  });
  const errors = problems.filter(({ severity }) => severity === 'error');
  expect(errors, markdown).toEqual([]);
  if (!transcript) throw new Error('Nothing was read.');
  resolveReferences(transcript, references, positionalIds(transcript.turns), (_, __, message) => {
    throw new Error(message);
  });
  return withoutPlaces(transcript);
}

const withoutPlaces = (transcript: Transcript) => ({
  ...transcript,
  turns: transcript.turns.map((turn) => ({ ...turn, place: null })),
});

/** Words made mostly of what Markdown could trip over. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'*_[]():&<>!\\#`~-+.|=^{}'.split('')),
      fc.constantFrom(
        ' ',
        ' ',
        'a',
        'Ana',
        'й',
        '1',
        '**',
        '](',
        ':lang[',
        '&amp;',
        '[^1]',
        '<a:b>',
      ),
      fc.constantFrom('(LAUGHTER)', '(Speaking Ukrainian)', 'https://a.example', '  ', '—', '“'),
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((parts) => `${parts.join('').trim()}e`)
  // A time or a label that is escaped still reads as one.
  .filter((text) => text.trim() === text);

const markedUp: fc.Arbitrary<PhrasingContent[]> = fc
  .tuple(words, fc.constantFrom(0, 1, 2, 3))
  .map(([text, kind]): PhrasingContent[] => {
    const spoken = inlineContent(text, 'en');
    const inner: PhrasingContent[] = [{ type: 'text', value: 'inner words' }];
    const before: PhrasingContent[] = [...spoken.slice(0, -1), ...endWithSpace(spoken.at(-1))];
    const after: PhrasingContent = { type: 'text', value: ' and on.' };
    if (kind === 0) return spoken;
    if (kind === 1) return [...before, { type: 'emphasis', children: inner }, after];
    if (kind === 2) return [...before, { type: 'strong', children: inner }, after];
    return [
      ...before,
      { type: 'link', url: 'https://a.example/b?c=d&e', title: null, children: inner },
      after,
    ];
  });

function endWithSpace(node: PhrasingContent | undefined): PhrasingContent[] {
  if (node?.type !== 'text') return node ? [node, { type: 'text', value: ' ' }] : [];
  return [{ type: 'text', value: `${node.value} ` }];
}

function anyTranscript(): fc.Arbitrary<Transcript> {
  const block = markedUp.map((children): TurnBlock => ({ type: 'paragraph', children }));
  const later = block.filter(
    (paragraph) => !isStandAloneDirection(describeContent([paragraph]).text, 'en'),
  );
  const quote = later.map((paragraph): TurnBlock => ({
    type: 'blockquote',
    children: paragraph.type === 'paragraph' ? [paragraph] : [],
  }));
  const turn = fc.record({
    speaker: fc.constantFrom(...SPEAKERS),
    content: fc
      .tuple(block, fc.array(fc.oneof(later, later, quote), { maxLength: 2 }))
      .map(([first, rest]) => [first, ...rest]),
    times: fc.option(fc.tuple(fc.nat(50), fc.nat(9))),
    chapter: fc.option(words, { freq: 4 }),
    direction: fc.constantFrom(null, null, '(SOUNDBITE OF BELL *AND* HORN)'),
    note: fc.option(words, { freq: 4 }),
  });
  return fc
    .tuple(
      fc.array(turn, { minLength: 1, maxLength: 5 }),
      words,
      fc.option(words),
      fc.constantFrom('verbatim', 'summary'),
      fc.constantFrom('published', 'draft'),
    )
    .map(([turns, title, notice, record, status]) => {
      const transcript = transcriptOf([]);
      Object.assign(transcript, { title, description: notice, record, status });
      if (notice !== null) {
        transcript.rights = {
          holder: title,
          notice: `${notice}\n\n${title}`,
          license: null,
          original: null,
        };
        transcript.corrections = [
          {
            date: '2026-03',
            kind: 'note',
            turns: ['t1'],
            said: title,
            correct: null,
            note: notice,
          },
        ];
      }
      for (const [index, drawn] of turns.entries()) addTurn(transcript, index, drawn);
      inferRelays(transcript);
      return transcript;
    });
}

function addTurn(
  transcript: Transcript,
  index: number,
  drawn: {
    speaker: Speaker;
    content: TurnBlock[];
    times: [number, number] | null;
    chapter: string | null;
    direction: string | null;
    note: string | null;
  },
) {
  const { speaker, times, chapter, direction, note } = drawn;
  const content = structuredClone(drawn.content);
  const n = index + 1;
  if (chapter !== null) transcript.chapters.push({ before: n, title: chapter });
  const last = content.at(-1);
  if (note !== null && last?.type === 'paragraph') {
    last.children = [...last.children, { type: 'footnoteReference', identifier: String(n) }];
  }
  const { text, segments, marks } = describeContent(content);
  const noteContent: TurnBlock[] = [
    { type: 'paragraph', children: inlineContent(note ?? '', 'en') },
  ];
  transcript.turns.push({
    ...turnOf(n, speaker.id, []),
    label: speaker.name,
    start: times ? index * 100 + times[0] : null,
    end: times && times[1] > 0 ? index * 100 + times[0] + times[1] : null,
    content,
    text,
    segments,
    notes: marks.map(({ offset }) => ({ text: note ?? '', offset, content: noteContent })),
  });
  if (direction === null) return;
  transcript.directions.push({
    after: n,
    text: direction,
    block: Math.max(1, content.length - 1),
    chapter: transcript.chapters.length,
  });
}

function turnOf(n: number, speaker: string, paragraphs: [string][]): Turn {
  const content = paragraphs.map(([text]): TurnBlock => ({
    type: 'paragraph',
    children: inlineContent(text, 'en'),
  }));
  const { text, segments } = describeContent(content);
  const label = SPEAKERS.find(({ id }) => id === speaker)?.name ?? '';
  const place = { line: 1, column: 1 };
  const times = { start: null, end: null };
  return { n, label, speaker, givenId: null, ...times, content, text, segments, notes: [], place };
}

const personNamed = (id: string, name: string): Person => ({
  id,
  name,
  sortName: name,
  pronunciation: null,
  affiliations: [],
  sameAs: [],
  note: null,
  private: false,
});

const PEOPLE = new Map([
  ['ana-ruiz', personNamed('ana-ruiz', 'Ana Ruiz')],
  ['lee-osei', personNamed('lee-osei', 'Lee Osei')],
]);

const SPEAKERS: Speaker[] = [
  ...[...PEOPLE.values()].map(({ id, name }) => ({
    id,
    name,
    shortName: name.split(' ')[1] ?? '',
    role: 'host',
    affiliation: null,
    labels: [],
    unnamed: false,
    private: false,
  })),
  {
    id: 'voice-1',
    name: 'Voice #1: *the* [first]',
    shortName: 'Voice #1: *the* [first]',
    role: 'voice',
    affiliation: null,
    labels: ['no', '2025'],
    unnamed: true,
    private: true,
  },
];

const transcriptOf = (turns: Turn[]): Transcript => ({
  title: 'Ice',
  description: null,
  about: null,
  date: '2026-03-02',
  recorded: null,
  published: null,
  updated: null,
  rebroadcastOf: null,
  aliases: [],
  translatedBy: null,
  program: null,
  language: 'en',
  record: 'verbatim',
  provenance: { kind: 'checked', by: 'Harbour Radio', on: '2026-03' },
  status: 'published',
  inferred: [],
  speakers: SPEAKERS,
  turns,
  directions: [],
  chapters: [],
  rights: null,
  source: { publisher: 'Harbour Radio', url: null, audio: null },
  corrections: [],
});
