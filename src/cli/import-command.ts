import { constants } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { contentFolder } from '../archive/content-folder.ts';
import { checkAddress } from '../archive/ids.ts';
import type { SpeakerChoice } from '../formats/cast.ts';
import type { Format } from '../formats/format.ts';
import { findFormat, FORMATS } from '../formats/formats.ts';
import { DATE_FORMS, parseDate } from '../transcript/date.ts';
import { canonicalTag } from '../transcript/language.ts';
import type { RecordKind } from '../transcript/model.ts';
import { didYouMean, oneOf } from '../transcript/suggestion.ts';
import { isDeviceName } from './import-content.ts';
import { importFiles } from './import-files.ts';
import { findInputs } from './import-inputs.ts';
import { isEncoding } from './import-text.ts';
import { exitOnUsage } from './usage.ts';

/** Bytes: file systems have names of 255, and the file's ending and the name beside it need some. */
const LONGEST_PART = 240;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A file is written whole or not at all, so that whoever can't wait may ask twice.
    process.exitCode = statusOf(signal);
    if (stop.signal.aborted) process.exit();
    stop.abort();
  });
}

const program = exitOnUsage(new Command('npm run import --'))
  .description('Writes transcripts that people have as text into the content folder, as Markdown.')
  .argument(
    '[file|folder|pattern...]',
    'transcripts, folders of transcripts, and patterns such as "talks/*.txt"',
  )
  .option('--title <title>', "the transcript's title (default: the file's name)", title)
  .option('--date <date>', 'when it aired: 2026, 2026-03, 2026-03-02 or a time with its zone', date)
  .option('--id <id>', "the transcript's id, and so its address (default: from the title)", id)
  .option('--program <id>', 'the program, a file in programs/')
  .option('--language <tag>', 'the language, a BCP 47 tag (default: "en")', language)
  .option(
    '--speaker <label=who>',
    "whom a label means: a speaker's id or full name; may be repeated",
    speaker,
  )
  .addOption(
    new Option('--record <kind>', 'whether the words are as spoken or a summary')
      .choices(['verbatim', 'summary'])
      .default('verbatim'),
  )
  .option('--format <id>', 'the format, of those that --formats lists (default: told)', format)
  .option(
    '--encoding <label>',
    'the character set, such as "windows-1250" (default: UTF-8, or told by the content)',
    encoding,
  )
  .option('--formats', 'list the formats, each with an example')
  .option('--draft', 'write a draft, which builds leave out')
  .option('--force', 'replace an existing transcript')
  .option('--dry-run', 'write nothing')
  .option('--json', 'print one line of JSON for each file')
  .addHelpText(
    'after',
    `
Examples:
  npm run import -- ferry.vtt --title "Ferry strike" --date 2026-03-02
  npm run import -- talks/ "old/**/*.docx" --program harbour-morning
  npm run import -- interview.json --speaker SPEAKER_00="Ana Ruiz" --force

Every word of a file is kept; what is doubtful is told. A file with errors is left out, and the others go on. Nothing is
replaced without --force, and each file is written whole or not at all.

Environment:
  TURNSTONE_CONTENT  another content folder

Exit status: 0 fine, 1 problems in a file, 2 a wrong call, 130 or 143 stopped by Ctrl+C or a signal.`,
  );

program.parse();
const inputs = program.args;
const { formats, ...options } = program.opts<Options>();

if (formats) {
  for (const { id: name, name: title, example } of FORMATS) {
    console.log(`${name}: ${title}\n\n${example.replace(/^/gm, '    ')}\n`);
  }
} else if (inputs.length === 0) {
  program.error(
    'error: no file; expected the path of a transcript, of a folder of transcripts, or a pattern',
  );
} else {
  const found = await findInputs(inputs);
  if (Math.max(inputs.length, found.length) > 1 && (options.id ?? options.title) !== undefined) {
    program.error("error: --id and --title are one transcript's; expected one file");
  }
  const isFine = await importFiles({
    inputs: found,
    content: contentFolder(),
    title: options.title ?? null,
    date: options.date ?? null,
    id: options.id ?? null,
    program: options.program ?? null,
    language: options.language ?? null,
    record: options.record,
    format: options.format ?? null,
    speakers: options.speaker ?? [],
    draft: options.draft === true,
    force: options.force === true,
    encoding: options.encoding ?? null,
    dryRun: options.dryRun === true,
    json: options.json === true,
    stop: stop.signal,
  });
  process.exitCode ??= isFine ? 0 : 1;
}

interface Options {
  title?: string;
  date?: string;
  id?: string;
  program?: string;
  language?: string;
  speaker?: SpeakerChoice[];
  record: RecordKind;
  format?: Format;
  encoding?: string;
  formats?: true;
  draft?: true;
  force?: true;
  dryRun?: true;
  json?: true;
}

/** The exit status of a process that ends because of a signal, as shells have it. */
function statusOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

function date(given: string): string {
  if (parseDate(given) === null) throw new InvalidArgumentError(`Expected ${DATE_FORMS}.`);
  return given;
}

function id(given: string): string {
  const lower = given.normalize('NFC').toLowerCase();
  const isTooLong = lower.split('/').some((part) => Buffer.byteLength(part) > LONGEST_PART);
  if (checkAddress(lower) !== null || isDeviceName(lower) || isTooLong) {
    throw new InvalidArgumentError(
      'Expected letters, digits, hyphens and underscores, in folders parted by "/"; the last part may not look like a turn\'s id ("t7") nor hold a dot, and no part may be a device ("con") or longer than a file\'s name.',
    );
  }
  return lower;
}

function title(given: string): string {
  if (given.trim() === '') throw new InvalidArgumentError('Expected words.');
  return given;
}

function format(given: string): Format {
  const found = findFormat(given);
  if (found) return found;
  const ids = FORMATS.map(({ id: name }) => name);
  throw new InvalidArgumentError(
    `Expected ${oneOf(ids)}.${didYouMean(given, ids)} See --formats for an example of each.`,
  );
}

function language(given: string): string {
  const tag = canonicalTag(given);
  if (tag === null) throw new InvalidArgumentError('Expected a BCP 47 tag such as "en" or "uk".');
  return tag;
}

function encoding(given: string): string {
  if (!isEncoding(given)) {
    throw new InvalidArgumentError(
      'Expected a character set such as "windows-1250", "koi8-u", "shift_jis" or "utf-16le".',
    );
  }
  return given;
}

function speaker(given: string, earlier: SpeakerChoice[] = []): SpeakerChoice[] {
  const [label = '', ...rest] = given.split('=');
  const who = rest.join('=').trim();
  if (label.trim() === '' || who === '') {
    throw new InvalidArgumentError('Expected LABEL=id or LABEL="Full Name".');
  }
  if (/[\\/]|^\.|\p{Cc}/u.test(who)) {
    throw new InvalidArgumentError(
      "Expected a speaker's id or full name, and no path: the name of a file in speakers/ without its ending.",
    );
  }
  return [...earlier, { label: label.trim(), who }];
}
