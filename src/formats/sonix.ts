import type { ProblemReporter } from '../transcript/problem.ts';
import type { Format, Passage, Reading } from './format.ts';
import {
  hasJsonAt,
  listIn,
  parseJson,
  rowsAt,
  textIn,
  voiceIn,
  wordsIn,
  type JsonNode,
} from './json-source.ts';
import { NOTHING_READ, recogniserReading, reportDisagreement, timeIn } from './recogniser.ts';
import { wordingOf, type Spoken } from './spoken.ts';

/**
 * Sonix' transcript with times (API, "Get transcript", `transcript.json`): one part a voice, whose words bring the spaces
 * between them. A speaker is a name, or a number where nobody gave one.
 */
export const sonix: Format = {
  id: 'sonix',
  name: 'Sonix JSON',
  example:
    '{"name":"Ferry","transcript":[{"speaker":"Speaker1","start_time":0.4,"end_time":1.3,"words":[{"text":"Closed ","start_time":0.4,"end_time":0.9},{"text":"again.","start_time":0.9,"end_time":1.3}]}]}',
  detect: (source) =>
    hasJsonAt(source, 'transcript.*.words.*.text', 'transcript.*.words.*.start_time') ? 0.95 : 0,
  read,
  wording,
};

function read(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const parts = listIn(root, 'transcript', report);
  const told = parts.map((part) => {
    const text = textIn(part, 'text', report);
    return { pieces: pieceOf(part, text, report), text };
  });
  const both = told.flatMap(({ pieces, text }) => (text ? [{ pieces, text }] : []));
  reportDisagreement(
    { name: 'words', pieces: both.flatMap(({ pieces }) => pieces) },
    { name: 'text', pieces: both.map(({ text }) => text) },
    report,
  );
  const pieces = told.flatMap((part) => part.pieces);
  const language = textIn(root, 'language', report)?.text ?? null;
  const name = textIn(root, 'name', report)?.text.trim() ?? '';
  return {
    ...recogniserReading(pieces, { by: 'Sonix', language }, report),
    title: name === '' || MEDIA_FILE.test(name) ? null : name,
  };
}

/** @param text of the whole part, which is read where no words of its own are. */
function pieceOf(part: JsonNode, text: Passage | null, report: ProblemReporter): Spoken[] {
  const items = listIn(part, 'words', report);
  const own = items.flatMap((item) => wordsIn(item, 'text', report) ?? []);
  const words = own.length === 0 && text ? [text] : own;
  const [first] = words;
  if (!first) return [];
  const [from, to] = [items[0] ?? null, items.at(-1) ?? null];
  return [
    {
      ...first,
      text: joined(words),
      voice: voiceIn(part, 'speaker', report),
      start: timeIn(part, 'start_time', report) ?? timeIn(from, 'start_time', report),
      end: timeIn(part, 'end_time', report) ?? timeIn(to, 'end_time', report),
    },
  ];
}

/** Words as one text, with spaces where they bring none. */
const joined = (words: readonly Passage[]): string => {
  const bring = words.some(({ text }) => text !== text.trim());
  return words.map(({ text }) => text).join(bring ? '' : ' ');
};

function wording(source: string): Iterable<Passage> {
  const rows = rowsAt(source, 'transcript.*', {
    own: 'words.*.text',
    text: 'text',
    speaker: 'speaker',
  });
  return wordingOf(
    rows.flatMap(({ values: { own, text = [], speaker } }) => {
      const words = own ?? text;
      const [first] = words;
      return first ? [{ ...first, text: joined(words), voice: speaker?.[0]?.text ?? '' }] : [];
    }),
  );
}

const MEDIA_FILE = /\.(?:mp3|mp4|m4a|m4v|wav|mov|aac|ogg|flac|webm|mkv|avi|wma|aiff?)$/iu;
