import type { WordChange } from '../../quotes/word-changes.ts';
import { element } from '../search/results.ts';
import type { ToldQuote, ToldTurn } from './told.ts';
import type { CheckWording } from './wording.ts';

/** A quote with what became of it. All that comes from the draft or the archive goes in as text. */
export function resultItem(
  told: ToldQuote,
  wording: CheckWording,
  address: (turn: ToldTurn) => string,
): HTMLElement {
  const { line, column, kind, quote, changes, former } = told;
  const { texts } = wording;
  return element(
    'li',
    { class: 'checked', 'data-verdict': kind },
    element(
      'h2',
      {},
      element('span', { class: 'verdict' }, texts.verdicts[kind]),
      ' ',
      element(
        'small',
        { title: `${wording.number(line)}:${wording.number(column)}` },
        wording.line(line),
      ),
    ),
    ...(quote === '' ? [] : [element('blockquote', { class: 'draft', dir: 'auto' }, quote)]),
    element('p', { class: 'why' }, wording.explanation(told)),
    ...(changes === null
      ? []
      : [element('p', { class: 'diff', dir: 'auto' }, ...diff(changes, wording))]),
    ...(former === null
      ? []
      : [
          element(
            'p',
            { class: 'diff', dir: 'auto' },
            element('b', {}, texts.now),
            ' ',
            former.now,
          ),
        ]),
    ...told.turns.map((turn) => place(turn, wording, address(turn))),
  );
}

/** What was said is put in, and what only the draft has struck out. */
const diff = (changes: readonly WordChange[], { texts }: CheckWording): (Node | string)[] =>
  changes.flatMap(({ kind, text }) => {
    if (kind !== 'said' && kind !== 'quoted') return [text];
    const [name, label] = kind === 'said' ? ['ins', texts.said] : ['del', texts.yours];
    const words = text.trimEnd();
    const marked = element(name, {}, element('span', { class: 'hidden' }, `${label} `), words);
    return [marked, text.slice(words.length)];
  });

function place(turn: ToldTurn, wording: CheckWording, address: string): HTMLElement {
  const { texts } = wording;
  const copy = element('button', { type: 'button' }, texts.copyLink);
  copy.addEventListener('click', () => {
    void navigator.clipboard.writeText(address).then(() => {
      copy.textContent = texts.linkCopied;
    });
  });
  return element(
    'figure',
    { class: 'place' },
    element(
      'blockquote',
      { cite: address, dir: 'auto' },
      ...turn.passage.map(({ text, isMarked }) => (isMarked ? element('mark', {}, text) : text)),
    ),
    element(
      'figcaption',
      {},
      wording.source(turn),
      ' ',
      element('a', { href: address }, texts.turn.replace('{n}', turn.turn.replace(/^t/, ''))),
      ...('clipboard' in navigator ? [' ', copy] : []),
    ),
  );
}
