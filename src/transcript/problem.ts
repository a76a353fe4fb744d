/** A place in a source file. Lines and columns are 1-based; columns count UTF-16 units. */
export interface Place {
  line: number;
  column: number;
}

/** An `error` stops a build and an import; a `warning` is told and the work goes on. */
export type Severity = 'error' | 'warning';

/** Something wrong in a source file: where it is, and a message that says what was found, what was expected and the cure. */
export interface Problem extends Place {
  /** The file's path as the person who edits it would type it. */
  file: string;
  severity: Severity;
  message: string;
  /** The other place of a clash. */
  related?: Place & { file: string };
  /** That it is about a transcript of which no turn was ever recorded: many such are told together. */
  isNeverRecorded?: true;
}

/** What a reader of a source returns: the value as far as it could be read, and everything wrong with it. */
export type ProblemReporter = (
  severity: Severity,
  place: Place,
  message: string,
  related?: Problem['related'],
) => void;

/** Makes a reporter that gathers the problems of one file into `problems`. */
export function reportInto(problems: Problem[], file: string): ProblemReporter {
  return (severity, { line, column }, message, related) => {
    problems.push({ file, line, column, severity, message, ...(related && { related }) });
  };
}

/** `content/transcripts/a.md:12:1 error Unknown speaker label "Jon". … (see content/transcripts/b.md:3:1)` */
export function formatProblem(problem: Problem): string {
  const { file, line, column, severity, message, related } = problem;
  const also = related ? ` (see ${related.file}:${related.line}:${related.column})` : '';
  return `${file}:${line}:${column} ${severity} ${message}${also}`;
}

/** Orders problems as a person works through them: by file, then down the file. */
export function compareProblems(a: Problem, b: Problem): number {
  return (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column;
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
