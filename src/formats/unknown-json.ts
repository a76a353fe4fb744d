import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { isJson, parseJson, type JsonNode } from './json-source.ts';

/**
 * Says why JSON is in no known format: its first fault, that it holds no speech, or that it is of no known kind.
 *
 * @returns whether the text is JSON at all, and so an error was reported.
 */
export function reportUnknownJson(source: string, report: ProblemReporter): boolean {
  if (!LIKE_JSON.test(source) && !isJson(source)) return false;
  const root = parseJson(source, report);
  if (!root) return true;
  const empty = emptyList(root);
  report(
    'error',
    empty?.node ?? root,
    empty
      ? `No speech: "${empty.key}" is empty, as where a recogniser hears nobody; expected words in it. Recognise a recording in which somebody speaks, or export the transcript again.`
      : `JSON of no known kind: it is ${shapeOf(root)}; expected what a recogniser, a podcast or this site exports. See --formats for an example of each, or export the transcript as another.`,
  );
  return true;
}

/** The first list of a recogniser's that holds nothing, where none holds anything. */
function emptyList(root: JsonNode): { key: string; node: JsonNode } | null {
  let found: { key: string; node: JsonNode } | null = null;
  const open: JsonNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'list') open.push(...node.items.toReversed());
    if (node.kind !== 'object') continue;
    for (const [key, value] of [...node.members].toReversed()) {
      if (value.kind === 'list' && SPEECH.has(key) && value.items.length === 0) {
        found = { key, node: value };
      } else if (value.kind === 'list' || value.kind === 'object') open.push(value);
    }
  }
  return found;
}

function shapeOf(root: JsonNode): string {
  if (root.kind === 'list') {
    const [first] = root.items;
    return first ? `a list whose first item is ${shapeOf(first)}` : 'an empty list';
  }
  if (root.kind !== 'object') return `a ${root.kind} alone`;
  const keys = [...root.members.keys()];
  if (keys.length === 0) return 'an empty object';
  const named = keys.slice(0, MOST_KEYS).map((key) => `"${excerpt(key)}"`);
  const more = keys.length - named.length;
  return `an object with ${keys.length === 1 ? 'the key' : 'the keys'} ${named.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}

/** Where recognisers have what they hear. */
const SPEECH = new Set(
  'segments transcription utterances results recognizedPhrases phrases words items transcripts channels alternatives turns utt monologues'.split(
    ' ',
  ),
);
const MOST_KEYS = 5;
/** What opens an object or a list of anything but text. */
const LIKE_JSON = /^\uFEFF?\s*(?:\{\s*["}]|\[\s*[[{"\]])/u;
