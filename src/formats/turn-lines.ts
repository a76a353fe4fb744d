import type { PhrasingContent } from 'mdast';
import { parse } from 'yaml';
import { plainText } from '../transcript/content.ts';
import { parseDate } from '../transcript/date.ts';
import { isMarkedDirection } from '../transcript/direction.ts';
import { bareLabel, labelKey, withoutHonorifics } from '../transcript/label.ts';
import { canonicalTag } from '../transcript/language.ts';
import { classifyParenthesis } from '../transcript/parenthesis.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { castListOf, type CastList } from './cast-list.ts';
import { clockAtStart, withoutBracketedClocks } from './clock.ts';
import { hasDotLeader, isCueLine, isSectionLine, isVote, isVoteTaken } from './cue-lines.ts';
import type { DeclaredSpeaker, Format, Heard, Passage, ReadOptions, Reading } from './format.ts';
import { dateIn, isField, isHeadline } from './head-lines.ts';
import { isPseudoSpeaker, isRemark, LONGEST_LABEL } from './label-shape.ts';
import { isHardWrapped, linesOf } from './lines.ts';
import { markdownWording, readMarkdownWords } from './markdown-words.ts';
import { isNotice } from './notices.ts';
import { alternatingPhrases, reportPhrase } from './phrase-labels.ts';
import { reportRunningHeads } from './running-heads.ts';
import { isUnnamedVoice } from './voices.ts';

/** How typed text marks its turns: what the formats that are read line by line differ in. */
export interface TurnLines {
  /** What a line opens with, judged by that line alone; `null` where it opens no turn. */
  opening(line: string): LineOpening | null;
  /**
   * What each line opens with, where only the whole text tells it; it comes instead of `opening`, and may take marks that
   * stand at both ends of a line off it, and part a line in two.
   */
  openingsIn?(lines: Passage[]): (LineOpening | null)[];
  /** The first label that opens a turn further on in a paragraph. */
  within?(text: string, isSpeaker: (label: string) => boolean): (LineOpening & At) | null;
  /** Whether inline Markdown, headings and quotations are markup. */
  markdown: boolean;
  /** Whether a label has its words in the paragraphs below it rather than beside it. */
  wordsBelow: boolean;
  /**
   * What stands before the first label: `preamble`, about the transcript, where every turn has its own mark;
   * `speech`, where the first label may have been cut off.
   */
  opensWith: 'preamble' | 'speech';
}

export interface LineOpening {
  /** Without colon and markup. */
  label: string;
  start: number | null;
  end: number | null;
  /** How much of the line comes before its words. */
  length: number;
  /**
   * `likely` where a full name makes it a label. What is `doubtful` must come again to be one, or be a full name, or a
   * part of the programme, that looks like one which does. What is `unlikely`, small letters that may be a name, must
   * come again where the text is one of labels, and is told.
   */
  certainty: 'certain' | 'likely' | 'doubtful' | 'unlikely';
  /** How doubtful labels look: the hashes of a heading. */
  style?: string;
  /** Whom the line names where its label prints more than that. */
  means?: DeclaredSpeaker;
}

/** How long the mark of an item of a list is with which a line opens, "* ", "- ", "12. " (CommonMark 0.31, section 5.2), or "— ". */
export const listMarkerOf = (line: string): number =>
  /^(?:[*+–—-]|\d{1,6}[.)])[ \t]{1,4}/u.exec(line.slice(0, 12))?.[0].length ?? 0;

/** The style of labels in the items of a list. */
export const IN_LIST = 'list';
/** The style of what is no name and may be a label where it comes again and again. */
export const PHRASE = 'phrase';
/** The style of a name of one word on a line of its own, which is a label beside others that have a line to themselves. */
export const WORD_ALONE = 'word';

interface At {
  at: number;
}

/** Reads text whose turns are marked line by line. */
export function readTurnLines(
  source: string,
  grammar: TurnLines,
  report: ProblemReporter,
  options: ReadOptions,
): Reading {
  const { labels } = options;
  const parted = partedOf(source, grammar);
  partedFor.set(options, parted);
  const { openings, cast } = parted;
  const { lines, ...head } = parted.head;
  const isSpeaker = judge(lines, openings, labels);
  const reader = new Reader(grammar, report, isSpeaker, labels.map(labelKey));
  reportUnlikely(lines, openings, isSpeaker, report);
  reportRunningHeads(lines, (index) => (openings[index] ?? null) !== null, report);
  const joins = grammar.markdown || isHardWrapped(lines);
  const opensTurn = (index: number): boolean => {
    const opening = openings[index] ?? null;
    return opening !== null && isSpeaker(opening);
  };
  const above = Math.max(
    aboveMark(lines, opensTurn),
    aboveCast(lines, cast, opensTurn),
    grammar.opensWith === 'speech' ? aboveSpeech(lines, opensTurn) : 0,
    aboveTimes(lines, openings),
  );
  for (const [index, line] of lines.entries()) {
    if (index < above) {
      reader.above(line);
      continue;
    }
    reader.line(line, openings[index] ?? null);
    if (!joins) reader.endParagraph();
  }
  const heard = reader.finish();
  reportLeftOut(head.unread, report);
  return {
    heard,
    title: head.title,
    date: head.date ?? dateAbove(lines.slice(0, above)),
    language: head.language,
    provenance: null,
    introduced: cast.introduced,
  };
}

/** A text's head and lines, and what each of these opens with. */
interface Parted {
  source: string;
  grammar: TurnLines;
  head: Head;
  openings: readonly (LineOpening | null)[];
  cast: CastList;
}

/** What was worked out for a text's reading, until its wording is asked for with the same options. */
const partedFor = new WeakMap<ReadOptions, Parted>();

function partedOf(source: string, grammar: TurnLines): Parted {
  const head = headOf(source, grammar);
  return { source, grammar, head, ...openingsOf(head.lines, grammar) };
}

/** What each line opens with; a list of who takes part opens nothing. */
function openingsOf(
  lines: Passage[],
  grammar: Pick<TurnLines, 'opening' | 'openingsIn'>,
): { openings: (LineOpening | null)[]; cast: CastList } {
  const openings = grammar.openingsIn?.(lines) ?? lines.map(({ text }) => grammar.opening(text));
  for (const index of fieldsAbove(lines, openings, new Set())) openings[index] = null;
  const cast = castListOf(lines, (index) => {
    const opening = openings[index] ?? null;
    return opening !== null && opening.style !== 'line' && opening.style !== WORD_ALONE;
  });
  for (const index of cast.lines) openings[index] = null;
  // Those below the list.
  for (const index of fieldsAbove(lines, openings, cast.lines)) openings[index] = null;
  return { openings, cast };
}

/** The first lines, where each is a field that tells of the text and comes no second time, as somebody's label does. */
function fieldsAbove(
  lines: readonly Passage[],
  openings: readonly (LineOpening | null)[],
  cast: CastList['lines'],
): readonly number[] {
  const fields: number[] = [];
  for (const [index, { text }] of lines.entries()) {
    if (text === '' || cast.has(index)) continue;
    if (!isField(text) && !isTold(text)) break;
    fields.push(index);
  }
  if (fields.length === 0) return fields;
  const counts = new Map<string, number>();
  for (const opening of openings) {
    if (opening)
      counts.set(labelKey(opening.label), (counts.get(labelKey(opening.label)) ?? 0) + 1);
  }
  const isOnce = (index: number) => counts.get(labelKey(openings[index]?.label ?? '')) === 1;
  return fields.filter((index) => openings[index] && isOnce(index));
}

/** How many lines come up to the end of a list of who takes part, and what is told with it, where no turn opens before. */
function aboveCast(
  lines: readonly Passage[],
  cast: CastList,
  opensTurn: (index: number) => boolean,
): number {
  if (cast.lines.size === 0) return 0;
  let end = Math.max(...cast.lines) + 1;
  for (let index = 0; index < end; index += 1) if (opensTurn(index)) return 0;
  while (isTold(lines[end]?.text ?? ' ') && !opensTurn(end)) end += 1;
  return end;
}

/** How many lines come before the first turn, where each of them is a headline, a line of a list or a date: nobody's words. */
function aboveSpeech(lines: readonly Passage[], opensTurn: (index: number) => boolean): number {
  for (const [index, { text }] of lines.entries()) {
    if (opensTurn(index)) return index;
    if (!isTold(text) && !isField(text) && !isHeadline(text) && !isNotice(text) && !isCueLine(text))
      return 0;
  }
  return 0;
}

/** How many lines come before the first turn where every turn has its time, and what is above them has none. */
function aboveTimes(lines: readonly Passage[], openings: readonly (LineOpening | null)[]): number {
  const isTimed = (opening: LineOpening | null) =>
    opening?.certainty === 'certain' && opening.start !== null;
  const first = openings.findIndex(isTimed);
  const timed = openings.filter(isTimed).length;
  const others = openings.filter((opening) => opening?.certainty === 'likely').length;
  const isUsual = timed > 1 && timed > others;
  return isUsual && !lines.slice(0, first).some(({ text }) => clockAtStart(text)) ? first : 0;
}

/** "Date: 2 March 2026", or nothing. */
const isTold = (text: string): boolean => {
  const key = text.replaceAll('**', '').slice(0, LONGEST_LABEL).split(/[:：]/u, 2);
  return text === '' || hasDotLeader(text) || (key.length === 2 && isRemark(key[0] ?? ''));
};

/** The day that a line above the transcript has, and little else. */
function dateAbove(lines: readonly Passage[]): string | null {
  for (const { text } of lines) {
    const date = text.length <= LONGEST_DATE ? dateIn(text) : null;
    if (date !== null) return date;
  }
  return null;
}

/** How many lines come up to a page's "Read the full transcript", where no turn opens before it. */
function aboveMark(lines: readonly Passage[], opensTurn: (index: number) => boolean): number {
  const mark = lines.slice(0, LINES_TO_MARK).findIndex(({ text }) => FULL_TRANSCRIPT.test(text));
  return lines.slice(0, mark + 1).some((_, index) => opensTurn(index)) ? 0 : mark + 1;
}

/** The wording of such text: each line without times and markup. */
export function* wordingOfTurnLines(
  source: string,
  grammar: TurnLines,
  options: ReadOptions,
): Generator<Passage> {
  const clean = (text: string): string => {
    const { text: words } = withoutBracketedClocks(text);
    return grammar.markdown ? markdownWording(words) : words;
  };
  const known = partedFor.get(options);
  partedFor.delete(options);
  const isKnown = known?.source === source && known.grammar === grammar;
  const { head, openings } = isKnown ? known : partedOf(source, grammar);
  const { lines } = head;
  let isSpeaker: ReturnType<typeof judge> | null = null;
  for (const [index, { text, line, column }] of lines.entries()) {
    let opening = openings[index] ?? null;
    // A time or number beside what is no label after all is words: "10:30 agenda: soup".
    const hasMore = opening !== null && (opening.start !== null || opening.style === IN_LIST);
    if (opening && hasMore && opening.certainty !== 'certain') {
      isSpeaker ??= judge(lines, openings, options.labels);
      if (!isSpeaker(opening)) opening = null;
    }
    if (opening) yield { text: opening.label, line, column };
    yield { text: clean(text.slice(opening?.length ?? 0)), line, column };
  }
}

/** How many of the first lines open a turn, and how many have words. */
export function countOpenings(
  source: string,
  grammar: Pick<TurnLines, 'opening' | 'markdown'>,
): { openings: LineOpening[]; recurring: number; lines: number } {
  const openings: LineOpening[] = [];
  const seen = new Map<string, number>();
  let lines = 0;
  for (const { text } of linesOf(source)) {
    if (text === '') continue;
    const opening = grammar.opening(text);
    if (opening && opening.style !== PHRASE && opening.style !== WORD_ALONE) {
      openings.push(opening);
      const key = labelKey(opening.label);
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    lines += 1;
    if (lines >= LINES_TO_DETECT) break;
  }
  const isListed = areSmallLabels(openings, lines);
  let recurring = 0;
  for (const times of seen.values()) if (times > 1) recurring += times;
  if (isListed) return { openings, recurring, lines };
  const others = openings.filter(({ certainty }) => certainty !== 'unlikely');
  for (const { label, certainty } of openings) {
    if (certainty === 'unlikely' && (seen.get(labelKey(label)) ?? 0) > 1) recurring -= 1;
  }
  return { openings: others, recurring, lines };
}

/**
 * Whether a text is one of labels throughout, and these are in small letters: every other line opens with one, and
 * several come again and again.
 */
function areSmallLabels(openings: readonly LineOpening[], lines: number): boolean {
  const beside = openings.filter(
    ({ style }) => style !== 'line' && style !== PHRASE && style !== WORD_ALONE,
  );
  const counts = new Map<string, number>();
  for (const { label } of beside) {
    const key = labelKey(label);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const recurring = [...counts.values()].filter((count) => count > 1);
  const times = recurring.reduce((sum, count) => sum + count, 0);
  const small = beside.filter(({ label }) => /^\p{Ll}/u.test(label)).length;
  return (
    recurring.length > 1 &&
    beside.length * 2 >= lines &&
    times * 3 >= beside.length * 2 &&
    small * 3 >= beside.length * 2
  );
}

/** A format of this family. */
export function turnLinesFormat(
  about: Pick<Format, 'id' | 'name' | 'example' | 'atMost' | 'detect'>,
  grammar: TurnLines,
): Format {
  return {
    ...about,
    read: (source, report, options) => readTurnLines(source, grammar, report, options),
    wording: (source, options) => wordingOfTurnLines(source, grammar, options),
  };
}

/** What a source says of itself before its text. */
interface Head {
  title: string | null;
  date: string | null;
  language: string | null;
  /** The names of front matter that is not read. */
  unread: string[];
  /** The rest. */
  lines: Passage[];
}

function headOf(source: string, grammar: TurnLines): Head {
  const lines = [...linesOf(source)];
  if (grammar.markdown) for (const line of lines) line.text = withoutLineBreaks(line.text);
  const head: Head = { title: null, date: null, language: null, unread: [], lines };
  if (grammar.markdown) {
    readFrontMatter(head);
    const first = head.lines.findIndex(({ text }) => text !== '');
    const text = head.lines[first]?.text ?? '';
    const title = /^#\s+(\S.*)$/u.exec(text)?.[1];
    const isLabel =
      grammar.opening(text) !== null &&
      (grammar.opening(text)?.certainty === 'certain' ||
        lines.filter((line) => line.text === text).length > 1);
    if (title !== undefined && !isLabel) {
      head.title = plain(title);
      head.lines = head.lines.slice(first + 1);
    }
    return head;
  }
  const [title, second, third] = lines;
  const opening = title ? grammar.opening(title.text) : null;
  const isOneWord =
    opening?.style === WORD_ALONE &&
    lines.every(({ text }, at) => at === 0 || text !== title?.text);
  const isTitle =
    title !== undefined &&
    /[^.?!:…,;)\]"”]$/u.test(title.text) &&
    title.text.length <= LONGEST_TITLE &&
    !FULL_TRANSCRIPT.test(title.text) &&
    (opening === null || isOneWord);
  if (!isTitle) return head;
  if (second?.text === '') return { ...head, title: title.text, lines: lines.slice(2) };
  if (second && parseDate(second.text) !== null && third?.text === '') {
    return { ...head, title: title.text, date: second.text, lines: lines.slice(3) };
  }
  return head;
}

/** YAML between two lines of three hyphens, as static site generators have it. */
function readFrontMatter(head: Head): void {
  if (head.lines[0]?.text !== '---') return;
  const close = head.lines.findIndex(({ text }, index) => index > 0 && text === '---');
  if (close === -1 || close > LONGEST_FRONT_MATTER) return;
  const fields = parseFields(head.lines.slice(1, close));
  if (!fields) return;
  for (const [name, value] of fields) {
    const text = value instanceof Date ? value.toISOString().slice(0, 10) : value;
    if (name === 'title' && typeof text === 'string') head.title = text;
    else if (name === 'date' && typeof text === 'string' && parseDate(text)) head.date = text;
    else if (/^lang(?:uage)?$/u.test(name) && typeof text === 'string' && canonicalTag(text))
      head.language = canonicalTag(text);
    else head.unread.push(name);
  }
  head.lines = head.lines.slice(close + 1);
}

function parseFields(lines: readonly Passage[]): [string, unknown][] | null {
  try {
    const fields: unknown = parse(lines.map(({ text }) => text).join('\n'), { maxAliasCount: 0 });
    return typeof fields === 'object' && fields !== null && !Array.isArray(fields)
      ? Object.entries(fields)
      : null;
  } catch {
    return null;
  }
}

function reportLeftOut(unread: readonly string[], report: ProblemReporter): void {
  if (unread.length === 0) return;
  report(
    'warning',
    { line: 1, column: 1 },
    `Front matter ${unread.map((name) => `"${name}"`).join(', ')} is left out; expected title, date and language. Put what matters into the written file.`,
  );
}

/** Which labels are speakers', judged over the whole text. `shaped`: what each line opens with. */
function judge(
  lines: readonly Passage[],
  shaped: readonly (LineOpening | null)[],
  given: readonly string[],
): (opening: LineOpening) => boolean {
  const counts = new Map<string, number>();
  const accepted = new Set(given.map(labelKey));
  const openings: LineOpening[] = [];
  /** Those on the line below words. */
  const below = new Set<LineOpening>();
  for (const [index, opening] of shaped.entries()) {
    if (!opening) continue;
    openings.push(opening);
    if ((lines[index - 1]?.text ?? '') !== '') below.add(opening);
    const key = labelKey(opening.label);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const textLines = lines.filter(({ text }) => text !== '').length;
  const isListed = areSmallLabels(openings, textLines);
  // Where most labels stand outside lists, a list is one of things: "* **Boats:** two".
  const inLists = openings.filter(({ style }) => style === IN_LIST).length;
  const areTurnsListed = inLists * 2 > openings.length;
  const alternating = alternatingPhrases(
    openings
      .filter(({ style }) => style !== WORD_ALONE)
      .map(({ label, style }) => ({ label, isPhrase: style === PHRASE })),
  );
  const haveLines = openings.some(
    ({ label, style }) => style === 'line' && (counts.get(labelKey(label)) ?? 0) > 1,
  );
  const recurs = ({ label, certainty, style }: LineOpening) =>
    style === PHRASE
      ? alternating.has(labelKey(label))
      : (counts.get(labelKey(label)) ?? 0) > 1 &&
        (certainty !== 'unlikely' || isListed) &&
        (style !== IN_LIST || areTurnsListed) &&
        (style !== WORD_ALONE || haveLines);
  const styles = new Set(openings.filter(recurs).map(({ style }) => style));
  const likely = openings.filter(({ certainty }) => certainty === 'likely').length;
  // Where every other line has a label, a name that comes once is one too.
  const isDense = likely > 1 && likely * 2 >= textLines;
  // Where a blank line parts the turns of those who surely speak, what comes once below words is a list's.
  const sure = openings.filter(recurs);
  const areParted = sure.length > 0 && sure.every((opening) => !below.has(opening));
  for (const opening of openings) {
    const { label, certainty, style } = opening;
    if (areParted && certainty === 'likely' && below.has(opening) && !accepted.has(labelKey(label)))
      continue;
    const isLikely =
      certainty === 'likely'
        ? isDense || isUnnamedVoice(label)
        : styles.has(style) && (isPseudoSpeaker(label) || isUnnamedVoice(label));
    const mayBeFullName = certainty === 'likely' || (certainty === 'doubtful' && styles.has(style));
    if (
      certainty === 'certain' ||
      isLikely ||
      (mayBeFullName && /\s/u.test(bareLabel(label))) ||
      recurs(opening)
    ) {
      accepted.add(labelKey(label));
    }
  }
  const parts = new Set([...accepted].flatMap((key) => key.split(/[\s,]+/u)));
  return ({ label, certainty }) => {
    const key = labelKey(label);
    if (accepted.has(key)) return true;
    if (certainty !== 'likely') return false;
    // What stands beside a name, "Lee (laughs):", makes it nobody else's.
    return parts.has(key) || parts.has(labelKey(withoutHonorifics(bareLabel(label))));
  };
}

/** Tells which names in small letters, and which phrases, are read as labels: only their coming again shows that they are. */
function reportUnlikely(
  lines: readonly Passage[],
  openings: readonly (LineOpening | null)[],
  isSpeaker: (opening: LineOpening) => boolean,
  report: ProblemReporter,
): void {
  const found = new Map<string, Place>();
  const phrases = new Set<string>();
  for (const [index, { line, column }] of lines.entries()) {
    const opening = openings[index];
    if (opening?.certainty !== 'unlikely' || !isSpeaker(opening)) continue;
    const key = labelKey(opening.label);
    if (opening.style === PHRASE) {
      if (!phrases.has(key)) reportPhrase(opening.label, { line, column }, report);
      phrases.add(key);
    } else if (!found.has(key)) found.set(key, { line, column });
  }
  reportPhrasesAsWords(lines, openings, isSpeaker, report);
  const [first] = found.values();
  const [name = ''] = found.keys();
  if (!first) return;
  const names = [...found.keys()].slice(0, NAMES_TO_TELL).map((key) => `"${key}"`);
  const more = found.size > names.length ? `, and ${String(found.size - names.length)} more` : '';
  report(
    'warning',
    first,
    `${names.join(', ')}${more}: small letters, read as names of speakers because they open line after line and come again. Check that they are; to have a name in capitals, give --speaker "${name}=Full Name".`,
  );
}

/** Where nearly every line opens with a label, tells of what may be one more and was read as words. */
function reportPhrasesAsWords(
  lines: readonly Passage[],
  openings: readonly (LineOpening | null)[],
  isSpeaker: (opening: LineOpening) => boolean,
  report: ProblemReporter,
): void {
  const found: (Passage & { label: string })[] = [];
  let labelled = 0;
  let said = 0;
  for (const [index, line] of lines.entries()) {
    const opening = openings[index];
    if (line.text !== '') said += 1;
    if (!opening) continue;
    if (isSpeaker(opening)) labelled += 1;
    else if (opening.style === PHRASE) found.push({ ...line, label: opening.label });
  }
  const [first] = found;
  if (!first || labelled < 2 || (labelled + found.length) * 10 < said * 7) return;
  const names = [...new Set(found.map(({ label }) => `"${label}:"`))];
  const more =
    names.length > NAMES_TO_TELL ? `, and ${String(names.length - NAMES_TO_TELL)} more` : '';
  report(
    'warning',
    first,
    `${names.slice(0, NAMES_TO_TELL).join(', ')}${more} at the head of a line was read as words of whoever spoke before, because it is no name. If somebody else speaks there, say who: --speaker "${first.label}=Full Name".`,
  );
}

/** A paragraph that is being read. */
interface OpenParagraph extends Passage {
  kind: 'words' | 'direction';
}

class Reader {
  readonly #grammar: TurnLines;
  readonly #report: ProblemReporter;
  readonly #isSpeaker: (opening: LineOpening) => boolean;
  readonly #given: readonly string[];
  readonly #heard: Heard[] = [];
  /** Times among the words. */
  #clockCount = 0;
  #firstClock: Place | null = null;
  #isOpen = false;
  #paragraph: OpenParagraph | null = null;
  /** Where a pseudo-speaker's words may follow. */
  #pseudo = false;
  /** Where a vote was taken, and the names of those who voted one way are to come, or come. */
  #vote: 'none' | 'taken' | 'head' | 'names' = 'none';

  constructor(
    grammar: TurnLines,
    report: ProblemReporter,
    isSpeaker: (opening: LineOpening) => boolean,
    given: readonly string[],
  ) {
    this.#grammar = grammar;
    this.#report = report;
    this.#isSpeaker = isSpeaker;
    this.#given = given;
  }

  /** @param opening what the line opens with. */
  line(line: Passage, opening: LineOpening | null): void {
    const { text } = line;
    if (text === '') {
      this.endParagraph();
      if (this.#vote === 'names') this.#vote = 'taken';
      return;
    }
    if (this.#voting(line, opening)) return;
    if (opening && this.#isSpeaker(opening)) {
      this.endParagraph();
      this.#open(opening, line);
      this.#words(text.slice(opening.length), line, opening.length);
      if (this.#pseudo) this.endParagraph();
      return;
    }
    const mayBeLabel =
      opening?.certainty === 'likely' ||
      opening?.style === IN_LIST ||
      (opening?.style === undefined && !this.#paragraph);
    if (opening && mayBeLabel && !isNotice(text)) this.#doubt(opening, line);
    else if (!opening && this.#isOpen && !this.#paragraph) this.#doubtRemark(line);
    if (
      this.#section(text, line) ||
      this.#heading(text, line) ||
      (this.#grammar.markdown && this.#block(text, line))
    )
      return;
    this.#words(text, line, 0);
  }

  /** A line above the transcript: nobody says it. */
  above({ text: typed, line, column }: Passage): void {
    const words = withoutBracketedClocks(typed).text;
    const text = this.#grammar.markdown ? plain(words.replace(/^(?:#{1,6}|>+)\s+/u, '')) : words;
    if (text === '') return;
    const place = { line, column };
    if (isNotice(text)) this.#heard.push({ kind: 'words', text, ...place });
    else this.#preamble(text, place);
  }

  endParagraph(): void {
    const paragraph = this.#paragraph;
    this.#paragraph = null;
    if (!paragraph) return;
    const { text: typed, kind, line, column } = paragraph;
    const { text, content } = this.#grammar.markdown
      ? readMarkdownWords(typed)
      : { text: typed.replaceAll('\n', ' '), content: null };
    if (text.trim() === '') return;
    const place = { line, column };
    if (kind === 'direction' || isBracketedDirection(text) || isCueLine(text)) {
      this.#heard.push({ kind: 'direction', text, ...place });
    } else if (!this.#isOpen && this.#grammar.opensWith === 'preamble' && !isNotice(text)) {
      this.#preamble(text, place);
    } else {
      if (this.#pseudo) this.#heard.push(this.#unnamed(place));
      this.#pseudo = false;
      const keepsMarkup = content !== null && !opensLikeLabel(content);
      this.#heard.push({ kind: 'words', text, ...place, ...(keepsMarkup && { content }) });
    }
  }

  finish(): Heard[] {
    this.endParagraph();
    if (this.#firstClock) {
      const [times, are] =
        this.#clockCount === 1 ? ['1 time', 'is'] : [`${String(this.#clockCount)} times`, 'are'];
      this.#report(
        'warning',
        this.#firstClock,
        `${times} in brackets among the words ${are} left out, from here on; a time is kept where it opens a turn.`,
      );
    }
    this.#closeList();
    // A chapter has turns; a heading at the end is one of nothing.
    const lastWords = this.#heard.findLastIndex(({ kind }) => kind === 'words');
    return this.#heard.map((item, index) =>
      item.kind === 'heading' && index > lastWords ? { ...item, kind: 'direction' } : item,
    );
  }

  /** Who took part, told again at the end: "Call participants:" and labels without words. */
  #closeList(): void {
    const from = this.#heard.findLastIndex(({ kind }) => kind === 'words');
    const last = this.#heard[from];
    if (!last || !PARTICIPANTS.test(last.text) || from === this.#heard.length - 1) return;
    for (const [index, { text, line, column }] of this.#heard.entries())
      if (index >= from) this.#heard[index] = { kind: 'direction', text, line, column };
  }

  #open({ label, start, end, length, means }: LineOpening, { line, column, text }: Passage): void {
    this.#pseudo = false;
    if (!means && isPseudoSpeaker(label) && !this.#given.includes(labelKey(label))) {
      const rest = withoutBracketedClocks(text.slice(length)).text.trim();
      const whole = rest === '' ? label : `${label}: ${rest}`;
      if (isMarkedDirection(`(${whole})`)) {
        this.#paragraph = { kind: 'direction', text: label, line, column };
        if (rest !== '') {
          this.#paragraph.text += ':';
          this.#report(
            'warning',
            { line, column },
            `"${label}:" names no person, so its words stand as a direction. If somebody speaks here, say who: --speaker "${label}=Full Name".`,
          );
        }
        this.#pseudo = this.#grammar.wordsBelow;
        return;
      }
    }
    this.#isOpen = true;
    this.#heard.push({
      kind: 'label',
      text: label,
      start,
      end,
      line,
      column,
      ...(means && { means }),
    });
  }

  #words(typed: string, { line, column }: Passage, offset: number): void {
    const before = typed.length - typed.trimStart().length;
    const trimmed = typed.trim();
    let text = this.#withoutStart(trimmed);
    let from = column + offset + before + (trimmed.length - text.length);
    for (
      let next = this.#within(text);
      next && this.#paragraph?.kind !== 'direction';
      next = this.#within(text)
    ) {
      this.#append(text.slice(0, next.at).trimEnd(), { line, column: from });
      this.endParagraph();
      const place = { line, column: from + next.at };
      this.#report(
        'warning',
        place,
        `"${next.label}:" opens a turn in the middle of a paragraph. Check that it is a speaker and no part of the words.`,
      );
      const rest = text.slice(next.at);
      this.#open(next, { ...place, text: rest });
      from += next.at + next.length;
      text = rest.slice(next.length).trim();
    }
    this.#append(text, { line, column: from });
  }

  #within(text: string): (LineOpening & At) | null {
    return (
      this.#grammar.within?.(text, (label) =>
        this.#isSpeaker({ label, certainty: 'likely', start: null, end: null, length: 0 }),
      ) ?? null
    );
  }

  /** The text without a time that stands on the line below its label. */
  #withoutStart(text: string): string {
    const last = this.#heard.at(-1);
    if (last?.kind !== 'label' || last.start !== null || this.#paragraph) return text;
    const clock = /^\\?\[/u.test(text) ? clockAtStart(text) : null;
    if (!clock) return text;
    last.start = clock.start;
    last.end = clock.end;
    return text.slice(clock.length).trimStart();
  }

  #append(typed: string, place: { line: number; column: number }): void {
    const { text, count } = withoutBracketedClocks(typed);
    this.#leaveOut(count, place);
    if (text === '') return;
    if (this.#paragraph) this.#paragraph.text += `\n${text}`;
    else this.#paragraph = { kind: 'words', text, ...place };
  }

  #leaveOut(count: number, { line, column }: Place): void {
    if (count > 0) this.#firstClock ??= { line, column };
    this.#clockCount += count;
  }

  /** Who voted how, as a chamber's record lists it: nobody says it. */
  #voting({ text, line, column }: Passage, opening: LineOpening | null): boolean {
    if (isVoteTaken(text)) this.#vote = 'taken';
    else if (this.#vote === 'none') return false;
    else if (isVote(text)) this.#vote = 'head';
    else if (opening && this.#isSpeaker(opening)) this.#vote = 'none';
    else if (this.#vote === 'head') this.#vote = 'names';
    const isListed = this.#vote === 'head' || this.#vote === 'names';
    if (!isListed || !isMarkedDirection(`(${text})`)) return false;
    this.endParagraph();
    this.#heard.push({ kind: 'direction', text, line, column });
    return true;
  }

  /** A part of a call or a programme, which such texts name on a line of its own. */
  #section(text: string, { line, column }: Passage): boolean {
    if (!isSectionLine(text)) return false;
    this.endParagraph();
    this.#heard.push({ kind: 'heading', text: text.replace(/[:：]$/u, ''), line, column });
    return true;
  }

  /** A chapter: a heading; where hashes are no markup, after two or more. */
  #heading(text: string, { line, column }: Passage): boolean {
    const [, hashes = '', heading] = /^(#{1,6})\s+(\S.*)$/u.exec(text) ?? [];
    if (heading === undefined || (hashes.length === 1 && !this.#grammar.markdown)) return false;
    this.endParagraph();
    const { text: typed } = withoutBracketedClocks(heading);
    const title = this.#grammar.markdown ? plain(typed) : typed;
    if (title !== '') this.#heard.push({ kind: 'heading', text: title, line, column });
    return true;
  }

  /** A rule, or a quotation, which is narrative where it is a parenthesis. */
  #block(text: string, line: Passage): boolean {
    if (/^(?:[-*_]\s?){3,}$/u.test(text)) {
      this.endParagraph();
      return true;
    }
    const quoted = /^>+\s?(.*)$/u.exec(text)?.[1];
    if (quoted === undefined) return false;
    const { text: words, count } = withoutBracketedClocks(quoted.trim());
    const unemphasised = words.replace(/^([*_])(.*)\1$/u, '$2');
    if (isMarkedDirection(unemphasised)) {
      this.#leaveOut(count, line);
      this.endParagraph();
      this.#paragraph = {
        kind: 'direction',
        text: unemphasised,
        line: line.line,
        column: line.column,
      };
      this.endParagraph();
    } else if (words === '') this.endParagraph();
    else this.#words(quoted, line, text.length - quoted.length);
    return true;
  }

  #preamble(text: string, place: { line: number; column: number }): void {
    if (!this.#heard.some(({ kind }) => kind === 'direction' || kind === 'label')) {
      this.#report(
        'warning',
        place,
        `What stands before the first label, "${excerpt(text)}", is read as a preamble and not as speech, and kept as a direction. If somebody speaks here, put their label before it.`,
      );
    }
    if (isMarkedDirection(`(${text})`) || isMarkedDirection(`[${text}]`)) {
      this.#heard.push({ kind: 'direction', text, ...place });
    } else {
      this.#heard.push(this.#unnamed(place), { kind: 'words', text, ...place });
    }
  }

  #unnamed(place: { line: number; column: number }): Heard {
    this.#isOpen = true;
    return { kind: 'label', text: '', start: null, end: null, ...place };
  }

  /** "Note:" and "**Links:**" amid the speech. */
  #doubtRemark({ text, line, column }: Passage): void {
    const [, bold, plainly] = (this.#grammar.markdown ? BOLD_REMARK : REMARK).exec(text) ?? [];
    const label = (bold ?? plainly ?? '').trim();
    if (label === '' || !isRemark(label) || isNotice(text)) return;
    this.#report(
      'warning',
      { line, column },
      `"${label}:" was read as words, not as a label, because it reads like a notice. If somebody speaks here, say who: --speaker "${label}=Full Name".`,
    );
  }

  #doubt({ label, certainty, style }: LineOpening, { line, column }: Passage): void {
    const reason =
      certainty === 'likely'
        ? 'it comes once'
        : style === IN_LIST
          ? 'it stands in a list'
          : 'it is in small letters';
    this.#report(
      'warning',
      { line, column },
      `"${label}" was read as words, not as a label, because ${reason} and nothing else shows that it names a speaker. If somebody speaks here, say who: --speaker "${label}=Full Name".`,
    );
  }
}

/** Whether words open with bold text and a colon, which Transcript Markdown would read as a label. */
const opensLikeLabel = (content: readonly PhrasingContent[]): boolean =>
  content[0]?.type === 'strong' &&
  (/[:：]\s*$/u.test(plainText(content.slice(0, 1))) ||
    /^\s*[:：]/u.test(plainText(content.slice(1, 2))));

/** "[Laughter]", which is a direction as "(Laughter)" is. */
function isBracketedDirection(text: string): boolean {
  const inner = /^\[([^[\]]{1,2000})\]$/u.exec(text)?.[1];
  return (
    inner !== undefined &&
    (EDITORS_NOTE.test(inner) || classifyParenthesis(`(${inner})`, 'en').kind === 'direction')
  );
}

/** HTML's line break, which Markdown may hold, as a space. */
const withoutLineBreaks = (text: string): string =>
  text.includes('<') ? text.replace(/<br ?\/?>/giu, ' ').trim() : text;

const plain = (markdown: string): string =>
  readMarkdownWords(markdown.replace(/\s+#+$/u, '')).text.trim();

/** An opening whose label is a name: what bounds the work on a line that is none. */
export const startOf = (line: string): string => line.slice(0, LONGEST_LABEL + 40);

/** What a page prints between its own words and the transcript. */
const REMARK = /^(\p{L}[\p{L}\p{M} &'’-]{1,40})[:：](?=\s\S)/u;
const BOLD_REMARK =
  /^(?:\*\*|__)(?:(\p{L}[\p{L}\p{M} &'’-]{1,40})[:：](?:\*\*|__)|(\p{L}[\p{L}\p{M} &'’-]{1,40})(?:\*\*|__)\s?[:：])(?=\s*\S)/u;
const FULL_TRANSCRIPT = /^(?:(?:(?:read|view|see|show) (?:the )?)?full )?transcript:?$/iu;
const PARTICIPANTS = /^(?:(?:company|conference|corporate|call) ){1,2}participants:?$/iu;
const LINES_TO_MARK = 60;
const NAMES_TO_TELL = 4;
const LONGEST_DATE = 60;
const EDITORS_NOTE = /^(?:editor['’]s )?note\b[^:]{0,40}:/iu;
const LINES_TO_DETECT = 2000;
const LONGEST_TITLE = 150;
const LONGEST_FRONT_MATTER = 200;
