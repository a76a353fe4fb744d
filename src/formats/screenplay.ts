import { isMarkedDirection } from '../transcript/direction.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import type { Format, Heard, Passage, Reading } from './format.ts';
import { isNameLike, LONGEST_LABEL } from './label-shape.ts';
import { linesOf } from './lines.ts';
import { NOTHING_READ } from './recogniser.ts';

/**
 * A screenplay, or a transcript typed as one: who speaks stands in capitals on a line of its own, further in than the words
 * on the lines below it, which end with a blank line. Everything else, scenes and what happens in them, is a direction.
 */
export const screenplay: Format = {
  id: 'screenplay',
  name: 'Screenplay, with names in capitals above the words',
  example: [
    '                    ANA RUIZ',
    '          The ice is back.',
    '',
    '                    LEE OSEI',
    '          I can hear it from here.',
    '',
    '                    ANA RUIZ',
    '          Since when?',
  ].join('\n'),
  atMost: 0.72,
  detect,
  read,
  wording: (source) => linesOf(source),
};

/** How sure: several names, one of which comes again. */
function detect(source: string): number {
  // Names stand far in.
  if (!FAR_IN.test(source)) return 0;
  const counts = new Map<string, number>();
  for (const [{ text }] of speechesIn([...linesOf(source)]).speeches) {
    const name = text.replace(/ ?\(.*$/u, '');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts.size > 1 && [...counts.values()].some((count) => count > 1) ? 0.72 : 0;
}

function read(source: string, report: ProblemReporter): Reading {
  const { speeches, others } = speechesIn([...linesOf(source)]);
  const blocks = [...speeches, ...others].toSorted((a, b) => a[0].line - b[0].line);
  const spoken = new Set(speeches);
  /** Where the words of the last speech stand. */
  let indent = Infinity;
  const heard = blocks.flatMap((lines): Heard[] => {
    const [first, words, ...below] = lines;
    if (spoken.has(lines) && words) {
      indent = words.column;
      return [
        { kind: 'label', ...first, start: null, end: null },
        { kind: 'words', ...joined([words, ...below]) },
      ];
    }
    // Another paragraph of whoever speaks stands as far in as the first.
    if (indent > FURTHEST_SCENE && first.column >= indent && !isScene(first.text)) {
      return [{ kind: 'words', ...joined(lines) }];
    }
    const scene = joined(lines);
    if (canBeMarked(scene.text)) return [{ kind: 'direction', ...scene }];
    const nobody = { text: '', start: null, end: null, line: scene.line, column: scene.column };
    return [
      { kind: 'label', ...nobody },
      { kind: 'words', ...scene },
    ];
  });
  const scene = heard.find(({ kind }) => kind === 'direction');
  if (scene) reportScenes(scene, report);
  return { ...NOTHING_READ, heard };
}

function reportScenes({ text, ...place }: Passage, report: ProblemReporter): void {
  report(
    'warning',
    place,
    `"${excerpt(text)}", and what else stands under no name, is read as scene and action, and as nobody's words. If somebody says it, put their name above it.`,
  );
}

/** Whether a text can stand in parentheses or in brackets, as a direction does: one that has some of its own left open cannot. */
const canBeMarked = (text: string): boolean =>
  [text, `(${text})`, `[${text}]`].some(isMarkedDirection);

/** "CUT TO:", "(Lee comes in.)" */
const isScene = (text: string): boolean => /^\([^()]*\)$|^[^\p{Ll}]*:$/u.test(text);

/** The lines of a paragraph: of a speech, the first is its label. */
type Block = [Passage, ...Passage[]];

const joined = (lines: Block): Passage => ({
  ...lines[0],
  text: lines.map(({ text }) => text).join(' '),
});

/** The speeches and the paragraphs that are none. */
function speechesIn(lines: readonly Passage[]): { speeches: Block[]; others: Block[] } {
  const speeches: Block[] = [];
  const others: Block[] = [];
  let open: Block | null = null;
  for (const [index, line] of lines.entries()) {
    if (line.text === '') open = null;
    else if (open) open.push(line);
    else {
      open = [line];
      (isName(line, lines[index + 1]) ? speeches : others).push(open);
    }
  }
  return { speeches, others };
}

/** Whether a paragraph's first line is a name above words: in capitals, and further in than the words, which parentheses may precede. */
function isName({ text, column }: Passage, below: Passage | undefined): boolean {
  if (column < FURTHEST_OUT || text.length > LONGEST_LABEL) return false;
  const name = text.replace(/ ?\([^()]*\)$/u, '');
  return (
    name === name.toUpperCase() &&
    name !== name.toLowerCase() &&
    !/[.!?:]$/u.test(name) &&
    isNameLike(name) &&
    below !== undefined &&
    below.text !== '' &&
    (below.column < column || below.text.startsWith('('))
  );
}

/** Columns. */
const FURTHEST_OUT = 11;
const FURTHEST_SCENE = 5;
const FAR_IN = /^[ \t]{10,80}\S/mu;
