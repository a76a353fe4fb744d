import { analyse } from 'chardet';
import { Parser } from 'htmlparser2';
import type { Nodes } from 'mdast';
import { decodeUtf8 } from '../archive/utf8.ts';
import type { Passage } from '../formats/format.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';

/**
 * The text of a file. Another character set than UTF-8 is used where the editor names it or nothing else is possible,
 * and told; what is no text, or may be several, is an error.
 *
 * @param encoding a label of the WHATWG Encoding Standard, or `null`.
 * @returns `null` where an error is reported.
 */
export function readText(
  bytes: Uint8Array,
  encoding: string | null,
  report: ProblemReporter,
): string | null {
  const decoded = encoding === null ? decode(bytes, report) : decodeAs(bytes, encoding, report);
  if (decoded === null) return null;
  if (decoded.trim() === '') {
    report('error', START, 'The file is empty; expected a transcript.');
    return null;
  }
  return cleanText(decoded, report);
}

/**
 * A text without what has no place in one: line ends of old systems become LF, and terminal escapes and control
 * characters are left out. Each is told, as are the marks of a character set once read wrongly, which stay as they are.
 *
 * @returns `null` where an error is reported.
 */
export function cleanText(text: string, report: ProblemReporter): string | null {
  const lines = withLineFeeds(text, report);
  if (hasEndlessLine(lines, report)) return null;
  if (!MAY_BE_DAMAGED.test(lines)) return lines;
  reportDamage(lines, report);
  return withoutControls(lines, report);
}

/** Whether a source could spell control characters in its own syntax: "\\u001b", "&#27;". */
export const mayHoldControls = (source: string): boolean =>
  (source.includes('\\') || source.includes('&')) && /\\[ub]|&#/.test(source);

/** A passage of such a source without control characters. */
export function cleanPassage<Item extends Passage>(item: Item, report: ProblemReporter): Item {
  if (!CONTROL.test(item.text)) return item;
  const reportHere: ProblemReporter = (severity, _, message) => {
    report(severity, item, message);
  };
  const cleaned = { ...item, text: withoutControls(item.text, reportHere) };
  if ('content' in cleaned) cleanNodes(cleaned.content as Nodes[]);
  if ('quotation' in cleaned) cleanNodes([cleaned.quotation as Nodes]);
  return cleaned;
}

function cleanNodes(nodes: Nodes[]): void {
  for (const node of nodes) {
    if (node.type === 'text') node.value = withoutControls(node.value, () => undefined);
    else if ('children' in node) cleanNodes(node.children);
  }
}

/** Whether a label names a character set that can be read. */
export function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

const START: Place = { line: 1, column: 1 };

function decode(bytes: Uint8Array, report: ProblemReporter): string | null {
  const marked = markedUtf16(bytes);
  if (marked) return decodeAs(bytes, marked, report);
  const wide = unmarkedUtf16(bytes);
  if (wide) return decodeWith(bytes, wide, report);
  const { text, problem } = decodeUtf8(bytes);
  if (text !== null) return text;
  const sample = bytes.subarray(0, SAMPLE);
  if (sample.includes(0)) {
    const message = isUtf8WithNul(sample)
      ? problem.message
      : 'This is no text but a file of bytes, as pictures, sound and programs are; expected a transcript. Have the program that made the file save it as plain text or DOCX.';
    report('error', problem, message);
    return null;
  }
  const declared = declaredIn(bytes);
  if (declared !== null) return decodeWith(bytes, declared, report);
  const { certain, possible } = guess(bytes);
  if (certain !== null) return decodeWith(bytes, certain, report);
  report('error', problem, `${problem.message}${cureOf(sample, possible)}`);
  return null;
}

/**
 * The character set that a page of HTML states in a `meta` and is in, https://html.spec.whatwg.org/multipage/semantics.html#charset;
 * `null` where it is none, states nothing, or is not in what it states.
 */
function declaredIn(bytes: Uint8Array): string | null {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, STATED_WITHIN));
  if (!/^\s*</.test(start)) return null;
  const labels: string[] = [];
  const parser = new Parser({
    onopentag: (name, { charset, content = '' }) => {
      const label = charset ?? /charset=["']?([\w-]+)/i.exec(content)?.[1];
      if (name === 'meta' && label !== undefined) labels.push(label);
    },
  });
  parser.end(start);
  const [label] = labels;
  return label !== undefined && isEncoding(label) && isValid(bytes, label) ? label : null;
}

/** Bytes: the standard asks for 1,024 at most, and pages have it later. */
const STATED_WITHIN = 16_384;

/** What an editor can do about bytes that are no UTF-8 and may be in one of some character sets. */
function cureOf(sample: Uint8Array, possible: readonly string[]): string {
  const isOfPairs = possible.some((name) => /^(?:gb|big5|shift|euc|iso-2022)/u.test(name));
  if (!isOfPairs && /[\u0080-\uFFFC]/u.test(new TextDecoder().decode(sample)))
    return ' Other letters of this file are UTF-8, as where files were joined that are in several character sets: no --encoding reads it whole.';
  if (possible.length === 0) return '';
  const choices = possible.map((name) => `"${name}"`).join(' or ');
  return ` Or name its character set with --encoding: it may be ${choices}.`;
}

/** Decodes in a set that the bytes tell, and tells the editor. */
function decodeWith(bytes: Uint8Array, encoding: string, report: ProblemReporter): string | null {
  const text = decodeAs(bytes, encoding, report);
  if (text !== null) {
    report(
      'warning',
      START,
      `The file is not in UTF-8 and was read as ${encoding}. Check its accents and quotation marks; name another character set with --encoding if they are wrong.`,
    );
  }
  return text;
}

function decodeAs(bytes: Uint8Array, encoding: string, report: ProblemReporter): string | null {
  const text = new TextDecoder(encoding).decode(bytes);
  const nul = text.indexOf('\0');
  if (nul === -1 && isValid(bytes, encoding)) return text;
  const at = nul === -1 ? Math.max(text.indexOf('\uFFFD'), 0) : nul;
  report(
    'error',
    placeIn(text, at),
    `What stands here is no ${encoding} text; expected text in one character set. Name the right one with --encoding, or save the file as UTF-8.`,
  );
  return null;
}

function isValid(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** UTF-16 by its byte order mark, which leaves no doubt. */
function markedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** UTF-16 where every other byte of nearly all spaces and line ends is zero. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length % 2 !== 0) return null;
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = [0, 0];
  if (!sample.includes(0) || isUtf8WithNul(sample)) return null;
  for (const [index, byte] of sample.entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const encoding = even === 0 && odd > 0 ? 'utf-16le' : odd === 0 && even > 0 ? 'utf-16be' : null;
  if (encoding === null || !isValid(bytes, encoding)) return null;
  // Binary files have zeros too, but then control characters among what they would say.
  return /[[\p{Cc}\p{Co}]--\s]/v.test(new TextDecoder(encoding).decode(sample)) ? null : encoding;
}

/** UTF-8 into which a NUL or a few came: in UTF-16 they are many, or other letters would be control characters. */
function isUtf8WithNul(sample: Uint8Array): boolean {
  const zeros = sample.filter((byte) => byte === 0).length;
  if (zeros * 4 > sample.length) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return !/[\p{Cc}--[\s\0]]/v.test(text);
  } catch {
    return false;
  }
}

interface Guess {
  certain: string | null;
  /** What it may be otherwise, the likeliest first. */
  possible: string[];
}
const NO_GUESS: Guess = { certain: null, possible: [] };

/**
 * The character set by the frequencies of its letters: certain where the likeliest is likely, and every other that is
 * half as likely reads the same.
 */
function guess(bytes: Uint8Array): Guess {
  const first = bytes.findIndex((byte) => byte > 0x7f);
  const sample = bytes.subarray(Math.max(0, first - SAMPLE / 2), first + SAMPLE);
  const candidates = analyse(sample).flatMap(({ name, confidence }) => {
    if (!isEncoding(name)) return [];
    const { encoding } = new TextDecoder(name);
    const text = new TextDecoder(encoding).decode(sample);
    return /[\0\uFFFD\x80-\x9F]/.test(text) || text.search(MISREAD) !== -1
      ? []
      : [{ encoding, confidence, text }];
  });
  const [best] = candidates;
  const macintosh = new TextDecoder('macintosh').decode(sample);
  // A capital inside a word and no other sign: "cafŽ" of "café".
  const isMacintosh =
    !/[^\p{L}“”‘’–—…\p{ASCII}]/u.test(macintosh) &&
    !CAPITAL_WITHIN.test(macintosh) &&
    (!best || CAPITAL_WITHIN.test(best.text));
  if (isMacintosh) return { certain: null, possible: ['macintosh'] };
  if (!best) return NO_GUESS;
  const rivals = candidates.filter(({ confidence }) => confidence * 2 > best.confidence);
  const evidence = best.text.match(/\P{ASCII}/gu)?.length ?? 0;
  const isCertain =
    best.confidence >= LIKELY &&
    evidence >= ENOUGH &&
    // Lines end so in files of old Macintoshes, whose character sets are not among the candidates.
    !/\r(?!\n)/.test(best.text) &&
    rivals.every(({ text }) => text === best.text);
  return {
    certain: isCertain ? best.encoding : null,
    possible: [...new Set(candidates.slice(0, 3).map(({ encoding }) => encoding))],
  };
}

const CAPITAL_WITHIN = /\p{Ll}\p{Lu}/u;
/** Of 100, as chardet gives it. */
const LIKELY = 40;
/** Characters that are not ASCII: fewer fit too much. */
const ENOUGH = 4;
/** Bytes. */
const SAMPLE = 100_000;

/** Line ends of before 2001 as today's; columns and lines stay as they are. */
function withLineFeeds(text: string, report: ProblemReporter): string {
  const lone = text.includes('\r') ? text.search(/\r(?!\n)/) : -1;
  if (lone === -1) return text;
  report(
    'warning',
    placeIn(text, lone),
    'Lines end in a lone carriage return, from here on; each is taken for the end of a line.',
  );
  return text.replace(/\r(?!\n)/g, '\n');
}

/** A line without an end would take all memory: nobody types one, and no recogniser writes one. */
function hasEndlessLine(text: string, report: ProblemReporter): boolean {
  if (text.length <= LONGEST_LINE) return false;
  let line = 1;
  for (let from = 0; from < text.length; line += 1) {
    const end = text.indexOf('\n', from);
    const length = (end === -1 ? text.length : end) - from;
    if (length > LONGEST_LINE) {
      report(
        'error',
        { line, column: 1 },
        `The line has ${String(length)} characters; expected at most ${String(LONGEST_LINE)}. Break it into lines or files.`,
      );
      return true;
    }
    from += length + 1;
  }
  return false;
}

/** The words of a week, with the times of each, as a recogniser writes them. */
const LONGEST_LINE = 20_000_000;

/** Tells of characters that were lost or read wrongly before the file came here. They stay: a guess is no evidence. */
function reportDamage(text: string, report: ProblemReporter): void {
  tell(text, /\uFFFD+/g, report, (found, times) => {
    return `A character was lost before this file was written: "${found}" stands for it${times}. It is kept. Correct the words in the written file.`;
  });
  tell(text, MISREAD, report, (found, times) => {
    return `"${found}" is UTF-8 that was once read as another character set${times}. It is kept. Repair the file with the program that wrote it, or correct the words in the written file.`;
  });
}

/** UTF-8 characters of two, three and four bytes as Windows-1252 reads them, and Cyrillic ones as Windows-1251 does. */
const MISREAD = new RegExp(
  [
    'Ã[\\x80-\\x84\\x86-\\x91\\x98-\\xBF€‚ƒ†‡ˆ‰Š‹ŒŽ˜™š›œžŸ]',
    'Â[\\xA0-\\xBF]',
    'â[€\\x80][\\x80-\\xBF˜™š›œžŸ¦“”]',
    'ðŸ[\\x80-\\xBF‘’“”•–—˜™š›œžŸ]',
    '(?:[РС][ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґёєјЅѕї‚„…†‡€‰‹‘’“”•–—™›¤¦§©«¬®°±µ¶·№»]){3,}',
  ].join('|'),
  'gu',
);

/** Leaves out terminal escapes and control characters, or puts a space where they part two words. */
function withoutControls(text: string, report: ProblemReporter): string {
  if (!CONTROL.test(text)) return text;
  tell(text, CONTROLS, report, (found, times) => {
    const what = found.startsWith(ESCAPE) ? 'A terminal escape' : 'A control character';
    return `${what} stands in the text, ${JSON.stringify(found)}${times}; expected words alone. It is left out.`;
  });
  return text.replace(RUN_OF_CONTROLS, (found, at: number, whole: string) =>
    LETTER.test(whole.charAt(at - 1)) && LETTER.test(whole.charAt(at + found.length)) ? ' ' : '',
  );
}

const LETTER = /[\p{L}\p{M}\p{N}]/u;
const CONTROL = /[\p{Cc}--\s]/v;
/** Control characters, and those with which `MISREAD` and what is lost start: most texts have none of all these. */
const MAY_BE_DAMAGED = /[[\p{Cc}--\s]\uFFFDÃÂâðРС]/v;
const ESCAPE = '\u001B';
const BELL = '\u0007';
/** Control sequences and commands of terminals (ECMA-48, sections 5.4 and 5.6), and any other control character. */
const CONTROLS = new RegExp(
  [
    `${ESCAPE}\\[[0-?]{0,40}[ -\\/]{0,9}[@-~]`,
    `${ESCAPE}\\][^\\n${ESCAPE}${BELL}]{0,500}(?:${BELL}|${ESCAPE}\\\\)`,
    CONTROL.source,
  ].join('|'),
  'gv',
);
const RUN_OF_CONTROLS = new RegExp(`(?:${CONTROLS.source})+`, 'gv');

function tell(
  text: string,
  pattern: RegExp,
  report: ProblemReporter,
  message: (found: string, times: string) => string,
): void {
  let first: RegExpExecArray | null = null;
  let count = 0;
  for (const match of text.matchAll(pattern)) {
    first ??= match;
    count += 1;
  }
  if (!first) return;
  const times = count > 1 ? ` (here and in ${String(count - 1)} more places)` : '';
  report('warning', placeIn(text, first.index), message(first[0], times));
}

function placeIn(text: string, offset: number): Place {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}
