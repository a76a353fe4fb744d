import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

/** Words of a cue that one voice says in one language. */
export interface Span {
  text: string;
  /** The annotation of the voice tag they stand in; `null` where they stand in none that names anybody. */
  voice: string | null;
  /** The annotation of the innermost language tag they stand in. */
  language: string | null;
}

/**
 * The words of a cue without its markup, entities decoded: the tags of WebVTT (section 4.2.2, "WebVTT cue text") and
 * those of SubRip, with times and style overrides among the words. How ruby text says that a word is read is no other
 * word, and is left out (`readingIn` finds it). What only looks like markup ("3 < 4", `<unk>`, a
 * tag that never ends) is kept as typed.
 */
export function spansOf(source: string): Span[] {
  const spans: Span[] = [];
  let voice: string | null = null;
  let inReading = false;
  const languages: string[] = [];
  const add = (said: string) => {
    // A reading that is never closed ends with its line.
    const end = inReading ? said.indexOf('\n') : 0;
    if (end === -1) return;
    inReading = false;
    const text = said.slice(end);
    if (text === '') return;
    const language = languages.at(-1) ?? null;
    const last = spans.at(-1);
    if (last?.voice === voice && last.language === language) last.text += text;
    else spans.push({ text, voice, language });
  };
  readMarkup(source.replace(TIME_OR_OVERRIDE, ''), {
    text: add,
    tag: (name, annotation) => {
      if (name === 'v') voice = /[\p{L}\p{N}]/u.test(annotation) ? annotation : null;
      else if (name === '/v') voice = null;
      else if (name === 'lang') languages.push(annotation);
      else if (name === '/lang') languages.pop();
      else if (name === 'br') add('\n');
      else if (name === 'rt') inReading = annotation === '';
      else if (name === '/rt' || name === '/ruby') inReading = false;
    },
  });
  return spans;
}

/** The first reading of ruby text in a line; `null` where there is none. */
export const readingIn = (line: string): string | null => {
  const reading = line.includes('<') ? (READING.exec(line)?.[1]?.trim() ?? '') : '';
  return reading === '' ? null : reading;
};

const READING = /<rt(?:\.[^\s<>]{0,40})?>([^<]*)/i;

interface MarkupReader {
  text(text: string): void;
  /** @param name lower-case and without classes; that of an end tag begins with "/". */
  tag(name: string, annotation: string): void;
}

function readMarkup(text: string, read: MarkupReader): void {
  if (!/[<&]/.test(text)) {
    read.text(text);
    return;
  }
  const source = text.replace(NO_TAG, '&lt;');
  /** Up to where the source was read; whatever the tokenizer makes of the rest, its words are kept. */
  let done = 0;
  const keepUpTo = (at: number) => {
    if (at > done) read.text(source.slice(done, at));
    done = Math.max(done, at);
  };
  let opened = { start: 0, nameEnd: 0 };
  const openTag = (end: number) => {
    const name = source.slice(opened.start, opened.nameEnd);
    const [bare = ''] = name.toLowerCase().split('.', 1);
    const annotation = source.slice(opened.nameEnd, end).replace(/\/$/, '');
    if (!isTag(bare, annotation)) return;
    keepUpTo(opened.start - 1);
    read.tag(bare, decoded(annotation));
    done = end + 1;
  };
  const nothing = () => undefined;
  const callbacks: TokenizerCallbacks = {
    ontext: (_start, end) => {
      keepUpTo(end);
    },
    ontextentity: (codePoint, end) => {
      keepUpTo(source.lastIndexOf('&', end - 1));
      read.text(String.fromCodePoint(codePoint));
      done = end;
    },
    onopentagname: (start, nameEnd) => {
      opened = { start, nameEnd };
    },
    onopentagend: openTag,
    onselfclosingtag: openTag,
    onclosetag: (start, end) => {
      const name = source.slice(start, end).trim().toLowerCase();
      if (!TAGS.has(name)) return;
      keepUpTo(start - 2);
      read.tag(`/${name}`, '');
      done = source.indexOf('>', end) + 1;
    },
    onattribdata: nothing,
    onattribentity: nothing,
    onattribend: nothing,
    onattribname: nothing,
    oncdata: nothing,
    oncomment: nothing,
    ondeclaration: nothing,
    onprocessinginstruction: nothing,
    onend: nothing,
  };
  const tokenizer = new Tokenizer({ decodeEntities: true }, callbacks);
  tokenizer.write(source);
  tokenizer.end();
  keepUpTo(source.length);
}

/** In "a <b and c> d" stand words, not a tag. */
const isTag = (name: string, annotation: string): boolean =>
  TAGS.has(name) &&
  (WITH_ANNOTATION.has(name) || annotation.trim() === '' || annotation.includes('='));

function decoded(annotation: string): string {
  let text = '';
  readMarkup(annotation.replaceAll('<', '&lt;'), {
    text: (part) => {
      text += part;
    },
    tag: () => undefined,
  });
  return text.replace(/\s+/gu, ' ').trim();
}

/** What opens no tag that ends on its line. */
const NO_TAG = /<(?!\/?[a-z]{1,6}(?=[ \t.>/])[^<>\n]*>)/gi;
const TAGS = new Set('v lang c i b u s ruby rt font span div p br em strong'.split(' '));
const WITH_ANNOTATION = new Set(['v', 'lang']);
/** `<00:00:01.480>` tells when the next word is said; `{\an8}` where SubRip players put a line. */
const TIME_OR_OVERRIDE = /<\d{1,4}(?::\d{1,2}){1,2}(?:[.,]\d{1,3})?>|\{\\[^{}\n]{1,80}\}/g;
