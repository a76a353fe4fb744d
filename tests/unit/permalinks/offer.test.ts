import { access } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refreshArchive } from '../../../src/archive/current.ts';
import { offerPermalinks } from '../../../src/cli/offer-permalinks.ts';
import { openNewsroom, type Newsroom } from './newsroom.ts';

let room: Newsroom;
let printed: string[];
beforeEach(async () => {
  room = await openNewsroom();
  await room.publish(['Cole: Good morning.', 'Osei: The boats lie still.']);
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((line) => void printed.push(String(line)));
  vi.stubEnv('TURNSTONE_CONTENT', room.content);
  await refreshArchive();
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await room.close();
});

const isRecorded = (): Promise<boolean> =>
  access(path.join(room.content, 'permalinks/ferry.jsonl')).then(
    () => true,
    () => false,
  );

describe('turns without a lasting link', () => {
  it('are told of with the command where nobody can be asked', async () => {
    await offerPermalinks(null);
    expect(printed).toEqual([
      '1 transcript has turns without a lasting link. Record them with: npm run permalinks',
    ]);
    expect(await isRecorded()).toBe(false);
  });

  it.each(['', 'n', 'no', 'perhaps'])('are left alone when the answer is "%s"', async (answer) => {
    await offerPermalinks(() => Promise.resolve(answer));
    expect(await isRecorded()).toBe(false);
  });

  it('are recorded when the answer is yes, and nobody is asked again', async () => {
    const ask = vi.fn(() => Promise.resolve('y'));
    await offerPermalinks(ask);
    expect(await isRecorded()).toBe(true);
    await offerPermalinks(ask);
    expect(ask).toHaveBeenCalledExactlyOnceWith(
      '1 transcript has turns without a lasting link. Record them now, as npm run permalinks does? y/N ',
    );
  });
});
