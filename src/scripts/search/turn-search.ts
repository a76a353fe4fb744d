import { FILTERS, queryOf, requestIn } from '../../search/address.ts';
import type { Found, Request } from '../../search/found.ts';
import { onwardsFrom, type Onward } from '../../search/onwards.ts';
import { parseQuery, SHORTEST_BEGINNING } from '../../search/query.ts';
import { SearchClient, type Outcome } from './client.ts';
import type { Fault } from './messages.ts';
import { isTyping } from '../typing.ts';
import { element, transcriptItem } from './results.ts';
import { Wording, type SearchTexts } from './wording.ts';

/**
 * The search page. What is asked stands in the form and in the page's address, which always say the same: a search can
 * be shared, and going back leads to the one before. What is found comes some transcripts at a time.
 */
class TurnSearch extends HTMLElement {
  connectedCallback(): void {
    const parts = partsOf(this);
    if (!parts) return;
    const { form, box, further, found } = parts;
    const search = new SearchPage(this, parts);
    form.addEventListener('input', ({ target }) => {
      if (target === box) search.typed();
    });
    form.addEventListener('change', ({ target }) => {
      if (target !== box) search.commit();
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      search.commit();
    });
    further.addEventListener('click', () => {
      void search.more();
    });
    addEventListener('popstate', () => {
      void search.follow();
    });
    document.addEventListener('click', ({ target }) => {
      const link = target instanceof Element ? target.closest('a') : null;
      if (link) search.leave(link);
    });
    addEventListener(
      'scroll',
      () => {
        if (further.getBoundingClientRect().top < innerHeight * NEAR) void search.more();
      },
      { passive: true },
    );
    document.addEventListener('keydown', (event) => {
      step(event, box, found);
    });
    void search.follow();
    if (box.value === '') box.focus({ preventScroll: true });
  }
}

/** Windows' heights from which the end of the list is near enough for more. */
const NEAR = 1.5;

/** The elements of the page that the script fills. */
interface Parts {
  form: HTMLFormElement;
  box: HTMLInputElement;
  selects: ReadonlyMap<string, HTMLSelectElement>;
  state: HTMLElement;
  help: HTMLElement;
  found: HTMLElement;
  /** The button that asks for more. */
  further: HTMLButtonElement;
  browse: HTMLElement;
}

/** Where on the page a reader was, kept in the history. */
interface ReadingPlace {
  /** How many transcripts there were to see. */
  transcripts: number;
  /** CSS pixels from the top. */
  scrolled: number;
  /** The address of the result that was followed. */
  link: string | null;
}

class SearchPage {
  readonly #parts: Parts;
  readonly #wording: Wording;
  readonly #client: SearchClient;
  readonly #transcript: string;
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** Whether what is being typed has an entry of its own in the history. */
  #hasEntry = false;
  #shown = { turns: 0, transcripts: 0 };
  /** Whether more can be asked for. */
  #hasMore = false;
  /** What was asked for and has not come yet. */
  #coming: Promise<void> | null = null;

  constructor(root: HTMLElement, parts: Parts) {
    const { texts = '{}', locale = 'en', index = '', transcript = '' } = root.dataset;
    this.#parts = parts;
    this.#wording = new Wording(JSON.parse(texts) as SearchTexts, locale);
    this.#client = new SearchClient(new URL(index, location.href).href);
    this.#transcript = transcript;
    parts.further.textContent = this.#wording.texts.more;
  }

  /** Shows what the address asks for, and as much of it as there was when the reader left. */
  async follow(): Promise<void> {
    const { box, selects } = this.#parts;
    const { text, filters, sort } = requestIn(location.search);
    this.#hasEntry = false;
    box.value = text;
    for (const name of FILTERS) choose(selects.get(name), filters[name] ?? '');
    choose(selects.get('sort'), sort === 'date' ? sort : '');
    const place = placeIn(history.state);
    const address = location.href;
    await this.#run();
    if (!place) return;
    while (this.#shown.transcripts < place.transcripts && (this.#hasMore || this.#coming)) {
      await this.more();
    }
    if (location.href === address) this.#returnTo(place);
  }

  /** Remembers where the reader is: the list is made anew when they come back. */
  leave(link: HTMLAnchorElement): void {
    const place: ReadingPlace = {
      transcripts: this.#shown.transcripts,
      scrolled: scrollY,
      link: this.#parts.found.contains(link) ? link.getAttribute('href') : null,
    };
    history.replaceState(place, '');
  }

  #returnTo({ scrolled, link }: ReadingPlace): void {
    const { found } = this.#parts;
    const links = () => [...found.querySelectorAll('a')];
    const isLink = (one: HTMLElement) => one.getAttribute('href') === link;
    if (link !== null && !links().some(isLink)) {
      // It was among the turns that a button shows.
      const [transcript] = link.split('#', 1);
      const title = links().find((one) => one.getAttribute('href') === transcript);
      title?.closest('li')?.querySelector<HTMLElement>('.rest')?.click();
    }
    scrollTo({ top: scrolled, behavior: 'instant' });
    const left = links().find(isLink);
    left?.focus({ preventScroll: true });
    left?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  /** Searches once the reader pauses. All that is typed in one go is one entry of the history. */
  typed(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#remember();
      this.#hasEntry = true;
      void this.#run();
    }, pauseAfter(this.#parts.box.value));
  }

  commit(): void {
    clearTimeout(this.#pause);
    this.#remember();
    this.#hasEntry = false;
    void this.#run();
  }

  /** Shows more of what was found; who asks while more is coming waits for it. */
  async more(): Promise<void> {
    this.#coming ??= this.#showMore().finally(() => {
      this.#coming = null;
    });
    await this.#coming;
  }

  async #showMore(): Promise<void> {
    if (!this.#hasMore) return;
    this.#hasMore = false;
    const { further, found } = this.#parts;
    const hadFocus = document.activeElement === further;
    const last = found.lastElementChild;
    this.#show(await this.#client.more());
    const next = (last?.nextElementSibling ?? found.firstElementChild)?.querySelector<HTMLElement>(
      '.hit',
    );
    if (hadFocus && further.hidden) next?.focus();
  }

  #remember(): void {
    const query = queryOf(this.#request());
    if (query === location.search) return;
    const how = this.#hasEntry ? 'replaceState' : 'pushState';
    history[how](null, '', location.pathname + query);
  }

  #request(): Request {
    const values = new URLSearchParams({ q: this.#parts.box.value });
    for (const [name, { value }] of this.#parts.selects) values.set(name, value);
    return requestIn(values.toString());
  }

  async #run(): Promise<void> {
    const request = this.#request();
    const { browse } = this.#parts;
    const hasWords = parseQuery(request.text).terms.length > 0;
    browse.hidden = hasWords;
    this.#hasMore = false;
    const unknown = FILTERS.find((name) => isUnknown(this.#parts.selects.get(name)));
    if (unknown) {
      this.#client.forget();
      this.#clear();
      this.#tellUnknown(unknown, request);
      return;
    }
    if (!hasWords) {
      this.#client.forget();
      this.#clear();
      this.#tellWordless(request);
      return;
    }
    const late = setTimeout(() => {
      this.#say(this.#wording.texts.looking);
    }, LATE);
    const outcome = await this.#client.find(request);
    clearTimeout(late);
    if (outcome === null) return;
    this.#clear();
    this.#show(outcome);
  }

  #clear(): void {
    const { found, help, further } = this.#parts;
    found.replaceChildren();
    help.hidden = true;
    further.hidden = true;
    this.#shown = { turns: 0, transcripts: 0 };
  }

  #show(outcome: Outcome): void {
    if (outcome === null) return;
    if ('fault' in outcome) this.#tellFault(outcome.fault);
    else this.#showFound(outcome.found);
  }

  #showFound({ transcripts, candidates, looked, cut }: Found): void {
    const { found, further } = this.#parts;
    found.append(
      ...transcripts.map((transcript) =>
        transcriptItem(transcript, {
          wording: this.#wording,
          address: (id) =>
            this.#transcript.replace('ID', () => id.split('/').map(encodeURIComponent).join('/')),
          program: (id) => nameOf(this.#parts.selects.get('program'), id),
        }),
      ),
    );
    this.#shown.transcripts += transcripts.length;
    this.#shown.turns += transcripts.reduce((sum, { turns }) => sum + turns.length, 0);
    const left = candidates - looked;
    this.#hasMore = left > 0;
    further.hidden = left === 0;
    const { texts } = this.#wording;
    const remarks = [
      ...(left > 0 ? [this.#wording.count(left, texts.moreToCome)] : []),
      ...(cut ? [texts.cut] : []),
    ];
    if (this.#shown.turns > 0) {
      const counted = this.#wording.found(this.#shown.turns, this.#shown.transcripts);
      this.#say([counted, ...remarks].join('. '));
    } else if (left > 0) {
      const counted = this.#wording.count(looked, texts.transcripts);
      this.#say([texts.nothingYet.replace('{transcripts}', counted), ...remarks].join(' '));
    } else this.#tellNothing();
  }

  #tellWordless({ text, filters }: Request): void {
    const { texts } = this.#wording;
    const chosen = FILTERS.filter((name) => filters[name] !== null);
    if (text.trim() !== '') this.#say(texts.noWords);
    else this.#say(chosen.length === 0 ? '' : texts.filtersAlone);
    const pages = chosen.flatMap((name) => {
      const option = this.#parts.selects.get(name)?.selectedOptions[0];
      const href = option?.dataset.page;
      return option && href !== undefined ? element('a', { href }, option.text) : [];
    });
    if (pages.length > 0) this.#help(element('p', {}, `${texts.withoutWords} `), ...pages);
  }

  #tellUnknown(name: (typeof FILTERS)[number], request: Request): void {
    const { texts } = this.#wording;
    this.#say(this.#wording.about(texts.unknown[name], request.filters[name] ?? ''));
    this.#offer(
      onwardsFrom(request).filter((onward) => onward.without === 'filter' && onward.name === name),
    );
    this.#parts.browse.hidden = false;
  }

  #tellNothing(): void {
    const { texts } = this.#wording;
    const request = this.#request();
    const last = parseQuery(request.text).terms.at(-1);
    const isShort = (last?.words.at(-1)?.length ?? 0) < SHORTEST_BEGINNING;
    this.#say(isShort && !request.text.endsWith('"') ? texts.keepTyping : texts.nothing);
    this.#offer(onwardsFrom(request));
    this.#parts.browse.hidden = false;
  }

  /** Other searches, as links. */
  #offer(onwards: readonly Onward[]): void {
    const links = onwards.map((onward) =>
      element(
        'a',
        { href: queryOf(onward.request) || location.pathname },
        this.#onwardText(onward),
      ),
    );
    if (links.length === 0) return;
    this.#help(element('p', {}, `${this.#wording.texts.tryThis} `), ...links);
  }

  #onwardText(onward: Onward): string {
    const { texts } = this.#wording;
    switch (onward.without) {
      case 'quotes':
        return texts.unquoted;
      case 'word':
        return this.#wording.about(texts.without, onward.word);
      case 'filter': {
        const select = this.#parts.selects.get(onward.name);
        return this.#wording.about(texts.without, nameOf(select, select?.value ?? ''));
      }
    }
  }

  #tellFault(fault: Fault): void {
    const { texts } = this.#wording;
    this.#clear();
    this.#say(texts[fault]);
    const again = element('button', { type: 'button' }, texts.again);
    again.addEventListener('click', () => {
      void this.#run();
    });
    this.#help(again);
    this.#parts.browse.hidden = false;
  }

  #help(...content: HTMLElement[]): void {
    this.#parts.help.replaceChildren(...content);
    this.#parts.help.hidden = false;
  }

  #say(text: string): void {
    const { state } = this.#parts;
    if (state.textContent !== text) state.textContent = text;
  }
}

/**
 * Arrow keys lead from the box through the found turns and back, and from anywhere else on the page to the next of them or
 * the one before, unless a key means something where it is pressed; Enter opens one, as any link.
 */
function step(event: KeyboardEvent, box: HTMLElement, found: HTMLElement): void {
  const { key, target } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) {
    return;
  }
  if (target !== box && isTyping(target)) return;
  const hits = [...found.querySelectorAll<HTMLElement>('.hit')];
  const isHit = hits.some((hit) => hit === target);
  const before = hits.findLast((hit) => stands(hit, target, Node.DOCUMENT_POSITION_PRECEDING));
  const after = hits.find((hit) => stands(hit, target, Node.DOCUMENT_POSITION_FOLLOWING));
  if (key === 'Escape' && isHit) box.focus();
  else if (key === 'ArrowDown' && (after ?? isHit)) after?.focus();
  else if (key === 'ArrowUp' && (before ?? isHit)) (before ?? box).focus();
  else return;
  event.preventDefault();
}

/** Whether a turn precedes or follows an element, in which case what is inside of it follows. */
const stands = (hit: HTMLElement, target: EventTarget | null, where: number): boolean =>
  target instanceof Node && (target.compareDocumentPosition(hit) & where) !== 0;

/** A place as the history has it; `null` where it has none. */
function placeIn(state: unknown): ReadingPlace | null {
  if (typeof state !== 'object' || state === null) return null;
  const { transcripts, scrolled, link }: Partial<Record<string, unknown>> = { ...state };
  if (typeof transcripts !== 'number' || typeof scrolled !== 'number') return null;
  return { transcripts, scrolled, link: typeof link === 'string' ? link : null };
}

function partsOf(root: HTMLElement): Parts | null {
  const form = root.querySelector('form');
  const box = root.querySelector<HTMLInputElement>('[type=search]');
  const further = root.querySelector<HTMLButtonElement>('.further');
  const [state, help, found, browse] = ['.state', '.help', '.found', '.browse'].map((selector) =>
    root.querySelector<HTMLElement>(selector),
  );
  if (!form || !box || !further || !state || !help || !found || !browse) return null;
  const selects = new Map([...root.querySelectorAll('select')].map((one) => [one.name, one]));
  return { form, box, selects, state, help, found, further, browse };
}

/** Chooses a value, which is added where the list lacks it, so that nothing is filtered by in silence. */
function choose(select: HTMLSelectElement | undefined, value: string): void {
  if (!select) return;
  if (![...select.options].some((option) => option.value === value)) {
    const option = new Option(value, value);
    option.dataset.unknown = '';
    select.append(option);
  }
  select.value = value;
}

/** Whether what is chosen is nothing that the archive has. */
const isUnknown = (select: HTMLSelectElement | undefined): boolean =>
  select?.selectedOptions[0]?.dataset.unknown !== undefined;

/** What a list calls a value; the value itself where it lacks it. */
const nameOf = (select: HTMLSelectElement | undefined, value: string): string =>
  [...(select?.options ?? [])].find((option) => option.value === value)?.text ?? value;

/**
 * Milliseconds without a key after which a search begins. One or two letters are most likely the start of a longer word,
 * and the engine would be busy with all words that begin so when the rest is typed.
 */
function pauseAfter(text: string): number {
  const [word = '', ...others] = parseQuery(text).terms.at(-1)?.words ?? [];
  const goesOn = others.length === 0 && word.length < SHORTEST_BEGINNING && !/\s$/.test(text);
  return goesOn ? 450 : 60;
}

/** Milliseconds after which the page says that it searches. */
const LATE = 400;

customElements.define('turn-search', TurnSearch);
