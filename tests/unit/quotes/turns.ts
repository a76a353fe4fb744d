import { TurnIndex, type QuotableTurn } from '../../../src/quotes/turn-index.ts';

/** A turn of the transcript `a`, or of another one: `['Dana Cole', 'Two engineers.']`. */
export type Said = [name: string, text: string, more?: Partial<QuotableTurn>];

/** Turns that follow one another, with the ids `t1`, `t2`, … */
export const turnsOf = (...said: Said[]): QuotableTurn[] =>
  said.map(([name, text, more], index) => ({
    transcript: 'a',
    turn: `t${String(index + 1)}`,
    pin: 'abcd',
    speaker: { id: name.toLowerCase().replaceAll(' ', '-'), name },
    record: 'verbatim',
    text,
    asides: [],
    former: null,
    ...more,
  }));

export const indexOf = (...said: Said[]): TurnIndex => new TurnIndex(turnsOf(...said));
