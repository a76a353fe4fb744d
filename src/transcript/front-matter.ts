import type { z } from 'zod';
import { familyName } from './label.ts';
import { parseDate } from './date.ts';
import type { Affiliation, Person, Speaker, Transcript } from './model.ts';
import type { Place, ProblemReporter } from './problem.ts';
import { frontMatterSchema } from './schemas.ts';
import { didYouMean } from './suggestion.ts';
import { readYaml } from './yaml.ts';

/** A transcript as far as its front matter tells. */
export interface FrontMatter {
  fields: Omit<Transcript, 'turns' | 'directions' | 'chapters'>;
  placeOf: (path: readonly PropertyKey[]) => Place;
}

/**
 * Reads front matter, finds the speakers' names among the known people, and reports what does not fit.
 *
 * @param yaml the text between the fences, which starts on line 2 of its file.
 * @returns `null` where it can't be read at all.
 */
export function readFrontMatter(
  yaml: string,
  people: ReadonlyMap<string, Person>,
  report: ProblemReporter,
): FrontMatter | null {
  const { value, placeOf } = readYaml(yaml, frontMatterSchema, 2, report);
  if (!value) return null;
  const { speakers, provenance, source, rights, corrections, ...rest } = value;
  return {
    placeOf,
    fields: {
      ...rest,
      description: rest.description ?? null,
      about: rest.about ?? null,
      date: rest.date ?? null,
      recorded: rest.recorded ?? null,
      published: rest.published ?? null,
      updated: rest.updated ?? null,
      rebroadcastOf: rest.rebroadcastOf ?? null,
      program: rest.program ?? null,
      translatedBy: rest.translatedBy ?? null,
      provenance: provenance
        ? { kind: provenance.kind, by: provenance.by ?? null, on: provenance.on ?? null }
        : null,
      source: source
        ? {
            publisher: source.publisher ?? null,
            url: source.url ?? null,
            audio: source.audio ?? null,
          }
        : null,
      rights: rights
        ? {
            holder: rights.holder ?? null,
            notice: rights.notice ?? null,
            license: rights.license ?? null,
            original: rights.original ?? null,
          }
        : null,
      corrections: corrections.map((correction) => ({
        ...correction,
        said: correction.said ?? null,
        correct: correction.correct ?? null,
        note: correction.note ?? null,
      })),
      speakers: readSpeakers(speakers, rest.date ?? null, people, placeOf, report),
    },
  };
}

/** What a person was at a date, as one line: "Correspondent, Harbour Radio". `null` where nothing is known. */
export function affiliationAt(
  affiliations: readonly Affiliation[],
  date: string | null,
): string | null {
  const current = affiliations.find(({ from, to }) =>
    date === null
      ? to === null
      : (from === null || startOf(from) <= endOf(date)) &&
        (to === null || startOf(date) <= endOf(to)),
  );
  const parts = [current?.title, current?.organization].filter((part) => typeof part === 'string');
  return parts.length > 0 ? parts.join(', ') : null;
}

function readSpeakers(
  entries: z.output<typeof frontMatterSchema>['speakers'],
  date: string | null,
  people: ReadonlyMap<string, Person>,
  placeOf: FrontMatter['placeOf'],
  report: ProblemReporter,
): Speaker[] {
  const seen = new Map<string, number>();
  return entries.flatMap((entry, index): Speaker[] => {
    const place = placeOf(['speakers', index, 'id']);
    const first = seen.get(entry.id);
    if (first !== undefined) {
      const { line } = placeOf(['speakers', first, 'id']);
      report(
        'error',
        place,
        `Speaker "${entry.id}" stands twice, first on line ${String(line)}; expected each speaker once. Join the two entries.`,
      );
      return [];
    }
    seen.set(entry.id, index);
    const person = people.get(entry.id);
    if (!person && entry.role !== 'voice') {
      report(
        'error',
        place,
        `Unknown speaker "${entry.id}"; expected the name of a file in speakers/ without its ending.` +
          `${didYouMean(entry.id, [...people.keys()])} Add speakers/${entry.id}.yaml, or write "role: voice" for somebody unnamed.`,
      );
    }
    const name = entry.name ?? person?.name ?? entry.labels[0] ?? entry.id;
    return [
      {
        id: entry.id,
        name,
        shortName: person ? familyName(person.name, person.sortName) : name,
        role: entry.role ?? null,
        affiliation:
          entry.affiliation ?? (person ? affiliationAt(person.affiliations, date) : null),
        labels: entry.labels,
        unnamed: !person,
        private: person?.private ?? true,
      },
    ];
  });
}

const startOf = (date: string): string => date.slice(0, 10);

/** The last day that a partial date can mean, as text that compares. */
function endOf(date: string): string {
  const parts = parseDate(date);
  if (parts?.month === null) return `${date}-12-31`;
  return parts?.day === null ? `${date}-31` : startOf(date);
}
