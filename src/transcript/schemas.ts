import { z } from 'zod';
import { DATE_FORMS, parseDate } from './date.ts';
import { canonicalTag } from './language.ts';
import { INFERENCE } from './inferred.ts';
import { CORRECTION_KINDS, EXPORT_KINDS, PROGRAM_KINDS, USUAL_EXPORTS } from './model.ts';
import { keys } from './yaml.ts';

/** The keys of front matter (design, section 3). What may be absent is `undefined` here and `null` in the model. */
export const frontMatterSchema = keys({
  title: z.string(),
  description: z.string().optional(),
  about: z.string().optional(),
  date: date().optional(),
  recorded: date().optional(),
  published: date().optional(),
  updated: date().optional(),
  rebroadcastOf: z.string().optional(),
  aliases: z.array(z.string()).default([]),
  program: z.string().optional(),
  language: languageTag(),
  record: z.enum(['verbatim', 'summary']).default('verbatim'),
  translatedBy: z.string().optional(),
  provenance: keys({
    kind: z.enum(['rush', 'machine', 'checked']),
    by: z.string().optional(),
    on: date().optional(),
  }).optional(),
  status: z.enum(['draft', 'review', 'published']).default('published'),
  inferred: z
    .array(
      z
        .string()
        .regex(
          INFERENCE,
          'what was concluded, such as "date", "program", "turns.t1.speaker" or "turns.t3.relayed"',
        ),
    )
    .default([]),
  speakers: z.array(
    keys({
      id: id(),
      name: z.string().optional(),
      role: z.string().optional(),
      affiliation: z.string().optional(),
      labels: z.array(z.string()).default([]),
    }),
  ),
  source: keys({
    publisher: z.string().optional(),
    url: webAddress().optional(),
    audio: webAddress().optional(),
  }).optional(),
  rights: keys({
    holder: z.string().optional(),
    notice: z.string().optional(),
    license: z.string().optional(),
    original: z.string().optional(),
  }).optional(),
  corrections: z
    .array(
      keys({
        date: date(),
        kind: z.enum(CORRECTION_KINDS),
        turns: z.array(z.string()).default([]),
        said: z.string().optional(),
        correct: z.string().optional(),
        note: z.string().optional(),
      }),
    )
    .default([]),
});

/** `content/speakers/<id>.yaml`. */
export const personSchema = keys({
  name: z.string(),
  sortName: z.string().optional(),
  pronunciation: z.string().optional(),
  affiliations: z
    .array(
      keys({
        title: z.string().optional(),
        organization: z.string().optional(),
        from: date().optional(),
        to: date().optional(),
      }),
    )
    .default([]),
  sameAs: z.array(webAddress()).default([]),
  note: z.string().optional(),
  private: yesOrNo().optional(),
});

/** `content/programs/<id>.yaml`. */
export const programSchema = keys({
  name: z.string(),
  kind: z.enum(PROGRAM_KINDS).optional(),
  publisher: z.string().optional(),
  description: z.string().optional(),
  url: webAddress().optional(),
  language: languageTag().optional(),
});

/** The front matter of `content/stories/<id>.mdx`. */
export const storySchema = keys({
  title: z.string(),
  date: date(),
  authors: z.array(z.string()).default([]),
  summary: z.string().optional(),
  language: languageTag(),
});

/** `content/site.yaml`. */
export const siteSchema = keys({
  name: z.string(),
  description: z.string().optional(),
  publisher: z.string().optional(),
  language: languageTag(),
  contact: z.email({ error: 'an e-mail address' }).optional(),
  license: z.string().optional(),
  privateByDefault: yesOrNo().default(false),
  turnPages: z.enum(['all', 'short', 'none']).default('short'),
  exports: z
    .array(z.enum(EXPORT_KINDS))
    .transform((kinds) => [...new Set(kinds)])
    .default([...USUAL_EXPORTS]),
  languageGaps: z.enum(['public', 'drafts']).default('drafts'),
});

function date() {
  return z.string().refine((text) => parseDate(text) !== null, DATE_FORMS);
}

function languageTag() {
  return z
    .string()
    .refine(
      (tag) => canonicalTag(tag) !== null,
      'a BCP 47 language tag such as "en", "uk" or "zh-Hant", or "und" for an unknown language',
    )
    .transform((tag) => canonicalTag(tag) ?? tag);
}

function id() {
  return z
    .string()
    .regex(
      /^[\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}]+(?:[-_.][\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}]+)*$/u,
      'small letters, digits and hyphens',
    );
}

function webAddress() {
  return z.url({ protocol: /^https?$/, error: 'an address that starts with https:// or http://' });
}

function yesOrNo() {
  return z.enum(['true', 'false']).transform((text) => text === 'true');
}
