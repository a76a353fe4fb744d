import { remembering } from '../transcript/remembering.ts';

/**
 * The role that a printed role names: "HOST" and "CNN ANCHOR" are hosts, "BYLINE" is a correspondent.
 * `null` where it names none of the roles of this project.
 */
export const roleOf = remembering((printed): string | null => {
  for (const [role, pattern] of ROLES) if (pattern.test(printed)) return role;
  return null;
});

/** Whether a printed role says no more than the role itself, as "HOST" does and "CNN ANCHOR" does not. */
export const isBareRole = (printed: string): boolean => BARE.test(printed.trim());

/**
 * Whether a label says what somebody is and not what they are called: "MINISTER", "PRIME MINISTER", "GUEST HOST".
 * Where the last word is many people's family name too, what stands before it must be part of an office: "DANA KING"
 * is none, and nor is "GUEST" alone.
 */
export const isOffice = remembering((label): boolean => {
  const rest = label.toLowerCase().split(/[\s-]+/u);
  const last = (rest.pop() ?? '').replace(/s$/u, '');
  if (rest.length >= MOST_OFFICE_WORDS) return false;
  if (OFFICES.has(last)) return !rest.some((word) => ADDRESS.test(word));
  return (
    NAMES_AND_OFFICES.has(last) && rest.length > 0 && rest.every((word) => OF_AN_OFFICE.has(word))
  );
});

const MOST_OFFICE_WORDS = 4;

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u));

const OFFICES = words(`
  host cohost anchor presenter moderator correspondent reporter producer director editor minister president
  secretary premier senator governor mayor ambassador commissioner student teacher professor doctor nurse officer
  sheriff detective sergeant lieutenant colonel captain commander chairman chairwoman chairperson speaker counsel
  attorney lawyer prosecutor defendant plaintiff witness juror analyst caller manager assistant engineer pilot
  owner resident candidate delegate spokesperson spokesman spokeswoman announcer narrator
`);
/** Family names as well. */
const NAMES_AND_OFFICES = words(`
  guest judge justice chancellor chief general major clerk cook coach king queen prince pope bishop cardinal
  farmer driver miller baker marshal chair
`);
const OF_AN_OFFICE = words(`
  guest chief general major prime vice deputy executive former associate assistant senior
  junior acting presiding trial family district circuit appeals appellate supreme administrative magistrate county
  federal high court special studio mystery surprise celebrity main next first second third fourth young old the our
  another local inspector surgeon solicitor lead head co foreign police fire
`);
/** "MR. PRESIDENT" is how the president is spoken to. "SR. PRODUCER" is a senior one, so not every title is one of these. */
const ADDRESS = /^(?:mr|mrs|ms|miss|mx|madam|madame|herr|frau)\.?$/u;

/** A printed role without a note of how the words reach the listener: "MAYOR" of "MAYOR (through translator)". */
export const withoutDelivery = remembering((printed): string => {
  if (HOW.test(printed)) return '';
  if (!printed.includes('(')) return printed;
  const rest = printed.replace(DELIVERY, ' ').replace(/\s+/gu, ' ');
  return rest.replace(/[\s,]+$/u, '').trim();
});

/** In this order: "FOREIGN MINISTER'S INTERPRETER" is an interpreter. */
const ROLES: readonly (readonly [role: string, pattern: RegExp])[] = [
  ['interpreter', /\b(?:interpreter|translator)\b|(?<!\p{L})перекладач(?:ка)?(?!\p{L})/iu],
  ['host', /\b(?:co-)?(?:host|anchor|presenter|moderator)\b|(?<!\p{L})ведуч(?:ий|а)(?!\p{L})/iu],
  [
    'correspondent',
    /\b(?:byline|correspondent|reporter|reporting)\b|(?<!\p{L})(?:кореспондент|журналіст)(?:ка)?(?!\p{L})/iu,
  ],
  [
    'official',
    /\b(?:president|chancellor|premier|(?:prime |foreign |defen[cs]e )?minister|secretary|senator|sen|congress(?:man|woman)|representative|governor|gov|mayor|ambassador|commissioner|attorney general)\b/iu,
  ],
  ['guest', /\bguest\b/iu],
];

const BARE =
  /^(?:(?:co-)?host|anchor|presenter|moderator|byline|correspondent|reporter|interpreter|translator|guest|ведуч(?:ий|а)|кореспондент(?:ка)?|журналіст(?:ка)?|перекладач(?:ка)?|гіст(?:ь|я))$/iu;

/** ", laughing", "[presiding]", "(laughs)", "(V.O.)", "(CONT'D)", "(she/her)": nothing but how somebody speaks, or is spoken of. */
const HOW =
  /^[([]?(?:(?:still |softly |quietly )?(?:laugh(?:s|ing)|chuckl(?:es|ing)|giggl(?:es|ing)|sigh(?:s|ing)|cr(?:ies|ying)|sob(?:s|bing)|weep(?:s|ing)|whisper(?:s|ing)|shout(?:s|ing)|yell(?:s|ing)|sing(?:s|ing)|chant(?:s|ing)|read(?:s|ing)|smil(?:es|ing)|cough(?:s|ing)|mutter(?:s|ing)|mumbl(?:es|ing)|interrupt(?:s|ing)|interject(?:s|ing)|continu(?:es|ing)|presid(?:es|ing)|resum(?:es|ing)|speaking|narrating|applauding|clapping|nodding|joking)(?: (?:aloud|loudly|softly|quietly|again|in\b[^()[\]]{1,30}|off[ -]mic(?:rophone)?))?|(?:on|by|over|via|through)(?: the| a| an)? (?:phone|telephone|video|videolink|videoconference|radio|skype|zoom|interpreter|translator)|off[ -](?:camera|screen|mic(?:rophone)?|air)|voice-?over|v\.?o\.?|o\.?[sc]\.?|cont['’]?d\.?|continued|(?:he|she|they|ze|xe|any|er|sie)\/\p{L}{2,6}(?:\/\p{L}{2,6})?|direct message|privately)[)\]]?$/iu;

const DELIVERY =
  /\s*\((?:on[ -](?:camera|screen|phone|the phone|air|set)|off[ -](?:camera|screen|mic)|voice-?over|via\b[^()]{1,40}|through\b[^()]{1,40}|by\b[^()]{1,40}|live(?: on camera)?|speaking\b[^()]{1,40}|in [\p{L} ]{1,30}|translated|subtitled|subtitles|voice of [^()]{1,40}|singing|reading|archived?|recorded|on tape|video|audio)\)/giu;
