import { describe, expect, it } from 'vitest';
import type { Archive, ArchivedTranscript } from '../../../src/archive/model.ts';
import { isFree, turnFilesOf, writeTurnFile } from '../../../src/archive/turn-files.ts';
import { SITE } from '../cards/site.ts';
import { sourceOf } from '../citations/source.ts';

const SPEAKERS = 'speakers:\n  - { id: dana-cole, role: host }';
const words = (n: number) =>
  Array.from({ length: n }, (_, index) => `**Cole:** Boat ${String(index + 1)} is late.`);

const transcriptOf = (id: string, turns: number, license = 'CC-BY-4.0'): ArchivedTranscript => ({
  ...sourceOf(`${SPEAKERS}\nrights: { license: "${license}" }`, words(turns).join('\n\n'))
    .transcript,
  id,
});

const archiveOf = (...transcripts: ArchivedTranscript[]): Archive => ({
  site: SITE,
  transcripts,
  people: new Map(),
  programs: new Map(),
  removed: [],
  unrecorded: [],
  stories: [],
  problems: [],
});

describe('files of turns', () => {
  const archive = archiveOf(transcriptOf('newest', 3), transcriptOf('oldest', 4));
  const turnsIn = (written: string) =>
    written
      .split('\n')
      .slice(0, -1)
      .map((line) => {
        const { transcript, id } = JSON.parse(line) as { transcript: string; id: string };
        return `${transcript}#${id}`;
      });

  it('hold every turn in order, the oldest transcript first, and no more bytes than they may', () => {
    const [whole] = turnFilesOf(archive);
    const most = Math.ceil((whole?.bytes ?? 0) / 3);
    const files = turnFilesOf(archive, most);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      expect(Buffer.byteLength(writeTurnFile(file))).toBe(file.bytes);
      expect(file.bytes).toBeLessThanOrEqual(most);
    }
    const all = [
      'oldest#t1',
      'oldest#t2',
      'oldest#t3',
      'oldest#t4',
      'newest#t1',
      'newest#t2',
      'newest#t3',
    ];
    expect(files.flatMap((file) => turnsIn(writeTurnFile(file)))).toEqual(all);
    expect(whole && turnsIn(writeTurnFile(whole))).toEqual(all);
  });

  it('give a turn that is larger than a file one of its own', () => {
    expect(turnFilesOf(archive, 1).map(({ turns }) => turns)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('leave out what may not be passed on', () => {
    const closed = transcriptOf('closed', 2, 'All rights reserved');
    expect(turnFilesOf(archiveOf(closed))).toEqual([]);
    expect(turnFilesOf(archiveOf(closed, transcriptOf('open', 2)))[0]?.turns).toBe(2);
  });
});

it.each([
  ['CC-BY-4.0', true],
  ['CC-BY-NC-SA-3.0-DE', true],
  ['CC0-1.0', true],
  ['PDDL-1.0', true],
  ['ODbL-1.0', true],
  ['CC-BY-ND-4.0', false],
  ['CC-BY-4.0 for the words, all rights reserved for the rest', false],
  ['Free to use, ask us first', false],
  ['CC-BY', false],
])('tells of %s whether everybody may pass it on: %s', (license, free) => {
  expect(isFree(transcriptOf('a', 1, license))).toBe(free);
});

it('passes on nothing that is not published or states no licence', () => {
  expect(isFree({ ...transcriptOf('a', 1), status: 'draft' })).toBe(false);
  expect(isFree({ ...transcriptOf('a', 1), rights: null })).toBe(false);
});
