import { alignTurns, type TurnAlignment, type WordedTurn } from '../src/archive/align-turns.ts';
import { assignIds } from '../src/archive/turn-ids.ts';
import { randomFrom } from './bench/corpus.ts';

/**
 * Random histories of transcripts whose truth is known: a made-up conversation is published, edited once to twenty times,
 * and recorded after any number of edits, as the permalink ledger does it. Every word remembers the turn that it was
 * recorded in, so that what became of each recorded turn is known whatever was done to it.
 */
export interface HistoryTally {
  histories: number;
  /** Recorded ids, each counted at each recording. */
  ids: number;
  /** Ids that went where they should: to the true turn, or to the tombstone or the turn that it was merged into. */
  right: number;
  /** Of these, ids that stand on a neighbour of the same speaker and words, from which no reader could tell it. */
  indistinguishable: number;
  wrong: number;
  /** Ids that the editor is asked about. */
  left: number;
  /** Of these, ids of turns that were moved, replaced, or too short when their speaker was corrected. */
  leftByDesign: number;
  /** Ids left to the editor whose turn still exists, and of these those of which the true turn is among the candidates. */
  leftWithHome: number;
  leftWithHomeAmongCandidates: number;
  /** Ids that lead to words of another speaker, or whose few words were taken for theirs after they became another's. */
  onOtherSpeaker: number;
  /** Ids of which nothing is known any more, or that stand twice. */
  lost: number;
  /** By kind of edit: how many there were. */
  edits: Record<string, number>;
  /** What went wrong, in words, for the first few. */
  examples: string[];
}

export function newTally(): HistoryTally {
  return {
    histories: 0,
    ids: 0,
    right: 0,
    indistinguishable: 0,
    wrong: 0,
    left: 0,
    leftByDesign: 0,
    leftWithHome: 0,
    leftWithHomeAmongCandidates: 0,
    onOtherSpeaker: 0,
    lost: 0,
    edits: {},
    examples: [],
  };
}

/** Plays one history and adds what became of its ids to the tally. The same seed plays the same history. */
export function playHistory(seed: number, tally: HistoryTally): void {
  const history = new History(seed);
  const used = new Set<string>();
  const tombstones = new Set<string>();
  let ids = assignIds(
    history.turns.map(() => null),
    used,
  );
  for (const id of ids) used.add(id);
  const edits = 1 + history.random(20);
  for (let edit = 1; edit <= edits; edit += 1) {
    const kind = history.edit();
    tally.edits[kind] = (tally.edits[kind] ?? 0) + 1;
    if (edit < edits && history.random(4) !== 0) continue;
    const { recorded, turns } = history;
    const alignment = alignTurns(
      recorded.map((turn, index) => ({ ...turn, id: ids[index] ?? '' })),
      turns.map((turn) => ({ speaker: turn.speaker, text: textOf(turn) })),
    );
    const kept = new Judgement(history, ids, alignment, tally, seed).afterTheEditor();
    for (const { id } of alignment.gone) if (!kept.includes(id)) tombstones.add(id);
    ids = assignIds(kept, used);
    for (const id of ids) used.add(id);
    history.record();
  }
  for (const id of used) if (!tombstones.has(id) && !ids.includes(id)) tally.lost += 1;
  tally.histories += 1;
}

/** A conversation of so many turns, and the same after so many edits, of which none reaches over the whole. */
export function editedConversation(
  seed: number,
  size: number,
  edits: number,
): { recorded: WordedTurn[]; current: WordedTurn[] } {
  const history = new History(seed, size);
  for (let edit = 0; edit < edits; edit += 1) history.edit(LOCAL_EDITS);
  return {
    recorded: history.recorded,
    current: history.turns.map((turn) => ({ speaker: turn.speaker, text: textOf(turn) })),
  };
}

/** Words in a row of one recorded turn. */
interface Span {
  /** The position of the recorded turn; -1 for words that were never recorded. */
  owner: number;
  /** The position of the first word in the recorded turn. */
  start: number;
  words: string[];
}

interface EditedTurn {
  speaker: string;
  spans: Span[];
}

const textOf = (turn: EditedTurn): string =>
  turn.spans.map(({ words }) => words.join(' ')).join(' ');

const lengthOf = (turn: EditedTurn): number =>
  turn.spans.reduce((sum, { words }) => sum + words.length, 0);

/** The recorded turn whose words open a turn, or -1. */
const leadOf = (turn: EditedTurn): number =>
  turn.spans.find(({ owner }) => owner >= 0)?.owner ?? -1;

class History {
  readonly random: (limit: number) => number;
  recorded: WordedTurn[] = [];
  turns: EditedTurn[];
  /** Recorded turns that were moved since, those whose speaker was corrected, and those replaced, with what by. */
  moved = new Set<number>();
  relabelled = new Set<number>();
  replaced = new Map<number, EditedTurn[]>();
  readonly #speakers: string[];
  readonly #lexicon: string[];
  readonly #names: string[] = [];
  readonly #isSpaced: boolean;

  constructor(seed: number, turns?: number) {
    this.random = randomFrom(seed);
    const script = ['latin', 'latin', 'latin', 'latin', 'cyrillic', 'han'][this.random(6)] ?? '';
    this.#isSpaced = script !== 'han';
    this.#lexicon = lexiconOf(script, this.random);
    for (let name = 0; name < 3; name += 1) this.#names.push(this.#name());
    this.#speakers = CAST.slice(0, 2 + this.random(5));
    // Most are short, and some are long: as many between 5 and 50 turns as between 200 and 2,000.
    const size = turns ?? Math.floor(5 * 400 ** (this.random(1e6) / 1e6));
    this.turns = [];
    while (this.turns.length < size) this.turns.push(this.#newTurn(this.turns.at(-1)?.speaker));
    this.record();
  }

  record(): void {
    this.recorded = this.turns.map((turn) => ({ speaker: turn.speaker, text: textOf(turn) }));
    this.turns = this.turns.map((turn, owner) => ({
      speaker: turn.speaker,
      spans: [{ owner, start: 0, words: turn.spans.flatMap(({ words }) => words) }],
    }));
    this.moved = new Set();
    this.relabelled = new Set();
    this.replaced = new Map();
  }

  /** Makes one edit, and answers with its kind. */
  edit(kinds: readonly Edit[] = EDITS): Edit {
    const kind = kinds[this.random(kinds.length)] ?? 'typo';
    const at = this.random(this.turns.length);
    const turn = this.turns[at];
    if (!turn) this.turns.push(this.#newTurn(undefined));
    else this.#editTurn(kind, at, turn);
    return kind;
  }

  #editTurn(kind: Edit, at: number, turn: EditedTurn): void {
    switch (kind) {
      case 'typo':
        this.#typo(turn);
        break;
      case 'rewording':
        this.#reword(turn);
        break;
      case 'insertion':
        this.turns.splice(
          at + this.random(2),
          0,
          ...this.#newTurns(1 + this.random(3), turn.speaker),
        );
        break;
      case 'deletion':
        this.turns.splice(at, this.random(5) === 0 ? 3 : 1);
        break;
      case 'split':
        this.#split(at, turn);
        break;
      case 'merge':
        this.#merge(at);
        break;
      case 'relabelling':
        turn.speaker = this.#otherSpeaker(turn.speaker);
        for (const { owner } of turn.spans) this.relabelled.add(owner);
        break;
      case 'chapter':
        // Headings are no turns: where a chapter begins changes nothing.
        break;
      case 'reordering': {
        const block = this.turns.splice(at, 1 + this.random(3));
        for (const { spans } of block) for (const { owner } of spans) this.moved.add(owner);
        this.turns.splice(this.random(this.turns.length + 1), 0, ...block);
        break;
      }
      case 'replacement': {
        const fresh = this.#newTurns(1 + this.random(5), turn.speaker);
        const gone = this.turns.splice(at, 2 + this.random(3), ...fresh);
        for (const { spans } of gone) {
          for (const { owner } of spans) this.replaced.set(owner, fresh);
        }
        break;
      }
      case 'name':
        this.#rename();
    }
  }

  #typo(turn: EditedTurn): void {
    const words = turn.spans[this.random(turn.spans.length)]?.words ?? [];
    const at = this.random(words.length);
    const letters = Array.from(words[at] ?? '');
    const place = this.random(letters.length);
    const [letter = ''] = letters.slice(place);
    if (letters.length > 3 && this.random(2) === 0) letters.splice(place, 1);
    else letters.splice(place, 0, letter);
    words[at] = letters.join('');
  }

  /** Changes up to four words of ten; of a few words, it adds one. */
  #reword(turn: EditedTurn): void {
    const length = lengthOf(turn);
    const changes = length < 4 ? 0 : 1 + this.random(Math.floor(length * 0.4));
    if (changes === 0) turn.spans.at(-1)?.words.push(this.#word());
    for (let change = 0; change < changes; change += 1) {
      const { words } = turn.spans[this.random(turn.spans.length)] ?? { words: [] };
      const at = this.random(words.length);
      const way = this.random(4);
      if (way === 0) words.splice(at, 0, this.#word());
      else if (way === 1 && words.length > 1) words.splice(at, 1);
      else words[at] = this.#word();
    }
  }

  #split(at: number, turn: EditedTurn): void {
    const length = lengthOf(turn);
    if (length < 2) return;
    const place = 1 + this.random(length - 1);
    const parts: [EditedTurn, EditedTurn] = [
      { speaker: turn.speaker, spans: [] },
      { speaker: turn.speaker, spans: [] },
    ];
    let before = 0;
    for (const { owner, start, words } of turn.spans) {
      const cut = Math.max(0, Math.min(words.length, place - before));
      const [head, tail] = [words.slice(0, cut), words.slice(cut)];
      if (head.length > 0) parts[0].spans.push({ owner, start, words: head });
      if (tail.length > 0) parts[1].spans.push({ owner, start: start + cut, words: tail });
      before += words.length;
    }
    const isInterrupted = this.random(3) === 0;
    const between = isInterrupted
      ? [this.#turnOf(this.#otherSpeaker(turn.speaker), [this.#phrase()])]
      : [];
    this.turns.splice(at, 1, parts[0], ...between, parts[1]);
  }

  /** Merges two turns in a row, mostly of one speaker; or a turn and the next but one, without what interrupts it. */
  #merge(at: number): void {
    const isSame = (index: number, next: number): boolean =>
      this.turns[index]?.speaker === this.turns[next]?.speaker;
    const places = this.turns.keys().toArray().slice(0, -1);
    const own = places.filter((index) => isSame(index, index + 1));
    const interrupted = places.slice(0, -1).filter((index) => isSame(index, index + 2));
    const way = this.random(10);
    const [among, span] =
      way < 6
        ? ([own, 2] as const)
        : way < 9
          ? ([interrupted, 3] as const)
          : ([places, 2] as const);
    const index = among.length === 0 ? at : (among[this.random(among.length)] ?? at);
    const parts = this.turns.slice(index, index + span);
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last || first === last) return;
    const merged = { speaker: first.speaker, spans: [...first.spans, ...last.spans] };
    this.turns.splice(index, span, merged);
  }

  /** Corrects a name wherever it stands. */
  #rename(): void {
    const place = this.random(this.#names.length);
    const name = this.#names[place];
    const corrected = this.#name();
    for (const { spans } of this.turns) {
      for (const { words } of spans) {
        words.forEach((word, index) => {
          if (word === name) words[index] = corrected;
        });
      }
    }
    this.#names[place] = corrected;
  }

  #newTurns(count: number, before: string | undefined): EditedTurn[] {
    const turns: EditedTurn[] = [];
    for (let index = 0; index < count; index += 1) {
      turns.push(this.#newTurn(turns.at(-1)?.speaker ?? before));
    }
    return turns;
  }

  #newTurn(before: string | undefined): EditedTurn {
    const speaker =
      before !== undefined && this.random(8) === 0 ? before : this.#otherSpeaker(before);
    if (this.random(4) === 0) return this.#turnOf(speaker, this.#phrase().split(' '));
    const most = [8, 20, 60][this.random(3)] ?? 8;
    const length = 3 + this.random(most);
    return this.#turnOf(
      speaker,
      Array.from({ length }, () => this.#word()),
    );
  }

  #turnOf(speaker: string, words: string[]): EditedTurn {
    return { speaker, spans: [{ owner: -1, start: 0, words }] };
  }

  #otherSpeaker(speaker: string | undefined): string {
    const others = this.#speakers.filter((other) => other !== speaker);
    return others[this.random(others.length)] ?? 'cole';
  }

  #phrase(): string {
    const phrases = this.#isSpaced ? PHRASES : UNSPACED_PHRASES;
    return phrases[this.random(phrases.length)] ?? '';
  }

  #name(): string {
    return `${this.#lexicon[this.random(1500)] ?? ''}${this.#lexicon[this.random(1500)] ?? ''}`;
  }

  /** Half of all words are among the first thirty, as in speech; a few are names. */
  #word(): string {
    if (this.random(40) === 0) return this.#names[this.random(3)] ?? '';
    const most = this.random(2) === 0 ? 30 : this.#lexicon.length;
    return this.#lexicon[this.random(most)] ?? '';
  }
}

/** Holds an alignment against the truth. */
class Judgement {
  readonly #history: History;
  readonly #ids: readonly string[];
  readonly #alignment: TurnAlignment;
  /** By recorded turn: the current turn that it truly is, by position; -1 where none is. */
  readonly #homes: number[];
  /** By recorded turn without a home: the recorded one whose turn now has its words; -1 where they are gone. */
  readonly #hosts: number[];
  readonly #texts: string[];
  readonly #placeOf: Map<string, number>;
  readonly #fateOf: Map<string, TurnAlignment['gone'][number]>;

  constructor(
    history: History,
    ids: readonly string[],
    alignment: TurnAlignment,
    tally: HistoryTally,
    seed: number,
  ) {
    this.#history = history;
    this.#ids = ids;
    this.#alignment = alignment;
    const { homes, hosts } = truthOf(history);
    this.#homes = homes;
    this.#hosts = hosts;
    this.#texts = history.turns.map((turn) => saidBy(turn.speaker, textOf(turn)));
    this.#placeOf = new Map();
    alignment.ids.forEach((id, place) => {
      if (id === null) return;
      if (this.#placeOf.has(id)) tally.lost += 1;
      this.#placeOf.set(id, place);
    });
    this.#fateOf = new Map(alignment.gone.map((fate) => [fate.id, fate]));
    ids.forEach((id, turn) => {
      this.#count(id, turn, tally, seed);
    });
  }

  /** The ids of the current turns once an editor who knows the truth has answered. */
  afterTheEditor(): (string | null)[] {
    const kept = [...this.#alignment.ids];
    this.#ids.forEach((id, turn) => {
      const home = this.#homes[turn] ?? -1;
      if (this.#fateOf.get(id)?.fate === 'unsure' && home >= 0) kept[home] ??= id;
    });
    return kept;
  }

  #count(id: string, turn: number, tally: HistoryTally, seed: number): void {
    tally.ids += 1;
    const place = this.#placeOf.get(id);
    const fate = this.#fateOf.get(id);
    if ((place === undefined) === (fate === undefined)) tally.lost += 1;
    const home = this.#homes[turn] ?? -1;
    const speaker = this.#history.recorded[turn]?.speaker;
    const isBrief = (this.#history.recorded[turn]?.text ?? '').split(' ').length < 3;
    const linked = place ?? (fate?.fate === 'merged' ? this.#placeOf.get(fate.into) : undefined);
    const target = linked === undefined ? undefined : this.#history.turns[linked];
    if (target && target.speaker !== speaker) {
      const isOwn = target.spans.some(({ owner }) => owner === turn);
      if (!isOwn || (isBrief && place !== undefined)) {
        tally.onOtherSpeaker += 1;
        tally.examples.unshift(`other speaker: ${this.#told(id, turn, seed)}`);
      }
    }
    if (fate?.fate === 'unsure') {
      tally.left += 1;
      const { moved, replaced, relabelled } = this.#history;
      if (moved.has(turn) || replaced.has(turn) || (relabelled.has(turn) && isBrief)) {
        tally.leftByDesign += 1;
      }
      if (home >= 0) tally.leftWithHome += 1;
      if (fate.candidates.includes(home)) tally.leftWithHomeAmongCandidates += 1;
      return;
    }
    if (this.#isTrue(turn, place, fate)) {
      tally.right += 1;
    } else if (this.#isIndistinguishable(turn, place)) {
      tally.right += 1;
      tally.indistinguishable += 1;
    } else {
      tally.wrong += 1;
      if (tally.examples.length < 40) tally.examples.push(this.#told(id, turn, seed));
    }
  }

  #isTrue(
    turn: number,
    place: number | undefined,
    fate: TurnAlignment['gone'][number] | undefined,
  ): boolean {
    const home = this.#homes[turn] ?? -1;
    const host = this.#hosts[turn] ?? -1;
    if (home >= 0) return place === home;
    if (host >= 0) return fate?.fate === 'merged' && fate.into === this.#ids[host];
    if (fate?.fate !== 'removed') return false;
    // Where its speaker says something else instead, an editor has to look.
    const speaker = this.#history.recorded[turn]?.speaker;
    return (this.#history.replaced.get(turn) ?? []).every(
      (fresh) => fresh.speaker !== speaker || !this.#history.turns.includes(fresh),
    );
  }

  /**
   * Whether an id stands on a turn of the same speaker and words as it was recorded with, and no turn that can be told
   * from it has truly stayed between that turn and the true one; or is gone because another such id has its place.
   */
  #isIndistinguishable(turn: number, place: number | undefined): boolean {
    const { recorded } = this.#history;
    const said = saidBy(recorded[turn]?.speaker ?? '', recorded[turn]?.text ?? '');
    if (place === undefined) {
      const home = this.#homes[turn] ?? -1;
      const other = this.#ids.indexOf(this.#alignment.ids[home] ?? '');
      const otherSaid = saidBy(recorded[other]?.speaker ?? '', recorded[other]?.text ?? '');
      return other >= 0 && said === otherSaid && this.#isIndistinguishable(other, home);
    }
    if (this.#texts[place] !== said) return false;
    return this.#homes.every((home, index) => {
      const isFirm = home >= 0 && this.#placeOf.get(this.#ids[index] ?? '') === home;
      return !isFirm || this.#texts[home] === said || index < turn === home < place;
    });
  }

  #told(id: string, turn: number, seed: number): string {
    const place = this.#placeOf.get(id);
    const home = this.#homes[turn] ?? -1;
    const around = (from: number, texts: readonly { speaker: string; text: string }[]): string =>
      texts
        .slice(Math.max(0, from - 2), from + 4)
        .map(({ speaker, text }) => `      ${speaker}: ${text}`)
        .join('\n');
    const now = this.#history.turns.map((other) => ({
      speaker: other.speaker,
      text: textOf(other),
    }));
    return [
      `history ${seed}: ${id} (${this.#history.recorded[turn]?.text ?? ''}), ${JSON.stringify(this.#fateOf.get(id) ?? place)}, truly ${home} or in ${this.#ids[this.#hosts[turn] ?? -1] ?? 'none'}`,
      around(turn, this.#history.recorded),
      '    now',
      around(Math.max(place ?? home, 0), now),
      home >= 0 && place !== undefined ? around(home, now) : '',
    ].join('\n');
  }
}

/** Where the words of each recorded turn are: the first turn that they open, or else the one that has the first of them. */
function truthOf({ recorded, turns }: History): { homes: number[]; hosts: number[] } {
  const homes = recorded.map(() => -1);
  const hosts = recorded.map(() => -1);
  const homeStarts = recorded.map(() => Infinity);
  const hostStarts = recorded.map(() => Infinity);
  turns.forEach((turn, place) => {
    const lead = leadOf(turn);
    for (const { owner, start } of turn.spans) {
      if (owner < 0) continue;
      if (owner === lead && start < (homeStarts[owner] ?? Infinity)) {
        homes[owner] = place;
        homeStarts[owner] = start;
      }
      if (start < (hostStarts[owner] ?? Infinity)) {
        hosts[owner] = lead;
        hostStarts[owner] = start;
      }
    }
  });
  return { homes, hosts };
}

const saidBy = (speaker: string, text: string): string =>
  `${speaker}: ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')}`;

function lexiconOf(script: string, random: (limit: number) => number): string[] {
  const syllables = SYLLABLES[script] ?? [];
  const most = script === 'han' ? 2 : 4;
  return Array.from({ length: 1500 }, (_, rank) =>
    Array.from(
      { length: 1 + random(rank < 60 ? 2 : most) },
      () => syllables[random(syllables.length)] ?? '',
    ).join(''),
  );
}

const EDITS = [
  'typo',
  'rewording',
  'insertion',
  'deletion',
  'split',
  'merge',
  'relabelling',
  'chapter',
  'reordering',
  'replacement',
  'name',
] as const;

type Edit = (typeof EDITS)[number];

const LOCAL_EDITS = EDITS.filter((kind) => kind !== 'chapter' && kind !== 'name');

const CAST = ['cole', 'osei', 'petrenko', 'haddad', 'marlowe', 'byrne'];

const PHRASES = [
  'Right.',
  'Thanks.',
  'Yes.',
  'No.',
  'Mm-hm.',
  'Thank you.',
  'I see.',
  'OK.',
  'Go on.',
];
const UNSPACED_PHRASES = ['はい。', 'ええ。', '有難う。', 'いいえ。', 'そうです。'];

const SYLLABLES: Record<string, string[]> = {
  latin:
    'ba co da fe gi ho ju ka lem mi nor pa ques ro sa ter un va wi xe yo zu thi ston bra'.split(
      ' ',
    ),
  cyrillic: 'ба во га де жи зо ку лем ми нор па ро сат те фу хо ци че ша щу ї є юн я'.split(' '),
  han: Array.from(
    '船港波風海空山川雨雪朝夜東西南北市町村人話声時日月年水火木金土石の にはがをで'.replace(
      ' ',
      '',
    ),
  ),
};
