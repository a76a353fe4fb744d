import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import { expect, test } from 'vitest';
import type { Archive, ArchivedTranscript } from '../../../src/archive/model.ts';
import { correctionsFeed } from '../../../src/feeds/corrections.ts';
import { texts } from '../../../src/texts/texts.ts';
import type { Program } from '../../../src/transcript/model.ts';
import { SPEAKERS, transcriptOf } from '../components/transcript.ts';

const BODY = '**Cole:** The vote is in May.\n\n**Petrenko:** We <wait> & see.';
const MAY = '{ date: 2026-03-03, kind: correction, turns: [t1], said: May, correct: June }';
const HEARD = '{ date: 2026-03-04, kind: transcription, turns: [t2], said: way, note: A <b> & c. }';
const UPDATE = '{ date: 2026-03-09, kind: update, note: The vote was held. }';
const NOTE = '{ date: 2026-03-10, kind: note, note: A remark. }';

test('an entry says what stood and what is right, and leads to the turn', () => {
  const [entry] = entriesOf(feedOf([withCorrections('a', MAY)]));
  expect(entry).toMatchObject({
    title: 'Correction: Two chairs, Turn 1',
    published: '2026-03-03T00:00:00Z',
    updated: '2026-03-03T00:00:00Z',
    link: 'https://site.example/transcripts/a/#t1',
    content: 'Cole said “May”; it is “June”. The words are left as broadcast.',
  });
  expect(entry?.id).toMatch(
    /^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
  );
});

test('the newest correction of all transcripts comes first, and the feed is as new as that', () => {
  const feed = feedOf([withCorrections('a', MAY, UPDATE), withCorrections('b', HEARD)]);
  expect(entriesOf(feed).map(({ link }) => link)).toEqual([
    'https://site.example/transcripts/a/#corrections',
    'https://site.example/transcripts/b/#t2',
    'https://site.example/transcripts/a/#t1',
  ]);
  expect(child(feed, 'updated').text).toBe('2026-03-09T00:00:00Z');
});

test('markup in what editors write is text', () => {
  const [entry] = entriesOf(feedOf([withCorrections('a', HEARD)]));
  expect(entry?.content).toBe(
    'Until 4 March 2026 this said “way”. It was changed to match the audio. A <b> & c.',
  );
});

test('an entry keeps its id when others come and go around it', () => {
  const idsOf = (...transcripts: ArchivedTranscript[]) =>
    entriesOf(feedOf(transcripts)).map(({ id }) => id);
  const [alone] = idsOf(withCorrections('a', MAY));
  const among = idsOf(withCorrections('a', UPDATE, MAY, HEARD), withCorrections('b', MAY));
  expect(among).toContain(alone);
  expect(new Set(among).size).toBe(4);
});

test('editor’s notes and transcripts that are not published stay out', () => {
  const draft: ArchivedTranscript = { ...withCorrections('b', MAY), status: 'draft' };
  expect(entriesOf(feedOf([withCorrections('a', NOTE), draft]))).toEqual([]);
});

test('a feed without a correction yet is a whole feed', () => {
  const feed = feedOf([]);
  expect(
    ['id', 'title', 'updated', 'author', 'link'].map((name) => child(feed, name).name),
  ).toEqual(['id', 'title', 'updated', 'author', 'link']);
});

test('a program’s feed holds its own corrections alone', () => {
  const ours = { ...withCorrections('a', MAY), program: PROGRAM.id };
  const feed = feedOf([ours, withCorrections('b', HEARD)], PROGRAM);
  expect(child(feed, 'title').text).toBe('Harbour Morning: corrections');
  expect(entriesOf(feed).map(({ link }) => link)).toEqual([
    'https://site.example/transcripts/a/#t1',
  ]);
});

const PROGRAM: Program = {
  id: 'harbour-morning',
  name: 'Harbour Morning',
  kind: null,
  publisher: null,
  description: null,
  url: null,
  language: null,
};

function withCorrections(id: string, ...corrections: string[]): ArchivedTranscript {
  const lines = corrections.map((line) => `\n  - ${line}`).join('');
  return { ...transcriptOf(`${SPEAKERS}\ncorrections:${lines}`, BODY), id };
}

function feedOf(transcripts: ArchivedTranscript[], program: Program | null = null): XmlElement {
  const archive: Archive = {
    site: {
      name: 'Port Ellery Archive',
      description: null,
      publisher: null,
      language: 'en',
      contact: null,
      license: null,
      privateByDefault: false,
      turnPages: 'none',
      exports: [],
      languageGaps: 'drafts',
    },
    transcripts,
    people: new Map(),
    programs: new Map([[PROGRAM.id, PROGRAM]]),
    removed: [],
    unrecorded: [],
    stories: [],
    problems: [],
  };
  const xml = correctionsFeed(archive, {
    texts: texts('en'),
    program,
    url: (path) => `https://site.example/${path}`,
  });
  const { root } = parseXml(xml);
  if (!root) throw new Error('The feed has no root element.');
  return root;
}

function entriesOf(feed: XmlElement) {
  return elements(feed)
    .filter(({ name }) => name === 'entry')
    .map((entry) => ({
      id: child(entry, 'id').text,
      title: child(entry, 'title').text,
      published: child(entry, 'published').text,
      updated: child(entry, 'updated').text,
      link: child(entry, 'link').attributes.href,
      content: child(entry, 'content').text,
    }));
}

function child(parent: XmlElement, name: string): XmlElement {
  const found = elements(parent).find((element) => element.name === name);
  if (!found) throw new Error(`<${parent.name}> has no <${name}>.`);
  return found;
}

const elements = ({ children }: XmlElement): XmlElement[] =>
  children.filter((node): node is XmlElement => node.type === 'element');
