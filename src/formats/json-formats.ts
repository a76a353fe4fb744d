import { assemblyai } from './assemblyai.ts';
import { awsTranscribe } from './aws-transcribe.ts';
import { azureSpeech } from './azure-speech.ts';
import { chatJson } from './chat-json.ts';
import { deepgram } from './deepgram.ts';
import { elevenlabs } from './elevenlabs.ts';
import type { Format } from './format.ts';
import { gladia } from './gladia.ts';
import { googleSpeech } from './google-speech.ts';
import { jsonRows } from './json-rows.ts';
import { ownJson } from './json.ts';
import { mediasum } from './mediasum.ts';
import { otranscribe } from './otranscribe.ts';
import { podcastJson } from './podcast-json.ts';
import { revAi } from './rev-ai.ts';
import { sonix } from './sonix.ts';
import { speechmatics } from './speechmatics.ts';
import { vosk } from './vosk.ts';
import { watsonSpeech } from './watson-speech.ts';
import { whisper } from './whisper.ts';

/**
 * The formats that are JSON, told by their keys. Watson's results have Google's shape and marks of their own, so it is
 * asked first; Whisper's bare list of segments is asked late, and any list of who says what last.
 */
export const JSON_FORMATS: readonly Format[] = [
  ownJson,
  otranscribe,
  podcastJson,
  awsTranscribe,
  deepgram,
  gladia,
  elevenlabs,
  vosk,
  assemblyai,
  watsonSpeech,
  googleSpeech,
  azureSpeech,
  revAi,
  sonix,
  speechmatics,
  mediasum,
  chatJson,
  whisper,
  jsonRows,
];
