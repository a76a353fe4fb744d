import { glob, readdir, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { linkFault, readFault } from './system-fault.ts';

/** A file to import, or a path that leads to none. */
export interface Input {
  file: string;
  /** What is wrong with the path; `null` where it leads to a file. */
  fault: string | null;
}

/**
 * The files that paths name, each once: a file itself; of a folder every file below it, in the order of their names;
 * of a pattern ("talks/*.txt") what it matches. Hidden files in folders are left out; links are followed once.
 */
export async function findInputs(paths: readonly string[]): Promise<Input[]> {
  const inputs: Input[] = [];
  const seen = new Set<string>();
  for (const given of paths) {
    if (given === '-') {
      inputs.push({ file: given, fault: NO_STREAM });
      continue;
    }
    const matches = await matchesOf(given);
    const found: Input[] = [];
    let isNew = matches.length === 0;
    for (const match of matches) {
      isNew ||= !seen.has(await realpath(match).catch(() => match));
      found.push(...(await Array.fromAsync(filesAt(match, seen))));
    }
    if (found.length === 0 && isNew) {
      found.push({ file: given, fault: matches[0] === given ? NO_FILES : NO_MATCH });
    }
    inputs.push(...found);
  }
  return inputs;
}

const NO_MATCH = 'No file matches; expected a pattern such as "talks/*.txt". Correct it.';
const NO_FILES = 'The folder has no files; expected transcripts in it. Correct the path.';
const NO_STREAM =
  'The standard input is not read; expected a file or a folder. Save the text as a file and give its path.';
const NO_FILE =
  'This is a device, a pipe or a socket; expected a file or a folder. Correct the path.';

/** A path that exists is no pattern, whatever its characters. */
async function matchesOf(given: string): Promise<string[]> {
  const exists = await stat(given).then(
    () => true,
    () => false,
  );
  if (exists || !/[*?[{]/.test(given)) return [given];
  const matches = await Array.fromAsync(glob(given));
  return matches.filter((match) => !isHidden(match, given)).sort();
}

/** Whether a part of a path is hidden that its pattern does not name. */
function isHidden(match: string, pattern: string): boolean {
  const named = new Set(pattern.split(/[\\/]/));
  return match.split(path.sep).some((part) => /^\.[^.]/.test(part) && !named.has(part));
}

async function* filesAt(place: string, seen: Set<string>): AsyncGenerator<Input> {
  try {
    const found = await stat(place);
    const real = await realpath(place);
    if (seen.has(real)) return;
    seen.add(real);
    if (found.isDirectory()) {
      const names = await readdir(place);
      for (const name of names.sort()) {
        if (!name.startsWith('.')) yield* filesAt(path.join(place, name), seen);
      }
    } else yield { file: place, fault: found.isFile() ? null : NO_FILE };
  } catch (error) {
    const isLink = await readlink(place).then(
      () => true,
      () => false,
    );
    yield { file: place, fault: isLink ? linkFault(error) : readFault(error) };
  }
}
