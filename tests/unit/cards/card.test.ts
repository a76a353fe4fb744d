import { expect, test } from 'vitest';
import { cardOf } from '../../../src/cards/card.ts';
import { texts } from '../../../src/texts/texts.ts';
import { SPEAKERS, transcriptOf } from '../components/transcript.ts';
import { SITE } from './site.ts';

const told = { site: SITE, program: null, texts: texts('en') };
const talk = '**Petrenko:** One.\n\n**Cole:** Two.';

test('a card says what the head of the page says', () => {
  const card = cardOf(transcriptOf(`date: 2026-03-02\n${SPEAKERS}`, talk), told);
  expect(card).toEqual({
    site: 'Harbour Archive',
    program: null,
    date: '2 March 2026',
    badge: null,
    title: 'Two chairs',
    language: 'en',
    dir: 'ltr',
    speakers: [
      { name: 'Olha Petrenko', initials: 'OP', colour: 's1' },
      { name: 'Dana Cole', initials: 'DC', colour: 's2' },
    ],
    rest: [null, 'and 1\u00a0other', null],
  });
});

test('a summary says that it is one, and an inferred date that it was inferred', () => {
  const transcript = transcriptOf(`date: 2026-03\ninferred: [date]\n${SPEAKERS}`, talk);
  const card = cardOf({ ...transcript, record: 'summary' }, told);
  expect(card.badge).toBe('Summary, not a transcript');
  expect(card.date).toBe('March 2026 (date inferred)');
});

test('private persons and unnamed voices are counted and not named', () => {
  const transcript = transcriptOf(
    `${SPEAKERS}\n  - { id: passenger, role: voice, name: A passenger, labels: [PASSENGER] }`,
    `${talk}\n\n**PASSENGER:** Three.`,
  );
  const speakers = transcript.speakers.map((speaker) => ({
    ...speaker,
    private: speaker.id === 'olha-petrenko',
  }));
  const card = cardOf({ ...transcript, speakers }, told);
  expect(card.speakers.map(({ name }) => name)).toEqual(['Dana Cole']);
  expect(card.rest).toEqual([null, 'and 2\u00a0others']);
  expect(JSON.stringify(card)).not.toMatch(/Petrenko|passenger/);
});

test('the transcript’s language sets the direction', () => {
  const card = cardOf({ ...transcriptOf(SPEAKERS, talk), language: 'ar' }, told);
  expect(card.dir).toBe('rtl');
});
