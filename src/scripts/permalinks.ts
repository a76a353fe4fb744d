import { addressOf, canCopy, copyText } from './clipboard.ts';

/**
 * Lets words be taken along, where the browser can copy: a turn's permalink copies its absolute address, and there, as
 * beside words that are selected, stands a menu that copies them as a quote. The menu's script is fetched when it is
 * first wanted.
 */
export function takeWordsAlong(root: HTMLElement): void {
  if (!canCopy()) return;
  root.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest<HTMLAnchorElement>('a.n');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    void copyText(addressOf(link).href).then(async () => {
      (await menu()).tellBeside(root, link, 'link');
    });
  });

  document.addEventListener('selectionchange', () => {
    clearTimeout(settled);
    settled = setTimeout(() => {
      const range = selected();
      if (range?.intersectsNode(root)) {
        void menu().then(({ offer }) => {
          offer(root, range);
        });
      }
    }, SETTLING);
  });
}

/** Copies what is selected, or else a turn: the link to it, or a quote with its source. */
export function take(root: HTMLElement, what: 'link' | 'quote', turn: HTMLElement | null): void {
  // To offer a selection that is copied already would take away what is said of it.
  clearTimeout(settled);
  const loading = menu();
  const range = selected();
  const words = loading.then(({ wordsToTake }) => wordsToTake(root, range, turn));
  const text = words.then((taken) => {
    if (!taken) throw new Error('There are no words that a permanent link leads to.');
    return taken[what]();
  });
  copyText(text).then(
    async () => {
      const taken = await words;
      if (taken) (await loading).tellBeside(root, taken.place, what);
    },
    () => {
      // Nothing was there to copy, or the browser refused.
    },
  );
}

function selected(): Range | null {
  const selection = getSelection();
  return selection && !selection.isCollapsed ? selection.getRangeAt(0) : null;
}

/** Waits until a selection is made. */
let settled: ReturnType<typeof setTimeout> | undefined;

const menu = async () => import('./take-along.ts');

/** Milliseconds after which a selection counts as made. */
const SETTLING = 250;
