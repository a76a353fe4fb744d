import { blocksOf } from './blocks.ts';
import { A_LABEL, BodyReader } from './body.ts';
import { directionFaults, withoutDirectionControls } from './direction-controls.ts';
import { readFrontMatter } from './front-matter.ts';
import { hiddenCharacter } from './hidden-characters.ts';
import type { Person, Transcript } from './model.ts';
import { reportInto, type Place, type Problem, type ProblemReporter } from './problem.ts';
import { inferredPaths, positionalIds, type TurnReference } from './references.ts';

/** What a transcript's text is read against. */
export interface ParseContext {
  /** The path that problems name. */
  file: string;
  /** The people of `content/speakers/`, by id. */
  people: ReadonlyMap<string, Person>;
}

export interface ParsedTranscript {
  /** As far as it could be read; `null` without readable front matter. */
  transcript: Transcript | null;
  /** Places that name turns by id; `resolveReferences` settles them once the turns have ids. */
  references: TurnReference[];
  problems: Problem[];
  /** The transcript's `inferred` where its turns have these ids; as it stands, they are named by position. */
  inferredFor: (ids: readonly string[]) => string[];
  /** Where a value of the front matter stands. */
  placeOf: (path: readonly PropertyKey[]) => Place;
}

/**
 * Parses Transcript Markdown (design, section 3). Pure: the same text and people give the same value.
 * Nothing is guessed in silence: what does not fit is a problem with its place, and what is concluded is in
 * the transcript's `inferred`.
 */
export function parseTranscript(source: string, { file, people }: ParseContext): ParsedTranscript {
  const problems: Problem[] = [];
  const report = reportInto(problems, file);
  const nothing = {
    transcript: null,
    references: [],
    problems,
    inferredFor: () => [],
    placeOf: () => START,
  };

  if (source.trim() === '') {
    report(
      'error',
      START,
      'Empty file; expected front matter and turns. Write the transcript or remove the file.',
    );
    return nothing;
  }
  const mayConflict = source.includes('<<<<<<<') || source.includes('>>>>>>>');
  const conflict = mayConflict ? source.search(/^(?:<{7}|>{7}) /m) : -1;
  if (conflict !== -1) {
    const line = source.slice(0, conflict).split('\n').length;
    report(
      'error',
      { line, column: 1 },
      'A merge left two versions of some lines here; expected one. Keep the one that is right, and remove the lines of "<<<<<<<", "=======" and ">>>>>>>".',
    );
    return nothing;
  }
  const blocks = blocksOf(source);
  const { value: first } = blocks.next();
  if (first?.type !== 'yaml') {
    report(
      'error',
      START,
      'Front matter is missing; expected "---" on the first line, then keys such as "title:", then "---". Add it.',
    );
    return nothing;
  }
  const frontMatter = readFrontMatter(first.value, people, report);
  if (!frontMatter) return nothing;

  const reader = new BodyReader(source, frontMatter.fields, report);
  for (const node of blocks) reader.read(node);
  const { transcript, references, concluded } = reader.finish();
  reportTurnedAround(source, first.position?.end.line ?? 1, report);
  reportHiddenInLabels(transcript, report);

  if (transcript.turns.length === 0 && !problems.some(({ severity }) => severity === 'error')) {
    const line = first.position?.end.line ?? 1;
    report(
      'error',
      { line, column: 1 },
      `No turns; expected a paragraph that opens with ${A_LABEL}. Add the turns after the front matter.`,
    );
  }
  transcript.corrections.forEach(({ turns }, index) => {
    turns.forEach((id, position) => {
      const place = frontMatter.placeOf(['corrections', index, 'turns', position]);
      references.push({ kind: 'correction', id, place });
    });
  });
  transcript.inferred.forEach((inference, index) => {
    const id = /^turns\.([^.]+)\./.exec(inference)?.[1];
    const place = frontMatter.placeOf(['inferred', index]);
    if (id !== undefined) references.push({ kind: 'inference', id, place });
  });
  const stated = transcript.inferred;
  const inferredFor = (ids: readonly string[]) => inferredPaths(stated, concluded, ids);
  transcript.inferred = inferredFor(positionalIds(transcript.turns));
  return { transcript, references, problems, inferredFor, placeOf: frontMatter.placeOf };
}

/** Tells once a line of what turns words around: the words stay as they are. */
function reportTurnedAround(source: string, headLines: number, report: ProblemReporter): void {
  const faults = [...directionFaults(source)].sort((a, b) => a.offset - b.offset);
  let line = 1;
  let start = 0;
  let told = headLines;
  for (const { offset, character, fault } of faults) {
    for (let end = source.indexOf('\n', start); end !== -1 && end < offset; line += 1) {
      start = end + 1;
      end = source.indexOf('\n', start);
    }
    if (line <= told) continue;
    told = line;
    report(
      'warning',
      { line, column: offset - start + 1 },
      fault === 'overrides'
        ? `${character}, which nobody can see, makes the words after it read in another order than they stand in; expected words alone, which have their order in every script. It is kept. Remove it, unless the source itself has it.`
        : `${character}, which nobody can see, ${fault} in this paragraph; expected words alone, or a pair that closes. It is kept. Remove it, or put its other half where it belongs.`,
    );
  }
}

function reportHiddenInLabels({ turns }: Transcript, report: ProblemReporter): void {
  const told = new Set<string>();
  for (const { label, place } of turns) {
    if (told.has(label)) continue;
    told.add(label);
    const found = hiddenCharacter(withoutDirectionControls(label));
    if (found === null) continue;
    report(
      'warning',
      place,
      `The label holds ${found}, a character that nobody can see; expected a label as it is read. It is kept. Type it anew, unless the source itself has it.`,
    );
  }
}

const START: Place = { line: 1, column: 1 };
