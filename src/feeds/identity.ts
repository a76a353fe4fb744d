import { createHash } from 'node:crypto';
import { isoDate, parseDate } from '../transcript/date.ts';

/** A UUID of version 8 (RFC 9562) made of what it names. */
export function urn(name: readonly unknown[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(name)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const [, ...parts] = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(bytes.toString('hex')) ?? [];
  return `urn:uuid:${parts.join('-')}`;
}

/** A date as RFC 3339 wants it, to the second; `null` where its day is not known, since any day would be made up. */
export const knownInstant = (date: string): string | null =>
  typeof parseDate(date)?.day === 'number' ? instant(date) : null;

/**
 * A date as RFC 3339 wants it, to the second; what is not known of it is its beginning. For what has to have an
 * instant: the `updated` of Atom (RFC 4287, section 4.2.15).
 */
export function instant(date: string): string {
  const [day = '', time] = isoDate(date).split('T', 2);
  const whole = `${day}-01-01`.slice(0, 10);
  const instantOf = new Date(time === undefined ? `${whole}T00:00:00Z` : isoDate(date));
  return Number.isNaN(instantOf.getTime())
    ? `${whole}T00:00:00Z`
    : instantOf.toISOString().replace(/\.\d+Z$/, 'Z');
}
