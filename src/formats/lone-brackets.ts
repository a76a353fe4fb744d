import { isMarkedDirection } from '../transcript/direction.ts';
import { classifyParenthesis } from '../transcript/parenthesis.ts';
import type { Passage } from './format.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { findUncertainties } from '../transcript/uncertainty.ts';
import { wordsOf } from '../transcript/words.ts';

/**
 * What a paragraph is that stands in brackets as a whole, in any language: a `direction` where its first word names a
 * sound, `unsure` where it holds no sentence and nothing that somebody would say, else `words`. What stands for speech
 * that was not heard, or is in another language, is words.
 */
export function loneBrackets(text: string): 'direction' | 'unsure' | 'words' {
  const whole = text.trim();
  if (!/^[([]/.test(whole) || whole.length > LONGEST || !isMarkedDirection(whole)) return 'words';
  const inner = whole
    .slice(1, -1)
    .replace(/\b([ap])\.m\.$/iu, '$1m')
    .trim();
  const words = [...wordsOf(inner.toLowerCase())];
  if (!/\p{L}/u.test(inner) || findUncertainties(whole).length > 0) return 'words';
  if (words.some((word) => NOT_HEARD.has(word))) return 'words';
  if (classifyParenthesis(`(${inner})`, 'und').kind === 'language') return 'words';
  if (SOUND.test(words[0] ?? '') || PROCEEDING.test(inner) || TIME.test(inner)) return 'direction';
  const isSentence =
    /[.?!…。？！]["'”’»]?$|["“”„«»:：]|\p{L}{2}[.?!] /u.test(inner) || words.length > MOST_WORDS;
  return isSentence || SENTENCE_START.has(words[0] ?? '') || words.some((word) => SAID.has(word))
    ? 'words'
    : 'unsure';
}

/** Tells of paragraphs that are taken for directions by nothing but their brackets. */
export function reportLoneBrackets(found: readonly Passage[], report: ProblemReporter): void {
  const [first] = found;
  if (!first) return;
  const texts = [...new Set(found.map(({ text }) => text))];
  const more = texts.length > MOST_TOLD ? `, and ${String(texts.length - MOST_TOLD)} more` : '';
  const told = texts.slice(0, MOST_TOLD).map((text) => `"${excerpt(text)}"`);
  const [stand, are] = texts.length === 1 ? ['stands', 'is'] : ['stand', 'are'];
  report(
    'warning',
    first,
    `${told.join(', ')}${more} ${stand} in brackets with nothing beside, and ${are} read as what is heard or seen, and as nobody's words. If somebody says it, join it to their words in the written file.`,
  );
}

const LONGEST = 240;
const MOST_WORDS = 12;
const MOST_TOLD = 3;

/** First words of what sounds in a hall, as records and captions print it in other languages than English. */
const SOUND =
  /^(?:beifall|applaus|heiterkeit|lachen|gelächter|zurufe?|zwischenrufe?|musik|widerspruch|unruhe|glocke|applaudissements|rires?|musique|protestations|exclamations|rumeurs|brouhaha|sourires|aplausos?|risas|música|rumores|protestas|protestos|risos|applausi|risate|musica|commenti|proteste|applaus|gelach|muziek|applåder|skratt|musik|aplodit|naurua|oklaski|śmiech|brawa|muzyka|dzwonek|potlesk|smích|hudba|аплодисменти|аплодисменты|сміх|смех|музика|музыка|шум|вигуки|оплески|дзвінок|alkışlar|gülüşmeler|müzik|taps|تصفيق|ضحك|موسيقى|מחיאות|צחוק|מוזיקה|拍手|笑い|笑声|掌声|音楽|音乐|박수|웃음|음악)$/u;
const TIME = /^\d{1,2}[:.]\d{2} ?[ap]m$/iu;
/** "(Whereupon, a recess was taken.)", "(The briefing was concluded at 2:40 p.m.)" */
const PROCEEDING =
  /^(?:whereupon\b|(?:the|this) (?:briefing|hearing|meeting|session|conference|deposition|proceedings?|interview|court|committee|house|senate) (?:was|were|is|stood|then|adjourned|recessed|concluded|ended|resumed)\b)/iu;
const NOT_HEARD = new Set(
  'foreign unverständlich ininteligible incomprensible incompréhensible неразборчиво sic'.split(
    ' ',
  ),
);
/** What opens a part of a sentence that brackets may hold: "[is an]", "(the agency)". */
const SENTENCE_START = new Set(
  "the a an is are was were be been has have had do does did will would can could to of and or but so yes no not as that this these those which who it it’s it's he she they his her their its der die das le la les el los las il ці цей ця це".split(
    ' ',
  ),
);
/** Who speaks of themselves or to somebody. */
const SAID = new Set(
  "i i’m i'm i’ll i'll i’ve i've me my mine we we’re we're us our you you’re you're your yours ich mich mir mein meine wir uns unser du dich dir sie ihr ihnen je j’ai j'ai moi mon ma nous notre tu toi vous votre yo mi nosotros nuestro tú usted ustedes eu nós você io noi voi я мене мені мій моя ми нас нам наш ти тебе тобі ви вас вам ваш меня мне мой мы ты вы".split(
    ' ',
  ),
);
