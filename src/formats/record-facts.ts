import { parseDate } from '../transcript/date.ts';
import { inferenceFrom } from '../transcript/inferred.ts';
import {
  isCorrectionKind,
  type Correction,
  type Provenance,
  type Rights,
  type Source,
  type Status,
  type Transcript,
} from '../transcript/model.ts';
import type { Reading } from './format.ts';

/** What a transcript says of itself as single texts. */
export type Fact =
  | 'description'
  | 'about'
  /** A date, as in the front matter; so are the next three. */
  | 'date'
  | 'recorded'
  | 'published'
  | 'updated'
  /** The id of a transcript. */
  | 'rebroadcastOf'
  | 'translatedBy'
  /** The id of a program. */
  | 'program'
  | 'kind'
  | 'status'
  | 'provenance'
  | 'provenanceBy'
  | 'provenanceOn'
  /** Paths parted by spaces. */
  | 'inferred'
  | 'rightsHolder'
  | 'rights'
  | 'license'
  | 'original'
  | 'publisher'
  | 'source'
  | 'audio';

export type Facts = ReadonlyMap<Fact, string>;

/** The facts that a transcript states. */
export function factsOf(transcript: Transcript): Facts {
  const { description, about, record, status, provenance, inferred, rights, source } = transcript;
  const { date, recorded, published, updated, rebroadcastOf, translatedBy, program } = transcript;
  const facts: Record<Fact, string | null | undefined> = {
    description,
    about,
    date,
    recorded,
    published,
    updated,
    rebroadcastOf,
    translatedBy,
    program,
    kind: record,
    status,
    provenance: provenance?.kind,
    provenanceBy: provenance?.by,
    provenanceOn: provenance?.on,
    inferred: inferred.join(' '),
    rightsHolder: rights?.holder,
    rights: rights?.notice,
    license: rights?.license,
    original: rights?.original,
    publisher: source?.publisher,
    source: source?.url,
    audio: source?.audio,
  };
  return new Map(
    Object.entries(facts).flatMap(([fact, text]): [Fact, string][] =>
      text ? [[fact as Fact, text]] : [],
    ),
  );
}

/** A correction as a document has it: texts, of which any may be missing or wrong. */
export interface StatedCorrection {
  date: string | undefined;
  kind: string | undefined;
  /** Ids of the document's turns. */
  turns: string[];
  said: string | undefined;
  correct: string | undefined;
  note: string | undefined;
}

/**
 * What the facts and corrections of a document state. What this project has no such value for is left out.
 *
 * @param positionOf the position of the turn with an id of the document.
 */
export function statedBy(
  facts: Facts,
  corrections: readonly StatedCorrection[],
  positionOf: (turnId: string) => number | null,
): Pick<Reading, 'provenance'> & Required<Pick<Reading, 'stated'>> {
  const text = (fact: Fact) => {
    const stated = facts.get(fact)?.trim() ?? '';
    return stated === '' ? null : stated;
  };
  const dateOf = (fact: Fact) => {
    const date = text(fact);
    return date !== null && parseDate(date) ? date : null;
  };
  const program = text('program');
  const status = STATUSES.find((known) => known === text('status'));
  return {
    provenance: provenanceFrom(text),
    stated: {
      description: text('description'),
      about: text('about'),
      recorded: dateOf('recorded'),
      published: dateOf('published'),
      updated: dateOf('updated'),
      rebroadcastOf: text('rebroadcastOf'),
      translatedBy: text('translatedBy'),
      ...(program !== null && { program }),
      record: text('kind') === 'summary' ? 'summary' : 'verbatim',
      ...(status && { status }),
      inferred: (text('inferred') ?? '')
        .split(/\s+/u)
        .flatMap((path) => inferenceFrom(path, positionOf)),
      rights: orNull<Rights>({
        holder: text('rightsHolder'),
        notice: text('rights'),
        license: text('license'),
        original: text('original'),
      }),
      source: orNull<Source>({
        publisher: text('publisher'),
        url: webAddress(text('source')),
        audio: webAddress(text('audio')),
      }),
      corrections: corrections.flatMap((correction) => correctionFrom(correction, positionOf)),
    },
  };
}

function correctionFrom(
  { date = '', kind, turns, said, correct, note }: StatedCorrection,
  positionOf: (turnId: string) => number | null,
): Correction[] {
  if (parseDate(date) === null || !isCorrectionKind(kind)) return [];
  const positions = turns.map((id) => {
    const position = positionOf(id);
    return position === null ? id : `t${String(position)}`;
  });
  const orNothing = (text: string | undefined) => (text?.trim() ? text : null);
  return [
    {
      date,
      kind,
      turns: positions,
      said: orNothing(said),
      correct: orNothing(correct),
      note: orNothing(note),
    },
  ];
}

function provenanceFrom(text: (fact: Fact) => string | null): Provenance | null {
  const kind = KINDS.find((known) => known === text('provenance'));
  if (!kind) return null;
  const on = text('provenanceOn');
  return { kind, by: text('provenanceBy'), on: on !== null && parseDate(on) ? on : null };
}

const orNull = <Value extends object>(value: Value): Value | null =>
  Object.values(value).some((item) => item !== null) ? value : null;

const webAddress = (text: string | null): string | null =>
  text !== null && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null;

const STATUSES: readonly Status[] = ['draft', 'review', 'published'];
const KINDS: readonly Provenance['kind'][] = ['rush', 'machine', 'checked'];
