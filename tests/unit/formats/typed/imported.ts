import type { Imported, ImportOptions } from '../../../../src/cli/import-transcript.ts';

/** What an editor who says nothing says. */
export const OPTIONS: ImportOptions = {
  title: null,
  date: null,
  program: null,
  language: 'en',
  record: 'verbatim',
  draft: false,
  speakers: [],
  format: null,
};

/** The problems of an import as lines. */
export const told = ({ problems }: Imported): string[] =>
  problems.map(
    ({ severity, message, line, column }) =>
      `${String(line)}:${String(column)} ${severity} ${message}`,
  );

/** The turns of an import as lines: the label, the start where there is one, and the words. */
export const turnsOf = ({ transcript }: Imported): string[] =>
  transcript?.turns.map(
    ({ label, start, text }) => `${label}${start === null ? '' : ` ${String(start)}`}: ${text}`,
  ) ?? [];
