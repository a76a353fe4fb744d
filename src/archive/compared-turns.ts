import { CommonWords } from './common-words.ts';
import { foldedWords, isUnspaced, wordsKey } from './turn-words.ts';

/** One side of an alignment, in numbers that mean the same on both sides. */
export interface ComparedTurns {
  readonly length: number;
  readonly speakers: Int32Array;
  /** Equal where the words are, spaces, case, punctuation and Unicode composition aside. */
  readonly keys: Int32Array;
  /** Equal where speaker and words are. */
  readonly codes: Int32Array;
  /** How many letters and figures each turn has. */
  readonly letters: Int32Array;
  /** 1 where an editor decided: such a turn is the same as the one of its code alone, whatever its words. */
  readonly decided: Uint8Array;
  /** The words in order, as numbers. */
  words(turn: number): Int32Array;
  /** The letters and figures in order. */
  characters(turn: number): Int32Array;
  /** Twice the number of words; a character of a script without spaces counts half a word. */
  weight(turn: number): number;
  /** What counts the turn's words in other texts. */
  common(turn: number): CommonWords;
}

interface Worded {
  speaker: string;
  text: string;
}

/** Turns both sides into numbers. Words are told apart only where somebody asks. */
export function compareTurns(
  recorded: readonly Worded[],
  current: readonly Worded[],
): { recorded: ComparedTurns; current: ComparedTurns } {
  const speakers = new Map<string, number>();
  const keys = new Map<string, number>();
  const codes = new Map<number, number>();
  const words = new Map<string, number>();
  const weights: number[] = [];
  const keyOfText = new Map<string, { key: number; letters: number }>();

  const wordNumbers = (text: string): Int32Array =>
    Int32Array.from(foldedWords(text), (word) => {
      const number = numberOf(words, word);
      if (number === weights.length) weights.push(isUnspaced(word) ? 1 : 2);
      return number;
    });

  const compare = (turns: readonly Worded[]): ComparedTurns => {
    const { length } = turns;
    const side = {
      speakers: new Int32Array(length),
      keys: new Int32Array(length),
      codes: new Int32Array(length),
      letters: new Int32Array(length),
    };
    turns.forEach(({ speaker, text }, turn) => {
      let known = keyOfText.get(text);
      if (!known) {
        const key = wordsKey(text);
        known = { key: numberOf(keys, key), letters: key.length };
        keyOfText.set(text, known);
      }
      const speakerNumber = numberOf(speakers, speaker);
      side.speakers[turn] = speakerNumber;
      side.keys[turn] = known.key;
      side.letters[turn] = known.letters;
      side.codes[turn] = numberOf(codes, speakerNumber * 2 ** 26 + known.key);
    });
    const wordsOf = remembered((turn) => wordNumbers(turns[turn]?.text ?? ''));
    return {
      ...side,
      length,
      decided: new Uint8Array(length),
      words: wordsOf,
      characters: remembered((turn) =>
        Int32Array.from(wordsKey(turns[turn]?.text ?? ''), (letter) => letter.codePointAt(0) ?? 0),
      ),
      weight: (turn) => wordsOf(turn).reduce((sum, word) => sum + (weights[word] ?? 2), 0),
      common: remembered((turn) => new CommonWords(wordsOf(turn))),
    };
  };
  return { recorded: compare(recorded), current: compare(current) };
}

function numberOf<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

function remembered<Value>(make: (turn: number) => Value): (turn: number) => Value {
  const values = new Map<number, Value>();
  return (turn) => {
    let value = values.get(turn);
    if (value === undefined) {
      value = make(turn);
      values.set(turn, value);
    }
    return value;
  };
}
