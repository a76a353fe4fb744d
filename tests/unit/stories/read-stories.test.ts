import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Archive } from '../../../src/archive/model.ts';
import { readArchive } from '../../../src/archive/read.ts';
import { readStories } from '../../../src/stories/read-stories.ts';

const BOAT = '2026/the-night-boat';
let archive: Archive;
let folder = '';

beforeAll(async () => {
  archive = await readArchive({ content: 'content', drafts: false });
  folder = await mkdtemp(path.join(tmpdir(), 'stories-'));
  await mkdir(path.join(folder, 'stories'));
});
afterAll(() => rm(folder, { recursive: true }));

const HEAD = '---\ntitle: A story\ndate: 2026-03-09\nlanguage: en\n---\n\n';

async function read(body: string, head = HEAD) {
  await writeFile(path.join(folder, 'stories/a-story.mdx'), head + body);
  const { stories, problems } = readStories(folder, archive);
  return {
    stories,
    problems: problems.map(
      ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
    ),
  };
}
const quote = (of: string, words: string) => `<Quote of="${of}">${words}</Quote>`;

test('the shipped story quotes exactly', () => {
  expect(archive.problems.filter(({ file }) => file.includes('stories'))).toEqual([]);
  expect(archive.stories.map(({ id }) => id)).toEqual(['two-chairs']);
});

describe('a quote', () => {
  test.each([
    ['', 'An empty quote; expected the words that were said. Write them'],
    [
      '[…]',
      'A quote of nothing but “[…]”, which stands for words and is none; expected words that were said. Write some of them beside it',
    ],
  ])(
    'without words is told apart from one that leaves all of them out: “%s”',
    async (words, told) => {
      const { problems } = await read(`Two: ${quote(`${BOAT}#t26`, words)}`);
      expect(problems).toEqual([
        `7:6 error ${told}, or take the quote away. To show the whole turn, write <Turn of="2026/the-night-boat#t26" />.`,
      ]);
    },
  );

  it('with another capital is told how to write it', async () => {
    const { problems } = await read(`Two: ${quote(`${BOAT}#t26`, 'the flour is with the crews.')}`);
    expect(problems).toEqual([
      [
        '7:6 error The quote has other capitals than what Yusuf Haddad said in turn 26 of 2026/the-night-boat; expected the letters as they stand, or [brackets] around a first letter that is changed. Write “The” or “[t]he”.',
        '  said:    “The flour is with the crews.”',
        '  to mend: [-the-] {+The+} flour is with the crews',
        "  Yusuf Haddad's turn 26: /transcripts/2026/the-night-boat/#t26~69a5",
      ].join('\n'),
    ]);
  });

  test.each([
    ['of its own words', quote(`${BOAT}#t26`, 'I’m with the flour.')],
    [
      'with typewriter marks and emphasis',
      quote(
        `${BOAT}#t2`,
        "The *Dunlin* and the Sanderling are lying side by side […] There's a brazier",
      ),
    ],
    ['on lines of its own', `<Quote of="${BOAT}#t26">\n  I’m with the flour.\n</Quote>`],
    ['inside a sentence', `He was ${quote(`${BOAT}#t26`, '[w]ith the flour')}, he said.`],
    ['under a former address', quote('2026/second-engineer#t26', 'I’m with the flour.')],
  ])('%s is fine', async (_, body) => {
    const { problems, stories } = await read(body);
    expect(problems).toEqual([]);
    expect(stories[0]?.turns).toHaveLength(1);
  });

  it('with one word changed is refused with what was said, by whom and where', async () => {
    const { problems } = await read(
      `One.\n\nTwo: ${quote(`${BOAT}#t26`, 'I’m with the bread. The flour is with the crews.')}`,
    );
    expect(problems).toEqual([
      [
        '9:6 error The quote is not what Yusuf Haddad said in turn 26 of 2026/the-night-boat; expected the words as they stand, […] where some are left out, and [brackets] around what is put in. Correct it.',
        '  said:    “I’m with the flour. The flour is with the crews.”',
        '  to mend: I’m with the [-bread-]{+flour+}. The flour is with the crews',
        "  Yusuf Haddad's turn 26: /transcripts/2026/the-night-boat/#t26~69a5",
      ].join('\n'),
    ]);
  });

  test.each([
    [
      'stands elsewhere',
      quote(`${BOAT}#t25`, 'I’m with the flour'),
      /which is Lee Osei's\. Yusuf Haddad said them\. Name the turn .* of="2026\/the-night-boat#t26"/,
    ],
    [
      'is altered and stands elsewhere',
      quote(`${BOAT}#t25`, 'One engineer on the night crossing is safe and lawful'),
      /do not stand in turn 25 .*(?:Altered|Cut): .*said: .*turn 8/s,
    ],
    [
      'is cut',
      quote(`${BOAT}#t24`, 'The flour comes on the night boat. But after the clinic, bread.'),
      /leaves words out without a mark.*\{\+People/s,
    ],
    [
      'stands nowhere',
      quote(`${BOAT}#t25`, 'Lighthouse keepers painted everything crimson'),
      /Not found/,
    ],
    [
      'was changed since',
      quote(`${BOAT}#t10`, 'a fourteen-knot wind'),
      /until 2026-03-04.*before: {2}“a fourteen-knot wind”.*now: {5}“a forty-knot wind”.*of="2026\/the-night-boat#t10~1404"/s,
    ],
    [
      'is of a summary',
      quote('2025/zelenskyy-nato-bid#t2', 'accepted that'),
      /A summary can't be quoted as speech/,
    ],
    [
      'is of what stands for speech',
      quote(`${BOAT}#t5`, 'Speaking Ukrainian'),
      /no words in turn 5/,
    ],
    ['has no words', `<Quote of="${BOAT}#t5"></Quote>`, /no words|without words/],
    [
      'has an expression',
      quote(`${BOAT}#t26`, 'I’m with {"the flour"}'),
      /An expression, \{"the flour"\}, inside <Quote>/,
    ],
    [
      'has a component',
      quote(`${BOAT}#t26`, 'I’m <b>with</b>'),
      /Something other than words inside <Quote>/,
    ],
    ['names an unknown turn', quote(`${BOAT}#t99`, 'x'), /Unknown turn "t99".*t1 to t34/],
    [
      'names an unknown transcript',
      quote('2026/the-night-boot#t1', 'x'),
      /Unknown transcript.*Did you mean "2026\/the-night-boat"/,
    ],
    [
      'names an address',
      quote('https://transcripts.example/archive/transcripts/2026/the-night-boat/#t1', 'x'),
      /Unknown transcript "https:.*Did you mean "2026\/the-night-boat"/,
    ],
    ['names a removed transcript', quote('2026/tide-tables#t1', 'x'), /was removed on/],
    [
      'names no turn',
      quote(BOAT, 'x'),
      /Unreadable reference "2026\/the-night-boat"; expected a transcript and a turn/,
    ],
    ['names nothing', '<Quote>x</Quote>', /does not say of what/],
    ['names it with an expression', '<Quote of={1}>x</Quote>', /does not say of what/],
    ['is a range', quote(`${BOAT}#t1..t2`, 'x'), /Unreadable reference/],
  ])('is refused where it %s', async (_, body, expected) => {
    const { problems } = await read(body);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^7:\d+ error /);
    expect(problems[0]).toMatch(expected);
  });

  it('of former words is a warning where it names them', async () => {
    const { problems } = await read(quote(`${BOAT}#t10~1404`, 'a fourteen-knot wind'));
    expect(problems).toEqual([expect.stringMatching(/^7:1 warning Changed since/)]);
  });
});

test.each([
  ['says nothing', 'Nobody sails.', false],
  ['quotes wrongly', quote(`${BOAT}#t26`, 'I’m with the bread.'), false],
  ['names what is not there', `Nobody sails.\n\n<Turn of="${BOAT}#t99" />`, true],
  ['has an unknown component', '<Turnip />', true],
  ['says nothing of what', '<ConversationMap />', true],
  ['is unreadable', 'One {', true],
])(
  'a story that %s can be made into a page, or is told to be broken',
  async (_, body, isBroken) => {
    const { stories } = await read(body);
    expect(stories.map((story) => story.isBroken)).toEqual([isBroken]);
  },
);

test.each([
  [`<Exchange of="${BOAT}#t7..t4" />`, /runs backwards.*2026\/the-night-boat#t4\.\.t7/],
  [`<Exchange of="${BOAT}#t7" />`, /expected a transcript and two turns/],
  ['<ShareOfVoice of="2025/zelenskyy-nato-bid" />', /has no shares of speech/],
  [`<Qoute of="${BOAT}#t7" />`, /Unknown component <Qoute>.*Did you mean "Quote"/],
  ['<Quote of="x', /^9:1 error Unreadable MDX|^7:\d+ error Unreadable MDX/],
  ['{ not js', /error Unreadable MDX/],
])('%s is refused', async (body, expected) => {
  const { problems } = await read(body);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(expected);
});

test('all problems come at once, and front matter is checked', async () => {
  const body = `${quote(`${BOAT}#t99`, 'x')}\n\n${quote(`${BOAT}#t98`, 'x')}`;
  expect((await read(body)).problems).toHaveLength(2);
  expect((await read(body, '---\ntitle: A\n---\n')).problems).toHaveLength(4);
  expect((await read('No head.', '')).problems).toEqual([
    expect.stringContaining('No front matter'),
  ]);
});
