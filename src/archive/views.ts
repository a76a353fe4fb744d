import type { Person, Segment, Speaker } from '../transcript/model.ts';
import type { Archive, ArchivedTranscript, IdentifiedTurn } from './model.ts';

/** A person's part in one transcript. */
export interface Appearance {
  transcript: ArchivedTranscript;
  /** The person with role and affiliation at the time. */
  speaker: Speaker;
  turns: IdentifiedTurn[];
}

/** The people with a page of their own, by sort name: named, not private, and heard at least once. */
export function publicPeople(archive: Archive): Person[] {
  const heard = new Set(
    archive.transcripts.flatMap(({ turns }) => turns.map(({ speaker }) => speaker)),
  );
  const order = new Intl.Collator(archive.site.language);
  return [...archive.people.values()]
    .filter((person) => !person.private && heard.has(person.id))
    .sort((a, b) => order.compare(a.sortName, b.sortName));
}

/** Every transcript in which a person speaks, newest first, with their turns. */
export function appearancesOf(archive: Archive, person: string): Appearance[] {
  return archive.transcripts.flatMap((transcript) => {
    const speaker = transcript.speakers.find(({ id, unnamed }) => id === person && !unnamed);
    const turns = transcript.turns.filter((turn) => turn.speaker === person);
    return speaker && turns.length > 0 ? [{ transcript, speaker, turns }] : [];
  });
}

/** A program's transcripts, newest first. */
export function transcriptsOf(archive: Archive, program: string): ArchivedTranscript[] {
  return archive.transcripts.filter((transcript) => transcript.program === program);
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

/** An other-language segment in its place. */
export interface FoundSegment {
  transcript: ArchivedTranscript;
  turn: IdentifiedTurn;
  segment: Segment;
}

/** The tags of all other-language segments, in the alphabet's order. */
export function languagesOf(archive: Archive): string[] {
  const tags = new Set(
    archive.transcripts.flatMap(({ turns }) =>
      turns.flatMap(({ segments }) => segments.map(({ language }) => language)),
    ),
  );
  return [...tags].sort();
}

/** Every segment in a language, newest transcript first, each in the order of its transcript. */
export function segmentsIn(archive: Archive, language: string): FoundSegment[] {
  return archive.transcripts.flatMap((transcript) =>
    transcript.turns.flatMap((turn) =>
      turn.segments
        .filter((segment) => segment.language === language)
        .map((segment) => ({ transcript, turn, segment })),
    ),
  );
}
