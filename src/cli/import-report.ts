import { toJson } from '../formats/json.ts';
import { ownText } from '../transcript/own-text.ts';
import { formatProblem } from '../transcript/problem.ts';
import { showProgress } from './progress.ts';
import type { Imported } from './import-transcript.ts';
import { visible } from './visible.ts';

export interface ImportedFile extends Imported {
  /** What was written, or would be on a dry run. */
  written: string[];
}

/** Tells a person, or a program, how an import goes. */
export interface ImportReport {
  /** A file's turn has come. */
  begin(file: string): void;
  tell(imported: ImportedFile): void;
  /** Prints the closing table, and how many files were left. Returns whether there were no errors. */
  finish(): boolean;
}

/** Shows the import of so many files: a progress bar on a terminal, lines elsewhere, JSON Lines if asked. */
export async function showImports(
  total: number,
  { json, dryRun }: { json: boolean; dryRun: boolean },
): Promise<ImportReport> {
  const progress = total > 1 ? await showProgress(total) : null;
  const rows: Row[] = [];
  const speakers = new Set<string>();
  const newcomers = new Newcomers();
  return {
    begin(file) {
      progress?.show(rows.length, file);
    },
    tell(imported) {
      progress?.clear();
      if (json) console.log(JSON.stringify(jsonOf(imported)));
      else printFile(imported);
      rows.push(rowOf(imported, speakers));
      newcomers.note(imported);
    },
    finish() {
      progress?.end();
      const totals = sumOf(rows, speakers.size);
      if (!json) printClosing(rows, totals, newcomers, dryRun);
      if (rows.length < total) {
        console.error(
          `\nStopped after ${String(rows.length)} of ${amount(total, 'file')}. What is listed above is whole. Import again for the rest: what is there already is reported and left as it is.`,
        );
      }
      return totals.errors === 0;
    },
  };
}

/** Contract 4 of the design. With errors, the transcript is there as far as it was read. */
function jsonOf({ file, format, transcript, problems }: ImportedFile) {
  return {
    file,
    format: format?.id ?? null,
    transcript: transcript && toJson(transcript),
    problems: problems.map(({ severity, message, line, column }) => ({
      severity,
      message,
      line,
      column,
    })),
  };
}

function printFile({ file, format, transcript, problems, written }: ImportedFile): void {
  if (problems.length > 0) console.error(visibleLines(problems.map(formatProblem)));
  const name = format?.name ?? 'unknown format';
  const outcome =
    transcript && written.length > 0
      ? `${amount(transcript.turns.length, 'turn')}, ${amount(transcript.speakers.length, 'speaker')}`
      : 'not imported';
  const targets = written.map((target) => `  ${target}`);
  console.log(visibleLines([`${file} (${name}): ${outcome}`, ...targets]));
}

/** Printed at once: each line by itself would be handed to the system by itself. */
const visibleLines = (lines: readonly string[]): string => lines.map(visible).join('\n');

/** The people whom a run has added and met again in later files, where nothing is said of each. */
class Newcomers {
  readonly #ids = new Set<string>();
  readonly #met = new Map<string, string>();

  note({ transcript, newPeople, written }: ImportedFile): void {
    if (!transcript || written.length === 0) return;
    for (const { id, name } of transcript.speakers) {
      if (this.#ids.has(id) && !this.#met.has(id)) this.#met.set(ownText(id), ownText(name));
    }
    for (const { id } of newPeople) this.#ids.add(ownText(id));
  }

  tell(): void {
    const names = [...this.#met.values()];
    if (names.length === 0) return;
    const rest = names.length > FEW_NAMES ? [`${String(names.length - FEW_NAMES)} more`] : [];
    const shown = [...names.slice(0, FEW_NAMES), ...rest].join(', ');
    console.log('');
    console.log(
      visible(
        `New speakers in several files, one full name taken for one person: ${shown}. If one of them is two people, write a speaker file for the other and import that file again with --force --speaker "LABEL=<its id>".`,
      ),
    );
  }
}

const FEW_NAMES = 5;

/** A line of the closing table. */
interface Row {
  turns: number;
  speakers: number;
  warnings: number;
  errors: number;
  drafts: number;
  file: string;
}

function rowOf({ file, transcript, problems, written }: ImportedFile, speakers: Set<string>): Row {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const isImported = transcript !== null && written.length > 0;
  const named = isImported ? transcript.speakers.filter(({ unnamed }) => !unnamed) : [];
  for (const { id } of named) if (!speakers.has(id)) speakers.add(ownText(id));
  return {
    turns: isImported ? transcript.turns.length : 0,
    speakers: named.length,
    warnings: problems.length - errors,
    errors,
    drafts: isImported && transcript.status === 'draft' ? 1 : 0,
    file: visible(file),
  };
}

function sumOf(rows: readonly Row[], speakers: number): Row {
  const sum = (key: 'turns' | 'warnings' | 'errors' | 'drafts') =>
    rows.reduce((total, row) => total + row[key], 0);
  return {
    turns: sum('turns'),
    speakers,
    warnings: sum('warnings'),
    errors: sum('errors'),
    drafts: sum('drafts'),
    file: `${amount(rows.length, 'file')} in all`,
  };
}

function printClosing(
  rows: readonly Row[],
  totals: Row,
  newcomers: Newcomers,
  dryRun: boolean,
): void {
  console.log('');
  if (process.stdout.isTTY && process.stdout.columns < NARROW) {
    for (const row of shownOf(rows, totals)) {
      const cells = COLUMNS.map((column) => amount(row[column], column.slice(0, -1)));
      console.log(`${row.file}\n  ${cells.join('\n  ')}`);
    }
  } else printTable(shownOf(rows, totals));
  if (totals.turns === 0) return;
  newcomers.tell();
  if (totals.drafts > 0) {
    console.log(
      `\nDrafts, which npm run build leaves out: ${String(totals.drafts)}. Read each against its recording, then remove "status: draft" from its file.`,
    );
  }
  console.log(
    dryRun
      ? '\nNothing was written. Import without --dry-run to write these files.'
      : '\nNext: read the warnings, check how the names of new speakers are spelt, then npm run build.',
  );
}

const shownOf = (rows: readonly Row[], totals: Row): readonly Row[] =>
  rows.length > 1 && rows.length <= FEW ? [...rows, totals] : [totals];

function printTable(rows: readonly Row[]): void {
  console.log(COLUMNS.map((column) => column.padStart(WIDTH)).join('') + '  file');
  for (const row of rows) {
    const cells = COLUMNS.map((column) => String(row[column]).padStart(WIDTH));
    console.log(`${cells.join('')}  ${row.file}`);
  }
}

/** "speakers" are those with a name; over several files each counts once. */
const COLUMNS = ['turns', 'speakers', 'warnings', 'errors'] as const;
const WIDTH = 10;
/** Columns: in fewer a table would wrap, so its cells stand one below the other. */
const NARROW = 60;
/** More files than this have no lines of their own in the closing table. */
const FEW = 20;

const amount = (number: number, noun: string): string =>
  `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
