import { printParseErrorCode, visit } from 'jsonc-parser';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import type { Passage } from './format.ts';

/** A value in a JSON source (RFC 8259) and where it stands. */
export type JsonNode =
  | (Place & { kind: 'object'; members: ReadonlyMap<string, JsonNode> })
  | (Place & { kind: 'list'; items: readonly JsonNode[] })
  | (Place & { kind: 'string'; value: string })
  | (Place & { kind: 'number'; value: number })
  | (Place & { kind: 'boolean'; value: boolean })
  | (Place & { kind: 'null' });

/**
 * Reads a JSON text. Where it is not valid, the first fault is reported: what no parser would notice, a key that
 * stands twice, is one, because the words under the first would be lost. What Python writes for a number that is none
 * ("NaN", "Infinity") is no fault, but a number that is none.
 *
 * @returns `null` where a fault was reported.
 */
export function parseJson(source: string, report: ProblemReporter): JsonNode | null {
  let root: JsonNode | null = null;
  const open: Container[] = [];
  const python = new PythonNumbers(source);
  let key = '';

  const add = (node: JsonNode) => {
    const parent = open.at(-1);
    if (!parent) root = node;
    else if (parent.kind === 'list') parent.items.push(node);
    else parent.members.set(key, node);
  };
  const openContainer = (container: Container, line: number, column: number) => {
    if (open.length === DEEPEST) {
      throw new JsonFault(
        { line: line + 1, column: column + 1 },
        `Values nested more than ${String(DEEPEST)} deep; expected a transcript. Export it again.`,
      );
    }
    add(container);
    open.push(container);
  };
  try {
    visit(
      source,
      {
        onObjectBegin: (_offset, _length, line, column) => {
          openContainer(
            { kind: 'object', members: new Map(), line: line + 1, column: column + 1 },
            line,
            column,
          );
        },
        onArrayBegin: (_offset, _length, line, column) => {
          openContainer(
            { kind: 'list', items: [], line: line + 1, column: column + 1 },
            line,
            column,
          );
        },
        onObjectProperty: (name, _offset, _length, line, column) => {
          key = name;
          const parent = open.at(-1);
          if (parent?.kind === 'object' && parent.members.has(name)) {
            throw new JsonFault(
              { line: line + 1, column: column + 1 },
              `The key "${excerpt(name)}" stands twice in one object; expected each key once. Remove or rename one of the two.`,
            );
          }
        },
        onObjectEnd: () => open.pop(),
        onArrayEnd: () => open.pop(),
        onLiteralValue: (value: unknown, _offset, _length, line, column) => {
          add(scalar(value, { line: line + 1, column: column + 1 }, report));
        },
        onError: (code, offset, length, line, column) => {
          const kind = python.kindOf(printParseErrorCode(code), offset);
          if (kind === 'number') add({ kind, value: NaN, line: line + 1, column: column + 1 });
          if (kind !== null) return;
          const found = excerpt(source.slice(offset, offset + Math.max(length, 1)));
          throw new JsonFault(
            { line: line + 1, column: column + 1 },
            faultOf(printParseErrorCode(code), found),
          );
        },
      },
      { disallowComments: true },
    );
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    report('error', error.place, error.message);
    return null;
  }
  return root;
}

type Container =
  | (Place & { kind: 'object'; members: Map<string, JsonNode> })
  | (Place & { kind: 'list'; items: JsonNode[] });

/** Ends a visit, which knows no other way to end. */
class JsonFault extends Error {
  readonly place: Place;

  constructor(place: Place, message: string) {
    super(message);
    this.place = place;
  }
}

function scalar(value: unknown, place: Place, report: ProblemReporter): JsonNode {
  if (typeof value === 'number') return { kind: 'number', value, ...place };
  if (typeof value === 'boolean') return { kind: 'boolean', value, ...place };
  if (typeof value !== 'string') return { kind: 'null', ...place };
  const text = withoutBroken(value);
  if (text !== value) {
    report(
      'warning',
      place,
      `A character in "${excerpt(text)}" is none (an unpaired surrogate or NUL) and was replaced by "\uFFFD". Correct it in the source, or in the written file.`,
    );
  }
  return { kind: 'string', value: text, ...place };
}

/** Tells the numbers that Python writes and JSON does not know, of which a parser reports two faults or three. */
class PythonNumbers {
  readonly #source: string;
  /** Where the last of them ends. */
  #end = -1;

  constructor(source: string) {
    this.#source = source;
  }

  /** What a fault is: that of such a `number`, a `consequence` of one, or `null`, a fault of its own. */
  kindOf(code: string, offset: number): 'number' | 'consequence' | null {
    const isConsequence =
      this.#end !== -1 &&
      (offset < this.#end || this.#source.slice(this.#end, offset).trim() === '');
    if (code === 'ValueExpected' && isConsequence) {
      this.#end = -1;
      return 'consequence';
    }
    if (code !== 'InvalidSymbol') return null;
    if (offset < this.#end) return 'consequence';
    PYTHON_NUMBER.lastIndex = offset;
    const [number] = PYTHON_NUMBER.exec(this.#source) ?? [];
    if (number === undefined || !/[:,[]/.test(this.#before(offset))) return null;
    this.#end = offset + number.length;
    return 'number';
  }

  #before(offset: number): string {
    let at = offset - 1;
    while (/\s/.test(this.#source.charAt(at))) at -= 1;
    return this.#source.charAt(at);
  }
}

/** In the place of a value. */
const PYTHON_NUMBER = /(?:NaN|-?Infinity)(?=\s*[,}\]])/y;

const withoutBroken = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

function faultOf(code: string, found: string): string {
  if (found === '') {
    return 'The JSON ends too early; expected the rest of it. The file is cut off: download or export it again.';
  }
  if (code === 'EndOfFileExpected') {
    return `"${found}" comes after the end of the JSON value; expected one value in a file. Put every transcript into a file of its own.`;
  }
  const expected = EXPECTED[code] ?? 'valid JSON (RFC 8259)';
  return `Unexpected "${found}"; expected ${expected}. The file is damaged or no JSON: export it again, or correct it here.`;
}

const EXPECTED: Record<string, string | undefined> = {
  PropertyNameExpected: 'a key in quotation marks',
  ValueExpected: 'a value',
  ColonExpected: 'a colon',
  CommaExpected: 'a comma',
  CloseBraceExpected: 'a comma or "}"',
  CloseBracketExpected: 'a comma or "]"',
  UnexpectedEndOfString: 'the closing quotation mark on the same line',
  InvalidCommentToken: 'JSON without comments',
  InvalidUnicode: 'four hexadecimal digits after "\\u"',
  InvalidEscapeCharacter: 'one of the escapes of JSON',
  InvalidCharacter: 'control characters written as escapes',
};

/** What stands at a key of an object; `null` where there is nothing, or `null`. */
export function valueIn(node: JsonNode | null, key: string): JsonNode | null {
  const value = node?.kind === 'object' ? node.members.get(key) : undefined;
  return value && value.kind !== 'null' ? value : null;
}

/** The items of a list at a key; none where there is no such key. */
export function listIn(
  node: JsonNode | null,
  key: string,
  report: ProblemReporter,
): readonly JsonNode[] {
  const value = valueIn(node, key);
  if (value === null) return [];
  if (value.kind === 'list') return value.items;
  reportKind(key, value, ['list'], report);
  return [];
}

/** The first item of a list at a key, as of a recogniser's hypotheses the likeliest. */
export const firstIn = (
  node: JsonNode | null,
  key: string,
  report: ProblemReporter,
): JsonNode | null => listIn(node, key, report)[0] ?? null;

/** The text at a key; `null` where there is none. */
export function textIn(
  node: JsonNode | null,
  key: string,
  report: ProblemReporter,
): Passage | null {
  const value = valueIn(node, key);
  if (value === null) return null;
  if (value.kind === 'string') {
    return { text: value.value, line: value.line, column: value.column };
  }
  reportKind(key, value, ['string'], report);
  return null;
}

/** The number at a key; `null` where there is none. */
export function numberIn(node: JsonNode, key: string): number | null {
  const value = valueIn(node, key);
  return value?.kind === 'number' ? value.value : null;
}

/** The words at a key, without which an item of a transcript makes no sense. */
export function wordsIn(node: JsonNode, key: string, report: ProblemReporter): Passage | null {
  if (node.kind !== 'object') {
    reportKind(null, node, ['object'], report);
    return null;
  }
  if (!node.members.has(key)) {
    report(
      'error',
      node,
      `No "${key}" here; expected the words in it, as in the items beside this one. Add it, or remove the item.`,
    );
  }
  return textIn(node, key, report);
}

/** How a voice is named at a key, be it by a text or a number; empty where nobody is. */
export function voiceIn(node: JsonNode | null, key: string, report: ProblemReporter): string {
  const value = valueIn(node, key);
  if (value === null) return '';
  if (value.kind === 'string') return value.value.trim();
  if (value.kind === 'number') return Number.isNaN(value.value) ? '' : String(value.value);
  reportKind(key, value, ['string', 'number'], report);
  return '';
}

function reportKind(
  key: string | null,
  found: JsonNode,
  expected: readonly JsonNode['kind'][],
  report: ProblemReporter,
): void {
  const where = key === null ? 'This' : `"${key}"`;
  const kinds = expected.map((kind) => A_KIND[kind]).join(' or ');
  report(
    'error',
    found,
    `${where} is ${A_KIND[found.kind]}; expected ${kinds}. Correct it, or export the transcript again.`,
  );
}

const A_KIND: Record<JsonNode['kind'], string> = {
  object: 'an object',
  list: 'a list',
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

/**
 * Whether a text is a JSON object or list, of whatever shape. One that breaks off or is damaged is known by its first key,
 * which no speech opens with, where a bracket may open anything.
 */
export function isJson(source: string): boolean {
  if (!/^\uFEFF?\s*[[{]/u.test(source)) return false;
  if (FIRST_KEY.test(source)) return true;
  try {
    JSON.parse(source.replace(/^\uFEFF/u, ''));
    return true;
  } catch {
    return false;
  }
}

const FIRST_KEY = /^\uFEFF?\s*(?:\[\s*)*\{\s*"(?:[^"\\\n]|\\.)*"\s*:/u;

/** Where a value stands: the keys and positions that lead to it. */
export type JsonPath = readonly (string | number)[];

/**
 * Whether a text is JSON that has something at each of the patterns, such as `segments.*.body`, where `*` is any
 * position of a list. The JSON need not be valid: a damaged file is told by what is left of it.
 */
export function hasJsonAt(source: string, ...patterns: readonly string[]): boolean {
  if (!/^\s*[[{]/.test(source)) return false;
  const keys = new Set(patterns.flatMap((pattern) => pattern.split('.')));
  keys.delete('*');
  for (const key of keys) if (!source.includes(`"${key}"`)) return false;
  const missing = new Set(patterns.map((pattern) => pattern.split('.')));
  walkJson(source, (path) => {
    for (const pattern of missing) if (matches(path, pattern)) missing.delete(pattern);
    return missing.size > 0;
  });
  return missing.size === 0;
}

/** Some values of an item of a list, as they stand in the source. */
export interface JsonRow<Field extends string> extends Place {
  /** Under each field's name, the text of what stands there: of numbers too, empty for `null`. */
  values: Partial<Record<Field, Passage[]>>;
  path: JsonPath;
}

/**
 * The items at a pattern and what stands in each at the fields' own patterns, of which a field may have several, found by one pass over the source that
 * makes no sense of anything else.
 */
export function rowsAt<Field extends string>(
  source: string,
  pattern: string,
  fields: Record<Field, string | readonly string[]>,
): JsonRow<Field>[] {
  const rows: JsonRow<Field>[] = [];
  const rowPattern = pattern === '' ? [] : pattern.split('.');
  const columns = Object.entries<string | readonly string[]>(fields).flatMap(([name, paths]) =>
    [paths].flat().map((path) => ({
      name: name as Field,
      pattern: [...rowPattern, ...(path === '' ? [] : path.split('.'))],
    })),
  );
  walkJson(source, (path, text, place) => {
    if (matches(path, rowPattern)) rows.push({ values: {}, path: [...path], ...place });
    const row = rows.at(-1);
    if (text === null || !row) return true;
    for (const column of columns) {
      if (matches(path, column.pattern)) {
        (row.values[column.name] ??= []).push({ text: withoutBroken(text), ...place });
      }
    }
    return true;
  });
  return rows;
}

/** What the items of a list have: how many there are, and how many of them have something at a path of their own. */
export interface JsonList {
  items: number;
  fields: Map<string, number>;
}

/**
 * The lists in a JSON text, by patterns such as `segments.*` that `rowsAt` takes, and what their items hold: found in the
 * first values of a text, which need not be valid.
 */
export function listsIn(source: string): Map<string, JsonList> {
  const lists = new Map<string, JsonList>();
  let seen = 0;
  walkJson(source, (path, text) => {
    seen += 1;
    const isItem = typeof path.at(-1) === 'number';
    // What stands in a list by itself, as two times do, is a field of the item that has the list.
    const own = isItem && text !== null ? path.slice(0, -1) : path;
    const at = own.findLastIndex((part) => typeof part === 'number');
    if (at === -1) return seen < VALUES_TO_SEE;
    const pattern = own
      .slice(0, at + 1)
      .map((part) => (typeof part === 'number' ? '*' : part))
      .join('.');
    const list = lists.get(pattern) ?? { items: 0, fields: new Map<string, number>() };
    lists.set(pattern, list);
    const field = path.slice(at + 1).join('.');
    if (isItem && text === null) list.items += 1;
    else if (text !== null && text !== '')
      list.fields.set(field, (list.fields.get(field) ?? 0) + 1);
    return seen < VALUES_TO_SEE;
  });
  return lists;
}

const VALUES_TO_SEE = 10_000;

const matches = (path: JsonPath, pattern: readonly string[]): boolean =>
  path.length === pattern.length &&
  pattern.every((part, index) =>
    part === '*' ? typeof path[index] === 'number' : String(path[index]) === part,
  );

/**
 * Goes over every value of a JSON text, valid or not, as long as `see` says so.
 *
 * @param see gets the text of a scalar, and `null` for an object or a list.
 */
function walkJson(
  source: string,
  see: (path: JsonPath, text: string | null, place: Place) => boolean,
): void {
  const path: (string | number)[] = [];
  const python = new PythonNumbers(source);
  const seeValue = (text: string | null, line: number, column: number) => {
    const last = path.at(-1);
    if (typeof last === 'number') path[path.length - 1] = last + 1;
    if (!see(path, text, { line: line + 1, column: column + 1 })) throw new WalkEnd();
    if (path.length > DEEPEST) throw new WalkEnd();
  };
  try {
    visit(source, {
      onObjectBegin: (_offset, _length, line, column) => {
        seeValue(null, line, column);
        path.push('');
      },
      onArrayBegin: (_offset, _length, line, column) => {
        seeValue(null, line, column);
        path.push(-1);
      },
      onObjectProperty: (name) => {
        path[path.length - 1] = name;
      },
      onObjectEnd: () => path.pop(),
      onArrayEnd: () => path.pop(),
      onLiteralValue: (value: unknown, _offset, _length, line, column) => {
        seeValue(
          typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value),
          line,
          column,
        );
      },
      onError: (code, offset, _length, line, column) => {
        if (python.kindOf(printParseErrorCode(code), offset) === 'number') {
          seeValue('', line, column);
        }
      },
    });
  } catch (error) {
    if (!(error instanceof WalkEnd)) throw error;
  }
}

/** Ends a walk early. */
class WalkEnd extends Error {}

/** No format nests values as deep; it bounds the parser's recursion. */
const DEEPEST = 100;
