import type { DeclaredSpeaker } from './format.ts';
import {
  bareLabel,
  hasHonorific,
  printedName,
  printedRole,
  withoutHonorifics,
} from '../transcript/label.ts';
import { isPseudoSpeaker, isRemark } from './label-shape.ts';
import { remembering } from '../transcript/remembering.ts';
import { roleOf, withoutDelivery } from './roles.ts';
import { bracketedVoice, isUnnamedVoice } from './voices.ts';

/** What has the shape of a label, and how much of a text it takes. */
export interface Opening {
  /** The label without its colon, full stop or spaces. */
  label: string;
  /** Of the label and what ends it. */
  length: number;
  /** What ends it: only a colon stands after other things too. */
  ending: 'colon' | 'stop' | 'space';
  /** The voice that it means where it is no name. */
  means?: DeclaredSpeaker;
}

/**
 * The label with which a text opens: capitals of bounded length up to a colon ("DANA COLE, HOST:", "MS. OSEI:"), a
 * title and capitals up to a full stop ("The CHAIRMAN.", "Mr. RUIZ of Ohio."), a questioner's letter ("Q    "), or a voice
 * without a name in brackets ("(UNKNOWN):").
 */
export function labelAtStart(text: string): Opening | null {
  return colonLabel(text) ?? stopLabel(text) ?? letterLabel(text) ?? voiceLabel(text);
}

/** What is shaped like a label with a colon after the end of a sentence. */
export function* labelsWithin(text: string): Generator<Opening & { at: number }> {
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    if (!CAN_END_LABEL.test(text.charAt(colon - 1)) || !followsLabel(text, colon)) continue;
    const from = Math.max(colon - LONGEST_LABEL, text.lastIndexOf(':', colon - 1) + 1);
    const before = text.slice(from, colon);
    if (!SENTENCE_END.test(before)) continue;
    for (const { index } of before.matchAll(SENTENCE_START)) {
      const at = from + index;
      const label = text.slice(at, colon);
      if (isLabelShaped(label)) {
        yield { label, length: label.length + 1, ending: 'colon', at };
        break;
      }
    }
  }
}

/** A label that says who it means by itself: more than a family name, or with a printed role. */
export const isIntroduction = remembering((label): boolean => {
  if (isNotice(label) || isPseudoSpeaker(label) || isPhrase(label)) return false;
  const name = withoutHonorifics(bareLabel(label));
  return isUnnamedVoice(label) || withoutDelivery(printedRole(label)) !== '' || /\s/u.test(name);
});

/** "KEEPING THEM HONEST", "PRIME TIME": words that are part of no name, with no role or title beside them. */
export const isPhrase = (label: string): boolean =>
  bareLabel(label) === label.trim() &&
  !hasHonorific(label) &&
  label.includes(' ') &&
  label.split(/\s+/u).some((word) => IN_NO_NAME.has(word));

/** "NOTE", "BREAKING NEWS": nobody's label, though "GUEST" may be one. */
export const isNotice = (label: string): boolean => isRemark(label) && roleOf(label) === null;

/** "Break", "Music" and "SUBTITLE" at the head of a line: the capitals whatever follows, small letters with a line to themselves; an advertisement either way. */
export function pseudoSpeakerAtStart(text: string): Opening | null {
  const colon = text.slice(0, LONGEST_PSEUDO).search(/[:：]/u);
  if (colon === -1) return null;
  const label = text.slice(0, colon).trim();
  if (!isPseudoSpeaker(label) || !/^\p{Lu}/u.test(label)) return null;
  const rest = text.slice(colon + 1).trim();
  const isAlone = rest === '' || rest.startsWith('(');
  return isAlone || !hasSmallLetters(label) || /^advert/iu.test(label)
    ? { label, length: colon + 1, ending: 'colon' }
    : null;
}

function colonLabel(text: string): Opening | null {
  const colon = labelColon(text);
  if (colon === -1) return null;
  const label = text.slice(0, colon).trimEnd();
  if (!isLabelShaped(label)) return null;
  const isLetter = /^[QA]\.$/.test(label);
  return { label: isLetter ? label.charAt(0) : label, length: colon + 1, ending: 'colon' };
}

/** As the records of parliaments and committees print it. */
function stopLabel(text: string): Opening | null {
  const label = TITLE_AND_NAME.exec(text.slice(0, LONGEST_LABEL))?.[1];
  if (label === undefined) return null;
  // "Mr. Ruiz." alone calls on somebody, and is what the one who presides says.
  const isCalled = text.length === label.length + 1 && !/\p{Lu}{2}/u.test(label);
  return isCalled ? null : { label, length: label.length + 1, ending: 'stop' };
}

/** As briefings and depositions print a question: "Q" with a gap, or with a full stop. */
function letterLabel(text: string): Opening | null {
  const match = LETTER.exec(text.slice(0, 20));
  return match && { label: match[0].charAt(0), length: match[0].length, ending: 'space' };
}

/** "(UNKNOWN):", "Reporter 1 (off-mic):" */
function voiceLabel(text: string): Opening | null {
  const bracketed = bracketedVoice(text);
  if (bracketed) return { ...bracketed, ending: 'colon' };
  const label = NUMBERED_VOICE.exec(text.slice(0, LONGEST_PSEUDO))?.[1];
  if (label === undefined || !isUnnamedVoice(label)) return null;
  return { label, length: label.length + 1, ending: 'colon' };
}

/** The colon that would end a label at the start of a text: the first outside quotation marks. */
function labelColon(text: string): number {
  const window = text.slice(0, LONGEST_LABEL);
  if (!window.includes(':') && !window.includes('：')) return -1;
  let quoted = false;
  for (let at = 0; at < window.length; at += 1) {
    const char = window[at];
    if (char === '"' || char === '“' || char === '”') quoted = !quoted;
    if ((char === ':' || char === '：') && !quoted) return followsLabel(text, at) ? at : -1;
  }
  return -1;
}

/** Words, or nothing, come after a label; a figure ("10:30") or an address ("NPR.ORG:80") does not. */
const followsLabel = (text: string, colon: number): boolean =>
  text.charAt(colon) === '：' || /^(?:$|[\s("“‘'[.…–—-])/u.test(text.charAt(colon + 1));

const isLabelShaped = remembering((label): boolean => {
  if (label.startsWith('(')) return false;
  const outside = label.replace(/\([^()]*\)|\[[^[\]]*\]/gu, ' ').trim();
  if (/^[QA]\.?$/.test(outside)) return true;
  if (EXAMINER.test(outside) || LIST_NUMBER.test(outside)) return false;
  const name = printedName(outside);
  const role = printedRole(outside);
  const isRole =
    !hasSmallLetters(role) || isShortRole(role) || isTitled(role) || withoutDelivery(role) === '';
  return isNameShaped(hasHonorific(outside) ? name.replace(OF_PLACE, '') : name) && isRole;
});

/** "Chief Engineer, Deckhands' Guild", as public television prints what somebody is: no word of a sentence. */
function isTitled(role: string): boolean {
  const words = role.replace(QUOTED, '').trim().split(/\s+/u);
  return (
    words.length <= MOST_TITLE_WORDS &&
    words.every((word) => TITLE_WORD.test(word) || WITHIN_TITLE.has(word))
  );
}

function isNameShaped(name: string): boolean {
  const words = name.split(/\s+/u);
  return (
    words.length <= MOST_NAME_WORDS &&
    /\p{Lu}/u.test(name) &&
    !/^[A-Z]$/.test(name) &&
    words.every((word) => isNameWord(word))
  );
}

const isNameWord = (word: string): boolean =>
  NAME_WORD.test(word) &&
  (PARTICLES.has(word) ||
    word.split(/['’‘`´ʼ-]/u).every((part) => !hasSmallLetters(part) || MIXED_CASE_NAME.test(part)));

const hasSmallLetters = (text: string): boolean => /\p{Ll}/u.test(text);

const isShortRole = (role: string): boolean =>
  role.split(/\s+/u).length <= MOST_ROLE_WORDS && roleOf(role) !== null;

const LONGEST_LABEL = 160;
const LONGEST_PSEUDO = 40;
const MOST_NAME_WORDS = 10;
const MOST_ROLE_WORDS = 6;
const MOST_TITLE_WORDS = 16;

/** A word of a name in capitals: "KAKISSIS", "J.D.", "O'BRIEN", "#1". */
const NAME_WORD = /^[\p{Lu}\p{Lt}\p{Lo}\p{Ll}\p{M}\p{N}#.'’‘`´ʼ·‧・&/"“”_-]+$/u;
/** "McCONNELL", "DeSANTIS"; of "al-MASRI" and "d'ESTE" the first part. */
const MIXED_CASE_NAME = /^(?:\p{Lu}\p{Ll}{1,2}\p{Lu}{2}[\p{Lu}\p{M}]*|al|el|d|l)$/u;
/** "MR. RUIZ of Ohio", "MS. BLY of the Northern Isles": where a member comes from, which only titles have beside them. */
const OF_PLACE = / of (?:the )?\p{Lu}[\p{L}\p{M}]{2,20}(?: \p{Lu}[\p{L}\p{M}]{1,20}){0,2}$/u;
const QUOTED = /["“][^"“”]*["”]/gu;
/** The title of a book may stand beside a writer's name, and be nothing but quotation. */
const TITLE_WORD = /^(?:[&/–—-]|,|['’(]?\p{Lu}[\p{L}\p{M}\p{N}.'’&/-]*[,;)]{0,2})?$/u;
const WITHIN_TITLE = new Set(
  'of the and for in on at to from with by a an de la le du des & von van der'.split(' '),
);
/** "Speaker 2", "Reporter 1 (off-mic)" */
const NUMBERED_VOICE = /^(\p{Lu}\p{L}{2,15} #?\d{1,3}(?: \([^()]{1,20}\))?):(?=\s|$)/u;
const CAN_END_LABEL = /[\p{Lu}\p{M}\p{N})"”]/u;
const SENTENCE_END = /[.?!…)\]"”’–—-]\s/u;
const SENTENCE_START = new RegExp(`(?<=${SENTENCE_END.source})\\S`, 'gu');

/** "The CHAIRMAN", "Mr. RUIZ of Ohio", "Senator van der Berg", "Ms. McBRIDE (via videoconference)". */
const TITLE_AND_NAME = new RegExp(
  String.raw`^((?:The (?:Acting |ACTING )?(?:[Cc]hair(?:man|woman|person)?|Clerk|Witness|Court|Speaker|President(?:ing Officer)?|\p{Lu}{3,20}(?: \p{Lu}{3,20})?)(?: pro tempore)?|Voices?|Audience [Mm]ember|(?:Unidentified|Unknown) (?:[Ss]peaker|[Vv]oice|[Mm]an|[Ww]oman)` +
    String.raw`|(?:Mr\.?|Mrs\.?|Ms\.?|Miss|Mx\.?|Dr\.?|Sir|Dame|Senator|Representative|Chair(?:man|woman)?|Secretary|Ambassador` +
    String.raw`|Governor|Mayor|Judge|General|Admiral|Colonel|Director|Commissioner|Professor)` +
    String.raw`(?: \p{Lu}\.| (?:de|del|der|di|da|la|van|von)| \p{Lu}[\p{L}\p{M}'’-]{1,30}){0,6} \p{Lu}[\p{L}\p{M}'’-]{1,30}(?: of (?:the )?\p{Lu}[\p{L} ]{1,30})?)(?: (?:\([^()]{1,60}\)|\[[^[\]]{1,60}\]))?)[.:](?=\s|$)`,
  'u',
);
/** "3. DANA COLE:" is Dana Cole in a list, which other formats read. */
const LIST_NUMBER = /^\d{1,6}[.)]\s/u;
/** "BY MS. OSEI:" on a line of its own tells whose the questions below are. */
const EXAMINER = /^BY (?:M[RSX]S?|MISS|DR)\b/u;
const LETTER = /^(?:[QA](?:\t| {2,}|\u00a0+ *)|[QA]\. {1,10}|Q (?=["“'‘]?\p{Lu}))(?=\S)/u;

const IN_NO_NAME = new Set(
  (
    'THEM THIS THAT THESE THOSE YOUR OUR THEIR MY YOU WE THEY IT US IS ARE WAS WERE HOW WHY WHAT WHEN WHERE ABOUT NOT ' +
    'TODAY TONIGHT TOMORROW TIME NEWS STORY REPORT HEADLINES WEATHER FORECAST UPDATE'
  ).split(' '),
);
const PARTICLES = new Set(
  'de da do dos das del della di du la le van von der den ten ter bin ibn al el y e and zu zur'.split(
    ' ',
  ),
);
