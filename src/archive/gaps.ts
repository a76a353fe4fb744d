import { languageName } from '../transcript/language.ts';
import { isPlaceholder } from '../transcript/parenthesis.ts';
import type { Segment } from '../transcript/model.ts';
import { findUncertainties, type UncertaintyKind } from '../transcript/uncertainty.ts';
import { derived } from './derived.ts';
import type { ArchivedTranscript, IdentifiedTurn } from './model.ts';

/**
 * Words that are not here yet. `untranscribed`: nobody wrote down or translated what was said in another language.
 * `relayed`: nor that, but another speaker paraphrases it. `inaudible`: it could not be understood. `phonetic`: it was
 * spelled by ear.
 */
export type GapKind = 'untranscribed' | 'relayed' | UncertaintyKind;

export interface Gap {
  kind: GapKind;
  /** The language that somebody who fills it must know: a BCP 47 tag, `und` when unknown. */
  language: string;
  /** What stands in the words' place: "(Speaking Ukrainian)", "(inaudible)". */
  text: string;
  transcript: ArchivedTranscript;
  /** The turn it stands in or, on a line of its own, follows; `null` before the first. */
  turn: IdentifiedTurn | null;
  /** UTF-16 units from the start of the turn's `text`; `null` on a line of its own. */
  offset: number | null;
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

/** The gaps of one transcript, in their order. */
export function gapsIn(transcript: ArchivedTranscript): Gap[] {
  const alone = transcript.directions
    .flatMap(({ text, after }) => findUncertainties(text).map((found) => ({ ...found, after })))
    .map(({ kind, text, after }): Gap => {
      const turn = after === null ? null : (transcript.turns[after - 1] ?? null);
      return { kind, language: transcript.language, text, transcript, turn, offset: null };
    });
  const afterTurn = Map.groupBy(alone, ({ turn }) => turn);
  return [
    ...(afterTurn.get(null) ?? []),
    ...transcript.turns.flatMap((turn) => [
      ...gapsOfTurn(transcript, turn),
      ...(afterTurn.get(turn) ?? []),
    ]),
  ];
}

function gapsOfTurn(transcript: ArchivedTranscript, turn: IdentifiedTurn): Gap[] {
  const segments = turn.segments.flatMap((segment): Gap[] => {
    const kind = kindOf(segment);
    if (kind === null) return [];
    const { language, text, offset } = segment;
    return [{ kind, language, text, transcript, turn, offset }];
  });
  const uncertain = findUncertainties(turn.text).flatMap(({ kind, text, offset }): Gap[] => {
    const around = turn.segments.find(
      (segment) => segment.offset <= offset && offset < segment.offset + segment.text.length,
    );
    // "(Unintelligible)" may be all that a segment says, and is one gap.
    if (around && kindOf(around) !== null && around.text.length === text.length) return [];
    const language = around?.language ?? transcript.language;
    return [{ kind, language, text, transcript, turn, offset }];
  });
  if (uncertain.length === 0) return segments;
  return [...segments, ...uncertain].sort((a, b) => (a.offset ?? 0) - (b.offset ?? 0));
}

function kindOf({ delivery, text }: Segment): GapKind | null {
  if (delivery === 'untranscribed') return 'untranscribed';
  // Words that are here and paraphrased are no gap; a placeholder for them is.
  return delivery === 'relayed' && isPlaceholder(text) ? 'relayed' : null;
}
