import { readable } from './words.ts';

/*
 * What the index keeps of a transcript. Its words are the content of one page record, with a named anchor for each turn;
 * what the engine must not take for words stands in the name of one more anchor, `FACTS`.
 */

/** What is known of a transcript beside its words. */
export interface Facts {
  /** The id of the transcript. */
  id: string;
  title: string;
  /** As exact as it is known; `null` where nobody knows. */
  date: string | null;
  /** The program's id. */
  program: string | null;
  record: 'verbatim' | 'summary';
  /** Which of these an editor or the program concluded: `date`, `program`, `turns.t1.speaker`. */
  inferred: string[];
  /** In their order, of those who have a turn. */
  speakers: { id: string; name: string; role: string | null; isPublic: boolean }[];
  turns: TurnFacts[];
}

export interface TurnFacts {
  /** Who of the speakers. */
  speaker: number;
  /** Those heard in it, the first in which most of it is. */
  languages: string[];
  /** The fingerprint of its words; absent while they are not recorded. */
  pin?: string;
  /** What nobody says, directions and placeholders, in the text on one line: UTF-16 units. Absent where there is none. */
  asides?: [start: number, end: number][];
}

/** A transcript as the index gives it back. */
export interface PageText extends Facts {
  said: SaidTurn[];
}

export interface SaidTurn {
  /** `t7` */
  id: string;
  /** The words as written, on one line. */
  text: string;
  speaker: { id: string; name: string; role: string | null; isPublic: boolean };
  languages: string[];
  pin: string | null;
  asides: { start: number; end: number }[];
}

/** What the engine gives back for a page: its `content` and `anchors`. */
export interface Fragment {
  content: string;
  anchors: readonly { id: string; title?: string; location: number }[];
}

/** The id of the anchor whose name holds the facts; no turn has it. Its number is that of their shape, and of the text's. */
export const FACTS = 'facts-4';

/**
 * Reads what the engine gives back.
 *
 * @throws where the page was indexed by something else.
 */
export function pageTextOf({ content, anchors }: Fragment): PageText {
  const [first, ...turns] = anchors;
  if (first?.id !== FACTS || first.title === undefined) throw new Error(OTHER_INDEX);
  const facts = JSON.parse(first.title) as Facts;
  if (turns.length !== facts.turns.length) throw new Error(OTHER_INDEX);
  const words = content.split(' ');
  const said = turns.map(({ id, location }, index): SaidTurn => {
    const { speaker = -1, languages = [], pin = null, asides = [] } = facts.turns[index] ?? {};
    const who = facts.speakers[speaker];
    if (!who) throw new Error(OTHER_INDEX);
    const text = readable(words.slice(location, turns[index + 1]?.location).join(' '));
    const places = asides.map(([start, end]) => ({ start, end }));
    return { id, text, speaker: who, languages, pin, asides: places };
  });
  return { ...facts, said };
}

const OTHER_INDEX = 'the index was not made by Turnstone';
