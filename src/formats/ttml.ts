import { decodeXML } from 'entities';
import { canonicalTag } from '../transcript/language.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { timesFrom, type CueTimes } from './cue-blocks.ts';
import { reportColours } from './cue-colours.ts';
import { cueWording } from './cue-wording.ts';
import { cueOf, heardFromCues, type Cue } from './cues.ts';
import type { Format, Heard, Passage, ReadOptions, Reading } from './format.ts';
import { MACHINE, madeByMachine } from './machine-captions.ts';
import { NOTHING_READ } from './recogniser.ts';
import { spaceBetween } from './spoken.ts';
import {
  descendants,
  elementsIn,
  isElement,
  isText,
  localName,
  readXml,
  rootName,
  textIn,
  type XmlElement,
  type XmlNode,
  type XmlSource,
} from './xml.ts';

/**
 * Timed Text Markup Language (W3C Recommendation TTML2, https://www.w3.org/TR/ttml2/) and what is made of it: IMSC,
 * EBU-TT, DFXP, and the transcripts that Apple Podcasts keeps, where each word has a `span`. A paragraph is a cue, and its
 * agent a voice.
 */
export const ttml: Format = {
  id: 'ttml',
  name: 'TTML captions',
  example: [
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en">',
    '  <head><metadata><ttm:agent xml:id="ana"><ttm:name>Ana Ruiz</ttm:name></ttm:agent></metadata></head>',
    '  <body><div><p begin="00:00:01.000" end="00:00:04.000" ttm:agent="ana">Good morning.</p></div></body>',
    '</tt>',
  ].join('\n'),
  detect: (source) => (rootName(source) === 'tt' ? 1 : 0),
  read,
  wording,
};

function read(source: string, report: ProblemReporter, { labels }: ReadOptions): Reading {
  const document = readXml(source, report);
  if (!document) return NOTHING_READ;
  const { root } = document;
  const [body] = elementsIn(root).filter((element) => localName(element) === 'body');
  const [head] = elementsIn(root).filter((element) => localName(element) === 'head');
  const isApple = UNIT.test(source);
  const reader = new CueReader(document, isApple, report);
  for (const description of head ? descendants(head, 'desc') : []) reader.tellLeftOut(description);
  const cues = body ? reader.cuesIn(body) : [];
  const heard = heardFromCues(cues, labels, report);
  if (!source.includes('ttm:agent')) reportColours(source, report);
  const language = attribute(root, 'lang') ?? '';
  return {
    ...NOTHING_READ,
    heard: [...heard, ...copyrightIn(head, document)],
    title: head ? titleIn(head) : null,
    language: language === '' ? null : canonicalTag(language),
    provenance: isApple ? MACHINE : madeByMachine(heard),
  };
}

/** What a paragraph stands in. */
interface Context {
  /** Seconds at which it all begins. */
  begin: number;
  agent: string | null;
  /** As the document has it, where that is not the language of all of it. */
  language: string | null;
}

/** The cues of an element, and when it ends, in seconds. */
interface Stretch {
  cues: Cue[];
  end: number;
}

/** Words that one voice says in one language; a line break is a piece of its own. */
interface Piece {
  text: string;
  voice: string | null;
  language: string | null;
  /** Whether it is a word or a sentence by itself, with or without space before it. */
  isApart: boolean;
}

class CueReader {
  private readonly placeOf: XmlSource['placeOf'];
  private readonly report: ProblemReporter;
  private readonly areAbsolute: boolean;
  private readonly clock: Clock;
  private readonly names: ReadonlyMap<string, string>;
  private readonly readings: ReadonlySet<string>;
  private readonly told = new Set<string>();

  /** @param areAbsolute whether times count from the beginning of everything, as in transcripts of Apple Podcasts. */
  constructor({ root, placeOf }: XmlSource, areAbsolute: boolean, report: ProblemReporter) {
    this.placeOf = placeOf;
    this.areAbsolute = areAbsolute;
    this.report = report;
    this.clock = clockOf(root);
    const agents = descendants(root, 'agent').map((agent): [string, string] => {
      const id = attribute(agent, 'id') ?? '';
      return [id, textOf(agent, 'name') ?? id];
    });
    this.names = new Map(agents);
    const styles = descendants(root, 'style').filter((style) => isReading(style, new Set()));
    this.readings = new Set(styles.map((style) => attribute(style, 'id') ?? ''));
  }

  cuesIn(body: XmlElement): Cue[] {
    return this.below(body, { begin: 0, agent: null, language: null }).cues;
  }

  /** Tells, once, of words that describe the captions and are no speech. */
  tellLeftOut(element: XmlElement): void {
    const text = textIn(element);
    if (text === '') return;
    this.tellOnce(
      'comment',
      element,
      `"${excerpt(text)}" describes the captions (${localName(element)}); it is never shown and is left out, this one and any others. Put what readers must know into a note of the written file.`,
    );
  }

  private below(element: XmlElement, outer: Context): Stretch {
    const context = this.within(element, outer);
    const isSequence = !this.areAbsolute && isSequential(element);
    const cues: Cue[] = [];
    let last = context.begin;
    for (const child of elementsIn(element)) {
      const name = localName(child);
      const inner = isSequence ? { ...context, begin: last } : context;
      if (name === 'div') {
        const { cues: found, end } = this.below(child, inner);
        for (const cue of found) cues.push(cue);
        last = isSequence ? end : Math.max(last, end);
      } else if (name === 'p') {
        const cue = this.cueOf(child, inner);
        cues.push(cue);
        last = Math.max(last, cue.end ?? cue.start ?? last);
      } else this.tellLeftOut(child);
    }
    return { cues, end: this.endOf(element, outer.begin, context.begin) ?? last };
  }

  /** The end that an element has of its own. */
  private endOf(element: XmlElement, outer: number, begin: number): number | null {
    const lasts = this.time(element, 'dur');
    if (lasts !== null) return rounded(begin + lasts);
    const end = this.time(element, 'end');
    return end === null ? null : rounded(outer + end);
  }

  private within(element: XmlElement, outer: Context): Context {
    return {
      begin: this.areAbsolute ? 0 : outer.begin + (this.time(element, 'begin') ?? 0),
      ...this.voiceIn(element, outer),
    };
  }

  private voiceIn(element: XmlElement, outer: Pick<Context, 'agent' | 'language'>) {
    const agent = attribute(element, 'agent');
    return {
      agent: agent === null ? outer.agent : agentName(agent, this.names),
      language: attribute(element, 'lang') ?? outer.language,
    };
  }

  private cueOf(paragraph: XmlElement, outer: Context): Cue {
    const pieces: Piece[] = [];
    this.gather(paragraph, this.voiceIn(paragraph, outer), pieces);
    const place = this.placeOf(paragraph);
    const lines = markedLines(pieces).map((text): Passage => ({ ...place, text }));
    return cueOf(this.timesOf(paragraph, outer), lines);
  }

  /** Those of the paragraph, or else of what it is made of. */
  private timesOf(paragraph: XmlElement, { begin }: Context): CueTimes {
    const at = (element: XmlElement | undefined, name: string) => {
      const time = element && this.time(element, name);
      return time === null || time === undefined ? null : rounded(begin + time);
    };
    const timed = descendants(paragraph, 'span').filter(
      (span) => attribute(span, 'begin') !== null,
    );
    const own = at(paragraph, 'begin');
    const lasts = this.time(paragraph, 'dur');
    const until = at(paragraph, 'end');
    if (lasts === null && until === null && isSequential(paragraph)) {
      const from = own ?? begin;
      return { start: from, end: this.lastOfSequence(paragraph, from) };
    }
    // What ends and has no beginning begins with what it stands in (TTML2, section 12.2.1).
    const isBegun = until !== null || lasts !== null;
    const start = own ?? at(timed[0], 'begin') ?? (isBegun ? begin : null);
    const end =
      until ?? (lasts === null ? at(timed.at(-1), 'end') : rounded((start ?? begin) + lasts));
    if (start === null || end === null) return { start, end };
    return timesFrom(start, end, this.placeOf(paragraph), this.report);
  }

  /** Where the last of the pieces of a paragraph ends that come one after the other. */
  private lastOfSequence(paragraph: XmlElement, from: number): number {
    return elementsIn(paragraph).reduce((before, span) => {
      const begin = before + (this.time(span, 'begin') ?? 0);
      return this.endOf(span, before, begin) ?? begin;
    }, from);
  }

  private gather(element: XmlElement, voice: Pick<Context, 'agent' | 'language'>, to: Piece[]) {
    let isApart = attribute(element, 'unit') !== null;
    const add = (text: string) => {
      to.push({ text, voice: voice.agent, language: voice.language, isApart });
      isApart = false;
    };
    for (const child of element.children) {
      if (isText(child)) add(child.text.replace(/[ \t\n]+/gu, ' '));
      else if (!isElement(child)) continue;
      else if (localName(child) === 'br') add('\n');
      else if (localName(child) !== 'span') this.tellLeftOut(child);
      else if (isReading(child, this.readings)) this.tellReading(child);
      else this.gather(child, this.voiceIn(child, voice), to);
    }
  }

  private time(element: XmlElement, name: 'begin' | 'end' | 'dur' | (string & {})): number | null {
    const written = attribute(element, name);
    if (written === null) return null;
    const seconds = secondsOf(written.trim(), this.clock);
    if (seconds === null) {
      this.tellOnce(
        'time',
        element,
        `"${excerpt(written)}" is no time; expected one such as "00:01:02.500" or "62.5s". The words are kept without it, and so are all like them.`,
      );
    }
    return seconds;
  }

  private tellReading(span: XmlElement): void {
    this.tellOnce(
      'reading',
      span,
      `"${excerpt(textIn(span))}" tells how the word before it is read (ruby text); it is left out, and so are all readings like it. Put what matters into a note of the written file.`,
    );
  }

  private tellOnce(kind: string, node: XmlNode, message: string): void {
    if (this.told.has(kind)) return;
    this.told.add(kind);
    this.report('warning', this.placeOf(node), message);
  }
}

function copyrightIn(head: XmlElement | undefined, { placeOf }: XmlSource): Heard[] {
  if (!head) return [];
  return descendants(head, 'copyright').flatMap((element): Heard[] => {
    const text = textIn(element);
    return text === '' ? [] : [{ kind: 'notice', text, ...placeOf(element) }];
  });
}

/** The lines of a cue with its voices and languages marked as WebVTT marks them. */
function markedLines(pieces: readonly Piece[]): string[] {
  const lines = [''];
  let before = '';
  for (const { text, voice, language, isApart } of pieces) {
    if (text === '\n') {
      lines.push('');
      before = '';
      continue;
    }
    const space = isApart && before !== '' ? spaceBetween(before, { text }) : '';
    const plain = space + escaped(text);
    const words = language === null ? plain : `<lang ${language}>${plain}</lang>`;
    const said = voice === null ? words : `<v ${escaped(voice)}>${words}</v>`;
    lines.push((lines.pop() ?? '') + said);
    before = text;
  }
  return lines;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The title of the document or, as EBU-TT has it (EBU Tech 3390), those of its programme and episode. */
const titleIn = (head: XmlElement): string | null =>
  textOf(head, 'title') ??
  (['documentOriginalProgrammeTitle', 'documentOriginalEpisodeTitle']
    .flatMap((name) => textOf(head, name) ?? [])
    .join(': ') ||
    null);

/** Whether what it holds comes one after the other, each counted from the end of the former (TTML2, "timeContainer"). */
const isSequential = (element: XmlElement): boolean =>
  attribute(element, 'timeContainer') === 'seq';

/** Agents that speak together are one voice. */
const agentName = (ids: string, names: ReadonlyMap<string, string>): string | null =>
  ids
    .split(/\s+/u)
    .filter(Boolean)
    .map((id) => names.get(id) ?? id)
    .join(' & ') || null;

/** An attribute by its name without a prefix, since prefixes vary. */
function attribute({ attributes }: XmlElement, name: string): string | null {
  const key = Object.keys(attributes).find((one) => one === name || one.endsWith(`:${name}`));
  return key === undefined ? null : (attributes[key] ?? null);
}

/** The text of the first element of a name; `null` where there is none. */
function textOf(element: XmlElement, name: string): string | null {
  const text = descendants(element, name).map((found) => textIn(found));
  return text.find((one) => one !== '') ?? null;
}

/** Whether an element is the reading of a word (TTML2, section 10.2.39, "tts:ruby"). */
const isReading = (element: XmlElement, styles: ReadonlySet<string>): boolean =>
  /^(?:text|textContainer|delimiter)$/.test(attribute(element, 'ruby') ?? '') ||
  (attribute(element, 'style') ?? '').split(/\s+/u).some((id) => id !== '' && styles.has(id));

/** How many frames and ticks a second has (TTML2, section 7.2, parameter attributes). */
interface Clock {
  frames: number;
  ticks: number;
}

function clockOf(root: XmlElement): Clock {
  const rate = numberOf(attribute(root, 'frameRate')) ?? 30;
  const [numerator, denominator] = (attribute(root, 'frameRateMultiplier') ?? '1 1')
    .split(/[\s:]+/u)
    .map(numberOf);
  const frames = (rate * (numerator ?? 1)) / (denominator ?? 1);
  const isRated = attribute(root, 'frameRate') !== null;
  return { frames, ticks: numberOf(attribute(root, 'tickRate')) ?? (isRated ? frames : 1) };
}

function numberOf(written: string | null): number | null {
  const number = Number(written ?? '');
  return Number.isFinite(number) && number > 0 ? number : null;
}

/**
 * A time in seconds (TTML2, section 12.3.1): of a clock, with frames or without, or an offset with its unit; and as Apple
 * has it, "62.5" and "1:02.500". `null` where it is none.
 */
function secondsOf(written: string, { frames, ticks }: Clock): number | null {
  const offset = OFFSET.exec(written);
  if (offset) {
    const units: Record<string, number> = {
      h: 3600,
      m: 60,
      s: 1,
      ms: 0.001,
      f: 1 / frames,
      t: 1 / ticks,
      '': 1,
    };
    const [, number = '', unit = ''] = offset;
    return rounded(Number(number) * (units[unit] ?? 1));
  }
  const clock = CLOCK.exec(written)?.groups;
  if (!clock) return null;
  const part = (name: string) => Number(clock[name] ?? 0);
  const [minutes, seconds] = [part('minutes'), part('seconds')];
  if (minutes >= 60 || seconds >= 60) return null;
  return rounded(part('hours') * 3600 + minutes * 60 + seconds + part('frames') / frames);
}

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;

const OFFSET = /^(\d{1,12}(?:\.\d{1,9})?)(h|m|s|ms|f|t|)$/;
const CLOCK =
  /^(?:(?<hours>\d{1,4}):)?(?<minutes>\d{1,2}):(?<seconds>\d{1,2}(?:\.\d{1,9})?)(?::(?<frames>\d{1,4}))?(?:\.\d{1,4})?$/;

/** Apple's marks of words and sentences: a machine heard them. */
const UNIT = /\s[\w-]{1,40}:unit="(?:word|sentence)"/u;

/** The wording, found by tags alone, in one pass. */
function* wording(source: string, { labels }: ReadOptions): Iterable<Passage> {
  const names = new Map<string, string>();
  const rights: Passage[] = [];
  const cues: Passage[][] = [];
  const readings = new Set<string>();
  const open: { name: string; agent: string | null; isLeftOut: boolean }[] = [];
  let id = '';
  let pieces: Piece[] = [];
  let isApart = false;
  let place = { line: 1, column: 1 };
  for (const { text, line, column } of tokensOf(source)) {
    const inner = open.at(-1);
    if (!text.startsWith('<')) {
      const said = decodeXML(text);
      if (said.trim() !== '' && inner?.name === 'name') names.set(id, joined(said));
      if (said.trim() !== '' && inner?.name === 'copyright') {
        rights.push({ text: joined(said), line, column });
      }
      const isSaid = open.some(({ name }) => name === 'p') && inner?.isLeftOut === false;
      if (!isSaid) continue;
      const spaced = said.replace(/\s+/gu, ' ');
      pieces.push({ text: spaced, voice: inner.agent, language: null, isApart });
      isApart = false;
      continue;
    }
    const [, slash, name = ''] = /^<(\/?)(?:[^\s/>:]+:)?([^\s/>:]+)/u.exec(text) ?? [];
    if (slash === '/') {
      open.pop();
      if (name === 'p') {
        cues.push(markedLines(pieces).map((words) => ({ ...place, text: words })));
        pieces = [];
      }
      continue;
    }
    const value = (key: keyof typeof VALUES) => {
      const [, double, single] = VALUES[key].exec(text) ?? [];
      const found = double ?? single;
      return found === undefined ? null : decodeXML(found);
    };
    if (name === 'agent') id = value('id') ?? '';
    if (name === 'p') place = { line, column };
    const isRuby = /^(?:text|textContainer|delimiter)$/.test(value('ruby') ?? '');
    if (name === 'style' && isRuby) readings.add(value('id') ?? '');
    if (name === 'br' && inner?.isLeftOut !== true) {
      pieces.push({ text: '\n', voice: null, language: null, isApart: false });
    }
    if (name === 'span' && value('unit') !== null) isApart = true;
    if (text.endsWith('/>')) continue;
    const styles = (value('style') ?? '').split(/\s+/u);
    const agent = value('agent');
    open.push({
      name,
      agent: agent === null ? (inner?.agent ?? null) : agentName(agent, names),
      isLeftOut:
        inner?.isLeftOut === true ||
        isRuby ||
        styles.some((style) => style !== '' && readings.has(style)) ||
        (inner !== undefined && WITH_WORDS.has(inner.name) && !WITH_WORDS.has(name)),
    });
  }
  yield* cueWording(cues, labels);
  yield* rights;
}

const valueOf = (key: string): RegExp =>
  new RegExp(`[\\s:]${key}\\s{0,99}=\\s{0,99}(?:"([^"]*)"|'([^']*)')`, 'u');
const VALUES = {
  agent: valueOf('agent'),
  id: valueOf('id'),
  ruby: valueOf('ruby'),
  style: valueOf('style'),
  unit: valueOf('unit'),
};
const WITH_WORDS = new Set(['p', 'span']);
const joined = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** The tags and texts of a document, up to where one has no end; comments and instructions are passed over. */
function* tokensOf(source: string): Generator<Passage> {
  let line = 1;
  let from = 0;
  for (let at = 0; at < source.length;) {
    const passed = PASSED.find(([opening]) => source.startsWith(opening, at));
    const end = passed ? endOf(source, passed, at) : endOfToken(source, at);
    if (end === null) return;
    const token = source.slice(at, end);
    const column = at - from + 1;
    if (!passed) yield { text: token, line, column };
    else if (passed === CDATA) yield { text: escaped(token.slice(9, -3)), line, column };
    for (let next = token.indexOf('\n'); next !== -1; next = token.indexOf('\n', next + 1)) {
      line += 1;
      from = at + next + 1;
    }
    at = end;
  }
}

function endOf(source: string, [, closing]: readonly [string, string], at: number): number | null {
  const end = source.indexOf(closing, at);
  return end === -1 ? null : end + closing.length;
}

function endOfToken(source: string, at: number): number | null {
  const token = source[at] === '<' ? TAG : TEXT;
  token.lastIndex = at;
  return token.test(source) ? token.lastIndex : null;
}

const CDATA = ['<![CDATA[', ']]>'] as const;
const PASSED = [['<!--', '-->'], CDATA, ['<?', '?>'], ['<!', '>']] as const;
const TAG = /<(?:"[^"<]*"|'[^'<]*'|[^"'<>])*>/uy;
const TEXT = /[^<]+/uy;
