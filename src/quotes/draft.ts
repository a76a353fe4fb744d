import { plain, withoutTags } from './draft-markup.ts';
import { passagesIn, type Passage } from './passages.ts';

/** A quotation of a draft, or a mark that opens one which nothing closes, in its place: lines and columns from 1 on. */
export interface DraftQuote {
  line: number;
  column: number;
  /** `null` where a mark opens and nothing closes it. */
  passage: Passage | null;
}

/** What a draft quotes, in its order. */
export function quotesIn(draft: string): DraftQuote[] {
  const { passages, unclosed } = passagesIn(draft);
  const placeOf = placesIn(draft);
  return [
    ...passages.map((passage) => ({ start: passage.start, passage })),
    ...unclosed.map((start) => ({ start, passage: null })),
  ]
    .sort((a, b) => a.start - b.start)
    .map(({ start, passage }) => ({ ...placeOf(start), passage }));
}

/**
 * What somebody quotes who brings words alone: what stands in quotation marks; where nothing does, all of it, unless it is
 * too long to be a quote.
 */
export function quotesOrWhole(text: string): DraftQuote[] {
  const quotes = quotesIn(text);
  const words = text.trim();
  const isOpened = quotes.length === 1 && quotes[0]?.passage === null && /^[“„«「『"]/u.test(words);
  if ((quotes.length > 0 && !isOpened) || words === '' || words.length > LONGEST) return quotes;
  const start = text.indexOf(words);
  const passage = {
    text: plain(withoutTags(words)).trim(),
    start,
    end: start + words.length,
    before: '',
    after: '',
  };
  return [{ ...placesIn(text)(start), passage }];
}

/** The line and column of an offset, both 1-based; offsets are asked for in order. */
function placesIn(text: string): (offset: number) => { line: number; column: number } {
  let [line, start] = [1, 0];
  return (offset) => {
    for (let next = text.indexOf('\n', start); next >= 0 && next < offset;) {
      line += 1;
      start = next + 1;
      next = text.indexOf('\n', start);
    }
    return { line, column: offset - start + 1 };
  };
}

/** UTF-16 units. */
const LONGEST = 10_000;
