import { languageName } from '../transcript/language.ts';
import { derived } from './derived.ts';
import type { FoundGap } from './find-gaps.ts';
import type { ArchivedTranscript, IdentifiedTurn } from './model.ts';
import { outlineOf } from './outline.ts';

/** A gap in the archive. */
export interface Gap extends Omit<FoundGap, 'n'> {
  transcript: ArchivedTranscript;
  /** The turn it stands in or, on a line of its own, follows; `null` before the first. */
  readonly turn: IdentifiedTurn | null;
}

/** Every gap of the archive: by language, then by program, each by name; then newest first. */
export const gapsOf = derived((archive): readonly Gap[] => {
  const order = new Intl.Collator(archive.site.language);
  const nameOf = (tag: string) => languageName(tag, archive.site.language) ?? tag;
  const programOf = ({ program }: ArchivedTranscript) =>
    program === null ? '' : (archive.programs.get(program)?.name ?? program);
  return archive.transcripts
    .flatMap(gapsIn)
    .map((gap) => ({ gap, language: nameOf(gap.language), program: programOf(gap.transcript) }))
    .sort((a, b) => order.compare(a.language, b.language) || order.compare(a.program, b.program))
    .map(({ gap }) => gap);
});

/** The gaps of each language, by its tag, in the order of `gapsOf`. */
export const gapsByLanguage = derived((archive) =>
  Map.groupBy(gapsOf(archive), ({ language }) => language),
);

/** The gaps of one transcript, in their order. Their turns are read when somebody asks for them. */
export const gapsIn = (transcript: ArchivedTranscript): Gap[] =>
  outlineOf(transcript).gaps.map(({ kind, language, text, n, offset }) => ({
    kind,
    language,
    text,
    offset,
    transcript,
    get turn() {
      return n === null ? null : (transcript.turns[n - 1] ?? null);
    },
  }));
