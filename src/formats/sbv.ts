import type { ProblemReporter } from '../transcript/problem.ts';
import { cueLines, readCues, secondsOf, timesFrom, type CueSyntax } from './cue-blocks.ts';
import { cueWording } from './cue-wording.ts';
import { heardFromCues } from './cues.ts';
import type { Format, Passage, ReadOptions, Reading } from './format.ts';
import { linesOf } from './lines.ts';
import { madeByMachine } from './machine-captions.ts';

/**
 * SubViewer captions as YouTube and Google Meet write them (.sbv): times with a comma between, then text. The format has
 * no specification; YouTube's help pages name it. "[br]" ends a line within a cue, as older SubViewer files have it.
 */
export const sbv: Format = {
  id: 'sbv',
  name: 'SubViewer captions',
  example: [
    '0:00:01.000,0:00:04.000',
    'Dana Cole: Good morning.',
    '',
    '0:00:04.500,0:00:07.000',
    'Lee Osei: Good morning, Dana.',
  ].join('\n'),
  detect,
  read,
  wording,
};

function detect(source: string): number {
  for (const { text } of linesOf(source)) if (text !== '') return TIMES.test(text) ? 0.95 : 0;
  return 0;
}

function read(source: string, report: ProblemReporter, { labels }: ReadOptions): Reading {
  const cues = readCues(linesIn(source), SYNTAX, report);
  const heard = heardFromCues(cues, labels, report);
  return { heard, title: null, date: null, language: null, provenance: madeByMachine(heard) };
}

function wording(source: string, { labels }: ReadOptions): Iterable<Passage> {
  return cueWording(
    cueLines(linesIn(source), TIMES, () => false),
    labels,
  );
}

function linesIn(source: string): Passage[] {
  return [...linesOf(source)].flatMap((passage) =>
    BREAK.test(passage.text)
      ? passage.text
          .split(BREAK)
          .map((text) => ({ ...passage, text: text.trim() }))
          .filter(({ text }) => text !== '')
      : passage,
  );
}

const BREAK = /\[br\]/i;
const TIMES = /^(\d{1,4}:\d{1,2}:\d{2}(?:\.\d{1,3})?),(\d{1,4}:\d{1,2}:\d{2}(?:\.\d{1,3})?)$/;
const LIKE_TIMES = /^\d{1,4}:\d{1,2}:\d{2}\.\d{3}/;

const SYNTAX: CueSyntax = {
  timesOf: (line, report) => {
    const [whole, from = '', to = ''] = TIMES.exec(line.text) ?? [];
    if (whole === undefined) return LIKE_TIMES.test(line.text) ? 'malformed' : null;
    const [start, end] = [secondsOf(from), secondsOf(to)];
    return start === null || end === null ? 'malformed' : timesFrom(start, end, line, report);
  },
  isIdentifier: () => false,
  example: '0:00:01.000,0:00:04.000',
};
