import { summaryOf } from './selected-words.ts';

/** What a quote takes of one turn. */
export interface QuotedTurn {
  /** The name as it is shown, with the page's mark where it was concluded. */
  speaker: string;
  /** Role and affiliation; empty where neither is known. */
  role: string;
  words: QuotedWords[];
}

/** Words as they are shown, paragraphs parted by a blank line, with what the page calls them, or `null`. */
export interface QuotedWords {
  text: string;
  name: string | null;
}

/** Where a quote is from, and how the page's language writes one. */
export interface QuoteSource {
  /** "Harbour Morning, 2 March 2026" */
  cited: string;
  url: string;
  /** The marks before and after. */
  marks: readonly [string, string];
  /** "Summary of what {speaker} said: {words}", where the words are no speaker's. */
  summary: string | null;
}

/** A quote as text: the words, who said them where and when, and the link, each on lines of their own. */
export function quote(turns: readonly QuotedTurn[], source: QuoteSource): string {
  const { cited, url, marks, summary } = source;
  const [only] = turns;
  const isOne = turns.length === 1 && only !== undefined;
  const quoted = turns.map(({ speaker, words }) => {
    if (summary !== null) {
      const told = words.map(({ text, name }) => text + inParentheses(name)).join('\n\n');
      return summaryOf(summary, speaker, told);
    }
    const spoken = words
      // What only stands for speech, "(Speaking Ukrainian)", is nobody's words.
      .map(
        ({ text, name }) =>
          (isPlaceholder(text) ? text : inMarks(text, marks)) + inParentheses(name),
      )
      .join('\n');
    return isOne ? spoken : `${speaker}: ${spoken}`;
  });
  const who = isOne && summary === null ? [named(only)] : [];
  return `${quoted.join('\n\n')}\n— ${[...who, cited].join('. ')}\n${url}`;
}

const isPlaceholder = (text: string): boolean => /^\([^()]*\)\.?$/.test(text);

const named = ({ speaker, role }: QuotedTurn): string =>
  role === '' ? speaker : `${speaker}, ${role}`;

const inParentheses = (name: string | null): string => (name === null ? '' : ` (${name})`);

/** Every paragraph opens with the mark, and the last one closes with it. */
const inMarks = (text: string, [opening, closing]: readonly [string, string]): string =>
  opening + text.replaceAll('\n\n', `\n\n${opening}`) + closing;
