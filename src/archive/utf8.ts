import type { Place } from '../transcript/problem.ts';

/** Text, or the place of the first byte that is none. */
export type DecodedText =
  { text: string; problem: null } | { text: null; problem: Place & { message: string } };

/** Decodes strict UTF-8 (RFC 3629) without a byte order mark. A NUL counts as no text. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return wrongAt(bytes, firstInvalid(bytes), 'Not UTF-8 text');
  }
  const nul = bytes.indexOf(0);
  return nul < 0 ? { text, problem: null } : wrongAt(bytes, nul, 'A NUL byte, as in a binary file');
}

function wrongAt(bytes: Uint8Array, offset: number, what: string): DecodedText {
  const before = new TextDecoder().decode(bytes.subarray(0, offset)).split('\n');
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, '0').toUpperCase();
  const message = `${what}: byte 0x${byte}; expected UTF-8. Save the file as UTF-8.`;
  return { text: null, problem: { ...place, message } };
}

/** The offset of the first character that does not decode: the longest readable prefix is found by halving. */
function firstInvalid(bytes: Uint8Array): number {
  let readable = 0;
  let unreadable = bytes.length;
  while (unreadable - readable > 1) {
    const middle = (readable + unreadable) >> 1;
    if (decodePrefix(bytes.subarray(0, middle)) === null) unreadable = middle;
    else readable = middle;
  }
  const characters = decodePrefix(bytes.subarray(0, readable)) ?? '';
  return new TextEncoder().encode(characters).length;
}

/** The whole characters of a prefix, or `null`; a character cut off at its end is no error yet. */
function decodePrefix(prefix: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(prefix, {
      stream: true,
    });
  } catch {
    return null;
  }
}
