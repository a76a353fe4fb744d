/** What to tell of an error met while something was read: what is wrong, and the cure. */
export function readFault(error: unknown): string {
  return READ_FAULTS[codeOf(error)] ?? `The file can't be read: ${messageOf(error)}.`;
}

/** What to tell of an error met while a link was followed. */
export const linkFault = (error: unknown): string =>
  codeOf(error) === 'ENOENT'
    ? 'This link leads nowhere; expected a file or a folder behind it. Correct or remove the link.'
    : readFault(error);

/** What to tell of an error met while a file was imported and written. */
export function writeFault(error: unknown): string {
  const code = codeOf(error);
  if (code === '') {
    return `The importer failed: ${messageOf(error)}. Nothing of this file is written. Try another --format, and report the fault.`;
  }
  return `The content folder can't be written: ${messageOf(error)}. Nothing of this file is written. ${WRITE_CURES[code] ?? 'Mend the cause'} and import again.`;
}

/** What to tell of an error of the system met while a site was built; `null` where it is none. */
export function buildFault(error: unknown, outDir: string): string | null {
  const code = codeOf(error);
  if (code === '') return null;
  const cure =
    code === 'ENOENT'
      ? 'A file vanished while it was read. Put it back'
      : (WRITE_CURES[code] ?? 'Mend the cause');
  return `The site can't be written into ${outDir}: ${messageOf(error)}. The former site is as it was. ${cure} and build again.`;
}

/** What to tell of an error met while the content folder was read. */
export const contentFault = (error: unknown): string =>
  `The content folder can't be read: ${messageOf(error)}; expected a folder with speakers/ and transcripts/. Correct TURNSTONE_CONTENT, or mend the folder.`;

const READ_FAULTS: Record<string, string | undefined> = {
  ENOENT: 'No such file; expected a transcript or a folder of transcripts. Correct the path.',
  ENOTDIR: 'No such file; expected a transcript or a folder of transcripts. Correct the path.',
  ELOOP: 'This link leads to itself; expected a file. Correct or remove the link.',
  EACCES: 'You may not read this; expected a file that you may read. Change its permissions.',
  EPERM: 'You may not read this; expected a file that you may read. Change its permissions.',
};

const WRITE_CURES: Record<string, string | undefined> = {
  EACCES: 'Change its permissions',
  EPERM: 'Change its permissions',
  EROFS: 'Make it writable',
  ENOSPC: 'Make room on the disk',
  EDQUOT: 'Make room on the disk',
  EFBIG: 'Make room on the disk',
};

/** The system's name for an error, such as `ENOSPC`; empty where the error is not the system's. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : '';
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
