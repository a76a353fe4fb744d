import { expect, test } from 'vitest';
import { pageRecord, shownTurns } from '../../../src/search/page-record.ts';

const PAGE = `<section class="turns" id="turns">
<div class="turn s1 other" id="t1" data-speaker="a"><div class="rail"><a class="n pin" href="#t1" id="t1~a41c" aria-label="Link">1</a></div>
<aside class="quoted" id="t1~beef">Before</aside>
<div class="said"><div class="words" data-words><p>Wait &#x3C;(APPLAUSE &#x26; HORN) <i class="direction">(APPLAUSE &#x26; HORN)</i> so</p></div></div></div>
<div class="turn" id="t2a" data-speaker="a"><span class="n">2a</span><div class="words" data-words><p>(LAUGHTER)</p></div></div></section>`;

test('a page tells the fingerprints of its turns’ words, and the directions among them', () => {
  expect([...shownTurns(PAGE)]).toEqual([
    ['t1', { pin: 'a41c', directions: ['(APPLAUSE & HORN)'] }],
    ['t2a', { pin: null, directions: [] }],
  ]);
});

test('a record names nobody who has no page, but unnamed voices', () => {
  const turn = { label: 'X', text: 'Boats.', segments: [] };
  const { html, facts } = pageRecord(
    {
      id: 'a',
      title: 'A',
      date: null,
      language: 'en',
      record: 'verbatim',
      program: null,
      inferred: [],
      speakers: [
        { id: 'dana-cole', name: 'Dana Cole', role: 'host' },
        { id: 'olha-petrenko', name: 'Olha Petrenko', role: 'guest' },
        { id: 'announcer', name: 'Announcer', role: 'voice' },
      ],
      turns: [
        { ...turn, id: 't1', speaker: 'dana-cole' },
        { ...turn, id: 't2', speaker: 'olha-petrenko' },
        { ...turn, id: 't3', speaker: 'announcer' },
      ],
    },
    new Set(['dana-cole']),
    new Map(),
    'A private person',
  );
  expect(facts.speakers.map(({ name }) => name)).toEqual([
    'Dana Cole',
    'A private person',
    'Announcer',
  ]);
  expect(html).not.toMatch(/petrenko/i);
});

test('a record keeps where directions and placeholders stand once a turn is on one line', () => {
  const turn = { speaker: 'a', label: 'A', segments: [] };
  const text = 'One.\n\n(HORN)  Two. (HORN) (Speaking Ukrainian)';
  const segments = [{ language: 'uk', text: '(Speaking Ukrainian)' }];
  const { facts } = pageRecord(
    {
      id: 'a',
      title: 'A',
      date: null,
      language: 'en',
      record: 'verbatim',
      program: null,
      inferred: [],
      speakers: [{ id: 'a', name: 'A', role: null }],
      turns: [
        { ...turn, id: 't1', text, segments },
        { ...turn, id: 't2', text: '(HORN)' },
      ],
    },
    new Set(),
    new Map([['t1', { pin: 'a41c', directions: ['(HORN)', '(HORN)'] }]]),
    'A private person',
  );
  expect(facts.turns[0]).toMatchObject({
    pin: 'a41c',
    asides: [
      [5, 11],
      [17, 23],
      [24, 44],
    ],
  });
  expect(facts.turns[1]).toEqual({ speaker: 0, languages: ['en'] });
});
