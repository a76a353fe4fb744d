import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { transcriptPath, turnPath } from '../archive/addresses.ts';
import type { ArchivedTranscript } from '../archive/model.ts';
import { writeAkn } from '../formats/akn.ts';
import type { TranscriptAddresses } from '../formats/json.ts';
import { writeText } from '../formats/labelled-text.ts';
import { writePodcastJson } from '../formats/podcast-json.ts';
import { writeSrt } from '../formats/srt.ts';
import { writeTei } from '../formats/tei.ts';
import { writeVtt } from '../formats/webvtt.ts';
import { writableInXml } from '../formats/xml.ts';
import type { Texts } from '../texts/texts.ts';
import type { ExportKind, Program, Transcript } from '../transcript/model.ts';

/** What an export is made for. */
export interface ExportContext {
  /** The interface's, in which a summary says what it is where the format has no word for that. */
  texts: Texts;
  /** A path of `archive/addresses.ts` as the world reaches it: absolute where the site knows its address. */
  url: (path: string) => string;
}

/** What an export of one transcript is made for, which knows its program by its id alone. */
export interface TranscriptContext extends ExportContext {
  program: Program | null;
}

/**
 * A transcript as a file of its own, by the ending; `null` for captions of one without times. `json` has its own module,
 * `formats/json.ts`. Each format's writer tells what it has no place for.
 */
export async function writeTranscript(
  transcript: ArchivedTranscript,
  ending: Exclude<ExportKind, 'json'>,
  context: TranscriptContext,
): Promise<string | Uint8Array<ArrayBuffer> | null> {
  switch (ending) {
    case 'md':
      return Uint8Array.from(await readFile(path.resolve(transcript.file)));
    case 'txt':
      return writeText(withCaveat(transcript, context));
    case 'podcast.json':
      return writePodcastJson(withCaveat(transcript, context));
    case 'vtt':
      return writeVtt(transcript, addressesOf(transcript, context));
    case 'srt':
      return writeSrt(transcript);
    case 'tei.xml':
      return writeTei(inXml(transcript), addressesOf(transcript, context), programNameOf(context));
    case 'akn.xml':
      return writeAkn(inXml(transcript), addressesOf(transcript, context), programNameOf(context));
  }
}

/** Where a transcript and its turns live. */
export const addressesOf = (
  { id, turns }: ArchivedTranscript,
  { url }: Pick<ExportContext, 'url'>,
): TranscriptAddresses => ({
  id,
  url: url(transcriptPath(id)),
  turns: turns.map((turn) => ({ id: turn.id, url: url(turnPath(id, turn.id)) })),
});

/** In formats that have no other place for it, a summary opens with a remark that it is one. */
function withCaveat<T extends Transcript>(transcript: T, { texts }: ExportContext): T {
  if (transcript.record !== 'summary') return transcript;
  const text = `(${texts.summaryBadge}. ${texts.summaryCaveat})`;
  const caveat = { after: null, text, block: 0, chapter: 0 };
  return { ...transcript, directions: [caveat, ...transcript.directions] };
}

const programNameOf = ({ program }: TranscriptContext): string | undefined =>
  program ? writableInXml(program.name) : undefined;

/** Control characters, which XML has no way to write, stand as U+FFFD there. */
const inXml = (transcript: Transcript): Transcript =>
  JSON.parse(JSON.stringify(transcript), (_, value: unknown) =>
    typeof value === 'string' ? writableInXml(value) : value,
  ) as Transcript;
