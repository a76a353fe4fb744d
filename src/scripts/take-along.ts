import { addressOf, copyText } from './clipboard.ts';
import { quote, type QuotedTurn } from './quote.ts';
import { selectedText, stretchesOf, type Stretch } from './selected-words.ts';
import { textDirective } from './text-fragment.ts';

/** Words that can be taken along, each form made when it is asked for. */
export interface TakenWords {
  /** The link to them; where all of a turn is meant, the turn's own. */
  link: () => string;
  /** The link that pins the words as they stand now. */
  pinned: () => string;
  quote: () => string;
  /** What the menu stands beside: a turn's permalink. */
  place: HTMLAnchorElement;
}

/** The forms in which words are copied. */
export type What = 'link' | 'pinned' | 'quote';

/**
 * What is selected, or all words of a turn where nothing is; `null` where there are none, or where a turn among
 * them has no permalink yet.
 */
export function wordsToTake(
  root: HTMLElement,
  range: Range | null,
  turn: HTMLElement | null,
): TakenWords | null {
  const touched = range ? selectedTurns(root, range) : [];
  const turns = touched.length > 0 ? touched : turn ? [takenTurn(turn, null)] : [];
  const [first] = turns;
  const links = turns.map(({ link }) => link).filter((link) => link !== null);
  const [place] = links;
  if (!first || !place || links.length < turns.length) return null;
  const isWhole = turns.length === 1 && isAll(first.stretches);
  const pinned = () => address(place, place.id) + (isWhole ? '' : directives(root, turns));
  return {
    link: isWhole ? () => addressOf(place).href : pinned,
    pinned,
    quote: () =>
      quote(
        turns.map((each) => quotedTurn(root, each)),
        { ...sourceIn(root), url: pinned() },
      ),
    place,
  };
}

/** Says beside a permalink what was copied, and offers the rest; where the menu stands open at the words, says it there. */
export function tellBeside(root: HTMLElement, place: HTMLAnchorElement, what: What): void {
  const menu = menuOf(root);
  if (menu.hidden || !menu.classList.contains(AT_WORDS)) {
    const taken = wordsToTake(root, null, place.closest<HTMLElement>('.turn'));
    if (!taken) return;
    place.after(menu);
    show(menu, taken, null);
    // Following the link took the focus from it, and with it the way to the menu.
    if (document.activeElement === document.body) place.focus({ preventScroll: true });
  }
  tell(root, menu, what);
}

/** Offers to take along what is selected, just below where it ends. */
export function offer(root: HTMLElement, range: Range): void {
  const menu = menuOf(root);
  const said = selectedTurns(root, range).at(-1)?.turn.querySelector('.said');
  const taken = said ? wordsToTake(root, range, null) : null;
  if (!said || !taken) {
    menu.hidden = true;
    return;
  }
  said.append(menu);
  const box = said.getBoundingClientRect();
  const end = [...range.getClientRects()].findLast(({ bottom }) => bottom <= box.bottom + 1) ?? box;
  show(menu, taken, { top: end.bottom - box.top + GAP, right: end.right - box.left });
}

interface TakenTurn {
  turn: HTMLElement;
  stretches: Stretch[];
  /** `null` where the turn has none yet. */
  link: HTMLAnchorElement | null;
}

function takenTurn(turn: HTMLElement, range: Range | null): TakenTurn {
  const words = turn.querySelector<HTMLElement>('[data-words]');
  return {
    turn,
    stretches: words ? stretchesOf(words, range) : [],
    link: turn.querySelector<HTMLAnchorElement>('a.n'),
  };
}

const selectedTurns = (root: HTMLElement, range: Range): TakenTurn[] =>
  [...root.querySelectorAll<HTMLElement>('.turn')]
    .filter((turn) => range.intersectsNode(turn))
    .map((turn) => takenTurn(turn, range))
    .filter(({ stretches }) => selectedText(stretches) !== '');

const isAll = (stretches: readonly Stretch[]): boolean =>
  stretches.every(({ text, start, end }) => text.trim() === text.slice(start, end).trim());

function address(link: HTMLAnchorElement, id: string): string {
  const url = addressOf(link);
  if (id !== '') url.hash = id;
  return url.href;
}

function directives(root: HTMLElement, turns: readonly TakenTurn[]): string {
  const page = root.innerText;
  const found = turns.slice(0, MOST_LIT).flatMap(({ turn, stretches }) => {
    const language = turn.querySelector('[data-words]')?.closest<HTMLElement>('[lang]')?.lang;
    return textDirective(stretches, page, language) ?? [];
  });
  return found.length > 0 ? `:~:${found.join('&')}` : '';
}

function quotedTurn(root: HTMLElement, { turn, stretches }: TakenTurn): QuotedTurn {
  const speaker = turn.dataset.speaker ?? '';
  const member = root.querySelector(`.cast [data-turns="@${CSS.escape(speaker)}"]`)?.closest('li');
  const name = member?.querySelector('a, span')?.textContent ?? speaker;
  const inferred = turn.querySelector('.rail .inferred')?.textContent.trim() ?? '';
  const runs: [name: string | null, stretches: Stretch[]][] = [];
  for (const stretch of stretches.filter((each) => selectedText([each]) !== '')) {
    const run = runs.at(-1);
    if (run?.[0] === stretch.name) run[1].push(stretch);
    else runs.push([stretch.name, [stretch]]);
  }
  return {
    speaker: [name, inferred].filter((part) => part !== '').join(' '),
    role: member?.querySelector('small span')?.textContent ?? '',
    words: runs.map(([called, parts]) => ({ name: called, text: selectedText(parts) })),
  };
}

function sourceIn(root: HTMLElement) {
  const { cited = '', marks = '' } = menuOf(root).dataset;
  const [opening = '', closing = ''] = marks.split(' ');
  const summary = root.querySelector<HTMLElement>('summary-words')?.dataset.text ?? null;
  return { cited, marks: [opening, closing] as const, summary };
}

/** @param at pixels from the corner of the element that the menu stands in; `null` beside a permalink. */
function show(
  menu: HTMLElement,
  words: TakenWords,
  at: { top: number; right: number } | null,
): void {
  taken = words;
  const id = words.place.closest('.turn')?.id ?? '';
  for (const page of menu.querySelectorAll('a')) {
    page.href = page.dataset.page?.replace('*', () => id) ?? '';
  }
  say(menu, '');
  menu.hidden = false;
  menu.classList.toggle(AT_WORDS, at !== null);
  menu.style.top = at ? `${String(Math.round(at.top))}px` : '';
  menu.style.left = at ? `${String(Math.round(Math.max(0, at.right - menu.offsetWidth)))}px` : '';
}

function tell(root: HTMLElement, menu: HTMLElement, what: What): void {
  const told = (what === 'quote' ? menu.dataset.quoted : menu.dataset.linked) ?? '';
  say(menu, told);
  const status = root.querySelector('[role=status]');
  if (!status) return;
  status.textContent = told;
  setTimeout(() => {
    status.textContent = '';
  }, SHOWN);
}

function say(menu: HTMLElement, told: string): void {
  const said = menu.querySelector('span');
  if (said) said.textContent = told;
}

/** The page's one menu, which works from when it is first asked for. */
function menuOf(root: HTMLElement): HTMLElement {
  const menu = root.querySelector<HTMLElement>('.take-along');
  if (!menu) throw new Error('The page has no menu for taking words along.');
  if (ready.has(menu)) return menu;
  ready.add(menu);
  // What is selected stays so while a button is pressed.
  menu.addEventListener('mousedown', (event) => {
    event.preventDefault();
  });
  menu.addEventListener('click', (event) => {
    if (!(event.target instanceof HTMLButtonElement) || !taken) return;
    const what = event.target.dataset.take === 'quote' ? 'quote' : 'pinned';
    void copyText(taken[what]()).then(() => {
      tell(root, menu, what);
    });
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close(menu);
  });
  for (const event of ['pointerdown', 'focusin']) {
    document.addEventListener(event, ({ target }) => {
      const isNear =
        target instanceof Element && (menu.contains(target) || target === taken?.place);
      if (!isNear) menu.hidden = true;
    });
  }
  return menu;
}

function close(menu: HTMLElement): void {
  const hadFocus = menu.contains(document.activeElement);
  menu.hidden = true;
  if (hadFocus) taken?.place.focus({ preventScroll: true });
}

/** What the menu offers. */
let taken: TakenWords | null = null;
const ready = new WeakSet<HTMLElement>();

const AT_WORDS = 'at-words';
/** Pixels between selected words and the menu below them. */
const GAP = 6;
/** How many turns of a selection a link lights up: each makes it longer. */
const MOST_LIT = 8;
/** Milliseconds for which a status stands. */
const SHOWN = 2500;
