import { isPlaceholder } from '../transcript/placeholder.ts';
import type { Segment, Transcript, Turn } from '../transcript/model.ts';
import { findUncertainties, type UncertaintyKind } from '../transcript/uncertainty.ts';

/**
 * Words that are not here yet. `untranscribed`: nobody wrote down or translated what was said in another language.
 * `relayed`: nor that, but another speaker paraphrases it. `inaudible`: it could not be understood. `phonetic`: it was
 * spelled by ear.
 */
export type GapKind = 'untranscribed' | 'relayed' | UncertaintyKind;

/** A gap in its transcript. Plain data. */
export interface FoundGap {
  kind: GapKind;
  /** The language that somebody who fills it must know: a BCP 47 tag, `und` when unknown. */
  language: string;
  /** What stands in the words' place: "(Speaking Ukrainian)", "(inaudible)". */
  text: string;
  /** The position of the turn it stands in or, on a line of its own, follows; `null` before the first. */
  n: number | null;
  /** UTF-16 units from the start of the turn's `text`; `null` on a line of its own. */
  offset: number | null;
}

/** The gaps of one transcript, in their order. */
export function findGaps({ language, turns, directions }: Transcript): FoundGap[] {
  const alone = directions.flatMap(({ text, after }) =>
    findUncertainties(text).map((found): FoundGap => ({
      kind: found.kind,
      language,
      text: found.text,
      n: after,
      offset: null,
    })),
  );
  const afterTurn = Map.groupBy(alone, ({ n }) => n);
  return [
    ...(afterTurn.get(null) ?? []),
    ...turns.flatMap((turn) => [...gapsOfTurn(turn, language), ...(afterTurn.get(turn.n) ?? [])]),
  ];
}

function gapsOfTurn({ n, text: words, segments: all }: Turn, own: string): FoundGap[] {
  const segments = all.flatMap((segment): FoundGap[] => {
    const kind = kindOf(segment);
    if (kind === null) return [];
    const { language, text, offset } = segment;
    return [{ kind, language, text, n, offset }];
  });
  const uncertain = findUncertainties(words).flatMap(({ kind, text, offset }): FoundGap[] => {
    const around = all.find(
      (segment) => segment.offset <= offset && offset < segment.offset + segment.text.length,
    );
    // "(Unintelligible)" may be all that a segment says, and is one gap.
    if (around && kindOf(around) !== null && around.text.length === text.length) return [];
    return [{ kind, language: around?.language ?? own, text, n, offset }];
  });
  if (uncertain.length === 0) return segments;
  return [...segments, ...uncertain].sort((a, b) => (a.offset ?? 0) - (b.offset ?? 0));
}

function kindOf({ delivery, text }: Segment): GapKind | null {
  if (delivery === 'untranscribed') return 'untranscribed';
  // Words that are here and paraphrased are no gap; a placeholder for them is.
  return delivery === 'relayed' && isPlaceholder(text) ? 'relayed' : null;
}
