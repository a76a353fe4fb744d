import { pinnedFragment, transcriptPath, turnNumber, turnPath } from '../archive/addresses.ts';
import { beginning } from '../components/excerpt.ts';
import { readQuote } from './quote-parts.ts';
import type { QuotableTurn } from './turn-index.ts';
import type { Verdict } from './verdict.ts';
import { compareWith, type Comparison, type Recased, type WordChange } from './word-changes.ts';

/** What telling of a quote takes. */
export interface Telling {
  quote: string;
  /** Who is said to have spoken; `null` where nobody is named. */
  speaker: string | null;
  /** A path of `archive/addresses.ts` as readers of the message follow it. */
  url: (path: string) => string;
}

/** What becomes of a quote, as a message to its editor: what was found, what was said by whom and where, and the cure. */
export function verdictText(verdict: Verdict, { quote, speaker, url }: Telling): string {
  const shown = `“${beginning(quote, MOST_SHOWN)}”`;
  const [turn] = verdict.turns;
  if (!turn) {
    if (verdict.kind === 'empty') {
      return quote.trim() === ''
        ? 'An empty quote; expected the words that were said. Write them, or take the quote away.'
        : `A quote of nothing but ${shown}, which stands for words and is none; expected words that were said. Write some of them beside it, or take the quote away.`;
    }
    return verdict.kind === 'too-short'
      ? `Too short to check: ${shown} stands in no turn, and so few words may be anybody's; expected more words. Quote more of them, if they were said here.`
      : `Not found: ${shown} stands in no transcript of this archive; expected words that were said there. Correct the words, or quote what is held here.`;
  }
  const where = placeText(turn, url);
  switch (verdict.kind) {
    case 'exact':
      return `Exact: ${shown} stands in ${where}`;
    case 'misattributed':
      return `Another speaker: ${shown} was not said by ${speaker ?? 'the named speaker'}; expected ${turn.speaker.name}, who said it. Name them. It stands in ${where}`;
    case 'summary':
      return `Not speech: ${shown} stands in a summary alone, which is an account in somebody else's words; expected words of a transcript. Tell it without quotation marks, and cite the summary: ${where}`;
    case 'former':
      return formerText(quote, turn, where);
    case 'joined':
      return `Joined: ${shown} goes over ${String(verdict.turns.length)} turns as if they were one; expected words of one turn. Quote each on its own:${verdict.turns.slice(0, MOST_PLACES).map(placeLine(url)).join('')}`;
    case 'too-short':
      return `Too short: ${shown} stands in ${String(verdict.turns.length)} turns; expected words that tell which. Quote more words, or name the speaker:${verdict.turns.slice(0, MOST_PLACES).map(placeLine(url)).join('')}`;
    case 'altered':
    case 'cut':
      return `${changedText(verdict, shown)} It stands in ${where}${speaker !== null && speaker !== turn.speaker.name ? `\n  It was said by ${turn.speaker.name}, not by ${speaker}.` : ''}`;
    case 'not-found':
    case 'empty':
      return shown;
  }
}

/** How quote and closest passage differ, as a correction of the quote: `[-quoted-]` goes, `{+said+}` comes. */
export function comparisonText({ passage, changes }: Comparison): string {
  const said = `\n  said:    “${beginning(passage, MOST_COMPARED)}”`;
  return changes === null ? said : `${said}\n  to mend: ${diffText(changes)}`;
}

export function diffText(changes: readonly WordChange[]): string {
  const text = correctionOrder(changes)
    .map(({ kind, text: words }) => {
      if (kind === 'same' || kind === 'omission') return words;
      const trimmed = words.trimEnd();
      const space = words.slice(trimmed.length);
      return kind === 'quoted' ? `[-${trimmed}-]${space}` : `{+${trimmed}+}${space}`;
    })
    .join('')
    .trim();
  return text.length <= MOST_COMPARED * 2 ? text : `${text.slice(0, MOST_COMPARED * 2)} …`;
}

/** What goes stands before what comes in its place. */
function correctionOrder(changes: readonly WordChange[]): WordChange[] {
  const ordered = [...changes];
  for (let at = 1; at < ordered.length; at += 1) {
    const [said, quoted] = [ordered[at - 1], ordered[at]];
    if (said?.kind === 'said' && quoted?.kind === 'quoted') ordered.splice(at - 1, 2, quoted, said);
  }
  return ordered;
}

/** What is expected of a quote that differs in capitals alone, and the cure. */
export const recasedText = (recased: readonly Recased[]): string =>
  `expected the letters as they stand, or [brackets] around a first letter that is changed. Write ${recased
    .slice(0, MOST_RECASED)
    .map(({ said, marked }) => (marked === null ? `“${said}”` : `“${said}” or “${marked}”`))
    .join(', ')}${recased.length > MOST_RECASED ? ' …' : ''}.`;

/** A quote of words that were replaced: both wordings. */
export function formerText(
  quote: string,
  { text, former, turn }: QuotableTurn,
  where: string,
): string {
  if (!former) return where;
  const read = readQuote(quote);
  const before = compareWith(read, text).passage;
  const now = compareWith(read, former.now.text).passage;
  const until = former.until === null ? '' : ` until ${former.until}`;
  return (
    `Changed since: these words stood in turn ${turnNumber(turn)}${until}; expected those that stand there now. Quote these, or say that they were changed.` +
    `\n  before:  “${beginning(before, MOST_COMPARED)}”\n  now:     “${beginning(now === '' ? former.now.text : now, MOST_COMPARED)}”\n  ${where}`
  );
}

/** `Dana Cole, turn 3: /transcripts/2026/the-night-boat/#t3~97f0` */
export const placeText = (turn: QuotableTurn, url: Telling['url']): string =>
  `${turn.speaker.name}'s turn ${turnNumber(turn.turn)}: ${addressOfQuotable(turn, url)}`;

/** A turn's permalink, with the words pinned where they are recorded. */
export const addressOfQuotable = (
  { transcript, turn, pin }: QuotableTurn,
  url: Telling['url'],
): string =>
  url(
    pin === null
      ? turnPath(transcript, turn)
      : transcriptPath(transcript) + pinnedFragment(turn, pin),
  );

const placeLine =
  (url: Telling['url']) =>
  (turn: QuotableTurn): string =>
    `\n  ${placeText(turn, url)}: “${beginning(turn.text, MOST_SHOWN)}”`;

function changedText(verdict: Extract<Verdict, { comparison: Comparison }>, shown: string): string {
  const { recased } = verdict.comparison;
  const what =
    verdict.kind === 'cut'
      ? `Cut: ${shown} leaves words out without a mark; expected […] where they are left out. Correct it.`
      : recased.length > 0
        ? `Altered: ${shown} has other capitals than what was said; ${recasedText(recased)}`
        : `Altered: ${shown} is not what was said; expected the words as they stand, […] where some are left out, and [brackets] around what is put in. Correct it.`;
  const record =
    verdict.turns[0].record === 'summary'
      ? '\n  The closest words are of a summary, which is nobody’s speech.'
      : '';
  return `${what}${comparisonText(verdict.comparison)}${record}\n `;
}

/** UTF-16 units of a quote in a message. */
const MOST_SHOWN = 90;
/** UTF-16 units of words that are compared. */
const MOST_COMPARED = 600;
const MOST_PLACES = 5;
/** How many words of other capitals a message names. */
const MOST_RECASED = 5;
