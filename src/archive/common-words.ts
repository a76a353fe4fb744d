/**
 * Counts the words that a sequence has in common, in order, with others that are read to it word by word: the longest
 * common subsequence, 32 words of the first at a time (the bit-parallel algorithm of H. Hyyrö, 2004).
 */
export class CommonWords {
  readonly #length: number;
  readonly #places = new Map<number, Uint32Array>();
  readonly #blocks: number;

  constructor(words: Int32Array) {
    this.#length = words.length;
    this.#blocks = Math.ceil(words.length / 32);
    words.forEach((word, position) => {
      let places = this.#places.get(word);
      if (!places) {
        places = new Uint32Array(this.#blocks);
        this.#places.set(word, places);
      }
      const block = position >>> 5;
      places[block] = ((places[block] ?? 0) | (1 << (position & 31))) >>> 0;
    });
  }

  /** Where nothing was read yet. Each place that a common word ends at loses its bit. */
  start(): Uint32Array {
    return new Uint32Array(this.#blocks).fill(0xffffffff);
  }

  /** Reads more words, and answers with what was read, common words of all so far in it. */
  read(state: Uint32Array, words: Int32Array): Uint32Array {
    const read = state.slice();
    for (const word of words) {
      const places = this.#places.get(word);
      if (!places) continue;
      let carry = 0;
      for (let block = 0; block < read.length; block += 1) {
        const open = read[block] ?? 0;
        const hit = (open & (places[block] ?? 0)) >>> 0;
        const sum = open + hit + carry;
        carry = sum > 0xffffffff ? 1 : 0;
        read[block] = ((sum >>> 0) | (open - hit)) >>> 0;
      }
    }
    return read;
  }

  /** How many words are common to the sequence and all that was read. */
  count(state: Uint32Array): number {
    let open = 0;
    for (const bits of state) open += countBits(bits);
    return 32 * this.#blocks - open;
  }

  /** How many words two sequences have in common, in order. */
  static between(a: Int32Array, b: Int32Array): number {
    const common = new CommonWords(a);
    return common.count(common.read(common.start(), b));
  }

  get length(): number {
    return this.#length;
  }
}

function countBits(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
