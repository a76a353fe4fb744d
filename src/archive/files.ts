import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { reportInto, type Problem } from '../transcript/problem.ts';
import { decodeUtf8 } from './utf8.ts';

/** The files below a folder that have an ending, hidden ones apart, in order. None where there is no such folder. */
export function listFiles(folder: string, ending: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.endsWith(ending) && !isHidden(name)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
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

/** Whether the system says that there is no such file. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** A path as a person in the working folder would type it. */
export function displayPath(content: string, name: string): string {
  const relative = path.relative(process.cwd(), path.resolve(content, name));
  const shown = relative.startsWith('..') ? path.resolve(content, name) : relative;
  return shown.split(path.sep).join('/');
}

const isHidden = (name: string): boolean =>
  name.split(path.sep).some((part) => part.startsWith('.'));
