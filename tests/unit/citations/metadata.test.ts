import { expect, test } from 'vitest';
import { cslItemOf } from '../../../src/citations/csl-item.ts';
import { metadataOf } from '../../../src/citations/metadata.ts';
import { sourceOf, URL_OF_A } from './source.ts';

test('a page tells Zotero of the type, the program and who presents it', () => {
  const source = sourceOf(`date: 2026-03
program: harbour-morning
speakers: [{ id: dana-cole, role: host }, { id: olha-petrenko, role: guest }]`);
  expect(metadataOf(cslItemOf(source, URL_OF_A))).toEqual([
    ['z.itemType', 'radioBroadcast'],
    ['DC.title', 'Two chairs'],
    ['DC.creator', 'Cole, Dana'],
    ['z.castMembers', 'Cole, Dana'],
    ['DC.date', '2026-03'],
    ['z.programTitle', 'Harbour Morning'],
    ['DC.publisher', 'Harbour Radio'],
    ['DC.type', 'Broadcast transcript'],
    ['z.audioRecordingFormat', 'Broadcast transcript'],
    ['DC.language', 'en'],
    ['DC.identifier', URL_OF_A],
  ]);
});

test('an inferred date is in brackets there too', () => {
  const source = sourceOf(`date: 2026-03-02
inferred: [date]
speakers: [{ id: dana-cole }, { id: olha-petrenko }]`);
  expect(metadataOf(cslItemOf(source, URL_OF_A))).toContainEqual(['DC.date', '[2026-03-02]']);
});
