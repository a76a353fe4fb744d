import { z } from 'zod';
import { reportInto, type Problem, type ProblemReporter } from '../transcript/problem.ts';
import { isTurnId } from '../transcript/references.ts';

/*
 * The permalink ledger of one transcript: which id was given to which turn, and what became of each. It is a file of
 * JSON Lines, `content/permalinks/<transcript>.jsonl`: a head, then one line a turn, so that it diffs and merges well.
 */

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const turnId = z.string().refine(isTurnId);
const fingerprint = z.string().regex(/^[\da-f]{4,64}$/);
const recordKind = z.enum(['verbatim', 'summary']);

const removal = z.strictObject({
  /** A day. */
  on: day,
  /** What the editor wants readers to know of it. */
  reason: z.string().nullable().default(null),
});

const headSchema = z.strictObject({
  turnstone: z.literal('permalinks'),
  version: z.literal(1),
  /** `sourceDigest` of the Markdown that was recorded last; `null` once the transcript was removed. */
  source: z.string().nullable(),
  /** The day on which the ledger was begun. */
  published: day,
  record: recordKind,
  /** What the record was before, and until which day. */
  formerRecords: z.array(z.strictObject({ record: recordKind, until: day })).default([]),
  /** Whether its turns have pages of their own: once made, always made. */
  turnPages: z.boolean(),
  /** Whether the lines below tell more than the ids and fingerprints of this one. */
  history: z.boolean(),
  /** The removal of the whole transcript. */
  removed: removal.nullable().default(null),
  /** Of a transcript that was removed: the addresses that it had before. */
  aliases: z.array(z.string()).default([]),
  /** The ids of the turns in order, without those that are gone. */
  ids: z.array(turnId),
  /** The fingerprint of each of these turns' words. */
  pins: z.array(fingerprint),
});

const wording = {
  /** The whole published words, paragraphs parted by a blank line; `null` where they were taken out. */
  text: z.string().nullable(),
  /** `null` where the fingerprint was purged. */
  pin: fingerprint.nullable(),
  /** The day on which the ledger recorded these words. */
  since: day,
};

const entrySchema = z.strictObject({
  id: turnId,
  /** A speaker's id; `null` where it was purged. */
  speaker: z.string().nullable(),
  ...wording,
  /** What the words were before, the oldest first, until which day, and why they were changed. */
  earlier: z
    .array(z.strictObject({ ...wording, until: day, reason: z.string().nullable().default(null) }))
    .default([]),
  /** To whom the words were given before that was corrected, the oldest first. */
  formerSpeakers: z
    .array(
      z.strictObject({
        speaker: z.string(),
        until: day,
        reason: z.string().nullable().default(null),
      }),
    )
    .default([]),
  /** The turn was taken away. */
  removed: removal.nullable().default(null),
  /** The turn's words stand in another turn since that day. */
  merged: z.strictObject({ into: turnId, on: day }).nullable().default(null),
});

/** The first line: all that a build needs of a transcript that has no history and has not changed since. */
export type LedgerHead = z.output<typeof headSchema>;

/** One turn that has, or had, an id. */
export type LedgerEntry = z.output<typeof entrySchema>;

export type Removal = z.output<typeof removal>;

export interface Ledger {
  head: LedgerHead;
  /** In the transcript's order; what was removed or joined stands where it was. */
  entries: LedgerEntry[];
}

/** Whether a turn is in the transcript still. */
export const isCurrent = ({ removed, merged }: LedgerEntry): boolean =>
  removed === null && merged === null;

/** Whether nothing is left of a turn but its id and the day on which it was removed. */
export const isPurged = ({ removed, speaker, text, pin }: LedgerEntry): boolean =>
  removed !== null && speaker === null && text === null && pin === null;

/** Whether the lines of the turns tell what the head does not. */
export const hasHistory = (entries: readonly LedgerEntry[]): boolean => !entries.every(isPlain);

const isPlain = (entry: LedgerEntry): boolean =>
  isCurrent(entry) && entry.earlier.length === 0 && entry.formerSpeakers.length === 0;

/** The text of a ledger's file. The same ledger gives the same text. */
export function writeLedger({ head, entries }: Ledger): string {
  const lines = [JSON.stringify(written(head))];
  for (const entry of entries) {
    lines.push(isPlain(entry) ? plainLine(entry) : JSON.stringify(written(entry)));
  }
  return `${lines.join('\n')}\n`;
}

/** The line of most entries: a turn as it was first recorded. */
function plainLine({ id, speaker, text, pin, since }: LedgerEntry): string {
  const json = JSON.stringify;
  return `{"id":${json(id)},"speaker":${json(speaker)},"text":${json(text)},"pin":${json(pin)},"since":${json(since)}}`;
}

/** What is `null` or empty in most lines is not written; `text` and the like tell by `null` that something is gone. */
function written(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return typeof value[0] === 'object' ? value.map(written) : value;
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (!OPTIONAL.has(key) || !isEmpty(item)) kept[key] = written(item);
  }
  return kept;
}

const isEmpty = (value: unknown): boolean =>
  value === null || (Array.isArray(value) && value.length === 0);

const OPTIONAL = new Set([
  'formerRecords',
  'removed',
  'aliases',
  'earlier',
  'reason',
  'formerSpeakers',
  'merged',
]);

/**
 * Reads a ledger's file.
 *
 * @returns `null` where any part of it is damaged, and the problems: ids are relied on altogether or not at all.
 */
export function readLedger(
  text: string,
  file: string,
): { ledger: Ledger | null; problems: Problem[] } {
  const problems: Problem[] = [];
  const report = reportInto(problems, file);
  const conflict = text.split('\n').findIndex((line) => CONFLICT.test(line));
  if (conflict !== -1) {
    report(
      'error',
      { line: conflict + 1, column: 1 },
      'A merge left two versions of some turns here; expected one. Run npm run permalinks, which joins them.',
    );
    return { ledger: null, problems };
  }
  const lines = text.split('\n');
  const head = readHead(lines[0] ?? '', report);
  if (!head) return { ledger: null, problems };
  if (lines.at(-1) !== '') {
    report(
      'error',
      { line: lines.length, column: 1 },
      `The file is cut off in this line; expected a whole line. ${RESTORE}`,
    );
    return { ledger: null, problems };
  }
  const entries = lines
    .slice(1, -1)
    .flatMap((line, index) => readLine(line, entrySchema, index + 2, report) ?? []);
  if (problems.length === 0) checkIds(entries, report);
  if (problems.length === 0) checkHead(head, entries, report);
  return { ledger: problems.length === 0 ? { head, entries } : null, problems };
}

/** Reads the first line alone. */
export function readHead(line: string, report: ProblemReporter): LedgerHead | null {
  const version = /^\{"turnstone":"permalinks","version":(\d+)[,}]/.exec(line)?.[1];
  if (version !== undefined && Number(version) > 1) {
    report(
      'error',
      { line: 1, column: 1 },
      `A ledger of version ${version}; expected version 1. A newer Turnstone wrote it: build with that one.`,
    );
    return null;
  }
  const head = readLine(line, headSchema, 1, report);
  if (!head || head.ids.length === head.pins.length) return head;
  report(
    'error',
    { line: 1, column: 1 },
    `The line names ${String(head.ids.length)} ids and ${String(head.pins.length)} pins; expected a pin for each id. ${RESTORE}`,
  );
  return null;
}

/** A line as a head, or `null` where it is none. */
export const parseHead = (line: string): LedgerHead | null =>
  headSchema.safeParse(valueOf(line)).data ?? null;

/** A line as that of a turn, or `null` where it is none. */
export const parseEntry = (line: string): LedgerEntry | null =>
  entrySchema.safeParse(valueOf(line)).data ?? null;

/** What Git leaves in a file that it could not merge. */
export const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;

const RESTORE =
  'Take the file back from your version control (git checkout -- <file>), then run npm run permalinks.';

function readLine<Schema extends z.ZodType>(
  line: string,
  schema: Schema,
  number: number,
  report: ProblemReporter,
): z.output<Schema> | null {
  const place = { line: number, column: 1 };
  const value = valueOf(line);
  if (value === undefined) {
    report(
      'error',
      place,
      `The line is no JSON; expected a line of a permalink ledger. ${RESTORE}`,
    );
    return null;
  }
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  const key = issue?.path.join('.') ?? '';
  report(
    'error',
    place,
    `${key === '' ? 'The line' : `"${key}"`} is not as the ledger has it (${issue?.message ?? ''}); expected what npm run permalinks wrote. ${RESTORE}`,
  );
  return null;
}

/** `undefined` where the line is no JSON. */
function valueOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function checkIds(entries: readonly LedgerEntry[], report: ProblemReporter): void {
  const lines = new Map<string, number>();
  for (const [index, { id }] of entries.entries()) {
    const line = index + 2;
    const first = lines.get(id);
    if (first === undefined) lines.set(id, line);
    else {
      report(
        'error',
        { line, column: 1 },
        `The id "${id}" stands twice, first on line ${String(first)}; expected each id once. ${RESTORE}`,
      );
    }
  }
  for (const [index, { id, merged }] of entries.entries()) {
    if (merged === null || lines.has(merged.into)) continue;
    report(
      'error',
      { line: index + 2, column: 1 },
      `"${id}" was joined with "${merged.into}", which the ledger does not have; expected the id of another line. ${RESTORE}`,
    );
  }
}

function checkHead(
  head: LedgerHead,
  entries: readonly LedgerEntry[],
  report: ProblemReporter,
): void {
  const current = entries.filter(isCurrent);
  const isHeadRight =
    current.length === head.ids.length &&
    current.every(({ id, pin }, index) => id === head.ids[index] && pin === head.pins[index]);
  if (isHeadRight) return;
  report(
    'error',
    { line: 1, column: 1 },
    `The first line names ${String(head.ids.length)} turns, and the lines below have ${String(current.length)}, or others; expected the same ids and pins in the same order. ${RESTORE}`,
  );
}
