import { turnNumber } from '../archive/addresses.ts';
import type { IdentifiedTurn } from '../archive/model.ts';
import type { Linked, Texts } from '../texts/texts.ts';
import type { Segment } from '../transcript/model.ts';
import { isPlaceholder } from '../transcript/placeholder.ts';
import { isPrivatePerson } from '../transcript/private-person.ts';
import { capitalised, languageName } from './names.ts';
import { isInferred, type Reading } from './reading.ts';

/** What a page says beside an other-language segment. */
export interface SegmentFact {
  language: string;
  /** How its meaning reaches the reader, in words. */
  delivery: string;
  relay: Relay | null;
}

/** Who paraphrases a segment, and where that begins. It is never called a translation. */
export interface Relay {
  text: Linked;
  /** The id of the turn in which it begins. */
  turn: string;
  isInferred: boolean;
}

/**
 * What to say of segments of one turn: each thing once, however many segments it is true of.
 *
 * @param isElsewhere whether it is said away from the transcript, where no private person is named.
 */
export function segmentFacts(
  segments: readonly Segment[],
  turn: IdentifiedTurn,
  reading: Reading,
  texts: Texts,
  isElsewhere = false,
): SegmentFact[] {
  const facts = segments.map((segment) => segmentFact(segment, turn, reading, texts, isElsewhere));
  const seen = new Set<string>();
  return facts.filter((fact) => {
    const key = JSON.stringify(fact);
    return !seen.has(key) && seen.add(key);
  });
}

function segmentFact(
  segment: Segment,
  turn: IdentifiedTurn,
  { transcript, castById }: Reading,
  texts: Texts,
  isElsewhere: boolean,
): SegmentFact {
  const relayer = transcript.turns[(segment.relayedIn ?? 0) - 1];
  const member = relayer && castById.get(relayer.speaker);
  return {
    language: capitalised(languageName(segment.language, texts), texts),
    delivery: deliveryText(segment, texts),
    relay: relayer
      ? {
          text: texts.relayed(
            isElsewhere && member && isPrivatePerson(member.speaker)
              ? texts.privatePerson
              : (member?.shortName ?? relayer.label),
            turnNumber(relayer.id),
          ),
          turn: relayer.id,
          isInferred: isInferred(transcript, `turns.${turn.id}.relayed`),
        }
      : null,
  };
}

function deliveryText({ delivery, text }: Segment, texts: Texts): string {
  switch (delivery) {
    case 'untranscribed':
    case 'relayed':
      return isPlaceholder(text) ? texts.untranscribed : texts.noTranslation;
    case 'interpreted':
      return texts.interpreted;
    case 'voice-over':
      return texts.voiceOver;
    case 'subtitled':
      return texts.subtitled;
    case 'original':
      return texts.originalWording;
  }
}
