import { segmentFormat } from './segment-json.ts';

/** Vosk's result of a recording: words with their times and nobody's names. */
export const vosk = segmentFormat(
  {
    id: 'vosk',
    name: 'Vosk JSON',
    by: 'Vosk',
    example: '{"result":[{"conf":1.0,"start":0.4,"end":0.9,"word":"closed"}],"text":"closed"}',
    marks: ['result.*.word', 'result.*.conf'],
  },
  {
    list: ['result'],
    text: 'word',
    speaker: 'speaker',
    start: 'start',
    end: 'end',
    language: [],
  },
);
