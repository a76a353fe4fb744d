import type { Blockquote, Paragraph, Parent, PhrasingContent } from 'mdast';
import type { Place } from './problem.ts';

/**
 * A transcript: one record, front matter plus turns. It is what every reader of a source returns and
 * what every page, export and feed is derived from. It is plain data: JSON keeps it whole.
 */
export interface Transcript {
  title: string;
  /** One or two sentences under the title, in the editor's words. */
  description: string | null;
  /** What a reader must know before the first turn: who wrote a summary, and what it is not. Paragraphs parted by a blank line. */
  about: string | null;
  /** When it aired: `2026`, `2026-03`, `2026-03-02` or `2026-03-02T07:40:00+02:00`. `null` where unknown. */
  date: string | null;
  recorded: string | null;
  published: string | null;
  updated: string | null;
  /** The id of the transcript that this one repeats. */
  rebroadcastOf: string | null;
  /** The ids under which it was published before: their addresses go on working. */
  aliases: string[];
  /** The id of a program in `content/programs/`. */
  program: string | null;
  /** The transcript's own language, a BCP 47 tag. */
  language: string;
  record: RecordKind;
  /** Whose the translations are that follow original wording: "Harbour Radio". `null` where nobody says. */
  translatedBy: string | null;
  /** `null` where the source says nothing: it is shown as not stated, never assumed. */
  provenance: Provenance | null;
  status: Status;
  /** Paths of what was concluded rather than read: `date`, `turns.t1.speaker`, `turns.t3.relayed`. */
  inferred: string[];
  /** In the order of the front matter. */
  speakers: Speaker[];
  turns: Turn[];
  directions: Direction[];
  chapters: Chapter[];
  rights: Rights | null;
  source: Source | null;
  corrections: Correction[];
}

/** `verbatim`: the words as spoken. `summary`: somebody else's account, never quotable as speech. */
export type RecordKind = 'verbatim' | 'summary';

/** How the words came to be on the page. */
export interface Provenance {
  kind: 'rush' | 'machine' | 'checked';
  by: string | null;
  /** A date. */
  on: string | null;
}

export type Status = 'draft' | 'review' | 'published';

/** A person or an unnamed voice, as they take part in one transcript. */
export interface Speaker {
  /** The name of a file in `content/speakers/` without its ending, or, for an unnamed voice, any id of the transcript's own. */
  id: string;
  name: string;
  /** The family name, or what else people are called at second mention. Equal to `name` for an unnamed voice. */
  shortName: string;
  /** `host`, `correspondent`, `guest`, `official`, `interpreter`, `voice`, or another word of the editor's. */
  role: string | null;
  /** Who they spoke for when it aired, as one line: "Chief engineer, Deckhands’ Guild". */
  affiliation: string | null;
  /** Labels that mean this speaker besides the full and the family name. */
  labels: string[];
  /** An unnamed voice belongs to its transcript alone and has no page. */
  unnamed: boolean;
  /** A private person has no page, index entry or feed. */
  private: boolean;
}

/** One speaker's uninterrupted speech: a label plus everything said until the next one. */
export interface Turn {
  /** The 1-based position. */
  n: number;
  /** The label as printed, without its colon; empty where the source prints none and an editor supplied the speaker. */
  label: string;
  /** The id of one of the transcript's speakers. */
  speaker: string;
  /** The id that the editor gave by hand, `{#t7}` after the label. */
  givenId: string | null;
  /** Seconds. */
  start: number | null;
  /** Seconds. */
  end: number | null;
  content: TurnBlock[];
  /** The words, plain: paragraphs parted by a blank line, parentheses kept. Equal to `plainText(content)`. */
  text: string;
  /** The other-language segments. */
  segments: Segment[];
  notes: Note[];
  /** Where the turn opens in its source. */
  place: Place;
}

/** What a turn is made of: mdast paragraphs and block quotes whose phrasing may hold the two nodes below. */
export type TurnBlock = Paragraph | Blockquote;

/** A stretch that is not in the transcript's language, in its place among the words. */
export interface LanguageSegmentNode extends Parent {
  type: 'languageSegment';
  /** A BCP 47 tag, `und` when unknown. */
  language: string;
  delivery: Delivery;
  children: PhrasingContent[];
}

/** A parenthesis about sound or scene inside a turn's words: "(LAUGHTER)". */
export interface DirectionNode extends Parent {
  type: 'direction';
  children: PhrasingContent[];
}

declare module 'mdast' {
  interface PhrasingContentMap {
    languageSegment: LanguageSegmentNode;
    direction: DirectionNode;
  }
  interface RootContentMap {
    languageSegment: LanguageSegmentNode;
    direction: DirectionNode;
  }
}

/** How the meaning of an other-language segment reaches the reader. */
export type Delivery = (typeof DELIVERIES)[number];

export const DELIVERIES = [
  'untranscribed',
  'relayed',
  'interpreted',
  'voice-over',
  'subtitled',
  'original',
] as const;

export const isDelivery = (word: string | undefined): word is Delivery =>
  DELIVERIES.some((delivery) => delivery === word);

/** An other-language segment of a turn. */
export interface Segment {
  /** A BCP 47 tag, `und` when unknown. */
  language: string;
  delivery: Delivery;
  text: string;
  /** UTF-16 units from the start of the turn's `text`. */
  offset: number;
  /** The position of the turn in which another speaker begins to paraphrase it. */
  relayedIn: number | null;
}

/** An editor's remark, shown with what it belongs to and never mixed into the words. */
export interface Note {
  text: string;
  /** UTF-16 units from the start of the turn's `text`. */
  offset: number;
  content: TurnBlock[];
}

/** A stand-alone parenthesis about sound or scene. */
export interface Direction {
  /** The position of the turn it follows or stands in; `null` before the first turn. */
  after: number | null;
  text: string;
  /** How many of that turn's blocks come before it: fewer than all of them, and it stands inside the turn. */
  block: number;
  /** How many chapters come before it. */
  chapter: number;
}

export interface Chapter {
  /** The position of the turn it opens with. */
  before: number;
  title: string;
}

/** Whose words they are. */
export interface Rights {
  holder: string | null;
  notice: string | null;
  /** An SPDX identifier or a sentence. */
  license: string | null;
  /** Of a summary: the notice of the work it is about, which is the original's and covers nothing on the page. */
  original: string | null;
}

export interface Source {
  publisher: string | null;
  url: string | null;
  audio: string | null;
}

export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

export const CORRECTION_KINDS = [
  'correction',
  'transcription',
  'clarification',
  'update',
  'note',
] as const;

export const isCorrectionKind = (word: string | null | undefined): word is CorrectionKind =>
  CORRECTION_KINDS.some((kind) => kind === word);

/** A dated, published statement about a record. */
export interface Correction {
  date: string;
  kind: CorrectionKind;
  /** Ids of the turns it is about; empty when it is about the whole record. */
  turns: string[];
  /** What stood. */
  said: string | null;
  /** What is right. */
  correct: string | null;
  note: string | null;
}

/** Who a speaker is outside any one transcript: `content/speakers/<id>.yaml`. */
export interface Person {
  id: string;
  name: string;
  /** What indexes sort by, "Cole, Dana"; `null` where the editor does not say. */
  sortName: string | null;
  /** How the name is said, for people who read it aloud. */
  pronunciation: string | null;
  affiliations: Affiliation[];
  /** Addresses of the same person elsewhere. */
  sameAs: string[];
  note: string | null;
  private: boolean;
}

/** What a person was, for whom, and when. `from` and `to` are dates; `null` is open. */
export interface Affiliation {
  title: string | null;
  organization: string | null;
  from: string | null;
  to: string | null;
}

/** `content/programs/<id>.yaml`. */
export interface Program {
  id: string;
  name: string;
  /** `null` where nobody says: it is not guessed from what transcripts have. */
  kind: ProgramKind | null;
  publisher: string | null;
  description: string | null;
  url: string | null;
  /** The language it is in, a BCP 47 tag. */
  language: string | null;
}

export type ProgramKind = (typeof PROGRAM_KINDS)[number];

/** What a program is: how its episodes reach people. */
export const PROGRAM_KINDS = ['radio', 'podcast', 'television'] as const;

/** `content/site.yaml`. */
export interface Site {
  name: string;
  description: string | null;
  publisher: string | null;
  /** The language of the interface, a BCP 47 tag. */
  language: string;
  /** An e-mail address for "Report an error". */
  contact: string | null;
  /** The licence of what the site itself says, an SPDX identifier or a sentence. */
  license: string | null;
  /** Whether a speaker whose file says nothing is a private person. */
  privateByDefault: boolean;
  /** Where every turn gets a page of its own. */
  turnPages: 'all' | 'short' | 'none';
  /** The exports that are made of each transcript, where it has what they need; `json` is made in any case. */
  exports: readonly ExportKind[];
  /** Who gets the list of what nobody has transcribed: everybody, or only those who build with drafts. */
  languageGaps: 'public' | 'drafts';
}

export type ExportKind = (typeof EXPORT_KINDS)[number];

/** The exports that a site can be asked for: the endings of their files. */
export const EXPORT_KINDS = [
  'json',
  'txt',
  'md',
  'vtt',
  'srt',
  'podcast.json',
  'tei.xml',
  'akn.xml',
] as const;

/** What a site makes that says nothing. */
export const USUAL_EXPORTS: readonly ExportKind[] = ['json', 'txt', 'md'];
