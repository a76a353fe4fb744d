import { defineCollection } from 'astro:content';
import type { Loader, LoaderContext } from 'astro/loaders';
import { z } from 'astro/zod';
import { contentFolder } from './archive/content-folder.ts';
import { currentArchive, onlyTranscriptPages, refreshArchive } from './archive/current.ts';
import type { Archive } from './archive/model.ts';
import { publicPeople } from './archive/views.ts';
import { formatProblem, hasErrors, type Problem, type Severity } from './transcript/problem.ts';

/**
 * Astro's edge: which transcripts, speakers and programs there are. An entry holds its title alone, since the
 * data store would keep every word in memory a second time; pages take the value from the archive.
 */
export const collections = {
  transcripts: defineCollection({
    loader: fromArchive('transcripts', ({ transcripts }) =>
      transcripts.map((transcript) => ({
        id: transcript.id,
        title: transcript.title,
        value: transcript,
      })),
    ),
    schema: z.object({ title: z.string() }),
  }),
  speakers: defineCollection({
    loader: fromArchive('speakers', (archive) =>
      onlyIndexed(publicPeople(archive)).map((person) => ({
        id: person.id,
        title: person.name,
        value: person,
      })),
    ),
    schema: z.object({ title: z.string() }),
  }),
  programs: defineCollection({
    loader: fromArchive('programs', ({ programs }) =>
      onlyIndexed([...programs.values()]).map((program) => ({
        id: program.id,
        title: program.name,
        value: program,
      })),
    ),
    schema: z.object({ title: z.string() }),
  }),
};

interface Entry {
  id: string;
  title: string;
  value: object;
}

/** A compilation renders nothing, so it is told of no content. */
const isCompiling = process.env.TURNSTONE_COMPILING === '1';

function fromArchive(name: string, entriesOf: (archive: Archive) => Entry[]): Loader {
  return {
    name: `turnstone-${name}`,
    load: async (context) => {
      if (isCompiling) return;
      fill(context, entriesOf(await currentArchive()), await currentArchive());
      if (!context.watcher) return;
      const folder = contentFolder();
      context.watcher.add(folder);
      context.watcher.on('all', (_event, file) => {
        if (!file.startsWith(folder)) return;
        void refreshArchive().then((archive) => {
          fill(context, entriesOf(archive), archive);
        });
      });
    },
  };
}

/** What has pages of its own only where more than transcript pages are wanted. */
function onlyIndexed<Value>(values: readonly Value[]): readonly Value[] {
  return onlyTranscriptPages() ? [] : values;
}

const EMPTY = 'empty';

let told = new Set<string>();

/** The problems that were not there when this was asked last. */
function newlyTold(problems: readonly Problem[]): { severity: Severity; line: string }[] {
  const lines = problems.map((problem) => ({
    severity: problem.severity,
    line: formatProblem(problem),
  }));
  const news = lines.filter(({ line }) => !told.has(line));
  told = new Set(lines.map(({ line }) => line));
  return news;
}

/** @throws in a build whose content has errors; the author's loop tells them and goes on. */
function fill(context: LoaderContext, entries: Entry[], { problems }: Archive): void {
  const { store, logger, watcher } = context;
  if (hasErrors(problems) && !watcher) {
    throw new Error(`The content has errors:\n${problems.map(formatProblem).join('\n')}`);
  }
  if (watcher && context.collection === 'transcripts') {
    // What an edit left as it was is on every page, and was told here.
    for (const { severity, line } of newlyTold(problems)) {
      if (severity === 'error') logger.error(line);
      else logger.warn(line);
    }
  }
  store.clear();
  // Astro warns about a collection that is not in its store; one without entries is no fault of the editor's.
  store.set({ id: EMPTY, data: {} });
  store.delete(EMPTY);
  for (const { id, title, value } of entries) {
    store.set({ id, data: { title }, digest: context.generateDigest(JSON.stringify(value)) });
  }
}
