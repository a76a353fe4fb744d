import { z } from 'zod';
import { isTurnId } from '../transcript/references.ts';
import {
  CHECK,
  CHECK_FACTS,
  correctionsPath,
  DATES,
  embedPath,
  exportPath,
  FEED_ENDINGS,
  feedPath,
  INDEX,
  languagePath,
  LANGUAGES,
  LLMS,
  programPath,
  PROGRAMS,
  SCHEMA,
  SEARCH,
  speakerPath,
  SPEAKERS,
  STORIES,
  storyPath,
  transcriptPath,
  TRANSCRIPTS,
  turnFilePath,
  turnPagePath,
} from './addresses.ts';
import { captionsOf, commonExports } from './exports.ts';
import { publishedIds, publishedPins, removedAddresses, transcriptAddresses } from './lookup.ts';
import { listAddresses } from './lists.ts';
import type { Archive } from './model.ts';
import { turnFilesOf } from './turn-files.ts';
import { languagesOf, publicPeople } from './views.ts';

/*
 * What a site has promised: every address, and every id of a turn. A build writes it to `/permalinks.json`, by which
 * the next one can be held against it.
 */

const manifestSchema = z.object({
  turnstone: z.literal('site'),
  version: z.literal(1),
  /** The endings of every transcript's exports. */
  exports: z.array(z.string()),
  /** Under each id that a transcript has, or had. */
  transcripts: z.array(
    z.object({
      id: z.string(),
      /** Whether it is there with its exports; of a removed one only the places of its turns are. */
      removed: z.boolean(),
      /** The endings of the exports that it has beyond those of every transcript; absent where there are none. */
      exports: z.array(z.string()).optional(),
      /** Whether each of the turns has a page of its own. */
      turnPages: z.boolean(),
      turns: z.array(z.string().refine(isTurnId)),
      /** The fingerprint of each of these turns' words; empty where it has none. */
      pins: z.array(z.string()).default([]),
    }),
  ),
  /** Every other address, below the site's base; lists by what they hold, and where they go on, come and go with that. */
  pages: z.array(z.string()),
});

/** The content of `/permalinks.json`. */
export type Manifest = z.output<typeof manifestSchema>;

export const MANIFEST = 'permalinks.json';

/** What a build of the archive promises. */
export function manifestOf(archive: Archive): Manifest {
  return {
    turnstone: 'site',
    version: 1,
    exports: commonExports(archive.site),
    transcripts: [
      ...transcriptAddresses(archive).map(({ id, transcript }) => {
        const captions = captionsOf(archive.site, transcript);
        return {
          id,
          removed: false,
          ...(captions.length > 0 && { exports: captions }),
          turnPages: transcript.turnPages,
          turns: publishedIds(transcript),
          pins: publishedPins(transcript),
        };
      }),
      ...removedAddresses(archive).map(({ id, removed: { turnPages, ids } }) => ({
        id,
        removed: true,
        turnPages,
        turns: ids,
        pins: [],
      })),
    ],
    pages: [
      ...STATIC_PAGES,
      ...feedPages(archive).flatMap((page) => FEED_ENDINGS.map((ending) => feedPath(page, ending))),
      ...publicPeople(archive).map(({ id }) => speakerPath(id)),
      ...[...archive.programs.keys()].flatMap((id) => [programPath(id), correctionsPath(id)]),
      ...languagesOf(archive).map(languagePath),
      STORIES,
      ...archive.stories.map(({ id }) => storyPath(id)),
      ...turnFilesOf(archive).map(({ n }) => turnFilePath(n)),
    ],
  };
}

/**
 * Reads a manifest.
 *
 * @throws an error that tells what it is instead, and the cure.
 */
export function readManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(
      `${MANIFEST} is no JSON; expected what a build wrote. Name the folder or the address of a site that Turnstone built.`,
    );
  }
  const version = z.object({ turnstone: z.literal('site'), version: z.number() }).safeParse(value);
  if (version.data && version.data.version > 1) {
    throw new Error(
      `${MANIFEST} is of version ${String(version.data.version)}; expected version 1. A newer Turnstone built that site: run the check with that one.`,
    );
  }
  const { data, error } = manifestSchema.safeParse(value);
  if (data) return data;
  const [issue] = error.issues;
  throw new Error(
    `${MANIFEST} is not what a build wrote ("${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}). Name the folder or the address of a site that Turnstone built.`,
  );
}

/**
 * Every address that a build of the archive makes, below the site's base; its assets, search index, icon and 404 page apart, and
 * what it tells crawlers, which is there only where the site knows its own address.
 */
export const addressesOf = (archive: Archive): string[] => [
  ...new Set([...addressesIn(manifestOf(archive)), ...listAddresses(archive)]),
];

/** Every address that a manifest promises. */
export function addressesIn({ exports: common, transcripts, pages }: Manifest): string[] {
  return [
    ...pages,
    ...transcripts.flatMap(({ id, removed, exports = [], turnPages, turns }) => [
      transcriptPath(id),
      ...(removed ? [] : [...common, ...exports].map((ending) => exportPath(id, ending))),
      ...(turnPages ? turns.flatMap((turn) => [turnPagePath(id, turn), embedPath(id, turn)]) : []),
    ]),
  ];
}

/** The pages with feeds: the home page, programs and public people. */
const feedPages = (archive: Archive): string[] => [
  '',
  ...[...archive.programs.keys()].map(programPath),
  ...publicPeople(archive).map(({ id }) => speakerPath(id)),
];

/** The pages that every site has. */
export const SECTIONS: readonly string[] = [
  '',
  'about/',
  TRANSCRIPTS,
  SPEAKERS,
  PROGRAMS,
  LANGUAGES,
  DATES,
  CHECK,
];

/** The addresses that every site has. */
const STATIC_PAGES = [
  ...SECTIONS,
  SEARCH,
  CHECK_FACTS,
  correctionsPath(null),
  MANIFEST,
  INDEX,
  SCHEMA,
  LLMS,
];
