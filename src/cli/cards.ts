import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { programOf } from '../archive/lookup.ts';
import type { Archive } from '../archive/model.ts';
import { cardOf, type Card } from '../cards/card.ts';
import { drawingVersion } from '../cards/version.ts';
import { texts } from '../texts/texts.ts';
import type { StepProgress } from './step-progress.ts';

/**
 * Sees to it that every published transcript has its picture, and draws only those that no former build has drawn. One
 * that cannot be drawn is told, and its transcript goes without.
 *
 * @param steps is told how far it is.
 * @param folder where pictures are kept from build to build.
 * @returns the file of each transcript's picture, by the transcript's id.
 */
export async function makeCards(
  { site, transcripts, programs }: Archive,
  steps: Pick<StepProgress, 'tell' | 'say'>,
  folder = CARD_FOLDER,
): Promise<Map<string, string>> {
  await mkdir(folder, { recursive: true });
  const language = texts(site.language);
  const version = await drawingVersion();
  const wanted = transcripts
    .filter(({ status }) => status === 'published')
    .map((transcript) => {
      const program = programOf({ programs }, transcript);
      const card = cardOf(transcript, { site, program, texts: language });
      const file = path.join(folder, `${digest(version, card)}.png`);
      return { id: transcript.id, source: transcript.file, card, file };
    });
  const kept = await sweep(folder, new Set(wanted.map(({ file }) => path.basename(file))));
  const missing = wanted.filter(({ file }) => !kept.has(path.basename(file)));
  const undrawable = await drawAll(missing, steps);
  return new Map(
    wanted.filter(({ file }) => !undrawable.has(file)).map(({ id, file }) => [id, file]),
  );
}

/** Puts pictures where `/transcripts/<id>.png` asks for them. */
export async function copyCards(cards: ReadonlyMap<string, string>, site: string): Promise<void> {
  for (const [id, file] of cards) {
    const target = path.join(site, 'transcripts', `${id}.png`);
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(file, target);
  }
}

interface WantedCard {
  id: string;
  source: string;
  card: Card;
  file: string;
}

/** Returns the files that could not be drawn. */
async function drawAll(
  wanted: readonly WantedCard[],
  { tell, say }: Pick<StepProgress, 'tell' | 'say'>,
): Promise<Set<string>> {
  const undrawable = new Set<string>();
  if (wanted.length === 0) return undrawable;
  // The fonts and what draws them take a moment to load, which a build that draws nothing is spared.
  const { CardPainter } = await import('../cards/draw.ts');
  const painter = new CardPainter();
  const complaints = new Map<string, string>();
  for (const [index, { source, card, file }] of wanted.entries()) {
    tell(index, wanted.length);
    const { png, missing } = await painter.draw(card);
    if (png === null) {
      undrawable.add(file);
      complaints.set(source, missing.map(named).join(', '));
    } else {
      const aside = `${file}.${String(process.pid)}`;
      await writeFile(aside, png);
      await rename(aside, file);
    }
  }
  for (const complaint of complaintsInShort(complaints)) say(complaint);
  return undrawable;
}

/** Which pages go without a picture, and what no font has: the first of them where there are many. */
function complaintsInShort(complaints: ReadonlyMap<string, string>): string[] {
  const told = [...complaints]
    .slice(0, MOST_COMPLAINTS)
    .map(
      ([source, missing]) =>
        `${source}: no picture was drawn, since no font has ${missing}; the page goes without`,
    );
  const more = complaints.size - told.length;
  if (more === 0) return told;
  const [pages, whose] = more === 1 ? ['page goes', 'its'] : ['pages go', 'their'];
  const rest = `${String(more)} more ${pages} without a picture, since no font has all of ${whose} characters.`;
  return [...told, rest];
}

/** Removes what no build has used for a month. Returns the pictures that are wanted and there, and marks them used. */
async function sweep(folder: string, wanted: ReadonlySet<string>): Promise<Set<string>> {
  const now = new Date();
  const kept = new Set<string>();
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    if (wanted.has(name)) {
      await utimes(file, now, now);
      kept.add(name);
    } else if ((await stat(file)).mtimeMs < now.getTime() - UNUSED) {
      await rm(file, { recursive: true, force: true });
    }
  }
  return kept;
}

const digest = (version: string, card: Card): string =>
  createHash('sha256')
    .update(`${version}\0${JSON.stringify(card)}`)
    .digest('hex')
    .slice(0, 32);

const named = (character: string): string =>
  `“${character}” (U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`;

const MOST_COMPLAINTS = 3;

/** Beside Astro's own cache, which the continuous integration keeps. */
const CARD_FOLDER = '.cache/cards';

/** Milliseconds. Builds of other content share the folder, so that what one does not use may be another's. */
const UNUSED = 30 * 24 * 60 * 60 * 1000;
