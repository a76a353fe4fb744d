import { pinnedFragment, transcriptPath, turnPath } from '../archive/addresses.ts';
import type { Archive, ArchivedTranscript, IdentifiedTurn } from '../archive/model.ts';
import { wordingsOf } from '../quotes/quotable.ts';
import { verdictAtTurn } from '../quotes/verdict.ts';
import type { Segment } from '../transcript/model.ts';
import { isPlaceholder } from '../transcript/placeholder.ts';
import { resolveReference, type Reference, type ReferenceKind } from './references.ts';

/** @throws what is wrong with a reference, which the archive's problems tell before a page is made. */
export function referenceOf(archive: Archive, of: string, kind: ReferenceKind): Reference {
  const reference = resolveReference(archive, of, kind);
  if (typeof reference === 'string') throw new Error(reference);
  return reference;
}

/** The permalink of a quote, with the words that it quotes pinned, and until when they stood if they were changed. */
export function quotedPlace(
  { transcript, turns, pin }: Reference,
  quote: string,
): { path: string; changedOn: string | null } {
  const [turn] = turns;
  if (!turn) return { path: transcriptPath(transcript.id), changedOn: null };
  const [found] = verdictAtTurn(wordingsOf(transcript, turn), quote)?.turns ?? [];
  const quoted = found?.pin ?? pin;
  const path =
    quoted === null
      ? turnPath(transcript.id, turn.id)
      : transcriptPath(transcript.id) + pinnedFragment(turn.id, quoted);
  return { path, changedOn: found?.former?.until ?? null };
}

/** What a quote has of other languages: the segment that it is of, and those through which the turn is heard. */
export interface QuotedLanguage {
  /** `null` where the words are in the transcript's own language. */
  segment: Segment | null;
  /** What follows the segment in its turn and gives its meaning; `null` where another turn does, or nothing. */
  translation: string | null;
  /** The segments that say how the words are heard. */
  heard: Segment[];
}

/** Which of a turn's other-language segments a quote is of. */
export function quotedLanguage(
  transcript: ArchivedTranscript,
  turn: IdentifiedTurn,
  quote: string,
): QuotedLanguage {
  const [now] = wordingsOf(transcript, turn);
  const segment = turn.segments.find(
    ({ text }) =>
      !isPlaceholder(text) && verdictAtTurn([{ ...now, text, asides: [] }], quote) !== null,
  );
  const heard = turn.segments.filter(
    ({ text, delivery }) => isPlaceholder(text) && delivery !== 'untranscribed',
  );
  if (!segment) return { segment: null, translation: null, heard };
  const isOpening = segment.offset === 0 && /[.!?…؟。！？]["”’»)\]]*\s*$/u.test(segment.text);
  const rest = turn.text.slice(segment.offset + segment.text.length).trim();
  return { segment, translation: isOpening && rest !== '' ? rest : null, heard };
}
