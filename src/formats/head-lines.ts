import { isStandAloneDirection } from '../transcript/direction.ts';
import { labelKey } from '../transcript/label.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import type { Heard, Passage } from './format.ts';
import { isNotice } from './notices.ts';

/** What stands above the speech of a text. */
export interface HeadLines {
  /** The first line, where it can be a title. */
  title: string | null;
  /** The day on which it aired, as in the front matter. */
  date: string | null;
  /** The lines, as directions and notices: nobody said them. */
  heard: Heard[];
  /** How many lines it takes. */
  length: number;
}

/**
 * Tells the heading of a text from an opening that lost its label: lines that end no sentence, such as a headline, a
 * programme and "Aired March 2, 2026 - 02:00 ET".
 *
 * @param opensTurn whether a line begins with a label.
 * @param cast the indexes of lines that tell who takes part.
 */
export function headOf(
  lines: readonly Passage[],
  { opensTurn, cast }: { opensTurn: (text: string) => boolean; cast: ReadonlySet<number> },
  report: ProblemReporter,
): HeadLines {
  const head: HeadLines = { title: null, date: null, heard: [], length: 0 };
  const isCreditAt = (text: string, index: number) => cast.has(index) || isCredit(text);
  const firstLabel = lines.findIndex(
    ({ text }, index) => opensTurn(text) && !isCreditAt(text, index),
  );
  for (const [index, line] of lines.slice(0, Math.max(firstLabel, 0)).entries()) {
    const { text } = line;
    const isListed = isCreditAt(text, index);
    if (text !== '' && isNotice(text)) head.heard.push({ kind: 'notice', ...line });
    else if (text !== '') {
      if (!isHeadline(text) && !isListed && !isQuotedTitle(text)) break;
      const date = dateIn(text);
      if (!head.heard.some(({ kind }) => kind === 'direction'))
        report('warning', line, asHeading(text));
      if (head.title === null && date === null && !/\d:\d/.test(text) && !isListed) {
        head.title = text.replace(QUOTED_TITLE, '$1');
      }
      head.date ??= date;
      head.heard.push({ kind: 'direction', ...line });
    }
    head.length += 1;
  }
  return head;
}

/** "Ort: Hamburg", "Recording: tape 2": what a line above the speech says of it, in the languages of those who have sent them. */
export function isField(text: string): boolean {
  if (text.length > LONGEST_HEADLINE) return false;
  const [, name = '', value = ''] = FIELD.exec(text.replaceAll('**', '')) ?? [];
  return FIELD_NAMES.has(labelKey(name)) && value.split(/\s+/u).length <= MOST_FIELD_WORDS;
}

export function isHeadline(text: string): boolean {
  return (
    text.length <= LONGEST_HEADLINE &&
    /[\p{L}\p{N}]/u.test(text) &&
    !/[()[\]>*#]/u.test(text) &&
    (!/[.?!…:;,–—"”’'-]$/u.test(text) ||
      /\b[ap]\.m\.$/iu.test(text) ||
      (/["”]$/u.test(text) && text === text.toUpperCase())) &&
    !isStandAloneDirection(text, 'en')
  );
}

/** "REPORTER: Lee Osei" above the speech, whose words are no sentence. */
export const isCredit = (text: string): boolean =>
  text.length <= LONGEST_HEADLINE && CREDIT.test(text);

/** The programme's name alone on its line: "HARBOUR FILE" in quotation marks. */
const isQuotedTitle = (text: string): boolean =>
  text.length <= LONGEST_HEADLINE && QUOTED_TITLE.test(text) && text === text.toUpperCase();

const asHeading = (text: string): string =>
  `"${excerpt(text)}" stands above the first label and ends no sentence, so it is read as a heading, which nobody said, and kept as a direction. If somebody speaks here, put their label before it.`;

/** "2026-03-02" of "Aired March 2, 2026 - 02:00 ET" and of "Tuesday 2nd March 2026". */
export function dateIn(text: string): string | null {
  const { month, day, year } = (DATE.exec(text) ?? DAY_FIRST.exec(text))?.groups ?? {};
  if (month === undefined || day === undefined || year === undefined) return null;
  const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const LONGEST_HEADLINE = 150;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DATE = new RegExp(String.raw`\b${MONTH}\.? (?<day>[12]?\d|3[01]), (?<year>\d{4})\b`, 'iu');
const DAY_FIRST = new RegExp(
  String.raw`\b(?<day>[12]?\d|3[01])(?:st|nd|rd|th)? ${MONTH}\.?,? (?<year>\d{4})\b`,
  'iu',
);
const CREDIT =
  /^(?:transmission|repeat(?:ed)?|(?:first )?broadcast|tx|air ?date|(?:executive |series |senior )?producers?|reporters?|presenters?|presented by|produced by|reported by|editors?|researchers?|programme(?: number| no\.?)?|series|interview(?:er|ee|s)?|duration|date)(?: date)?\s{0,4}[:：]\s{1,40}(?:[\p{Lu}\d][^.?!]*)$/iu;
const FIELD = /^(?:[-*•] )?([\p{L}\p{M} -]{2,24}?)\s?[:：]\s{0,20}(\S.*)$/u;
const MOST_FIELD_WORDS = 12;
const FIELD_NAMES: ReadonlySet<string> = new Set(
  [
    'editor|length|runtime|running time|total time|recording|recorded|location|place|venue|website|web|twitter|facebook|instagram|youtube|e-mail|email|phone|telephone|subscribe|transcriber|language|theme|programme|program|show|series|station|channel|network|file|file name|filename|audio|video|version|interview date|date of interview|place of interview|interview location|project|collection|tape',
    'ort|datum|uhrzeit|dauer|länge|sendung|sender|titel|thema|aufnahme|redaktion|sprache|quelle',
    'fecha|hora|lugar|duración|título|tema|programa|emisora|idioma|fuente',
    'date|heure|lieu|durée|titre|thème|sujet|émission|langue',
    'data|ora|luogo|durata|titolo|programma|lingua|local|duração|assunto|língua',
    'miejsce|czas|czas trwania|tytuł|temat|język|plaats|duur|plats|längd|tarih|yer|süre',
    'дата|місце|час|тривалість|назва|тема|програма|мова|место|время|длительность|продолжительность|название|программа|язык',
    '日時|日付|場所|時間|題名|テーマ|番組|时间|日期|地点|标题|主题|节目|節目|地點|標題|날짜|일시|장소|시간|제목',
  ]
    .flatMap((names) => names.split('|'))
    .map((name) => labelKey(name)),
);
const QUOTED_TITLE = /^["“]([^"“”]+)["”]$/u;
