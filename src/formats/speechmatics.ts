import type { ProblemReporter } from '../transcript/problem.ts';
import type { Format, Passage, Reading } from './format.ts';
import {
  firstIn,
  hasJsonAt,
  listIn,
  parseJson,
  rowsAt,
  textIn,
  valueIn,
  voiceIn,
} from './json-source.ts';
import { NOTHING_READ, recogniserReading, timeIn } from './recogniser.ts';
import { channelVoice, inTimeOrder, secondsOf, wordingOf, type Spoken } from './spoken.ts';

/**
 * Speechmatics' `json-v2` transcript (API reference, "Transcript"): one result a word or a punctuation mark, which
 * `attaches_to` what comes before or after it. The speaker `UU` is nobody that could be told from others.
 */
export const speechmatics: Format = {
  id: 'speechmatics',
  name: 'Speechmatics JSON',
  example:
    '{"format":"2.9","results":[{"type":"word","start_time":0.4,"end_time":0.9,"alternatives":[{"content":"Closed","speaker":"S1"}]},{"type":"punctuation","attaches_to":"previous","start_time":0.9,"end_time":0.9,"alternatives":[{"content":".","speaker":"S1"}]}]}',
  detect: (source) =>
    hasJsonAt(source, 'results.*.type', 'results.*.alternatives.*.content') ? 0.95 : 0,
  read,
  wording,
};

function read(source: string, report: ProblemReporter): Reading {
  const root = parseJson(source, report);
  if (!root) return NOTHING_READ;
  let openEnded = false;
  const pieces = listIn(root, 'results', report).flatMap((result): Spoken[] => {
    const alternative = firstIn(result, 'alternatives', report);
    const words = textIn(alternative, 'content', report);
    if (!words) return [];
    const attachesTo = textIn(result, 'attaches_to', report)?.text ?? '';
    const attached = openEnded || BEFORE.has(attachesTo);
    openEnded = AFTER.has(attachesTo);
    return [
      {
        ...words,
        voice: voiceOf(
          voiceIn(alternative, 'speaker', report),
          voiceIn(result, 'channel', report),
          BEFORE.has(attachesTo),
        ),
        start: timeIn(result, 'start_time', report),
        end: timeIn(result, 'end_time', report),
        ...(attached && { attached }),
      },
    ];
  });
  const config = valueIn(valueIn(root, 'metadata'), 'transcription_config');
  const language = textIn(config, 'language', report)?.text ?? null;
  return recogniserReading(inTimeOrder(pieces), { by: 'Speechmatics', language }, report);
}

const BEFORE = new Set(['previous', 'both']);
const AFTER = new Set(['next', 'both']);

/** A mark that attaches to the word before it is that word's, whatever speaker it is given. */
function voiceOf(speaker: string, channel: string, isMark: boolean): string | null {
  if (isMark) return null;
  const name = speaker === 'UU' ? '' : speaker;
  return channel === '' ? name : channelVoice(channel.replace(/^channel_(?=\d)/u, ''), name);
}

function wording(source: string): Iterable<Passage> {
  let openEnded = false;
  const pieces = rowsAt(source, 'results.*', {
    text: 'alternatives.0.content',
    speaker: 'alternatives.0.speaker',
    attachesTo: 'attaches_to',
    channel: 'channel',
    start: 'start_time',
    end: 'end_time',
  }).flatMap(({ values: { text, speaker, attachesTo, channel, start, end } }) => {
    const [piece] = text ?? [];
    if (!piece) return [];
    const attaches = attachesTo?.[0]?.text ?? '';
    const attached = openEnded || BEFORE.has(attaches);
    openEnded = AFTER.has(attaches);
    return [
      {
        ...piece,
        voice: voiceOf(speaker?.[0]?.text ?? '', channel?.[0]?.text ?? '', BEFORE.has(attaches)),
        start: secondsOf(start?.[0]?.text ?? ''),
        end: secondsOf(end?.[0]?.text ?? ''),
        ...(attached && { attached }),
      },
    ];
  });
  return wordingOf(inTimeOrder(pieces));
}
