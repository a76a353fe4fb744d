import type { Provenance, Rights } from '../transcript/model.ts';
import type { Heard } from './format.ts';

/**
 * Tells the lines about rights and accuracy at the head and the end of a source from speech: at the end, everything
 * from the first such line that no label follows.
 */
export function markNotices(said: readonly Heard[]): Heard[] {
  const heard = withClosingNotice(said);
  const firstLabel = heard.findIndex(({ kind }) => kind === 'label');
  const lastLabel = heard.findLastIndex(({ kind }) => kind === 'label');
  const end = heard.findIndex(
    (item, index) => index > lastLabel + 1 && item.kind === 'words' && isNotice(item.text),
  );
  return heard.map((item, index) => {
    if (item.kind !== 'words') return item;
    const atHead = index < firstLabel && isNotice(item.text);
    const atEnd = end !== -1 && index >= end;
    return atHead || atEnd ? { ...item, kind: 'notice' } : item;
  });
}

/** A text without line breaks has its notice in the last paragraph, after the last sentence. */
function withClosingNotice(heard: readonly Heard[]): Heard[] {
  const last = heard.at(-1);
  if (last?.kind !== 'words' || last.content || isNotice(last.text)) return [...heard];
  const at = last.text.search(CLOSING);
  if (at === -1) return [...heard];
  const words = { ...last, text: last.text.slice(0, at).trimEnd() };
  return [...heard.slice(0, -1), words, { ...last, kind: 'notice', text: last.text.slice(at) }];
}

/** The rights that notices state, their wording kept as it is; `null` where there are none. */
export function rightsOf(notices: readonly string[]): Rights | null {
  if (notices.length === 0) return null;
  const holder = notices.map(holderIn).find((name) => name !== null) ?? null;
  return { holder, notice: notices.join('\n\n'), license: null, original: null };
}

/** A notice that the text was typed in a rush says where it comes from. */
export function provenanceOf(notices: readonly string[]): Provenance | null {
  const rush = notices.some((notice) => RUSH.test(notice));
  return rush ? { kind: 'rush', by: null, on: null } : null;
}

export const isNotice = (text: string): boolean =>
  NOTICE.test(text) || RUSH.test(text.slice(0, 200));

/** "NPR" of "Copyright © 2026 NPR. All rights reserved." */
function holderIn(notice: string): string | null {
  const opening = YEAR_OF_COPYRIGHT.exec(notice);
  if (!opening) return null;
  const rest = notice.slice(opening.index + opening[0].length, opening.index + 200);
  const [name = ''] = rest.split(/[.,]?\s*all rights|\.\s|\.$|\n/iu, 1);
  return name.trim().replace(/[.,;]$/, '') || null;
}

const NOTICE =
  /^[\s*_[(]{0,4}(?:(?:content and programming |transcript |text )?copyright\s*(?:©|\(c\)|℗|\d{4})|©|\(c\)\s*(?:copyright\b|\d{4})|all (?:other )?rights reserved|accuracy and availability of\b.{0,80}\bvary|(?:this|the) (?:transcript|text) (?:is|was|may|has|can)\b.{0,80}\b(?:copyright|final form|provided|errors?|updated|reproduced|republished)|(?:(?:the|this) )?(?:attached )?transcript (?:was|is) typed from a recording|(?:notice: )?transcripts? (?:are|is|was|were) (?:machine|computer|automatically|human)\b|transcripts? (?:provided|created|produced|prepared|transcribed) by\b|(?:to order|for (?:a )?cop(?:y|ies) of)\b.{0,60}\btranscripts?\b)/iu;
const RUSH = /\b(?:rush deadline|rush transcript)\b/iu;
/** Where a notice opens after a sentence. */
const CLOSING = /(?<=[.?!…)”"]\s)(?:copyright\s?(?:©|\(c\)|℗|\d{4})|©\s?\d{4}|\(c\)\s?\d{4})/iu;
const YEAR_OF_COPYRIGHT =
  /(?:copyright|©|\(c\))[\s©(c)]{0,12}\d{4}(?:\s?[-–]\s?\d{4})?,?\s+(?:by\s+)?/iu;
