import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { reportInto, type Problem } from '../transcript/problem.ts';
import { decodeUtf8 } from './utf8.ts';

/**
 * The files below a folder that have an ending, hidden ones apart, in order. None where there is no such folder. Links to
 * folders are followed, but not back into a folder that holds them.
 */
export function listFiles(folder: string, ending: string): string[] {
  const names: string[] = [];
  addNames(folder, '', [], names);
  return names.filter((name) => name.endsWith(ending) && !isHidden(name)).sort();
}

/** @param entered where the folder and those that hold it really are, as far as links led there. */
function addNames(
  folder: string,
  below: string,
  entered: readonly string[],
  names: string[],
): void {
  const inside = path.join(folder, below);
  for (const entry of namesIn(inside)) {
    const name = path.join(below, entry.name);
    names.push(name);
    if (entry.isDirectory()) addNames(folder, name, entered, names);
    if (!entry.isSymbolicLink()) continue;
    const target = folderBehind(path.join(folder, name));
    if (target === null) continue;
    const holders = [...entered, realpathSync(inside)];
    if (holders.some((holder) => `${holder}${path.sep}`.startsWith(target + path.sep))) continue;
    addNames(folder, name, [...holders, target], names);
  }
}

function namesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** The folder to which a link leads; `null` where it leads to a file or nowhere. */
function folderBehind(link: string): string | null {
  try {
    const target = realpathSync(link);
    return statSync(target).isDirectory() ? target : null;
  } catch {
    // Who reads what is behind it tells what is wrong with it.
    return null;
  }
}

/** A file's text; `null` where there is none, or where it can't be read, which is reported. */
export function readSource(content: string, name: string, problems: Problem[]): string | null {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path.join(content, name));
  } catch (error) {
    if (isMissing(error)) return null;
    const what = error instanceof Error ? error.message.split(',', 1)[0] : String(error);
    reportInto(problems, displayPath(content, name))(
      'error',
      START,
      `The file can't be read (${what ?? ''}); expected a readable file. Mend its permissions, or rename what is no file.`,
    );
    return null;
  }
  const { text, problem } = decodeUtf8(bytes);
  if (problem) {
    reportInto(problems, displayPath(content, name))('error', problem, problem.message);
    return null;
  }
  return text;
}

/** The text of a file that was in its folder a moment ago; `null` where it can't be read, which is reported. */
export function readListed(content: string, name: string, problems: Problem[]): string | null {
  const known = problems.length;
  const source = readSource(content, name, problems);
  if (source === null && problems.length === known) {
    reportInto(problems, displayPath(content, name))(
      'error',
      START,
      "The file is in its folder and can't be found; expected it to stay there while it is read, or, where it is a link, to lead to a file. Put it back, or remove it altogether.",
    );
  }
  return source;
}

/** Where a problem of a whole file is. */
export const START = { line: 1, column: 1 };

/** Whether the system says that there is no such file, or no folder that could hold it. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Reports a content folder that is none, and files in it that stand where folders belong. */
export function checkContentFolder(content: string, problems: Problem[]): void {
  const found = statSync(content, { throwIfNoEntry: false });
  if (!found?.isDirectory()) {
    reportInto(problems, displayPath(content, ''))(
      'error',
      START,
      `${found ? 'This is a file' : 'No such folder'}; expected the content folder. Correct TURNSTONE_CONTENT, or run the command in the folder that holds content/.`,
    );
    return;
  }
  for (const name of ['permalinks', 'programs', 'speakers', 'stories', 'transcripts']) {
    const part = statSync(path.join(content, name), { throwIfNoEntry: false });
    if (!part || part.isDirectory()) continue;
    reportInto(problems, displayPath(content, name))(
      'error',
      START,
      'This is a file; expected a folder of this name, or nothing. Rename the file.',
    );
  }
}

/** A path as a person in the working folder would type it. */
export function displayPath(content: string, name: string): string {
  const relative = path.relative(process.cwd(), path.resolve(content, name));
  const shown = relative.startsWith('..') ? path.resolve(content, name) : relative;
  return shown.split(path.sep).join('/');
}

const isHidden = (name: string): boolean =>
  name.split(path.sep).some((part) => part.startsWith('.'));
