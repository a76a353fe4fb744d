import { z } from 'zod';
import { visible } from './visible.ts';

/** A line of what `npm run import -- --json` prints, as far as the report tells it. */
export const importedLine = z.object({
  file: z.string(),
  format: z.string().nullable(),
  transcript: z
    .object({ title: z.string(), turns: z.array(z.unknown()), speakers: z.array(z.unknown()) })
    .nullable(),
  problems: z.array(
    z.object({
      severity: z.enum(['error', 'warning']),
      message: z.string(),
      line: z.number(),
      column: z.number(),
    }),
  ),
});

/** A file of `inbox/`, and what came of it. The transcript is there as far as it was read, even where none was written. */
export type InboxFile = z.output<typeof importedLine>;

/** Whether a transcript was written: nothing is where there are errors. */
export const isImported = ({ transcript, problems }: InboxFile): boolean =>
  transcript !== null && problems.every(({ severity }) => severity !== 'error');

/**
 * The text of the pull request, in Markdown. Names and words that came from outside stand in code blocks, in which nobody
 * is mentioned and nothing is a link or a picture.
 */
export function inboxReport(files: readonly InboxFile[]): string {
  const parts = files.map((inboxFile) => {
    const { file, transcript, problems } = inboxFile;
    const outcome =
      transcript !== null && isImported(inboxFile)
        ? `Imported: ${amount(transcript.turns.length, 'turn')}, ${amount(transcript.speakers.length, 'speaker')}`
        : 'Not imported, and left in inbox/';
    const all = problems.map(
      ({ line, column, severity, message }) =>
        `${String(line)}:${String(column)} ${severity} ${message}`,
    );
    const told = [
      ...all.slice(0, MOST_PROBLEMS),
      ...(all.length > MOST_PROBLEMS ? [`and ${String(all.length - MOST_PROBLEMS)} more`] : []),
    ];
    return [
      quoted([file, ...(transcript === null ? [] : [transcript.title])]),
      `${outcome}. ${told.length === 0 ? 'No problems.' : 'Problems, by line and column of the file:'}`,
      ...(told.length === 0 ? [] : [quoted(told)]),
    ].join('\n\n');
  });
  const kept = parts.filter((_, index) => parts.slice(0, index + 1).join('').length < LONGEST);
  const left = parts.length - kept.length;
  return `${[
    files.length === 0 ? 'inbox/ holds nothing new.' : 'What was in inbox/, and what came of it.',
    ...kept,
    ...(left === 0 ? [] : [`${String(left)} more are left out here; the log of the run has them.`]),
    ...(files.length === 0 ? [] : [OPTIONS]),
    'Read the Markdown against the source before you merge: a merge publishes what is no draft.',
  ].join('\n\n')}\n`;
}

const OPTIONS =
  'Options such as `--title` are those of `npm run import`, for a file that is imported by hand.';

const amount = (count: number, thing: string): string =>
  `${String(count)} ${count === 1 ? thing : `${thing}s`}`;

function quoted(lines: readonly string[]): string {
  const text = lines.map(visible).join('\n');
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}text\n${text}\n${fence}`;
}

/** Characters; GitHub takes 65,536. */
const LONGEST = 60_000;

/** Of one file: whoever reads them will import it again before the hundredth. */
const MOST_PROBLEMS = 100;
