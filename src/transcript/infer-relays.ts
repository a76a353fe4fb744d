import { segmentNodes } from './content.ts';
import type { Transcript } from './model.ts';
import { opensWithRelay } from './relay.ts';

/**
 * Concludes who relays what: a placeholder at the end of a turn whose next turn, by another speaker, opens with a
 * phrase of relaying is relayed there. Marks each conclusion in the transcript's `inferred`.
 *
 * @returns the positions of the turns of which that was concluded.
 */
export function inferRelays({ turns, language, inferred }: Transcript): number[] {
  const known = new Set(inferred);
  const concluded: number[] = [];
  for (const [index, turn] of turns.entries()) {
    const next = turns[index + 1];
    const last = turn.segments.at(-1);
    if (last?.delivery !== 'untranscribed' || !next || next.speaker === turn.speaker) continue;
    if (!opensWithRelay(next.text, language)) continue;
    const node = segmentNodes(turn.content).at(-1);
    if (node) node.delivery = 'relayed';
    last.delivery = 'relayed';
    last.relayedIn = next.n;
    const path = `turns.t${String(turn.n)}.relayed`;
    if (!known.has(path)) inferred.push(path);
    concluded.push(turn.n);
  }
  return concluded;
}
