import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressesOf, manifestOf, readManifest } from '../../../src/archive/published.ts';
import { redirectsOf } from '../../../src/archive/redirects.ts';
import { openNewsroom, type Newsroom } from './newsroom.ts';

/** What every transcript is offered as. */
const ENDINGS = ['json', 'bib', 'ris', 'csl.json', 'txt', 'md'];
const PIN = /^[\da-f]{4}$/;
const TURNS = ['Cole: Good morning.', 'Osei: The boats lie still.', 'Petrenko: We wait.'];

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

describe('what a build promises', () => {
  it('has every turn with a permalink, those that are gone, and no provisional one', async () => {
    await room.publish(TURNS);
    await room.record();
    await room.publish([...TURNS.slice(0, 2), 'Cole: Thank you both.', 'Osei: Any time at all.']);
    const [transcript] = manifestOf(await room.read()).transcripts;
    expect(transcript).toEqual({
      id: 'ferry',
      removed: false,
      turnPages: true,
      turns: ['t1', 't2', 't3'],
      pins: [expect.stringMatching(PIN), expect.stringMatching(PIN), ''],
    });
  });

  it('lists each transcript under its former addresses too, with turn pages and exports', async () => {
    await room.publish(TURNS, { id: '2026/strike', frontMatter: 'aliases: [ferry, 2026/fähre]\n' });
    await room.record();
    const below = addressesOf(await room.read()).filter((address) =>
      /^transcripts\/./.test(address),
    );
    expect(below).toEqual(
      ['transcripts/2026/strike', 'transcripts/ferry', 'transcripts/2026/f%C3%A4hre'].flatMap(
        (page) => [
          `${page}/`,
          ...ENDINGS.map((ending) => `${page}.${ending}`),
          `${page}/t1/`,
          `${page}/t2/`,
          `${page}/t3/`,
        ],
      ),
    );
  });

  it('lists captions of the transcripts alone that have times', async () => {
    await room.write('site.yaml', 'name: Harbour\nlanguage: en\nexports: [srt, tei.xml]\n');
    await room.publish(['Cole: [00:02] Good morning.'], { id: 'heard' });
    await room.publish(TURNS, { id: 'read' });
    const addresses = addressesOf(await room.read());
    const exports = ['json', 'bib', 'ris', 'csl.json', 'tei.xml'];
    expect(addresses.filter((address) => /^transcripts\/\w+\./.test(address)).sort()).toEqual(
      [
        ...exports.flatMap((ending) => [
          `transcripts/heard.${ending}`,
          `transcripts/read.${ending}`,
        ]),
        'transcripts/heard.srt',
      ].sort(),
    );
  });

  it('reads back as it was written', async () => {
    await room.publish(TURNS);
    await room.record();
    const manifest = manifestOf(await room.read());
    expect(readManifest(JSON.stringify(manifest))).toEqual(manifest);
  });
});

describe('redirects', () => {
  it('are none where nothing has moved', async () => {
    await room.publish(TURNS);
    expect(redirectsOf(await room.read(), '/')).toBeNull();
  });

  it('lead pages, exports and turn pages to the new address, below the base and escaped', async () => {
    await room.publish(TURNS, { id: '2026/strike', frontMatter: 'aliases: [2026/fähre]\n' });
    await room.record();
    expect(redirectsOf(await room.read(), '/archive/')).toBe(
      [
        '/archive/transcripts/2026/f%C3%A4hre/ /archive/transcripts/2026/strike/ 301',
        ...ENDINGS.map(
          (ending) =>
            `/archive/transcripts/2026/f%C3%A4hre.${ending} /archive/transcripts/2026/strike.${ending} 301`,
        ),
        '/archive/transcripts/2026/f%C3%A4hre/* /archive/transcripts/2026/strike/:splat 301',
        '',
      ].join('\n'),
    );
  });

  it('name each turn where another transcript lives below the former address', async () => {
    await room.publish(TURNS, { id: 'strike', frontMatter: 'aliases: [ferry]\n' });
    await room.publish(TURNS, { id: 'ferry/second-week' });
    await room.record();
    expect(redirectsOf(await room.read(), '/')).toBe(
      [
        '/transcripts/ferry/ /transcripts/strike/ 301',
        ...ENDINGS.map(
          (ending) => `/transcripts/ferry.${ending} /transcripts/strike.${ending} 301`,
        ),
        '/transcripts/ferry/t1/ /transcripts/strike/t1/ 301',
        '/transcripts/ferry/t2/ /transcripts/strike/t2/ 301',
        '/transcripts/ferry/t3/ /transcripts/strike/t3/ 301',
        '',
      ].join('\n'),
    );
  });
});
