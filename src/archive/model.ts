import type { Person, Program, Site, Transcript, Turn } from '../transcript/model.ts';
import type { Problem } from '../transcript/problem.ts';

/** Everything under one content folder, read, resolved and checked. Plain data apart from its maps. */
export interface Archive {
  site: Site;
  /** Newest first; of one date, by id. */
  transcripts: ArchivedTranscript[];
  people: ReadonlyMap<string, Person>;
  programs: ReadonlyMap<string, Program>;
  /** Every problem of every file, in the order a person works through them. */
  problems: Problem[];
}

/** A transcript at its address, its turns with their ids. */
export interface ArchivedTranscript extends Transcript {
  /** The file's path below `content/transcripts/` without its ending, lower-case: `2026/03/ferry-strike`. */
  id: string;
  /** The file's path as an editor would type it. */
  file: string;
  turns: IdentifiedTurn[];
}

export interface IdentifiedTurn extends Turn {
  /** `t7`: the fragment of its permalink. */
  id: string;
}
