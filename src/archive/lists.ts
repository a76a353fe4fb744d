import {
  datePath,
  DATES,
  GAPS_CSV,
  gapsPath,
  languagePath,
  LANGUAGES,
  listPagePath,
  programPath,
  PROGRAMS,
  speakerPath,
  speakerProgramPath,
  SPEAKERS,
  UNDATED,
} from './addresses.ts';
import { gapsByLanguage, gapsOf } from './gaps.ts';
import type { Archive } from './model.ts';
import { pageCount } from './pagination.ts';
import {
  languagesOf,
  programsOf,
  publicPeople,
  transcriptsOf,
  turnsIn,
  turnsOf,
  undatedOf,
  yearsOf,
} from './views.ts';

/** A list that may go on over several pages: its path, and how many entries it has. */
interface List {
  path: string;
  entries: number;
}

/** Every address that lists have: their pages, and the table of gaps where it is public. */
export const listAddresses = (archive: Archive): string[] => [
  ...listPages(archive),
  ...(archive.site.languageGaps === 'public' ? [GAPS_CSV] : []),
];

/** Every page of every list. */
export const listPages = (archive: Archive): string[] =>
  listsOf(archive).flatMap(({ path, entries }) =>
    Array.from({ length: pageCount(entries) }, (_, index) => listPagePath(path, index + 1)),
  );

function listsOf(archive: Archive): List[] {
  return [
    { path: SPEAKERS, entries: publicPeople(archive).length },
    ...publicPeople(archive).flatMap(({ id }) => listsOfSpeaker(archive, id)),
    { path: PROGRAMS, entries: archive.programs.size },
    ...[...archive.programs.keys()].map((id) => ({
      path: programPath(id),
      entries: transcriptsOf(archive, id).length,
    })),
    { path: LANGUAGES, entries: languagesOf(archive).length },
    ...languagesOf(archive).map((tag) => ({
      path: languagePath(tag),
      entries: turnsIn(archive, tag).length,
    })),
    ...listsByDate(archive),
    ...(archive.site.languageGaps === 'public' ? listsOfGaps(archive) : []),
  ];
}

const listsOfSpeaker = (archive: Archive, id: string): List[] => [
  { path: speakerPath(id), entries: turnsOf(archive, id).length },
  ...programsOf(archive, id).map((program) => ({
    path: speakerProgramPath(id, program.id),
    entries: program.turns.length,
  })),
];

function listsByDate(archive: Archive): List[] {
  const undated = undatedOf(archive).length;
  return [
    { path: DATES, entries: yearsOf(archive).length },
    ...yearsOf(archive).flatMap(({ year, transcripts, months }) => [
      { path: datePath(year), entries: transcripts.length },
      ...[...months].map(([month, ofMonth]) => ({
        path: datePath(year, month),
        entries: ofMonth.length,
      })),
    ]),
    ...(undated > 0 ? [{ path: UNDATED, entries: undated }] : []),
  ];
}

function listsOfGaps(archive: Archive): List[] {
  const languages = gapsByLanguage(archive);
  return [
    { path: gapsPath(), entries: gapsOf(archive).length },
    ...(languages.size > 1
      ? [...languages].map(([tag, gaps]) => ({ path: gapsPath(tag), entries: gaps.length }))
      : []),
  ];
}
