import { diffArrays } from 'diff';
import { requiredTokens, type Quote, type QuotePart } from './quote-parts.ts';
import { windowSize } from './turn-index.ts';
import { foldedWord, tokensOf, type Token } from './tokens.ts';

/** A run of words that quote and turn share, that only the turn has, or only the quote. */
export interface WordChange {
  kind: 'same' | 'said' | 'quoted' | 'omission';
  text: string;
}

/** How a quote differs from the passage of a turn that comes closest to it. */
export interface Comparison {
  /** The passage, from its first word to its last. */
  passage: string;
  /** Where it stands: UTF-16 units in the turn's text as it is compared; `null` where no word of the quote does. */
  place: { start: number; end: number } | null;
  /** `null` where the two are too long or too different for a comparison to tell anything. */
  changes: WordChange[] | null;
  /** From 0 to 1: how many of the quote's words stand there in the same order. */
  share: number;
  /** Whether the quote has nothing but words of the passage, and leaves some out without a mark. */
  isCut: boolean;
  /** The words whose capitals the quote changes without brackets, where nothing else differs; else none. */
  recased: Recased[];
}

/** A word that a quote has with other capitals than it was said with. */
export interface Recased {
  /** As it stands in the turn: `The`. */
  said: string;
  /** As the quote may have it: `[t]he`; `null` where more than the first letter differs, or where there is no other. */
  marked: string | null;
}

/** Compares a quote, stretch by stretch, with the closest passage of a turn. */
export function compareWith(quote: Quote, turn: string): Comparison {
  const { text, tokens } = tokensOf(turn);
  const changes: WordChange[] = [];
  let [from, first, last, shared] = [0, -1, -1, 0];
  let isWhole = true;
  for (const parts of quote.stretches) {
    const [start, end] = closestWindow(parts, tokens, from);
    const said = tokens.slice(start, end);
    const found = changesIn(parts, quote.text, said, text);
    if (changes.length > 0) changes.push({ kind: 'omission', text: '[…] ' });
    if (found === null) {
      isWhole = false;
      continue;
    }
    changes.push(...found.changes);
    shared += found.shared;
    if (found.last < 0) continue;
    first = first < 0 ? start + found.first : first;
    last = start + found.last;
    from = last + 1;
  }
  const [opening, closing] = [tokens[first], tokens[last]];
  const kinds = changes.filter(
    ({ kind, text: words }) => kind !== 'same' && /[\p{L}\p{N}]/u.test(words),
  );
  const place =
    opening && closing ? { start: opening.start, end: endOfPassage(text, closing.end) } : null;
  return {
    passage: place ? text.slice(place.start, place.end) : '',
    place,
    changes: isWhole ? changes : null,
    share: quote.words === 0 ? 0 : shared / quote.words,
    isCut:
      isWhole &&
      kinds.some(({ kind }) => kind === 'said') &&
      changes.every(({ kind }) => kind !== 'quoted'),
    recased: isWhole ? recasedIn(changes) : [],
  };
}

/** What differs, where that is capitals alone: then what was said and what is quoted in its place stand in pairs. */
function recasedIn(changes: readonly WordChange[]): Recased[] {
  const said = changes.flatMap(({ kind, text }) => (kind === 'said' ? [wordsIn(text)] : []));
  const quoted = changes.flatMap(({ kind, text }) => (kind === 'quoted' ? [wordsIn(text)] : []));
  const isRecased = (words: readonly string[], index: number) =>
    foldedWord(words.join(' ')) === foldedWord((quoted[index] ?? []).join(' '));
  if (said.length !== quoted.length || !said.every(isRecased)) return [];
  const others = quoted.flat();
  return said.flat().flatMap((word, index) => {
    const other = others[index] ?? word;
    return word === other ? [] : [{ said: word, marked: markedCase(word, other) }];
  });
}

const wordsIn = (text: string): string[] => tokensOf(text).tokens.map((token) => token.text);

function markedCase(said: string, quoted: string): string | null {
  const [initial = ''] = /^\p{L}\p{M}*/u.exec(quoted) ?? [];
  const rest = quoted.slice(initial.length);
  return initial !== '' && rest !== '' && said.endsWith(rest) ? `[${initial}]${rest}` : null;
}

/** A passage goes on to the full stop or question mark that follows it. */
const endOfPassage = (text: string, end: number): number =>
  end + (/^[.!?…。！？؟”’"»」』]*/u.exec(text.slice(end, end + 4))?.[0].length ?? 0);

/** The tokens among which most words of a stretch stand, with room at both ends. */
function closestWindow(
  parts: readonly QuotePart[],
  tokens: readonly Token[],
  from: number,
): [start: number, end: number] {
  const wanted = new Map<string, number>();
  for (const { token } of requiredTokens(parts)) {
    const word = foldedWord(token.text);
    if (token.isWord) wanted.set(word, (wanted.get(word) ?? 0) + 1);
  }
  const size = windowSize(parts);
  const words = tokens.map(({ text, isWord }) => (isWord ? foldedWord(text) : ''));
  const inside = new Map<string, number>();
  let [count, most, end] = [0, 0, from];
  for (let at = from; at < tokens.length; at += 1) {
    count += change(wanted, inside, words[at] ?? '', 1);
    if (at - size >= from) count -= change(wanted, inside, words[at - size] ?? '', -1);
    if (count > most) [most, end] = [count, at + 1];
  }
  return [Math.max(from, end - size - ROOM), Math.min(tokens.length, end + ROOM)];
}

function change(
  wanted: ReadonlyMap<string, number>,
  inside: Map<string, number>,
  word: string,
  by: 1 | -1,
): number {
  const most = wanted.get(word);
  if (most === undefined) return 0;
  const before = inside.get(word) ?? 0;
  inside.set(word, before + by);
  return (by > 0 ? before < most : before <= most) ? 1 : 0;
}

function changesIn(
  parts: readonly QuotePart[],
  quote: string,
  said: readonly Token[],
  turn: string,
): { changes: WordChange[]; shared: number; first: number; last: number } | null {
  const turnPieces = pieces(
    said.map((token) => ({ token, fits: [token.text] })),
    turn,
  );
  const quotePieces = pieces(requiredTokens(parts), quote);
  const strict = runsOf(turnPieces, quotePieces);
  if (!strict) return null;
  const folded = strict.every(isShared)
    ? null
    : runsOf(turnPieces.map(fold), quotePieces.map(fold));
  const isRecased = folded?.every(isShared) === true;
  const kept = isRecased ? folded.flatMap((run) => recasedRuns(run, turnPieces)) : strict;
  const changes = kept.map(({ value, added, removed }): WordChange => ({
    kind: added ? 'quoted' : removed ? 'said' : 'same',
    text: value.map(({ shown }) => shown).join(''),
  }));
  const places = kept.flatMap(({ value, added }) => (added ? [] : value.map(({ place }) => place)));
  const shared = (isRecased ? folded : kept).filter(isShared).flatMap(({ value }) => value);
  return {
    changes,
    shared: shared.filter(({ isWord }) => isWord).length,
    first: places[0] ?? -1,
    last: places.at(-1) ?? -1,
  };
}

/** How a stretch and the words of a turn differ; `null` where they do in too much. */
function runsOf(said: Piece[], quoted: Piece[]): Run[] | null {
  const runs = diffArrays(said, quoted, {
    maxEditLength: MOST_EDITS,
    comparator: (a, b) => b.fits.some((text) => a.fits.includes(text)),
  });
  if (!runs) return null;
  let at = 0;
  const placed = runs.map((run) => {
    const from = at;
    if (!run.added) at += run.value.length;
    // What both have comes as the quote has it; where it stands in the turn is counted.
    return { ...run, value: run.value.map((piece, index) => ({ ...piece, place: from + index })) };
  });
  return trimmed(tightened(placed));
}

const fold = (piece: Piece): Piece => ({ ...piece, fits: piece.fits.map(foldedWord) });

/** Shared words, but for those that the quote has with other capitals: these as they were said, and as they are quoted. */
function recasedRuns({ value }: Run, said: readonly Piece[]): Run[] {
  const runs: Run[] = [];
  for (const quoted of value) {
    const spoken = said[quoted.place];
    const isSame = spoken === undefined || quoted.written.includes(spoken.written[0] ?? '');
    const last = runs.at(-1);
    if (isSame) {
      if (last && isShared(last)) last.value.push(quoted);
      else runs.push({ value: [quoted] });
    } else {
      runs.push({ value: [{ ...spoken, place: quoted.place }], removed: true });
      runs.push({ value: [quoted], added: true });
    }
  }
  return runs;
}

interface Piece {
  /** The wordings that are compared. */
  fits: string[];
  /** The same, capitalised as they are. */
  written: string[];
  isWord: boolean;
  /** Which of the turn's tokens it is. */
  place: number;
  /** As it stands, with the white space after it. */
  shown: string;
}

interface Run {
  value: Piece[];
  added?: boolean;
  removed?: boolean;
}

/**
 * Of words that the turn has twice the ones nearest to the rest: "the board, and the board told me" has no more in it than
 * a quote of "the board told me".
 */
function tightened(runs: readonly Run[]): Run[] {
  const slid = [...runs];
  const first = slid.findIndex(isShared);
  const [opening, left, next] = [slid[first], slid[first + 1], slid[first + 2]];
  if (opening && left?.removed && next && isShared(next)) {
    const at = left.value.length - opening.value.length;
    if (at >= 0 && isSame(opening.value, left.value.slice(at))) {
      const nearer = movedTo(opening.value, left.value.slice(at));
      const before = [...opening.value, ...left.value.slice(0, at)];
      const joined = { value: [...nearer, ...next.value] };
      slid.splice(first, 3, { value: before, removed: true }, joined);
    }
  }
  const last = slid.findLastIndex(isShared);
  const [previous, right, closing] = [slid[last - 2], slid[last - 1], slid[last]];
  if (closing && right?.removed && previous && isShared(previous)) {
    const length = closing.value.length;
    if (isSame(closing.value, right.value.slice(0, length))) {
      const nearer = movedTo(closing.value, right.value.slice(0, length));
      const after = [...right.value.slice(length), ...closing.value];
      const joined = { value: [...previous.value, ...nearer] };
      slid.splice(last - 2, 3, joined, { value: after, removed: true });
    }
  }
  return slid;
}

const isShared = (run: Run | undefined): boolean => run !== undefined && !run.added && !run.removed;

const isSame = (shared: readonly Piece[], said: readonly Piece[]): boolean =>
  shared.length === said.length &&
  shared.every(({ fits }, index) => fits.some((text) => said[index]?.fits.includes(text)));

const movedTo = (shared: readonly Piece[], said: readonly Piece[]): Piece[] =>
  shared.map((piece, index) => ({ ...piece, place: said[index]?.place ?? piece.place }));

/** What stands before and after a passage is no part of it, but for what a changed word at its end stands for. */
function trimmed(runs: readonly Run[]): Run[] {
  const first = runs.findIndex(isShared);
  const last = runs.findLastIndex(isShared);
  if (first < 0) return runs.filter(({ added }) => added);
  const length = (edge: readonly Run[]) =>
    edge.reduce((sum, { added, value }) => sum + (added ? value.length : 0), 0);
  const before = length(runs.slice(0, first));
  const after = length(runs.slice(last + 1));
  return runs
    .map((run, index) => {
      if (!run.removed || (index > first && index < last)) return run;
      const { value } = run;
      const kept =
        index < first ? value.slice(Math.max(0, value.length - before)) : value.slice(0, after);
      return { ...run, value: kept };
    })
    .filter(({ value }) => value.length > 0);
}

const pieces = (tokens: readonly { token: Token; fits: string[] }[], text: string): Piece[] =>
  tokens.map(({ token, fits }, index) => {
    const next = tokens[index + 1]?.token.start;
    const between = next === undefined ? ' ' : text.slice(token.end, next);
    const space = between.replace(/\s+/gu, ' ');
    return {
      fits,
      written: fits,
      isWord: token.isWord,
      place: 0,
      shown: text.slice(token.start, token.end) + (space.length > MOST_BETWEEN ? ' ' : space),
    };
  });

/** UTF-16 units: quotation marks and white space between two tokens; more is an insertion or what was left out. */
const MOST_BETWEEN = 80;
/** How many tokens before and after a passage are compared with it. */
const ROOM = 6;
/** The cost of a comparison grows with what differs. */
const MOST_EDITS = 1500;
