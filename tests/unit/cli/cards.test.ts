import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Archive, ArchivedTranscript } from '../../../src/archive/model.ts';
import { copyCards, makeCards } from '../../../src/cli/cards.ts';
import { SITE } from '../cards/site.ts';
import { SPEAKERS, transcriptOf } from '../components/transcript.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'turnstone-cards-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

describe('the pictures of an archive', { timeout: 60_000 }, () => {
  it('are drawn once, and anew when what they say changes', async () => {
    const [file = ''] = (await makeCards(archiveOf(FERRY), folder)).values();
    await writeFile(file, 'kept');
    expect([...(await makeCards(archiveOf(FERRY), folder)).values()]).toEqual([file]);
    expect(await readFile(file, 'utf8')).toBe('kept');
    const [other] = (
      await makeCards(archiveOf({ ...FERRY, title: 'Three chairs' }), folder)
    ).values();
    expect(other).not.toBe(file);
  });

  it('are of published transcripts only', async () => {
    const draft: ArchivedTranscript = { ...FERRY, id: 'draft', status: 'draft' };
    expect([...(await makeCards(archiveOf(FERRY, draft), folder)).keys()]).toEqual(['a']);
  });

  it('leave the cache when no build has used them for a month', async () => {
    const [file = ''] = (await makeCards(archiveOf(FERRY), folder)).values();
    const other = { ...FERRY, title: 'Three chairs' };
    await makeCards(archiveOf(other), folder);
    expect(await readdir(folder)).toHaveLength(2);
    const longAgo = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
    await utimes(file, longAgo, longAgo);
    await makeCards(archiveOf(other), folder);
    expect(await readdir(folder)).not.toContain(path.basename(file));
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('go where their addresses lead', async () => {
    const site = path.join(folder, 'site');
    const cards = await makeCards(archiveOf({ ...FERRY, id: '2026/ferry' }), folder);
    await copyCards(cards, site);
    const png = await readFile(path.join(site, 'transcripts/2026/ferry.png'));
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
  });

  it('are told of where they cannot be drawn', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue();
    const cards = await makeCards(archiveOf({ ...FERRY, title: 'ꡏ' }), folder);
    expect(cards.size).toBe(0);
    expect(told.mock.calls).toEqual([
      [
        'content/transcripts/a.md: no picture was drawn, since no font has “ꡏ” (U+A84F); the page goes without',
      ],
    ]);
  });
});

const FERRY = transcriptOf(SPEAKERS, '**Cole:** One.\n\n**Petrenko:** Two.');

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
