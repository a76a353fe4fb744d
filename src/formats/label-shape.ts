import { labelKey, printedName, printedRole, withoutGeneration } from '../transcript/label.ts';
import { remembering } from '../transcript/remembering.ts';
import { isUnnamedVoice } from './voices.ts';

/**
 * Whether a text could be somebody's name with what may be printed beside it: "Ana Ruiz", "Dr. de la Cruz, host",
 * "AR", "Speaker 0", "Ana & Lee", "佐藤". A sentence, or a word in small letters, is none.
 */
export const isNameLike = remembering((label): boolean => {
  if (label.length > LONGEST_LABEL || !/^[^([].*[\p{L}\p{N}]|^[\p{L}\p{N}]/u.test(label))
    return false;
  if (isUnnamedVoice(label) || officeHolder(label) || OFFICE.test(label)) return true;
  if (
    isRemark(label) ||
    EPISODE.test(label) ||
    /[.!?…]["”’]?$/u.test(withoutGeneration(withoutParenthesis(label)).replace(INITIAL_AT_END, ''))
  )
    return false;
  const name = printedName(label);
  const words = name.split(/\s+/u);
  const role = printedRole(label);
  return (
    words.length <= MOST_WORDS &&
    !SENTENCE_WITHIN.test(name) &&
    role.split(/\s+/u).length <= MOST_ROLE_WORDS &&
    !/\p{Ll}{2}[.?!…]\s/u.test(role) &&
    !TELLING.test(role) &&
    words.some((word) => /^(?:\p{Ll}{1,4}['’-])?[\p{Lu}\p{Lt}\p{Lo}]/u.test(word)) &&
    words.every((word) => NAME_WORD.test(word) || PARTICLES.has(word))
  );
});

/** "Ana Ruiz" of "Ana Ruiz (Ind.)" */
const withoutParenthesis = (label: string): string => label.replace(/\s?\([^()]{1,80}\)$/u, '');

/**
 * Who holds the office that a label of a parliament names first: "The Minister for Ferries (Ivan Marchuk)", "Madam Deputy
 * Speaker (Ana Ruiz)" and, with a party, "The Minister of State (Lord Osei) (Con)"; `null` where it is no such label.
 */
export function officeHolder(label: string): { office: string; name: string } | null {
  const { office, name } = OFFICE_AND_NAME.exec(label)?.groups ?? {};
  return office === undefined || name === undefined || DELIVERY_WORD.test(name)
    ? null
    : { office, name };
}

/** Whether what stands before a colon is a remark about the text, as in "Note:" and "Date:", and nobody's name. */
export const isRemark = remembering((label): boolean => {
  const key = labelKey(label);
  return (
    REMARKS.has(key) || REMARKS.has(key.split(/[^\p{L}\p{M}]/u, 1)[0] ?? '') || CREDIT.test(key)
  );
});

/** Whether a label names no person but a part of the programme: "Break", "Jingle", "SUBTITLE". */
export const isPseudoSpeaker = remembering((label): boolean => PSEUDO.test(labelKey(label)));

/** "Harbour Talk, Ep. 12" is what a programme is called. */
const EPISODE = /\b(?:ep|episode|season|vol|volume|issue|chapter|part)\.? ?#?\d{1,4}$/iu;

/** Longer than this, what stands before a colon is a sentence. */
export const LONGEST_LABEL = 100;
const MOST_WORDS = 6;
const MOST_ROLE_WORDS = 12;

const OFFICE_AND_NAME =
  /^(?<office>(?:The|Mr|Madam) \p{Lu}[\p{L},'’ -]{2,100}) \((?<name>\p{Lu}[\p{L}.'’-]{0,30}(?: \p{Lu}[\p{L}.'’-]{0,30}){1,4})\)(?: \(\p{Lu}[\p{L} ]{0,20}\))?$/u;
/** "The Minister for Ferries" */
const OFFICE =
  /^The (?:\p{Lu}[\p{L}-]{1,30} ){0,3}(?:Minister|Secretary|Under-Secretary|Chancellor|Leader|Commissioner)(?:,? (?:of|for|the|and|to|\p{Lu}[\p{L}-]{1,30})){0,12}$/u;
/** "(Through Interpreter)" names nobody. */
const DELIVERY_WORD = /^(?:through|via|on|off|by|voice|speaking|in|live)\b/iu;
const NAME_WORD =
  /^["“'(]?(?:\p{Ll}{1,4}['’-](?=\p{Lu}))?[\p{Lu}\p{Lt}\p{Lo}\d][\p{L}\p{M}\p{N}.'’‘`´ʼ·‧・&/+#_"”)-]*$|^(?:and|&|y|i|und|et|та|і|#\d+)$/u;
/** "Lee Osei, who once sailed on it, said:" tells of somebody and is no label. */
const TELLING =
  /^(?:who|whose|which|where|when|that)\b|\b(?:said|says|told|tells|wrote|writes|asked|asks|added|adds|put it)\b/iu;
/** "AND I'M LEE OSEI. TONIGHT": what is abbreviated in a name is shorter than most words, and stands at its beginning. */
const SENTENCE_WITHIN = /\p{L}{5}[.?!…]\s|^(?:\S{1,40}\s){2,6}\S{0,40}\p{L}{3}[.?!…]\s/u;
const INITIAL_AT_END = /(?:^|[\s.])\p{Lu}\.$/u;

const PARTICLES = new Set(
  "de da do dos das del della di du la le van von der den ten ter bin ibn al el e zu zur af av til vom of the 't ’t 's ’s".split(
    ' ',
  ),
);

const REMARKS = new Set(
  (
    'note|notes|breaking|update|updated|correction|corrections|clarification|warning|alert|exclusive|live|watch|' +
    'listen|read|related|source|sources|title|date|time|duration|transcript|summary|photo|credit|credits|caption|' +
    "headline|editor's note|ps|fyi|url|copyright|contact|heard|published|program|subject|topic|topics|keywords|" +
    'company participants|conference call participants|corporate participants|call participants|prepared remarks|' +
    'question-and-answer session|questions & answers|questions and answers|presentation|' +
    'http|https|guests|hosts|speakers|participants|attendees|recorded|episode|chapter|chapters|links|' +
    'quick tip|pro tip|ayes|noes|yeas|nays|coming up|up next|next up|still ahead|still to come|also ahead|later on'
  ).split('|'),
);

/** "produced by", "written and edited by" */
const CREDIT = /^\p{L}{3,20}(?:,? (?:and|&) \p{L}{3,20})?,? by$/u;

const PSEUDO =
  /^(?:(?:commercial |ad |station |short )?break|advert(?:isement)?s?|jingle|(?:intro|outro)(?: music)?|(?:theme )?music|theme|sound effects?|sfx|subtitles?|silence|interlude|transition)(?: ?#?\d{1,3})?$/u;
