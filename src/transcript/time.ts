/** A time read from a text: seconds, and how much of the text it took with the white space around it. */
export interface ReadTime {
  start: number;
  end: number | null;
  length: number;
}

/**
 * Reads the optional time after a label: `[02:14]`, `[1:02:14]`, `[1:02:14.250]`, or a stretch, `[02:14–02:31]`.
 *
 * @returns `null` where the text opens with no such bracket; `'malformed'` where it opens with one that is no time,
 * such as `[02:99]`.
 */
export function readTime(text: string): ReadTime | 'malformed' | null {
  const match = BRACKET.exec(text);
  if (!match) return null;
  const [whole, from = '', to] = match;
  const start = secondsOf(from);
  const end = to === undefined ? null : secondsOf(to);
  if (start === null || (to !== undefined && end === null)) return 'malformed';
  return { start, end, length: whole.length };
}

/** `134` as `02:14`, `3734.25` as `1:02:14.250`: the form `readTime` takes. */
export function formatTime(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  const whole = Math.floor(milliseconds / 1000);
  const pad = (value: number, width = 2) => String(value).padStart(width, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = pad(Math.floor(whole / 60) % 60);
  const fraction = milliseconds % 1000;
  return (
    (hours > 0 ? `${String(hours)}:` : '') +
    `${minutes}:${pad(whole % 60)}` +
    (fraction > 0 ? `.${pad(fraction, 3)}` : '')
  );
}

function secondsOf(time: string): number | null {
  const parts = time.split(':').map(Number);
  const [seconds = 0, minutes = 0, hours = 0] = parts.reverse();
  if (seconds >= 60 || (parts.length === 3 && minutes >= 60)) return null;
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000) / 1000;
}

const BRACKET =
  /^\s*\[(\d{1,3}(?::\d{1,2}){1,2}(?:\.\d{1,3})?)(?: ?[–-] ?(\d{1,3}(?::\d{1,2}){1,2}(?:\.\d{1,3})?))?\]\s*/;
