import { stringify } from 'csv-stringify/sync';
import { transcriptPath, turnPath } from '../archive/addresses.ts';
import { gapsOf, type Gap } from '../archive/gaps.ts';
import type { Archive } from '../archive/model.ts';
import { isPrivatePerson } from '../transcript/private-person.ts';
import type { ExportContext } from './transcript-files.ts';

/**
 * Every gap of the archive as a table (RFC 4180, UTF-8). A cell that a spreadsheet would take for a formula, one that
 * begins with `=`, `+`, `-` or `@`, has an apostrophe before it
 * (https://owasp.org/www-community/attacks/CSV_Injection). White space is single spaces.
 */
export const gapsCsv = (archive: Archive, { url }: Pick<ExportContext, 'url'>): string =>
  stringify(
    gapsOf(archive).map((gap) =>
      rowOf(gap, archive, url).map((cell) => cell.replace(/\s+/gu, ' ').trim()),
    ),
    { header: true, columns: COLUMNS, record_delimiter: '\r\n', escape_formulas: true },
  );

const COLUMNS = [
  ...['language', 'program', 'date', 'title', 'record', 'speaker', 'kind', 'text', 'before'],
  ...['time', 'audio', 'url'],
];

function rowOf(gap: Gap, archive: Archive, url: (path: string) => string): string[] {
  const { language, kind, text, transcript, turn } = gap;
  const { id, program, date, title, record, source } = transcript;
  return [
    language,
    (program === null ? null : archive.programs.get(program)?.name) ?? '',
    date ?? '',
    title,
    record,
    speakerOf(gap) ?? '',
    kind,
    text,
    wordsBefore(gap),
    typeof turn?.start === 'number' ? clock(turn.start) : '',
    source?.audio ?? '',
    url(turn ? turnPath(id, turn.id) : transcriptPath(id)),
  ];
}

/** Who speaks where the gap is. A private person is named in no list. */
export function speakerOf({ transcript, turn }: Gap): string | null {
  const speaker = transcript.speakers.find(({ id }) => id === turn?.speaker);
  return speaker && !isPrivatePerson(speaker) ? speaker.name : null;
}

/** The last words before a gap, by which it is found in its turn. */
export function wordsBefore({ turn, offset }: Gap): string {
  if (!turn || offset === null) return '';
  if (offset <= MOST_BEFORE) return turn.text.slice(0, offset);
  const words = turn.text.slice(offset - MOST_BEFORE, offset);
  return `… ${words.replace(/^\S*\s+/u, '')}`;
}

/** UTF-16 units. */
const MOST_BEFORE = 120;

/** `490` as `0:08:10`: spreadsheets take `08:10` for a time of day. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${String(Math.floor(whole / 3600))}:${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}`;
}
