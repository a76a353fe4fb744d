import type { Transcript } from '../transcript/model.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import { readingOrder } from '../transcript/reading-order.ts';
import { describeContent } from '../transcript/content.ts';
import type { Format, Passage, Reading } from './format.ts';
import { hasJsonAt, listIn, parseJson, rowsAt, voiceIn, wordsIn } from './json-source.ts';
import { NOTHING_READ, timeIn } from './recogniser.ts';
import { turnsOf, wordingOf, type Spoken } from './spoken.ts';

/**
 * The JSON transcripts of Podcasting 2.0 (podcast namespace, "Transcript File Format Details", section JSON). A segment
 * is a word, a cue or a paragraph; one without a `speaker` goes on with the speaker before it, one whose `speaker` is
 * empty or `null` is nobody's that the source could name.
 */
export const podcastJson: Format = {
  id: 'podcast-json',
  name: 'Podcasting 2.0 JSON',
  example:
    '{"version":"1.0.0","segments":[{"speaker":"Ana Ruiz","startTime":0.5,"endTime":2.1,"body":"The lock is shut."}]}',
  detect: (source) => (hasJsonAt(source, 'segments.*.body') ? 0.95 : 0),
  read,
  wording,
};

function read(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  const pieces = listIn(root, 'segments', report).flatMap((segment): Spoken[] => {
    const words = wordsIn(segment, 'body', report);
    if (!words) return [];
    const isNamed = segment.kind === 'object' && segment.members.has('speaker');
    return [
      {
        ...words,
        voice: isNamed ? voiceIn(segment, 'speaker', report) : null,
        start: timeIn(segment, 'startTime', report),
        end: timeIn(segment, 'endTime', report),
      },
    ];
  });
  return { ...NOTHING_READ, heard: turnsOf(pieces, null, report) };
}

function wording(source: string): Iterable<Passage> {
  const rows = rowsAt(source, 'segments.*', { text: 'body', speaker: 'speaker' });
  return wordingOf(
    rows.flatMap(({ values: { text, speaker } }) =>
      (text ?? []).map((piece) => ({ ...piece, voice: speaker?.[0]?.text ?? null })),
    ),
  );
}

/** A segment as the specification has it. Times are seconds. */
interface PodcastSegment {
  speaker?: string;
  startTime?: number;
  endTime?: number;
  body: string;
}

/**
 * Writes a transcript as Podcasting 2.0 JSON: one segment a turn, its paragraphs parted by a blank line, with the
 * speaker's name; a direction before the first turn is a segment without a speaker.
 *
 * Loses, since a segment has a speaker, two times and a text, and the file nothing but segments: everything of the
 * front matter, ids, chapters and notes; labels as printed; markup and line breaks; the languages and deliveries that no
 * parenthesis among the words tells. Loses, since players join segments: the border between two adjoining turns of one
 * speaker.
 */
export function writePodcastJson(transcript: Transcript): string {
  const names = new Map(transcript.speakers.map(({ id, name }) => [id, name]));
  const segments: PodcastSegment[] = [];
  for (const step of readingOrder(transcript)) {
    if (step.kind === 'chapter') continue;
    const last = segments.at(-1);
    if (step.kind === 'direction') {
      if (last) last.body += `\n\n${step.direction.text}`;
      else segments.push({ body: step.direction.text });
      continue;
    }
    const { turn, block } = step;
    const content = turn.content[block];
    const body = content ? describeContent([content]).text : '';
    if (block > 0 && last) {
      last.body += `\n\n${body}`;
      continue;
    }
    segments.push({
      speaker: names.get(turn.speaker) ?? turn.speaker,
      ...(turn.start !== null && { startTime: turn.start }),
      ...(turn.end !== null && { endTime: turn.end }),
      body,
    });
  }
  return `${JSON.stringify({ version: '1.0.0', segments }, null, 2)}\n`;
}
