import type { ProblemReporter } from '../transcript/problem.ts';
import { rootName } from './xml.ts';

/**
 * Refuses a text in a format that is known and not read, and says what to do: other formats would find labels in its syntax,
 * or none and say no more than that.
 *
 * @returns whether the source is one.
 */
export function reportUnread(source: string, report: ProblemReporter): boolean {
  const head = source.slice(0, LONGEST_HEAD);
  const known =
    TEXTS.find(({ mark }) => mark.test(head)) ??
    (/^\uFEFF?\s{0,99}</u.test(head) ? DOCUMENTS[rootName(source) ?? ''] : undefined);
  if (!known) return false;
  report(
    'error',
    { line: 1, column: 1 },
    `${known.found}; expected ${known.expected ?? 'one of the formats that --formats lists'}. ${known.cure}`,
  );
  return true;
}

interface Unread {
  /** What the source is, as messages say it. */
  found: string;
  expected?: string;
  cure: string;
}

const LONGEST_HEAD = 500;
const AS_SRT =
  'Save it as SRT or WebVTT, as subtitle editors do, with the speakers before their words ("ANA RUIZ: …"), and import that.';

/** Texts, by how they open. */
const TEXTS: readonly (Unread & { mark: RegExp })[] = [
  {
    // "SPEAKER ferry 1 0.400 2.100 <NA> <NA> SPEAKER_00 <NA> <NA>" (NIST, Rich Transcription Time Marked)
    mark: /^\uFEFF?\s{0,9}(?:SPEAKER|SPKR-INFO) \S{1,200} \d{1,3} (?:\d{1,9}(?:\.\d{1,9})?|<NA>) (?:\d{1,9}(?:\.\d{1,9})?|<NA>) <NA> /u,
    found: 'An RTTM file: it tells who spoke when and has no words',
    expected: 'words',
    cure: 'Have the program write a transcript with speakers, such as JSON, WebVTT or SRT, and import that.',
  },
  {
    // "- speaker: Ana Ruiz" and, on the next line, "  text: The ice is back."
    mark: /^\uFEFF?(?:[^\n]{0,400}\n)?(?:[^\n]{0,100}\n){0,9}?\s{0,9}- (?:speaker|name|voice|who|start|time|text|words)\w{0,12}: [^\n]{0,400}\n\s{2,12}(?:speaker|name|voice|who|start|end|time|text|words)\w{0,12}:\s/u,
    found: 'A list in YAML',
    cure: 'Save it as JSON with the same names, and import that.',
  },
  {
    mark: /^\uFEFF?\s{0,9}\[Script Info\]/iu,
    found: 'Subtitles in the format of SubStation Alpha (.ass, .ssa)',
    cure: AS_SRT,
  },
  {
    mark: /^\uFEFF?\s{0,9}(?:\[(?:ti|ar|al|au|by|re|ve|la|offset|length|tool|#):[^\]\n]{0,200}\]\s{1,9}){1,12}\[\d{1,3}:\d\d(?:[.:]\d{1,3})?\]/iu,
    found: 'Lyrics with times (.lrc)',
    cure: AS_SRT,
  },
  {
    mark: /^\uFEFF?\s{0,9}\{\d{1,9}\}\{\d{0,9}\}/u,
    found: 'MicroDVD subtitles, which count frames',
    cure: AS_SRT,
  },
  {
    mark: /^\uFEFF?\s{0,9}Scenarist_SCC V/u,
    found: 'Closed captions as codes (.scc)',
    cure: AS_SRT,
  },
  {
    mark: /^\uFEFF?\s{0,9}(?:\/\/[^\n]{0,99}\n\s{0,9}){0,9}\$FontName\b/u,
    found: 'Spruce subtitles (.stl)',
    cure: AS_SRT,
  },
  { mark: /^\uFEFF?\s{0,9}<SAMI\b/iu, found: 'SAMI captions (.smi)', cure: AS_SRT },
  {
    mark: /^\uFEFF?\s{0,9}File type = "ooTextFile/u,
    found: 'A TextGrid of Praat',
    cure: 'Save its tiers as a table with the columns "speaker", "start", "end" and "text", and import that.',
  },
  {
    mark: /^\uFEFF?\s{0,9}(?:@UTF8|@Begin|@Font:|@PID:)\s/u,
    found: 'A transcript in the CHAT format (.cha)',
    cure: 'Have CLAN write it as SRT, or save its tiers as "NAME: words", and import that.',
  },
];

/** XML, by the name of its root. */
const DOCUMENTS: Partial<Record<string, Unread>> = {
  timedtext: {
    found: 'Captions of YouTube as XML',
    cure: 'Download them as WebVTT or SRT, and import that.',
  },
  ANNOTATION_DOCUMENT: {
    found: 'An annotation of ELAN (.eaf)',
    cure: 'Export it as tab-delimited text with the names of tiers as a column "speaker" beside "start", "end" and "text", and import that.',
  },
  'basic-transcription': {
    found: 'A transcription of EXMARaLDA (.exb)',
    cure: 'Export it as TEI, and import that.',
  },
  'folker-transcription': {
    found: 'A transcription of FOLKER',
    cure: 'Export it as TEI, and import that.',
  },
  Trans: {
    found: 'A transcription of Transcriber (.trs)',
    cure: 'Export it as TEI, SRT or text, and import that.',
  },
  FinalDraft: {
    found: 'A script of Final Draft (.fdx)',
    cure: 'Export it as text, and import that.',
  },
};
