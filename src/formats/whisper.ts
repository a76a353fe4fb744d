import type { ProblemReporter } from '../transcript/problem.ts';
import { canonicalTag, findLanguage } from '../transcript/language.ts';
import { excerpt } from '../transcript/source-text.ts';
import { alsoLineByLine } from './json-lines.ts';
import type { Format, Passage, Reading } from './format.ts';
import {
  hasJsonAt,
  listIn,
  parseJson,
  rowsAt,
  textIn,
  valueIn,
  voiceIn,
  wordsIn,
  type JsonNode,
  type JsonRow,
} from './json-source.ts';
import { NOTHING_READ, recogniserReading, reportDisagreement, timeIn } from './recogniser.ts';
import { wordingOf, type Spoken, type SpokenWords } from './spoken.ts';

/**
 * Whisper and its kin: OpenAI's program and `verbose_json` and `diarized_json` of its API, WhisperX (segments with
 * speakers), faster-whisper (a bare list of segments) and whisper.cpp (`transcription`, times in milliseconds).
 *
 * The segments are read, which may also stand as an object on each line (JSON Lines). A segment whose words have speakers
 * of their own is theirs, and the editor is told; its own speaker has it where its words do not spell its text.
 * With whisper.cpp's option `--tinydiarize`, "[SPEAKER_TURN]" in a text and `speaker_turn_next` beside it mark that somebody
 * else speaks from there.
 */
export const whisper: Format = alsoLineByLine(
  {
    id: 'whisper',
    name: 'Whisper, WhisperX or faster-whisper JSON',
    example:
      '{"segments":[{"start":0.4,"end":2.1,"text":" The lock is shut.","speaker":"SPEAKER_00"}],"language":"en"}',
    detect,
    read,
    wording,
  },
  { isAlone: false },
);

function detect(source: string): number {
  if (hasJsonAt(source, 'segments.*.text', 'segments.*.start')) return 0.9;
  if (hasJsonAt(source, 'transcription.*.text', 'transcription.*.offsets')) return 0.95;
  return hasJsonAt(source, '*.text', '*.start', '*.end') ? 0.6 : 0;
}

function read(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const segments = segmentsIn(root, report);
  const strays: StrayWord[] = [];
  const pieces = segments.flatMap((segment): MayEndTurn<Spoken>[] => {
    const words = wordsIn(segment, 'text', report);
    if (!words) return [];
    const voice = voiceIn(segment, 'speaker', report);
    const whole = { ...words, voice, ...timesIn(segment, report), endsTurn: endsTurn(segment) };
    const stray = strayWordIn(segment, voice, report);
    if (!stray) return [whole];
    const parts = partsByVoice(segment, whole, report);
    strays.push({ ...stray, isSplit: parts !== null });
    const told: MayEndTurn<Spoken>[] = parts ?? [whole];
    const last = told.at(-1);
    if (last) last.endsTurn = whole.endsTurn;
    return told;
  });
  const words = segments.map((segment) => listIn(segment, 'words', report)).flat();
  reportDisagreement(
    { name: 'segments', pieces },
    { name: 'words', pieces: words.flatMap((word) => wordIn(word, report) ?? []) },
    report,
  );
  const text = textIn(root, 'text', report);
  reportDisagreement(
    { name: 'segments', pieces },
    { name: 'text', pieces: text ? [text] : [] },
    report,
  );
  reportStrayWords(strays, report);
  return recogniserReading(
    partedAtTurns(pieces).map(({ piece, opens, closes, ...part }) => ({
      ...piece,
      ...part,
      start: opens ? piece.start : null,
      end: closes ? piece.end : null,
    })),
    { by: engineOf(root, segments), language: languageIn(root, report) },
    report,
  );
}

function wording(source: string): Iterable<Passage> {
  const lists = ['segments.*', 'transcription.*', '*'];
  for (const list of lists) {
    const rows = rowsAt(source, list, {
      text: 'text',
      voice: 'speaker',
      endsTurn: 'speaker_turn_next',
    });
    if (!rows.some(({ values }) => values.text)) continue;
    const words = Map.groupBy(
      rowsAt(source, `${list}.words.*`, { text: ['word', 'text'], voice: 'speaker' }),
      ({ path }) => path.slice(0, -2).join('.'),
    );
    const pieces = rows.flatMap(({ values: { text, voice, endsTurn }, path }) =>
      (text ?? []).flatMap((piece) => {
        const whole = { ...piece, voice: voice?.[0]?.text ?? '' };
        const parts = byVoices(whole, words.get(path.join('.')) ?? []);
        const last = parts.at(-1);
        return parts.map((part) => ({
          ...part,
          endsTurn: part === last && endsTurn?.[0]?.text === 'true',
        }));
      }),
    );
    return wordingOf(
      partedAtTurns(pieces).map(({ piece, text, changes }) => ({ ...piece, text, changes })),
    );
  }
  return [];
}

/** A piece after which somebody else may speak, though its text has no mark. */
type MayEndTurn<Piece> = Piece & { endsTurn?: boolean };

function endsTurn(segment: JsonNode): boolean {
  const told = valueIn(segment, 'speaker_turn_next');
  return told?.kind === 'boolean' && told.value;
}

/** What a piece has between two marks of changing voices. */
interface TurnPart<Piece> {
  piece: Piece;
  text: string;
  /** Whether a mark comes before it. */
  changes: boolean;
  /** Whether it is where the piece opens. */
  opens: boolean;
  /** Whether it is where the piece closes. */
  closes: boolean;
}

/** Pieces without marks of changing voices, parted where these stand; one at a piece's end is for the next that has words. */
function partedAtTurns<Piece extends MayEndTurn<SpokenWords>>(
  pieces: readonly Piece[],
): TurnPart<Piece>[] {
  const parts: TurnPart<Piece>[] = [];
  let changes = false;
  for (const piece of pieces) {
    const texts = piece.text.split(TURN_MARK);
    const said = texts.flatMap((text, index) => (text.trim() === '' ? [] : [index]));
    for (const [index, text] of texts.entries()) {
      if (index > 0) changes = true;
      if (text.trim() === '') continue;
      const opens = index === said[0];
      parts.push({ piece, text, changes, opens, closes: index === said.at(-1) });
      changes = false;
    }
    if (piece.endsTurn === true) changes = true;
  }
  return parts;
}

const TURN_MARK = '[SPEAKER_TURN]';

/** A segment cut after as many letters as each word has. */
function byVoices(
  whole: Passage & { voice: string },
  words: readonly JsonRow<'text' | 'voice'>[],
): (Passage & { voice: string })[] {
  const spelled = words.map(({ values }) => values.text?.[0]?.text ?? '').join('');
  const isSpelled = withoutSpace(spelled) === withoutSpace(whole.text);
  if (!isSpelled || !words.some(({ values }) => values.voice)) return [whole];
  const pieces: (Passage & { voice: string })[] = [];
  let { voice } = whole;
  let rest = whole.text;
  for (const { values } of words) {
    const own = values.voice?.[0]?.text.trim() ?? '';
    if (own !== '') voice = own;
    let length = 0;
    for (let left = withoutSpace(values.text?.[0]?.text ?? '').length; left > 0; length += 1) {
      if (/\S/u.test(rest.charAt(length))) left -= 1;
    }
    const last = pieces.at(-1);
    if (last?.voice === voice) last.text += rest.slice(0, length);
    else pieces.push({ ...whole, text: rest.slice(0, length), voice });
    rest = rest.slice(length);
  }
  return pieces;
}

const withoutSpace = (text: string): string => text.replace(/\s+/gu, '');

function segmentsIn(root: JsonNode, report: ProblemReporter): readonly JsonNode[] {
  if (root.kind === 'list') return root.items;
  const segments = listIn(root, 'segments', report);
  return segments.length > 0 ? segments : listIn(root, 'transcription', report);
}

function timesIn(segment: JsonNode, report: ProblemReporter): Pick<Spoken, 'start' | 'end'> {
  const offsets = valueIn(segment, 'offsets');
  return offsets
    ? { start: timeIn(offsets, 'from', report, 1000), end: timeIn(offsets, 'to', report, 1000) }
    : { start: timeIn(segment, 'start', report), end: timeIn(segment, 'end', report) };
}

const wordIn = (word: JsonNode, report: ProblemReporter): Passage | null =>
  textIn(word, 'word', report) ?? textIn(word, 'text', report);

/** A segment by the speakers of its words; a word without one is whose the word before is. `null` where they don't spell its text. */
function partsByVoice(segment: JsonNode, whole: Spoken, report: ProblemReporter): Spoken[] | null {
  const parts: Spoken[] = [];
  let { voice } = whole;
  let at = 0;
  for (const word of listIn(segment, 'words', report)) {
    const to = endOfWord(wordIn(word, report)?.text ?? '', whole.text, at);
    if (to === null) return null;
    const end = timeIn(word, 'end', report);
    const spoken = whole.text.slice(at, to);
    at = to;
    const own = voiceIn(word, 'speaker', report);
    if (own !== '') voice = own;
    const last = parts.at(-1);
    if (last?.voice === voice) {
      last.text += spoken;
      last.end = end ?? last.end;
    } else {
      const start = timeIn(word, 'start', report);
      const { line, column } = parts.length === 0 ? whole : word;
      parts.push({ text: spoken, voice, start, end, line, column });
    }
  }
  return whole.text.slice(at).trim() === '' ? parts : null;
}

/** Where a word ends in a text that goes on with it, white space aside. */
function endOfWord(word: string, text: string, from: number): number | null {
  let at = from;
  for (const letter of word.replace(/\s+/gu, '')) {
    while (/\s/u.test(text.charAt(at))) at += 1;
    if (!text.startsWith(letter, at)) return null;
    at += letter.length;
  }
  return at;
}

/** A word whose speaker is not its segment's. */
interface StrayWord extends Passage {
  voice: string;
  /** The segment's. */
  speaker: string;
  /** Whether it is taken out of the segment. */
  isSplit: boolean;
}

function strayWordIn(
  segment: JsonNode,
  speaker: string,
  report: ProblemReporter,
): Omit<StrayWord, 'isSplit'> | null {
  for (const word of listIn(segment, 'words', report)) {
    const voice = voiceIn(word, 'speaker', report);
    if (voice === '' || voice === speaker) continue;
    const { line, column } = word;
    return { text: wordIn(word, report)?.text.trim() ?? '', voice, speaker, line, column };
  }
  return null;
}

function reportStrayWords(strays: readonly StrayWord[], report: ProblemReporter): void {
  for (const isSplit of [true, false]) {
    const [first, ...others] = strays.filter((stray) => stray.isSplit === isSplit);
    if (!first) continue;
    const { text, voice, speaker } = first;
    const more = others.length > 0 ? `, as in ${String(others.length)} more segments` : '';
    report(
      'warning',
      first,
      `The word "${excerpt(text)}" has the speaker "${voice}" in a segment whose speaker is "${speaker}"${more}; ${
        isSplit
          ? 'the segment is parted by the speakers of its words'
          : 'its words do not spell its text, so all of it is given to its own speaker'
      }. Listen to the place and correct the written file if need be.`,
    );
  }
}

/** The engine, where the file shows which it was. */
function engineOf(root: JsonNode, segments: readonly JsonNode[]): string | null {
  if (valueIn(root, 'word_segments')) return 'WhisperX';
  const [first] = segments;
  const marks = ['avg_logprob', 'no_speech_prob', 'offsets'];
  return first && marks.some((mark) => valueIn(first, mark)) ? 'Whisper' : null;
}

/** A tag, or the name that OpenAI's API gives: "english". */
function languageIn(root: JsonNode, report: ProblemReporter): string | null {
  const told =
    textIn(root, 'language', report) ?? textIn(valueIn(root, 'result'), 'language', report);
  if (!told) return null;
  return canonicalTag(told.text) ?? findLanguage([told.text.toLowerCase()], 'en')?.language ?? null;
}
