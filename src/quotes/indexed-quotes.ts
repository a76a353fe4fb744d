import type { Engine, EnginePage } from '../search/candidates.ts';
import { pageTextOf, type PageText } from '../search/page-text.ts';
import { SpeakerNames } from './attribution.ts';
import { likelyPages } from './likely-pages.ts';
import type { Passage } from './passages.ts';
import { hasWords, TurnIndex, type QuotableTurn } from './turn-index.ts';
import { isSettled, readingsOf, verdictOf, type Verdict } from './verdict.ts';

/** What is known of an archive beside its search index, as `/check/archive.json` has it. */
export interface ArchiveFacts {
  /** Everybody who is no private person: id and name. */
  people: [id: string, name: string][];
  /** Names of programs, by their ids. */
  programs: Record<string, string>;
  /** Words that were replaced, by the ids of their transcripts. */
  former: Record<string, FormerWords[]>;
}

export interface FormerWords {
  turn: string;
  text: string;
  pin: string | null;
  /** Until when they stood; `null` where that is not known. */
  until: string | null;
}

/** A transcript with the turns that can be quoted from it. */
export type QuotablePage = Omit<PageText, 'speakers' | 'turns'>;

/** What became of a passage, and where the turns of its verdict are from. */
export interface CheckedPassage {
  /** Who is said to have spoken; `null` where nobody is named. */
  speaker: string | null;
  verdict: Verdict;
  /** The transcripts of the verdict's turns, by their ids. */
  pages: ReadonlyMap<string, QuotablePage>;
}

/**
 * Holds passages against the turns of an archive that only its search index knows: the index tells which transcripts may
 * have the words, and the same rules as everywhere decide (`verdictOf`).
 */
export class IndexedQuotes {
  readonly #engine: Engine;
  readonly #names: SpeakerNames;
  readonly #ids: ReadonlyMap<string, string>;
  readonly #former: Record<string, FormerWords[]>;
  /** Words that were replaced, to tell which transcripts had a quote's. */
  readonly #formerIndex: TurnIndex;
  readonly #transcript: (id: string) => Promise<QuotablePage>;
  readonly #texts = new Map<string, Promise<PageText>>();

  /** @param transcript reads a transcript that no words lead to. */
  constructor(
    engine: Engine,
    { people, former }: ArchiveFacts,
    transcript: (id: string) => Promise<QuotablePage>,
  ) {
    this.#engine = engine;
    this.#names = new SpeakerNames(people.map(([, name]) => name));
    this.#ids = new Map(people.map(([id, name]) => [name, id]));
    this.#former = former;
    this.#formerIndex = new TurnIndex(
      Object.entries(former).flatMap(([id, wordings]) =>
        wordings.map((wording) => formerTurn(wording, placeholderTurn(id))),
      ),
    );
    this.#transcript = transcript;
  }

  async check(passage: Passage): Promise<CheckedPassage> {
    const readings = readingsOf(passage.text);
    const [read, literal] = readings;
    const quote = read.words > 0 ? read : literal;
    const pages = new Map<string, QuotablePage>();
    if (quote.words === 0) {
      return { speaker: null, verdict: { kind: 'empty', turns: [] }, pages };
    }
    const named = this.#names.near(passage);
    const likely = await likelyPages(
      this.#engine,
      quote,
      named === null ? null : (this.#ids.get(named) ?? null),
    );
    const holding = new Set(
      readings
        .flatMap((one) => this.#formerIndex.exact(one, MOST_FORMER))
        .flatMap((index) => this.#formerIndex.turns[index]?.transcript ?? []),
    );
    for (const id of holding) pages.set(id, await this.#transcript(id));
    let checked = this.#held(passage, pages);
    for (let from = 0; from < Math.min(likely.exact.length, MOST_EXACT); from += AT_ONCE) {
      await this.#add(likely.exact.slice(from, from + AT_ONCE), pages);
      checked = this.#held(passage, pages);
      if (isSettled(checked.verdict, passage.text)) return checked;
    }
    if (STANDS.has(checked.verdict.kind)) return checked;
    const near = await likely.near();
    await this.#add(near.slice(0, MOST_NEAR), pages);
    return this.#held(passage, pages);
  }

  async #add(found: readonly EnginePage[], pages: Map<string, QuotablePage>): Promise<void> {
    const texts = await Promise.all(found.map((page) => this.#textOf(page)));
    for (const text of texts) pages.set(text.id, text);
  }

  #textOf(page: EnginePage): Promise<PageText> {
    const text = this.#texts.get(page.id) ?? page.data().then(pageTextOf);
    // The latest stand at the end.
    this.#texts.delete(page.id);
    this.#texts.set(page.id, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > MOST_KEPT && oldest !== undefined) this.#texts.delete(oldest);
    return text;
  }

  #held(passage: Passage, pages: ReadonlyMap<string, QuotablePage>): CheckedPassage {
    const others = [...pages.values()].flatMap(({ said }) =>
      said.flatMap(({ speaker }) => (speaker.role === 'voice' ? [] : speaker.name)),
    );
    const speaker = new SpeakerNames(new Set(others), this.#names).near(passage);
    const turns = [...pages.values()].flatMap((page) => this.#turnsOf(page));
    return { speaker, verdict: verdictOf(new TurnIndex(turns), passage.text, speaker), pages };
  }

  #turnsOf({ id, record, said }: QuotablePage): QuotableTurn[] {
    const turns = said.map(({ id: turn, pin, speaker, text, asides }): QuotableTurn => ({
      transcript: id,
      turn,
      pin,
      speaker: { id: speaker.id, name: speaker.name },
      record,
      text,
      asides,
      former: null,
    }));
    const byId = new Map(turns.map((turn) => [turn.turn, turn]));
    const former = (this.#former[id] ?? []).flatMap((wording) => {
      const now = byId.get(wording.turn);
      return now ? [formerTurn(wording, now)] : [];
    });
    return [...turns.filter(hasWords), ...former];
  }
}

const formerTurn = ({ text, pin, until }: FormerWords, now: QuotableTurn): QuotableTurn => ({
  ...now,
  text,
  pin,
  asides: [],
  former: { until, now },
});

const placeholderTurn = (transcript: string): QuotableTurn => ({
  transcript,
  turn: '',
  pin: null,
  speaker: { id: '', name: '' },
  record: 'verbatim',
  text: '',
  asides: [],
  former: null,
});

/** Verdicts on words that stand in a turn, or stood there: those of other transcripts that come close tell nothing more. */
const STANDS: ReadonlySet<Verdict['kind']> = new Set([
  'exact',
  'misattributed',
  'summary',
  'former',
]);

/** Texts fetched at once. */
const AT_ONCE = 4;
/** How many transcripts that have all words are looked through, and how many that have most. */
const MOST_EXACT = 24;
const MOST_NEAR = 8;
/** How many former wordings of one quote are looked at. */
const MOST_FORMER = 4;
/** Texts that are kept: the quotes of one draft are often of the same transcripts. */
const MOST_KEPT = 64;
