import { requiredTokens, type Quote, type QuotePart } from './quote-parts.ts';
import { foldedWord, tokensOf } from './tokens.ts';

/** Words that a quote can be of: a turn as it stands, or as it stood once. */
export interface QuotableTurn {
  /** The id of its transcript. */
  transcript: string;
  /** `t7` */
  turn: string;
  /** The fingerprint of the words; `null` while they are not recorded. */
  pin: string | null;
  speaker: { id: string; name: string };
  record: 'verbatim' | 'summary';
  text: string;
  /** What nobody says and a quote may leave out, directions and placeholders: UTF-16 units in `text`. */
  asides: readonly { start: number; end: number }[];
  /** Of words that were replaced: until when they stood, `null` where that is not known, and what stands there now. */
  former: { until: string | null; now: QuotableTurn } | null;
}

/** Whether there is more in a turn than directions and what only stands for speech. */
export const hasWords = ({ text, asides }: Pick<QuotableTurn, 'text' | 'asides'>): boolean =>
  asides.length === 0 ||
  /[\p{L}\p{N}]/u.test(
    asides.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text),
  );

/** Turns in which a quote stands: the position of the first of them, and how many there are. */
export interface Hit {
  first: number;
  count: number;
}

/** A turn that has many of a quote's words. */
export interface Near {
  index: number;
  /** From 0 to 1: the share of the quote's words that stand close together there, rare ones counting for more. */
  share: number;
}

/**
 * Turns by their words, in memory: numbers for tokens in one row, and for each word the turns that have it. The turns of
 * a transcript must come one after the other, in order.
 */
export class TurnIndex {
  readonly turns: readonly QuotableTurn[];
  readonly #ids = new Map<string, number>();
  /** By token: the number of the word however it is capitalised; 0 of punctuation. */
  readonly #words: number[] = [0];
  readonly #wordIds = new Map<string, number>();
  /** All turns' tokens. */
  readonly #row: Uint32Array;
  /** Where each turn begins in the row, and where the last one ends. */
  readonly #starts: Uint32Array;
  /** Where in the row asides begin, and where they end. */
  readonly #asides = new Map<number, number>();
  /** By word: where the turns that have it begin among the postings. */
  readonly #lists: Uint32Array;
  readonly #postings: Uint32Array;
  readonly #scores: Float32Array;

  constructor(turns: Iterable<QuotableTurn>) {
    const kept: QuotableTurn[] = [];
    const row = new GrowingRow();
    const starts: number[] = [];
    for (const turn of turns) {
      kept.push(turn);
      starts.push(row.length);
      this.#add(turn, row);
    }
    this.turns = kept;
    this.#row = row.numbers();
    this.#starts = Uint32Array.from([...starts, row.length]);
    [this.#lists, this.#postings] = this.#invert();
    this.#scores = new Float32Array(kept.length);
  }

  /** The turns in which a quote stands as it is, in order, at most so many. */
  exact(quote: Quote, most: number): number[] {
    const stretches = this.#numbered(quote);
    const rarest = stretches && this.#rarest(stretches);
    if (!stretches || rarest === null) return [];
    const found: number[] = [];
    for (let at = this.#listStart(rarest); at < this.#listEnd(rarest); at += 1) {
      const index = this.#postings[at] ?? 0;
      if (this.#find(stretches, this.#start(index), this.#start(index + 1)) === null) continue;
      found.push(index);
      if (found.length === most) break;
    }
    return found;
  }

  /** The turns of one transcript over which a quote stands as if they were one; `null` where it does not. */
  acrossTurns(quote: Quote, index: number): Hit | null {
    const stretches = this.#numbered(quote);
    const { transcript, former } = this.turns[index] ?? {};
    if (!stretches || transcript === undefined || former !== null) return null;
    let [first, end] = [index, index + 1];
    const isSame = (turn: QuotableTurn | undefined) =>
      turn?.transcript === transcript && turn.former === null;
    while (isSame(this.turns[first - 1])) first -= 1;
    while (isSame(this.turns[end])) end += 1;
    const spans = this.#find(stretches, this.#start(first), this.#start(end));
    const [from, to] = [spans?.[0]?.[0], spans?.at(-1)?.[1]];
    if (from === undefined || to === undefined) return null;
    const opening = this.#turnAt(from);
    return { first: opening, count: this.#turnAt(to - 1) - opening + 1 };
  }

  /**
   * The turns, as they stand now, that have most of a quote's words close together, the best first. The work is
   * bounded: of a long quote the rarest words decide.
   */
  nearest(quote: Quote, most: number): Near[] {
    const words = this.#wordsOf(quote.stretches);
    const byRarity = [...words.keys()].sort((a, b) => this.#listLength(a) - this.#listLength(b));
    const touched: number[] = [];
    let visited = 0;
    for (const word of byRarity.slice(0, MOST_WORDS)) {
      visited += this.#listLength(word);
      if (visited > MOST_POSTINGS && touched.length > 0) break;
      const weight = this.#weight(word);
      for (let at = this.#listStart(word); at < this.#listEnd(word); at += 1) {
        const index = this.#postings[at] ?? 0;
        const score = this.#scores[index] ?? 0;
        if (score === 0) touched.push(index);
        this.#scores[index] = score + weight;
      }
    }
    const best = this.#best(touched);
    for (const index of touched) this.#scores[index] = 0;
    const unknown = quote.words - [...words.values()].reduce((sum, count) => sum + count, 0);
    const total =
      [...words].reduce((sum, [word, count]) => sum + this.#weight(word) * count, 0) +
      unknown * this.#weight(null);
    const stretches = quote.stretches.map((parts) => ({
      words: this.#wordsOf([parts]),
      size: windowSize(parts),
    }));
    return best
      .map((index) => ({ index, share: this.#closeWords(stretches, index) / total }))
      .sort((a, b) => b.share - a.share || a.index - b.index)
      .slice(0, most);
  }

  #add({ text, asides }: QuotableTurn, row: GrowingRow): void {
    const { tokens } = tokensOf(text);
    const open = [...asides];
    let skip: { from: number; end: number } | null = null;
    for (const { text: token, isWord, start } of tokens) {
      if (skip && start >= skip.end) {
        this.#asides.set(skip.from, row.length);
        skip = null;
      }
      const [aside] = open;
      if (!skip && aside && start >= aside.start) {
        if (start < aside.end) skip = { from: row.length, end: aside.end };
        open.shift();
      }
      row.push(this.#idOf(token, isWord));
    }
    if (skip) this.#asides.set(skip.from, row.length);
  }

  #idOf(token: string, isWord: boolean): number {
    const known = this.#ids.get(token);
    if (known !== undefined) return known;
    const id = this.#words.length;
    this.#ids.set(token, id);
    this.#words.push(isWord ? this.#wordIdOf(foldedWord(token)) : 0);
    return id;
  }

  #wordIdOf(word: string): number {
    const known = this.#wordIds.get(word);
    if (known !== undefined) return known;
    const id = this.#wordIds.size + 1;
    this.#wordIds.set(word, id);
    return id;
  }

  /** For each word the turns that have it, each once: how often a word comes is counted first. */
  #invert(): [lists: Uint32Array, postings: Uint32Array] {
    const lists = new Uint32Array(this.#wordIds.size + 2);
    this.#eachWordOfTurn((word) => {
      lists[word + 1] = (lists[word + 1] ?? 0) + 1;
    });
    for (let word = 1; word < lists.length; word += 1) {
      lists[word] = (lists[word] ?? 0) + (lists[word - 1] ?? 0);
    }
    const postings = new Uint32Array(lists.at(-1) ?? 0);
    const filled = lists.slice();
    this.#eachWordOfTurn((word, index) => {
      const at = filled[word] ?? 0;
      postings[at] = index;
      filled[word] = at + 1;
    });
    return [lists, postings];
  }

  #eachWordOfTurn(tell: (word: number, index: number) => void): void {
    const seenIn = new Uint32Array(this.#wordIds.size + 1);
    for (let index = 0; index < this.turns.length; index += 1) {
      for (let at = this.#start(index); at < this.#start(index + 1); at += 1) {
        const word = this.#wordAt(at);
        if (word === 0 || seenIn[word] === index + 1) continue;
        seenIn[word] = index + 1;
        tell(word, index);
      }
    }
  }

  #start = (index: number): number => this.#starts[index] ?? 0;
  #wordAt = (at: number): number => this.#words[this.#row[at] ?? 0] ?? 0;
  #listStart = (word: number): number => this.#lists[word] ?? 0;
  #listEnd = (word: number): number => this.#lists[word + 1] ?? 0;
  #listLength = (word: number): number => this.#listEnd(word) - this.#listStart(word);

  /** What a word's being in a turn tells: much of a rare word, and most of one that no turn has. */
  #weight(word: number | null): number {
    const turns = word === null ? 0 : this.#listLength(word);
    return Math.log(1 + (this.turns.length + 1) / (turns + 1));
  }

  /** The turn that a place in the row is in. */
  #turnAt(at: number): number {
    let [low, high] = [0, this.turns.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#start(middle) <= at) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The quote in the row's numbers; `null` where a token of it is in no turn. */
  #numbered({ stretches }: Quote): NumberedPart[][] | null {
    const numbered = stretches.map((parts) =>
      parts.map((part): NumberedPart => {
        if (part.kind === 'insertion') {
          const ids = part.tokens.map(({ text }) => this.#ids.get(text));
          const recased = part.recased === null ? undefined : this.#ids.get(part.recased);
          return { kind: 'insertion', ids, recased };
        }
        const ids = part.fits.flatMap((text) => this.#ids.get(text) ?? []);
        return { kind: 'token', ids };
      }),
    );
    const isKnown = numbered
      .flat()
      .every(({ kind, ids }) => kind === 'insertion' || ids.length > 0);
    return isKnown && numbered.length > 0 ? numbered : null;
  }

  #rarest(stretches: readonly NumberedPart[][]): number | null {
    let rarest: number | null = null;
    for (const { kind, ids } of stretches.flat()) {
      const word = kind === 'token' ? (this.#words[ids[0] ?? 0] ?? 0) : 0;
      if (word === 0) continue;
      if (rarest === null || this.#listLength(word) < this.#listLength(rarest)) rarest = word;
    }
    return rarest;
  }

  /** Where the stretches stand in order in a part of the row, each at its first place; `null` where they don't. */
  #find(
    stretches: readonly NumberedPart[][],
    from: number,
    to: number,
  ): [start: number, end: number][] | null {
    const spans: [number, number][] = [];
    let at = from;
    for (const parts of stretches) {
      let end = -1;
      while (at < to && (end = this.#endOf(parts, at, to)) < 0) at += 1;
      if (end < 0) return null;
      spans.push([at, end]);
      at = end;
    }
    return spans;
  }

  /** Where a stretch that stands at a place ends; -1 where it does not stand there. */
  #endOf(parts: readonly NumberedPart[], start: number, to: number): number {
    let at = start;
    for (const { kind, ids, recased } of parts) {
      if (kind === 'insertion') {
        const stands = ids.every((id, offset) => id === this.#row[at + offset]);
        if (stands && at + ids.length <= to) at += ids.length;
        else if (recased !== undefined && at < to && recased === this.#row[at]) at += 1;
        continue;
      }
      if (!ids.includes(this.#row[at]) && at > start) at = this.#asides.get(at) ?? at;
      if (at >= to || !ids.includes(this.#row[at])) return -1;
      at += 1;
    }
    return at;
  }

  /** How often a quote has each word that some turn has. */
  #wordsOf(stretches: readonly (readonly QuotePart[])[]): Map<number, number> {
    const words = new Map<number, number>();
    for (const { token } of stretches.flatMap(requiredTokens)) {
      const word = token.isWord ? this.#wordIds.get(foldedWord(token.text)) : undefined;
      if (word !== undefined) words.set(word, (words.get(word) ?? 0) + 1);
    }
    return words;
  }

  /** The turns with the highest scores. */
  #best(touched: readonly number[]): number[] {
    const best: number[] = [];
    for (const index of touched) {
      if (this.turns[index]?.former !== null) continue;
      const score = this.#scores[index] ?? 0;
      const last = best.at(-1);
      if (best.length === MOST_CLOSE && last !== undefined && score <= (this.#scores[last] ?? 0)) {
        continue;
      }
      const place = best.findIndex((other) => (this.#scores[other] ?? 0) < score);
      best.splice(place < 0 ? best.length : place, 0, index);
      if (best.length > MOST_CLOSE) best.pop();
    }
    return best;
  }

  /** The weight of the quote's words in those places of a turn where most of each stretch stand, in order. */
  #closeWords(
    stretches: readonly { words: ReadonlyMap<number, number>; size: number }[],
    index: number,
  ): number {
    let at = this.#start(index);
    let sum = 0;
    for (const { words, size } of stretches) {
      const window = this.#bestWindow(words, size, at, this.#start(index + 1));
      sum += window.weight;
      if (window.weight > 0) at = window.end;
    }
    return sum;
  }

  #bestWindow(words: ReadonlyMap<number, number>, size: number, from: number, to: number) {
    const inside = new Map<number, number>();
    let weight = 0;
    let best = { weight: 0, end: from };
    for (let at = from; at < to; at += 1) {
      weight += this.#change(words, inside, at, 1);
      if (at - size >= from) weight -= this.#change(words, inside, at - size, -1);
      if (weight > best.weight + 1e-6) best = { weight, end: at + 1 };
    }
    return best;
  }

  /** What a token's coming in or going out of a window changes: a word counts as often as the quote has it. */
  #change(
    words: ReadonlyMap<number, number>,
    inside: Map<number, number>,
    at: number,
    by: 1 | -1,
  ): number {
    const word = this.#wordAt(at);
    const wanted = words.get(word);
    if (wanted === undefined) return 0;
    const before = inside.get(word) ?? 0;
    inside.set(word, before + by);
    const counts = by > 0 ? before < wanted : before <= wanted;
    return counts ? this.#weight(word) : 0;
  }
}

/** How many tokens of a turn are looked at together for a stretch: some more than it has. */
export const windowSize = (parts: readonly unknown[]): number => Math.ceil(parts.length * 1.4) + 4;

interface NumberedPart {
  kind: QuotePart['kind'];
  /** Of a token those that fit, of an insertion all in order. */
  ids: (number | undefined)[];
  /** Of an insertion of one letter, that letter in its other case. */
  recased?: number | undefined;
}

/** Numbers in a row whose length is not known before. */
class GrowingRow {
  #numbers = new Uint32Array(1 << 16);
  length = 0;

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const larger = new Uint32Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.length] = number;
    this.length += 1;
  }

  numbers(): Uint32Array {
    return this.#numbers.slice(0, this.length);
  }
}

/** How many of a quote's words are looked up. */
const MOST_WORDS = 64;
/** How many turns are looked at for a quote's words; common words come last. */
const MOST_POSTINGS = 800_000;
/** How many turns are compared closely. */
const MOST_CLOSE = 32;
