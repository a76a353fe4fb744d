import { readFileSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { unpackBytes } from '../formats/formats.ts';
import { reportInto } from '../transcript/problem.ts';
import { openContent, storeTranscript, type Content, type StoreOptions } from './import-content.ts';
import type { Input } from './import-inputs.ts';
import { whileAlone } from './import-lock.ts';
import { showImports, type ImportedFile } from './import-report.ts';
import { importTranscript, type ImportOptions } from './import-transcript.ts';
import { readFault, writeFault } from './system-fault.ts';

export interface ImportRun extends ImportOptions, StoreOptions {
  inputs: readonly Input[];
  /** One line of JSON for each file, instead of text. */
  json: boolean;
  /** Given when the run is to end after the file that it is at. */
  stop?: AbortSignal;
}

/**
 * Imports files into the content folder one after the other. A file with errors is reported and leaves the folder as
 * it was; the others go on.
 *
 * @returns whether there were no errors.
 */
export async function importFiles(run: ImportRun): Promise<boolean> {
  return run.dryRun ? importAll(run) : whileAlone(run.content, () => importAll(run), run.stop);
}

async function importAll(run: ImportRun): Promise<boolean> {
  const content = await openContent(run);
  if (!content) return false;
  const report = await showImports(run.inputs.length, run);
  for (const input of run.inputs) {
    // A signal is heard between two files.
    await setImmediate();
    if (run.stop?.aborted === true) break;
    report.begin(input.file);
    report.tell(await importFile(input, run, content));
  }
  return report.finish();
}

async function importFile(
  { file, fault }: Input,
  run: ImportRun,
  content: Content,
): Promise<ImportedFile> {
  if (fault !== null) return failed(file, fault);
  const bytes = readBytes(file);
  if (typeof bytes === 'string') return failed(file, bytes);
  try {
    const source = (await unpackBytes(bytes)) ?? bytes;
    const { people, newcomers } = content;
    const imported = importTranscript(source, file, { ...run, newcomers }, people);
    const written = await storeTranscript(imported, run, content);
    return { ...imported, written };
  } catch (error) {
    return failed(file, writeFault(error));
  }
}

/** The bytes of a file, or why there are none. */
function readBytes(file: string): Uint8Array | string {
  try {
    const { size } = statSync(file);
    if (size <= LARGEST) return readFileSync(file);
    return `The file has ${String(size)} bytes; expected at most ${String(LARGEST)}. Break it into several.`;
  } catch (error) {
    return readFault(error);
  }
}

/** A word-by-word record of some days. What is larger would not fit into memory several times over. */
const LARGEST = 200_000_000;

function failed(file: string, fault: string): ImportedFile {
  const imported: ImportedFile = {
    file,
    format: null,
    transcript: null,
    markdown: null,
    newPeople: [],
    problems: [],
    written: [],
  };
  reportInto(imported.problems, file)('error', { line: 1, column: 1 }, fault);
  return imported;
}
