import { decodeString } from 'micromark-util-decode-string';
import { clockAtEnd, clockAtStart, fullClockAtStart, withoutBracketedClocks } from './clock.ts';
import type { Format } from './format.ts';
import { isNameLike, isPseudoSpeaker, isRemark, LONGEST_LABEL } from './label-shape.ts';
import {
  countOpenings,
  IN_LIST,
  listMarkerOf,
  turnLinesFormat,
  type LineOpening,
  type TurnLines,
} from './turn-lines.ts';

/**
 * Markdown whose turns open with a label in bold (CommonMark 0.31, section 6.2), as podcasts publish them: the colon
 * inside the bold or after it, a time after the label or before it; names in italics with a colon, where they come again;
 * or names in bold that come again, without any colon, before a sentence.
 */
export const BOLD_LABELS: TurnLines = {
  opening: boldOpening,
  within: boldWithin,
  markdown: true,
  wordsBelow: false,
  opensWith: 'preamble',
};

export const markdownBold: Format = turnLinesFormat(
  {
    id: 'markdown-bold',
    name: 'Markdown with bold labels',
    example: [
      '**Ana Ruiz:** The ice is back. \\[04:01\\]',
      '',
      '**Lee Osei:** I can hear it from here.',
    ].join('\n'),
    atMost: 0.8,
    detect,
  },
  BOLD_LABELS,
);

function detect(source: string): number {
  if (!source.includes('*') && !source.includes('_')) return 0;
  const { openings, recurring } = countOpenings(source, BOLD_LABELS);
  const certain = openings.filter(({ certainty }) => certainty === 'certain').length;
  if (certain > 1 || recurring > 1) return 0.8;
  return certain > 0 ? 0.5 : 0;
}

function boldOpening(line: string): LineOpening | null {
  const marker = listMarkerOf(line);
  const text = line.slice(marker);
  const before = clockAtStart(text);
  const lead = before ? before.length + leadingSpace(text.slice(before.length)) : 0;
  const opening = boldAt(text.slice(lead));
  if (!opening) return null;
  const rest = text.slice(lead + opening.length);
  const space = leadingSpace(rest);
  const isTimed = opening.start !== null || before !== null;
  const after = isTimed ? null : fullClockAtStart(rest.slice(space));
  const { start, end } = opening.start === null ? (before ?? after ?? opening) : opening;
  return {
    ...opening,
    start,
    end,
    length: marker + lead + opening.length + (after ? space + after.length : 0),
    ...(marker > 0 && { certainty: 'doubtful', style: IN_LIST }),
  };
}

/** The label in bold with which a text opens. */
function boldAt(text: string): LineOpening | null {
  const marker = /^(?:\*{1,3}|_{1,3})(?=\S)/u.exec(text)?.[0];
  if (marker === undefined) return null;
  const close = text.slice(0, LONGEST_LABEL + 60).indexOf(marker, marker.length);
  if (close === -1) return null;
  const inside = text.slice(marker.length, close).trim();
  const after = text.slice(close + marker.length);
  const colonInside = /[:：]$/u.test(inside);
  const aside = colonInside ? null : ASIDE_AND_COLON.exec(after.slice(0, LONGEST_ASIDE));
  const colonAfter = colonInside ? null : (aside ?? /^\s?[:：]/u.exec(after))?.[0];
  const named = colonInside ? inside.slice(0, -1).trimEnd() : inside;
  const inLabel = clockOfLabel(named + asideOf(aside?.groups));
  const label = decodeString(inLabel.name).trim();
  let length = close + marker.length + (colonAfter?.length ?? 0);
  const rest = text.slice(length);
  const space = leadingSpace(rest);
  const clock = clockAtStart(rest.slice(space));
  const isMarked = !/^\d/u.test(rest.slice(space));
  const isAlone = rest.length - space === (clock?.length ?? 0);
  const hasColon = colonInside || typeof colonAfter === 'string';
  if (label === '' || label.length > LONGEST_LABEL) return null;
  const isBeforeWords = () => isAlone || SENTENCE.test(rest);
  if (!hasColon && !(isBeforeWords() && isNameLike(label))) return null;
  if (hasColon && !isLabel(label)) return null;
  // What is in italics is a label where it has a colon and comes again.
  const isItalic = marker.length === 1;
  if (isItalic && (!hasColon || !isNameLike(label))) return null;
  if (clock && (isMarked || isAlone)) length += space + clock.length;
  const time = clock && (isMarked || isAlone) ? clock : inLabel;
  return {
    label,
    start: time.start,
    end: time.end,
    length,
    certainty: !isItalic && (hasColon || clock !== null) ? 'certain' : 'doubtful',
    ...(isItalic && { style: 'italic' }),
  };
}

/** A label in mid-paragraph: bold with its colon, of somebody who is known or has a name. */
function boldWithin(
  text: string,
  isSpeaker: (label: string) => boolean,
): (LineOpening & { at: number }) | null {
  for (let at = text.indexOf('**'); at !== -1; at = text.indexOf('**', at + 2)) {
    if (at === 0 || !/\s/u.test(text.charAt(at - 1))) continue;
    const opening = boldAt(text.slice(at, at + LONGEST_LABEL + 200));
    if (opening?.certainty !== 'certain') continue;
    const { label } = opening;
    // A time in a label is left out where the label opens its line, and is words elsewhere.
    if (
      lettersOf(label) !==
      lettersOf(withoutBracketedClocks(text.slice(at, at + opening.length)).text)
    )
      continue;
    if (isSpeaker(label) || isPseudoSpeaker(label) || (isNameLike(label) && label.includes(' '))) {
      return { ...opening, at };
    }
  }
  return null;
}

const lettersOf = (text: string): string => decodeString(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** Somebody's label may be in small letters; a remark, a sentence or a long phrase is none. */
const isLabel = (label: string): boolean =>
  isNameLike(label) ||
  (!isRemark(label) && label.split(/\s+/u).length <= MOST_WORDS && !/[.!?]$/u.test(label));

/** "Ana Ruiz [00:04]", "00:04 Ana Ruiz". */
function clockOfLabel(text: string): { name: string; start: number | null; end: number | null } {
  const last = clockAtEnd(text);
  if (last && last.length < text.length)
    return { ...last, name: text.slice(0, -last.length).replace(/[\s:：–—-]+$/u, '') };
  const first = clockAtStart(text);
  if (first && first.length < text.length)
    return { ...first, name: text.slice(first.length).trim() };
  return { name: text, start: null, end: null };
}

const leadingSpace = (text: string): number => text.length - text.trimStart().length;

/** What tells how somebody speaks as a label prints it: "(laughs)", also where a dash or emphasis marked it. */
function asideOf({ aside = '', marked }: Record<string, string | undefined> = {}): string {
  return marked === undefined ? aside : ` (${marked})`;
}

/** "**Ana Ruiz** (laughs):", "**Ana Ruiz**, laughing:", "**Ana Ruiz** [on the phone]:", "**Ana Ruiz** *sighs*:", "**Ana Ruiz** — laughing:" */
const ASIDE_AND_COLON =
  /^(?<aside>\s?(?:\([^()\n]{1,80}\)|\\?\[[^[\]\n]{1,80}\]|, ?[^:：.,;()[\]\n]{1,40}|(?:[*_]|[—–] )(?<marked>\p{Ll}[^:：*_.,;()[\]\n]{1,40})[*_]?))\s?[:：](?=\s|$)/u;
const LONGEST_ASIDE = 100;
const SENTENCE = /^\s{1,9}(?:\*{1,2})?["“‘'«(¿¡]{0,2}[\p{Lu}\p{Lt}\p{Lo}\d]/u;
const MOST_WORDS = 6;
