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
    const [file = ''] = (await makeCards(archiveOf(FERRY), STEPS, folder)).values();
    await writeFile(file, 'kept');
    expect([...(await makeCards(archiveOf(FERRY), STEPS, folder)).values()]).toEqual([file]);
    expect(await readFile(file, 'utf8')).toBe('kept');
    const [other] = (
      await makeCards(archiveOf({ ...FERRY, title: 'Three chairs' }), STEPS, folder)
    ).values();
    expect(other).not.toBe(file);
  });

  it('are of published transcripts only', async () => {
    const draft: ArchivedTranscript = { ...FERRY, id: 'draft', status: 'draft' };
    expect([...(await makeCards(archiveOf(FERRY, draft), STEPS, folder)).keys()]).toEqual(['a']);
  });

  it('leave the cache when no build has used them for a month', async () => {
    const [file = ''] = (await makeCards(archiveOf(FERRY), STEPS, folder)).values();
    const other = { ...FERRY, title: 'Three chairs' };
    await makeCards(archiveOf(other), STEPS, folder);
    expect(await readdir(folder)).toHaveLength(2);
    const longAgo = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
    await utimes(file, longAgo, longAgo);
    await makeCards(archiveOf(other), STEPS, folder);
    expect(await readdir(folder)).not.toContain(path.basename(file));
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('are counted while they are drawn', async () => {
    const tell = vi.fn();
    const other: ArchivedTranscript = { ...FERRY, id: 'b', title: 'Three chairs' };
    await makeCards(archiveOf(FERRY, other), { ...STEPS, tell }, folder);
    expect(tell.mock.calls).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });

  it('go where their addresses lead', async () => {
    const site = path.join(folder, 'site');
    const cards = await makeCards(archiveOf({ ...FERRY, id: '2026/ferry' }), STEPS, folder);
    await copyCards(cards, site);
    const png = await readFile(path.join(site, 'transcripts/2026/ferry.png'));
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
  });

  it('are told of where they cannot be drawn', async () => {
    const say = vi.fn();
    const steps = { ...STEPS, say };
    const cards = await makeCards(archiveOf({ ...FERRY, title: 'ꡏ' }), steps, folder);
    expect(cards.size).toBe(0);
    expect(say.mock.calls).toEqual([
      [
        'content/transcripts/a.md: no picture was drawn, since no font has “ꡏ” (U+A84F); the page goes without',
      ],
    ]);
  });

  it('are told of one by one where there are few, and counted where there are many', async () => {
    const many = Array.from({ length: 5 }, (_, index) => ({
      ...FERRY,
      id: `phags-${String(index)}`,
      file: `content/transcripts/phags-${String(index)}.md`,
      title: `ꡏ ${String(index)}`,
    }));
    const told = async (transcripts: ArchivedTranscript[]) => {
      const say = vi.fn<(line: string) => void>();
      await makeCards(archiveOf(...transcripts), { ...STEPS, say }, folder);
      return say.mock.calls.map(([line]) => line);
    };
    expect(await told(many.slice(0, 3))).toHaveLength(3);
    expect((await told(many.slice(0, 4))).at(-1)).toBe(
      '1 more page goes without a picture, since no font has all of its characters.',
    );
    const [first, , , last, ...rest] = await told(many);
    expect(first).toMatch(/^content\/transcripts\/phags-0\.md: no picture was drawn/);
    expect(last).toBe(
      '2 more pages go without a picture, since no font has all of their characters.',
    );
    expect(rest).toEqual([]);
  });
});

const STEPS = { tell: () => undefined, say: () => undefined };

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
