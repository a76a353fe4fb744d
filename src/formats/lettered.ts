import { isQuestion } from './dialogue.ts';
import type { Format, Passage } from './format.ts';
import { linesOf } from './lines.ts';
import { turnLinesFormat, type LineOpening, type TurnLines } from './turn-lines.ts';

/**
 * Interviews whose questions and answers open with the initials of those words in any language and a full stop: "P. ¿Y los
 * barcos?" and "R. Esperan." Only where two letters take turns from the first to the last, and one of them asks, are they
 * labels: a letter and a full stop may as well open a name, or number a list.
 */
const LETTERED: TurnLines = {
  opening: letterOpening,
  openingsIn: (lines) => (areLettered(lines) ? lines.map(({ text }) => letterOpening(text)) : []),
  markdown: false,
  wordsBelow: false,
  opensWith: 'preamble',
};

export const lettered: Format = turnLinesFormat(
  {
    id: 'lettered',
    name: 'Questions and answers after a letter and a full stop',
    example: ['P. ¿Cuándo volvió el hielo?', 'R. Anoche.', 'P. ¿Y los barcos?', 'R. Esperan.'].join(
      '\n',
    ),
    atMost: 0.58,
    detect: (source) => (areLettered([...linesOf(source)]) ? 0.58 : 0),
  },
  LETTERED,
);

function letterOpening(line: string): LineOpening | null {
  const { lead = '', letter = '' } = LETTER.exec(line.slice(0, LONGEST_LEAD))?.groups ?? {};
  if (letter === '') return null;
  return { label: letter, start: null, end: null, length: lead.length, certainty: 'certain' };
}

function areLettered(lines: readonly Passage[]): boolean {
  const turns: { letter: string; asks: boolean }[] = [];
  for (const { text } of lines) {
    const opening = letterOpening(text);
    if (opening) turns.push({ letter: opening.label, asks: isQuestion(text) });
  }
  const [first] = turns;
  if (!first || turns.length < FEWEST_TURNS) return false;
  const letters = new Set(turns.map(({ letter }) => letter));
  const questions = turns.filter(({ letter }) => letter === first.letter);
  const answers = turns.filter(({ letter }) => letter !== first.letter);
  const asking = questions.filter(({ asks }) => asks).length;
  const asked = answers.filter(({ asks }) => asks).length;
  const inARow = turns.filter(({ letter }, at) => letter === turns[at - 1]?.letter).length;
  return (
    letters.size === 2 &&
    inARow * 5 <= turns.length &&
    asking * 2 > questions.length &&
    asked * 3 <= answers.length
  );
}

/** "P. ", "P.- ", "P.— ". */
const LETTER = /^(?<lead>(?<letter>\p{Lu})\.(?: ?[-–—])?\s{1,4})(?=\S)/u;
const LONGEST_LEAD = 12;
const FEWEST_TURNS = 4;
