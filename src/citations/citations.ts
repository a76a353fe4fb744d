import CSL from 'citeproc';
import { Parser } from 'htmlparser2';
import { withoutDirectionControls } from '../transcript/direction-controls.ts';
import { dateOf, type CslItem } from './csl-item.ts';
import { pruned } from './prune.ts';
import { readStyles } from './styles.ts';

/** A stretch of a citation. Plain text: whoever prints it escapes it. */
export interface CitationPart {
  text: string;
  italic: boolean;
}

export type Citation = CitationPart[];

/** The entry of a bibliography in APA 7, MLA 9 and Chicago 17 (notes and bibliography), in English as the styles are. */
export interface Citations {
  apa: Citation;
  mla: Citation;
  chicago: Citation;
}

/** Formats an item in every style. What the item has in brackets stands in brackets in each of them. */
export function citationsOf(item: CslItem): Citations {
  return {
    apa: formatted(item, 'apa'),
    mla: formatted(item, 'modern-language-association'),
    chicago: formatted(item, 'chicago-fullnote-bibliography'),
  };
}

const STYLES = ['apa', 'modern-language-association', 'chicago-fullnote-bibliography'] as const;
type Style = (typeof STYLES)[number];

/** One engine for each style and each set of variables: building it is what takes long. */
const engines = new Map<string, (item: CslItem) => string>();
let read: ReturnType<typeof readStyles<Style>> | undefined;

function formatted(item: CslItem, style: Style): Citation {
  const variables = Object.keys(item).sort();
  const key = [style, ...variables].join(' ');
  let print = engines.get(key);
  if (!print) {
    const { styles, locale } = (read ??= readStyles(STYLES));
    const source = styles.get(style);
    print = engineOf(source && pruned(source, new Set(variables)), locale);
    engines.set(key, print);
  }
  return partsOf(print(item));
}

function engineOf(style: unknown, locale: unknown): (item: CslItem) => string {
  let current: object = {};
  let isDateInferred = false;
  const engine = new CSL.Engine(
    {
      retrieveLocale: () => locale,
      retrieveItem: () => current,
      variableWrapper: ({ variableNames: [name] }, before, printed, after) => {
        // A citation is copied into other texts, which nothing in it may turn around.
        const text = withoutDirectionControls(printed);
        return before + (isDateInferred && name === 'issued' ? OPEN + text + CLOSE : text) + after;
      },
    },
    style,
    'en-US',
  );
  return (item) => {
    const date = dateOf(item);
    isDateInferred = date !== null && date.inferred !== null;
    current = { ...item, ...(date && { issued: { 'date-parts': [date.parts] } }) };
    engine.updateItems([]);
    engine.updateItems([item.id]);
    const [entry = ''] = engine.makeBibliography()[1];
    return entry
      .trim()
      .replace(SEAM, (_, between: string) => between)
      .replaceAll(OPEN, '[')
      .replaceAll(CLOSE, ']');
  };
}

/** Private-use characters around each part of an inferred date, since APA parts the year from the day. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const SEAM = /\uE001([^\uE000\uE001]{1,4})\uE000/g;

function partsOf(html: string): Citation {
  const parts: Citation = [];
  const italics: boolean[] = [];
  const parser = new Parser({
    onopentag: (name, { style = '' }) => {
      const isItalic = italics.at(-1) ?? false;
      italics.push(name === 'i' || (isItalic && !style.includes('normal')));
    },
    onclosetag: () => {
      italics.pop();
    },
    ontext: (text) => {
      const italic = italics.at(-1) ?? false;
      const last = parts.at(-1);
      if (last?.italic === italic) last.text += text;
      else parts.push({ text, italic });
    },
  });
  parser.end(html);
  return parts;
}
