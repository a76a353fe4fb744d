import type { BlockContent, DefinitionContent, Node, PhrasingContent, Text } from 'mdast';
import { inlineContent, markParentheses, plainText } from './content.ts';
import { canonicalTag, sameLanguage, UNKNOWN_LANGUAGE } from './language.ts';
import { isDelivery, type Delivery, type LanguageSegmentNode, type TurnBlock } from './model.ts';
import type { Place, ProblemReporter } from './problem.ts';
import { excerpt, oneLine, placeOf } from './source-text.ts';

/** Turns parsed Markdown into the content of turns and notes: plain data in which every word of the source stands. */
export class PhrasingReader {
  readonly #source: string;
  readonly #language: string;
  readonly #report: ProblemReporter;
  /** Where segments say that they are relayed: `next` or a turn's id. */
  readonly relays = new Map<LanguageSegmentNode, { to: string; place: Place }>();

  /** @param language the transcript's own. */
  constructor(source: string, language: string, report: ProblemReporter) {
    this.#source = source;
    this.#language = language;
    this.#report = report;
  }

  /** The words of a block: soft line breaks as spaces, directives and parentheses as what they mean, other markup as typed. */
  block<Block extends TurnBlock>(block: Block): Block {
    const children =
      block.type === 'paragraph' ? this.#paragraph(block.children) : this.blocks(block.children);
    return { type: block.type, children } as Block;
  }

  /** The words of the blocks in a quotation or a note; a heading in there reads as typed. */
  blocks(nodes: readonly (BlockContent | DefinitionContent)[]): TurnBlock[] {
    return nodes.map((node) =>
      node.type === 'paragraph' || node.type === 'blockquote'
        ? this.block(node)
        : { type: 'paragraph', children: [this.#asTyped(node)] },
    );
  }

  #paragraph(nodes: readonly PhrasingContent[]): PhrasingContent[] {
    const [only] = nodes;
    // Words without markup, as most paragraphs are.
    if (only?.type === 'text' && nodes.length === 1) {
      this.#checkMarks(only);
      return inlineContent(oneLine(only.value).trim(), this.#language);
    }
    return markParentheses(trim(this.#phrasing(nodes)), this.#language);
  }

  #phrasing(nodes: readonly PhrasingContent[]): PhrasingContent[] {
    return joinText(nodes.flatMap((node): PhrasingContent[] => this.#phrase(node)));
  }

  #phrase(node: PhrasingContent): PhrasingContent[] {
    switch (node.type) {
      case 'text':
        this.#checkMarks(node);
        return [{ type: 'text', value: oneLine(node.value) }];
      case 'emphasis':
      case 'strong':
        // "2*3*4" is three numbers: as emphasis it would read as one.
        if (this.#joinsFigures(node)) return [this.#asTyped(node)];
        return [{ type: node.type, children: this.#phrasing(node.children) }];
      case 'link':
        if (!isAllowedLink(node.url)) {
          this.#report(
            'warning',
            placeOf(node),
            `Link to "${excerpt(node.url)}" is shown as typed; expected an address with http, https or mailto, or a relative one. Correct the address, or leave it as text.`,
          );
          return [this.#asTyped(node)];
        }
        return [
          {
            type: 'link',
            url: node.url,
            title: node.title ?? null,
            children: this.#phrasing(node.children),
          },
        ];
      case 'textDirective':
        return this.#languageSegment(node);
      case 'break':
        return [{ type: 'break' }];
      case 'footnoteReference': {
        const { identifier } = node;
        return [{ type: 'footnoteReference', identifier }];
      }
      default:
        return [this.#asTyped(node)];
    }
  }

  #languageSegment(node: Extract<PhrasingContent, { type: 'textDirective' }>): PhrasingContent[] {
    const place = placeOf(node);
    const { children } = node;
    if (children.length === 0) {
      this.#report(
        'error',
        place,
        'Unclosed ":lang["; expected ":lang[words]{tag}". Close the bracket, or write "\\:lang[" for the characters themselves.',
      );
      return [this.#asTyped(node)];
    }
    const { tag, relayed, delivery } = this.#readAttributes(node.attributes ?? {}, place);
    const words = this.#phrasing(children);
    if (tag === null) return words;
    const placeholder = markParentheses(words, this.#language).find(
      (word) => word.type === 'languageSegment',
    );
    const unsaid = isParenthesis(words) ? 'untranscribed' : 'original';
    const segment: LanguageSegmentNode = {
      type: 'languageSegment',
      language: tag,
      delivery: delivery ?? (relayed === null ? (placeholder?.delivery ?? unsaid) : 'relayed'),
      children: words,
    };
    if (relayed !== null) this.relays.set(segment, { to: relayed, place });
    return [segment];
  }

  #readAttributes(attributes: Record<string, string | null | undefined>, place: Place) {
    const read: { tag: string | null; relayed: string | null; delivery: Delivery | null } = {
      tag: null,
      relayed: null,
      delivery: null,
    };
    const expected =
      'expected ":lang[words]{tag}" with, if need be, "relayed=next", "relayed=t7", "interpreted", "voice-over", "subtitled", "original" or "untranscribed"';
    for (const [name, given] of Object.entries(attributes)) {
      const value = given ?? '';
      const word = name === 'delivery' ? value : name;
      if (name === 'relayed') read.relayed = value === '' ? 'next' : value;
      else if (isDelivery(word)) read.delivery = word;
      else if (value === '' && read.tag === null) read.tag = this.#knownTag(name, place);
      else {
        const attribute = value === '' ? name : `${name}=${value}`;
        this.#report(
          'error',
          place,
          `Unexpected "${attribute}" in ":lang"; ${expected}. Correct or remove it.`,
        );
      }
    }
    if (read.tag === null)
      this.#report(
        'error',
        place,
        `":lang" without a language; ${expected}. Add the language in braces.`,
      );
    return read;
  }

  #knownTag(name: string, place: Place): string {
    const tag = canonicalTag(name);
    if (tag !== null && sameLanguage(tag, this.#language)) {
      this.#report(
        'warning',
        place,
        `"${name}" is the transcript's own language; expected another one. Remove ":lang[…]" around the words, or correct the tag.`,
      );
    }
    if (tag !== null) return tag;
    this.#report(
      'error',
      place,
      `Unknown language "${name}"; expected a BCP 47 language tag such as "uk", "ar" or "zh-Hant", or "und" for an unknown language. Correct the tag.`,
    );
    return UNKNOWN_LANGUAGE;
  }

  #asTyped(node: Node): Text {
    return { type: 'text', value: oneLine(this.sourceOf(node)) };
  }

  #joinsFigures({ position }: Node): boolean {
    const from = position?.start.offset ?? 0;
    const to = position?.end.offset ?? 0;
    const inside = this.#source.slice(from, to);
    const joins = (before: string | undefined, after: string | undefined) =>
      FIGURE_AT_END.test(before ?? '') && FIGURE_AT_START.test(after ?? '');
    return (
      joins(this.#source.slice(0, from).slice(-2), inside.replace(/^[*_]+/, '')) ||
      joins(inside.replace(/[*_]+$/, ''), this.#source.slice(to, to + 2))
    );
  }

  /** A node as typed. */
  sourceOf({ position }: Node): string {
    return this.#source.slice(position?.start.offset, position?.end.offset);
  }

  #checkMarks(node: Text): void {
    if (!node.value.includes('[^')) return;
    for (const { 0: mark, index } of this.sourceOf(node).matchAll(/(?<!\\)\[\^[^\]\s]{1,60}\]/g)) {
      const { line, column } = placeOf(node);
      const lines = this.sourceOf(node).slice(0, index).split('\n');
      const place =
        lines.length === 1
          ? { line, column: column + index }
          : { line: line + lines.length - 1, column: (lines.at(-1)?.length ?? 0) + 1 };
      this.#report(
        'error',
        place,
        `Note mark "${mark}" without its note; expected a paragraph "${mark}: …". Add the note's text, or remove the mark.`,
      );
    }
  }
}

function joinText(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type === 'text' && last?.type === 'text') {
      joined[joined.length - 1] = { type: 'text', value: last.value + node.value };
    } else if (node.type !== 'text' || node.value !== '') joined.push(node);
  }
  return joined;
}

/** White space at the edges of a paragraph is layout, not words. */
function trim(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node, index): PhrasingContent[] => {
    if (node.type !== 'text') return [node];
    let { value } = node;
    if (index === 0) value = value.trimStart();
    if (index === nodes.length - 1) value = value.trimEnd();
    return value === '' ? [] : [{ type: 'text', value }];
  });
}

function isAllowedLink(url: string): boolean {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined) return ['http', 'https', 'mailto'].includes(scheme);
  return !/^\s*[\\/]{2}|[\p{Cc}]/u.test(url);
}

const isParenthesis = (nodes: readonly PhrasingContent[]): boolean =>
  /^\([^()]*\)\.?$/.test(plainText(nodes).trim());

const FIGURE_AT_END = /\p{N}$/u;
const FIGURE_AT_START = /^\p{N}/u;
