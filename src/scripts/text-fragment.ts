/** A stretch of text on a page, and which part of it is meant. */
export interface MarkedText {
  text: string;
  /** UTF-16 units from the start of `text`; equal to `end` where nothing of it is meant. */
  start: number;
  end: number;
}

/**
 * A text directive that lights up a stretch of one turn, `text=…`, to stand behind `:~:`
 * (https://wicg.github.io/scroll-to-text-fragment/). Browsers light up whole words alone, so it names whole words. It
 * says what stands before and after where the words come more than once; where even that could light up other words,
 * there is none.
 *
 * @param turn the turn's paragraphs, in order.
 * @param page everything that a reader sees of the page, the turn included.
 * @param language of the words, a BCP 47 tag.
 * @returns `null` where nothing is marked or nothing tells the words from others.
 */
export function textDirective(
  turn: readonly MarkedText[],
  page: string,
  language?: string,
): string | null {
  const marked = wholeWords(turn, language);
  if (!marked) return null;
  const { text, start, end, firstEnd, lastStart } = marked;
  const seen = folded(page);
  const back = (count: number) => nthWord(marked.words, start, -count);
  const on = (count: number) => nthWord(marked.words, end, count);

  for (const context of CONTEXTS) {
    const from = back(context);
    const prefix = text.slice(from, start).trim();
    if (firstEnd === end && end - start <= LONGEST) {
      const to = on(context);
      if (isOnce(text.slice(from, to), seen)) {
        return directive(prefix, text.slice(start, end), '', text.slice(end, to).trim());
      }
      continue;
    }
    for (const count of ENDS) {
      const opening = text.slice(start, Math.min(nthWord(marked.words, start, count), firstEnd));
      const closing = text.slice(Math.max(nthWord(marked.words, end, -count), lastStart), end);
      if (start + opening.length > end - closing.length) break;
      const rest = folded(text.slice(start + opening.length, end));
      const isFirst = rest.indexOf(folded(closing)) === rest.length - folded(closing).length;
      if (isFirst && isOnce(text.slice(from, start) + opening, seen)) {
        return directive(prefix, opening.trim(), closing.trim(), '');
      }
    }
  }
  return null;
}

/** Percent-encoded so that no character is left that the directive's own syntax or a program that finds links uses. */
export const encoded = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[-!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

interface WholeWords {
  /** The turn on one line. */
  text: string;
  start: number;
  end: number;
  /** Where the first marked paragraph's marked part ends, and the last one's starts. */
  firstEnd: number;
  lastStart: number;
  words: Boundary[];
}

/** UTF-16 units from the start of a text. */
interface Boundary {
  start: number;
  end: number;
}

function wholeWords(turn: readonly MarkedText[], language: string | undefined): WholeWords | null {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const marked: Boundary[] = [];
  let text = '';
  for (const paragraph of turn) {
    const [before, words, after] = widened(paragraph, segmenter);
    text = onOneLine(`${text} ${before}`).trimStart();
    const start = text.length;
    text += onOneLine(words);
    if (words !== '') marked.push({ start, end: text.length });
    text += onOneLine(after);
  }
  const [first] = marked;
  const last = marked.at(-1);
  if (!first || !last) return null;
  const words = [...segmenter.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
  return {
    text,
    start: first.start,
    end: last.end,
    firstEnd: first.end,
    lastStart: last.start,
    words,
  };
}

/** A paragraph before, within and after what is marked, which grows to whole words and loses white space at its ends. */
function widened(
  { text, start, end }: MarkedText,
  segmenter: Intl.Segmenter,
): [string, string, string] {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text.charAt(from))) from += 1;
  while (from < to && /\s/.test(text.charAt(to - 1))) to -= 1;
  if (from >= to) return [text, '', ''];
  const first = segmenter.segment(text).containing(from)?.index ?? from;
  const last = segmenter.segment(text).containing(to - 1);
  from = first;
  if (last) to = last.index + last.segment.length;
  return [text.slice(0, from), text.slice(from, to), text.slice(to)];
}

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** Where the last of so many words after a place ends; or the first of so many before it, counted below zero, begins. */
function nthWord(words: readonly Boundary[], place: number, count: number): number {
  if (count === 0) return place;
  const counted =
    count > 0
      ? words.filter(({ end }) => end > place).slice(0, count)
      : words.filter(({ start }) => start < place).slice(count);
  return (count > 0 ? counted.at(-1)?.end : counted[0]?.start) ?? place;
}

/** As browsers compare: case and accents make no difference. */
const folded = (text: string): string =>
  onOneLine(text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());

function isOnce(text: string, seen: string): boolean {
  const wanted = folded(text).trim();
  const at = seen.indexOf(wanted);
  return at !== -1 && !seen.includes(wanted, at + 1);
}

const directive = (prefix: string, start: string, end: string, suffix: string): string =>
  'text=' +
  [
    ...(prefix === '' ? [] : [`${encoded(prefix)}-`]),
    encoded(start),
    ...(end === '' ? [] : [encoded(end)]),
    ...(suffix === '' ? [] : [`-${encoded(suffix)}`]),
  ].join(',');

/** UTF-16 units beyond which the first and last words stand for the whole. */
const LONGEST = 120;
/** How many words before and after are tried, the fewest first. */
const CONTEXTS = [0, 3, 6, 12];
/** How many of the first and the last words are tried. */
const ENDS = [4, 8, 16];
