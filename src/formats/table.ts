import { CsvError, parse } from 'csv-parse/sync';
import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { wordsOf } from '../transcript/words.ts';
import { clockAtStart } from './clock.ts';
import { cueWording } from './cue-wording.ts';
import { cueOf, heardFromCues } from './cues.ts';
import type { Format, Heard, Passage, ReadOptions, Reading } from './format.ts';
import { LONGEST_LABEL } from './label-shape.ts';
import { NOTHING_READ } from './recogniser.ts';
import { secondsOf, turnsOf, wordingOf, type Spoken, type SpokenWords } from './spoken.ts';

/**
 * CSV (RFC 4180) and TSV with a header: a column of words and one of speakers or of times, under any of their usual
 * names; parted by commas, semicolons, tabs or bars. A row is a paragraph, a turn or a word; an empty speaker cell goes
 * on with the speaker above, and the first is told. Without a column of speakers the rows are read as captions are, whose
 * words may open with labels. Of times that count frames ("00:00:01:12", SMPTE ST 12-1) the frames are left off, since
 * nothing says how many a second has. Columns of anything else are left out, and told if they hold words. Where there is
 * no header, the cells themselves must make it certain which column is which, and that is told.
 */
export const table: Format = {
  id: 'table',
  name: 'CSV or TSV table',
  example:
    'speaker,start,text\nANA RUIZ,0:00,"The lock is shut, they say."\nLee Osei,0:04,Since when?',
  detect: (source) =>
    headerOf(source) ? 0.85 : (columnsWithoutHeader(source)?.concluded?.confidence ?? 0),
  read,
  wording,
};

function read(source: string, report: ProblemReporter, { labels }: ReadOptions): Reading {
  const header = headerOf(source) ?? columnsWithoutHeader(source);
  if (!header) {
    report(
      'error',
      { line: 1, column: 1 },
      `No header; expected a first line that names a column of words ("text") and one of speakers ("speaker") or times ("start"). Add it.`,
    );
    return NOTHING_READ;
  }
  if (header.concluded) reportConcluded(header, header.concluded, report);
  const rows = rowsOf(source, header, report);
  const { columns } = header;
  const scale = header.areMilliseconds ? 1000 : 1;
  let hasFrames = false;
  const timeOf = ({ cells, line }: Row, column: number | null): number | null => {
    const cell = cells[column ?? -1]?.trim() ?? '';
    if (cell === '') return null;
    const [, withoutFrames] = TIMECODE.exec(cell) ?? [];
    if (withoutFrames !== undefined && !hasFrames) {
      hasFrames = true;
      report(
        'warning',
        { line, column: 1 },
        `"${cell}" counts frames, and a table does not say how many make a second: from here on, times are read to the second. Correct them in the written file if it matters.`,
      );
    }
    const seconds = secondsOf(withoutFrames?.replaceAll(';', ':') ?? cell);
    if (seconds !== null) return seconds / (cell.includes(':') ? 1 : scale);
    report(
      'warning',
      { line, column: 1 },
      `"${excerpt(cell)}" is no time; expected seconds such as "1.25" or a time such as "0:01:25". The words are written without it: correct it if it matters.`,
    );
    return null;
  };
  if (columns.speaker === null) {
    const cues = rows.map((row) => {
      const times = { start: timeOf(row, columns.start), end: timeOf(row, columns.end) };
      return cueOf(times, linesOfText(row, columns.text));
    });
    reportLeftOut(rows, header, report);
    return { ...NOTHING_READ, heard: heardFromCues(cues, labels, report) };
  }
  const heard: Heard[] = [];
  let pieces: Spoken[] = [];
  for (const row of rows) {
    const { line } = row;
    const said = spokenIn(row.cells, columns);
    if (said.voice !== null && said.voice !== '' && said.text.trim() === '') {
      report(
        'warning',
        { line, column: 1 },
        `"${excerpt(said.voice)}" stands in a row without words; expected words beside the speaker. It is kept as a direction: add the words, or leave it.`,
      );
      heard.push(...turnsOf(pieces, null, report));
      heard.push({ kind: 'direction', text: said.voice, line, column: 1 });
      pieces = [];
    } else {
      const start = timeOf(row, columns.start);
      pieces.push({ ...said, start, end: timeOf(row, columns.end), line, column: 1 });
    }
  }
  heard.push(...turnsOf(pieces, null, report));
  reportUnnamed(rows, header, report);
  reportLeftOut(rows, header, report);
  return { ...NOTHING_READ, heard };
}

interface Header {
  delimiter: string;
  /** What the columns are called, printed or not. */
  names: string[];
  /** Whether the first line has these names. */
  isPrinted: boolean;
  columns: { text: number; speaker: number | null; start: number | null; end: number | null };
  areMilliseconds: boolean;
  /** Where the cells alone tell which column is which. */
  concluded?: Concluded;
}

interface Concluded {
  confidence: number;
  /** The values that are read as speakers and come again. */
  voices: string[];
}

/** The header, where the first line of a text is one. */
function headerOf(source: string): Header | null {
  const end = source.search(/[\r\n]/u);
  const line = source.slice(0, end === -1 ? LONGEST_HEADER : Math.min(end, LONGEST_HEADER));
  // JSON on one line has commas and names too.
  if (/^\s*[[{]/u.test(line)) return null;
  for (const delimiter of DELIMITERS) {
    if (!line.includes(delimiter)) continue;
    const names = line.split(delimiter).map((name) => name.replaceAll('"', '').trim());
    const keys = names.map(keyOf);
    const find = (spellings: ReadonlySet<string>): number | null => {
      const index = keys.findIndex((key) => spellings.has(key));
      return index === -1 ? null : index;
    };
    const text = find(TEXT);
    const columns = { speaker: find(SPEAKER), start: find(START), end: find(END) };
    if (text === null || (columns.speaker === null && columns.start === null)) continue;
    return {
      delimiter,
      names,
      isPrinted: true,
      columns: { text, ...columns },
      areMilliseconds: isInMilliseconds(source, delimiter, names, columns.start),
    };
  }
  return null;
}

/**
 * The columns of a table without a header, or with one in words that are not known: one of a few short values that come
 * again and again, then one of long texts that hardly ever do, and none or one of times. Anything else is left alone.
 */
function columnsWithoutHeader(source: string): Header | null {
  if (/^\s*[[{<]/u.test(source)) return null;
  const sample = source.slice(0, LONGEST_SAMPLE);
  const [firstLine = ''] = sample.split(/[\r\n]/u, 1);
  for (const delimiter of DELIMITERS) {
    if (!firstLine.includes(delimiter)) continue;
    // A sentence has a space behind its comma.
    const isSentence = (cells: string[]) => cells.slice(1).some((cell) => cell.startsWith(' '));
    if (!firstLine.includes('"') && isSentence(firstLine.split(delimiter))) continue;
    const rows = splitRows(sample, delimiter).map(({ cells }) => cells);
    if (sample.length < source.length) rows.pop();
    if (rows.some(isSentence)) continue;
    const found = columnsOf(
      rows.map((cells) => cells.map((cell) => cell.trim())),
      delimiter,
    );
    if (found) return found;
  }
  return null;
}

function columnsOf(all: string[][], delimiter: string): Header | null {
  const [first = []] = all;
  const width = first.length;
  if (width < 2 || width > 4 || all.length < FEWEST_ROWS) return null;
  if (all.some((cells) => cells.length !== width)) return null;
  const below = all.slice(1);
  const times = first.map((_, column) => below.every((cells) => isTime(cells[column] ?? '')));
  const [start = null, end = null, more = null] = times.flatMap((is, column) =>
    is ? [column] : [],
  );
  const [speaker = -1, text = -1, other = null] = times.flatMap((is, column) =>
    is ? [] : [column],
  );
  if (text === -1 || other !== null || more !== null) return null;
  const voiceOf = (cells: string[]) => cells[speaker] ?? '';
  const isNaming =
    !below.some((cells) => voiceOf(cells) === voiceOf(first)) &&
    wordsOf(first[text] ?? '').length < 3 &&
    !/[.?!…]$/u.test(first[text] ?? '');
  const rows = isNaming ? below : all;
  const voices = new Map<string, number>();
  for (const cells of rows) {
    voices.set(voiceOf(cells), (voices.get(voiceOf(cells)) ?? 0) + 1);
  }
  const recurring = [...voices].filter(([, count]) => count > 1).map(([voice]) => voice);
  const texts = new Set(rows.map((cells) => cells[text] ?? ''));
  const isVoices =
    [...voices.keys()].every((voice) => isVoice(voice)) &&
    recurring.length > 1 &&
    voices.size * 2 <= rows.length;
  const lengths = rows.map((cells) => wordsOf(cells[text] ?? '').length);
  const isSpeech =
    lengths.every((length) => length > 0) &&
    lengths.reduce((sum, length) => sum + length, 0) >= rows.length * A_FEW &&
    texts.size * 10 >= rows.length * 9;
  if (!isVoices || !isSpeech) return null;
  const names = first.map((name, column) =>
    isNaming ? name : column === speaker ? 'speaker' : column === text ? 'text' : 'start',
  );
  return {
    delimiter,
    names,
    isPrinted: isNaming,
    columns: { text, speaker, start, end },
    areMilliseconds: false,
    // What tabs part is told from labels before a tab by nothing.
    concluded: { confidence: delimiter === '\t' && width === 2 ? 0.4 : 0.55, voices: recurring },
  };
}

const isTime = (cell: string): boolean =>
  TIMECODE.test(cell) || (cell !== '' && clockAtStart(cell)?.length === cell.length);

const isVoice = (cell: string): boolean =>
  cell.length <= LONGEST_LABEL / 2 &&
  wordsOf(cell).length <= 4 &&
  /^\p{L}/u.test(cell) &&
  !/[.?!…:]$/u.test(cell);

function reportConcluded(
  { columns, names, delimiter, isPrinted }: Header,
  { voices }: Concluded,
  report: ProblemReporter,
): void {
  const found = isPrinted
    ? `"${excerpt(names.join(delimiter === '\t' ? ' ' : delimiter))}" names the columns in words that are not known`
    : 'No first line names the columns';
  const some = voices.slice(0, SOME).map((voice) => `"${excerpt(voice)}"`);
  report(
    'warning',
    { line: 1, column: 1 },
    `${found}; expected "speaker" and "text". Column ${String((columns.speaker ?? 0) + 1)} is read as speakers, because ${some.join(', ')} come again and again in it, and column ${String(columns.text + 1)} as what they say. If that is wrong, name the columns in the first line.`,
  );
}

/** "Start Time (ms)" as "starttimems". */
const keyOf = (name: string): string => name.toLowerCase().replace(/[^\p{L}]/gu, '');

/** By the column's name; and Whisper writes TSV with whole milliseconds under "start", "end" and "text". */
function isInMilliseconds(
  source: string,
  delimiter: string,
  names: readonly string[],
  start: number | null,
): boolean {
  const name = keyOf(names[start ?? -1] ?? '');
  return (
    /ms$|millis(?:econds)?$/u.test(name) ||
    (delimiter === '\t' &&
      names.join(' ') === 'start end text' &&
      /^[^\r\n]{0,40}\r?\n\d+\t\d+\t/u.test(source))
  );
}

interface Row {
  cells: string[];
  /** The line on which it starts. */
  line: number;
}

/** The rows below the header; a row with more or fewer cells than the header is an error, since words may be astray. */
function rowsOf(
  source: string,
  { delimiter, names, isPrinted }: Header,
  report: ProblemReporter,
): Row[] {
  const rows: Row[] = [];
  let before = 0;
  const add = ({ record, info }: { record: string[]; info: { lines: number } }): null => {
    const blank = info.lines - before - 1 - linesIn(record);
    rows.push({ cells: record, line: before + 1 + Math.max(blank, 0) });
    before = info.lines;
    return null;
  };
  try {
    parse(source, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      quote: quoteOf(source, delimiter),
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (entry: unknown) => add(entry as Parameters<typeof add>[0]),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    report(
      'error',
      { line: before + 1, column: 1 },
      `A quotation mark opens a cell in this row and none closes it; expected one before the next "${delimiter === '\t' ? 'tab' : delimiter}". Close it, or double it if it belongs to the words.`,
    );
    return [];
  }
  const below = isPrinted
    ? rows.slice(1).filter(({ cells }) => !isHeaderAgain(cells, names) && !isRule(cells))
    : rows;
  for (const { cells, line } of below) {
    const unmatched = cells.length < names.length ? cells : cells.slice(names.length);
    if (cells.length === names.length || unmatched.every((cell) => cell.trim() === '')) continue;
    report(
      'error',
      { line, column: 1 },
      `${String(cells.length)} cells in this row; expected ${String(names.length)}, as in the header. Put quotation marks around a cell that holds a line break or a ${delimiter === '\t' ? 'tab' : `"${delimiter}"`}.`,
    );
  }
  return below;
}

/** Whether a row is the header once more, as where tables were put together or printed in pages. */
const isHeaderAgain = (cells: readonly string[], names: readonly string[]): boolean =>
  cells.length === names.length &&
  cells.every((cell, index) => keyOf(cell) === keyOf(names[index] ?? ''));

/** Whether a row is the line under the header of a table in Markdown: "|---|:--|". */
const isRule = (cells: readonly string[]): boolean =>
  cells.length > 1 &&
  cells.every((cell) => /^(?:\s{0,9}|\s{0,9}:?-{2,99}:?\s{0,9})$/u.test(cell)) &&
  cells.some((cell) => cell.includes('--'));

/** How many lines beyond its first a record takes: the breaks within its cells. */
function linesIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) breaks += cell.match(/\r\n|[\r\n]/gu)?.length ?? 0;
  return breaks;
}

/** TSV has no quoting of its own (IANA, "tab-separated-values"), but spreadsheets quote there too, and then close it. */
function quoteOf(source: string, delimiter: string): '"' | false {
  if (delimiter !== '\t') return '"';
  const marks = source.match(/(?:^|[\t\r\n])"|"(?=[\t\r\n]|$)/gu)?.length ?? 0;
  return marks % 2 === 0 && marks > 0 ? '"' : false;
}

/** Rows without a speaker: usual where speakers stand only where they change, and a mistake anywhere else. */
function reportUnnamed(rows: readonly Row[], { columns }: Header, report: ProblemReporter): void {
  const [first, ...others] = rows.filter(({ cells }, index) => {
    const { text, voice } = spokenIn(cells, columns);
    return index > 0 && voice === null && text.trim() !== '';
  });
  if (!first) return;
  const more = others.length > 0 ? `, nor do ${String(others.length)} more` : '';
  report(
    'warning',
    { line: first.line, column: 1 },
    `This row names no speaker${more}; such words go on with the speaker above. If somebody else speaks, name them in the row.`,
  );
}

/** More than one of them is more than an id, or what something is called. */
const lettered = (cell: string): string[] => wordsOf(cell).filter((word) => /\p{L}{2}/u.test(word));

/** Columns that hold words and were not read. */
function reportLeftOut(
  rows: readonly Row[],
  { names, columns }: Header,
  report: ProblemReporter,
): void {
  const read = new Set(Object.values(columns));
  const left = names.filter(
    (_, index) =>
      !read.has(index) && rows.some(({ cells }) => lettered(cells[index] ?? '').length > 1),
  );
  if (left.length === 0) return;
  report(
    'warning',
    { line: 1, column: 1 },
    `Of the columns, ${left.map((name) => `"${excerpt(name)}"`).join(', ')} ${left.length === 1 ? 'holds' : 'hold'} words too and ${left.length === 1 ? 'is' : 'are'} left out; only "${names[columns.text] ?? ''}" is read as speech. If it is another column, name that one "text".`,
  );
}

function* wording(source: string, { labels }: ReadOptions): Iterable<Passage> {
  const header = headerOf(source) ?? columnsWithoutHeader(source);
  if (!header) return;
  const { delimiter, columns, isPrinted } = header;
  const rows = splitRows(source, delimiter)
    .slice(isPrinted ? 1 : 0)
    .filter(({ cells }) => !isPrinted || (!isHeaderAgain(cells, header.names) && !isRule(cells)));
  if (columns.speaker === null) {
    yield* cueWording(
      rows.map((row) => linesOfText(row, columns.text)),
      labels,
    );
    return;
  }
  let pieces: SpokenWords[] = [];
  for (const { cells, line } of rows) {
    const { text, voice } = spokenIn(cells, columns);
    if (voice !== null && voice !== '' && text.trim() === '') {
      yield* wordingOf(pieces);
      yield { text: voice, line, column: 1 };
      pieces = [];
    } else pieces.push({ text, voice, line, column: 1 });
  }
  yield* wordingOf(pieces);
}

/** The words of a row that names no speaker, as the lines of a cue, which may open with labels. */
const linesOfText = ({ cells, line }: Row, column: number): Passage[] =>
  (cells[column] ?? '')
    .split(/\r\n|[\r\n]/u)
    .map((text, index) => ({ text: text.trim(), line: line + index, column: 1 }));

/** Who says what in a row: `null` where an empty cell means that the speaker before goes on. */
function spokenIn(
  cells: readonly string[],
  columns: { text: number; speaker: number | null },
): { text: string; voice: string | null } {
  const text = cells[columns.text] ?? '';
  if (columns.speaker === null) return { text, voice: '' };
  const speaker = cells[columns.speaker]?.trim() ?? '';
  return { text, voice: speaker === '' ? null : speaker };
}

/** Rows by the marks alone that part them, without the parser. */
function splitRows(source: string, delimiter: string): Row[] {
  const rows: Row[] = [];
  const mark = quoteOf(source, delimiter) === false ? null : '"';
  let row: Row = { cells: [''], line: 1 };
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  let line = 1;
  for (const [token] of source.matchAll(/\r\n|[\r\n"\t,;|]|[^\r\n"\t,;|]+/gu)) {
    const isBreak = token === '\n' || token === '\r' || token === '\r\n';
    if (isBreak) line += 1;
    if (token === mark && state !== 'plain') {
      // Two in a row within a cell are one that belongs to its text.
      if (state === 'closed') row.cells.push(`${row.cells.pop() ?? ''}"`);
      state = state === 'quoted' ? 'closed' : 'quoted';
    } else if (state !== 'quoted' && (isBreak || token === delimiter)) {
      if (isBreak) {
        rows.push(row);
        row = { cells: [''], line };
      } else row.cells.push('');
      state = 'start';
    } else {
      // A mark that closes a cell before its end was no such mark.
      const literal = state === 'closed' ? '"' : '';
      row.cells.push(`${row.cells.pop() ?? ''}${literal}${token}`);
      if (state !== 'quoted') state = 'plain';
    }
  }
  return [...rows, row].filter(({ cells }) => cells.length > 1 || cells[0] !== '');
}

/** "00:00:01:12", as editing software counts frames (SMPTE ST 12-1). */
const TIMECODE = /^(\d{1,2}[:;][0-5]\d[:;][0-5]\d)[:;]\d{2}$/u;
/** The first of these that makes a header of the first line. */
const DELIMITERS = ['\t', ',', ';', '|'];
const LONGEST_HEADER = 2000;
/** Characters by which a table without a header is told. */
const LONGEST_SAMPLE = 50_000;
const FEWEST_ROWS = 4;
/** Values that a message names. */
const SOME = 4;
/** A cell of this many words is more than an id, a number or a name: the words of most rows are as many. */
const A_FEW = 4;

const SPEAKER = new Set(
  (
    'speaker speakers speakername speakerlabel speakerid name who voice person participant character talker role ' +
    'мовець спікер промовець sprecher sprecherin locuteur hablante'
  ).split(' '),
);
const TEXT = new Set(
  (
    'text texts word words transcript transcription utterance utt body content sentence segment caption dialogue dialog ' +
    'line speech said paragraph message spokentext transcripttext текст слова речення'
  ).split(' '),
);
const START = new Set(
  (
    'start starts starttime startsec startseconds startms starttimems startmillis begin begintime from time ' +
    'timestamp timecode timecodein timein tcin in offset початок час'
  ).split(' '),
);
const END = new Set(
  'end ends endtime endsec endseconds endms endtimems endmillis stop stoptime to finish timecodeout timeout tcout out кінець'.split(
    ' ',
  ),
);
