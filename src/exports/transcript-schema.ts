import { z } from 'zod';
import { CORRECTION_KINDS, DELIVERIES } from '../transcript/model.ts';

const text = z.string();
const maybe = z.string().nullable();
const date = z
  .string()
  .meta({ description: '2026, 2026-03, 2026-03-02 or 2026-03-02T07:40:00+02:00' });
const tag = z.string().meta({ description: 'A BCP 47 tag; und where unknown' });
const position = z.int().min(1).meta({ description: 'The 1-based position of a turn' });
const offset = z
  .int()
  .min(0)
  .meta({ description: 'UTF-16 units from the start of the turn’s text' });
const seconds = z.number().min(0).nullable().meta({ description: 'Seconds; null where unknown' });
const address = z
  .string()
  .meta({ description: 'Absolute, or below the origin where the site does not know its own' });
const turnId = z.string().regex(/^t\d+[a-z]*$/);

/** `/transcripts/<id>.json` (design, contract 3), as `toJson` makes it with addresses. */
export const transcriptJson = z.strictObject({
  id: text,
  url: address,
  title: text,
  date: date.nullable().meta({ description: 'When it aired' }),
  language: tag,
  record: z.enum(['verbatim', 'summary']).meta({
    description: 'Of a summary no word is a speaker’s own',
  }),
  provenance: z
    .strictObject({
      kind: z.enum(['rush', 'machine', 'checked']),
      by: maybe,
      on: date.nullable(),
    })
    .nullable(),
  inferred: z.array(text).meta({ description: 'Paths of what was concluded rather than read' }),
  program: maybe,
  speakers: z.array(
    z.strictObject({
      id: text,
      name: text,
      role: maybe,
      affiliation: maybe,
      labels: z.array(text),
    }),
  ),
  turns: z.array(
    z.strictObject({
      id: turnId,
      n: position,
      url: address,
      speaker: text.meta({ description: 'The id of one of the speakers' }),
      label: text.meta({ description: 'As printed; empty where the source prints none' }),
      start: seconds,
      end: seconds,
      text: text.meta({ description: 'Plain; paragraphs are parted by a blank line' }),
      segments: z
        .array(
          z.strictObject({
            language: tag,
            delivery: z.enum(DELIVERIES),
            text,
            offset,
            relayedIn: position.nullable(),
          }),
        )
        .meta({ description: 'What is not in the transcript’s language' }),
      notes: z.array(z.strictObject({ text, offset })),
    }),
  ),
  directions: z.array(
    z.strictObject({
      after: position.nullable().meta({ description: 'null before the first turn' }),
      text,
    }),
  ),
  chapters: z.array(z.strictObject({ before: position, title: text })),
  rights: z
    .strictObject({ holder: maybe, notice: maybe, license: maybe, original: maybe })
    .nullable(),
  source: z.strictObject({ publisher: maybe, url: maybe, audio: maybe }).nullable(),
  corrections: z.array(
    z.strictObject({
      date,
      kind: z.enum(CORRECTION_KINDS),
      turns: z.array(text).meta({ description: 'Ids of turns; empty: the whole record' }),
      said: maybe,
      correct: maybe,
      note: maybe,
    }),
  ),
});

/** The JSON Schema (draft 2020-12) of a transcript's JSON. */
export const transcriptSchema = () => ({
  ...z.toJSONSchema(transcriptJson),
  title: 'A transcript',
});
