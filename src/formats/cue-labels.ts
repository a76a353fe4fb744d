import { isMarkedDirection } from '../transcript/direction.ts';
import { bareLabel, labelKey } from '../transcript/label.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { isNameLike, isPseudoSpeaker, isRemark, LONGEST_LABEL } from './label-shape.ts';
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
}

export interface LabelOpening {
  /** The label as printed, without colon and brackets. */
  label: string;
  /** Of everything up to the words. */
  length: number;
  /** Whether it names a part of the programme and nobody, so that its words are a direction. */
  isPseudo?: boolean;
}

/** Finds the label with which a place opens; `null` where it opens with words. */
export type LabelFinder = (place: LabelPlace) => LabelOpening | null;

/**
 * Learns from all the places of a file what its labels look like: "Ana Ruiz: Hello", "[SPEAKER_00]: Hello", a name on
 * a line of its own. What has the shape of a label and is none ("He put it this way: …", "NOTE: …") stays words.
 *
 * @param given labels that the editor named: they are labels, whatever they look like.
 */
export function labelFinder(places: Iterable<LabelPlace>, given: readonly string[]): LabelFinder {
  const census = takeCensus(places);
  const wanted = new Set(given.map(labelKey));
  const isLabel = ({ label, form }: Shape, { changes }: LabelPlace): boolean => {
    const key = labelKey(label);
    const count = census.counts.get(key) ?? 0;
    if (wanted.has(key)) return true;
    if (form === 'line') return census.namesHaveLines && count > 1;
    if (isAccount(label) && census.everyCueIsLabelled) return true;
    if (isUnnamedVoice(label)) return changes || count > 1 || SURELY_UNNAMED.test(label);
    if (form === 'brackets' || isRemark(label)) return false;
    if (census.everyCueIsLabelled && count > 1) return true;
    if (!isName(label) || (!changes && census.goOnSmall(key))) return false;
    if (changes || count > 1 || census.families.has(key)) return true;
    return census.everyCueIsLabelled || (/\s/u.test(label) && census.isUsual(key));
  };
  return (place) => {
    const shape = shapeOf(place);
    if (shape && !wanted.has(labelKey(shape.label)) && opensDirection(shape, place.text)) {
      return { ...shape, isPseudo: true };
    }
    return shape && isLabel(shape, place) ? shape : null;
  };
}

/** "SUBTITLE: We stayed", and "Music:" alone: what stands there is a direction, if brackets can hold it. */
const opensDirection = ({ label, form, length }: Shape, text: string): boolean =>
  form === 'colon' &&
  isPseudoSpeaker(label) &&
  (label === label.toUpperCase() || length === text.length) &&
  isMarkedDirection(`(${text})`);

/** Tells, once each, of what has the shape of a label and was taken as words. */
export function reportDoubts(
  places: Iterable<LabelPlace>,
  find: LabelFinder,
  report: ProblemReporter,
): void {
  const told = new Set<string>();
  for (const place of places) {
    const shape = shapeOf(place);
    if (shape?.form !== 'colon' || find(place) || !isNameLike(shape.label)) continue;
    const key = labelKey(shape.label);
    if (told.has(key)) continue;
    told.add(key);
    report(
      'warning',
      { line: place.line, column: place.column },
      `"${shape.label}:" was read as words, not as a label, because nothing else in the file shows that it names a speaker. If somebody speaks here, say who: --speaker "${shape.label}=Full Name".`,
    );
  }
}

/** What has the shape of a label: before a colon, in brackets without one, or on a line of its own. */
interface Shape extends LabelOpening {
  form: 'colon' | 'brackets' | 'line';
}

interface Census {
  /** How often each label-shaped opening comes, by its key. */
  counts: ReadonlyMap<string, number>;
  everyCueIsLabelled: boolean;
  /** Whether cues have names, always the same few, on a first line of their own. */
  namesHaveLines: boolean;
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
  const names = new Set<string>();
  const families = new Set<string>();
  const lines = new Map<string, number>();
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
    if (!/^\p{Ll}/u.test(place.text.slice(shape.length))) capitals.add(key);
    if (shape.form === 'line') lines.set(key, (lines.get(key) ?? 0) + 1);
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
    everyCueIsLabelled: cues >= FEW_CUES && labelled >= cues * NEARLY_ALL,
    namesHaveLines: inNames >= FEW_CUES && inNames * 2 >= cues,
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
    if (label === '' || (square === undefined && colon === undefined)) return null;
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
const NEARLY_ALL = 0.9;

const BRACKETED = /^(?:\[([^[\]\n]{1,80})\]|\(([^()\n]{1,80})\))[ \t]*([:：])?\s*/u;
const BEFORE_WORDS = /^(?:$|[\s"“‘'([…–—♪-])/u;
const HAS_LETTER = /\p{L}/u;
const WITHIN_SENTENCES = /\p{Ll}{2}[.?!…]\s/u;
const QUOTES = '"“”„«»';
/** "man", "both" and "all" open sentences too. */
const SURELY_UNNAMED = /\d|^(?:un|speaker)/iu;

const IN_SENTENCES = new Set(
  (
    "a an is are was were be been it it's this that these those there here what who when where why how i you he she we " +
    'they me him us them my your his our their but or so if not no yes as at for from in to about into than then too ' +
    'just only also more most each every can could will would should may might must do does did has have had said says'
  ).split(' '),
);
