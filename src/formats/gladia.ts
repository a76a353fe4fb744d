import { segmentFormat } from './segment-json.ts';

/** Gladia's result of a recording (API reference, "Get transcription"): utterances of numbered speakers. */
export const gladia = segmentFormat(
  {
    id: 'gladia',
    name: 'Gladia JSON',
    by: 'Gladia',
    example:
      '{"status":"done","result":{"transcription":{"languages":["en"],"utterances":[{"speaker":0,"start":0.4,"end":0.9,"text":"Closed."}]}}}',
    marks: ['result.transcription.utterances.*.text'],
  },
  {
    list: ['result', 'transcription', 'utterances'],
    text: 'text',
    speaker: 'speaker',
    start: 'start',
    end: 'end',
    language: [],
  },
);
