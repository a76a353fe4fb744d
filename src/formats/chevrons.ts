import type { ProblemReporter } from '../transcript/problem.ts';
import { cueWording } from './cue-wording.ts';
import { cueOf, heardFromCues } from './cues.ts';
import type { Format, Passage, ReadOptions, Reading } from './format.ts';
import { linesOf } from './lines.ts';

/**
 * The text of broadcast captions, without times: `>>` marks a change of speakers and rarely names one, as television
 * captions do (CTA-608; the FCC's rules of caption quality ask for it).
 */
export const chevrons: Format = {
  id: 'chevrons',
  name: 'Caption text with >>',
  example: [
    '>> GOOD MORNING. THE FERRIES ARE STILL TIED UP.',
    '>> LEE OSEI: AND NOBODY KNOWS',
    'FOR HOW LONG.',
    '>> THANK YOU, LEE.',
  ].join('\n'),
  detect,
  read,
  wording,
};

function detect(source: string): number {
  let marked = 0;
  let lines = 0;
  for (const { text } of linesOf(source)) {
    if (text === '') continue;
    if (/^\d{1,2}:\d{2}.*-->/.test(text)) return 0;
    if (/^>{2,3}(?!>)/.test(text)) marked += 1;
    lines += 1;
    if (lines >= LINES_TO_DETECT) break;
  }
  return marked > 1 ? 0.7 : marked > 0 ? 0.3 : 0;
}

function read(source: string, report: ProblemReporter, { labels }: ReadOptions): Reading {
  const cues = captions(source).map((lines) => cueOf({ start: null, end: null }, lines));
  const heard = heardFromCues(cues, labels, report);
  return { heard, title: null, date: null, language: null, provenance: null };
}

function wording(source: string, { labels }: ReadOptions): Iterable<Passage> {
  return cueWording(captions(source), labels);
}

/** The paragraphs of a text: its lines, or what blank lines part where lines are broken to the width of a screen. */
function captions(source: string): Passage[][] {
  const paragraphs: Passage[][] = [];
  const lines = [...linesOf(source)];
  const wrapped = lines.every(({ text }) => text.length <= WIDEST_CAPTION);
  let isOpen = false;
  for (const line of lines) {
    if (line.text === '') isOpen = false;
    else if (isOpen) paragraphs.at(-1)?.push(line);
    else {
      paragraphs.push([line]);
      isOpen = wrapped;
    }
  }
  return paragraphs;
}

const LINES_TO_DETECT = 2000;
/** Characters; what is typed to be read has longer lines. */
const WIDEST_CAPTION = 100;
