import type { PhrasingContent } from 'mdast';
import { DATE_FORMS, parseDate } from '../transcript/date.ts';
import { inferenceFrom } from '../transcript/inferred.ts';
import { canonicalTag, UNKNOWN_LANGUAGE } from '../transcript/language.ts';
import type {
  Correction,
  LanguageSegmentNode,
  Provenance,
  Segment,
  Transcript,
  Turn,
  TurnBlock,
} from '../transcript/model.ts';
import { CORRECTION_KINDS, DELIVERIES, isCorrectionKind, isDelivery } from '../transcript/model.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { oneOf } from '../transcript/suggestion.ts';
import type { DeclaredSpeaker, Format, Heard, Passage, Reading } from './format.ts';
import {
  hasJsonAt,
  listIn,
  numberIn,
  parseJson,
  rowsAt,
  textIn,
  valueIn,
  wordsIn,
  type JsonNode,
} from './json-source.ts';
import { NOTHING_READ, timeIn } from './recogniser.ts';

/** Where a transcript and its turns live. */
export interface TranscriptAddresses {
  id: string;
  url: string;
  /** In the order of the turns. */
  turns: readonly { id: string; url: string }[];
}

/** A transcript as JSON (design, contract 3). Times are seconds; offsets count UTF-16 units in `text`. */
export function toJson(transcript: Transcript, addresses?: TranscriptAddresses) {
  return {
    ...(addresses && { id: addresses.id, url: addresses.url }),
    title: transcript.title,
    date: transcript.date,
    language: transcript.language,
    record: transcript.record,
    provenance: transcript.provenance,
    inferred: transcript.inferred,
    program: transcript.program,
    speakers: transcript.speakers.map(({ id, name, role, affiliation, labels }) => ({
      id,
      name,
      role,
      affiliation,
      labels,
    })),
    turns: transcript.turns.map((turn, index) => toTurnJson(turn, addresses?.turns[index])),
    directions: transcript.directions.map(({ after, text }) => ({ after, text })),
    chapters: transcript.chapters.map(({ before, title }) => ({ before, title })),
    rights: transcript.rights,
    source: transcript.source,
    corrections: transcript.corrections.map(({ date, kind, turns, said, correct, note }) => ({
      date,
      kind,
      turns,
      said,
      correct,
      note,
    })),
  };
}

/** A turn as JSON, as it stands in its transcript's. */
export const toTurnJson = (turn: Turn, address?: TranscriptAddresses['turns'][number]) => ({
  ...(address && { id: address.id }),
  n: turn.n,
  ...(address && { url: address.url }),
  speaker: turn.speaker,
  label: turn.label,
  start: turn.start,
  end: turn.end,
  text: turn.text,
  segments: turn.segments.map(({ language, delivery, text, offset, relayedIn }) => ({
    language,
    delivery,
    text,
    offset,
    relayedIn,
  })),
  notes: turn.notes.map(({ text, offset }) => ({ text, offset })),
});

/**
 * This project's own JSON (design, contract 3), as `/transcripts/<id>.json` has it or `--dry-run --json` prints it
 * under `transcript`.
 *
 * Loses: emphasis, links and block quotes; where in a turn a direction stands; the description, what stands above the
 * first turn, and the dates other than `date`. Turns get new ids, to which corrections are carried over.
 */
export const ownJson: Format = {
  id: 'json',
  name: 'JSON of this site',
  example:
    '{"title":"Ice","language":"en","speakers":[{"id":"ana-ruiz","name":"Ana Ruiz","role":"host"}],"turns":[{"n":1,"speaker":"ana-ruiz","label":"ANA RUIZ, HOST","text":"The lock is shut."}]}',
  detect: (source) =>
    hasJsonAt(source, 'turns.*.text', 'turns.*.speaker', 'speakers.*.id') ? 0.98 : 0,
  read: readJson,
  wording: wordingOfJson,
};

function readJson(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const turns = listIn(root, 'turns', report);
  const positions = new Map(
    turns.map((turn, index) => [
      textIn(turn, 'id', report)?.text ?? `t${String(index + 1)}`,
      index + 1,
    ]),
  );
  return {
    heard: heardIn(root, turns, report),
    ...recordIn(root, (id) => positions.get(id) ?? null, report),
  };
}

/**
 * What stands beside the turns, directions and chapters.
 *
 * @param positionOf the position of the turn with an id.
 */
export function recordIn(
  root: JsonNode,
  positionOf: (turnId: string) => number | null,
  report: ProblemReporter,
): Omit<Reading, 'heard'> {
  const text = (node: JsonNode | null, key: string) => textIn(node, key, report)?.text ?? null;
  const rights = valueIn(root, 'rights');
  const origin = valueIn(root, 'source');
  const program = text(root, 'program');
  return {
    title: text(root, 'title'),
    date: checked(root, 'date', A_DATE, report),
    language: checked(root, 'language', A_LANGUAGE, report),
    provenance: provenanceIn(root, report),
    stated: {
      record: text(root, 'record') === 'summary' ? 'summary' : 'verbatim',
      inferred: listIn(root, 'inferred', report).flatMap((path) =>
        inferenceFrom(stringOf(path) ?? '', positionOf),
      ),
      ...(program !== null && { program }),
      rights: rights && {
        holder: text(rights, 'holder'),
        notice: text(rights, 'notice'),
        license: text(rights, 'license'),
        original: text(rights, 'original'),
      },
      source: origin && {
        publisher: text(origin, 'publisher'),
        url: checked(origin, 'url', AN_ADDRESS, report),
        audio: checked(origin, 'audio', AN_ADDRESS, report),
      },
      corrections: correctionsIn(root, positionOf, report),
    },
  };
}

/** What a text may be, and how messages call it. */
interface Requirement {
  expected: string;
  isMet: (text: string) => boolean;
}

const A_DATE: Requirement = {
  expected: DATE_FORMS,
  isMet: (text) => parseDate(text) !== null,
};
const A_LANGUAGE: Requirement = {
  expected: 'a BCP 47 tag such as "en" or "uk"',
  isMet: (text) => canonicalTag(text) !== null,
};
const AN_ADDRESS: Requirement = {
  expected: 'an address that starts with https:// or http://',
  isMet: (text) => /^https?:\/\//u.test(text) && URL.canParse(text),
};

/** The text at a key; `null`, and an error where there is one, if it is not what it has to be. */
function checked(
  node: JsonNode | null,
  key: string,
  { expected, isMet }: Requirement,
  report: ProblemReporter,
): string | null {
  const found = textIn(node, key, report);
  if (!found || isMet(found.text)) return found?.text ?? null;
  report('error', found, `"${key}" is "${excerpt(found.text)}"; expected ${expected}. Correct it.`);
  return null;
}

function heardIn(root: JsonNode, turns: readonly JsonNode[], report: ProblemReporter): Heard[] {
  const speakers = speakersIn(root, report);
  const directions = groupByPosition(listIn(root, 'directions', report), 'after', turns, report);
  const chapters = groupByPosition(listIn(root, 'chapters', report), 'before', turns, report);
  const directionsAfter = (n: number): Heard[] =>
    (directions.get(n) ?? []).flatMap((node): Heard[] => {
      const text = wordsIn(node, 'text', report);
      return text ? [{ ...text, kind: 'direction' }] : [];
    });
  const heard = directionsAfter(0);
  let notes = 0;
  for (const [index, turn] of turns.entries()) {
    const n = index + 1;
    for (const chapter of chapters.get(n) ?? []) {
      const title = wordsIn(chapter, 'title', report);
      if (title) heard.push({ ...title, kind: 'heading' });
    }
    const words = wordsIn(turn, 'text', report);
    if (!words) continue;
    const { line, column } = turn;
    const speaker = textIn(turn, 'speaker', report);
    const means = speakers.get(speaker?.text ?? '');
    if (!means) {
      report(
        'error',
        speaker ?? turn,
        `Unknown speaker "${speaker?.text ?? ''}"; expected ${oneOf([...speakers.keys()])}. Correct it, or add the speaker to "speakers".`,
      );
    }
    heard.push({
      kind: 'label',
      text: textIn(turn, 'label', report)?.text ?? '',
      start: timeIn(turn, 'start', report),
      end: timeIn(turn, 'end', report),
      line,
      column,
      ...(means && { means }),
    });
    const reader = new TurnReader(turn, words, notes, report);
    heard.push(...reader.paragraphs());
    notes = reader.notes;
    heard.push(...directionsAfter(n));
  }
  return heard;
}

/** The speakers by their ids. Who is a private person, the record in captions says, and no other JSON. */
export function speakersIn(root: JsonNode, report: ProblemReporter): Map<string, DeclaredSpeaker> {
  const speakers = new Map<string, DeclaredSpeaker>();
  for (const node of listIn(root, 'speakers', report)) {
    const text = (key: string) => textIn(node, key, report)?.text ?? null;
    const id = text('id') ?? '';
    const role = text('role');
    const isPrivate = valueIn(node, 'private');
    speakers.set(id, {
      name: text('name') ?? id,
      sortName: null,
      role,
      affiliation: text('affiliation'),
      unnamed: role === 'voice',
      private: isPrivate?.kind === 'boolean' && isPrivate.value,
    });
  }
  return speakers;
}

/** Items by the position of the turn they name; 0 where it is `null`. */
function groupByPosition(
  nodes: readonly JsonNode[],
  key: string,
  turns: readonly JsonNode[],
  report: ProblemReporter,
): Map<number, JsonNode[]> {
  return Map.groupBy(nodes, (node) => {
    const position = numberIn(node, key) ?? 0;
    if (!Number.isInteger(position) || position < 0 || position > turns.length) {
      report(
        'error',
        node,
        `"${key}" is ${String(position)}; expected the position of a turn, from 1 to ${String(turns.length)}. Correct it.`,
      );
    }
    return position;
  });
}

const stringOf = (node: JsonNode): string | null => (node.kind === 'string' ? node.value : null);

/** Puts the segments and notes of a turn back among its words. */
class TurnReader {
  readonly #words: Passage;
  readonly #report: ProblemReporter;
  readonly #segments: Stretch[];
  readonly #notes: { offset: number; text: string; identifier: string }[];
  /** How many notes the transcript has so far. */
  readonly notes: number;

  constructor(turn: JsonNode, words: Passage, notesBefore: number, report: ProblemReporter) {
    this.#words = words;
    this.#report = report;
    this.#segments = listIn(turn, 'segments', report).flatMap((node) => this.#segmentOf(node));
    this.#notes = listIn(turn, 'notes', report).map((node, index) => ({
      offset: this.#offsetOf(node),
      text: wordsIn(node, 'text', report)?.text ?? '',
      identifier: String(notesBefore + index + 1),
    }));
    this.notes = notesBefore + this.#notes.length;
  }

  *paragraphs(): Generator<Heard> {
    const { line, column } = this.#words;
    let from = 0;
    for (const text of this.#words.text.split('\n\n')) {
      const marked = this.#notes.filter(({ offset }) => isWithin(offset, from, text));
      const relayedIn = new Map<LanguageSegmentNode, number>();
      const content = this.#phrasing(from, from + text.length, relayedIn);
      const notes = new Map(marked.map((note) => [note.identifier, noteContent(note.text)]));
      yield { kind: 'words', text, line, column, content, notes, relayedIn };
      from += text.length + 2;
    }
  }

  #phrasing(
    from: number,
    to: number,
    relayedIn: Map<LanguageSegmentNode, number>,
  ): PhrasingContent[] {
    const nodes: PhrasingContent[] = [];
    let at = from;
    for (const segment of this.#segments) {
      if (segment.start < at || segment.end > to) continue;
      nodes.push(...this.#plain(at, segment.start));
      const node: LanguageSegmentNode = {
        type: 'languageSegment',
        language: segment.language,
        delivery: segment.delivery,
        children: this.#plain(segment.start, segment.end),
      };
      if (segment.relayedIn !== null) relayedIn.set(node, segment.relayedIn);
      nodes.push(node);
      at = segment.end;
    }
    return [...nodes, ...this.#plain(at, to), ...this.#marksAt(to)];
  }

  /** Words without segments: line breaks, and the marks of notes before the end. */
  #plain(from: number, to: number): PhrasingContent[] {
    const offsets = this.#notes.map(({ offset }) => offset);
    const cuts = [...new Set(offsets.filter((offset) => offset > from && offset < to))];
    const ends = [...cuts.toSorted((a, b) => a - b), to];
    let at = from;
    return ends.flatMap((end): PhrasingContent[] => {
      const marks = at < to ? this.#marksAt(at) : [];
      const lines = this.#words.text.slice(at, end).split('\n');
      at = end;
      const words = lines.flatMap((value, index): PhrasingContent[] => [
        ...(index > 0 ? [{ type: 'break' } as const] : []),
        ...(value === '' ? [] : [{ type: 'text', value } as const]),
      ]);
      return [...marks, ...words];
    });
  }

  #marksAt(offset: number): PhrasingContent[] {
    return this.#notes
      .filter((note) => note.offset === offset)
      .map(({ identifier }) => ({ type: 'footnoteReference', identifier }));
  }

  #offsetOf(note: JsonNode): number {
    const { text } = this.#words;
    const offset = numberIn(note, 'offset') ?? text.length;
    const isBetween = text.startsWith('\n', offset) && text.startsWith('\n\n', offset - 1);
    if (Number.isInteger(offset) && offset >= 0 && offset <= text.length && !isBetween)
      return offset;
    this.#report(
      'error',
      note,
      `A note stands at ${String(offset)}; expected an offset among the words of the turn, from 0 to ${String(text.length)}. Correct it.`,
    );
    return text.length;
  }

  #segmentOf(node: JsonNode): Stretch[] {
    const report = this.#report;
    const start = numberIn(node, 'offset') ?? -1;
    const text = wordsIn(node, 'text', report)?.text ?? '';
    const language = checked(node, 'language', A_LANGUAGE, report) ?? UNKNOWN_LANGUAGE;
    const delivery = textIn(node, 'delivery', report)?.text ?? '';
    if (!this.#words.text.startsWith(text, start) || start < 0 || !isDelivery(delivery)) {
      report(
        'error',
        node,
        `The segment "${excerpt(text)}" does not stand at its offset in the turn's text, or has no delivery that there is; expected one of ${oneOf(DELIVERIES)}. Export the transcript again.`,
      );
      return [];
    }
    const relayedIn = numberIn(node, 'relayedIn');
    return [{ start, end: start + text.length, language, delivery, relayedIn }];
  }
}

/** A segment's place in the text of its turn. */
interface Stretch extends Pick<Segment, 'language' | 'delivery' | 'relayedIn'> {
  start: number;
  end: number;
}

const isWithin = (offset: number, from: number, text: string): boolean =>
  offset >= from && offset <= from + text.length;

/** The content of a note whose paragraphs are parted by blank lines. */
export const noteContent = (text: string): TurnBlock[] =>
  text.split('\n\n').map((value) => ({ type: 'paragraph', children: [{ type: 'text', value }] }));

function provenanceIn(root: JsonNode, report: ProblemReporter): Provenance | null {
  const node = valueIn(root, 'provenance');
  const kind = textIn(node, 'kind', report)?.text;
  if (kind !== 'rush' && kind !== 'machine' && kind !== 'checked') return null;
  const by = textIn(node, 'by', report)?.text ?? null;
  return { kind, by, on: checked(node, 'on', A_DATE, report) };
}

function correctionsIn(
  root: JsonNode,
  positionOf: (turnId: string) => number | null,
  report: ProblemReporter,
): Correction[] {
  return listIn(root, 'corrections', report).flatMap((node): Correction[] => {
    const text = (key: string) => textIn(node, key, report)?.text ?? null;
    const kind = text('kind');
    if (valueIn(node, 'date') === null) {
      report(
        'error',
        node,
        `A correction without a date; expected "date" to be ${DATE_FORMS}. Add it.`,
      );
    }
    if (!isCorrectionKind(kind)) {
      report(
        'error',
        node,
        `A correction of the kind "${kind ?? ''}"; expected ${oneOf(CORRECTION_KINDS)}. Correct it.`,
      );
      return [];
    }
    const about = listIn(node, 'turns', report).flatMap((turn) => stringOf(turn) ?? []);
    return [
      {
        date: checked(node, 'date', A_DATE, report) ?? '',
        kind,
        turns: about.map((id) => {
          const position = positionOf(id);
          return position === null ? id : `t${String(position)}`;
        }),
        said: text('said'),
        correct: text('correct'),
        note: text('note'),
      },
    ];
  });
}

function* wordingOfJson(source: string): Iterable<Passage> {
  const byPosition = (list: string, text: string, position: string) =>
    Map.groupBy(rowsAt(source, `${list}.*`, { text, position }), ({ values }) =>
      Number(values.position?.[0]?.text ?? 0),
    );
  const directions = byPosition('directions', 'text', 'after');
  const chapters = byPosition('chapters', 'title', 'before');
  const textsAt = (rows: typeof directions, n: number) =>
    (rows.get(n) ?? []).flatMap(({ values }) => values.text ?? []);
  yield* textsAt(directions, 0);
  const turns = rowsAt(source, 'turns.*', { label: 'label', text: 'text', note: 'notes.*.text' });
  for (const [index, { values }] of turns.entries()) {
    yield* textsAt(chapters, index + 1);
    yield* [values.label, values.text, values.note].flatMap((texts) => texts ?? []);
    yield* textsAt(directions, index + 1);
  }
}
