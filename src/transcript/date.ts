/** A date as front matter has it, taken apart. A part that was not given is `null`. */
export interface PartialDate {
  year: number;
  month: number | null;
  day: number | null;
  /** Minutes after midnight in `zone`. */
  minutes: number | null;
  /** `Z` or an offset such as `+02:00`. */
  zone: string | null;
}

/** Says what `parseDate` takes, for messages. */
export const DATE_FORMS =
  'a year (2026), a month (2026-03), a day (2026-03-02), or a time with its zone (2026-03-02T07:40+02:00)';

/**
 * Reads a date of the forms in `DATE_FORMS` (profile of RFC 3339 and ISO 8601-1), or gives `null`.
 * A day that no calendar has is no date.
 */
export function parseDate(text: string): PartialDate | null {
  const match = DATE.exec(text);
  if (!match) return null;
  const [, year, month, day, hours, minutes, zone] = match;
  const date: PartialDate = {
    year: Number(year),
    month: month === undefined ? null : Number(month),
    day: day === undefined ? null : Number(day),
    minutes: hours === undefined ? null : Number(hours) * 60 + Number(minutes),
    zone: zone ?? null,
  };
  return exists(date) ? date : null;
}

/**
 * A date of the front matter as W3C's profile of ISO 8601 (https://www.w3.org/TR/NOTE-datetime) and XML Schema have it,
 * as exact as it is: `2026-03-02 07:40+0200` gives `2026-03-02T07:40:00+02:00`.
 */
export const isoDate = (date: string): string =>
  date
    .replace(' ', 'T')
    .replace(/(T\d\d:\d\d)(?!:)/, '$1:00')
    .replace(/([+-]\d\d)(\d\d)$/, '$1:$2');

function exists({ year, month, day, minutes }: PartialDate): boolean {
  if (month !== null && (month < 1 || month > 12)) return false;
  if (day !== null && (day < 1 || day > daysIn(year, month ?? 1))) return false;
  return minutes === null || minutes < 24 * 60;
}

const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

const DATE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):([0-5]\d)(?::[0-5]\d(?:\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2}))?)?)?$/;
