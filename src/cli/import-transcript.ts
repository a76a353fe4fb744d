import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { assemble } from '../formats/assemble.ts';
import type { SpeakerChoice } from '../formats/cast.ts';
import { isSurelyEnglish } from '../formats/english.ts';
import { findInfidelity } from '../formats/fidelity.ts';
import type { Format, Passage, Reading } from '../formats/format.ts';
import { detectFormat, FORMATS, isForeignJson, type Unpacked } from '../formats/formats.ts';
import { toJson, toTurnJson } from '../formats/json.ts';
import { reportUnknownJson } from '../formats/unknown-json.ts';
import { reportUnread } from '../formats/unread-formats.ts';
import { labelKey } from '../transcript/label.ts';
import type { Person, RecordKind, Transcript, Turn } from '../transcript/model.ts';
import { parseTranscript } from '../transcript/parse.ts';
import {
  compareProblems,
  hasErrors,
  reportInto,
  type Problem,
  type ProblemReporter,
} from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { writeTranscript } from '../transcript/write.ts';
import { cleanPassage, cleanText, mayHoldControls, readText } from './import-text.ts';

/** What the editor said about a source. */
export interface ImportOptions {
  title: string | null;
  date: string | null;
  program: string | null;
  language: string | null;
  record: RecordKind;
  draft: boolean;
  speakers: readonly SpeakerChoice[];
  /** `null`: told by the content. */
  format: Format | null;
  /** A label of the WHATWG Encoding Standard; absent or `null`: told by the content. */
  encoding?: string | null;
  /** The ids of people whom the same run has named first, in another file. */
  newcomers?: ReadonlySet<string>;
}

/** A source as a transcript. Where a problem is an error, `markdown` is `null` and nothing is to be written. */
export interface Imported {
  /** The path that problems name. */
  file: string;
  format: Format | null;
  /** As far as the source could be read; `null` where nothing of it could. */
  transcript: Transcript | null;
  markdown: string | null;
  newPeople: Person[];
  /** Down the file. */
  problems: Problem[];
}

/** Makes a transcript of the bytes of a file, or of the text unpacked from them. It reads and writes nothing else. */
export function importTranscript(
  bytes: Uint8Array | Unpacked,
  file: string,
  options: ImportOptions,
  people: ReadonlyMap<string, Person>,
): Imported {
  const problems: Problem[] = [];
  const report = reportInto(problems, file);
  const imported: Imported = {
    file,
    format: null,
    transcript: null,
    markdown: null,
    newPeople: [],
    problems,
  };

  const unpacked = bytes instanceof Uint8Array ? null : bytes;
  for (const problem of unpacked?.problems ?? [])
    report(problem.severity, problem, problem.message);
  imported.format = unpacked?.format ?? null;
  if (unpacked && options.format && options.format !== unpacked.format) {
    report(
      'warning',
      START,
      `These bytes are a document and no text, so --format ${options.format.id} is not obeyed; expected --format ${unpacked.format.id}, or none. To have it read as ${options.format.id}, save its text as a plain text file and import that.`,
    );
  }
  const source = sourceOf(bytes, options, report);
  if (source === null) return imported;
  const isTold = unpacked !== null || options.format !== null;
  if (!isTold && reportUnread(source, report)) return imported;
  const format = unpacked?.format ?? options.format ?? detectFormat(source);
  imported.format = format;
  if (!format) {
    if (reportUnknownJson(source, report)) return imported;
    report(
      'error',
      START,
      `No known format: nothing in the file shows who speaks; expected captions, a recogniser's file, or text with a speaker's label before each turn ("Ana Ruiz: …"). --formats shows an example of each of the ${String(FORMATS.length)} formats; name one with --format.`,
    );
    return imported;
  }

  if (!unpacked && isForeignJson(source, format)) {
    const known = detectFormat(source);
    if (known) {
      report(
        'error',
        START,
        `The source is JSON and no ${format.name}; expected --format ${known.id}, or none.`,
      );
    } else reportUnknownJson(source, report);
    return imported;
  }

  const given = { labels: options.speakers.map(({ label }) => label) };
  const reading = format.read(source, report, given);
  let wording = format.wording(source, given);
  if (mayHoldControls(source)) {
    reading.heard = reading.heard.map((item) => cleanPassage(item, report));
    wording = cleaned(wording);
  }
  const { transcript, newPeople, notices } = assemble(
    reading,
    {
      ...options,
      title: titleOf(reading, file, options, report),
      date: options.date ?? reading.date,
      language: languageOf(reading, options, report),
      people,
    },
    report,
  );
  if (reading.heard.length > 0) imported.transcript = transcript;
  imported.newPeople = newPeople;
  // Where the source could not be read, its words are missing for a reason that is told.
  if (!hasErrors(problems)) {
    reportInfidelity(findInfidelity(wording, transcript, notices), report);
  }
  if (transcript.turns.length === 0 && !hasErrors(problems)) {
    report(
      'error',
      START,
      `No turns: ${format.name} was read, but nobody's words were found. See --formats for what a label looks like, or name another format with --format.`,
    );
  }
  if (!hasErrors(problems)) {
    const added = newPeople.map((person) => [person.id, person] as const);
    const everybody = added.length === 0 ? people : new Map([...people, ...added]);
    Object.assign(imported, writeChecked(transcript, everybody, report));
  }
  problems.sort(compareProblems);
  return imported;
}

const START = { line: 1, column: 1 };

function sourceOf(
  bytes: Uint8Array | Unpacked,
  { encoding = null }: ImportOptions,
  report: ProblemReporter,
): string | null {
  if (bytes instanceof Uint8Array) return readText(bytes, encoding, report);
  return bytes.text === null ? null : cleanText(bytes.text, report);
}

function* cleaned(wording: Iterable<Passage>): Generator<Passage> {
  for (const passage of wording) yield cleanPassage(passage, () => undefined);
}

function titleOf(
  { title }: Reading,
  file: string,
  options: ImportOptions,
  report: ProblemReporter,
): string {
  if (options.title !== null && title !== null && labelKey(title) !== labelKey(options.title)) {
    report(
      'warning',
      START,
      `The source calls itself "${excerpt(title)}"; the title that was given, "${excerpt(options.title)}", replaces it.`,
    );
  }
  const stated = options.title ?? title;
  if (stated !== null) return stated;
  const name = path.parse(file).name.replace(/\p{Cc}/gu, ' ');
  report(
    'warning',
    START,
    `No title was given, so it is the file's name, "${name}". Give --title, or correct it in the written file.`,
  );
  return name;
}

function languageOf(
  { heard, language }: Reading,
  options: ImportOptions,
  report: ProblemReporter,
): string {
  const stated = options.language ?? language;
  if (stated !== null) return stated;
  const words = heard.filter(({ kind }) => kind === 'words').map(({ text }) => text);
  if (!isSurelyEnglish(words)) {
    report(
      'warning',
      START,
      'No language was given, so it is "en", but the words may not be English. Give --language with a BCP 47 tag such as "uk".',
    );
  }
  return 'en';
}

function reportInfidelity(
  infidelity: ReturnType<typeof findInfidelity>,
  report: ProblemReporter,
): void {
  if (!infidelity) return;
  const { word, kind } = infidelity;
  report(
    'error',
    infidelity,
    kind === 'lost'
      ? `The word "${word}" of this line would be lost or moved; expected every word of the source, in order, once. Nothing is written. Try another --format, and report the fault.`
      : `The word "${word}", which the source does not have here, would be added; expected every word of the source, in order, once. Nothing is written. Try another --format, and report the fault.`,
  );
}

/**
 * Writes the transcript as Markdown and reads that back, to be sure that it says the same. What is read back also has
 * what speaker files say. A difference is reported, and nothing returned.
 */
function writeChecked(
  transcript: Transcript,
  people: ReadonlyMap<string, Person>,
  report: ProblemReporter,
): Pick<Imported, 'markdown' | 'transcript'> | null {
  const markdown = writeTranscript(transcript);
  const read = parseTranscript(markdown, { file: 'the written Markdown', people });
  const fault = read.problems.find(({ severity }) => severity === 'error')?.message;
  if (read.transcript && fault === undefined && saySame(transcript, read.transcript)) {
    return { markdown, transcript: read.transcript };
  }
  const differs = transcript.turns.find(
    ({ text, label }, index) =>
      text !== read.transcript?.turns[index]?.text || label !== read.transcript.turns[index].label,
  );
  report(
    'error',
    differs?.place ?? START,
    `The Markdown made of this does not read back as the same transcript. ${fault ?? ''} Nothing is written. Change the text here, and report the fault.`,
  );
  return null;
}

/** Whether two transcripts export the same, save what a speaker's file adds to the one read back. */
function saySame(transcript: Transcript, readBack: Transcript): boolean {
  const { turns } = transcript;
  if (turns.length !== readBack.turns.length) return false;
  if (!turns.every((turn, index) => isSameTurn(turn, readBack.turns[index]))) return false;
  const written = toJson({ ...transcript, turns: [] });
  const read = toJson({ ...readBack, turns: [] });
  for (const [index, speaker] of written.speakers.entries()) {
    speaker.affiliation ??= read.speakers[index]?.affiliation ?? null;
  }
  return isDeepStrictEqual(written, read);
}

/** Almost every turn is words alone: only what else it holds is exported to be compared. */
function isSameTurn(turn: Turn, other: Turn | undefined): boolean {
  if (turn.text !== other?.text || turn.label !== other.label) return false;
  const { n, speaker, start, end, segments, notes } = turn;
  if (n !== other.n || speaker !== other.speaker) return false;
  if (start !== other.start || end !== other.end) return false;
  const marks = segments.length + notes.length + other.segments.length + other.notes.length;
  return marks === 0 || isDeepStrictEqual(toTurnJson(turn), toTurnJson(other));
}
