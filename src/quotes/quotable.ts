import type { Archive, ArchivedTranscript, IdentifiedTurn } from '../archive/model.ts';
import { describeContent } from '../transcript/content.ts';
import { isPlaceholder } from '../transcript/placeholder.ts';
import { hasWords, type QuotableTurn } from './turn-index.ts';

/** Every turn of an archive that has words to quote, in order, and after those of each transcript its former words. */
export function* quotableTurns({ transcripts }: Pick<Archive, 'transcripts'>) {
  for (const transcript of transcripts) {
    const turns = transcript.turns.map((turn) => quotableTurn(transcript, turn));
    yield* turns.filter(hasWords);
    yield* transcript.turns.flatMap((turn, index) => formerWords(turn, turns[index]));
  }
}

/** A turn as it stands, and after it what it said before. */
export function wordingsOf(
  transcript: ArchivedTranscript,
  turn: IdentifiedTurn,
): [QuotableTurn, ...QuotableTurn[]] {
  const now = quotableTurn(transcript, turn);
  return [now, ...formerWords(turn, now)];
}

function quotableTurn(transcript: ArchivedTranscript, turn: IdentifiedTurn): QuotableTurn {
  const { id, record, speakers } = transcript;
  const speaker = speakers.find((one) => one.id === turn.speaker);
  return {
    transcript: id,
    turn: turn.id,
    pin: turn.permalink?.pin ?? null,
    speaker: { id: turn.speaker, name: speaker?.name ?? turn.label },
    record,
    text: turn.text,
    asides: asidesOf(turn),
    former: null,
  };
}

function formerWords({ permalink }: IdentifiedTurn, now: QuotableTurn | undefined): QuotableTurn[] {
  return (permalink?.earlier ?? []).flatMap(({ text, pin, until }) =>
    text === null || !now ? [] : [{ ...now, text, pin, asides: [], former: { until, now } }],
  );
}

function asidesOf({ text, content }: IdentifiedTurn): { start: number; end: number }[] {
  if (!/[([]/.test(text)) return [];
  const { directions, segments } = describeContent(content);
  return [...directions, ...segments.filter((segment) => isPlaceholder(segment.text))]
    .map((aside) => ({ start: aside.offset, end: aside.offset + aside.text.length }))
    .sort((a, b) => a.start - b.start);
}
