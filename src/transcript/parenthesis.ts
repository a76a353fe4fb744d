import { findLanguage, sameLanguage, UNKNOWN_LANGUAGE } from './language.ts';
import type { Delivery } from './model.ts';

/** What a parenthesis in a transcript is. An `aside` is speech or an editor's gloss and stays among the words as it is. */
export type Parenthesis =
  | { kind: 'direction' }
  | { kind: 'language'; language: string; delivery: Delivery }
  | { kind: 'aside' };

/**
 * Tells a parenthesis about sound or scene, "(SOUNDBITE OF BELL)", from one that stands for speech in
 * another language, "(Speaking Ukrainian)", and from any other.
 *
 * @param text the parenthesis with its brackets.
 * @param transcriptLanguage a BCP 47 tag; its name in a parenthesis is no *other* language.
 */
export function classifyParenthesis(text: string, transcriptLanguage: string): Parenthesis {
  if (text.length > LONGEST) return { kind: 'aside' };
  const question = `${transcriptLanguage} ${text}`;
  const known = answers.get(question);
  if (known) return known;
  if (answers.size >= MOST_ANSWERS) answers.clear();
  const answer = classify(text, transcriptLanguage);
  answers.set(question, answer);
  return answer;
}

/** The last answers: a transcript has few parentheses, many times. */
const answers = new Map<string, Parenthesis>();
const MOST_ANSWERS = 100;

function classify(text: string, transcriptLanguage: string): Parenthesis {
  const inner = text.replace(/^\(|\)[.,]?$/g, '').trim();
  const words = inner.toLocaleLowerCase(transcriptLanguage).match(WORD) ?? [];
  return (
    otherLanguage(words, transcriptLanguage) ??
    (isDirection(inner, words) ? { kind: 'direction' } : { kind: 'aside' })
  );
}

/** "(No translation provided.)", which continues the placeholder before it. */
export const WITHOUT_TRANSLATION =
  /^\s*\(no (?:english )?(?:translation|transcription|interpretation)(?: was)?(?: provided| available| given)?\.?\)/i;

function otherLanguage(words: string[], transcriptLanguage: string): Parenthesis | null {
  // Language names, which take long to gather, are looked up only where a word of speech stands beside them.
  if (!words.some((word) => DELIVERY_WORDS.has(word))) return null;
  const named = findLanguage(words, transcriptLanguage);
  const rest = named?.rest ?? words;
  if (rest.some((word) => !PLACEHOLDER_WORDS.has(word))) return null;
  const delivery = deliveryNamedBy(rest, named !== null);
  if (delivery === null) return null;
  const language = named?.language ?? UNKNOWN_LANGUAGE;
  if (language !== UNKNOWN_LANGUAGE && sameLanguage(language, transcriptLanguage)) return null;
  return { kind: 'language', language, delivery };
}

function deliveryNamedBy(rest: readonly string[], languageIsNamed: boolean): Delivery | null {
  const names = (words: ReadonlySet<string>) => rest.some((word) => words.has(word));
  // A voice-over with no word of a language or a translation is a reporter's narration.
  if (names(VOICE_OVER)) return languageIsNamed || names(INTERPRETED) ? 'voice-over' : null;
  if (names(SUBTITLED)) return 'subtitled';
  if (names(INTERPRETED)) return 'interpreted';
  return languageIsNamed && names(SPEECH) ? 'untranscribed' : null;
}

function isDirection(inner: string, words: readonly string[]): boolean {
  const [first = ''] = words;
  if (MUSIC.test(inner) || INTERRUPTION.test(inner)) return true;
  if (isSound(first) || (words.length <= 3 && words.some(isSound))) return true;
  const shouted = inner === inner.toUpperCase() && inner !== inner.toLowerCase();
  return shouted && words.length >= 2 && words.some((word) => word.length >= 4);
}

/** "(♪ ♪)", as captions have it. */
const MUSIC = /^[♩♪♫♬][♩♪♫♬\s]*$/u;

/** "(BREAK)" and "(ACTUALITY)", which one word says. */
const INTERRUPTION =
  /^(?:(?:commercial |ad |station |short )?break|actuality|clip|extract|pips|atmos|sting|recess|ends)$/iu;

const isSound = (word: string): boolean => SOUND.test(word);

/** No placeholder or direction is longer; it bounds the work on a hostile text. */
const LONGEST = 240;

const WORD = /[\p{L}\p{M}\p{N}]+(?:[-’'][\p{L}\p{M}\p{N}]+)*/gu;

const SPEECH = new Set(
  (
    'speaking speaks speak spoken spoke singing sings sung chanting chants chanted shouting shouts ' +
    'praying prays prayed reading reads reciting recites talking talks conversing yelling whispering in ' +
    'говорить говорять говорив говорила розмовляє розмовляють каже кажуть співає співають мовою'
  ).split(' '),
);
const INTERPRETED = new Set(
  (
    'interpreter interpreters interpreted interpretation interpreting translator translators translated ' +
    'translation перекладача перекладачку перекладачка перекладач переклад перекладено'
  ).split(' '),
);
const VOICE_OVER = new Set('voice-over voiceover voice-overs dubbed закадровий'.split(' '));
const SUBTITLED = new Set('subtitle subtitles subtitled subtitling субтитри субтитрами'.split(' '));
const BETWEEN = new Set(
  'through via by with from into a an the and or of over voice language dialect simultaneous english on screen через з зі в у та і'.split(
    ' ',
  ),
);
const DELIVERY_WORDS = new Set([...SPEECH, ...INTERPRETED, ...VOICE_OVER, ...SUBTITLED]);
const PLACEHOLDER_WORDS = new Set([...DELIVERY_WORDS, ...BETWEEN]);

/** First words of stage and sound directions, as transcribers of news write them. */
const SOUND =
  /^(?:soundbites?|sounds?|laugh(?:s|ter|ing|ed)?|chuckl(?:e|es|ing)|applau(?:se|ds|ding)|cheer(?:s|ing)?|clapp?(?:ing|s)|music|song|crosstalk|cross-talk|sigh(?:s|ing)?|cough(?:s|ing)?|gasps?|sobs?|sobbing|crying|weeping|whistl(?:e|es|ing)|humming|bells?|horns?|sirens?|gunfire|gunshots?|explosions?|silence|pauses?|noise|videotape|jingle|сміх|сміється|сміються|оплески|звук|звуки|музика|шум|пауза|дзвін|гудок|тиша|зітхає|кашляє)$/u;
