import { alsoLineByLine } from './json-lines.ts';
import { segmentFormat } from './segment-json.ts';

/**
 * Vosk's results of a recording: words with their times and nobody's names, one object for each stretch without a pause, one
 * after the other or in a list.
 */
export const vosk = alsoLineByLine(
  segmentFormat(
    {
      id: 'vosk',
      name: 'Vosk JSON',
      by: 'Vosk',
      example: '{"result":[{"conf":1.0,"start":0.4,"end":0.9,"word":"closed"}],"text":"closed"}',
      marks: ['*.result.*.word', '*.result.*.conf'],
    },
    {
      list: ['*', 'result'],
      text: 'word',
      speaker: 'speaker',
      start: 'start',
      end: 'end',
      language: [],
    },
  ),
  { isAlone: true },
);
