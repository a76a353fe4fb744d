import type { LedgerHead, Removal } from './ledger.ts';
import type { Person, Program, Site, Transcript, Turn } from '../transcript/model.ts';
import type { Problem } from '../transcript/problem.ts';

/** Everything under one content folder, read, resolved and checked. Plain data apart from its maps. */
export interface Archive {
  site: Site;
  /** Newest first; of one date, by id. */
  transcripts: ArchivedTranscript[];
  /** The site's own articles, newest first. */
  stories: Story[];
  people: ReadonlyMap<string, Person>;
  programs: ReadonlyMap<string, Program>;
  /** The transcripts that were removed, by id. */
  removed: RemovedTranscript[];
  /** What the permalink ledgers lack: a build goes on and tells of it, `npm run check` refuses it. */
  unrecorded: Problem[];
  /** Every problem of every file, in the order a person works through them. */
  problems: Problem[];
}

/** An article of the site's own, `content/stories/<id>.mdx`, as far as other pages know it. */
export interface Story {
  /** The file's path below `content/stories/` without its ending, lower-case. */
  id: string;
  /** The file's path as an editor would type it. */
  file: string;
  title: string;
  /** A date. */
  date: string;
  authors: string[];
  summary: string | null;
  /** A BCP 47 tag. */
  language: string;
  /** The turns that it shows or quotes, each once. */
  turns: { transcript: string; turn: string }[];
  /** Whether it can't be made into a page, as the archive's problems tell: only `npm run dev` gets to see such a one. */
  isBroken: boolean;
}

/** A transcript at its address, its turns with their ids. */
export interface ArchivedTranscript extends Transcript {
  /** The file's path below `content/transcripts/` without its ending, lower-case: `2026/03/ferry-strike`. */
  id: string;
  /** The file's path as an editor would type it. */
  file: string;
  turns: IdentifiedTurn[];
  /** Turns that had an id and are no more, in their places. */
  gone: Gone[];
  /** What the record was before, and until which day. */
  formerRecords: LedgerHead['formerRecords'];
  /** Whether every turn with a permalink has a page of its own. */
  turnPages: boolean;
}

export interface IdentifiedTurn extends Turn {
  /** `t7`: the fragment of its permalink. */
  id: string;
  /** What the ledger has of it; `null` while it has nothing: then the id is provisional and no link is offered. */
  permalink: TurnPermalink | null;
}

/** What the ledger tells of a turn. */
export interface TurnPermalink {
  /** The fingerprint of the words; `null` while these words are not recorded. */
  pin: string | null;
  /** What the words were before, the oldest first. */
  earlier: Replaced[];
  /** To whom the words were given before, the oldest first. */
  formerSpeakers: { speaker: string; until: string | null; reason: string | null }[];
}

/** Words that were replaced. `text` and `pin` are `null` where they were purged, `until` while it is not recorded. */
export interface Replaced {
  text: string | null;
  pin: string | null;
  since: string;
  until: string | null;
  reason: string | null;
}

/** A turn that had an id and is no more. */
export interface Gone {
  id: string;
  /** The position of the turn it followed; 0 before the first. */
  after: number;
  /** `merged`: its words are in another turn. `unsure`: the editor has not said yet what became of it. */
  fate: 'removed' | 'merged' | 'unsure';
  /** The id of the turn that its words are in. */
  into: string | null;
  /** The day; `null` while it is not recorded. */
  on: string | null;
  reason: string | null;
  /** Its words for links that pin them; without text where it was removed. */
  wordings: { text: string | null; pin: string | null }[];
}

/** A transcript that was taken away altogether. */
export interface RemovedTranscript {
  id: string;
  removal: Removal;
  /** Whether nothing more may be told of it than the day: its words, names and former addresses were purged. */
  purged: boolean;
  /** The addresses that it had before, which say the same as its own. */
  aliases: string[];
  /** The ids that its turns had, in their order. */
  ids: string[];
  turnPages: boolean;
}
