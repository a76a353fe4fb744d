import { formatProblem, type Problem } from '../transcript/problem.ts';

/** Prints problems one a line, then how many there are of each kind. */
export function printProblems(problems: readonly Problem[]): void {
  for (const problem of problems) console.error(formatProblem(problem));
  if (problems.length === 0) return;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  console.error(`${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}`);
}

const count = (number: number, noun: string): string =>
  `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
