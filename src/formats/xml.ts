import { parseXml, XmlElement, XmlError, XmlText, type XmlNode } from '@rgrove/parse-xml';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';

export type { XmlElement, XmlNode };

/** A parsed XML document, and where its nodes stand in its text. */
export interface XmlSource {
  root: XmlElement;
  placeOf: (node: XmlNode) => Place;
}

/**
 * Parses XML 1.0 (W3C, fifth edition). Entities other than XML's own five are never read, declarations in a DOCTYPE
 * are refused, and so is what nests deeper than any transcript does. What is wrong is reported where it stands.
 */
export function readXml(source: string, report: ProblemReporter): XmlSource | null {
  const xml = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const placeAt = placesIn(xml);
  const danger = findDanger(xml);
  if (danger) {
    report('error', placeAt(danger.offset), danger.message);
    return null;
  }
  try {
    const { root } = parseXml(xml, { includeOffsets: true });
    return root && { root, placeOf: ({ start }) => placeAt(start) };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const [fault = ''] = error.message.split(` (line ${String(error.line)},`, 1);
    report(
      'error',
      placeAt(error.pos),
      `Broken XML: ${fault}; expected well-formed XML 1.0. If the file was cut off, get it again whole; else correct it here.`,
    );
    return null;
  }
}

/** The name of the root element without its prefix; `null` where a text is no XML. */
export function rootName(source: string): string | null {
  if (!/^\uFEFF?\s*</.test(source.slice(0, 1000))) return null;
  for (const { kind, start } of tagsOf(source, 0)) {
    if (kind !== 'open' && kind !== 'empty') continue;
    const [, name = null] =
      /^(?:[^\s/>:]+:)?([^\s/>:]+)/.exec(source.slice(start + 1, start + 200)) ?? [];
    return name;
  }
  return null;
}

/** Whether a text says of itself that it is XML, and not a web page. */
export const declaresXml = (source: string): boolean =>
  /^\uFEFF?\s*<(?:\?xml\s|!DOCTYPE\s+(?!html\b))/i.test(source.slice(0, 1000));

/** An element's name without its namespace's prefix: vocabularies are told by names, since namespaces vary. */
export const localName = ({ name }: XmlElement): string => name.slice(name.indexOf(':') + 1);

export const elementsIn = ({ children }: XmlElement): XmlElement[] =>
  children.filter((child) => child instanceof XmlElement);

/** The elements of a name below an element, in document order. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  return elementsIn(element).flatMap((child) => [
    ...(localName(child) === name ? [child] : []),
    ...descendants(child, name),
  ]);
}

/** The text of an element, less that of what is left out, with its white space made single spaces. */
export const textIn = (
  element: XmlElement,
  isLeftOut: (element: XmlElement) => boolean = () => false,
): string =>
  spacedText(element, isLeftOut)
    .replace(/[ \t\n]+/g, ' ')
    .trim();

/** Paragraphs and empty elements, such as the breaks of lines, part words. */
function spacedText({ children }: XmlElement, isLeftOut: (element: XmlElement) => boolean): string {
  return children
    .map((child) => {
      if (child instanceof XmlText) return child.text;
      if (!(child instanceof XmlElement) || isLeftOut(child)) return '';
      const text = spacedText(child, isLeftOut);
      const isApart =
        text === '' ? child.attributes.break !== 'no' : PARAGRAPHS.has(localName(child));
      return isApart ? ` ${text} ` : text;
    })
    .join('');
}

const PARAGRAPHS = new Set(['p', 'desc', 'li', 'item', 'seg', 'head']);

export const isText = (node: XmlNode): node is XmlText => node instanceof XmlText;
export const isElement = (node: XmlNode): node is XmlElement => node instanceof XmlElement;

/** An element to be written. A child that is a string is text; `null` and `undefined` are left out. */
export interface Markup {
  name: string;
  attributes?: Readonly<Record<string, string | null | undefined>>;
  children?: readonly (Markup | string | null)[];
  /** Whether its children are set on lines of their own, which is white space between words where there are words. */
  indented?: boolean;
}

/**
 * Writes a document as XML 1.0 in UTF-8.
 *
 * @throws RangeError where a text holds a character that XML 1.0 has no way to write.
 */
export function writeXml(root: Markup): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup(root, '')}\n`;
}

function markup(
  { name, attributes = {}, children = [], indented = true }: Markup,
  indent: string | null,
): string {
  const attribute = Object.entries(attributes).map(([key, value]) =>
    typeof value === 'string' ? ` ${key}="${escapeXml(value)}"` : '',
  );
  const tag = `${name}${attribute.join('')}`;
  const present = children.filter((child) => child !== null);
  if (present.length === 0) return `<${tag}/>`;
  const isBlock =
    indented && indent !== null && present.every((child) => typeof child !== 'string');
  const inner = isBlock ? `${indent}  ` : null;
  const parts = present.map((child) =>
    typeof child === 'string' ? escapeXml(child) : markup(child, inner),
  );
  return inner === null
    ? `<${tag}>${parts.join('')}</${name}>`
    : `<${tag}>${parts.map((part) => `\n${inner}${part}`).join('')}\n${indent ?? ''}</${name}>`;
}

/** Text with U+FFFD in the place of each character that XML 1.0 has no way to write. */
export const writableInXml = (text: string): string => text.replace(UNWRITABLE_ALL, '\uFFFD');

/** Text for content and attributes alike: white space that a parser would change is written as a reference. */
function escapeXml(text: string): string {
  const unwritable = UNWRITABLE.exec(text);
  if (unwritable) {
    const code = (unwritable[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    throw new RangeError(
      `U+${code} in "${excerpt(writableInXml(text))}"; expected characters that XML 1.0 can hold. Remove it from the transcript.`,
    );
  }
  return text.replace(
    /[&<>"\t\n\r]/g,
    (char) => ESCAPES[char] ?? `&#${String(char.charCodeAt(0))};`,
  );
}

const ESCAPES: Record<string, string | undefined> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

// Control characters, lone surrogates and noncharacters: XML 1.0, production 2.
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|\p{Surrogate}/u;
const UNWRITABLE_ALL = new RegExp(UNWRITABLE, 'gu');

interface Tag {
  kind: 'open' | 'close' | 'empty' | 'doctype';
  start: number;
  end: number;
}

/** What the parser must not be given: declarations that a document makes for itself, and endless nesting. */
function findDanger(xml: string): { offset: number; message: string } | null {
  let depth = 0;
  for (const tag of tagsOf(xml, 0)) {
    if (tag.kind === 'doctype') {
      const subset = xml.slice(tag.start, tag.end).indexOf('[');
      if (subset !== -1) {
        return {
          offset: tag.start,
          message: `A DOCTYPE with declarations of its own ("${excerpt(xml.slice(tag.start + subset))}"); expected none: entities could name other files or grow without bound, so none is read. Write what they stand for into the text, and remove the part in square brackets.`,
        };
      }
    }
    if (tag.kind === 'open') depth += 1;
    else if (tag.kind === 'close') depth -= 1;
    if (depth > DEEPEST) {
      return {
        offset: tag.start,
        message: `Elements nest more than ${String(DEEPEST)} deep; expected a transcript, which nests a few deep. Check that this is the right file.`,
      };
    }
  }
  return null;
}

/** The tags of a text, in one pass and without a tree; comments, character data and instructions are passed over. */
function* tagsOf(xml: string, from: number): Generator<Tag> {
  for (let start = xml.indexOf('<', from); start !== -1;) {
    const skipped = SKIPPED.find(([opening]) => xml.startsWith(opening, start));
    let end: number;
    if (skipped) {
      end = xml.indexOf(skipped[1], start + skipped[0].length);
      if (end === -1) return;
    } else if (xml.startsWith('<!', start)) {
      end = endOfTag(xml, start, true);
      yield { kind: 'doctype', start, end };
    } else {
      end = endOfTag(xml, start, false);
      const kind = xml[start + 1] === '/' ? 'close' : xml[end - 1] === '/' ? 'empty' : 'open';
      yield { kind, start, end };
    }
    start = xml.indexOf('<', end);
  }
}

const SKIPPED = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Where a tag's ">" stands, outside quotation marks and, in a DOCTYPE, outside its square brackets. */
function endOfTag(xml: string, start: number, bracketed: boolean): number {
  let quote = '';
  let brackets = 0;
  for (let at = start + 1; at < xml.length; at += 1) {
    const char = xml.charAt(at);
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (bracketed && char === '[') brackets += 1;
    else if (bracketed && char === ']') brackets -= 1;
    else if (char === '>' && brackets <= 0) return at;
  }
  return xml.length;
}

/** Finds the line and column of an offset. */
function placesIn(text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

const DEEPEST = 200;
