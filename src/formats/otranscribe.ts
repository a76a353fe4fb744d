import type { Format } from './format.ts';
import { html } from './html.ts';
import { hasJsonAt, parseJson, rowsAt, textIn } from './json-source.ts';
import { NOTHING_READ } from './recogniser.ts';

/**
 * oTranscribe's own files (.otr): JSON with what was typed as one text of HTML, in which times are marked, and the name of
 * the recording. The text is read as a page is.
 */
export const otranscribe: Format = {
  id: 'otranscribe',
  name: 'oTranscribe (.otr)',
  example:
    '{"text":"<p><span class=\\"timestamp\\" data-timestamp=\\"3\\">0:03</span><b>Ana Ruiz:</b> The ice is back.</p><p><b>Lee Osei:</b> I can hear it.</p>","media":"ice.mp3","media-time":12}',
  detect: (source) => (hasJsonAt(source, 'text', 'media', 'media-time') ? 0.95 : 0),
  read: (source, report, options) => {
    const root = parseJson(source, report);
    const text = textIn(root, 'text', report);
    if (!text) return NOTHING_READ;
    const place = { line: text.line, column: text.column };
    const reading = html.read(
      text.text,
      (severity, _, message) => {
        report(severity, place, message);
      },
      options,
    );
    return { ...reading, heard: reading.heard.map((item) => ({ ...item, ...place })) };
  },
  *wording(source, options) {
    for (const { values } of rowsAt(source, '', { text: 'text' }))
      for (const { text, line, column } of values.text ?? [])
        for (const passage of html.wording(text, options)) yield { ...passage, line, column };
  },
};
