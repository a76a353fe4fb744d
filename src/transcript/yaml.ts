import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { hiddenCharacter } from './hidden-characters.ts';
import type { Place, ProblemReporter } from './problem.ts';
import { didYouMean, oneOf } from './suggestion.ts';

/** A YAML text read against a schema. */
export interface YamlReading<T> {
  /** `null` where the text does not fit the schema; the problems are reported. */
  value: T | null;
  /** Where the value at a path stands, or its nearest ancestor: `['speakers', 0, 'id']`. */
  placeOf: (path: readonly PropertyKey[]) => Place;
}

/**
 * Reads YAML in which every scalar is text (YAML 1.2 failsafe schema), so that `2026-03`, `no` and `1.10` stay
 * what the editor typed. A key without a value counts as absent.
 *
 * @param firstLine the line of the file on which the text starts.
 */
export function readYaml<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  firstLine: number,
  report: ProblemReporter,
): YamlReading<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: line + firstLine - 1, column: col };
  };
  const placeOf = (path: readonly PropertyKey[]) => placeAt(offsetOf(document, path));

  if (document.errors.length > 0) {
    for (const error of document.errors) {
      const what =
        error.message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
      const message =
        error.code === 'DUPLICATE_KEY'
          ? 'A key that stands twice; expected each key once. Remove one of the two.'
          : `Unreadable YAML: ${what}; expected "key: value" lines. ${YAML_CURE}`;
      report('error', placeAt(error.pos[0]), message);
    }
    return { value: null, placeOf };
  }
  const data = withoutEmpty(document.toJS({ maxAliasCount: 20 })) ?? {};
  const result = schema.safeParse(data);
  if (result.success) {
    for (const { path, found } of hiddenIn(data)) {
      report(
        'warning',
        placeOf(path),
        `${nameOf(path)} holds ${found}, a character that nobody can see; expected a name as it is read, since two names that look alike would be two people. Type it anew.`,
      );
    }
    return { value: result.data, placeOf };
  }
  for (const issue of result.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const place = placeAt(keyOffset(document, [...issue.path, key]));
        report('error', place, explainKey(key, issue.message.split(' ')));
      }
    } else report('error', placeOf(issue.path), explain(issue, valueAt(data, issue.path)));
  }
  return { value: null, placeOf };
}

/** Names, labels and titles with characters that nobody can see. */
function hiddenIn(
  value: unknown,
  path: readonly PropertyKey[] = [],
): { path: readonly PropertyKey[]; found: string }[] {
  if (typeof value === 'string') {
    const key = path.findLast((step) => typeof step === 'string');
    const found = NAMES.includes(String(key)) ? hiddenCharacter(value) : null;
    return found === null ? [] : [{ path, found }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    hiddenIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Keys whose values tell readers who or what something is. */
const NAMES = [
  'name',
  'sortName',
  'labels',
  'title',
  'publisher',
  'affiliation',
  'organization',
  'holder',
  'by',
];

/** A schema of a map that has these keys and no others. */
export function keys<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });
}

const YAML_CURE =
  'Text with a colon, a hash or a leading quotation mark must stand in quotation marks.';

function explainKey(key: string, known: readonly string[]): string {
  return `Unknown key "${key}"; expected one of ${known.join(', ')}.${didYouMean(key, known)} Correct its spelling or remove it.`;
}

function explain(issue: z.core.$ZodIssue, found: unknown): string {
  const name = nameOf(issue.path);
  const expected =
    issue.code === 'invalid_type'
      ? (TYPE_NAMES[issue.expected] ?? issue.expected)
      : issue.code === 'invalid_value'
        ? oneOf(issue.values.map(String))
        : issue.message;
  if (found === undefined) return `${name} is missing; expected ${expected}. Add it.`;
  const guess =
    issue.code === 'invalid_value' && typeof found === 'string'
      ? didYouMean(found, issue.values.map(String))
      : '';
  return `${name} is ${display(found)}; expected ${expected}.${guess} Correct it.`;
}

/** `"id" of speakers, entry 1`. */
function nameOf(path: readonly PropertyKey[]): string {
  const key = path.at(-1);
  if (key === undefined) return 'The text';
  const steps = path.map((step) =>
    typeof step === 'number' ? `entry ${String(step + 1)}` : String(step),
  );
  if (typeof key === 'number') return steps.join(', ');
  return path.length > 1
    ? `"${String(key)}" of ${steps.slice(0, -1).join(', ')}`
    : `"${String(key)}"`;
}

const TYPE_NAMES: Record<string, string> = {
  string: 'text',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    data,
  );
}

function display(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'keys with values';
  return `"${String(value)}"`;
}

function withoutEmpty(value: unknown): unknown {
  if (value === '' || value === null) return undefined;
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, withoutEmpty(item)] as const)
      .filter(([, item]) => item !== undefined),
  );
}

/** Where the value at a path starts; for what is missing, where its nearest ancestor starts. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range && node.range[0] < node.range[1]) return node.range[0];
  }
  return 0;
}

function keyOffset(document: Document, path: readonly PropertyKey[]): number {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
    : undefined;
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : offsetOf(document, path);
}
