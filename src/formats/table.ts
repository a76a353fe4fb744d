import { CsvError, parse } from 'csv-parse/sync';
import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { wordsOf } from '../transcript/words.ts';
import type { Format, Heard, Passage, Reading } from './format.ts';
import { NOTHING_READ } from './recogniser.ts';
import { secondsOf, turnsOf, wordingOf, type Spoken, type SpokenWords } from './spoken.ts';

/**
 * CSV (RFC 4180) and TSV with a header: a column of words and one of speakers or of times, under any of their usual
 * names; parted by commas, semicolons, tabs or bars. A row is a paragraph, a turn or a word; an empty speaker cell goes
 * on with the speaker above, and the first is told. Of times that count frames ("00:00:01:12", SMPTE ST 12-1) the frames
 * are left off, since nothing says how many a second has. Columns of anything else are left out, and told if they hold
 * words.
 */
export const table: Format = {
  id: 'table',
  name: 'CSV or TSV table',
  example:
    'speaker,start,text\nANA RUIZ,0:00,"The lock is shut, they say."\nLee Osei,0:04,Since when?',
  detect: (source) => (headerOf(source) ? 0.85 : 0),
  read,
  wording,
};

function read(source: string, report: ProblemReporter): Reading {
  const header = headerOf(source);
  if (!header) {
    report(
      'error',
      { line: 1, column: 1 },
      `No header; expected a first line that names a column of words ("text") and one of speakers ("speaker") or times ("start"). Add it.`,
    );
    return NOTHING_READ;
  }
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
    const seconds = secondsOf(withoutFrames ?? cell);
    if (seconds !== null) return seconds / (cell.includes(':') ? 1 : scale);
    report(
      'warning',
      { line, column: 1 },
      `"${excerpt(cell)}" is no time; expected seconds such as "1.25" or a time such as "0:01:25". The words are written without it: correct it if it matters.`,
    );
    return null;
  };
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
  names: string[];
  columns: { text: number; speaker: number | null; start: number | null; end: number | null };
  areMilliseconds: boolean;
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
      columns: { text, ...columns },
      areMilliseconds: isInMilliseconds(source, delimiter, names, columns.start),
    };
  }
  return null;
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
function rowsOf(source: string, { delimiter, names }: Header, report: ProblemReporter): Row[] {
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
  const below = rows.slice(1).filter(({ cells }) => !isHeaderAgain(cells, names));
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

/** Columns that hold words and were not read. */
function reportLeftOut(
  rows: readonly Row[],
  { names, columns }: Header,
  report: ProblemReporter,
): void {
  const read = new Set(Object.values(columns));
  const left = names.filter(
    (_, index) =>
      !read.has(index) && rows.some(({ cells }) => wordsOf(cells[index] ?? '').length >= A_FEW),
  );
  if (left.length === 0) return;
  report(
    'warning',
    { line: 1, column: 1 },
    `Of the columns, ${left.map((name) => `"${excerpt(name)}"`).join(', ')} ${left.length === 1 ? 'holds' : 'hold'} words too and ${left.length === 1 ? 'is' : 'are'} left out; only "${names[columns.text] ?? ''}" is read as speech. If it is another column, name that one "text".`,
  );
}

function* wording(source: string): Iterable<Passage> {
  const header = headerOf(source);
  if (!header) return;
  const { delimiter, columns } = header;
  let pieces: SpokenWords[] = [];
  for (const { cells, line } of splitRows(source, delimiter).slice(1)) {
    if (isHeaderAgain(cells, header.names)) continue;
    const { text, voice } = spokenIn(cells, columns);
    if (voice !== null && voice !== '' && text.trim() === '') {
      yield* wordingOf(pieces);
      yield { text: voice, line, column: 1 };
      pieces = [];
    } else pieces.push({ text, voice, line, column: 1 });
  }
  yield* wordingOf(pieces);
}

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
const TIMECODE = /^(\d{1,2}:[0-5]\d:[0-5]\d)[:;]\d{2}$/u;
/** The first of these that makes a header of the first line. */
const DELIMITERS = ['\t', ',', ';', '|'];
const LONGEST_HEADER = 2000;
/** A cell of this many words is more than an id, a number or a name. */
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
    'timestamp timecode timein tcin in offset початок час'
  ).split(' '),
);
const END = new Set(
  'end ends endtime endsec endseconds endms endtimems endmillis stop stoptime to finish timeout tcout out кінець'.split(
    ' ',
  ),
);
