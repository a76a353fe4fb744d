import { take } from './permalinks.ts';

/**
 * `j` and `k` step to the next turn and the one before, `c` and `q` copy the link to a turn or what it says, or what
 * is selected, `/` leads to the search box, and `?` opens the help. The help holds a switch that turns
 * them off for good, and they are silent while somebody types or holds a modifier (WCAG 2.1.4).
 */
export function stepThroughTurns(root: HTMLElement): void {
  const dialog = root.querySelector('dialog');
  const toggle = dialog?.querySelector('input');
  if (!dialog || !toggle) return;
  // What a browser keeps can take it long to bring, so it is asked when the answer is first needed.
  let isRecalled = false;
  const recall = () => {
    if (!isRecalled) toggle.checked = remembered() !== OFF;
    isRecalled = true;
  };
  toggle.addEventListener('change', () => {
    remember(toggle.checked ? ON : OFF);
  });
  root.querySelector('.opener')?.addEventListener('click', () => {
    recall();
    dialog.showModal();
  });

  document.addEventListener('keydown', (event) => {
    recall();
    if (!toggle.checked || dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(TYPING)) return;
    if (event.key === '?') dialog.showModal();
    else if (event.key === 'j') step(root, 1);
    else if (event.key === 'k') step(root, -1);
    else if (event.key === '/') document.querySelector<HTMLElement>('[type=search]')?.focus();
    else if (event.key === 'c') take(root, 'link', currentTurn(root));
    else if (event.key === 'q') take(root, 'quote', currentTurn(root));
    else return;
    event.preventDefault();
  });
}

/** Goes on from the current turn. */
function step(root: HTMLElement, by: 1 | -1): void {
  const turns = turnsOf(root);
  const current = currentTurn(root);
  const index = current ? turns.indexOf(current) : -1;
  const turn = turns[Math.max(0, Math.min(index + by, turns.length - 1))];
  turn?.scrollIntoView();
  turn?.querySelector<HTMLElement>('a.n')?.focus({ preventScroll: true });
}

/** The turn that has the focus, while it is in view, or else the one at the window's top; `null` above the first. */
function currentTurn(root: HTMLElement): HTMLElement | null {
  const turns = turnsOf(root);
  const focused = turns.find((turn) => turn.contains(document.activeElement) && isInView(turn));
  return focused ?? turns.findLast((turn) => isReached(turn)) ?? null;
}

const turnsOf = (root: HTMLElement): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('.turn'),
];

function isInView(turn: HTMLElement): boolean {
  const { top, bottom } = turn.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Whether the window's top has come as far as a turn. */
const isReached = (turn: HTMLElement): boolean => turn.getBoundingClientRect().top <= TOP;

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(value: string): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // A browser that keeps nothing still turns them off for this page.
  }
}

const KEY = 'turnstone-shortcuts';
const ON = 'on';
const OFF = 'off';

/** Pixels from the window's top within which a turn counts as the one being read. */
const TOP = 96;

/** As in `typing.ts`, which would be one more file for every transcript's page to fetch, past its budget. */
const TYPING = 'input, textarea, select, audio, [contenteditable]';
