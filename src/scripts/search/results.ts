import type { FoundTranscript } from '../../search/found.ts';
import { formatDate } from '../../texts/dates.ts';
import type { Wording } from './wording.ts';

/** What the results need of the page around them. */
export interface ResultContext {
  wording: Wording;
  /** A transcript's address. */
  address: (id: string) => string;
  /** A program's name, by its id. */
  program: (id: string) => string;
}

/**
 * A transcript with the turns found in it, each a link to the turn. Past the first few a button shows the rest. All that
 * comes from the archive goes in as text.
 */
export function transcriptItem(found: FoundTranscript, context: ResultContext): HTMLElement {
  const { wording } = context;
  const address = context.address(found.id);
  const shown = (turn: FoundTranscript['turns'][number]) =>
    hit(turn, address, wording, found.inferred.includes(`turns.${turn.id}.speaker`));
  const first = found.turns.slice(0, AT_FIRST);
  const rest = found.turns.slice(AT_FIRST);
  const turns = element('div', { class: 'hits' }, ...first.map(shown));
  const title = element('h2', { dir: 'auto' }, element('a', { href: address }, found.title));
  const item = element('li', {}, kicker(found, context), title);
  if (found.record === 'summary') {
    item.append(element('p', { class: 'badge summary' }, wording.texts.summary));
  }
  item.append(turns);
  if (rest.length > 0) {
    const button = element(
      'button',
      { class: 'rest', type: 'button' },
      wording.count(rest.length, wording.texts.moreHere),
    );
    button.addEventListener('click', () => {
      const hits = rest.map(shown);
      turns.append(...hits);
      button.remove();
      hits[0]?.focus();
    });
    item.append(button);
  }
  return item;
}

function kicker(found: FoundTranscript, { wording, program }: ResultContext): HTMLElement {
  const { date, inferred } = found;
  const { texts, locale } = wording;
  const when =
    date === null
      ? element('span', {}, texts.undated)
      : element('time', { datetime: date }, formatDate(date.split('T', 1)[0] ?? date, locale));
  return element(
    'p',
    { class: 'kicker' },
    ...(found.program === null
      ? []
      : [
          element(
            'span',
            {},
            program(found.program),
            ...mark(inferred.includes('program'), texts.programInferred),
          ),
        ]),
    element('span', {}, when, ...mark(inferred.includes('date'), texts.dateInferred)),
  );
}

/** What says that something was concluded rather than read. */
const mark = (isInferred: boolean, text: string): (Node | string)[] =>
  isInferred ? [' ', element('span', { class: 'inferred' }, `(${text})`)] : [];

function hit(
  turn: FoundTranscript['turns'][number],
  address: string,
  wording: Wording,
  isInferred: boolean,
) {
  const role = turn.role === null ? null : (wording.texts.roles[turn.role] ?? turn.role);
  return element(
    'a',
    { class: 'hit', href: `${address}#${turn.id}` },
    element(
      'span',
      { class: 'who' },
      element('b', {}, turn.name),
      ...mark(isInferred, wording.texts.inferred),
      ...(role === null ? [] : [' ', element('small', {}, role)]),
      ' ',
      element('span', { class: 'n' }, turn.id.replace(/^t/, '')),
    ),
    ' ',
    element(
      'span',
      { class: 'passage', dir: 'auto' },
      ...turn.passage.map(({ text, isMarked }) => (isMarked ? element('mark', {}, text) : text)),
    ),
  );
}

/** An element with attributes and content; strings are text. */
export function element(
  name: string,
  attributes: Record<string, string>,
  ...content: (Node | string)[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...content);
  return made;
}

/** Turns of one transcript that are shown at once. */
const AT_FIRST = 3;
