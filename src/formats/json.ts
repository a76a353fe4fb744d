import type {
  Chapter,
  Correction,
  Provenance,
  RecordKind,
  Rights,
  Segment,
  Source,
  Transcript,
} from '../transcript/model.ts';

/** A transcript as data: contract 3 of the design. Times are seconds, offsets UTF-16 units, `null` is unknown. */
export interface TranscriptJson {
  id?: string;
  url?: string;
  title: string;
  date: string | null;
  language: string;
  record: RecordKind;
  provenance: Provenance | null;
  inferred: string[];
  program: string | null;
  speakers: {
    id: string;
    name: string;
    role: string | null;
    affiliation: string | null;
    labels: string[];
  }[];
  turns: TurnJson[];
  directions: { after: number | null; text: string }[];
  chapters: Chapter[];
  rights: Rights | null;
  source: Source | null;
  corrections: Correction[];
}

export interface TurnJson {
  id?: string;
  n: number;
  url?: string;
  speaker: string;
  label: string;
  start: number | null;
  end: number | null;
  text: string;
  segments: Segment[];
  notes: { text: string; offset: number }[];
}

/** Where a published transcript and its turns live. */
export interface TranscriptAddress {
  id: string;
  url: string;
  /** One a turn, in order. */
  turns: readonly { id: string; url: string }[];
}

/** Writes a transcript as contract 3's JSON; without an address, as the dry run of an import shows it. */
export function toJson(transcript: Transcript, address?: TranscriptAddress): TranscriptJson {
  const { speakers, turns, directions } = transcript;
  return {
    ...(address && { id: address.id, url: address.url }),
    title: transcript.title,
    date: transcript.date,
    language: transcript.language,
    record: transcript.record,
    provenance: transcript.provenance,
    inferred: transcript.inferred,
    program: transcript.program,
    speakers: speakers.map(({ id, name, role, affiliation, labels }) => ({
      id,
      name,
      role,
      affiliation,
      labels,
    })),
    turns: turns.map(({ n, speaker, label, start, end, text, segments, notes }, index) => {
      const at = address?.turns[index];
      return {
        ...(at && { id: at.id }),
        n,
        ...(at && { url: at.url }),
        speaker,
        label,
        start,
        end,
        text,
        segments,
        notes: notes.map(({ text: note, offset }) => ({ text: note, offset })),
      };
    }),
    directions: directions.map(({ after, text }) => ({ after, text })),
    chapters: transcript.chapters,
    rights: transcript.rights,
    source: transcript.source,
    corrections: transcript.corrections,
  };
}
