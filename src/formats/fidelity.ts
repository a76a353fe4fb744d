import { describeContent } from '../transcript/content.ts';
import type { Transcript } from '../transcript/model.ts';
import type { Place } from '../transcript/problem.ts';
import { readingOrder } from '../transcript/reading-order.ts';
import { WordCursor } from '../transcript/words.ts';
import type { PlacedNotice } from './assemble.ts';
import type { Passage } from './format.ts';

/** The first word at which a transcript and its source part. */
export interface Infidelity extends Place {
  word: string;
  /** `lost`: the source has it; `invented`: only the transcript does. */
  kind: 'lost' | 'invented';
}

/**
 * Holds a transcript against the wording of its source: every word must be in a label, turn, direction, chapter,
 * note or notice, in order, once.
 *
 * @param notices where the source has the lines that became the transcript's rights.
 */
export function findInfidelity(
  wording: Iterable<Passage>,
  transcript: Transcript,
  notices: readonly PlacedNotice[],
): Infidelity | null {
  let place: Place = START;
  const source = new WordCursor(
    (function* () {
      for (const passage of wording) {
        place = passage;
        yield passage.text;
      }
    })(),
  );
  const result = new WordCursor(textsOf(transcript, notices));
  for (;;) {
    const hasWord = source.next();
    const hasFound = result.next();
    if (hasWord && hasFound && source.agreesWith(result)) continue;
    if (!hasWord && !hasFound) return null;
    const { line, column } = place;
    const { word } = source;
    const found = result.word;
    return hasWord && (!hasFound || comesSoon(found, source))
      ? { word, kind: 'lost', line, column }
      : { word: found, kind: 'invented', line, column };
  }
}

const START: Place = { line: 1, column: 1 };

function comesSoon(word: string, source: WordCursor): boolean {
  for (let ahead = 1; ahead < NEARBY && source.next(); ahead += 1) {
    if (source.word === word) return true;
  }
  return false;
}

/** How far ahead a word is looked for before it counts as invented. */
const NEARBY = 200;

/** Everything a transcript says, in the order of its source. */
function* textsOf(transcript: Transcript, notices: readonly PlacedNotice[]): Generator<string> {
  const noticeTexts = transcript.rights?.notice?.split('\n\n') ?? [];
  let noticed = 0;
  let steps = 0;
  for (const step of readingOrder(transcript)) {
    for (; (notices[noticed]?.step ?? Infinity) <= steps; noticed += 1) {
      yield noticeTexts[noticed] ?? '';
    }
    steps += 1;
    if (step.kind === 'chapter') yield step.chapter.title;
    else if (step.kind === 'direction') yield step.direction.text;
    else {
      const { turn, block } = step;
      if (block === 0) yield turn.label;
      const content = turn.content[block];
      if (content) yield turn.content.length === 1 ? turn.text : describeContent([content]).text;
      if (block >= turn.content.length - 1) for (const { text } of turn.notes) yield text;
    }
  }
  for (; noticed < notices.length; noticed += 1) yield noticeTexts[noticed] ?? '';
}
