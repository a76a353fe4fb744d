import { clockAtStart } from './clock.ts';
import type { Format, Passage } from './format.ts';
import { isNameLike } from './label-shape.ts';
import { linesOf } from './lines.ts';
import { turnLinesFormat, type LineOpening, type TurnLines } from './turn-lines.ts';

/**
 * Records whose lines have a field before a colon: "Speaker: Ana Ruiz", then "Text: The ice is back", or the words below
 * without a field. Fields of times are the turn's; what counts or rates the records is left out.
 */
const FIELD_LINES: TurnLines = {
  opening: speakerOpening,
  openingsIn,
  markdown: false,
  wordsBelow: true,
  opensWith: 'preamble',
};

export const fieldLines: Format = turnLinesFormat(
  {
    id: 'field-lines',
    name: 'Records with a line for each field',
    example: [
      'Speaker: Ana Ruiz',
      'Time: 0:04',
      'Text: The ice is back.',
      '',
      'Speaker: Lee Osei',
      'Time: 0:07',
      'Text: I can hear it from here.',
    ].join('\n'),
    atMost: 0.9,
    detect,
  },
  FIELD_LINES,
);

function detect(source: string): number {
  let speakers = 0;
  let texts = 0;
  /** Lines of speakers with words right below them. */
  let above = 0;
  const names = new Set<string>();
  const others = new Set<string>();
  let before: Field | null = null;
  let lines = 0;
  for (const { text } of linesOf(source)) {
    lines += 1;
    if (lines > LINES_TO_DETECT) break;
    const field = fieldOf(text);
    if (field?.kind === 'speaker') {
      if (!isNameLike(field.value)) return 0;
      speakers += 1;
      names.add(field.value);
    } else if (field?.kind === 'text') texts += 1;
    else if (field === null && text !== '') {
      others.add(text.split(/[:：]/u, 1)[0] ?? '');
      if (before?.kind === 'speaker') above += 1;
    }
    before = field;
  }
  if (speakers < 2) return 0;
  if (texts * 5 >= speakers * 4) return 0.9;
  // Whoever presides over a chamber and calls on members is "Speaker:" too, and they have labels of their own.
  return above === speakers && !others.isSupersetOf(names) ? 0.7 : 0;
}

function speakerOpening(line: string): LineOpening | null {
  const field = fieldOf(line);
  return field?.kind === 'speaker' ? openingOf(field.value, line.length) : null;
}

function openingsIn(lines: Passage[]): (LineOpening | null)[] {
  const fields = lines.map(({ text }) => fieldOf(text));
  const first = fields.find((field) => field?.kind === 'speaker' || field?.kind === 'time');
  const isTimeFirst = first?.kind === 'time';
  let current: LineOpening | null = null;
  let next: Pick<LineOpening, 'start' | 'end'> = { start: null, end: null };
  return fields.map((field, index) => {
    const line = lines[index];
    if (!field || !line) return null;
    const { kind, value } = field;
    // What a field holds stands where it stands, without the field's name.
    line.column += line.text.length - value.length;
    line.text = kind === 'speaker' || kind === 'text' ? value : '';
    if (kind === 'speaker') {
      current = { ...openingOf(value, value.length), ...next };
      next = { start: null, end: null };
      return current;
    }
    const turn = isTimeFirst ? next : current;
    if (kind === 'time' && turn) Object.assign(turn, timesOf(turn, field));
    return null;
  });
}

const openingOf = (label: string, length: number): LineOpening => ({
  label,
  start: null,
  end: null,
  length,
  certainty: 'certain',
});

function timesOf(
  { start, end }: Pick<LineOpening, 'start' | 'end'>,
  { name, value }: Field,
): Pick<LineOpening, 'start' | 'end'> {
  const clock = clockAtStart(value);
  return /^(?:end|stop|to)/iu.test(name)
    ? { start, end: clock?.start ?? end }
    : { start: clock?.start ?? start, end: clock?.end ?? end };
}

interface Field {
  kind: 'speaker' | 'text' | 'time' | 'number';
  name: string;
  value: string;
}

/** The field that a line has; `null` where it has none, or one that is not known. */
function fieldOf(line: string): Field | null {
  const { name = '', value = '' } = FIELD.exec(line)?.groups ?? {};
  if (name === '') return null;
  const kind = KINDS.find(([, names]) => names.test(name))?.[0];
  if (kind === undefined) return null;
  if (kind === 'time' && clockAtStart(value)?.length !== value.length) return null;
  if (kind === 'number' && !/^[\d.,]{1,20} ?%?$/u.test(value)) return null;
  return kind === 'speaker' && value === '' ? null : { kind, name, value };
}

const FIELD = /^(?<name>\p{L}{2,12}(?: \p{L}{2,8})?)\s?[:：]\s{0,20}(?<value>.*)$/u;
const KINDS: readonly [Field['kind'], RegExp][] = [
  [
    'speaker',
    /^(?:speaker(?: name)?|sprecher(?:in)?|locut(?:eur|rice)|hablante|orador[ae]?|parlante|мовець|спікер|спикер)$/iu,
  ],
  [
    'text',
    /^(?:text|words|transcript|utterance|content|message|speech|said|texte|texto|testo|текст)$/iu,
  ],
  [
    'time',
    /^(?:time(?:stamp|code)?|start(?: time)?|begin|from|end(?: time)?|stop|to|zeit|temps|tiempo|час)$/iu,
  ],
  ['number', /^(?:id|index|number|no|confidence|duration|channel|segment|line|turn)$/iu],
];
const LINES_TO_DETECT = 2000;
