import path from 'node:path';

/** A file's path as an id: without its ending, lower-case, composed, with slashes. */
export const addressOf = (file: string): string =>
  file
    .replace(/\.[^.]+$/u, '')
    .split(path.sep)
    .join('/')
    .normalize('NFC')
    .toLowerCase();

/** What is wrong with an id as an address (design, contract 1), or `null`. */
export function checkAddress(id: string): string | null {
  const last = id.split('/').at(-1) ?? '';
  if (/^t\d+[a-z]*$/.test(last)) {
    return `The name "${last}" looks like a turn's id; expected another name, since /transcripts/…/${last}/ is a turn's address. Rename the file.`;
  }
  if (last.includes('.')) {
    return `The name "${last}" holds a dot; expected none, since what follows a dot is an export's ending. Rename the file.`;
  }
  if (
    !/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}_-]*(?:\/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}_.-]*)*$/u.test(
      id,
    )
  ) {
    return `The name "${id}" can't be an address; expected letters, digits, hyphens and underscores. Rename the file.`;
  }
  return null;
}
