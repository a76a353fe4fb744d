import type { PhrasingContent } from 'mdast';
import { isStandAloneDirection } from '../transcript/direction.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { clockAtStart } from './clock.ts';
import type { Heard, Passage } from './format.ts';
import { loneBrackets } from './lone-brackets.ts';
import { isNotice } from './notices.ts';

/** What a source has of one voice in one piece: a word, a cue, a segment, an utterance or a paragraph. */
export interface Spoken extends Passage {
  /** As the source names it; empty where it names nobody; `null` where whoever spoke before goes on. */
  voice: string | null;
  /** Seconds. */
  start: number | null;
  /** Seconds. */
  end: number | null;
  /** Whether no space parts it from the piece before, where the source says so. */
  attached?: boolean;
  /** Whether it goes on with the line before, as where lines are broken to a width. */
  wrapped?: boolean;
  /** Whether a mark says that a turn opens here, whoever spoke before. */
  changes?: boolean;
  /** Whether it is a direction, though it has no parentheses. */
  isDirection?: boolean;
  /** Whether the source opens with it and names, of all its voices, this one not. */
  isOpening?: boolean;
  /** What the source marks as being in another language. The text then has no white space at its ends. */
  languages?: readonly LanguageRange[];
}

/** A stretch of a text, by UTF-16 offsets, and its BCP 47 tag. */
export interface LanguageRange {
  start: number;
  end: number;
  language: string;
}

/**
 * Makes turns of pieces: one per run of one voice, from the start of its first piece to the end of its last. Words and
 * cues are joined to paragraphs; pieces that are longer, or have no times, are paragraphs of their own.
 *
 * @param language a BCP 47 tag, by which directions are told from words.
 */
export function turnsOf(
  pieces: readonly Spoken[],
  language: string | null,
  report: ProblemReporter,
): Heard[] {
  const heard: Heard[] = [];
  const said = sayingSomething(pieces);
  const joins = joinsOf(said, language ?? 'en');
  for (const run of runsOf(said)) {
    const [first] = run;
    const { voice, line, column, isOpening } = first;
    if (voice !== null) {
      const label = { text: labelOf(voice), ...timesOf(run), line, column };
      heard.push({ kind: 'label', ...label, ...(isOpening && { isOpening }) });
    }
    for (const paragraph of paragraphsOf(run, joins)) heard.push(wordsOf(paragraph));
  }
  reportUnnamed(said, report);
  return heard;
}

/** A piece as far as its wording goes. */
export type SpokenWords = Pick<Spoken, 'voice' | 'text' | 'attached' | 'changes'> & Place;

/** The wording of pieces: each label where the voice changes, and the words, parted as `turnsOf` parts them. */
export function* wordingOf(pieces: readonly SpokenWords[]): Generator<Passage> {
  for (const run of runsOf(sayingSomething(pieces))) {
    let [passage]: SpokenWords[] = run;
    const { voice } = passage;
    if (voice !== null) yield { ...passage, text: labelOf(voice) };
    for (const piece of run.slice(1)) {
      if (spaceBetween(passage.text, piece) === '') {
        passage = { ...passage, text: passage.text + piece.text };
      } else {
        yield passage;
        passage = piece;
      }
    }
    yield passage;
  }
}

/** What is printed for a voice: where a source only counts voices, the number gets a word. */
export function labelOf(voice: string): string {
  const name = voice
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/ ?[:：]$/u, '');
  return /^\d{1,6}$/.test(name) ? `Speaker ${name}` : name;
}

/** A voice in one channel of several. */
export function channelVoice(channel: string, voice: string): string {
  const name = /^\d{1,6}$/.test(channel) ? `Channel ${channel}` : channel;
  return voice === '' ? name : `${name} ${labelOf(voice)}`;
}

/**
 * The pieces of several channels, each in its own order, in the order of time. What was said without a pause stays
 * together, even where another channel talks across it.
 */
export function inTimeOrder<Piece extends Pick<Spoken, 'voice' | 'start' | 'end'>>(
  pieces: readonly Piece[],
): Piece[] {
  const stretches: Piece[][] = [];
  for (const piece of pieces) {
    const before = stretches.at(-1)?.at(-1);
    const pause = (piece.start ?? before?.end ?? 0) - (before?.end ?? 0);
    const goesOn =
      before &&
      (piece.voice === null || piece.voice === before.voice) &&
      pause >= 0 &&
      pause < STRETCH_PAUSE;
    if (goesOn) stretches.at(-1)?.push(piece);
    else stretches.push([piece]);
  }
  const startOf = ([first]: readonly Piece[]): number => first?.start ?? 0;
  return stretches.sort((a, b) => startOf(a) - startOf(b)).flat();
}

/** A time as sources write it, in seconds: `1.3`, `"1.30"`, `"1.300s"`, `"PT1M2.5S"`, `"00:01:02,500"`; else `null`. */
export function secondsOf(written: string): number | null {
  const text = written.trim();
  if (/^\d{1,12}(?:\.\d{0,12})?(?:e-?\d{1,2})?s?$/u.test(text)) return Number.parseFloat(text);
  const duration = /^PT(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d{0,9})?)S)?$/u.exec(text);
  if (duration) {
    const [hours = 0, minutes = 0, seconds = 0] = duration
      .slice(1)
      .map((part) => Number(part || 0));
    return hours * 3600 + minutes * 60 + seconds;
  }
  const clock = clockAtStart(text);
  return clock?.length === text.length && clock.end === null ? clock.start : null;
}

/** The pieces that have words; where pieces bring their own spaces, with what has none joined to the word before. */
function sayingSomething<Piece extends SpokenWords>(pieces: readonly Piece[]): readonly Piece[] {
  const said = pieces.filter(({ text }) => text.trim() !== '');
  const spaced = said.filter(({ text }) => /^\s|\s$/u.test(text)).length;
  if (!areWords(said) || spaced * 2 < said.length) return said;
  return said.map((piece, index) => {
    const before = said[index - 1]?.text ?? ' ';
    const parted = /\s$/u.test(before) || /^\s/u.test(piece.text);
    return { ...piece, attached: piece.attached ?? !parted };
  });
}

/** Whether nearly every piece is no more than one word. */
function areWords(pieces: readonly Passage[]): boolean {
  const single = pieces.filter(({ text }) => !/\s/u.test(text.trim())).length;
  return pieces.length >= FEW && single >= pieces.length * NEARLY_ALL;
}

/** Consecutive pieces of one voice. */
function* runsOf<Piece extends SpokenWords>(
  pieces: readonly Piece[],
): Generator<[Piece, ...Piece[]]> {
  let run: [Piece, ...Piece[]] | null = null;
  for (const piece of pieces) {
    const isSame = piece.voice === null || (run && isSameVoice(piece.voice, run[0].voice));
    if (run && isSame === true && piece.changes !== true) run.push(piece);
    else {
      if (run) yield run;
      run = [piece];
    }
  }
  if (run) yield run;
}

const isSameVoice = (a: string, b: string | null): boolean =>
  b !== null && (a === b || labelOf(a) === labelOf(b));

const timesOf = (run: readonly [Spoken, ...Spoken[]]): Pick<Spoken, 'start' | 'end'> => ({
  start: run[0].start,
  end: run.findLast(({ end }) => end !== null)?.end ?? null,
});

/** How the pieces of a source make paragraphs. */
interface Joins {
  language: string;
  /** Whether pieces are words or cues, which a paragraph has many of. */
  areFragments: boolean;
}

function joinsOf(pieces: readonly Spoken[], language: string): Joins {
  const length = pieces.reduce((sum, { text }) => sum + text.length, 0);
  const areTimed = pieces.some(({ start }) => start !== null);
  return {
    language,
    areFragments: areWords(pieces) || (areTimed && length < pieces.length * LONG_CUE),
  };
}

type Paragraph = Passage & { languages: LanguageRange[]; isDirection: boolean };

function paragraphsOf(run: readonly Spoken[], joins: Joins): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let before: Spoken | null = null;
  for (const piece of run) {
    const { line, column } = piece;
    for (const [index, text] of piece.text.split(BLANK_LINE).entries()) {
      const last = paragraphs.at(-1);
      if (last && before && index === 0 && goesOn(last.text, before, piece, joins)) {
        const before = last.text.trimEnd() + spaceBetween(last.text, piece);
        addLanguages(last, before.length, piece);
        last.text = before + text.trimStart();
      } else if (text.trim() !== '') {
        const { isDirection = false } = piece;
        const paragraph: Paragraph = { text, languages: [], isDirection, line, column };
        if (index === 0) addLanguages(paragraph, 0, piece);
        paragraphs.push(paragraph);
      }
    }
    before = piece;
  }
  for (const paragraph of paragraphs) {
    paragraph.text = paragraph.text.trim().replace(/[^\S\r\n]*[\r\n]\s*/gu, ' ');
  }
  return paragraphs;
}

/** Adds the languages of a piece whose text begins at an offset; one that goes on across pieces is one stretch. */
function addLanguages({ text, languages }: Paragraph, at: number, piece: Spoken): void {
  for (const { start, end, language } of piece.languages ?? []) {
    const last = languages.at(-1);
    const isNext = start === 0 && last?.language === language && last.end === text.length;
    if (isNext) last.end = at + end;
    else languages.push({ start: at + start, end: at + end, language });
  }
}

/** A paragraph as words, with its other languages marked among them. */
function wordsOf({ languages, isDirection, ...passage }: Paragraph): Heard {
  if (isDirection) return { kind: 'direction', ...passage };
  if (languages.length === 0) return { kind: 'words', ...passage };
  const content: PhrasingContent[] = [];
  const addText = (from: number, to?: number) => {
    const value = passage.text.slice(from, to);
    if (value !== '') content.push({ type: 'text', value });
  };
  let told = 0;
  for (const { start, end, language } of languages) {
    addText(told, start);
    const value = passage.text.slice(start, end);
    const children: PhrasingContent[] = [{ type: 'text', value }];
    content.push({ type: 'languageSegment', language, delivery: 'original', children });
    told = end;
  }
  addText(told);
  return { kind: 'words', ...passage, content };
}

/** Whether a piece goes on with a paragraph: until a sentence ends in a pause or at length, or a direction stands alone. */
function goesOn(
  paragraph: string,
  before: Spoken,
  piece: Spoken,
  { language, areFragments }: Joins,
): boolean {
  if (piece.isDirection === true || before.isDirection === true) {
    return piece.isDirection === before.isDirection && piece.wrapped === true;
  }
  if (piece.attached === true) return true;
  if (isAlone(piece.text, language) || isAlone(paragraph, language)) return false;
  if (areApart(paragraph, piece.text)) return false;
  if (isNotice(piece.text)) return false;
  if (piece.wrapped === true) return true;
  const pause = (piece.start ?? 0) - (before.end ?? piece.start ?? 0);
  if (areFragments && (pause >= LONG_PAUSE || paragraph.length >= LONGEST_PARAGRAPH)) return false;
  if (WITHIN_SENTENCE.test(piece.text)) return true;
  if (!areFragments) return false;
  return (
    !ENDS_SENTENCE.test(paragraph.slice(-8)) || (pause < PAUSE && paragraph.length < LONG_PARAGRAPH)
  );
}

const isAlone = (text: string, language: string): boolean =>
  text.length < LONGEST_DIRECTION && isStandAloneDirection(text.trim(), language);

/** Whether one of two neighbours is a lone bracket about what is heard, and no sentence goes on across it. */
const areApart = (paragraph: string, text: string): boolean =>
  (isHeard(text) && ENDS.test(paragraph.slice(-8))) ||
  (paragraph.length < LONGEST_DIRECTION && isHeard(paragraph) && !WITHIN_SENTENCE.test(text));

/** What is heard: in round brackets an aside of somebody who speaks may stand as well, unless a sound is named. */
function isHeard(text: string): boolean {
  const [first] = text.trimStart();
  if (first !== '(' && first !== '[') return false;
  const meaning = loneBrackets(text);
  return meaning === 'direction' || (meaning === 'unsure' && first === '[');
}

/** What parts a piece from the text before it. */
export function spaceBetween(
  text: string,
  { text: next, attached }: Pick<SpokenWords, 'text' | 'attached'>,
): '' | ' ' {
  if (attached !== undefined) return attached ? '' : ' ';
  if (/\s$/u.test(text.slice(-1)) || /^\s/u.test(next)) return ' ';
  return CLOSING.test(next) || UNSPACED.test(lastCharacter(text) + firstCharacter(next)) ? '' : ' ';
}

const firstCharacter = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 32);
const lastCharacter = (text: string): string => /.$/su.exec(text.slice(-2))?.[0] ?? ' ';

function reportUnnamed(pieces: readonly Spoken[], report: ProblemReporter): void {
  const first = pieces.find(({ voice, isOpening }) => voice === '' && isOpening !== true);
  if (!first) return;
  const nobody = pieces.every(({ voice }) => voice === '' || voice === null);
  const voices = pieces.some(({ changes }) => changes === true)
    ? 'all words are given to unidentified voices, a new one wherever the source marks a change'
    : 'all words are given to one unidentified voice';
  report(
    'warning',
    first,
    nobody
      ? `The source names no speakers, so ${voices}. Tell the speakers apart when it is recognised, or put labels into the written file.`
      : `From "${excerpt(first.text)}" on nobody is named for a while; such words are given to unidentified voices. Put the labels into the written file.`,
  );
}

/** Punctuation that stands at the end of words, on its own. */
const CLOSING = /^[.,;:!?…)\]}”’»%。、，！？；：」』؟،।]+$/u;
/** A piece that opens no sentence. */
const WITHIN_SENTENCE = /^\s*[\p{Ll}.,;:!?…)\]}”’»%。、，！？；：」』؟،।]/u;
/** Between two letters of these scripts there is no space. */
const UNSPACED =
  /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}ー々、。，！？；：「」『』（）]{2}$/u;
const ENDS_SENTENCE = /[.?!…。！？؟।][)\]"'”’»」』]*\s*$/u;
/** A sentence, or a bracket. */
const ENDS = /[.?!…。！？؟।)\]][)\]"'”’»」』]*\s*$/u;
const BLANK_LINE = /\r?\n[^\S\r\n]*\r?\n\s*/u;

/** Seconds. */
const PAUSE = 2;
/** Seconds; after it a paragraph ends even where no sentence does, as in captions without punctuation. */
const LONG_PAUSE = 5;
/** Seconds; recognisers give the gaps between words of one breath as less. */
const STRETCH_PAUSE = 1;
/** Characters. */
const LONG_CUE = 150;
/** Characters. */
const LONG_PARAGRAPH = 600;
/** Characters, where no sentence ends. */
const LONGEST_PARAGRAPH = 1800;
/** Characters. */
const LONGEST_DIRECTION = 240;
const FEW = 3;
const NEARLY_ALL = 0.9;
