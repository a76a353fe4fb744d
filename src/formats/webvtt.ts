import { canonicalTag } from '../transcript/language.ts';
import type { Transcript } from '../transcript/model.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import {
  captionPlan,
  captionRecord,
  openingsIn,
  readRecord,
  recordWording,
  withRoles,
} from './caption-record.ts';
import { arrowTimes, cueLines, isNumber, readCues, type CueSyntax } from './cue-blocks.ts';
import { reportColours } from './cue-colours.ts';
import { cueWording } from './cue-wording.ts';
import { timedCues, type CuePart } from './cue-writing.ts';
import { heardFromCues, type Cue } from './cues.ts';
import type { Format, Heard, Passage, ReadOptions, Reading } from './format.ts';
import type { TranscriptAddresses } from './json.ts';
import { linesOf } from './lines.ts';
import { MACHINE, madeByMachine } from './machine-captions.ts';
import { isNotice } from './notices.ts';

/** WebVTT captions (W3C Candidate Recommendation, https://www.w3.org/TR/webvtt1/), section 6 as far as parsing goes. */
export const webvtt: Format = {
  id: 'vtt',
  name: 'WebVTT captions',
  example: [
    'WEBVTT',
    '',
    '00:01.000 --> 00:04.000',
    '<v Dana Cole>Good morning.',
    '',
    '00:04.500 --> 00:07.000',
    '<v Olha Petrenko><lang uk>Доброго ранку.</lang></v>',
  ].join('\n'),
  detect: (source) => (SIGNATURE.test(source) ? 1 : 0),
  read,
  wording,
};

/**
 * Writes a transcript as WebVTT with a voice on every cue and other languages marked. A turn's first cue has the id of
 * the turn, and a comment above the cues, which players skip, has the record as this site's JSON has it, the notes, where
 * chapters open, and who is a private person. `null` where a turn has no start.
 *
 * Loses, since it is about the words that show: labels as printed, which become names, how the meaning of a segment
 * reaches the reader, paragraphs, white space, that before the mark of a note included, markup, in notes too, and
 * directions that only emphasis tells from words. A turn without an end gets one: where the next starts, or where its
 * words, said slowly, are over. Loses, since an import makes them of what is heard: the ids and further labels of
 * speakers, which the file has. Loses what the JSON does not have either.
 */
export function writeVtt(transcript: Transcript, addresses?: TranscriptAddresses): string | null {
  const cues = timedCues(transcript);
  if (cues === null) return null;
  const title = transcript.title.replace(/\s+/gu, ' ').replaceAll('-->', '→').trim();
  const record = JSON.stringify(captionRecord(transcript, addresses), null, 1);
  const comment = `${RECORD}\n${record.replaceAll('-->', '--\\u003e')}\n`;
  const blocks = cues.map(({ start, end, speaker, parts, opens }) => {
    const words = parts.map(marked).join('');
    const text = speaker === null ? words : `<v ${escaped(speaker)}>${words}</v>`;
    const id = opens === null ? '' : `${addresses?.turns[opens - 1]?.id ?? `t${String(opens)}`}\n`;
    return `${id}${clock(start)} --> ${clock(end)}\n${text}\n`;
  });
  return [`WEBVTT${title === '' ? '' : ` - ${title}`}\n`, comment, ...blocks].join('\n');
}

/** Opens the comment that has the record. */
const RECORD = 'NOTE Turnstone';

const marked = ({ text, language }: CuePart): string =>
  language === null ? escaped(text) : `<lang ${language}>${escaped(text)}</lang>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const clock = (milliseconds: number): string => {
  const pad = (value: number, width: number) => String(Math.floor(value)).padStart(width, '0');
  const hours = milliseconds < 3_600_000 ? '' : `${pad(milliseconds / 3_600_000, 2)}:`;
  const minutes = pad((milliseconds / 60_000) % 60, 2);
  const seconds = pad((milliseconds / 1000) % 60, 2);
  return `${hours}${minutes}:${seconds}.${pad(milliseconds % 1000, 3)}`;
};

function read(typed: string, report: ProblemReporter, { labels }: ReadOptions): Reading {
  const source = withNamedCues(typed);
  const { lines, header, comments, record } = blocksOf(source);
  const plan = record.length > 0 ? captionPlan(lines) : null;
  const found = readCues(lines, SYNTAX, report);
  const cues = plan ? withRoles(found, plan) : found;
  const heard = heardFromCues(cues, labels, report);
  if (!/<v[ .]/u.test(source)) reportColours(source, report);
  const { before, after, others } = sortComments(comments, cues);
  reportComments(others, report);
  const [signature = '', ...metadata] = header.map(({ text }) => text);
  const stated = metadata.map((line) => /^language:\s*(\S+)/iu.exec(line)?.[1]).find(Boolean);
  const isMachineMade = others.some(({ text }) => CONFIDENCE.test(text)) || WORD_TIMES.test(source);
  const own = readRecord(record, plan, heard, report);
  return {
    heard: [...before, ...(own?.heard ?? heard), ...after],
    title: own?.title ?? /^\S+\s+[-–—]\s+(.*\S)/u.exec(signature)?.[1] ?? null,
    date: own?.date ?? null,
    language: own?.language ?? (stated === undefined ? null : canonicalTag(stated)),
    provenance: own ? own.provenance : isMachineMade ? MACHINE : madeByMachine(heard),
    ...(own?.stated && { stated: own.stated }),
  };
}

function* wording(typed: string, { labels }: ReadOptions): Iterable<Passage> {
  const source = withNamedCues(typed);
  const speech: Passage[] = [];
  const notes: Passage[] = [];
  let skipped: Passage[] | null = SIGNATURE.test(source) ? [] : null;
  for (const line of linesOf(source)) {
    if (line.text === '') skipped = null;
    else if (
      (speech.at(-1)?.text ?? '') === '' &&
      /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(line.text)
    ) {
      skipped = line.text.startsWith('NOTE') ? notes : [];
    } else if (skipped && TIMES.test(line.text)) skipped = null;
    if (skipped) skipped.push({ ...line, text: line.text.replace(/^NOTE\b\s*/, '') });
    speech.push(skipped ? { ...line, text: '' } : line);
  }
  const cues = cueLines(speech, TIMES, isIdentifier);
  const { lines, record } = blocksOf(source);
  const plan = record.length > 0 ? captionPlan(lines) : null;
  const openings = plan && openingsIn(plan);
  const heard = cueWording(cues, labels, openings);
  const spoken = [...(plan ? recordWording(record, plan, heard) : heard)];
  const inRecord = new Set(record.map(({ line }) => line));
  const rights = notes.filter(({ text, line }) => isNotice(text) && !inRecord.has(line));
  const [first, last] = [spoken[0]?.line ?? 0, spoken.at(-1)?.line ?? 0];
  yield* rights.filter(({ line }) => line < first);
  yield* spoken;
  yield* rights.filter(({ line }) => line > last);
}

/** A cue whose identifier names its voice, `1 "Ana Ruiz" (1234567)`, as Webex has it, with a voice tag instead. */
const withNamedCues = (source: string): string =>
  source.replace(NAMED_CUE, (_, name: string, times: string) => `${times}<v ${name}>`);

/** The lines of a file, its header and comments apart; where they and style sheets stood, lines are empty. */
function blocksOf(source: string) {
  const lines: Passage[] = [];
  const header: Passage[] = [];
  const comments: Passage[] = [];
  const record: Passage[] = [];
  let block: 'header' | 'record' | 'comment' | 'style' | 'speech' = SIGNATURE.test(source)
    ? 'header'
    : 'speech';
  for (const line of linesOf(source)) {
    const { text } = line;
    const opens = (lines.at(-1)?.text ?? '') === '' && block === 'speech';
    if (text === '') block = 'speech';
    else if (opens && text === RECORD) block = 'record';
    else if (opens && /^NOTE(?:\s|$)/.test(text)) block = 'comment';
    else if (opens && /^(?:STYLE|REGION)(?:\s|$)/.test(text)) block = 'style';
    else if (TIMES.test(text)) block = 'speech';
    if (block === 'header') header.push(line);
    if (block === 'record' && text !== RECORD) record.push(line);
    if (block === 'comment') {
      const said = text.replace(/^NOTE(?:\s+|$)/u, '');
      if (said !== '') comments.push({ ...line, text: said });
    }
    lines.push(block === 'speech' ? line : { ...line, text: '' });
  }
  return { lines, header, comments, record };
}

/** Lines about rights before the first words or after the last are kept; other comments are no speech. */
function sortComments(comments: readonly Passage[], cues: readonly Cue[]) {
  const lines = cues.flatMap((cue) => cue.lines.map(({ line }) => line));
  const [first, last] = [lines[0] ?? 0, lines.at(-1) ?? 0];
  const before: Heard[] = [];
  const after: Heard[] = [];
  const others: Passage[] = [];
  for (const comment of comments) {
    const isRights = isNotice(comment.text);
    if (isRights && comment.line < first) before.push({ ...comment, kind: 'notice' });
    else if (isRights && comment.line > last) after.push({ ...comment, kind: 'notice' });
    else others.push(comment);
  }
  return { before, after, others };
}

function reportComments(comments: readonly Passage[], report: ProblemReporter): void {
  const first = comments.find(({ text }) => !METADATA.test(text));
  if (!first) return;
  report(
    'warning',
    first,
    `"${excerpt(first.text)}" is a comment; comments are never shown and are left out, this one and any others. Put what readers must know into a note of the written file.`,
  );
}

const isIdentifier = (text: string, afterBlank: boolean): boolean => afterBlank || isNumber(text);

/** Without it there is no header: what comes first is then words that times would be expected before. */
const SIGNATURE = /^\uFEFF?WEBVTT(?=\s|$)/;
const SETTING = /^(?:region|vertical|line|position|size|align):\S+$/;

const SYNTAX: CueSyntax = {
  timesOf: (line, report) => arrowTimes(line, SETTING, report),
  isIdentifier,
  example: '00:01.000 --> 00:04.000',
};

const NAMED_CUE =
  /(?<=\n|^)\d{1,6} "([^"<>&\r\n]{1,100})" \(\d{1,12}\)[ \t]*\r?(\n\d[^\r\n]{0,200}-->[^\r\n]{0,200}\r?\n)/gu;
const TIMES = /^\d[\d:.,]{3,15}\s*-->/;
/** What recognisers write into comments. */
const METADATA = /^(?:confidence|recognizability|language|duration)\b/iu;
const CONFIDENCE = /^confidence\b/iu;
/** A time before every word, as recognisers have it. */
const WORD_TIMES = /<\d{2}:\d{2}:\d{2}\.\d{3}><c>/;
