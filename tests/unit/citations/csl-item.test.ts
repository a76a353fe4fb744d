import { describe, expect, test } from 'vitest';
import type { ArchivedTranscript } from '../../../src/archive/model.ts';
import { cslItemOf, cslItemOfTurn, type CslItem } from '../../../src/citations/csl-item.ts';
import { sourceOf, TURNS, URL_OF_A } from './source.ts';

const FERRY = `date: 2026-03-02T07:40:00+02:00
program: harbour-morning
source: { publisher: Harbour Radio }
speakers:
  - { id: dana-cole, role: host }
  - { id: olha-petrenko, role: guest }`;

describe('an item', () => {
  test('names the program, who broadcast it, when, who presents it and who else speaks', () => {
    expect(itemOf(FERRY)).toEqual({
      id: 'a',
      type: 'broadcast',
      title: 'Two chairs',
      'container-title': 'Harbour Morning',
      publisher: 'Harbour Radio',
      issued: { 'date-parts': [[2026, 3, 2]] },
      host: [{ family: 'Cole', given: 'Dana' }],
      contributor: [{ family: 'Petrenko', given: 'Olha' }],
      medium: 'Broadcast transcript',
      language: 'en',
      URL: URL_OF_A,
    });
  });

  test.each([
    ['2026', [2026]],
    ['2026-03', [2026, 3]],
    ['2026-03-02', [2026, 3, 2]],
  ])('is as exact about %s as the record is', (date, parts) => {
    const item = itemOf(FERRY.replace(/date: \S+/, `date: ${date}`));
    expect(item.issued).toEqual({ 'date-parts': [parts] });
  });

  test('says nothing of a date, a program and a publisher that nobody knows', () => {
    const item = itemOf('speakers: [{ id: dana-cole }, { id: olha-petrenko }]');
    expect(item).not.toHaveProperty('issued');
    expect(item).not.toHaveProperty('container-title');
    expect(item).not.toHaveProperty('publisher');
    expect(item).not.toHaveProperty('host');
  });

  test('has in brackets what was inferred', () => {
    const item = itemOf(
      `${FERRY}\ninferred: [date, program, title, speakers.dana-cole.role, source]`,
    );
    expect(item).toMatchObject({
      title: '[Two chairs]',
      'container-title': '[Harbour Morning]',
      publisher: '[Harbour Radio]',
      issued: { literal: '[2026-03-02]' },
      host: [{ literal: '[Cole, Dana]' }],
      contributor: [{ family: 'Petrenko', given: 'Olha' }],
    });
  });

  test('names neither a private person nor an unnamed voice', () => {
    const item = itemOf(
      `speakers:
  - { id: dana-cole, role: host }
  - { id: private-person, role: host }
  - { id: voice, role: voice, name: Unnamed passenger }`,
      '**Cole:** One.\n\n**Private Person:** Two.\n\n**Unnamed passenger:** Three.',
    );
    expect(JSON.stringify(item)).not.toMatch(/Private|passenger/);
    expect(item.host).toEqual([{ family: 'Cole', given: 'Dana' }]);
  });

  test('leaves whole a name that nobody took apart: a mononym, an organisation, another order', () => {
    const item = itemOf(
      `speakers:
  - { id: sukharko, role: host }
  - { id: harbour-board, role: host }
  - { id: petrenko-uk, role: host }`,
      '**Сухарко:** One.\n\n**Port & Quay Board:** Two.\n\n**Ольга Петренко:** Three.',
    );
    expect(item.host).toEqual([
      { literal: 'Сухарко' },
      { literal: 'Port & Quay Board' },
      { family: 'Петренко', given: 'Ольга' },
    ]);
  });

  test('is never a transcript where the record is a summary, nor by those whom it is about', () => {
    const item = itemOf(FERRY, TURNS, 'summary');
    expect(item).toMatchObject({
      medium: 'Broadcast summary, not a transcript',
      publisher: 'The Skerrow Archive',
    });
    expect(item).not.toHaveProperty('host');
    expect(item).not.toHaveProperty('contributor');
  });
});

describe('the item of a turn', () => {
  test('is by its speaker, with the number and the address of the turn', () => {
    expect(turnItemOf(FERRY)).toEqual({
      id: 'a#t2',
      type: 'broadcast',
      title: 'Two chairs',
      'container-title': 'Harbour Morning',
      publisher: 'Harbour Radio',
      issued: { 'date-parts': [[2026, 3, 2]] },
      author: [{ family: 'Petrenko', given: 'Olha' }],
      medium: 'Broadcast transcript, turn 2',
      section: '2',
      language: 'en',
      URL: `${URL_OF_A}#t2`,
    });
  });

  test('has an inferred speaker in brackets', () => {
    expect(turnItemOf(`${FERRY}\ninferred: [turns.t2.speaker]`).author).toEqual([
      { literal: '[Petrenko, Olha]' },
    ]);
  });

  test('of a summary is by nobody: the words are not the speaker’s', () => {
    const item = turnItemOf(FERRY, 'summary');
    expect(item.medium).toBe('Broadcast summary, not a transcript, turn 2');
    expect(item).not.toHaveProperty('author');
  });

  test('names no private person', () => {
    const source = sourceOf(
      'speakers: [{ id: dana-cole }, { id: private-person }]',
      '**Cole:** One.\n\n**Private Person:** Two.',
    );
    const item = cslItemOfTurn(source, turn(source.transcript, 't2'), `${URL_OF_A}#t2`);
    expect(item).not.toHaveProperty('author');
  });
});

function itemOf(frontMatter: string, body = TURNS, record?: 'summary'): CslItem {
  return cslItemOf(sourceOf(frontMatter, body, record), URL_OF_A);
}

function turnItemOf(frontMatter: string, record?: 'summary'): CslItem {
  const source = sourceOf(frontMatter, TURNS, record);
  return cslItemOfTurn(source, turn(source.transcript, 't2'), `${URL_OF_A}#t2`);
}

function turn({ turns }: ArchivedTranscript, id: string) {
  const found = turns.find((each) => each.id === id);
  if (!found) throw new Error(`The transcript has no turn ${id}.`);
  return found;
}
