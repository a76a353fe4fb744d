import { parseDate } from '../transcript/date.ts';
import type { Provenance, Rights, Source, Status, Transcript } from '../transcript/model.ts';
import type { Reading } from './format.ts';

/** What a transcript says of itself as single texts. */
export type Fact =
  | 'description'
  | 'about'
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
  const facts: Record<Fact, string | null | undefined> = {
    description,
    about,
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

/**
 * What the facts of a document state. What this project has no such value for is left out.
 *
 * @param positionOf the position of the turn with an id of the document.
 */
export function statedBy(
  facts: Facts,
  positionOf: (turnId: string) => number | null,
): Pick<Reading, 'provenance'> & Required<Pick<Reading, 'stated'>> {
  const text = (fact: Fact) => {
    const stated = facts.get(fact)?.trim() ?? '';
    return stated === '' ? null : stated;
  };
  const status = STATUSES.find((known) => known === text('status'));
  return {
    provenance: provenanceFrom(text),
    stated: {
      description: text('description'),
      about: text('about'),
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
    },
  };
}

function provenanceFrom(text: (fact: Fact) => string | null): Provenance | null {
  const kind = KINDS.find((known) => known === text('provenance'));
  if (!kind) return null;
  const on = text('provenanceOn');
  return { kind, by: text('provenanceBy'), on: on !== null && parseDate(on) ? on : null };
}

/** `turns.t15a.speaker` of a document whose eleventh turn is `t15a` as `turns.t11.speaker`. */
function inferenceFrom(path: string, positionOf: (turnId: string) => number | null): string[] {
  if (path === 'date') return [path];
  const [, id = '', what = ''] = /^turns\.([^.]+)\.(speaker|relayed)$/u.exec(path) ?? [];
  const position = positionOf(id);
  return position === null ? [] : [`turns.t${String(position)}.${what}`];
}

/** `2026-03-02 07:40+0200` as XML Schema has it, `2026-03-02T07:40:00+02:00`. */
export const schemaTime = (date: string): string =>
  date
    .replace(' ', 'T')
    .replace(/(T\d\d:\d\d)(?!:)/, '$1:00')
    .replace(/([+-]\d\d)(\d\d)$/, '$1:$2');

const orNull = <Value extends object>(value: Value): Value | null =>
  Object.values(value).some((item) => item !== null) ? value : null;

const webAddress = (text: string | null): string | null =>
  text !== null && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null;

const STATUSES: readonly Status[] = ['draft', 'review', 'published'];
const KINDS: readonly Provenance['kind'][] = ['rush', 'machine', 'checked'];
