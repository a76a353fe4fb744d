import { isMap, isScalar, isSeq, parseDocument, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { applyEdits, lineStart, nextLine, type SourceEdit } from './source-edits.ts';

/** What goes from front matter. */
export interface FrontMatterCut {
  /** Ids of turns that are gone: whatever is said about them alone goes. */
  gone: ReadonlySet<string>;
  /** The ids that remaining turns have afterwards, where they have others. */
  renamed: ReadonlyMap<string, string>;
  /** Ids of speakers whose entries go. */
  speakers: ReadonlySet<string>;
  /** Paths that `inferred` is to have besides. */
  inferred: readonly string[];
  /** Whether `rebroadcastOf` goes. */
  rebroadcastOf: boolean;
}

/**
 * Takes out of front matter what is said about turns and speakers that go. All else stays as typed, comments too.
 *
 * @param yaml the text between the fences.
 */
export function cutFrontMatter(yaml: string, cut: FrontMatterCut): string {
  const { contents } = parseDocument(yaml, { schema: 'failsafe' });
  if (!isMap(contents)) return yaml;
  const edits: SourceEdit[] = [];
  const inferred = pairOf(contents, 'inferred');
  for (const [pair, edit] of [
    [pairOf(contents, 'speakers'), cutSpeakers],
    [pairOf(contents, 'corrections'), cutCorrections],
    [inferred, cutInferred],
  ] as const) {
    if (pair && isSeq(pair.value)) edits.push(...edit(yaml, pair, pair.value, cut));
  }
  const repeats = pairOf(contents, 'rebroadcastOf');
  if (cut.rebroadcastOf && repeats) edits.push(linesOf(yaml, repeats.key, repeats.value));
  if (cut.inferred.length === 0 || isSeq(inferred?.value)) return applyEdits(yaml, edits);
  if (inferred) edits.push(linesOf(yaml, inferred.key, inferred.key));
  const edited = applyEdits(yaml, edits);
  return `${edited.replace(/(?<=[^\n])$/, '\n')}inferred: [${cut.inferred.join(', ')}]`;
}

function cutSpeakers(
  yaml: string,
  pair: Pair,
  list: YAMLSeq,
  { speakers }: FrontMatterCut,
): SourceEdit[] {
  return cutItems(yaml, pair, list, (item) => {
    const id = isMap(item) ? textOf(pairOf(item, 'id')?.value) : null;
    return id === null || !speakers.has(id);
  });
}

function cutCorrections(
  yaml: string,
  pair: Pair,
  list: YAMLSeq,
  { gone, renamed }: FrontMatterCut,
): SourceEdit[] {
  const edits: SourceEdit[] = [];
  const isKept = (item: unknown): boolean => {
    const turns = isMap(item) ? pairOf(item, 'turns')?.value : null;
    return !isSeq(turns) || turns.items.some((turn) => !gone.has(textOf(turn) ?? ''));
  };
  for (const item of list.items.filter(isKept)) {
    const turns = isMap(item) ? pairOf(item, 'turns')?.value : null;
    if (!isSeq(turns)) continue;
    const ids = turns.items.map((turn) => textOf(turn) ?? '');
    const kept = ids.filter((id) => !gone.has(id)).map((id) => renamed.get(id) ?? id);
    edits.push(...withItems(yaml, turns, ids, kept));
  }
  const cuts = cutItems(yaml, pair, list, isKept);
  return [...edits.filter((edit) => !isWithin(edit, cuts)), ...cuts];
}

const isWithin = ({ from }: SourceEdit, edits: readonly SourceEdit[]): boolean =>
  edits.some((edit) => edit.from <= from && from < edit.to);

function cutInferred(
  yaml: string,
  pair: Pair,
  list: YAMLSeq,
  { gone, renamed, speakers, inferred }: FrontMatterCut,
): SourceEdit[] {
  const paths = list.items.map((item) => textOf(item) ?? '');
  const kept = paths
    .filter((path) => {
      const [kind, id = ''] = path.split('.');
      return !(kind === 'turns' && gone.has(id)) && !(kind === 'speakers' && speakers.has(id));
    })
    .map((path) =>
      path.replace(/^turns\.([^.]+)/, (whole, id: string) => {
        const now = renamed.get(id);
        return now === undefined ? whole : `turns.${now}`;
      }),
    );
  const wanted = [...new Set([...kept, ...inferred])];
  if (wanted.length > 0 || paths.length === 0) return withItems(yaml, list, paths, wanted);
  return [linesOf(yaml, pair.key, list)];
}

/** Cuts items out of a list; the whole key where none is left. */
function cutItems(
  yaml: string,
  pair: Pair,
  list: YAMLSeq,
  isKept: (item: unknown) => boolean,
): SourceEdit[] {
  const kept = list.items.filter(isKept);
  if (kept.length === list.items.length) return [];
  if (kept.length === 0) return [linesOf(yaml, pair.key, list)];
  if (list.flow === true) {
    const { from, to } = innerRange(list);
    return [{ from, to, text: kept.map((item) => sliceOf(yaml, item)).join(', ') }];
  }
  return list.items.filter((item) => !isKept(item)).map((item) => linesOf(yaml, null, item));
}

/** Writes a list of words anew where it is another. */
function withItems(
  yaml: string,
  list: YAMLSeq,
  before: readonly string[],
  after: readonly string[],
): SourceEdit[] {
  if (before.join('\n') === after.join('\n')) return [];
  if (list.items.length === 0) {
    const [from, to] = rangeOf(list);
    return [{ from, to, text: `[${after.join(', ')}]` }];
  }
  const { from, to } = innerRange(list);
  const dash = lineStart(yaml, from);
  const glue = list.flow === true ? ', ' : `\n${yaml.slice(dash, from)}`;
  return [{ from, to, text: after.join(glue) }];
}

/** From the first item's start to the last one's end. */
function innerRange(list: YAMLSeq): { from: number; to: number } {
  return { from: rangeOf(list.items[0])[0], to: rangeOf(list.items.at(-1))[1] };
}

/** The lines of an item with its dash, or of a key with its value. */
function linesOf(yaml: string, key: unknown, value: unknown): SourceEdit {
  const [start, end] = rangeOf(value);
  const first = key === null ? yaml.lastIndexOf('-', start - 1) : rangeOf(key)[0];
  const words = yaml.slice(0, Math.max(end, first)).trimEnd().length;
  return { from: lineStart(yaml, first), to: nextLine(yaml, words), text: '' };
}

const sliceOf = (yaml: string, node: unknown): string => yaml.slice(...rangeOf(node));

function rangeOf(node: unknown): [number, number] {
  const range =
    isMap(node) || isSeq(node) || isScalar(node) ? (node.range ?? undefined) : undefined;
  return range ? [range[0], range[1]] : [0, 0];
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => textOf(pair.key) === key);
}

const textOf = (node: unknown): string | null =>
  isScalar(node) && typeof node.value === 'string' ? node.value : null;
