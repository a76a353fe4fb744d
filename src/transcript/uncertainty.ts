/** Words that a transcriber did not understand, or are not sure to have spelled right, as they say themselves. */
export interface Uncertainty {
  kind: UncertaintyKind;
  /** The mark with its brackets: "(inaudible)", "(ph)". */
  text: string;
  /** UTF-16 units. */
  offset: number;
}

export type UncertaintyKind = 'inaudible' | 'phonetic';

/**
 * Finds the marks of what could not be understood, "(INAUDIBLE)", "[unclear 02:14]", "(нерозбірливо)", and of what was
 * spelled by ear, "(ph)", "(sp?)", "(на слух)", in the interface languages. An aside that only speaks of it is speech.
 */
export function findUncertainties(text: string): Uncertainty[] {
  if (!/[([]/.test(text)) return [];
  return [...text.matchAll(BRACKETED)].flatMap(({ 0: mark, 1: round, 2: square, index }) => {
    const kind = kindOf(round ?? square ?? '');
    return kind === null ? [] : [{ kind, text: mark, offset: index }];
  });
}

function kindOf(inner: string): UncertaintyKind | null {
  if (/^\s*\?+\s*$/.test(inner)) return 'phonetic';
  const words = inner.toLowerCase().replace(TIMES, ' ').match(WORD) ?? [];
  const [first = ''] = words;
  if (words.length > MOST_WORDS) return null;
  const said = words.join(' ');
  if (PHONETIC.has(said)) return 'phonetic';
  const isUnheard =
    ALWAYS_UNHEARD.has(first) ||
    SILENCES.some((silence) => said.startsWith(silence)) ||
    (words.some((word) => UNHEARD.has(word)) &&
      words.every((word) => UNHEARD.has(word) || BESIDE.has(word)));
  return isUnheard ? 'inaudible' : null;
}

/** No mark is longer. */
const BRACKETED = /\(([^()[\]\n]{1,80})\)|\[([^()[\]\n]{1,80})\]/gu;
const TIMES = /\d{1,3}(?::\d{1,2}){1,2}(?:[.,]\d{1,3})?/gu;
const WORD = /[\p{L}\p{M}]+(?:[-’'][\p{L}\p{M}]+)*/gu;
const MOST_WORDS = 6;

/** Words that open a mark whatever follows: "(inaudible response from the floor)". */
const ALWAYS_UNHEARD = new Set(
  'inaudible unintelligible indiscernible indecipherable нерозбірливо нрзб нерозб'.split(' '),
);
const UNHEARD = new Set([
  ...ALWAYS_UNHEARD,
  ...(
    'indistinct incomprehensible unclear garbled ' +
    'нерозбірливе нерозбірливий нерозбірлива нечутно нечутне невиразно незрозуміло'
  ).split(' '),
]);
/** What stands beside such a word: "(two words inaudible)", "(мова нерозбірлива)". */
const BESIDE = new Set(
  (
    'word words phrase phrases name names remark remarks question questions speech sentence audio voice ' +
    'partially partly mostly largely one two three few several a the is ' +
    'слово слова слів фраза фрази ім’я питання запитання мова мовлення звук частково далі'
  ).split(' '),
);
/** What says that nothing was there to be heard. */
const SILENCES = [
  'audio gap',
  'gap in audio',
  'audio lost',
  'audio loss',
  'audio drops out',
  'audio cuts out',
  'break in audio',
  'no audio',
  'звук зник',
  'звук зникає',
  'немає звуку',
];
const PHONETIC = new Set([
  'ph',
  'phon',
  'phonetic',
  'phonetically',
  'phonetic spelling',
  'spelled phonetically',
  'sp',
  'spelling',
  'spelling unconfirmed',
  'фон',
  'фонетично',
  'на слух',
  'за звучанням',
]);
