import type { ProblemReporter } from '../transcript/problem.ts';
import { clockAtStart, withoutBracketedClocks } from './clock.ts';
import type { Format, Heard, Passage, Reading } from './format.ts';
import { linesOf } from './lines.ts';
import { MACHINE } from './machine-captions.ts';

/**
 * Text whose paragraphs have times and no speakers: "0:04 The ice is back", or the time on the line above; and what
 * recognisers print on a terminal, "[00:04.000 --> 00:09.000]  The ice is back".
 */
export const timestamps: Format = {
  id: 'timestamps',
  name: 'Text with times alone',
  example: ['0:04', 'The ice is back.', '', '0:09', 'I can hear it from here.'].join('\n'),
  atMost: 0.4,
  detect,
  read,
  *wording(source) {
    for (const { text, line, column } of linesOf(source)) {
      const words = text.slice(leadOf(text)?.length ?? 0);
      yield { text: withoutBracketedClocks(words).text, line, column };
    }
  },
};

function detect(source: string): number {
  let timed = 0;
  let lines = 0;
  for (const { text } of linesOf(source)) {
    if (text === '') continue;
    if (leadOf(text)) timed += 1;
    lines += 1;
    if (lines >= LINES_TO_DETECT) break;
  }
  return timed > 1 && timed * 8 >= lines ? 0.4 : 0;
}

/** One turn, since no line says that the voice changes; it starts at the first time. */
function read(source: string, report: ProblemReporter): Reading {
  const heard: Heard[] = [];
  let first: number | null = null;
  let paragraph = null as Passage | null;
  const end = () => {
    if (paragraph) heard.push({ kind: 'words', ...paragraph });
    paragraph = null;
  };
  for (const { text, line, column } of linesOf(source)) {
    const clock = leadOf(text);
    if (clock || text === '') end();
    if (clock) first ??= clock.start;
    const words = withoutBracketedClocks(text.slice(clock?.length ?? 0)).text.trim();
    if (words === '') continue;
    paragraph = paragraph
      ? { ...paragraph, text: `${paragraph.text} ${words}` }
      : { text: words, line, column };
  }
  end();
  const [opening] = heard;
  if (opening) {
    const { line, column } = opening;
    report(
      'warning',
      { line, column },
      'Times, but no speakers: everything is one turn of an unidentified voice, from its first time on; the other times are left out. Put labels before the turns if somebody is known.',
    );
    heard.unshift({ kind: 'label', text: '', start: first, end: null, line, column });
  }
  const provenance = ARROW.test(source) ? MACHINE : null;
  return { heard, title: null, date: null, language: null, provenance };
}

/** A time at the start of a line, with space or the line's end after it. A cue's two times are another format's. */
function leadOf(text: string): { start: number; length: number } | null {
  const clock = clockAtStart(text);
  if (!clock) return null;
  const [gap] = /^\s*[-–—:]?(?=\s|$)\s*/u.exec(text.slice(clock.length, clock.length + 20)) ?? [];
  return gap === undefined || text.startsWith('->', clock.length + gap.length)
    ? null
    : { start: clock.start, length: clock.length + gap.length };
}

/** Nobody types such times: a recogniser prints them. */
const ARROW = /^\s{0,9}\[[\d:.,]{4,13} ?--> ?[\d:.,]{4,13}\]/mu;
const LINES_TO_DETECT = 2000;
