import type { WordChange } from '../../quotes/word-changes.ts';
import type { CheckWording } from './wording.ts';
import type { ToldQuote, ToldTurn } from './told.ts';

/** A whole check as Markdown, which an editor can paste anywhere. */
export function report(
  quotes: readonly ToldQuote[],
  wording: CheckWording,
  address: (turn: ToldTurn) => string,
): string {
  const { texts } = wording;
  const parts = quotes.map((told) => {
    const { line, kind, quote, changes } = told;
    return [
      `## ${wording.line(line)}: ${texts.verdicts[kind]}`,
      ...(quote === '' ? [] : [quoted(quote)]),
      escaped(wording.explanation(told)),
      ...(changes === null ? [] : [changesText(changes)]),
      ...(told.former === null ? [] : [`${texts.now} ${escaped(told.former.now)}`]),
      ...told.turns.map((turn) => `— ${escaped(wording.source(turn))}\n${address(turn)}`),
    ].join('\n\n');
  });
  return [`# ${texts.reportTitle}`, escaped(wording.sum(quotes)), ...parts].join('\n\n') + '\n';
}

/** What only the draft has struck out, what was said in bold. */
const changesText = (changes: readonly WordChange[]): string =>
  changes
    .map(({ kind, text }) => {
      const words = text.trimEnd();
      const space = text.slice(words.length);
      if (kind === 'quoted') return `~~${escaped(words)}~~${space}`;
      return kind === 'said' ? `**${escaped(words)}**${space}` : escaped(text);
    })
    .join('')
    .trim();

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${escaped(line)}`)
    .join('\n');

/** As Markdown that reads as the text. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&');
