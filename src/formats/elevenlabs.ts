import { segmentFormat } from './segment-json.ts';

/** ElevenLabs' speech to text (API reference, "Create transcript"): words, the spaces between them, and sounds. */
export const elevenlabs = segmentFormat(
  {
    id: 'elevenlabs',
    name: 'ElevenLabs JSON',
    by: 'ElevenLabs',
    example:
      '{"language_code":"eng","language_probability":0.98,"text":"Closed.","words":[{"text":"Closed.","start":0.4,"end":0.9,"type":"word","speaker_id":"speaker_0"}]}',
    marks: ['language_code', 'words.*.text', 'words.*.type', 'words.*.start'],
  },
  {
    list: ['words'],
    text: 'text',
    speaker: 'speaker_id',
    start: 'start',
    end: 'end',
    language: ['language_code'],
  },
);
