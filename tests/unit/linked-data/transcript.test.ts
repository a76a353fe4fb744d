import { expect, test } from 'vitest';
import { linkedDataText } from '../../../src/linked-data/json-ld.ts';
import { quotationData, seriesOf, transcriptData } from '../../../src/linked-data/transcript.ts';
import { texts } from '../../../src/texts/texts.ts';
import type { ProgramKind } from '../../../src/transcript/model.ts';
import { sourceOf } from '../citations/source.ts';

const t = texts('en');
const address = (path: string): string => `https://transcripts.example/${path}`;

const CAST = [
  'date: 2026-03-02',
  'program: harbour-morning',
  'speakers:',
  '  - { id: dana-cole, role: host, affiliation: Harbour Radio }',
  '  - { id: olha-petrenko, role: guest }',
].join('\n');

test('who spoke is told with roles; who was concluded, is private or has no name is not', () => {
  const source = sourceOf(`${CAST}\ninferred: [speakers.olha-petrenko.role]`);
  expect(transcriptData(source, [], address, t)).toMatchObject({
    '@type': 'NewsArticle',
    datePublished: '2026-03-02',
    contributor: [
      {
        '@type': 'Role',
        roleName: 'host',
        contributor: {
          name: 'Dana Cole',
          url: 'https://transcripts.example/speakers/dana-cole/',
          description: 'Harbour Radio',
        },
      },
    ],
    audio: { transcript: 'Cole: Is it going out?\n\nPetrenko: Not tonight.' },
    isPartOf: { '@type': 'CreativeWorkSeries', name: 'Harbour Morning' },
  });
  const hidden = sourceOf(
    'speakers:\n  - { id: private-person, labels: [COLE] }\n  - { id: v, role: voice, name: A voice, labels: [PETRENKO] }',
  );
  expect(transcriptData(hidden, [], address, t)).not.toHaveProperty('contributor');
  expect(transcriptData(hidden, [], address, t)).toMatchObject({
    audio: {
      transcript: 'A private person: Is it going out?\n\nPetrenko: Not tonight.',
    },
  });
});

test.each<[ProgramKind, string, string]>([
  ['radio', 'RadioEpisode', 'RadioSeries'],
  ['podcast', 'PodcastEpisode', 'PodcastSeries'],
  ['television', 'TVEpisode', 'TVSeries'],
])('a transcript of a %s program is a %s of a %s', (kind, episode, series) => {
  const { program, ...rest } = sourceOf(CAST);
  if (!program) throw new Error('The program is missing.');
  const source = { ...rest, program: { ...program, kind } };
  expect(transcriptData(source, [], address, t)).toMatchObject({
    '@type': episode,
    partOfSeries: { '@type': series },
  });
  expect(seriesOf(source.program, address)).toMatchObject({ '@type': series });
});

test('what was concluded is not stated', () => {
  const source = sourceOf(`${CAST}\ninferred: [date, program, title, turns.t1.speaker]`);
  const data = transcriptData(source, [], address, t);
  expect(data).not.toHaveProperty('datePublished');
  expect(data).not.toHaveProperty('name');
  expect(data).not.toHaveProperty('publisher');
  expect(JSON.stringify(data)).not.toContain('Harbour Morning');
  const [first, second] = source.transcript.turns;
  if (!first || !second) throw new Error('A turn is missing.');
  expect(quotationData(source, first, address)).not.toHaveProperty('spokenByCharacter');
  expect(quotationData(source, second, address)).toMatchObject({
    text: 'Not tonight.',
    spokenByCharacter: { name: 'Olha Petrenko' },
  });
});

test.each([
  ['2023', '2023'],
  ['2023-11', '2023-11'],
  ['"2026-03-02 07:40+0200"', '2026-03-02T07:40:00+02:00'],
])('a date is as exact as it is known: %s', (date, told) => {
  const source = sourceOf(CAST.replace('2026-03-02', date));
  expect(transcriptData(source, [], address, t)).toMatchObject({ datePublished: told });
});

test('what was broadcast on one day and published on another tells both', () => {
  const source = sourceOf(`${CAST}\npublished: 2026-04-02`);
  const told = {
    datePublished: '2026-04-02',
    publication: { '@type': 'BroadcastEvent', startDate: '2026-03-02' },
  };
  expect(transcriptData(source, [], address, t)).toMatchObject(told);
  const [turn] = source.transcript.turns;
  expect(turn && quotationData(source, turn, address)).toMatchObject(told);
  const concluded = sourceOf(`${CAST}\npublished: 2026-04-02\ninferred: [published]`);
  const data = transcriptData(concluded, [], address, t);
  expect(data).toMatchObject({ datePublished: '2026-03-02' });
  expect(data).not.toHaveProperty('publication');
  const undated = sourceOf(`${CAST}\npublished: 2026-04-02\ninferred: [date]`);
  const others = transcriptData(undated, [], address, t);
  expect(others).toMatchObject({ datePublished: '2026-04-02' });
  expect(others).not.toHaveProperty('publication');
});

test('a summary is an abstract of the site’s own that mentions people', () => {
  const data = transcriptData(sourceOf(CAST, undefined, 'summary'), [], address, t);
  expect(data).toMatchObject({
    abstract: 'Cole: Is it going out?\n\nPetrenko: Not tonight.',
    publisher: { name: 'The Skerrow Archive' },
    mentions: [{ name: 'Dana Cole' }, { name: 'Olha Petrenko' }],
  });
  expect(data).not.toHaveProperty('contributor');
  expect(JSON.stringify(data)).not.toContain('"transcript":');
});

test('rights: an SPDX identifier has an address, a sentence stands as it is', () => {
  const licensed = (license: string) =>
    transcriptData(
      sourceOf(
        `${CAST}\nrights: { license: "${license}", notice: All of it, holder: Harbour Radio }`,
      ),
      [],
      address,
      t,
    );
  expect(licensed('CC-BY-4.0')).toMatchObject({
    license: 'https://spdx.org/licenses/CC-BY-4.0.html',
    copyrightNotice: 'All of it',
    creditText: 'Harbour Radio',
  });
  expect(licensed('Ask the station first')).toMatchObject({
    license: { '@type': 'CreativeWork', text: 'Ask the station first' },
  });
});

test.each([
  '</script><script>alert(1)</script>',
  '<!--<script>',
  'a & b &lt; "c" \\ d',
  'line\u2028and\u2029paragraph',
  '\u202Egnp.exe',
  'half \uD83D a pair',
  '=cmd()',
])('no name ends the element: %j', (name) => {
  const written = linkedDataText({ '@type': 'WebSite', name });
  expect(written).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(written)).toEqual({
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name,
  });
});
