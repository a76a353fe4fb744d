import fc from 'fast-check';
import type { PhrasingContent } from 'mdast';
import {
  describeContent,
  markParentheses,
  segmentNodes,
} from '../../../../src/transcript/content.ts';
import { isStandAloneDirection } from '../../../../src/transcript/direction.ts';
import { inferRelays } from '../../../../src/transcript/infer-relays.ts';
import type {
  Delivery,
  LanguageSegmentNode,
  Speaker,
  Transcript,
  Turn,
  TurnBlock,
} from '../../../../src/transcript/model.ts';

const PIECES = [
  ...'<>&"\'-–—;:,.!?()[]{}*_#`~|=+/\\@%'.split(''),
  ...[' ', ' ', ' ', '  ', '\u00A0', '\u200B', '\t'],
  ...['a', 'Ana', 'й', '1', 'е\u0301', '🚢', 'שלום', '船', '\uFFFD', '\u2028'],
  ...[']]>', '<!--', '-->', '<?x', '&amp;', '&#10;', '<p>', '</p>', '(LAUGHTER)', '[^1]', ':lang['],
];

/** Words that XML, white space and Markdown could trip over. */
const words = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 })
  .map((parts) => `e${parts.join('').trim()}e`);

/** Outside paragraphs a run of white space is one space. */
const line = words.map((value) => value.replace(/[ \t]+/g, ' '));

export const text = (value: string): PhrasingContent => ({ type: 'text', value });

export function segmentOf(
  value: string,
  language: string,
  delivery: Delivery,
): LanguageSegmentNode {
  return { type: 'languageSegment', language, delivery, children: [text(value)] };
}

const link = (value: string): PhrasingContent => ({
  type: 'link',
  url: 'https://a.example/?b=1&c=2',
  title: null,
  children: [text(value)],
});

const phrase: fc.Arbitrary<PhrasingContent[]> = fc.oneof(
  words.map((value) => [text(value)]),
  words.map((value): PhrasingContent[] => [
    text('so '),
    { type: 'emphasis', children: [text(value)] },
    text(' and'),
  ]),
  words.map((value): PhrasingContent[] => [
    text('a'),
    { type: 'strong', children: [text(value)] },
    text('b'),
  ]),
  words.map((value): PhrasingContent[] => [text(`${value} `), link(value), text('.')]),
  words.map((value): PhrasingContent[] => [text(value), { type: 'break' }, text(value)]),
  words.map((value): PhrasingContent[] => [
    text('He said, '),
    { type: 'emphasis', children: [text(`“${value}!”`)] },
    text(` (${value} `),
    { type: 'strong', children: [link(value)] },
    text(').'),
  ]),
  fc
    .tuple(
      words,
      fc.constantFrom('uk', 'und', 'zh-Hant'),
      fc.constantFrom<Delivery>(
        'untranscribed',
        'interpreted',
        'voice-over',
        'subtitled',
        'original',
        'relayed',
      ),
    )
    .map(([value, language, delivery]) => [
      text('He said '),
      segmentOf(value, language, delivery),
      text(' there'),
    ]),
);

const paragraph = phrase
  .map((children): TurnBlock => ({ type: 'paragraph', children: markParentheses(children, 'en') }))
  .filter((block) => !isStandAloneDirection(describeContent([block]).text, 'en'));

/** A block quote, which may have another one in it. */
const quotation = fc
  .tuple(fc.array(paragraph, { minLength: 1, maxLength: 2 }), fc.option(paragraph, { freq: 3 }))
  .map(([paragraphs, inner]): TurnBlock => {
    const quoted: TurnBlock[] = inner ? [{ type: 'blockquote', children: [inner] }] : [];
    return { type: 'blockquote', children: [...paragraphs, ...quoted] };
  });

const block = fc.oneof({ weight: 4, arbitrary: paragraph }, { weight: 1, arbitrary: quotation });

export const ANA = speakerOf('ana-ruiz', 'Ana Ruiz', 'host', null);
export const LEE = speakerOf('lee-osei', 'Lee Osei', 'guest', 'Chief engineer, “Deckhands” & Sons');
const ZOE = {
  ...speakerOf('zoe-van-der-berg', 'Zoë van der Berg', 'Lead witness', null),
  private: true,
};
const KIT = speakerOf('kit', 'Kit', null, 'A member <of> the board');
export const VOICE = {
  ...speakerOf('passenger-on-the-quay', 'Passenger on the quay', 'voice', null),
  shortName: 'Passenger on the quay',
  unnamed: true,
  private: true,
};

function speakerOf(
  id: string,
  name: string,
  role: string | null,
  affiliation: string | null,
): Speaker {
  const shortName = name.split(' ').at(-1) ?? name;
  return { id, name, shortName, role, affiliation, labels: [], unnamed: false, private: false };
}

const CAST: (readonly [Speaker, string[]])[] = [
  [ANA, ['ANA RUIZ, HOST', 'Ruiz', 'Ana Ruiz', '']],
  [LEE, ['Lee Osei', 'The <engineer> & friend', '']],
  [ZOE, ['WITNESS', 'Ms. van der Berg']],
  [KIT, ['Kit', 'KIT (on the phone)']],
  [VOICE, ['PASSENGER', 'Passenger on the quay', '']],
];

const anyDate = fc.constantFrom(
  null,
  '2026',
  '2026-03',
  '2026-03-02',
  '2026-03-02T07:40+02:00',
  '2026-03-02 07:40:00+0200',
  '2026-03-02T07:40:00Z',
);

/** A transcript in the cast's words, with whatever both formats carry. */
export function anyTranscript(): fc.Arbitrary<Transcript> {
  const turn = fc.record({
    who: fc
      .constantFrom(...CAST)
      .chain(([speaker, labels]) => fc.tuple(fc.constant(speaker), fc.constantFrom(...labels))),
    content: fc.array(block, { minLength: 1, maxLength: 3 }),
    times: fc.option(fc.tuple(fc.nat(50_000), fc.option(fc.nat(9000)))),
    chapters: fc.array(line, { maxLength: 2 }),
    direction: fc.option(line, { freq: 3 }),
    note: fc.option(fc.array(block, { minLength: 1, maxLength: 2 }), { freq: 3 }),
  });
  const facts = fc.record({
    title: line,
    description: fc.option(words),
    about: fc.option(words),
    date: anyDate,
    recorded: anyDate,
    published: anyDate,
    updated: anyDate,
    rebroadcastOf: fc.constantFrom(null, '2025/the-night-boat'),
    translatedBy: fc.option(words),
    program: fc.constantFrom(null, 'harbour-morning'),
    inferred: fc.subarray(['date', 'program', 'rights.holder', 'speakers.ana-ruiz.role']),
    corrections: fc.array(
      fc.record({
        date: anyDate.map((date) => date ?? '2026-03-09'),
        kind: fc.constantFrom('correction', 'transcription', 'clarification', 'update', 'note'),
        turns: fc.constantFrom<string[]>([], ['t1']),
        said: fc.option(words),
        correct: fc.option(words),
        note: fc.option(words),
      }),
      { maxLength: 2 },
    ),
    record: fc.constantFrom('verbatim', 'summary'),
    status: fc.constantFrom('published', 'draft', 'review'),
    rights: fc.option(
      fc.record({
        holder: fc.option(words),
        notice: fc.array(words, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('\n\n')),
        license: fc.option(words),
        original: fc.option(words),
      }),
    ),
    source: fc.option(
      fc.record({
        publisher: words,
        url: fc.constantFrom(null, 'https://a.example/?b&c=<'),
        audio: fc.constantFrom(null, 'https://a.example/b.mp3'),
      }),
    ),
    provenance: fc.option(
      fc.record({
        kind: fc.constantFrom('rush', 'checked'),
        by: fc.option(words),
        on: fc.constantFrom(null, '2026-03'),
      }),
    ),
  });
  return fc.tuple(facts, fc.array(turn, { minLength: 1, maxLength: 5 })).map(([stated, turns]) => {
    const transcript: Transcript = {
      ...transcriptOf([]),
      ...(stated as Partial<Transcript>),
      inferred: [...stated.inferred],
    };
    for (const [index, drawn] of turns.entries()) {
      const [speaker, label] = drawn.who;
      const n = index + 1;
      for (const title of drawn.chapters) transcript.chapters.push({ before: n, title });
      const content = structuredClone(drawn.content);
      const noted = drawn.note && addNote(content, n, structuredClone(drawn.note));
      const made = { ...turnOf(n, speaker, label, []), ...contentOf(content) };
      if (noted)
        made.notes = [{ ...noted, offset: describeContent(content).marks[0]?.offset ?? 0 }];
      if (drawn.times) {
        const [start, length] = drawn.times;
        made.start = (index * 100_000 + start) / 1000;
        made.end = length === null ? null : (index * 100_000 + start + length) / 1000;
      }
      transcript.turns.push(made);
      if (label === '') transcript.inferred.push(`turns.t${String(n)}.speaker`);
      if (drawn.direction !== null) {
        transcript.directions.push({
          after: n,
          text: `(${drawn.direction.replace(/ ?[()[\]]/g, '')})`,
          block: content.length,
          chapter: transcript.chapters.length,
        });
      }
    }
    relaySome(transcript);
    inferRelays(transcript);
    return transcript;
  });
}

function addNote(content: TurnBlock[], n: number, note: TurnBlock[]): Turn['notes'][number] | null {
  const last = content.at(-1);
  const paragraph = last?.type === 'blockquote' ? last.children[0] : last;
  if (paragraph?.type !== 'paragraph') return null;
  paragraph.children.push({ type: 'footnoteReference', identifier: String(n), label: String(n) });
  return { text: describeContent(note).text, offset: 0, content: note };
}

/** A relayed segment names its turn wherever one follows. */
function relaySome({ turns }: Transcript): void {
  for (const turn of turns) {
    for (const [index] of segmentNodes(turn.content).entries()) {
      const segment = turn.segments[index];
      const next = turns[turn.n];
      if (segment?.delivery !== 'relayed' || !next || next.speaker === turn.speaker) continue;
      segment.relayedIn = next.n;
    }
  }
}

function contentOf(content: TurnBlock[]): Pick<Turn, 'content' | 'text' | 'segments'> {
  const { text: said, segments } = describeContent(content);
  return { content, text: said, segments };
}

export function turnOf(
  n: number,
  speaker: Speaker,
  label: string,
  children: PhrasingContent[],
): Turn {
  return {
    n,
    label,
    speaker: speaker.id,
    givenId: null,
    start: null,
    end: null,
    ...contentOf([{ type: 'paragraph', children }]),
    notes: [],
    place: { line: 1, column: 1 },
  };
}

export const transcriptOf = (turns: Turn[]): Transcript => ({
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
  provenance: null,
  status: 'published',
  inferred: [],
  speakers: [ANA, LEE, ZOE, KIT, VOICE],
  turns,
  directions: [],
  chapters: [],
  rights: null,
  source: null,
  corrections: [],
});
