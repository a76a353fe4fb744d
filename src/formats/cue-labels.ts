import { isMarkedDirection } from '../transcript/direction.ts';
import { bareLabel, labelKey } from '../transcript/label.ts';
import { findLanguage } from '../transcript/language.ts';
import { classifyParenthesis } from '../transcript/parenthesis.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { isNameLike, isPseudoSpeaker, isRemark, LONGEST_LABEL } from './label-shape.ts';
import { loneBrackets } from './lone-brackets.ts';
import { remembering } from '../transcript/remembering.ts';
import { isAccount, isUnnamedVoice } from './voices.ts';

/** A place in captions where a label may stand: the head of a line, or what follows a mark of changing speakers. */
export interface LabelPlace extends Place {
  text: string;
  /** Whether a mark says that somebody else speaks from here. */
  changes: boolean;
  /** Whether a cue begins here. */
  opensCue: boolean;
  /** Whether another line of the cue follows. */
  goesOn: boolean;
  /** Whether the line above, in the same cue, breaks off in mid-sentence. */
  isMidSentence: boolean;
}

/** Whether a line of a caption breaks off in mid-sentence. */
export const breaksOff = (line: string): boolean => !SENTENCE_END.test(line.trimEnd().slice(-3));

export interface LabelOpening {
  /** The label as printed, without colon and brackets. */
  label: string;
  /** Of everything up to the words. */
  length: number;
  /** Whether it names a part of the programme and nobody, so that its words are a direction. */
  isPseudo?: boolean;
  /** Whether it is no name, and a label only because every other caption opens with one. */
  isGuess?: boolean;
}

/** Tells labels from words, as one file has them. */
export interface LabelFinder {
  /** The label with which a place opens; `null` where it opens with words. */
  find: (place: LabelPlace) => LabelOpening | null;
  /** What of a place that opens with words looks like a label; `null` where nothing does. */
  doubt: (place: LabelPlace) => string | null;
  /** Where, after a sentence, the label of somebody stands who has it at the head of a line, too. */
  within: (place: LabelPlace) => number[];
}

/**
 * Learns from all the places of a file what its labels look like: "Ana Ruiz: Hello", "[SPEAKER_00]: Hello", "[Ana Ruiz]
 * Hello", a name on a line of its own. What has the shape of a label and is none ("He put it this way: …", "NOTE: …",
 * "[quietly] Hello") stays words.
 *
 * @param given labels that the editor named: they are labels, whatever they look like.
 */
export function labelFinder(places: Iterable<LabelPlace>, given: readonly string[]): LabelFinder {
  const census = takeCensus(places);
  const wanted = new Set(given.map(labelKey));
  // A mark of changing speakers comes without a name, too.
  const isGuess = ({ label }: Shape, { opensCue, changes }: LabelPlace): boolean =>
    census.hasOnlyLabelledCues && opensCue && !changes && mayBeCalled(label);
  const isLabel = (shape: Shape, place: LabelPlace): boolean => {
    const { label, form } = shape;
    const { changes } = place;
    const key = labelKey(label);
    const count = census.counts.get(key) ?? 0;
    if (wanted.has(key)) return true;
    if (place.isMidSentence && !changes && !census.mayOpen(label)) return false;
    if (form === 'line') return census.namesHaveLines && count > 1;
    if (form === 'brackets') return isBracketLabel(shape, place, census);
    if (isAccount(label) && census.everyCueIsLabelled) return true;
    if (isUnnamedVoice(label)) return changes || count > 1 || SURELY_UNNAMED.test(label);
    if (isRemark(label)) return false;
    if (census.everyCueIsLabelled && count > 1) return true;
    if (isGuess(shape, place)) return true;
    if (!isName(label) || (!changes && census.goOnSmall(key))) return false;
    if (changes || count > 1 || census.families.has(key)) return true;
    return census.everyCueIsLabelled || (/\s/u.test(label) && census.isUsual(key));
  };
  const find = (place: LabelPlace): LabelOpening | null => {
    const shape = shapeOf(place);
    if (shape && !wanted.has(labelKey(shape.label)) && opensDirection(shape, place.text)) {
      return { ...shape, isPseudo: true };
    }
    if (!shape || !isLabel(shape, place)) return null;
    const { label } = shape;
    const key = labelKey(label);
    const isSure = isName(label) || isUnnamedVoice(label) || isAccount(label) || wanted.has(key);
    return isSure || shape.form !== 'colon' || (census.counts.get(key) ?? 0) > 1
      ? shape
      : { ...shape, isGuess: true };
  };
  return {
    find,
    within: (place) =>
      labelsAfterSentences(place.text).filter((at) => {
        const rest = { ...place, ...INSIDE, text: place.text.slice(at) };
        const shape = shapeOf(rest);
        return shape && census.mayOpen(shape.label) && find(rest) !== null;
      }),
    doubt: (place) => {
      const shape = shapeOf(place);
      if (!shape || shape.form === 'line' || find(place)) return null;
      if (shape.form === 'brackets')
        return mayBeBracketLabel(shape, place) && !isHeardSound(shape.label)
          ? place.text.slice(0, shape.length).trim()
          : null;
      const isUsual =
        ((census.everyCueIsLabelled && place.opensCue) || place.changes) && !isRemark(shape.label);
      return isNameLike(shape.label) || (isUsual && mayBeCalled(shape.label))
        ? `${shape.label}:`
        : null;
    },
  };
}

/** A place further on in a line. */
const INSIDE = { changes: false, opensCue: false, goesOn: false, isMidSentence: false };

/** Where words start that follow a sentence and stand before a colon. */
function labelsAfterSentences(text: string): number[] {
  const starts: number[] = [];
  if (!text.includes(':')) return starts;
  let last = 0;
  for (const { 0: found, 1: start, index } of text.matchAll(SENTENCE_START_OR_COLON)) {
    const from = Math.max(index - LONGEST_LABEL, (starts.at(-1) ?? 0) + 1);
    // The end of the sentence before it takes two characters.
    if (found === ':' && last - 2 >= from) starts.push(last);
    if (start !== undefined) last = index;
  }
  return starts;
}

/** Whether captions that name every speaker in brackets may mean one: "[Marla Quent] We left", "(MAN) We left". */
function mayBeBracketLabel({ label, length }: Shape, { text, goesOn }: LabelPlace): boolean {
  const hasWords = length < text.length || goesOn;
  return (
    hasWords && !/^\p{Ll}/u.test(text.slice(length)) && (isUnnamedVoice(label) || isName(label))
  );
}

function isBracketLabel(shape: Shape, place: LabelPlace, census: Census): boolean {
  const { label } = shape;
  const key = labelKey(label);
  if (isUnnamedVoice(label) && (place.changes || SURELY_UNNAMED.test(label))) return true;
  if (!mayBeBracketLabel(shape, place)) return false;
  if (isUnnamedVoice(label)) return true;
  return (
    !isHeardSound(label) && (place.changes || census.families.has(key) || census.namesHaveBrackets)
  );
}

/** Whether what stands in brackets tells how or where something sounds: "laughs", "BELL RINGING", "Speaks softly", "French". */
const isHeardSound = remembering((label): boolean => {
  const words = label.toLowerCase().split(/\s+/u);
  const [first = ''] = words;
  const inSmallLetters = `(${label.toLowerCase()})`;
  return (
    classifyParenthesis(inSmallLetters, 'und').kind !== 'aside' ||
    loneBrackets(inSmallLetters) === 'direction' ||
    words.some((word) => MANNER.test(word)) ||
    (words.length > 1 && /(?:s|ed)$/u.test(first)) ||
    (words.length > 1 &&
      label === label.toUpperCase() &&
      words.some((word) => word.endsWith('s'))) ||
    (words.length === 1 && (HEARD.has(first) || findLanguage(words, 'en') !== null))
  );
});

/** Whether a text before a colon is as short as what people call themselves in a meeting, and no "HERE IS THE THING". */
const mayBeCalled = (label: string): boolean => {
  const words = label.split(/\s+/u);
  return (
    words.length <= MOST_WORDS &&
    !WITHIN_SENTENCES.test(label) &&
    words.filter((word) => IN_SENTENCES.has(labelKey(word))).length < 2
  );
};

/** "SUBTITLE: We stayed", and "Music:" alone: what stands there is a direction, if brackets can hold it. */
const opensDirection = ({ label, form, length }: Shape, text: string): boolean =>
  form === 'colon' &&
  isPseudoSpeaker(label) &&
  (label === label.toUpperCase() || length === text.length) &&
  isMarkedDirection(`(${text})`);

/**
 * Tells, once each, of what has the shape of a label and was taken as words, and of names in brackets that were taken as
 * labels.
 */
export function reportDoubts(
  places: Iterable<LabelPlace>,
  { find, doubt }: LabelFinder,
  report: ProblemReporter,
): void {
  const told = new Set<string>();
  const inBrackets = new Map<string, Place>();
  for (const place of places) {
    const { line, column } = place;
    const bracketed = BRACKETED.exec(place.text)?.[0].trim();
    const found = find(place);
    if (found?.isGuess === true && !told.has(labelKey(found.label))) {
      told.add(labelKey(found.label));
      report(
        'warning',
        { line, column },
        `"${found.label}:" is read as a label, because a label opens every other caption, though it does not look like a name. Check that it means somebody who speaks. If it is words, correct the written file.`,
      );
    }
    const label = bracketed === undefined ? null : (found?.label ?? null);
    if (bracketed !== undefined && label !== null && !/[:：]$/u.test(bracketed)) {
      if (!isUnnamedVoice(label) && !inBrackets.has(bracketed))
        inBrackets.set(bracketed, { line, column });
      continue;
    }
    const doubtful = doubt(place);
    if (doubtful === null || told.has(labelKey(doubtful))) continue;
    told.add(labelKey(doubtful));
    report(
      'warning',
      { line, column },
      `"${doubtful}" was read as words, not as a label, because nothing else in the file shows that it names a speaker. If somebody speaks here, say who: --speaker "${doubtful.replace(/^[[(]|[\])]$|:$/gu, '')}=Full Name".`,
    );
  }
  const [first] = inBrackets.values();
  if (!first) return;
  const names = [...inBrackets.keys()].slice(0, NAMES_TO_TELL).map((name) => `"${name}"`);
  const more =
    inBrackets.size > names.length ? `, and ${String(inBrackets.size - names.length)} more` : '';
  report(
    'warning',
    first,
    `${names.join(', ')}${more} before words: read as names of speakers, because that is what they look like and such names come again. If one is a sound or a place, join it to the words in the written file.`,
  );
}

/** What has the shape of a label: before a colon, in brackets without one, or on a line of its own. */
interface Shape extends LabelOpening {
  form: 'colon' | 'brackets' | 'line';
}

interface Census {
  /** How often each label-shaped opening comes, by its key. */
  counts: ReadonlyMap<string, number>;
  everyCueIsLabelled: boolean;
  /** Whether there is not one without. */
  hasOnlyLabelledCues: boolean;
  /** Whether cues have names, always the same few, on a first line of their own. */
  namesHaveLines: boolean;
  /** Whether names stand in brackets before words, one of them again. */
  namesHaveBrackets: boolean;
  /** Whether it comes elsewhere than in mid-sentence, with what is printed beside it or without, or is a family's name. */
  mayOpen(label: string): boolean;
  /** The last words of full names that are shaped like labels. */
  families: ReadonlySet<string>;
  /**
   * Whether, of captions that have capitals, those that open so always go on in small letters, as "New York: sunny"
   * does and a turn does not.
   */
  goOnSmall(key: string): boolean;
  /** Whether a full name that comes once is a label like others, or opens the file. */
  isUsual(key: string): boolean;
}

function takeCensus(places: Iterable<LabelPlace>): Census {
  const counts = new Map<string, number>();
  const openings = new Set<string>();
  const names = new Set<string>();
  const families = new Set<string>();
  const lines = new Map<string, number>();
  const brackets = new Map<string, number>();
  const capitals = new Set<string>();
  let hasCapitals = false;
  let opening: string | null = null;
  let cues = 0;
  let labelled = 0;
  for (const place of places) {
    const shape = shapeOf(place);
    const key = shape && labelKey(shape.label);
    if (place.opensCue) cues += 1;
    if (/^\p{Lu}/u.test(place.text) && !(shape && isName(shape.label))) hasCapitals = true;
    if (shape === null || key === null) continue;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (place.changes || !place.isMidSentence) openings.add(labelKey(bareLabel(shape.label)));
    if (!/^\p{Ll}/u.test(place.text.slice(shape.length))) capitals.add(key);
    if (shape.form === 'line') lines.set(key, (lines.get(key) ?? 0) + 1);
    if (shape.form === 'brackets' && mayBeBracketLabel(shape, place) && !isHeardSound(shape.label))
      brackets.set(key, (brackets.get(key) ?? 0) + 1);
    if (shape.form !== 'colon') continue;
    if (/\s/u.test(shape.label) && isName(shape.label)) {
      names.add(key);
      families.add(labelKey(bareLabel(shape.label)).split(' ').at(-1) ?? '');
    }
    if (place.opensCue && (isName(shape.label) || !WITHIN_SENTENCES.test(shape.label)))
      labelled += 1;
    if (cues === 1) opening ??= key;
  }
  const onLines = [...lines.values()].filter((count) => count > 1);
  const inNames = onLines.reduce((sum, count) => sum + count, 0);
  return {
    counts,
    mayOpen: (label) => [openings, families].some((keys) => keys.has(labelKey(bareLabel(label)))),
    everyCueIsLabelled: cues >= FEW_CUES && labelled >= cues * NEARLY_ALL,
    hasOnlyLabelledCues: cues >= FEW_CUES && labelled === cues,
    namesHaveLines: inNames >= FEW_CUES && inNames * 2 >= cues,
    namesHaveBrackets: [...brackets.values()].some((count) => count > 1),
    families,
    goOnSmall: (key) => hasCapitals && !capitals.has(key),
    isUsual: (key) => names.size > 1 || opening === key,
  };
}

function shapeOf({ text, opensCue, goesOn }: LabelPlace): Shape | null {
  const bracketed = BRACKETED.exec(text);
  if (bracketed) {
    const [{ length }, square, round, colon] = bracketed;
    const label = (square ?? round ?? '').trim();
    if (label === '' || !HAS_LETTER.test(label)) return null;
    return { label, length, form: colon === undefined ? 'brackets' : 'colon' };
  }
  const colon = labelColon(text);
  if (colon > 0) {
    const label = text.slice(0, colon).trim();
    const rest = text.slice(colon + 1);
    const length = text.length - rest.trimStart().length;
    return HAS_LETTER.test(label) || isAccount(label) ? { label, length, form: 'colon' } : null;
  }
  const alone = text.trim();
  return opensCue && goesOn && isName(alone)
    ? { label: alone, length: text.length, form: 'line' }
    : null;
}

/** The first colon that words follow and that stands outside quotation marks; those of "10:30" and "https://" are none. */
function labelColon(text: string): number {
  const limit = Math.min(text.length, LONGEST_LABEL);
  for (let at = 0; at < limit; at += 1) {
    const char = text.charAt(at);
    if (QUOTES.includes(char)) return -1;
    if (char === '：') return at;
    if (char === ':') return BEFORE_WORDS.test(text.charAt(at + 1)) ? at : -1;
  }
  return -1;
}

/** Whether words could be a name, as those of "What It Means" and "Here Is Ana" could not. */
const isName = (label: string): boolean =>
  isNameLike(label) &&
  !isRemark(label) &&
  !label.split(/\s+/u).some((word) => IN_SENTENCES.has(labelKey(word)));

const FEW_CUES = 4;
/** Of what somebody calls themselves. */
const MOST_WORDS = 6;
const NAMES_TO_TELL = 4;
const NEARLY_ALL = 0.9;

const BRACKETED = /^(?:\[([^[\]\n]{1,80})\]|\(([^()\n]{1,80})\))[ \t]*([:：])?\s*/u;
const BEFORE_WORDS = /^(?:$|[\s"“‘'([…–—♪-])/u;
const HAS_LETTER = /\p{L}/u;
const SENTENCE_END = /[.?!…:;"”’»)\]♪–—-]$/u;
const SENTENCE_START_OR_COLON = /((?<=[.?!…"”’»)\]♪–—-]\s)[^\s.])|:/gu;
const WITHIN_SENTENCES = /(?:\p{Ll}{2}|\p{Lu}{4})[.?!…]\s/u;
const QUOTES = '"“”„«»';
/** "ringing", "softly" */
const MANNER = /\p{L}{3}(?:ing|ly)$/u;
/** What captions say of sounds with one word, as names are one. */
const HEARD = new Set(
  (
    'barks beeps breathes breath bangs clears cries crowd exhales foreign gags gasping giggles grunts groans growls gulps ' +
    'hisses hums inhales indistinct inaudible moans mouths mumbles murmurs mutters pants phone radio recording tv scoffs ' +
    'screams shouts shrieks shudders silent sings sniffs sniffles snorts sobs speaks spits squeals stammers stutters ' +
    'thunder thud tuts typing wails whimpers whispers whispered whoops winces yawns yells'
  ).split(' '),
);
/** "man", "both" and "all" open sentences too. */
const SURELY_UNNAMED = /\d|^(?:un|speaker)/iu;

const IN_SENTENCES = new Set(
  (
    "a an is are was were be been it it's this that these those there here what who when where why how i you he she we " +
    'they me him us them my your his our their but or so if not no yes as at for from in to about into than then too ' +
    'just only also more most each every can could will would should may might must do does did has have had said says'
  ).split(' '),
);
