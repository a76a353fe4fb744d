import { isStandAloneDirection } from '../transcript/direction.ts';
import { labelKey } from '../transcript/label.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import type { DeclaredSpeaker, Format, Passage, ReadOptions, Reading } from './format.ts';
import { isNameLike } from './label-shape.ts';
import { linesOf } from './lines.ts';
import { isNotice } from './notices.ts';
import {
  readTurnLines,
  wordingOfTurnLines,
  type LineOpening,
  type TurnLines,
} from './turn-lines.ts';

/**
 * An interview without labels, as magazines print it: a dash opens each turn, or a sign opens each question and another,
 * or nothing, the answers. The marks are syntax and name nobody.
 */
export const markedDialogue: Format = dialogueFormat(
  {
    id: 'dialogue',
    name: 'Interview without labels, a dash or sign before each turn',
    example: [
      '— When did the ice come back?',
      '— At night.',
      '— Could you hear it?',
      '— From here.',
    ].join('\n'),
  },
  { markOf: signAt, markdown: false },
);

/** An interview in Markdown whose questions are in bold and whose answers, below or beside them, are not. */
export const boldQuestions: Format = dialogueFormat(
  {
    id: 'bold-questions',
    name: 'Interview in Markdown with questions in bold',
    example: [
      '**When did the ice come back?**',
      '',
      'At night.',
      '',
      '**Could you hear it?**',
      '',
      'From here.',
    ].join('\n'),
  },
  { markOf: boldAround, endOfQuestion, markdown: true },
);

interface Marks {
  markOf: (text: string) => Mark | null;
  /** Where a question ends that has its answer on the same line; `null` where none does. */
  endOfQuestion?: (text: string) => number | null;
  markdown: boolean;
}

/** What tells a turn from the one before it. */
interface Mark {
  /** The mark itself: marks that look alike mean the same. */
  sign: string;
  /** How much of the line it takes at its start, and at its end. */
  before: number;
  after: number;
}

function dialogueFormat(about: Pick<Format, 'id' | 'name' | 'example'>, marks: Marks): Format {
  const grammar: TurnLines = {
    opening: (line) => (marks.markOf(line) ? openingOf(null, 0) : null),
    openingsIn: (lines) => {
      partAnswers(lines, marks);
      const openings: (LineOpening | null)[] = lines.map(() => null);
      const turns = turnsIn(lines, marks)?.turns ?? [];
      for (const { index, mark, voice } of turns) {
        const line = lines[index];
        if (!line) continue;
        if (mark && mark.after > 0) {
          line.text = line.text.slice(mark.before, -mark.after).trim();
          line.column += mark.before;
        }
        openings[index] = openingOf(voice, mark?.after === 0 ? mark.before : 0);
      }
      return openings;
    },
    markdown: marks.markdown,
    wordsBelow: false,
    opensWith: 'preamble',
  };
  return {
    ...about,
    atMost: 0.55,
    detect: (source) => (turnsIn(linesIn(source, marks), marks) ? 0.55 : 0),
    read: (source, report, options) => read(source, { grammar, marks }, report, options),
    wording: (source, options) => wordingOfTurnLines(source, grammar, options),
  };
}

function linesIn(source: string, marks: Marks): Passage[] {
  const lines = [...linesOf(source)];
  partAnswers(lines, marks);
  return lines;
}

/** Gives an answer on the line of its question a line of its own, at the place where it stands. */
function partAnswers(lines: Passage[], { endOfQuestion: endOf }: Marks): void {
  if (!endOf) return;
  const parted = lines.flatMap((line) => {
    const end = endOf(line.text);
    if (end === null) return [line];
    const answer = line.text.slice(end);
    const lead = answer.length - answer.trimStart().length;
    return [
      { ...line, text: line.text.slice(0, end) },
      { ...line, text: answer.trim(), column: line.column + end + lead },
    ];
  });
  if (parted.length > lines.length) lines.splice(0, lines.length, ...parted);
}

function read(
  source: string,
  { grammar, marks }: { grammar: TurnLines; marks: Marks },
  report: ProblemReporter,
  options: ReadOptions,
): Reading {
  const lines = linesIn(source, marks);
  const dialogue = turnsIn(lines, marks);
  const place = lines[dialogue?.turns[0]?.index ?? 0];
  if (dialogue && place) reportVoices(dialogue.pattern, place, report, options);
  return readTurnLines(source, grammar, report, options);
}

/** How an interview tells its turns apart. */
type Pattern = 'marked questions' | 'two marks' | 'alternating' | 'unclear';

interface Dialogue {
  pattern: Pattern;
  turns: DialogueTurn[];
}

interface DialogueTurn {
  /** Of the line that opens it. */
  index: number;
  mark: Mark | null;
  /** `null` where nothing tells whose it is. */
  voice: string | null;
}

function reportVoices(
  pattern: Pattern,
  { line, column }: Place,
  report: ProblemReporter,
  { labels }: ReadOptions,
): void {
  const given = new Set(labels.map(labelKey));
  if (pattern !== 'unclear' && VOICES.every((voice) => given.has(labelKey(voice)))) return;
  report('warning', { line, column }, `No label says who speaks. ${TELLING[pattern]}`);
}

const VOICES = ['Voice 1', 'Voice 2'];
const [ASKING = '', ANSWERING = ''] = VOICES;
const NAME_THEM = `Check them, and say who they are: --speaker "${ASKING}=Full Name" --speaker "${ANSWERING}=Full Name".`;
const TELLING: Record<Pattern, string> = {
  'marked questions': `What is marked as a question is given to "${ASKING}" and what follows it to "${ANSWERING}", and the turns are marked as inferred. ${NAME_THEM}`,
  'two marks': `Two marks open the turns: those with the first are given to "${ASKING}", those with the other to "${ANSWERING}", and the turns are marked as inferred. ${NAME_THEM}`,
  alternating: `A dash opens each turn, and questions and answers alternate throughout, so the turns are given to "${ASKING}" and "${ANSWERING}" in turn, and marked as inferred. ${NAME_THEM}`,
  unclear:
    'A dash opens each turn, but nothing shows how many people speak, so each turn is given to an unidentified voice. Put the labels into the written file.',
};

const openingOf = (voice: string | null, length: number): LineOpening => ({
  label: '',
  start: null,
  end: null,
  length,
  certainty: 'certain',
  ...(voice !== null && { means: voiceNamed(voice) }),
});

const voiceNamed = (name: string): DeclaredSpeaker => ({
  name,
  sortName: null,
  role: null,
  affiliation: null,
  unnamed: true,
});

/** A line that opens a paragraph, or bears a mark. */
interface Unit {
  index: number;
  text: string;
  mark: Mark | null;
}

/** The turns of an interview; `null` where a text does not show throughout that it is one. */
function turnsIn(lines: readonly Passage[], { markOf }: Marks): Dialogue | null {
  if (!lines.slice(0, LINES_TO_FIRST).some(({ text }) => markOf(text))) return null;
  const units = unitsIn(lines, markOf);
  const first = units.findIndex(({ mark }) => mark !== null);
  if (first === -1 || first > LONGEST_PREAMBLE) return null;
  const spoken = units.slice(first);
  const marked = spoken.filter(({ mark }) => mark !== null);
  const asked = marked.filter(({ text }) => isQuestion(text)).length;
  if (asked < 2 || marked.some(opensWithLabel)) return null;
  const isSigned = marked.every(({ mark }) => !DASHES.has(mark?.sign ?? ''));
  const signs = [...new Set(marked.map(({ mark }) => mark?.sign ?? ''))];
  if (isSigned && signs.length === 2 && marked.length >= spoken.length * MOST) {
    const turns = marked.map(({ index, mark }) => ({
      index,
      mark,
      voice: mark?.sign === signs[0] ? ASKING : ANSWERING,
    }));
    return { pattern: 'two marks', turns };
  }
  if (signs.length !== 1) return null;
  const answered = spoken.filter(({ mark }, at) => mark && spoken[at + 1]?.mark === null).length;
  if (asked * 2 >= marked.length && answered >= marked.length * NEARLY_ALL) {
    const turns = spoken.flatMap(({ index, mark }, at): DialogueTurn[] => {
      if (mark) return [{ index, mark, voice: ASKING }];
      const answer = spoken[at - 1]?.mark ? dashAt(spoken[at]?.text ?? '') : undefined;
      return answer === undefined ? [] : [{ index, mark: answer, voice: ANSWERING }];
    });
    return { pattern: 'marked questions', turns };
  }
  if (isSigned || marked.length < FEWEST_TURNS || marked.length < spoken.length * MOST) return null;
  const parity = parityOfQuestions(marked);
  // Hyphens open the items of a list, whose questions do not alternate with answers.
  if (parity === null && signs[0] === '-') return null;
  return {
    pattern: parity === null ? 'unclear' : 'alternating',
    turns: marked.map(({ index, mark }, at) => ({
      index,
      mark,
      voice: parity === null ? null : (VOICES[at % 2] ?? null),
    })),
  };
}

function unitsIn(lines: readonly Passage[], markOf: Marks['markOf']): Unit[] {
  const units: Unit[] = [];
  let before = '';
  for (const [index, { text }] of lines.entries()) {
    const mark = markOf(text);
    const isApart = before === '' || mark !== null || markOf(before) !== null;
    before = text;
    if (text === '' || !isApart || isAside(text)) continue;
    units.push({ index, text, mark });
  }
  return units;
}

/** What nobody says: a heading, a rule, a direction, a notice. */
const isAside = (text: string): boolean =>
  /^(?:#{1,6}\s|(?:[-*_]\s?){3,}$|!\[)/u.test(text) ||
  (/^[([（［]/u.test(text) && isStandAloneDirection(text, 'en')) ||
  (text.length < LONGEST_NOTICE && isNotice(text));

/** Whether those at every other place ask and the others hardly ever do, at the beginning as at the end. */
function parityOfQuestions(marked: readonly Unit[]): 0 | 1 | null {
  const middle = Math.ceil(marked.length / 4) * 2;
  const halves = [marked.slice(0, middle), marked.slice(middle)];
  const parities = halves
    .filter(({ length }) => length > 1)
    .map((half) => {
      const shares = [0, 1].map((parity) => {
        const those = half.filter((_, at) => at % 2 === parity);
        return those.filter(({ text }) => isQuestion(text)).length / those.length;
      });
      const [even = 0, odd = 0] = shares;
      if (even >= MOST && odd <= HARDLY_ANY) return 0;
      return odd >= MOST && even <= HARDLY_ANY ? 1 : null;
    });
  const [parity = null] = parities;
  return parities.every((other) => other === parity) ? parity : null;
}

/** Whether words end as a question does. */
export const isQuestion = (text: string): boolean =>
  /[?？؟;](?:["”»’'*_)\]]|\s){0,6}$|か[。]?\s{0,3}$/u.test(text.slice(-12));

/** Whether somebody's name and a colon stand after the mark: such a text has labels. */
function opensWithLabel({ text, mark }: Unit): boolean {
  const words = text.slice(mark?.before ?? 0, LONGEST_NAME);
  // That of "10:30" ends no label.
  const colon = words.search(/：|:(?=\s|$)/u);
  return colon > 0 && isNameLike(words.slice(0, colon)) && /\S\s\S/u.test(words.slice(0, colon));
}

/** A dash, or a sign that magazines print before a turn, at the start of a line. */
function signAt(text: string): Mark | null {
  const dash = dashAt(text);
  if (dash) return dash;
  const found = /^[◇◆○●■□▶▷△▲▽▼]\s{0,4}(?=\S)/u.exec(text.slice(0, 12))?.[0];
  return found === undefined ? null : { sign: found.trim(), before: found.length, after: 0 };
}

/** The dash at the start of a line. A hyphen needs its space. */
function dashAt(text: string): Mark | null {
  const found = /^(?:[—–―─]{1,3}\s{0,4}|-\s{1,4})(?=[^\s—–―─-])/u.exec(text.slice(0, 12))?.[0];
  if (found === undefined) return null;
  return { sign: found.startsWith('-') ? '-' : '—', before: found.length, after: 0 };
}

/** A line that is bold from its start to its end and ends as a sentence does. */
function boldAround(text: string): Mark | null {
  const marker = text.slice(0, 2);
  if ((marker !== '**' && marker !== '__') || text.length < 6 || !text.endsWith(marker))
    return null;
  const inside = text.slice(2, -2);
  if (inside.includes(marker) || !/[.?!…？！。؟;"”»]\s{0,3}$/u.test(inside.slice(-5))) return null;
  return { sign: 'bold', before: 2 + (dashAt(inside)?.before ?? 0), after: 2 };
}

/** Bold at the start of a line that ends with a question mark, and words after it. */
function endOfQuestion(text: string): number | null {
  const marker = text.slice(0, 2);
  if (marker !== '**' && marker !== '__') return null;
  const close = text.indexOf(marker, 2);
  const isAsked = close > 2 && /[?？؟]["”»]?$/u.test(text.slice(2, close).slice(-3));
  return isAsked && /^\s+[^\s*_]/u.test(text.slice(close + 2, close + 12)) ? close + 2 : null;
}

const DASHES: ReadonlySet<string> = new Set(['—', '-']);
const LINES_TO_FIRST = 60;
/** Paragraphs. */
const LONGEST_PREAMBLE = 12;
const FEWEST_TURNS = 4;
const MOST = 0.7;
const NEARLY_ALL = 0.8;
const HARDLY_ANY = 0.15;
/** Characters. */
const LONGEST_NAME = 60;
const LONGEST_NOTICE = 2000;
