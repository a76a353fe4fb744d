import type { Blockquote, PhrasingContent } from 'mdast';
import type {
  LanguageSegmentNode,
  Provenance,
  Transcript,
  TurnBlock,
} from '../transcript/model.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';

/**
 * A foreign format. It turns its own syntax into a plain stream of what is heard and knows nothing of speakers,
 * directions or rights: those are told apart in one place for all formats, in `assemble.ts`.
 */
export interface Format {
  /** What `--format` calls it. */
  id: string;
  name: string;
  /** A few lines in this format, shown by `--formats`. */
  example: string;
  /** How sure it is that a text is in this format: from 0, it cannot be, to 1, it can be nothing else. */
  detect(source: string): number;
  /** The most that `detect` ever answers: where another is as sure already, it need not look. Absent: 1. */
  atMost?: number;
  /** Of a format that is no text: how its bytes become one. */
  packed?: Packing;
  /** Reads a text. What cannot be read is reported; nothing is thrown. */
  read(source: string, report: ProblemReporter, options: ReadOptions): Reading;
  /**
   * Everything in the text but the format's own syntax (indexes, timings, markup), in order, found by simpler means
   * than `read` uses. The importer holds the result against it, so that a word which `read` loses is missed.
   */
  wording(source: string, options: ReadOptions): Iterable<Passage>;
}

/** Bytes that hold a text and are none. */
export interface Packing {
  /** Whether bytes are of this kind; it is then known that they are in no other format. */
  isPacked(bytes: Uint8Array): boolean;
  /** The text, as the format reads it; `null`, and an error is reported, where there is none to be had. */
  unpack(bytes: Uint8Array, report: ProblemReporter): Promise<string | null>;
}

/** What the editor said about the source. */
export interface ReadOptions {
  /** Labels that the editor gave a speaker: they are labels, whatever they look like. */
  labels: readonly string[];
}

/** A stretch of a source. */
export interface Passage extends Place {
  text: string;
}

/** What a source holds, in its order. */
export interface Reading {
  heard: Heard[];
  /** What the source itself states; `null` where it says nothing. */
  title: string | null;
  /** A date, as in the front matter. */
  date: string | null;
  /** A BCP 47 tag. */
  language: string | null;
  provenance: Provenance | null;
  /** Whether it was written and not spoken, as messages are, of which one person sends several in a row. */
  isWritten?: boolean;
  /** Labels that say who somebody is and have no words, as in a list of who takes part: "Sara Bly, guest". */
  introduced?: readonly Passage[];
  /** What else the source states about the record. */
  stated?: Partial<
    Pick<
      Transcript,
      | 'description'
      | 'about'
      | 'recorded'
      | 'published'
      | 'updated'
      | 'rebroadcastOf'
      | 'translatedBy'
      | 'program'
      | 'record'
      | 'status'
      | 'inferred'
      | 'rights'
      | 'source'
      | 'corrections'
    >
  >;
}

/** A speaker whom the source itself declares, apart from any label. A name stands for one speaker of the source. */
export interface DeclaredSpeaker {
  name: string;
  /** "Cole, Dana"; `null` where the source does not tell the family name. */
  sortName: string | null;
  role: string | null;
  affiliation: string | null;
  unnamed: boolean;
  /** Whether the source says that this is a private person. */
  private?: boolean;
}

/** One thing heard, or written between what is heard. */
export type Heard =
  /**
   * A turn opens: its label as printed, without colon or markup; empty where none is printed. Where the source says by
   * other means who speaks, `means` has it; an empty label without it is a change of voice that names nobody.
   */
  | (Passage & {
      kind: 'label';
      start: number | null;
      end: number | null;
      means?: DeclaredSpeaker;
      /** Whether nobody is named because the label was cut off at the opening, and so whoever alone fits speaks. */
      isOpening?: boolean;
    })
  /**
   * A paragraph of the turn that is open. A stand-alone parenthesis is one too: what it means is told later.
   * Where the source has emphasis, links, marked languages or notes, `content` holds the same words with them.
   */
  | (Passage & {
      kind: 'words';
      content?: PhrasingContent[];
      /** Where the paragraphs are a block quote, that quote; `text` is then all that it says. */
      quotation?: Blockquote;
      /** The notes whose marks stand among the words, by the marks' identifiers. */
      notes?: ReadonlyMap<string, TurnBlock[]>;
      /** Of the marked segments among the words, those that a turn relays, with the position of that turn. */
      relayedIn?: ReadonlyMap<LanguageSegmentNode, number>;
    })
  /** A stand-alone direction that the format marks as such, with its parentheses or without. */
  | (Passage & { kind: 'direction' })
  /** A chapter opens. */
  | (Passage & { kind: 'heading' })
  /** A line about rights or accuracy that the format marks as such. */
  | (Passage & { kind: 'notice' });
