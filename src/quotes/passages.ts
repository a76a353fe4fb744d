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
 * close within a paragraph, or over paragraphs that each open with the mark again; a block quote of Markdown is a
 * quotation as a whole, and so is an HTML `<q>`. Marks may stand in emphasis. Nothing else of the draft's markup is
 * interpreted. The work grows with the draft alone.
 */
export function passagesIn(draft: string): FoundPassages {
  const found: FoundPassages = { passages: [], unclosed: [] };
  const paragraphs = paragraphsOf(draft);
  for (let index = 0; index < paragraphs.length; index += 1) {
    const paragraph = paragraphs[index];
    if (!paragraph) break;
    const { text } = paragraph;
    if (paragraph.isBlockQuote) {
      addBlockQuote(paragraph, found);
      continue;
    }
    let scanned = scan(text);
    let joined = text;
    // A quotation of several paragraphs opens each of them.
    const last = Math.min(index + MOST_PARAGRAPHS, paragraphs.length) - 1;
    while (scanned.open !== null && index < last) {
      const next = paragraphs[index + 1];
      if (!next || next.isBlockQuote || !next.text.trimStart().startsWith(scanned.open)) break;
      const gap = draft.slice(paragraph.start + joined.length, next.start);
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

interface Paragraph {
  start: number;
  /** As long as it is in the draft; the marks of a block quote are spaces. */
  text: string;
  isBlockQuote: boolean;
}

function paragraphsOf(draft: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let isOpen = false;
  let at = FRONT_MATTER.exec(draft)?.[0].length ?? 0;
  while (at < draft.length) {
    const newline = draft.indexOf('\n', at);
    const end = newline < 0 ? draft.length : newline + 1;
    const line = draft.slice(at, end);
    const marks = BLOCK_QUOTE.exec(line)?.[0] ?? '';
    const text = ' '.repeat(marks.length) + line.slice(marks.length);
    const isBlockQuote = marks !== '';
    const current = paragraphs.at(-1);
    if (line.trim() === '') isOpen = false;
    else if (isOpen && current?.isBlockQuote === isBlockQuote) current.text += text;
    else {
      paragraphs.push({ start: at, text, isBlockQuote });
      isOpen = true;
    }
    at = end;
  }
  return paragraphs;
}

/** A block quote is what it quotes, without the line that names the speaker, unless it tells and quotes in turn. */
function addBlockQuote({ start, text }: Paragraph, found: FoundPassages): void {
  const scanned = scan(text);
  const [first] = scanned.pairs;
  const opens = text.length - text.trimStart().length;
  const isTold = first?.open === opens && text.slice(first.after).trim() !== '';
  const source = SOURCE_LINE.exec(text);
  const after = source?.[0] ?? '';
  const isWhole = first?.open === opens && text.slice(first.after, source?.index).trim() === '';
  if (isTold && !isWhole) {
    add(start, text, scanned, found);
    return;
  }
  const words = text.slice(0, source?.index);
  const trimmed = words.trim();
  if (trimmed === '') return;
  const from = start + words.indexOf(trimmed);
  found.passages.push({
    text: trimmed,
    start: from,
    end: from + trimmed.length,
    before: '',
    after,
  });
}

function add(
  start: number,
  text: string,
  { pairs, unclosed }: Scanned,
  found: FoundPassages,
): void {
  for (const [index, pair] of pairs.entries()) {
    const inner = text.slice(pair.start, pair.end);
    const words = inner.trim();
    if (words === '') continue;
    const from = pair.start + inner.indexOf(words);
    const previous = pairs[index - 1]?.after ?? 0;
    const next = pairs[index + 1]?.open ?? text.length;
    found.passages.push({
      text: words,
      start: start + from,
      end: start + from + words.length,
      before: text.slice(Math.max(previous, pair.open - AROUND), pair.open),
      after: text.slice(pair.after, Math.min(next, pair.after + AROUND)),
    });
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
/** Between a mark and the words or spaces at its sides. */
const EMPHASIS = '*_';

const OPENING_SIDE = /[\s([{—–\-/>“„«‘:\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u;
const CLOSING_SIDE = /[^\p{L}\p{N}]|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u;

const FRONT_MATTER = /^---\r?\n[^]{0,20000}?\n---[ \t]*(?:\r?\n|$)/;
const BLOCK_QUOTE = /^ {0,3}(?:> ?)+/;
/** The last line of a block quote that names who spoke: "— Dana Cole". */
const SOURCE_LINE = /\n[ \t]*(?:—|–|--|―)[^\n]*\s*$/u;

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
