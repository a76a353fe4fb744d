import { removedAt, transcriptAt } from '../archive/lookup.ts';
import type { Archive, ArchivedTranscript, IdentifiedTurn } from '../archive/model.ts';
import { didYouMean } from '../transcript/suggestion.ts';

/** What a component of a story names: a transcript, one of its turns, or several that follow one another. */
export interface Reference {
  transcript: ArchivedTranscript;
  /** Empty where the whole transcript is meant. */
  turns: IdentifiedTurn[];
  /** The fingerprint of the words that are meant; `null` for those that stand there now. */
  pin: string | null;
}

/** What a reference may name. */
export type ReferenceKind = 'transcript' | 'turn' | 'turns';

/** @returns the reference, or what is wrong with it: what was found, what was expected, and the cure. */
export function resolveReference(
  archive: Archive,
  given: string,
  kind: ReferenceKind,
): Reference | string {
  const form = FORMS[kind];
  const { id, first, last, pin } = SHAPE.exec(given)?.groups ?? {};
  const isFit =
    id !== undefined &&
    (kind === 'transcript') === (first === undefined) &&
    (kind === 'turns') === (last !== undefined) &&
    (pin === undefined || kind === 'turn');
  if (!isFit) return `Unreadable reference "${given}"; expected ${form}. Correct it.`;
  const transcript = transcriptAt(archive, id);
  if (!transcript) return unknownTranscript(archive, id);
  if (first === undefined) return { transcript, turns: [], pin: null };
  const from = turnIn(transcript, first);
  const to = turnIn(transcript, last ?? first);
  if (typeof from === 'string') return from;
  if (typeof to === 'string') return to;
  if (to.n < from.n) {
    return `The range "${first}..${last ?? ''}" runs backwards; expected the earlier turn first. Write ${id}#${last ?? ''}..${first}.`;
  }
  return { transcript, turns: transcript.turns.slice(from.n - 1, to.n), pin: pin ?? null };
}

const FORMS: Record<ReferenceKind, string> = {
  transcript: 'the id of a transcript, such as "2026/the-night-boat"',
  turn: 'a transcript and a turn, such as "2026/the-night-boat#t7"',
  turns: 'a transcript and two turns, such as "2026/the-night-boat#t4..t7"',
};

const SHAPE =
  /^(?<id>[^#\s]+?)(?:#(?<first>t\d+[a-z]*)(?:\.\.(?<last>t\d+[a-z]*))?(?:~(?<pin>[0-9a-f]+))?)?$/u;

function unknownTranscript(archive: Archive, id: string): string {
  const removed = removedAt(archive, id);
  return removed
    ? `The transcript "${id}" was removed on ${removed.removal.on}; expected one that is published. Take the quote away.`
    : `Unknown transcript "${id}"; expected the id of a published transcript.${didYouMean(
        idInAddress(id),
        archive.transcripts.map((one) => one.id),
      )} Correct the id.`;
}

/** The id in the address of a page or a file of a transcript, which people copy; anything else as it is. */
const idInAddress = (given: string): string =>
  given.replace(/^.*\btranscripts\//u, '').replace(/(?:\/|\.html|\.md)$/u, '');

function turnIn({ id, turns, gone }: ArchivedTranscript, wanted: string): IdentifiedTurn | string {
  const turn = turns.find((one) => one.id === wanted);
  if (turn) return turn;
  const lost = gone.find((one) => one.id === wanted);
  if (lost) {
    const day = lost.on === null ? '' : ` on ${lost.on}`;
    return lost.fate === 'merged'
      ? `Turn "${wanted}" of ${id} was joined with turn "${lost.into ?? ''}"${day}; expected a turn that is there. Name "${lost.into ?? ''}".`
      : `Turn "${wanted}" of ${id} is there no more${lost.fate === 'removed' ? `: it was removed${day}` : ''}; expected a turn that is there. Name another, or take the quote away.`;
  }
  return `Unknown turn "${wanted}" of ${id}; expected one of its turns, ${turns[0]?.id ?? 't1'} to ${turns.at(-1)?.id ?? 't1'}. Correct the id.`;
}
