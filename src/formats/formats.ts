import { reportInto, type Problem } from '../transcript/problem.ts';
import { akn } from './akn.ts';
import { chevrons } from './chevrons.ts';
import { docx } from './docx.ts';
import type { Format } from './format.ts';
import { html } from './html.ts';
import { JSON_FORMATS } from './json-formats.ts';
import { isJson } from './json-source.ts';
import { podcastHtml } from './podcast-html.ts';
import { table } from './table.ts';
import { tei } from './tei.ts';
import { sbv } from './sbv.ts';
import { srt } from './srt.ts';
import { MARKDOWN_FORMATS, TYPED_FORMATS } from './text-formats.ts';
import { timecodes } from './timecodes.ts';
import { ttml } from './ttml.ts';
import { webvtt } from './webvtt.ts';

/**
 * Every format that can be read. Where two are equally sure of a text, the earlier one has it: a format with
 * stricter syntax stands before one that makes sense of almost anything.
 */
export const FORMATS: readonly Format[] = [
  docx,
  // The root of an XML document names its vocabulary.
  akn,
  tei,
  ttml,
  ...JSON_FORMATS,
  // Before the pages of which it is one, and the typed text that its cells hold.
  podcastHtml,
  table,
  // Times that no other text has tell captions; ">>" alone tells less, and Markdown has it for quotations.
  webvtt,
  sbv,
  srt,
  timecodes,
  chevrons,
  html,
  ...MARKDOWN_FORMATS,
  ...TYPED_FORMATS,
];

/** The format that a text is in, told by its content; `null` where none knows it. JSON is in no format but those that are JSON. */
export function detectFormat(source: string): Format | null {
  if (isJson(source)) return mostSure(source, JSON_FORMATS).format;
  const head = headOf(source);
  const inHead = mostSure(head);
  // A head in which nothing is sure may be a long preamble.
  return (inHead.confidence >= SURE || head === source ? inHead : mostSure(source)).format;
}

/** Whether a text is JSON and a format is of no JSON: whatever it found in there would be made of keys and brackets. */
export const isForeignJson = (source: string, format: Format): boolean =>
  !JSON_FORMATS.includes(format) && isJson(source);

function mostSure(
  source: string,
  formats: readonly Format[] = FORMATS,
): { format: Format | null; confidence: number } {
  let best: Format | null = null;
  let confidence = 0;
  for (const format of formats) {
    if ((format.atMost ?? 1) <= confidence) continue;
    const found = format.detect(source);
    if (found > confidence) [best, confidence] = [format, found];
  }
  return { format: best, confidence };
}

/** The first lines of a long text. JSON and markup are looked at whole: only all of it tells what it is. */
function headOf(source: string): string {
  if (source.length < LONG || /^\s{0,100}[[{<]/.test(source)) return source;
  const end = source.indexOf('\n', LONG);
  return end === -1 ? source : source.slice(0, end + 1);
}

/** Characters: some twenty turns. */
const LONG = 10_000;
const SURE = 0.6;

export const findFormat = (id: string): Format | null =>
  FORMATS.find((format) => format.id === id) ?? null;

/** The text of bytes that were none. */
export interface Unpacked {
  format: Format;
  /** `null` where there was none to be had. */
  text: string | null;
  /** Of no file yet. */
  problems: Problem[];
}

/** Unpacks bytes that are a document of some format; `null` where they are none, and so may be text. */
export async function unpackBytes(bytes: Uint8Array): Promise<Unpacked | null> {
  for (const format of FORMATS) {
    if (!format.packed?.isPacked(bytes)) continue;
    const problems: Problem[] = [];
    const text = await format.packed.unpack(bytes, reportInto(problems, ''));
    return { format, text, problems };
  }
  return null;
}
