import type { Passage } from './passages.ts';

/** The names of an archive's speakers, to be found in the sentence around a quotation. */
export class SpeakerNames {
  readonly #names: Map<string, string>;

  /**
   * @param names full names; one that two speakers share is as good as one, since the name is all that is compared.
   * @param others names that are known already.
   */
  constructor(names: Iterable<string>, others?: SpeakerNames) {
    this.#names = new Map(others ? others.#names : []);
    for (const name of names) this.#names.set(keyOf(name), name);
  }

  /**
   * Who is said to have spoken: `said Dana Cole` or `Dana Cole said` next to the quotation, `Dana Cole:` before it,
   * `— Dana Cole` after it. `null` wherever the sentence says it in another way, or of somebody else.
   */
  near({ before, after }: Pick<Passage, 'before' | 'after'>): string | null {
    return this.#after(after) ?? this.#before(before);
  }

  #after(after: string): string | null {
    const text = after.replace(/^[\s,.;:!?*_]+/u, '');
    const [dash] = /^(?:—|–|--|―)\s*/u.exec(text) ?? [];
    const line = dash === undefined ? text : text.slice(dash.length);
    const words = wordsOf(line);
    const first = this.#startingAt(words, 0);
    if (!first) return this.#verbThenName(words);
    // After a dash the name may stand alone, with what the speaker is behind a comma.
    const isSource = dash !== undefined && /^\s*(?:$|[,.(\n*_])/u.test(afterWords(line, first.end));
    return isSource || isSpeech(words, first.end) ? first.name : null;
  }

  #verbThenName(words: readonly string[]): string | null {
    for (let verb = 1; verb <= MOST_VERB; verb += 1) {
      if (VERBS.has(words.slice(0, verb).join(' '))) {
        const found = this.#startingAt(words, verb);
        if (found) return found.name;
      }
    }
    return null;
  }

  #before(before: string): string | null {
    const text = before.replace(/[\s*_]+$/u, '');
    const isColon = /[:：]$/u.test(text);
    const [sentence = ''] = /[^.!?\n。！？]*$/u.exec(text.replace(/[:：,，]$/u, '')) ?? [];
    const words = wordsOf(sentence);
    // Nothing but a name before a colon, or a name and a verb of speech, whatever stands before that.
    const alone = isColon ? this.#startingAt(words, 0) : null;
    if (alone?.end === words.length) return alone.name;
    for (let verb = 1; verb <= MOST_VERB; verb += 1) {
      if (!VERBS.has(words.slice(-verb).join(' '))) continue;
      for (let length = Math.min(MOST_NAME, words.length - verb); length > 0; length -= 1) {
        const start = words.length - verb - length;
        const name = this.#names.get(words.slice(start, start + length).join(' '));
        if (name !== undefined) return name;
      }
    }
    return null;
  }

  #startingAt(words: readonly string[], start: number): { name: string; end: number } | null {
    for (let length = MOST_NAME; length > 0; length -= 1) {
      if (start + length > words.length) continue;
      const name = this.#names.get(words.slice(start, start + length).join(' '));
      if (name !== undefined) return { name, end: start + length };
    }
    return null;
  }
}

const isSpeech = (words: readonly string[], at: number): boolean =>
  Array.from({ length: MOST_VERB }, (_, index) => words.slice(at, at + index + 1).join(' ')).some(
    (verb) => VERBS.has(verb),
  );

const wordsOf = (text: string): string[] =>
  text.normalize('NFC').toLowerCase().replace(/’/gu, "'").match(WORD) ?? [];

/** What stands after so many words of a text. */
function afterWords(text: string, count: number): string {
  let end = 0;
  for (const [index, match] of [...text.matchAll(WORD)].entries()) {
    if (index === count) break;
    end = match.index + match[0].length;
  }
  return text.slice(end);
}

const keyOf = (name: string): string => wordsOf(name).join(' ');

const WORD = /[\p{L}\p{M}\p{N}]+(?:['.-][\p{L}\p{M}\p{N}]+)*/gu;

/** How many words a name has at most, and a verb. */
const MOST_NAME = 6;
const MOST_VERB = 3;

const VERBS = new Set(
  (
    'said|says|asked|asks|added|adds|told|replied|replies|answered|answers|explained|explains|recalled|recalls|' +
    'сказав|сказала|каже|говорить|говорив|говорила|додав|додала|додає|запитав|запитала|питає|відповів|відповіла|пояснив|пояснила|' +
    'sagte|sagt|fragte|fragt|erklärte|erklärt|antwortete|a dit|dit|a déclaré|déclare|a expliqué|explique|a demandé|' +
    '说|說|表示|قال|قالت|يقول|تقول'
  ).split('|'),
);
