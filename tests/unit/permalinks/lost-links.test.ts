import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifestOf } from '../../../src/archive/published.ts';
import { lostLinks } from '../../../src/cli/lost-links.ts';
import { readSite, servedBy, type PublishedSite } from '../../../src/cli/site-reading.ts';
import { openNewsroom, type Newsroom } from './newsroom.ts';

const TURNS = ['Osei: The boats lie still.', 'Petrenko: We wait.', 'Osei: Thank you for that.'];

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
  await room.publish(TURNS);
  await room.record();
});
afterEach(() => room.close());

/** What the site of now serves, as its manifest tells. */
const published = async (): Promise<PublishedSite> => servedBy(manifestOf(await room.read()));

describe('what a build would lose', () => {
  it('is nothing while every id has its turn or its tombstone', async () => {
    const former = await published();
    await room.publish(TURNS.slice(0, 2));
    await room.record();
    expect(lostLinks(former, await room.read())).toEqual([]);
  });

  it('is every link that leads to other words, where the ledger was lost and ids were given anew', async () => {
    const former = await published();
    await rm(path.join(room.content, 'permalinks'), { recursive: true });
    await room.publish(['Cole: A new opening of the morning.', ...TURNS]);
    await room.record();
    expect(lostLinks(former, await room.read())).toEqual([
      '/transcripts/ferry/#t1 leads to words of which the ledger does not know that they replace the published ones, as 3 turns of this transcript do. Take content/permalinks/ferry.jsonl back from your version control and run npm run permalinks.',
    ]);
  });

  it('is nothing where a transcript is renamed with an alias, and everything without', async () => {
    const former = await published();
    await rm(path.join(room.content, 'transcripts/ferry.md'));
    await room.publish(TURNS, { id: 'strike', frontMatter: 'aliases: [ferry]\n' });
    expect(lostLinks(former, await room.read())).toEqual([]);
    await room.publish(TURNS, { id: 'strike' });
    expect(lostLinks(former, await room.read())).toEqual([
      '/transcripts/ferry/ is lost, with 3 turns. Put content/transcripts/ferry.md back; or, where it has another name now, write "aliases: [ferry]" there; or take it away for good with npm run remove -- ferry.',
    ]);
  });

  it('is each turn that the ledger has forgotten', async () => {
    const former = await published();
    await rm(path.join(room.content, 'permalinks'), { recursive: true });
    await room.publish(TURNS.slice(0, 2));
    await room.record();
    expect(lostLinks(former, await room.read())).toEqual([
      '/transcripts/ferry/#t3 is lost. Take content/permalinks/ferry.jsonl back from your version control and run npm run permalinks.',
    ]);
  });

  it('is the pages of turns where the ledger no longer asks for them', async () => {
    const former = await published();
    const ledger = path.join(room.content, 'permalinks/ferry.jsonl');
    await writeFile(ledger, (await room.ledger()).replace('"turnPages":true', '"turnPages":false'));
    expect(lostLinks(former, await room.read())).toEqual([
      '/transcripts/ferry/t1/ is lost, as are the pages of 3 turns in all. Write "turnPages":true into the first line of content/permalinks/ferry.jsonl.',
    ]);
  });

  it('is neither the exports nor the turns of a transcript that was removed', async () => {
    const former = await published();
    await rm(path.join(room.content, 'transcripts/ferry.md'));
    const [head = '{}'] = (await room.ledger()).split('\n');
    const removed = { source: null, removed: { on: '2026-03-09' }, ids: [], pins: [] };
    await writeFile(
      path.join(room.content, 'permalinks/ferry.jsonl'),
      `${JSON.stringify({ ...(JSON.parse(head) as object), ...removed })}\n`,
    );
    const lost = lostLinks(former, await room.read());
    expect(lost.filter((line) => line.startsWith('/transcripts/'))).toEqual([]);
  });

  it('is an export that the site makes no more', async () => {
    const former = await published();
    await room.write('site.yaml', 'name: Harbour\nlanguage: en\nexports: [json, md]\n');
    expect(lostLinks(former, await room.read())).toEqual([
      '/transcripts/ferry.txt is lost. Write its ending under "exports:" in content/site.yaml; captions also need a time at every turn.',
    ]);
  });

  it('is a page of somebody who is heard no more', async () => {
    const former = await published();
    await room.publish(TURNS.slice(0, 1));
    former.addresses.add('stories/ice/');
    expect(lostLinks(former, await room.read())).toEqual([
      '/speakers/olha-petrenko/ is lost. Put content/speakers/olha-petrenko.yaml back, and their turns; where the page was taken away on purpose, nothing is to be done.',
      '/stories/ice/ is lost. Put back what it was made from, or keep a file of that name in public/.',
    ]);
  });
});

describe('a former site is read', () => {
  let folder: string;
  beforeEach(async () => {
    folder = path.join(room.content, 'site');
    await mkdir(folder);
  });

  it('from its manifest', async () => {
    const manifest = manifestOf(await room.read());
    await writeFile(path.join(folder, 'permalinks.json'), JSON.stringify(manifest));
    expect(await readSite(folder)).toEqual(await published());
  });

  it('from its pages where it has none', async () => {
    const pages = {
      'index.html': '<p id="t1">',
      '404.html': '',
      'assets/base.css': '',
      'transcripts/ferry.json': '{}',
      'transcripts/ferry/index.html': '<div id="t1" data-speaker="a"></div><p id="c1"><p id="t2a">',
      'transcripts/ferry/t1/index.html': '<div id="t1">',
      'languages/zh-Hant é/index.html': '',
    };
    for (const [name, text] of Object.entries(pages)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    const { addresses, turns } = await readSite(folder);
    expect([...addresses].sort()).toEqual([
      '',
      'languages/zh-Hant%20%C3%A9/',
      'transcripts/ferry.json',
      'transcripts/ferry/',
      'transcripts/ferry/t1/',
    ]);
    expect([...turns]).toEqual([['ferry', new Set(['t1', 't2a'])]]);
  });

  it.each([
    ['ftp://transcripts.example/', /is no address of a site/],
    ['localhost:4321', /is no address of a site/],
    ['no/such/folder', /is no folder/],
  ])('and %s is a wrong call', async (where, message) => {
    await expect(readSite(where)).rejects.toMatchObject({
      message: expect.stringMatching(message) as string,
      isUsage: true,
    });
    await expect(readSite(folder), 'an empty folder').rejects.toMatchObject({ isUsage: true });
  });
});

describe('a site is fetched', () => {
  let server: Server;
  let answer: RequestListener;
  let asked: (string | undefined)[];
  let site: string;
  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url);
      answer(request, response);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    site = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}/archive`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('by its manifest, whichever way its address is written', async () => {
    const text = JSON.stringify(manifestOf(await room.read()));
    answer = (_request, response) => response.end(text);
    for (const end of ['', '/', '/#top', '/permalinks.json']) {
      expect(await readSite(site + end)).toEqual(await published());
    }
    expect(new Set(asked)).toEqual(new Set(['/archive/permalinks.json']));
  });

  it.each([
    ['not found', 404, '', /permalinks\.json is not there; expected/],
    ['in trouble', 503, '', /answers 503; expected/],
    ['no JSON', 200, '<!doctype html>', /permalinks\.json is no JSON; expected/],
    ['other JSON', 200, '{"version":1}', /is not what a build wrote/],
    ['newer', 200, '{"turnstone":"site","version":2}', /is of version 2; expected version 1/],
  ])('and says where it is %s', async (_name, status, body, message) => {
    answer = (_request, response) => response.writeHead(status).end(body);
    await expect(readSite(site)).rejects.toMatchObject({
      message: expect.stringMatching(message) as string,
      isUsage: false,
    });
  });

  it('and says where it does not answer in time, or at all', async () => {
    answer = () => undefined;
    await expect(readSite(site, 50)).rejects.toThrow('did not answer within 0.05 s');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(readSite(site)).rejects.toThrow("can't be reached (ECONNREFUSED)");
  });
});
