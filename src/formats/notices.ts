import type { Provenance, Rights } from '../transcript/model.ts';
import { isMarkedDirection } from '../transcript/direction.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import type { Heard, Passage } from './format.ts';

/**
 * Tells the lines about rights and accuracy at the head and the end of a source from speech: at the end, everything
 * from the first such line that no label follows. A copyright line between turns closes one text and opens another.
 */
export function markNotices(said: readonly Heard[], report: ProblemReporter): Heard[] {
  const heard = withoutWordsAfterEnd(withClosingNotice(said), report);
  const firstLabel = heard.findIndex(({ kind }) => kind === 'label');
  const lastLabel = heard.findLastIndex(({ kind }) => kind === 'label');
  const end = heard.findIndex(
    (item, index) => index > lastLabel + 1 && item.kind === 'words' && isNotice(item.text),
  );
  return heard.map((item, index) => {
    if (item.kind !== 'words') return item;
    const atHead = index < firstLabel && isNotice(item.text);
    const atEnd = end !== -1 && index >= end;
    if (atHead || atEnd) return { ...item, kind: 'notice' };
    if (heard[index + 1]?.kind === 'label' && COPYRIGHT_LINE.test(item.text)) {
      reportTwoTexts(item, report);
      return { ...item, kind: 'notice' };
    }
    return item;
  });
}

/** What a page prints below "END OF TRANSCRIPT" is nobody's words, unless a label follows. */
function withoutWordsAfterEnd(heard: readonly Heard[], report: ProblemReporter): Heard[] {
  const end = heard.findLastIndex(
    ({ kind, text }) => kind === 'direction' && END_OF_TRANSCRIPT.test(text),
  );
  const after = heard.slice(end + 1);
  if (end === -1 || after.some(({ kind }) => kind === 'label')) return [...heard];
  const isBelow = ({ kind, text }: Heard) =>
    kind === 'words' && !isNotice(text) && isMarkedDirection(`(${text})`);
  const first = after.find(isBelow);
  if (first) {
    report(
      'warning',
      first,
      `What stands below "${heard[end]?.text ?? ''}", "${excerpt(first.text)}", is read as nobody's words and kept as directions. If somebody speaks here, put their label before it.`,
    );
  }
  return [
    ...heard.slice(0, end + 1),
    ...after.map((item): Heard => {
      if (!isBelow(item)) return item;
      const { text, line, column } = item;
      return { kind: 'direction', text, line, column };
    }),
  ];
}

const END_OF_TRANSCRIPT = /^[([]?end of (?:the )?transcript(?:ion)?\b/iu;

const reportTwoTexts = ({ text, line, column }: Passage, report: ProblemReporter): void => {
  report(
    'warning',
    { line, column },
    `"${excerpt(text)}" stands between turns, so the file seems to hold two transcripts; they are read as one. Put each into a file of its own.`,
  );
};

/** A text without line breaks has its notice in the last paragraph, after the last sentence. */
function withClosingNotice(heard: readonly Heard[]): Heard[] {
  // A mark of the end may stand below it.
  const index = heard.findLastIndex(({ kind }) => kind !== 'direction');
  const last = heard[index];
  if (last?.kind !== 'words' || last.content || isNotice(last.text)) return [...heard];
  const at = last.text.search(CLOSING);
  if (at === -1) return [...heard];
  const words = { ...last, text: last.text.slice(0, at).trimEnd() };
  const notice: Heard = { ...last, kind: 'notice', text: last.text.slice(at) };
  return [...heard.slice(0, index), words, notice, ...heard.slice(index + 1)];
}

/** The rights that notices state, their wording kept as it is; `null` where there are none. */
export function rightsOf(notices: readonly string[]): Rights | null {
  if (notices.length === 0) return null;
  const holder = notices.map(holderIn).find((name) => name !== null) ?? null;
  return { holder, notice: notices.join('\n\n'), license: null, original: null };
}

/** A notice that the text was typed in a rush, or by a machine, says where it comes from. */
export function provenanceOf(notices: readonly string[]): Provenance | null {
  if (notices.some((notice) => RUSH.test(notice))) return { kind: 'rush', by: null, on: null };
  const machine = notices.some((notice) => MACHINE.test(notice.slice(0, LONGEST_CLAIM)));
  return machine ? { kind: 'machine', by: null, on: null } : null;
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
  /^[\s*_[(]{0,4}(?:(?:content and programming |transcript |text )?copyright\s*(?:©|\(c\)|℗|\d{4})|©|\(c\)\s*(?:copyright\b|\d{4})|all (?:other )?rights reserved|accuracy and availability of\b.{0,80}\bvary|(?:crown|parliamentary) copyright\b|contains (?:\p{L}{1,20} ){1,3}information\b.{0,40}\blicen[cs]ed\b|licen[cs]ed under (?:a |the )?(?:creative|cc|open|mit|gnu)\b|creative commons\b.{0,60}\blicen[cs]e\b|cc[ -](?:by|0)(?:-(?:nc|nd|sa))*\b.{0,40}$|(?:this|the) (?:interview|conversation|discussion) (?:has been|was) (?:lightly |slightly )?(?:edited|condensed|abridged)\b|(?:this|the) (?:\p{L}{1,20} )?(?:transcript|text) (?:is|was|may|has|can)\b.{0,80}\b(?:edited|condensed|copyright|licen[cs]ed|public domain|generated|final form|provided|(?:made|produced|prepared|typed) by|errors?|updated|reproduced|republished|exported)|äußerungen unserer gesprächspartner\b|(?:(?:the|this) )?(?:attached )?transcript (?:was|is) typed from a recording|(?:notice: )?transcripts? (?:are|is|was|were) (?:machine|computer|automatically|human)\b|(?:(?:court )?reporter['’]s |transcriber['’]s |notary )?certificate(?: of (?:the )?(?:court )?(?:reporter|transcriber))?$|i, .{2,80}, (?:do )?(?:hereby )?certify that\b|transcripts? (?:provided|created|produced|prepared|transcribed) by\b|(?:to order|for (?:a )?cop(?:y|ies) of)\b.{0,60}\btranscripts?\b)/iu;
/** Nothing but whose the text is. */
const COPYRIGHT_LINE =
  /^(?:copyright\s*(?:©|\(c\)|\d{4})|©|\(c\)\s*\d{4})[^\n]{0,60}(?:all rights reserved|\d{4})[^\n]{0,60}$/iu;
const RUSH = /\b(?:rush deadline|rush transcript)\b/iu;
/** "This transcript was computer generated", and not "Some of it may be automatic". */
const MACHINE =
  /\btranscript (?:is|was|has been) (?:(?:computer|machine|auto|AI)[ -]?(?:generated|transcribed|made)|(?:automatically|generated|transcribed|created|produced) (?:generated|transcribed|created|produced|automatically|by (?:a |an )?(?:computer|machine|AI)))\b/iu;
const LONGEST_CLAIM = 300;
/** Where a notice opens after a sentence. */
const CLOSING =
  /(?<=[.?!…)”"]\s)(?:transcripts? provided by\b|copyright\s?(?:©|\(c\)|℗|\d{4})|©\s?\d{4}|\(c\)\s?\d{4})/iu;
const YEAR_OF_COPYRIGHT =
  /(?:copyright|©|\(c\))[\s©(c)]{0,12}\d{4}(?:\s?[-–]\s?\d{4})?,?\s+(?:by\s+)?/iu;
