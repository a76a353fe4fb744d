import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { FootnoteReference, Link } from 'mdast';
import { toHast, type State } from 'mdast-util-to-hast';
import type { IdentifiedTurn } from '../archive/model.ts';
import type { Texts } from '../texts/texts.ts';
import { plainText } from '../transcript/content.ts';
import type {
  Delivery,
  Direction,
  DirectionNode,
  LanguageSegmentNode,
  Segment,
  TurnBlock,
} from '../transcript/model.ts';
import { isPlaceholder } from '../transcript/placeholder.ts';
import { element } from './hast.ts';
import { languageName } from './names.ts';

/** What the words of a turn need to know of the page they stand on. */
export interface WordsContext {
  texts: Texts;
  /** The transcript's language, a BCP 47 tag. */
  language: string;
  /** Whose its translations are; `null` where nobody says. */
  translatedBy: string | null;
  /** One for each of the turn's notes, in order. */
  marks: readonly NoteMark[];
  /** The directions that stand between the turn's paragraphs. */
  directions: readonly Direction[];
  /** What relative links are resolved against, on any page but the transcript's own. */
  base: string | null;
}

export interface NoteMark {
  number: number;
  href: string;
  /** `null` where the note links back to another page. */
  id: string | null;
}

/**
 * The HTML of a turn's words. Its textContent is the turn's `text`, white space aside: note marks, the names of
 * original wording and translation, and directions between paragraphs are attributes that the style sheet shows.
 */
export function wordsHtml(turn: IdentifiedTurn, context: WordsContext): string {
  const plain = context.directions.length > 0 ? [null] : turn.content.map(plainParagraph);
  if (!plain.includes(null)) return plain.join('');
  const render = blockRenderer(context);
  const children: ElementContent[] = [];
  let translationOf: LanguageSegmentNode | null = null;
  turn.content.forEach((block, index) => {
    children.push(...directionsAt(index, context));
    const { opening, fillsBlock } = openingWording(block);
    const element = render(block);
    if (opening) {
      nameOpening(element, opening, fillsBlock, context);
      translationOf = fillsBlock ? opening : null;
    } else if (translationOf) {
      element.children.unshift(nameElement(translationName(translationOf.delivery, context)));
      translationOf = null;
    }
    children.push(element);
  });
  const root: Root = { type: 'root', children };
  return toHtml(root);
}

/**
 * The HTML of a paragraph of nothing but words, as most are: what `wordsHtml` makes of it by way of trees, which take
 * longer than the rest of such a turn. `null` where there is more to it.
 */
function plainParagraph(block: TurnBlock): string | null {
  if (block.type !== 'paragraph') return null;
  const [words, ...others] = block.children;
  if (words?.type !== 'text' || others.length > 0 || SPECIAL.test(words.value)) return null;
  return `<p>${words.value}</p>`;
}

/** What HTML escapes, and white space that Markdown drops. */
const SPECIAL = /[<&\r]|[ \t]\n|\n[ \t]/;

/** The HTML of an editor's note. */
export function noteHtml(content: readonly TurnBlock[], texts: Texts): string {
  const render = blockRenderer({ texts, language: null, marks: [], base: null });
  return toHtml({ type: 'root', children: content.map((block) => render(block)) });
}

/** The segments that the words themselves don't name: all but original wording under its own heading. */
export function unnamedSegments(turn: IdentifiedTurn): Segment[] {
  const named = new Set(
    turn.content.map((block) => plainText(openingWording(block).opening?.children ?? [])),
  );
  return turn.segments.filter(({ delivery, text }) => delivery !== 'original' || !named.has(text));
}

function blockRenderer({
  texts,
  language,
  marks,
  base,
}: Pick<WordsContext, 'texts' | 'marks' | 'base'> & { language: string | null }): (
  block: TurnBlock,
) => Element {
  let marked = 0;
  const handlers = {
    languageSegment: (state: State, node: LanguageSegmentNode): Element =>
      isPlaceholder(plainText(node.children))
        ? element(
            'span',
            {
              className: ['placeholder'],
              ...(language !== null &&
                isHeardIn(node.delivery) && {
                  dataHeard: translationName(node.delivery, {
                    texts,
                    language,
                    translatedBy: null,
                  }),
                }),
            },
            state.all(node),
          )
        : element(
            'span',
            { className: ['wording'], lang: node.language, dir: 'auto' },
            state.all(node),
          ),
    direction: (state: State, node: DirectionNode): Element =>
      element('i', { className: ['direction'] }, state.all(node)),
    footnoteReference: (_state: State, _node: FootnoteReference): Element | undefined => {
      const mark = marks[marked];
      marked += 1;
      if (!mark) return undefined;
      const number = String(mark.number);
      return element('a', {
        className: ['note-mark'],
        ...(mark.id !== null && { id: mark.id }),
        href: mark.href,
        ariaLabel: texts.noteMark(number),
        dataMark: number,
      });
    },
    link: (state: State, node: Link): Element =>
      element('a', { href: resolved(node.url, base) }, state.all(node)),
  };
  return (block) => {
    const node = toHast(block, { handlers });
    return node.type === 'element' ? node : element('p', {}, []);
  };
}

/** Names the wording that opens a paragraph, and what follows it there as its translation. */
function nameOpening(
  paragraph: Element,
  { language, delivery }: LanguageSegmentNode,
  fillsBlock: boolean,
  context: WordsContext,
): void {
  const [wording, ...rest] = paragraph.children;
  if (wording?.type !== 'element') return;
  wording.properties.className = ['wording', 'whole'];
  paragraph.children = [
    nameElement(context.texts.originalIn(languageName(language, context.texts))),
    wording,
    ...(fillsBlock ? [] : [nameElement(translationName(delivery, context))]),
    ...rest,
  ];
}

/**
 * Original wording in whole sentences at the head of a paragraph; what follows it, in the paragraph or, where it
 * fills that, in the next one, is its translation. Wording inside a sentence is none of this.
 */
function openingWording(block: TurnBlock): {
  opening: LanguageSegmentNode | null;
  fillsBlock: boolean;
} {
  const [first, ...rest] = block.type === 'paragraph' ? block.children : [];
  if (first?.type !== 'languageSegment') return { opening: null, fillsBlock: false };
  const words = plainText(first.children);
  const whole = !isPlaceholder(words) && /[.!?…؟。！？]["'”’»)\]]*\s*$/u.test(words);
  return { opening: whole ? first : null, fillsBlock: plainText(rest).trim() === '' };
}

function translationName(
  delivery: Delivery,
  { texts, language, translatedBy }: Pick<WordsContext, 'texts' | 'language' | 'translatedBy'>,
): string {
  const into = languageName(language.split('-', 1)[0] ?? language, texts);
  switch (delivery) {
    case 'interpreted':
      return texts.interpretedInto(into);
    case 'voice-over':
      return texts.voiceOverIn(into);
    case 'subtitled':
      return texts.subtitlesIn(into);
    default:
      return texts.translationInto(into, translatedBy);
  }
}

/** Whether what follows a segment is heard or read in its stead. */
const isHeardIn = (delivery: Delivery): boolean =>
  delivery === 'interpreted' || delivery === 'voice-over' || delivery === 'subtitled';

function directionsAt(index: number, { directions }: WordsContext): Element[] {
  return directions
    .filter(({ block }) => block === index)
    .map(({ text }) => element('p', { className: ['direction'], dataDirection: text }));
}

const nameElement = (name: string): Element =>
  element('span', { className: ['name'], dataName: name });

function resolved(url: string, base: string | null): string {
  if (base === null || /^[a-z][a-z\d+.-]*:/i.test(url)) return url;
  const { pathname, search, hash } = new URL(url, `https://site.invalid${base}`);
  return pathname + search + hash;
}
