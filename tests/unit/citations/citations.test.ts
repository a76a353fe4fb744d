import { describe, expect, test } from 'vitest';
import { citationsOf, type Citation } from '../../../src/citations/citations.ts';
import type { CslItem } from '../../../src/citations/csl-item.ts';

// The expected entries are written by hand after the styles' own guidance for broadcasts and their transcripts.

const RECORD: CslItem = {
  id: 'night-boat',
  type: 'broadcast',
  title: 'The night boat stays tied up',
  publisher: 'Harbour Radio',
  contributor: [{ family: 'Petrenko', given: 'Olha' }],
  medium: 'Broadcast transcript',
  language: 'en',
  URL: 'https://transcripts.example/transcripts/night-boat/',
};
const PROGRAM = { 'container-title': 'Harbour Morning' };
const DATE = { issued: { 'date-parts': [[2026, 3, 2]] } };
const HOST = { host: [{ family: 'Cole', given: 'Dana' }] };
const ITEM: CslItem = { ...RECORD, ...PROGRAM, ...DATE, ...HOST };

const TURN: CslItem = {
  ...RECORD,
  ...PROGRAM,
  ...DATE,
  id: 'night-boat#t7',
  author: [{ family: 'Petrenko', given: 'Olha' }],
  medium: 'Broadcast transcript, turn 7',
  section: '7',
  URL: 'https://transcripts.example/transcripts/night-boat/#t7',
};

describe.each<[string, CslItem, Record<'apa' | 'mla' | 'chicago', string>]>([
  [
    'a transcript',
    ITEM,
    {
      apa: 'Cole, D. (Host). (2026, March 2). The night boat stays tied up [Broadcast transcript]. In *Harbour Morning*. Harbour Radio. https://transcripts.example/transcripts/night-boat/',
      mla: '“The Night Boat Stays Tied Up.” *Harbour Morning*, Broadcast transcript, Harbour Radio, 2 Mar. 2026, https://transcripts.example/transcripts/night-boat/.',
      chicago:
        '“The Night Boat Stays Tied Up.” Broadcast transcript. *Harbour Morning*. Harbour Radio, March 2, 2026. https://transcripts.example/transcripts/night-boat/.',
    },
  ],
  [
    'a turn',
    TURN,
    {
      apa: 'Petrenko, O. (2026, March 2). The night boat stays tied up [Broadcast transcript, turn 7]. In *Harbour Morning*. Harbour Radio. https://transcripts.example/transcripts/night-boat/#t7',
      mla: 'Petrenko, Olha. “The Night Boat Stays Tied Up.” *Harbour Morning*, Broadcast transcript, turn 7, Harbour Radio, 2 Mar. 2026, https://transcripts.example/transcripts/night-boat/#t7.',
      chicago:
        'Petrenko, Olha. “The Night Boat Stays Tied Up.” Broadcast transcript, turn 7. *Harbour Morning*. Harbour Radio, March 2, 2026. https://transcripts.example/transcripts/night-boat/#t7.',
    },
  ],
  [
    'an inferred date and program',
    { ...ITEM, 'container-title': '[Harbour Morning]', issued: { literal: '[2026-03-02]' } },
    {
      apa: 'Cole, D. (Host). ([2026, March 2]). The night boat stays tied up [Broadcast transcript]. In *[Harbour Morning]*. Harbour Radio. https://transcripts.example/transcripts/night-boat/',
      mla: '“The Night Boat Stays Tied Up.” *[Harbour Morning]*, Broadcast transcript, Harbour Radio, [2 Mar. 2026], https://transcripts.example/transcripts/night-boat/.',
      chicago:
        '“The Night Boat Stays Tied Up.” Broadcast transcript. *[Harbour Morning]*. Harbour Radio, [March 2, 2026]. https://transcripts.example/transcripts/night-boat/.',
    },
  ],
  [
    'an inferred month',
    { ...ITEM, issued: { literal: '[2026-03]' } },
    {
      apa: 'Cole, D. (Host). ([2026, March]). The night boat stays tied up [Broadcast transcript]. In *Harbour Morning*. Harbour Radio. https://transcripts.example/transcripts/night-boat/',
      mla: '“The Night Boat Stays Tied Up.” *Harbour Morning*, Broadcast transcript, Harbour Radio, [Mar. 2026], https://transcripts.example/transcripts/night-boat/.',
      chicago:
        '“The Night Boat Stays Tied Up.” Broadcast transcript. *Harbour Morning*. Harbour Radio, [March 2026]. https://transcripts.example/transcripts/night-boat/.',
    },
  ],
  [
    'an inferred speaker of a turn',
    { ...TURN, author: [{ literal: '[Petrenko, Olha]' }] },
    {
      apa: '[Petrenko, Olha]. (2026, March 2). The night boat stays tied up [Broadcast transcript, turn 7]. In *Harbour Morning*. Harbour Radio. https://transcripts.example/transcripts/night-boat/#t7',
      mla: '[Petrenko, Olha]. “The Night Boat Stays Tied Up.” *Harbour Morning*, Broadcast transcript, turn 7, Harbour Radio, 2 Mar. 2026, https://transcripts.example/transcripts/night-boat/#t7.',
      chicago:
        '[Petrenko, Olha]. “The Night Boat Stays Tied Up.” Broadcast transcript, turn 7. *Harbour Morning*. Harbour Radio, March 2, 2026. https://transcripts.example/transcripts/night-boat/#t7.',
    },
  ],
  [
    'two hosts',
    {
      ...ITEM,
      host: [
        { family: 'Cole', given: 'Dana' },
        { family: 'Osei', given: 'Lee' },
      ],
    },
    {
      apa: 'Cole, D., & Osei, L. (Hosts). (2026, March 2). The night boat stays tied up [Broadcast transcript]. In *Harbour Morning*. Harbour Radio. https://transcripts.example/transcripts/night-boat/',
      mla: '“The Night Boat Stays Tied Up.” *Harbour Morning*, Broadcast transcript, Harbour Radio, 2 Mar. 2026, https://transcripts.example/transcripts/night-boat/.',
      chicago:
        '“The Night Boat Stays Tied Up.” Broadcast transcript. *Harbour Morning*. Harbour Radio, March 2, 2026. https://transcripts.example/transcripts/night-boat/.',
    },
  ],
  [
    'a host whose name stays whole',
    { ...ITEM, host: [{ literal: 'Сухарко' }] },
    {
      apa: 'Сухарко (Host). (2026, March 2). The night boat stays tied up [Broadcast transcript]. In *Harbour Morning*. Harbour Radio. https://transcripts.example/transcripts/night-boat/',
      mla: '“The Night Boat Stays Tied Up.” *Harbour Morning*, Broadcast transcript, Harbour Radio, 2 Mar. 2026, https://transcripts.example/transcripts/night-boat/.',
      chicago:
        '“The Night Boat Stays Tied Up.” Broadcast transcript. *Harbour Morning*. Harbour Radio, March 2, 2026. https://transcripts.example/transcripts/night-boat/.',
    },
  ],
  [
    'no date',
    { ...RECORD, ...PROGRAM, ...HOST },
    {
      apa: 'Cole, D. (Host). (n.d.). The night boat stays tied up [Broadcast transcript]. In *Harbour Morning*. Harbour Radio. https://transcripts.example/transcripts/night-boat/',
      mla: '“The Night Boat Stays Tied Up.” *Harbour Morning*, Broadcast transcript, Harbour Radio, https://transcripts.example/transcripts/night-boat/.',
      chicago:
        '“The Night Boat Stays Tied Up.” Broadcast transcript. *Harbour Morning*. Harbour Radio, n.d. https://transcripts.example/transcripts/night-boat/.',
    },
  ],
  [
    'no program',
    { ...RECORD, ...DATE, ...HOST },
    {
      apa: 'Cole, D. (Host). (2026, March 2). *The night boat stays tied up* [Broadcast transcript]. Harbour Radio. https://transcripts.example/transcripts/night-boat/',
      mla: '*The Night Boat Stays Tied Up*. Broadcast transcript, Harbour Radio, 2 Mar. 2026, https://transcripts.example/transcripts/night-boat/.',
      chicago:
        '“The Night Boat Stays Tied Up.” Broadcast transcript. Harbour Radio, March 2, 2026. https://transcripts.example/transcripts/night-boat/.',
    },
  ],
  [
    'a summary',
    {
      ...RECORD,
      ...PROGRAM,
      ...DATE,
      medium: 'Broadcast summary, not a transcript',
      publisher: 'The Skerrow Archive',
    },
    {
      apa: 'The night boat stays tied up. (2026, March 2). [Broadcast summary, not a transcript]. In *Harbour Morning*. The Skerrow Archive. https://transcripts.example/transcripts/night-boat/',
      mla: '“The Night Boat Stays Tied Up.” *Harbour Morning*, Broadcast summary, not a transcript, The Skerrow Archive, 2 Mar. 2026, https://transcripts.example/transcripts/night-boat/.',
      chicago:
        '“The Night Boat Stays Tied Up.” Broadcast summary, not a transcript. *Harbour Morning*. The Skerrow Archive, March 2, 2026. https://transcripts.example/transcripts/night-boat/.',
    },
  ],
  [
    'another script, whose titles have no capitals of their own',
    {
      ...TURN,
      title: 'Нічний пором стоїть на припоні',
      language: 'uk',
      author: [{ family: 'Петренко', given: 'Ольга' }],
    },
    {
      apa: 'Петренко, О. (2026, March 2). Нічний пором стоїть на припоні [Broadcast transcript, turn 7]. In *Harbour Morning*. Harbour Radio. https://transcripts.example/transcripts/night-boat/#t7',
      mla: 'Петренко, Ольга. “Нічний пором стоїть на припоні.” *Harbour Morning*, Broadcast transcript, turn 7, Harbour Radio, 2 Mar. 2026, https://transcripts.example/transcripts/night-boat/#t7.',
      chicago:
        'Петренко, Ольга. “Нічний пором стоїть на припоні.” Broadcast transcript, turn 7. *Harbour Morning*. Harbour Radio, March 2, 2026. https://transcripts.example/transcripts/night-boat/#t7.',
    },
  ],
])('%s', (_name, item, expected) => {
  const citations = citationsOf(item);
  test.each(['apa', 'mla', 'chicago'] as const)('in %s', (style) => {
    expect(shown(citations[style])).toBe(expected[style]);
  });
});

test('what HTML gives a meaning stays what it is', () => {
  const { apa } = citationsOf({ ...ITEM, id: 'b', title: 'Salt & 3 < 4', publisher: 'A & B' });
  expect(shown(apa)).toContain('Salt & 3 < 4 [Broadcast transcript]. In *Harbour Morning*. A & B.');
});

test('what turns text around stays out of a citation, which is copied into other texts', () => {
  const { apa } = citationsOf({
    ...ITEM,
    id: 'c',
    title: '\u202ESalt\u2066',
    publisher: 'A\u202D',
  });
  expect(shown(apa)).toContain('Salt [Broadcast transcript]. In *Harbour Morning*. A.');
});

test('one item after another of the same id are each cited by their own words', () => {
  citationsOf(ITEM);
  expect(shown(citationsOf({ ...ITEM, title: 'The ferry sails' }).chicago)).toContain(
    'Ferry Sails',
  );
});

/** A citation with its italics between asterisks. */
const shown = (citation: Citation): string =>
  citation.map(({ text, italic }) => (italic ? `*${text}*` : text)).join('');
