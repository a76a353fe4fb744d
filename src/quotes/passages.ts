import { paragraphsOf, plain, plainEnd, plainStart, type Paragraph } from './draft-markup.ts';

/** Words in quotation marks, or in a block quote, in a draft. Offsets are UTF-16 units in the draft. */
export interface Passage {
  /** The words without the marks around them. */
  text: string;
  /** Where the words begin. */
  start: number;
  end: number;
  /** What stands before and after on the same paragraph: the sentence that may say who spoke. */
  before: string;
  after: string;
}

export interface FoundPassages {
  passages: Passage[];
  /** Where quotation marks open that nothing closes. */
  unclosed: number[];
}

/**
 * Finds what a draft quotes, in the order of the draft. A quotation inside a quotation is part of it. Marks open and
 * close within a paragraph, or over paragraphs that each open with the mark again; a block quote of Markdown or HTML is a
 * quotation as a whole, and so is an HTML `<q>`. Marks may stand in emphasis. The work grows with the draft alone.
 */
export function passagesIn(draft: string): FoundPassages {
  const { paragraphs, unclosed } = paragraphsOf(draft);
  const found: FoundPassages = { passages: [], unclosed };
  for (let index = 0; index < paragraphs.length; index += 1) {
    const paragraph = paragraphs[index];
    if (!paragraph) break;
    const { text } = paragraph;
    if (paragraph.isBlockQuote) {
      addBlockQuote(paragraph, aroundBlockQuote(paragraphs, index), found);
      continue;
    }
    let scanned = scan(text);
    let joined = text;
    // A quotation of several paragraphs opens each of them.
    const last = Math.min(index + MOST_PARAGRAPHS, paragraphs.length) - 1;
    while (scanned.open !== null && index < last) {
      const next = paragraphs[index + 1];
      if (!next || next.isBlockQuote || !plain(next.text).trimStart().startsWith(scanned.open))
        break;
      const between = next.start - paragraph.start - joined.length;
      const gap = '\n'.padEnd(between).slice(0, between);
      const start = next.text.indexOf(scanned.open);
      const again = next.text.slice(0, start) + ' ' + next.text.slice(start + scanned.open.length);
      joined += gap + again;
      index += 1;
      scanned = scan(joined);
    }
    add(paragraph.start, joined, scanned, found);
  }
  return found;
}

/** What names the speaker of a block quote: a sentence before it that ends in a colon, a line after it with a dash. */
function aroundBlockQuote(
  paragraphs: readonly Paragraph[],
  index: number,
): Pick<Passage, 'before' | 'after'> {
  const before = paragraphs[index - 1];
  const after = paragraphs[index + 1];
  const isTold =
    before?.isBlockQuote === false && /[:：][\s\u2060*_]*$/u.test(before.text.slice(-AROUND));
  const isNamed = after?.isBlockQuote === false && SOURCE.test(after.text.slice(0, AROUND));
  return {
    before: isTold ? before.text.slice(-AROUND) : '',
    after: isNamed ? after.text.slice(0, AROUND) : '',
  };
}

/** A block quote is what it quotes, without the line that names the speaker, unless it tells and quotes in turn. */
function addBlockQuote(
  { start, text, source }: Paragraph,
  around: Pick<Passage, 'before' | 'after'>,
  found: FoundPassages,
): void {
  const scanned = scan(text);
  const [first] = scanned.pairs;
  const opens = plainStart(text);
  const words = text.slice(0, source ?? text.length);
  const isInMarks = first?.open === opens;
  const isWhole = isInMarks && plain(words.slice(first.after)).trim() === '';
  if (isInMarks && !isWhole && plain(text.slice(first.after)).trim() !== '') {
    add(start, text, scanned, found);
    return;
  }
  const line = source === null ? around.after : text.slice(source);
  const named = line === '' || SOURCE.test(line) ? line : `— ${plain(line).trim()}`;
  const [from, to] = isWhole ? [first.start, first.end] : [0, words.length];
  addPassage(start + from, words.slice(from, to), { before: around.before, after: named }, found);
}

function addPassage(
  start: number,
  inner: string,
  { before, after }: Pick<Passage, 'before' | 'after'>,
  found: FoundPassages,
): void {
  const text = plain(inner).trim();
  if (text === '') return;
  found.passages.push({
    text,
    start: start + plainStart(inner),
    end: start + plainEnd(inner),
    before: plain(before),
    after: plain(after),
  });
}

function add(
  start: number,
  text: string,
  { pairs, unclosed }: Scanned,
  found: FoundPassages,
): void {
  for (const [index, pair] of pairs.entries()) {
    const previous = pairs[index - 1]?.after ?? 0;
    const next = pairs[index + 1]?.open ?? text.length;
    const around = {
      before: text.slice(Math.max(previous, pair.open - AROUND), pair.open),
      after: text.slice(pair.after, Math.min(next, pair.after + AROUND)),
    };
    addPassage(start + pair.start, text.slice(pair.start, pair.end), around, found);
  }
  for (const at of unclosed) found.unclosed.push(start + at);
}

interface Scanned {
  pairs: Pair[];
  unclosed: number[];
  /** The mark that is open at the end; `null` where none is. */
  open: string | null;
}

/** Where a mark stands, where the words after it begin, where the mark that closes them stands and what follows it. */
interface Pair {
  open: number;
  start: number;
  end: number;
  after: number;
}

interface Frame {
  at: number;
  mark: string;
  closers: string;
  /** What is quoted within, which counts where the frame is never closed. */
  pairs: Pair[];
}

/** Goes through a text once, with a stack of open marks. */
function scan(text: string): Scanned {
  const pairs: Pair[] = [];
  const unclosed: number[] = [];
  const frames: Frame[] = [];
  const singles = new SingleMarks(text);
  const holder = () => frames.at(-1)?.pairs ?? pairs;
  const giveUp = () => {
    const frame = frames.pop();
    if (!frame) return;
    unclosed.push(frame.at);
    for (const pair of frame.pairs) holder().push(pair);
  };
  const marks = new RegExp(MARK.source, 'gu');
  for (let match = marks.exec(text); match; match = marks.exec(text)) {
    const [mark] = match;
    const at = match.index;
    const around = sidesOf(text, at);
    if (SINGLE.includes(mark)) {
      if (frames.length > 0 || !around.opens) continue;
      const end = singles.closing(mark, at);
      if (end === null) continue;
      pairs.push({ open: at, start: at + 1, end, after: end + 1 });
      marks.lastIndex = end + 1;
      continue;
    }
    const depth = closedBy(frames, mark, around);
    if (depth === null) {
      const closers = closersOf(mark, around);
      if (closers !== null) frames.push({ at, mark, closers, pairs: [] });
      const oldest = frames.length > MOST_OPEN ? frames.shift() : undefined;
      if (oldest) {
        unclosed.push(oldest.at);
        for (const pair of oldest.pairs) pairs.push(pair);
      }
      continue;
    }
    while (frames.length - 1 > depth) giveUp();
    const frame = frames.pop();
    if (frame) {
      const start = frame.at + frame.mark.length;
      holder().push({ open: frame.at, start, end: at, after: at + mark.length });
    }
  }
  const open = frames[0]?.mark ?? null;
  while (frames.length > 0) giveUp();
  pairs.sort((a, b) => a.open - b.open);
  return { pairs, unclosed: unclosed.sort((a, b) => a - b), open };
}

interface Sides {
  /** Whether a mark that looks the same on both sides can open here, and can close. */
  opens: boolean;
  closes: boolean;
}

function sidesOf(text: string, at: number): Sides {
  let [left, right] = [at - 1, at + 1];
  while (EMPHASIS.includes(text.charAt(left) || ' ')) left -= 1;
  while (EMPHASIS.includes(text.charAt(right) || ' ')) right += 1;
  const [before, after] = [text.charAt(left), text.charAt(right)];
  return {
    opens: (before === '' || OPENING_SIDE.test(before)) && after !== '' && !/\s/u.test(after),
    closes: before !== '' && !/\s/u.test(before) && (after === '' || CLOSING_SIDE.test(after)),
  };
}

/** Which of the open marks one closes: the innermost that it fits, of a few. */
function closedBy(frames: readonly Frame[], mark: string, { opens, closes }: Sides): number | null {
  // A straight mark, and one that other languages open with, opens again where it can't close.
  if (opens && !closes && mark === '"') return null;
  for (let depth = frames.length - 1; depth >= Math.max(0, frames.length - MOST_DEEP); depth -= 1) {
    if (frames[depth]?.closers.includes(mark)) return depth;
  }
  return null;
}

function closersOf(mark: string, { opens }: Sides): string | null {
  if (mark === '"' || mark === '＂' || mark === '”' || mark === '»' || mark === '›') {
    return opens ? (TURNED.get(mark) ?? mark) : null;
  }
  return PAIRS.get(mark) ?? (mark.startsWith('<q') ? '</q>' : null);
}

/** Where single marks are closed: an apostrophe within a word closes nothing. They are asked for from left to right. */
class SingleMarks {
  readonly #text: string;
  readonly #kinds = new Map<boolean, { all: Row; after: Row }>();

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * The mark that closes one that opens at a place: the next one after a full stop or its like, since others may be the
   * apostrophe of a plural; failing that, the next one.
   */
  closing(mark: string, at: number): number | null {
    const isStraight = mark === "'";
    const { all, after } = this.#kinds.get(isStraight) ?? this.#look(isStraight);
    return after.next(at + 1, at + LONGEST_SINGLE) ?? all.next(at + 1, at + LONGEST_SINGLE);
  }

  #look(isStraight: boolean): { all: Row; after: Row } {
    const places = Array.from(
      this.#text.matchAll(isStraight ? /'/g : /[’‘]/g),
      ({ index }) => index,
    );
    const closing = places.filter((at) => sidesOf(this.#text, at).closes);
    const ends = closing.filter((at) => /[.,!?…;:。，！？]/u.test(this.#text.charAt(at - 1)));
    const kind = { all: new Row(closing), after: new Row(ends) };
    this.#kinds.set(isStraight, kind);
    return kind;
  }
}

/** Places in order, asked for from left to right. */
class Row {
  readonly #places: readonly number[];
  #at = 0;

  constructor(places: readonly number[]) {
    this.#places = places;
  }

  /** The first place after one and not beyond another. */
  next(after: number, most: number): number | null {
    while ((this.#places[this.#at] ?? Infinity) <= after) this.#at += 1;
    const place = this.#places[this.#at];
    return place !== undefined && place <= most ? place : null;
  }
}

/** The marks that open, and those that close each. */
const PAIRS = new Map([
  ['“', '”'],
  ['‟', '”'],
  ['„', '“”'],
  ['«', '»'],
  ['‹', '›'],
  ['「', '」'],
  ['『', '』'],
  ['﹁', '﹂'],
  ['﹃', '﹄'],
  ['〝', '〞〟'],
]);

/** Marks that close in most languages and open in some. */
const TURNED = new Map([
  ['»', '«'],
  ['›', '‹'],
]);

const SINGLE = "'‘‚";
const MARK = /["＂“”„‟«»‹›「」『』﹁﹂﹃﹄〝〞〟'‘‚]|<q(?: [^<>]{0,500})?>|<\/q>/gu;
/** Between a mark and the words or spaces at its sides: emphasis, and what stands for tags. */
const EMPHASIS = '*_\u2060';

const OPENING_SIDE = /[\s([{—–\-/>“„«‘:\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u;
const CLOSING_SIDE = /[^\p{L}\p{N}]|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u;

/** A line that opens with a dash, as one does that names who spoke: "— Dana Cole". */
const SOURCE = /^[\s\u2060]*(?:—|–|--|―)/u;

/** UTF-16 units of the sentence around a passage. */
const AROUND = 100;
/** UTF-16 units in which a single mark is closed. */
const LONGEST_SINGLE = 1500;
/** How many paragraphs one quotation has at most. */
const MOST_PARAGRAPHS = 16;
/** How many marks can be open at once; of more, the oldest are closed by nothing. */
const MOST_OPEN = 16;
/** How many open marks deep a closing one is looked for. */
const MOST_DEEP = 4;
