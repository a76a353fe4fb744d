import type { Transcript } from './model.ts';
import type { Place, ProblemReporter } from './problem.ts';

/** A place in a transcript that names a turn by its id. */
export type TurnReference = { id: string; place: Place } & (
  { kind: 'relay'; turn: number; segment: number } | { kind: 'correction' | 'inference' }
);

/** What the program concluded of the turn at a position. */
export interface Conclusion {
  turn: number;
  what: 'speaker' | 'relayed';
}

/** What was inferred: the editor's paths, which name turns by id, and the program's conclusions, each once. */
export function inferredPaths(
  stated: readonly string[],
  concluded: readonly Conclusion[],
  ids: readonly string[],
): string[] {
  const paths = concluded.map(({ turn, what }) => `turns.${ids[turn - 1] ?? ''}.${what}`);
  return [...new Set([...stated, ...paths])];
}

/** Whether a text is a turn's id: `t7`, or `t15a` for one that was put in after `t15`. */
export const isTurnId = (text: string): boolean => /^t\d+[a-z]*$/.test(text);

/** The ids that turns have when no ledger says otherwise: `t1`, `t2`, … by position. */
export function positionalIds(turns: readonly unknown[]): string[] {
  return turns.map((_, index) => `t${String(index + 1)}`);
}

/**
 * Resolves the references of a transcript whose turns have these ids, and reports the dangling ones.
 *
 * @param gone the ids of turns that were removed or joined: what was said about them may stay.
 */
export function resolveReferences(
  transcript: Transcript,
  references: readonly TurnReference[],
  ids: readonly string[],
  report: ProblemReporter,
  gone: ReadonlySet<string> = new Set(),
): void {
  const positions = new Map(ids.map((id, index) => [id, index + 1]));
  for (const reference of references) {
    const position = positions.get(reference.id);
    if (position === undefined && gone.has(reference.id)) {
      if (reference.kind !== 'relay') continue;
      report(
        'warning',
        reference.place,
        `Turn "${reference.id}" is in the transcript no more; expected the turn in which the paraphrase begins. Name another, or none.`,
      );
    } else if (position === undefined) {
      report(
        'error',
        reference.place,
        `Unknown turn "${reference.id}"; expected one of this transcript's turns, ${ids[0] ?? 't1'} to ${ids.at(-1) ?? 't1'}. Correct the id.`,
      );
    } else if (reference.kind === 'relay') {
      relayIn(transcript, reference, position, report);
    }
  }
}

/** Says in which turn another speaker begins to paraphrase a segment. */
export function relayIn(
  transcript: Transcript,
  { turn, segment, place }: { turn: number; segment: number; place: Place },
  position: number,
  report: ProblemReporter,
): void {
  const clip = transcript.turns[turn - 1];
  const relay = transcript.turns[position - 1];
  if (!clip || !relay || relay.speaker === clip.speaker) {
    report(
      'error',
      place,
      `Turn ${String(position)} can't relay turn ${String(turn)}: ${relay ? 'the same speaker speaks in it' : 'there is no such turn'}; expected a turn of another speaker. Name the turn in which the paraphrase begins.`,
    );
    return;
  }
  const target = clip.segments[segment];
  if (target) target.relayedIn = position;
}
