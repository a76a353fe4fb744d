import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { clockAtStart, withoutBracketedClocks } from './clock.ts';
import type { Format, Heard, Passage, Reading } from './format.ts';
import { isHeadline } from './head-lines.ts';
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
  const lines = [...linesOf(source)];
  const above = linesAbove(lines);
  const chapters = chaptersAmong(lines, above);
  const heard: Heard[] = [];
  let first: number | null = null;
  let isGenerated = ARROW.test(source);
  let paragraph = null as Passage | null;
  const end = () => {
    if (paragraph) heard.push({ kind: 'words', ...paragraph });
    paragraph = null;
  };
  for (const [index, { text, line, column }] of lines.entries()) {
    const clock = leadOf(text);
    if (clock || text === '') end();
    if (clock) first ??= clock.start;
    const words = withoutBracketedClocks(text.slice(clock?.length ?? 0)).text.trim();
    if (words === '') continue;
    const isLanguage = first !== null && GENERATED.test(words);
    if (isLanguage) isGenerated = true;
    if (chapters.has(index) || index < above || isLanguage) {
      end();
      const kind = chapters.has(index) ? 'heading' : 'direction';
      heard.push({ kind, text: words, line, column });
      continue;
    }
    paragraph = paragraph
      ? { ...paragraph, text: `${paragraph.text} ${words}` }
      : { text: words, line, column };
  }
  end();
  const at = heard.findIndex(({ kind }) => kind === 'words');
  const opening = heard[at];
  if (opening) {
    const { line, column } = opening;
    report(
      'warning',
      { line, column },
      'Times, but no speakers: everything is one turn of an unidentified voice, from its first time on; the other times are left out. Put labels before the turns if somebody is known.',
    );
    const label = { kind: 'label', text: '', start: first, end: null, line, column } as const;
    heard.splice(at, 0, label);
  }
  reportAbove(heard, above, report);
  reportChapters(lines, chapters, report);
  const provenance = isGenerated ? MACHINE : null;
  return { heard, title: null, date: null, language: null, provenance };
}

/** How many lines come before the first time, where none of them is a sentence: what a page prints above. */
function linesAbove(lines: readonly Passage[]): number {
  const first = lines.findIndex(({ text }) => leadOf(text) !== null);
  const before = lines.slice(0, Math.max(first, 0));
  return before.every(({ text }) => text === '' || isHeadline(text)) ? before.length : 0;
}

/**
 * The positions of chapters, as the panel of YouTube has them among its times: where times stand alone and each has one line
 * of words, a line more before the next time is none of these.
 */
function chaptersAmong(lines: readonly Passage[], above: number): Set<number> {
  const chapters = new Set<number>();
  let segments = 0;
  let isAlone = true;
  let words: number[] = [];
  const close = (isLast: boolean) => {
    if (words.length > 1 && !isLast) chapters.add(words.at(-1) ?? -1);
    words = [];
  };
  for (const [index, { text }] of lines.entries()) {
    const clock = leadOf(text);
    if (text === '' || index < above) continue;
    if (!clock) words.push(index);
    else {
      if (segments > 0) close(false);
      segments += 1;
      isAlone &&= clock.length === text.length;
    }
  }
  close(true);
  const areTitles = [...chapters].every((index) => isHeadline(lines[index]?.text ?? ''));
  if (!isAlone || !areTitles || chapters.size * 5 > segments) return new Set();
  const first = lines.findLastIndex(({ text }, index) => index < above && text !== '');
  return chapters.size > 0 && first !== -1 ? chapters.add(first) : chapters;
}

function reportAbove(heard: readonly Heard[], above: number, report: ProblemReporter): void {
  const [opening] = heard;
  if (opening?.kind !== 'direction' || above === 0) return;
  report(
    'warning',
    opening,
    `"${excerpt(opening.text)}" stands before the first time and ends no sentence, so it is read as what a page prints above, and kept as a direction. If somebody says it, put a time before it.`,
  );
}

function reportChapters(
  lines: readonly Passage[],
  chapters: ReadonlySet<number>,
  report: ProblemReporter,
): void {
  const [at = -1] = chapters;
  const line = lines[at];
  if (!line) return;
  report(
    'warning',
    line,
    `"${excerpt(line.text)}", and each line more than one between two times, is read as a chapter's title, which nobody said. If somebody says it, join it to the words in the written file.`,
  );
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
/** The language under the panel of YouTube, where nobody typed the words. */
const GENERATED = /^[\p{L}() ]{2,60} \(auto-generated\)$/u;
const LINES_TO_DETECT = 2000;
