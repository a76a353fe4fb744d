import type { Person, Speaker } from '../transcript/model.ts';
import { derived, derivedOf } from './derived.ts';
import type { Archive, ArchivedTranscript, IdentifiedTurn, Story } from './model.ts';
import { outlineOf } from './outline.ts';
import { letterOf, sortNameOf } from './sort-names.ts';

/** A person's part in one transcript. */
export interface Appearance {
  transcript: ArchivedTranscript;
  /** The person with role and affiliation at the time. */
  speaker: Speaker;
  /** The positions of their turns. */
  positions: readonly number[];
}

/** The people with a page of their own, in the order of an index: named, not private, and heard at least once. */
export const publicPeople = derived((archive): readonly Person[] =>
  alphabetical(archive).map(({ person }) => person),
);

/** By letter, and within it by sort name. */
const alphabetical = derived((archive) => {
  const { language } = archive.site;
  const order = new Intl.Collator(language, { numeric: true });
  return [...archive.people.values()]
    .filter((person) => !person.private && appearancesOf(archive, person.id).length > 0)
    .map((person) => {
      const sortName = sortNameOf(person);
      return { person, sortName, letter: letterOf(sortName, language) };
    })
    .sort(
      (a, b) =>
        order.compare(a.letter, b.letter) ||
        order.compare(a.sortName, b.sortName) ||
        order.compare(a.person.id, b.person.id),
    );
});

/** The transcripts in which a person speaks, newest first. */
export const transcriptsWith = (archive: Archive, person: string): ArchivedTranscript[] =>
  appearancesOf(archive, person).map(({ transcript }) => transcript);

/** Every transcript in which a person speaks, newest first. */
export const appearancesOf = (archive: Archive, person: string): readonly Appearance[] =>
  appearancesByPerson(archive).get(person) ?? [];

const appearancesByPerson = derived(({ transcripts }) => {
  const byPerson = new Map<string, Appearance[]>();
  for (const transcript of transcripts) {
    const { heard } = outlineOf(transcript);
    for (const speaker of transcript.speakers) {
      const positions = heard[speaker.id];
      if (speaker.unnamed || !positions) continue;
      const appearances = byPerson.get(speaker.id);
      if (appearances) appearances.push({ transcript, speaker, positions });
      else byPerson.set(speaker.id, [{ transcript, speaker, positions }]);
    }
  }
  return byPerson;
});

/** What an index tells of a person. */
export interface SpeakerFacts {
  person: Person;
  sortName: string;
  /** The letter of the index under which the sort name stands. */
  letter: string;
  transcripts: number;
  /** Turns of verbatim records, and the words in them. */
  turns: number;
  words: number;
  /** Turns of summaries, whose words are not the person's. */
  summarised: number;
  span: Span | null;
}

/** The first and the last date of some transcripts, each as exact as it is known. */
export interface Span {
  first: string;
  last: string;
}

/** The people with a page of their own, by sort name, with what an index tells of them. */
export const speakerIndex = derived((archive): readonly SpeakerFacts[] => {
  const words = spokenWords(archive);
  return alphabetical(archive).map((entry) => {
    const appearances = appearancesOf(archive, entry.person.id);
    return {
      ...entry,
      transcripts: appearances.length,
      ...countTurns(appearances),
      words: words.get(entry.person.id) ?? 0,
      span: spanOf(appearances.map(({ transcript }) => transcript)),
    };
  });
});

/** The letters of the index of speakers, in order, each with the 0-based position of the first name under it. */
export const lettersOf = derived((archive): readonly { letter: string; position: number }[] => {
  const index = speakerIndex(archive);
  return index
    .map(({ letter }, position) => ({ letter, position }))
    .filter(({ letter, position }) => index[position - 1]?.letter !== letter);
});

/** What an index tells of one of the people in it. */
export const speakerFacts = (archive: Archive, person: string): SpeakerFacts | undefined =>
  factsByPerson(archive).get(person);

const factsByPerson = derived(
  (archive) => new Map(speakerIndex(archive).map((facts) => [facts.person.id, facts])),
);

/** The words of verbatim records, by their speaker. */
function spokenWords({ transcripts }: Archive): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const transcript of transcripts) {
    if (transcript.record === 'summary') continue;
    for (const [speaker, count] of Object.entries(outlineOf(transcript).words)) {
      words.set(speaker, (words.get(speaker) ?? 0) + count);
    }
  }
  return words;
}

/** Counts what is speech apart from what is somebody's account of it. */
function countTurns(
  appearances: readonly Appearance[],
): Pick<SpeakerFacts, 'turns' | 'summarised'> {
  const counts = { turns: 0, summarised: 0 };
  for (const { transcript, positions } of appearances) {
    counts[transcript.record === 'summary' ? 'summarised' : 'turns'] += positions.length;
  }
  return counts;
}

/** What a person was in the transcripts, and when. */
export interface Standing {
  /** The person with the role and affiliation that all these transcripts give. */
  speaker: Speaker;
  transcripts: number;
  span: Span | null;
}

/** The roles and affiliations under which a person was heard, the latest first. */
export function standingsOf(appearances: readonly Appearance[]): Standing[] {
  const alike = Map.groupBy(appearances, ({ speaker: { role, affiliation } }) =>
    JSON.stringify([role, affiliation]),
  );
  return [...alike.values()].flatMap((group) => {
    const [latest] = group;
    return latest
      ? [
          {
            speaker: latest.speaker,
            transcripts: group.length,
            span: spanOf(group.map(({ transcript }) => transcript)),
          },
        ]
      : [];
  });
}

/** A person's turn, and the transcript that it is in. */
export interface SpokenTurn {
  appearance: Appearance;
  /** The turn's position. */
  n: number;
}

/** Every turn of a person, newest transcript first, each in the order of its transcript. */
export const turnsOf = derivedOf((archive, person): readonly SpokenTurn[] =>
  appearancesOf(archive, person).flatMap((appearance) =>
    appearance.positions.map((n) => ({ appearance, n })),
  ),
);

/** A program in which a person is heard, with their turns in it. */
export interface ProgramPart {
  id: string;
  name: string;
  turns: readonly SpokenTurn[];
}

/** The programs in which a person is heard, by name; none where there is nothing to choose from. */
export const programsOf = derivedOf((archive, person): readonly ProgramPart[] => {
  const byProgram = Map.groupBy(
    turnsOf(archive, person),
    ({ appearance }) => appearance.transcript.program,
  );
  if (byProgram.size < 2) return [];
  const order = new Intl.Collator(archive.site.language);
  return [...byProgram]
    .flatMap(([id, turns]) => {
      const program = id === null ? undefined : archive.programs.get(id);
      return program ? [{ id: program.id, name: program.name, turns }] : [];
    })
    .sort((a, b) => order.compare(a.name, b.name));
});

/**
 * For each turn of a transcript, in order, the last one before it by somebody else: as a rule the question that it
 * answers. `null` where there is none.
 */
export function questionsOf({ turns }: ArchivedTranscript): (IdentifiedTurn | null)[] {
  let question: IdentifiedTurn | null = null;
  return turns.map((turn, index) => {
    const before = turns[index - 1];
    if (before && before.speaker !== turn.speaker) question = before;
    return question;
  });
}

/** A program's transcripts, newest first. */
export const transcriptsOf = (archive: Archive, program: string): readonly ArchivedTranscript[] =>
  byProgram(archive).get(program) ?? [];

const byProgram = derived(({ transcripts }) => Map.groupBy(transcripts, ({ program }) => program));

/** The first and the last date of transcripts that come newest first; `null` where none has one. */
export function spanOf(transcripts: readonly ArchivedTranscript[]): Span | null {
  const dated = transcripts.filter(({ date }) => date !== null);
  const [last, first] = [dated[0]?.date, dated.at(-1)?.date];
  return typeof last === 'string' && typeof first === 'string' ? { first, last } : null;
}

/** The stories that show or quote a turn, newest first. */
export const storiesWith = (archive: Archive, transcript: string, turn: string): readonly Story[] =>
  storiesByTurn(archive).get(`${transcript}#${turn}`) ?? [];

/** The stories that show or quote anything of a transcript, newest first. */
export const storiesOf = (archive: Archive, transcript: string): readonly Story[] =>
  storiesByTranscript(archive).get(transcript) ?? [];

const storiesByTurn = derived(({ stories }) =>
  byWhat(stories, ({ transcript, turn }) => `${transcript}#${turn}`),
);

const storiesByTranscript = derived(({ stories }) =>
  byWhat(stories, ({ transcript }) => transcript),
);

function byWhat(
  stories: readonly Story[],
  nameOf: (turn: Story['turns'][number]) => string,
): Map<string, Story[]> {
  const found = new Map<string, Story[]>();
  for (const story of stories) {
    for (const name of new Set(story.turns.map(nameOf))) {
      found.set(name, [...(found.get(name) ?? []), story]);
    }
  }
  return found;
}

/** The day on which a transcript last changed, as far as it tells. */
export function lastChange(transcript: ArchivedTranscript): string | null {
  const { date, published, updated, corrections } = transcript;
  const days = [date, published, updated, ...corrections.map((correction) => correction.date)];
  return (
    days
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  );
}

/** A year, with the transcripts that aired in it, newest first. */
export interface Year {
  /** `2026` */
  year: string;
  transcripts: ArchivedTranscript[];
  /** Under `03`, those of March; a transcript of which only the year is known is in none. */
  months: ReadonlyMap<string, ArchivedTranscript[]>;
}

/** The years in which transcripts aired, newest first. */
export const yearsOf = derived(({ transcripts }): readonly Year[] => {
  const dated = transcripts.filter(({ date }) => date !== null);
  return [...Map.groupBy(dated, ({ date }) => date?.slice(0, 4) ?? '')].map(([year, ofYear]) => {
    const months = Map.groupBy(ofYear, ({ date }) => monthOf(date));
    months.delete('');
    return { year, transcripts: ofYear, months };
  });
});

/** `03` of `2026-03-02`, in the date's own zone; empty where the month is not known. */
export const monthOf = (date: string | null): string => date?.slice(5, 7) ?? '';

/** The transcripts of which nobody knows when they aired. */
export const undatedOf = derived(({ transcripts }): readonly ArchivedTranscript[] =>
  transcripts.filter(({ date }) => date === null),
);

/** A turn with words in a language, and the transcript that it is in. */
export interface FoundTurn {
  transcript: ArchivedTranscript;
  /** The turn's position. */
  n: number;
}

/** The tags of all other-language segments, in the alphabet's order. */
export const languagesOf = (archive: Archive): string[] =>
  [...segmentsByLanguage(archive).keys()].sort();

/** The transcripts with segments in a language, newest first. */
export const transcriptsIn = (archive: Archive, language: string): ArchivedTranscript[] =>
  archive.transcripts.filter(
    (transcript) => outlineOf(transcript).languages[language] !== undefined,
  );

/** Where each segment in a language stands, newest transcript first, each in the order of its transcript. */
export const segmentsIn = (archive: Archive, language: string): readonly FoundTurn[] =>
  segmentsByLanguage(archive).get(language) ?? [];

const segmentsByLanguage = derived(({ transcripts }) => {
  const byLanguage = new Map<string, FoundTurn[]>();
  for (const transcript of transcripts) {
    for (const [language, positions] of Object.entries(outlineOf(transcript).languages)) {
      const found = positions.map((n) => ({ transcript, n }));
      const others = byLanguage.get(language);
      if (others) others.push(...found);
      else byLanguage.set(language, found);
    }
  }
  return byLanguage;
});

/** Every turn with words in a language, once, newest transcript first. */
export const turnsIn = derivedOf((archive, language): readonly FoundTurn[] =>
  segmentsIn(archive, language).filter((found, index, all) => {
    const before = all[index - 1];
    return before?.n !== found.n || before.transcript !== found.transcript;
  }),
);
