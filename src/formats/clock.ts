/** A time that a source prints: seconds, and how much of the text it takes. */
export interface Clock {
  start: number;
  end: number | null;
  length: number;
}

/** The time at the start of a text: `0:03`, `[00:04:01.18]`, `(1:02:03)`, `\[04:01\]`, `[0:03 - 0:09]`, `[00:03.000 --> 00:09.000]`. */
export function clockAtStart(text: string): Clock | null {
  const match = AT_START.exec(text.slice(0, LONGEST));
  return match && clockOf(match);
}

/**
 * The time with hours, minutes and seconds at the start of a text, without brackets and before white space: `0:00:03 `,
 * `00:04:01.18 `. Nobody says it so.
 */
export function fullClockAtStart(text: string): Clock | null {
  const [from] = FULL_CLOCK.exec(text.slice(0, LONGEST)) ?? [];
  return from === undefined ? null : { start: secondsOf(from), end: null, length: from.length };
}

/** The time at the end of a text, which is short. */
export function clockAtEnd(text: string): Clock | null {
  const match = AT_END.exec(text.slice(-LONGEST));
  return match && clockOf(match);
}

/** A text without the times in square brackets that stand among its words, and how many there were. */
export function withoutBracketedClocks(text: string): { text: string; count: number } {
  if (!text.includes('[')) return { text, count: 0 };
  let count = 0;
  const rest = text.replace(BRACKETED, (_, before: string, after: string, at: number) => {
    count += 1;
    const isParted = /^\s?$/u.test(text.charAt(at - 1));
    return before === '' && after !== '' && isParted ? '' : ' ';
  });
  return { text: rest.trim().replaceAll(/ (?=[.,;!?)](?:\s|$))/gu, ''), count };
}

/** Whether a text in square brackets is nothing but a time. */
export const isBracketedClock = (text: string): boolean =>
  text.startsWith('[') && clockAtStart(text)?.length === text.length;

function clockOf({ 0: whole, groups }: RegExpExecArray): Clock {
  const { from = '', to } = groups ?? {};
  return {
    start: secondsOf(from),
    end: to === undefined ? null : secondsOf(to),
    length: whole.length,
  };
}

function secondsOf(clock: string): number {
  const parts = clock.replace(',', '.').split(':').map(Number);
  return parts.reduce((sum, part) => sum * 60 + part, 0);
}

/** No time with its brackets is longer. */
const LONGEST = 60;

const CLOCK = String.raw`\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?`;
const RANGE = String.raw`(?<from>${CLOCK})(?: ?[-–—] ?(?<to>${CLOCK}))?`;
const BRACKETED_RANGE = String.raw`(?<from>${CLOCK})(?: ?(?:-->|[-–—]) ?(?<to>${CLOCK}))?`;
const BRACKET = String.raw`\\?\[ ?${BRACKETED_RANGE} ?\\?\]`;
const PARENTHESIS = String.raw`\( ?${RANGE} ?\)`;
const AT_START = new RegExp(`^(?:${BRACKET}|${PARENTHESIS}|${RANGE}(?![\\d:]))`, 'u');
const AT_END = new RegExp(`(?:${BRACKET}|${PARENTHESIS}|(?<!\\d|\\d[:.,])${RANGE})$`, 'u');
const FULL_CLOCK = /^\d{1,2}:[0-5]\d:[0-5]\d(?:[.,]\d{1,3})?(?=\s)/u;
const BRACKETED = new RegExp(
  String.raw`(^|[ \t]?)\\?\[ ?${CLOCK}(?: ?(?:-->|[-–—]) ?${CLOCK})? ?\\?\]([ \t]|$|)`,
  'gu',
);
