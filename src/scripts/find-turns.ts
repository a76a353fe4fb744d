import { isTyping } from './typing.ts';

/**
 * Sets off the turns that a link's `data-turns` names, a speaker's by id or `other-language` or `corrected` ones, and goes
 * from one to the next. What is chosen stands in the address, as `?speaker=` or `?turns=`. Choosing it again ends it.
 */
export function findTurns(root: HTMLElement, choice: HTMLElement): void {
  const bar = root.querySelector<HTMLElement>('.turn-finder');
  if (!bar) return;
  if (choice.matches('.chosen-turns')) end(root, bar);
  else begin(root, bar, choice);
}

function begin(root: HTMLElement, bar: HTMLElement, choice: HTMLElement): void {
  choose(root, choice);
  const [key, value] = wanted(choice);
  writeAddress(key, value);
  bar.hidden = false;
  const name = bar.querySelector('b');
  if (name) name.textContent = choice.dataset.label ?? '';
  bar.onclick = (event) => {
    const button = event.target instanceof Element && event.target.closest('button');
    if (!button) return;
    const by = Number(button.dataset.step);
    if (by === 0) end(root, bar);
    else step(root, bar, by);
  };
  document.onkeydown = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (root.querySelector('dialog[open]') || isTyping(event.target)) return;
    if (event.key === 'Escape') end(root, bar);
    else if (!root.querySelector<HTMLInputElement>('dialog input')?.checked) return;
    else if (event.key === 'n') step(root, bar, 1);
    else if (event.key === 'p') step(root, bar, -1);
  };
  if (location.hash === '') step(root, bar, 1, true);
  else tell(root, bar, nearest(root));
}

function end(root: HTMLElement, bar: HTMLElement): void {
  const left = root.querySelector<HTMLElement>('.chosen-turns');
  choose(root, null);
  writeAddress(null);
  bar.hidden = true;
  document.onkeydown = null;
  left?.focus({ preventScroll: true });
}

/** Marks the turns of a choice, and every control that stands for it. */
function choose(root: HTMLElement, choice: HTMLElement | null): void {
  const wants = choice?.dataset.turns;
  for (const turn of root.querySelectorAll<HTMLElement>('.turn')) {
    turn.classList.toggle('chosen', wants !== undefined && isOne(turn, wants));
  }
  for (const control of root.querySelectorAll<HTMLElement>('[data-turns]')) {
    const isOn = control.dataset.turns === wants;
    control.classList.toggle('chosen-turns', isOn);
    if (control.matches('button')) control.setAttribute('aria-pressed', String(isOn));
  }
  root.classList.toggle('highlighting', choice !== null);
}

const isOne = (turn: HTMLElement, wants: string): boolean =>
  wants === OTHER_LANGUAGE
    ? turn.matches('.other')
    : wants === CORRECTED
      ? turn.matches('.fixed')
      : `@${turn.dataset.speaker ?? ''}` === wants;

/** Goes on from the turn that one is at. */
function step(root: HTMLElement, bar: HTMLElement, by: number, isFirst = false): void {
  const turns = found(root);
  const at = place.get(root) ?? nearest(root);
  const to = isFirst ? 0 : (at + by + turns.length) % turns.length;
  const turn = turns[to];
  if (!turn) return;
  turn.scrollIntoView();
  turn.querySelector<HTMLElement>('.n')?.focus({ preventScroll: true });
  tell(root, bar, to);
}

function tell(root: HTMLElement, bar: HTMLElement, at: number): void {
  place.set(root, at);
  const said = bar.querySelector('span');
  if (said) said.textContent = `${String(at + 1)} / ${String(found(root).length)}`;
}

/** The found turn that is at the window's top or the last above it; the first where there is none. */
function nearest(root: HTMLElement): number {
  const reached = found(root).findLastIndex((turn) => turn.getBoundingClientRect().top <= TOP);
  return Math.max(0, reached);
}

const found = (root: HTMLElement): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('.turn.chosen'),
];

function wanted({ dataset: { turns = '' } }: HTMLElement): [string, string] {
  return turns.startsWith('@') ? ['speaker', turns.slice(1)] : ['turns', turns];
}

function writeAddress(key: string | null, value = ''): void {
  const url = new URL(location.href);
  url.searchParams.delete('speaker');
  url.searchParams.delete('turns');
  if (key !== null) url.searchParams.set(key, value);
  history.replaceState(history.state, '', url);
}

/** How far a reader has come. */
const place = new WeakMap<HTMLElement, number>();

const OTHER_LANGUAGE = 'other-language';
const CORRECTED = 'corrected';

/** Pixels from the window's top within which a turn counts as the one being read. */
const TOP = 96;
