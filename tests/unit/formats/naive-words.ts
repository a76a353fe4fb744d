import { decodeHTML } from 'entities';
import { describeContent } from '../../../src/transcript/content.ts';
import type { Transcript } from '../../../src/transcript/model.ts';
import { readingOrder } from '../../../src/transcript/reading-order.ts';
import { wordsOf } from '../../../src/transcript/words.ts';

/** What a source says, found without any of the product's code. */
export interface Naive {
  /**
   * Title, labels, words, directions and chapters, as far as the format prints them. `JOINER` stands for markup that
   * makes one word of what is on both sides of it, save where a turn opens.
   */
  text: string;
  /** What may be a label though it is not printed as one: declared names, and how recognisers call voices. */
  names?: string;
  /** Whether a label that the source prints again for each piece stands once for a turn. */
  repeatsLabels?: boolean;
  /** Whether it prints what belongs to one turn in several places. */
  isScattered?: boolean | undefined;
  /** What is left of indexes, times and other marks where a file is damaged, and may be words or not. */
  remnants?: RegExp;
}

/** Words that only the source has, and those that only the transcript has. */
export interface Difference {
  lost: string[];
  invented: string[];
  /** The first word that stands elsewhere, where nothing is lost or invented. */
  moved: string | null;
}

/**
 * Reads a source of a format the way somebody would who never read its specification: by striking out what looks like
 * markup, or by taking the texts at the keys that have them. `null` where it tells nothing.
 */
export function readNaively(format: string, source: string): Naive | null {
  const text = source
    .replace(/\r\n?/g, '\n')
    // Beside a star a control character parts no words; between letters it does.
    .replace(/[\p{Cc}--\s]+(?=\*)|(?<=\*)[\p{Cc}--\s]+/gv, JOINER)
    .replace(/[\p{Cc}--\s]+/gv, ' ')
    // A tab at the start parts cells.
    .replace(/^[^\S\t]*\uFEFF?/u, '');
  const json = JSON_TEXTS[format];
  return json ? naiveJson(text, json) : (READERS[format]?.(text) ?? null);
}

/** Holds the words of a transcript against what its source says, with the allowances of the format. */
export function differenceFrom(naive: Naive, transcript: Transcript, title: string): Difference {
  const source = wordsIn(naive.text);
  const result = wordsIn(
    [title, ...textsOf(transcript), transcript.rights?.notice ?? ''].join('\n'),
  );
  const [lost, invented] = [without(source, result), without(result, source)];
  if (lost.length + invented.length === 0) {
    const isOrdered = !transcript.rights && !naive.isScattered;
    const at = isOrdered ? source.findIndex((word, index) => word !== result[index]) : -1;
    return { lost, invented, moved: source[at] ?? null };
  }
  const labels = new Set(transcript.turns.flatMap(({ label }) => wordsIn(label)));
  const names = new Set(wordsIn(naive.names ?? ''));
  const joined = new Set(joinedWords(naive.text));
  // A headline may be the title and stand in its place too.
  const titled = new Set(wordsIn(title));
  const varies = (word: string) => joined.has(word) || (naive.remnants?.test(word) ?? false);
  return {
    lost: lost.filter((word) => !varies(word) && !(naive.repeatsLabels && labels.has(word))),
    invented: invented.filter(
      (word) => !varies(word) && !titled.has(word) && !(labels.has(word) && names.has(word)),
    ),
    moved: null,
  };
}

function textsOf(transcript: Transcript): string[] {
  return [...readingOrder(transcript)].flatMap((step) => {
    if (step.kind === 'chapter') return [step.chapter.title];
    if (step.kind === 'direction') return [step.direction.text];
    const { turn, block } = step;
    const content = turn.content[block];
    return [
      block === 0 ? turn.label : '',
      content ? describeContent([content]).text : '',
      ...(block >= turn.content.length - 1 ? turn.notes.map(({ text }) => text) : []),
    ];
  });
}

/** Times are struck out on both sides, be they syntax or words. */
const wordsIn = (text: string): string[] =>
  wordsOf(text.replace(/\d{1,4}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?(?!\d)/g, ' '));

/** The words of one list that another does not have as often. */
function without(words: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of others) counts.set(word, (counts.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const count = counts.get(word) ?? 0;
    counts.set(word, count - 1);
    return count <= 0;
  });
}

/** The words at which a joiner stands: apart, and all that can be made of neighbours. */
const joinedWords = (text: string): string[] =>
  [...text.matchAll(JOINED)].flatMap(([found]) => {
    const parts = found.split(JOINER).filter((part) => part !== '');
    return parts.flatMap((_, from) =>
      parts
        .slice(from)
        .flatMap((__, index) => wordsIn(parts.slice(from, from + index + 1).join(''))),
    );
  });

const JOINER = '\u2060';
const JOINED = new RegExp(`[\\p{L}\\p{N}\\p{M}]+(?:${JOINER}+[\\p{L}\\p{N}\\p{M}]+)+`, 'gu');

const TWO_TIMECODES = /^\s*\d\d:[0-5]\d:[0-5]\d[:;]\d\d ?[-–] ?\d\d:[0-5]\d:[0-5]\d[:;]\d\d\s*$/gm;

const READERS: Readonly<Record<string, (text: string) => Naive | null>> = {
  broadcast: (text) => ({ text }),
  text: (text) => ({ text }),
  otter: (text) => ({ text }),
  rev: (text) => ({ text }),
  'name-and-time': (text) => ({ text }),
  bracketed: (text) => ({ text }),
  // Of the circles before labels, one is a numeral to Unicode.
  parliament: (text) => ({ text: text.replaceAll('〇', `〇${JOINER}`) }),
  screenplay: (text) => ({ text }),
  dialogue: (text) => ({ text }),
  'parted-labels': (text) => ({ text }),
  lettered: (text) => ({ text }),
  'field-lines': (text) => ({
    text: text.replace(/^(?:Time|End): [\d:.]+$/gm, '').replace(/^(?:Speaker|Text): /gm, ''),
    remnants: /^(?:Time|End|Speaker|Text|[\d.]+)$/,
  }),
  'copied-panel': (text) => ({
    text: text
      .replace(/^\p{Lu}{2}\s*$(?=\s+\p{Lu}\S* \p{Lu}\S*\s+\d)/gmu, '')
      .replace(/(?<=\d min\p{Ll}* \d+ sec\p{Ll}*)(?!\p{Ll})/gu, JOINER),
    repeatsLabels: true,
    remnants: /^(?:\d+|min\p{L}*|sec\p{L}*|\p{Lu}{1,2})$/u,
  }),
  timestamps: (text) => ({ text }),
  timecodes: (text) => ({ text: text.replace(TWO_TIMECODES, '') }),
  chevrons: (text) => ({ text: withoutTagsOfCues(text), repeatsLabels: true }),
  'bold-questions': (text) => ({ text: withoutMarkdown(text) }),
  'markdown-bold': (text) => ({ text: withoutMarkdown(text) }),
  'markdown-heading': (text) => ({ text: withoutMarkdown(text) }),
  descript: (text) => ({ text: withoutMarkdown(text) }),
  srt: naiveCaptions,
  sbv: naiveCaptions,
  // Its header ends at a blank line or the first times.
  vtt: (text) => naiveCaptions(text.replace(/^WEBVTT(?=\s|$)(?:.*\n(?!\s*\n|.*-->))*.*\n/u, '')),
  table: naiveTable,
  html: (text) => withoutTags(text, INLINE_HTML),
  'podcast-html': (text) => withoutTags(text, INLINE_HTML),
  akn: (text) =>
    withNames(
      withoutTags(text.replace(/<meta>.*?<\/meta>/gs, ' '), INLINE_XML),
      text.matchAll(/showAs=["'](.*?)["']\s*\/>/gs),
    ),
  tei: (text) =>
    withNames(
      withoutTags(text.replace(/<teiHeader>.*?<\/teiHeader>/gs, ' '), INLINE_XML),
      text.matchAll(/<persName>(.*?)<\/persName>/gs),
    ),
  ttml: (text) => ({
    text: decodeHTML(
      text
        .replace(/<head>.*?<\/head>/gs, ' ')
        .replace(/(?<=<\/span>)(?=<span)/g, ' ')
        .replace(/<[^<>]*>/g, ''),
    ),
    names: [...text.matchAll(/<ttm:name>(.*?)<\/ttm:name>/gs)].map(([, name]) => name).join(' '),
  }),
  docx: (text) => ({
    text: [...text.matchAll(/<w:t(?: [^<>]*)?>([^<>]*)<|<\/w:p>/g)]
      .map(([, words]) => (words === undefined ? '\n' : decodeHTML(words)))
      .join(''),
  }),
};

/** Stars and escapes are gone; what stars make bold or cursive goes on with what it touches. */
const withoutMarkdown = (text: string): string =>
  decodeHTML(text.replace(/\\(?=[^\w\s])/g, '').replace(/[*_]+/g, JOINER));

const withNames = (naive: Naive | null, found: Iterable<RegExpExecArray>): Naive | null =>
  naive && { ...naive, names: [...found].map(([, name]) => name).join(' ') };

/** The lines of captions that are no times; an index and a broken time are nothing but a number. */
function naiveCaptions(text: string): Naive {
  const said = text.replace(/^\s*[\d:.,]+\s*(?:-->|,)\s*[\d:.,]+\s*$/gmu, '');
  return { text: withoutTagsOfCues(said), repeatsLabels: true, remnants: /^(?:\d+|WEBVTT)$/ };
}

/** The name in a voice tag is a label. */
const withoutTagsOfCues = (text: string): string =>
  decodeHTML(text.replace(/<v\b([^<>\n]*)>/g, ' $1 '));

/** Cells by the marks between them; `null` where those do not come in pairs. */
function naiveTable(text: string): Naive | null {
  const separator = text.split('\n', 1)[0]?.includes('\t') ? '\t' : ',';
  const cell = new RegExp(`("(?:[^"]|"")*"|[^"${separator}\\n]*)(${separator}|\\n|$)`, 'gy');
  const rows: string[][] = [[]];
  let length = 0;
  for (const [whole, value = '', end] of text.matchAll(cell)) {
    length += whole.length;
    rows.at(-1)?.push(value.replace(/^"|"$/g, '').replaceAll('""', '"'));
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  if (length < text.length) return null;
  const [header = [], ...rest] = rows;
  if (!header.includes('text')) return null;
  // Where tables were put together, the header comes again.
  const below = rest.filter((cells) => cells.join('\n') !== header.join('\n'));
  const column = (name: string) =>
    below.map((cells) => cells[header.indexOf(name)] ?? '').join('\n');
  return { text: column('text'), names: column('speaker') };
}

/** A browser runs on beyond an element that it does not know, such as what is left of a damaged one. */
const INLINE_HTML =
  /^(?!(?:p|div|h\d|html|head|body|title|meta|br|[uod]l|li|dt|dd|table|t[rdh]|section|article|main|header|footer|blockquote)$)/i;
const INLINE_XML = /^(?:span|foreign)$/;

/** What is left without tags, of which some part words; `null` where one is left over. */
function withoutTags(text: string, inline: RegExp): Naive | null {
  const bare = text
    .replace(/<\?[^<>]*\?>|<![^<>]*>/g, ' ')
    .replace(/<\/?([a-z][\w:]*)[^<>]*>/gi, (_, name: string) => (inline.test(name) ? JOINER : ' '));
  return /<[/!?a-z]/i.test(bare) ? null : { text: decodeHTML(bare) };
}

/** Where JSON formats have what is said, one path after the other, and who says it; `*` is every item, `0` the first. */
interface JsonTexts extends Pick<Naive, 'isScattered'> {
  texts: readonly string[];
  names: readonly string[];
}

const JSON_TEXTS: Readonly<Record<string, JsonTexts>> = {
  json: {
    texts: ['title', 'turns.*.label', 'turns.*.text', 'directions.*.text'],
    names: ['speakers.*.name'],
    isScattered: true,
  },
  'podcast-json': { texts: ['segments.*.body'], names: ['segments.*.speaker'] },
  whisper: { texts: ['segments.*.text'], names: ['segments.*.speaker'] },
  assemblyai: { texts: ['utterances.*.text'], names: ['utterances.*.speaker'] },
  mediasum: { texts: ['utt.*'], names: ['speaker.*'] },
  deepgram: {
    texts: ['results.channels.*.alternatives.0.words.*.punctuated_word'],
    names: ['results.channels.*.alternatives.0.words.*.speaker'],
  },
  'aws-transcribe': {
    texts: ['results.items.*.alternatives.0.content'],
    names: ['results.items.*.speaker_label'],
  },
  'google-speech': {
    texts: ['results.*.alternatives.0.words.*.word'],
    names: ['results.*.alternatives.0.words.*.speakerTag'],
  },
  'azure-speech': {
    texts: ['recognizedPhrases.*.nBest.0.display'],
    names: ['recognizedPhrases.*.speaker'],
  },
  speechmatics: {
    texts: ['results.*.alternatives.0.content'],
    names: ['results.*.alternatives.0.speaker'],
  },
  sonix: {
    texts: ['transcript.*.words.*.text'],
    names: ['transcript.*.speaker'],
  },
  'watson-speech': {
    texts: ['results.*.alternatives.0.timestamps.*.0'],
    names: ['speaker_labels.*.speaker'],
  },
};

function naiveJson(text: string, { texts, names, isScattered }: JsonTexts): Naive | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const at = (paths: readonly string[]) =>
    paths.flatMap((path) => valuesAt(value, path.split('.'))).join('\n');
  // A voice that has only a number is called "Speaker 1".
  return { text: at(texts), names: `Speaker\n${at(names)}`, isScattered };
}

function valuesAt(value: unknown, [key, ...rest]: readonly string[]): string[] {
  if (key === undefined) {
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const inner = key === '*' ? Object.values(value) : [(value as Record<string, unknown>)[key]];
  return inner.flatMap((item) => valuesAt(item, rest));
}
