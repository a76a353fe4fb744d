import { classifyParenthesis } from '../transcript/parenthesis.ts';
import { isStandAloneDirection } from '../transcript/direction.ts';
import { canonicalTag, UNKNOWN_LANGUAGE } from '../transcript/language.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { wordsOf } from '../transcript/words.ts';
import {
  breaksOff,
  labelFinder,
  reportDoubts,
  type LabelFinder,
  type LabelOpening,
  type LabelPlace,
} from './cue-labels.ts';
import { spansOf, type Span } from './cue-text.ts';
import type { Heard, Passage } from './format.ts';
import { isNotice } from './notices.ts';
import { turnsOf, type LanguageRange, type Spoken } from './spoken.ts';

/** Lines that a caption file shows together, and when. Times are seconds. */
export interface Cue {
  start: number | null;
  end: number | null;
  lines: CueLine[];
  /** What the cue is, in captions that this project wrote: they are taken at their word. */
  role?: 'opening' | 'words' | 'direction';
}

/** A line of a cue without markup. White space in it is single spaces. */
export interface CueLine extends Place {
  spans: Span[];
}

/** Makes a cue of its lines as they stand in the file. */
export function cueOf(times: Pick<Cue, 'start' | 'end'>, lines: readonly Passage[]): Cue {
  const spans = spansOf(lines.map(({ text }) => text).join('\n'));
  const read = splitLines(spans).map((line, index): CueLine => {
    const { line: number = 1, column = 1 } = lines[Math.min(index, lines.length - 1)] ?? {};
    return { spans: tidy(line), line: number, column };
  });
  return { ...times, lines: read.filter((line) => line.spans.length > 0) };
}

/**
 * Makes turns of cues: one for each run of one voice, with its start and end, in paragraphs. Voice tags, name prefixes
 * and `>>` tell voices apart. A voice tag is not handed on to the next cue; a name prefix is. Captions that roll, each
 * cue repeating lines of the one before, are read once. What stands in brackets and is about sound, or a placeholder of
 * another language, gets the parentheses that transcripts have for it.
 *
 * @param labels the labels that the editor named.
 */
export function heardFromCues(
  cues: readonly Cue[],
  labels: readonly string[],
  report: ProblemReporter,
): Heard[] {
  const isOwn = cues.some(({ role }) => role !== undefined);
  const once = isOwn ? cues : withoutRepeats(cues, report);
  const lines = once.flatMap((cue) => cue.lines);
  const marks: Marks = {
    isOwn,
    chevrons: !isOwn && hasChevrons(lines.map(({ spans }) => textOf(spans))),
    voices: lines.some(({ spans }) => spans.some(({ voice }) => voice !== null)),
  };
  const parts = once.flatMap((cue) => partsOf(cue, marks));
  const places = parts.filter(({ voice }) => voice === null);
  const labelled = labelFinder(places, labels);
  reportDoubts(places, labelled, report);
  const split = isOwn ? parts : parts.flatMap((part) => splitAtLabels(part, labelled, report));
  const spoken = spokenBy(split, { marks, find: labelled.find }, report);
  if (!marks.voices) markOpening(spoken);
  return turnsOf(spoken, null, report);
}

/** Where labels stand only when the speaker changes, the first may have been cut off. */
function markOpening(spoken: readonly Spoken[]): void {
  const first = spoken.find(({ voice }) => voice !== null);
  const isNamed = spoken.some(({ voice }) => voice !== null && voice !== '');
  if (first?.voice === '' && first.changes !== true && isNamed) first.isOpening = true;
}

/** How a file tells that the voice changes. */
export interface Marks {
  /** Whether this project wrote the file, and each cue says what it is. */
  isOwn: boolean;
  /** `>>`, at the head of a line or after a space. */
  chevrons: boolean;
  /** Voice tags: a cue without one is nobody's. */
  voices: boolean;
}

/** Whether `>>` marks a change of speakers in these lines. */
export const hasChevrons = (lines: readonly string[]): boolean =>
  lines.some((line) => /^\s*>>/u.test(line));

/** Whether the lines of one cue open with dashes, each for somebody else. */
export const isDialogue = (lines: readonly string[]): boolean =>
  lines.filter((line) => DASH.test(line)).length > 1;

/** Where the parts of a line lie that marks of changing speakers set apart. */
export function splitAtMarks(
  text: string,
  { chevrons, dashes }: { chevrons: boolean; dashes: boolean },
): { from: number; to: number; changes: boolean }[] {
  const parts: { from: number; to: number; changes: boolean }[] = [];
  const dash = dashes ? DASH.exec(text)?.[0].length : undefined;
  let from = dash ?? 0;
  let changes = dash !== undefined;
  const close = (to: number) => {
    if (text.slice(from, to).trim() !== '' || changes) parts.push({ from, to, changes });
  };
  for (const { index, 0: mark } of chevrons ? text.matchAll(CHEVRONS) : []) {
    close(index);
    from = index + mark.length;
    changes = true;
  }
  close(text.length);
  return parts;
}

/** Whether words are nobody's in a file of voice tags and change no voice: about sound, or about rights. */
export const isVoiceless = (text: string): boolean =>
  isStandAloneDirection(inParentheses(text.trim()), 'en') || isNotice(text.trim());

/** `>>` and, for a new story, `>>>`. */
const CHEVRONS = /(?<=^|\s)>{2,3}(?!>)\s*/gu;
const DASH = /^\s*[-–—]\s*(?=[^\s-])/u;

/** A stretch of a line in which one voice speaks. */
interface Part extends LabelPlace, Pick<Cue, 'role'> {
  spans: Span[];
  /** The one that a voice tag names. */
  voice: string | null;
  start: number | null;
  end: number | null;
}

function partsOf({ lines, start, end, role }: Cue, { chevrons }: Marks): Part[] {
  const dashes = isDialogue(lines.map(({ spans }) => textOf(spans)));
  return lines.flatMap((line, index) => {
    const parts: Part[] = [];
    let column = line.column;
    for (const spans of byVoice(line.spans)) {
      const voice = spans[0]?.voice ?? null;
      const text = textOf(spans);
      const pieces =
        voice === null
          ? splitAtMarks(text, { chevrons, dashes })
          : [{ from: 0, to: text.length, changes: false }];
      for (const { from, to, changes } of pieces) {
        const own = cut(spans, from, to);
        parts.push({
          text: textOf(own),
          spans: own,
          voice,
          changes,
          opensCue: index === 0 && parts.length === 0,
          goesOn: index < lines.length - 1,
          isMidSentence:
            parts.length === 0 && index > 0 && breaksOff(textOf(lines[index - 1]?.spans ?? [])),
          start,
          end,
          ...(role && { role }),
          line: line.line,
          column: column + from,
        });
      }
      column += text.length;
    }
    return parts;
  });
}

/** The stretches of a part that begin with somebody's label. */
function splitAtLabels(part: Part, { within }: LabelFinder, report: ProblemReporter): Part[] {
  const starts = part.voice === null ? within(part) : [];
  return [0, ...starts].map((from, index) => {
    if (index === 0 && starts.length === 0) return part;
    const spans = cut(part.spans, from, starts[index] ?? Infinity);
    const column = part.column + from;
    const piece = { ...part, spans, text: textOf(spans), column };
    if (index === 0) return piece;
    report(
      'warning',
      { line: part.line, column },
      `"${excerpt(piece.text)}" opens a turn in the middle of a caption, because its label opens captions too. Check that it is a speaker and no part of the words.`,
    );
    return { ...piece, opensCue: false, changes: false, isMidSentence: false };
  });
}

/** What the parts say: words with the voice that a tag, a label or a mark gives them. */
function spokenBy(
  parts: readonly Part[],
  { marks, find }: { marks: Marks; find: LabelFinder['find'] },
  report: ProblemReporter,
): Spoken[] {
  const spoken: Spoken[] = [];
  const tagOf = languageReader(report);
  /** A label on a line of its own, whose words follow on the next. */
  let waiting: (Passage & { mark: boolean }) | null = null;
  let isOpen = false;
  let inDirection = false;
  for (const part of parts) {
    const { line, column, start, end } = part;
    const opening = part.voice === null && !marks.isOwn ? find(part) : null;
    inDirection =
      part.role === 'direction' ||
      opening?.isPseudo === true ||
      (inDirection && goesOnWithLine(part, opening));
    if (inDirection) {
      const { text } = wordsIn(part.spans, (tag) => tagOf(tag, part), marks);
      const alone = opening?.length === part.text.length ? opening.label : text;
      const place = { wrapped: !part.opensCue, line, column };
      spoken.push({
        text: alone,
        isDirection: true,
        voice: null,
        start: null,
        end: null,
        ...place,
      });
      continue;
    }
    const label = part.voice ?? opening?.label ?? null;
    if (label !== null || part.changes) {
      if (waiting && waiting.text !== '') reportWordless(waiting, report);
      waiting = { text: label ?? '', mark: part.changes, line, column };
    }
    const words = wordsIn(
      cut(part.spans, opening?.length ?? 0, Infinity),
      (tag) => tagOf(tag, part),
      marks,
    );
    if (words.text === '') continue;
    const place = waiting ?? part;
    const piece = {
      ...words,
      wrapped: !part.opensCue,
      line: place.line,
      column: place.column,
    };
    if (waiting && waiting.text !== '') {
      const changes = part.role === 'opening';
      spoken.push({ ...piece, voice: waiting.text, start, end, ...(changes && { changes }) });
    } else if (waiting?.mark === true) {
      spoken.push({ ...piece, voice: '', changes: true, start, end });
    } else if (isVoiceless(words.text)) {
      spoken.push({ ...piece, voice: null, start: null, end: null });
      continue;
    } else if (isOpen && !marks.voices) {
      spoken.push({ ...piece, voice: null, start, end });
    } else {
      spoken.push({ ...piece, voice: '', start, end });
    }
    waiting = null;
    isOpen = true;
  }
  if (waiting && waiting.text !== '') reportWordless(waiting, report);
  return spoken;
}

/** Whether a part is a further line of its cue, of whoever the line before is. */
const goesOnWithLine = (part: Part, opening: LabelOpening | null): boolean =>
  !part.opensCue && !part.changes && part.voice === null && opening === null;

function reportWordless({ text, line, column }: Passage, report: ProblemReporter): void {
  report(
    'error',
    { line, column },
    `"${text}" has no words; expected words after it or on the next line. Add them, or remove the label.`,
  );
}

/** The canonical tags of a file's languages; one that is none is told once and taken for unknown. */
function languageReader(report: ProblemReporter): (tag: string, place: Place) => string {
  const tags = new Map<string, string>();
  return (tag, { line, column }) => {
    const known = tags.get(tag);
    if (known !== undefined) return known;
    const canonical = canonicalTag(tag);
    if (canonical === null) {
      report(
        'warning',
        { line, column },
        `"${tag}" is no language tag; expected one such as "uk" (BCP 47). The words are marked as being in an unknown language. Correct the tag.`,
      );
    }
    tags.set(tag, canonical ?? UNKNOWN_LANGUAGE);
    return canonical ?? UNKNOWN_LANGUAGE;
  };
}

/** Words on one line, with the stretches in a language that the source marks. */
function wordsIn(
  spans: readonly Span[],
  tagOf: (tag: string) => string,
  { isOwn }: Marks,
): Pick<Spoken, 'text'> & { languages: LanguageRange[] } {
  let text = '';
  const languages: LanguageRange[] = [];
  for (const span of tidy(spans)) {
    const words = isOwn ? span.text : span.text.replace(BRACKETS, inParentheses);
    if (span.language !== null && !isParenthesis(words)) {
      const lead = words.length - words.trimStart().length;
      const start = text.length + lead;
      const end = text.length + words.trimEnd().length;
      if (end > start) languages.push({ start, end, language: tagOf(span.language) });
    }
    text += words;
  }
  return { text, languages };
}

/** "[speaking Ukrainian]" and "[APPLAUSE]" as "(speaking Ukrainian)" and "(APPLAUSE)", "♪ ♪" as "(♪ ♪)"; else as it is. */
function inParentheses(text: string): string {
  if (MUSIC.test(text)) return `(${text})`;
  const inner = /^\[([^[\]]*)\]$/u.exec(text)?.[1];
  if (inner === undefined) return text;
  const parenthesis = `(${inner})`;
  return classifyParenthesis(parenthesis, 'und').kind === 'aside' ? text : parenthesis;
}

const isParenthesis = (text: string): boolean => /^\s*\([^()]*\)\s*$/u.test(text);

const BRACKETS = /\[[^[\]\n]{1,200}\]|^\s*[♩♪♫♬][♩♪♫♬\s]*$/gu;
const MUSIC = /^[♩♪♫♬][♩♪♫♬\s]*$/u;

/** Reads captions once that repeat, from cue to cue, the last lines shown. */
function withoutRepeats(cues: readonly Cue[], report: ProblemReporter): readonly Cue[] {
  const shown = cues.map(({ lines }) => lines.map(({ spans }) => voicedWords(spans)));
  const repeats = shown.map((lines, index) => repeatOf(shown[index - 1] ?? [], lines));
  const scrolling = repeats.filter(({ kind }) => kind === 'scrolls').length;
  const growing = repeats.filter(({ kind }) => kind === 'grows').length;
  const isUsual = (scrolling + growing) * 3 >= cues.length - 1;
  if (!isUsual || (scrolling === 0 && growing < 2)) return cues;
  const first = cues[repeats.findIndex(({ count }) => count > 0)]?.lines[0];
  if (first) {
    report(
      'warning',
      { line: first.line, column: first.column },
      'These captions roll: from here on, cues repeat lines of the one before. What is repeated is read once.',
    );
  }
  return cues.map((cue, index) => withoutWords(cue, repeats[index]?.count ?? 0));
}

/** Words with who says them: what another voice says again is no repeat. */
const voicedWords = (spans: readonly Span[]): string[] =>
  byVoice(spans).flatMap((group) =>
    wordsOf(textOf(group)).map((word) => `${group[0]?.voice ?? ''}\n${word}`),
  );

/** How many words at the head of a cue are the last whole lines of the one before, and what it adds to them. */
function repeatOf(
  before: readonly (readonly string[])[],
  lines: readonly (readonly string[])[],
): { count: number; kind: 'scrolls' | 'grows' | null } {
  const words = lines.flat();
  const shown = before.slice(-MOST_LINES);
  for (const from of shown.keys()) {
    const tail = shown.slice(from).flat();
    if (tail.length === 0 || tail.some((word, index) => word !== words[index])) continue;
    const addsLines = lines.length > 1 && tail.length >= (lines[0]?.length ?? 0);
    const kind = addsLines ? 'scrolls' : tail.length > 1 ? 'grows' : null;
    return { count: tail.length, kind: words.length > tail.length ? kind : null };
  }
  return { count: 0, kind: null };
}

function withoutWords(cue: Cue, count: number): Cue {
  let left = count;
  const lines = cue.lines.flatMap((line): CueLine[] => {
    if (left === 0) return [line];
    const text = textOf(line.spans);
    const ends = [...text.matchAll(WORD)].map(({ index, 0: word }) => index + word.length);
    if (ends.length <= left) {
      left -= ends.length;
      return [];
    }
    const end = ends[left - 1] ?? 0;
    left = 0;
    const from = end + (/^\S*\s*/u.exec(text.slice(end))?.[0].length ?? 0);
    return [{ ...line, spans: cut(line.spans, from, Infinity), column: line.column + from }];
  });
  return { ...cue, lines };
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** No caption shows more lines at once. */
const MOST_LINES = 8;

const textOf = (spans: readonly Span[]): string => spans.map(({ text }) => text).join('');

/** The spans of a text between two offsets. */
function cut(spans: readonly Span[], from: number, to: number): Span[] {
  const parts: Span[] = [];
  let at = 0;
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    at += span.text.length;
    if (text !== '') parts.push({ ...span, text });
  }
  return parts;
}

function splitLines(spans: readonly Span[]): Span[][] {
  const lines: Span[][] = [[]];
  for (const span of spans) {
    for (const [index, text] of span.text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      lines.at(-1)?.push({ ...span, text });
    }
  }
  return lines;
}

/** Neighbouring spans of one voice. */
function byVoice(spans: readonly Span[]): Span[][] {
  const groups: Span[][] = [];
  for (const span of spans) {
    const last = groups.at(-1);
    if (last?.[0]?.voice === span.voice) last.push(span);
    else groups.push([span]);
  }
  return groups;
}

/** Spans with single spaces, and none at the ends. */
function tidy(spans: readonly Span[]): Span[] {
  const tidied: Span[] = [];
  let spaced = true;
  for (const span of spans) {
    const single = span.text.replace(/[ \t\n\v\f\r]+/g, ' ');
    const text: string = spaced && single.startsWith(' ') ? single.slice(1) : single;
    if (text === '') continue;
    spaced = text.endsWith(' ');
    tidied.push({ ...span, text });
  }
  const last = tidied.at(-1);
  if (last?.text.endsWith(' ') === true) last.text = last.text.slice(0, -1);
  return tidied.filter(({ text }) => text !== '');
}
