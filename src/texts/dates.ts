import { parseDate } from '../transcript/date.ts';

/**
 * A date as people read it, as exact as it was given and in its own zone: `2026-03` gives "March 2026",
 * `2026-03-02T07:40+02:00` gives "2 March 2026 at 07:40". A text that is no date comes back as it is.
 *
 * @param locale a BCP 47 tag.
 */
export function formatDate(date: string, locale: string): string {
  const parsed = parseDate(date);
  if (!parsed) return date;
  const { year, month, day, minutes } = parsed;
  // The parts are the date's own local ones, so they are formatted as they stand, without another zone's shift.
  const local = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1, 0, minutes ?? 0));
  return formatter(locale, shape(month, day, minutes)).format(local);
}

/** Making a formatter takes a hundred times as long as using it. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  formatters.set(key, made);
  return made;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function shape(
  month: number | null,
  day: number | null,
  minutes: number | null,
): Intl.DateTimeFormatOptions {
  if (month === null) return { year: 'numeric' };
  if (day === null) return { year: 'numeric', month: 'long' };
  if (minutes === null) return { dateStyle: 'long' };
  return { dateStyle: 'long', timeStyle: 'short' };
}

/** The name of a month, `03`, as it stands alone. */
export const monthName = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2000, Number(month) - 1)),
  );
