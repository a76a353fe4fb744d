import type { Speaker } from './model.ts';
import { remembering } from './remembering.ts';

/** What a label means among the speakers of one transcript. */
export type LabelMeaning =
  | { kind: 'speaker'; speaker: Speaker }
  | { kind: 'unknown' }
  | { kind: 'ambiguous'; candidates: Speaker[] };

/**
 * Finds the one speaker a printed label means: by a speaker's `labels`, else by full name, else by family
 * name. A printed role, honorifics, case and the composition of accents don't matter.
 */
export const resolveLabel = (label: string, speakers: readonly Speaker[]): LabelMeaning =>
  new LabelIndex(speakers).resolve(label);

/** Speakers by what may be printed for them: for many labels of one transcript. */
export class LabelIndex {
  readonly #order = new Map<Speaker, number>();
  /** In the order in which a label is looked for. */
  readonly #ways = WAYS.map((namesOf) => ({ namesOf, speakers: new Map<string, Set<Speaker>>() }));

  constructor(speakers: Iterable<Speaker>) {
    for (const speaker of speakers) this.add(speaker);
  }

  /** Adds a speaker, or what has been added to their labels. */
  add(speaker: Speaker): void {
    if (!this.#order.has(speaker)) this.#order.set(speaker, this.#order.size);
    for (const { namesOf, speakers } of this.#ways) {
      for (const key of namesOf(speaker)) {
        const known = speakers.get(key) ?? new Set();
        speakers.set(key, known.add(speaker));
      }
    }
  }

  resolve(label: string): LabelMeaning {
    const keys = keysOf(label);
    for (const [index, { speakers }] of this.#ways.entries()) {
      const spoken = index < WHOLE_WAYS ? keys.slice(0, 1) : keys;
      const matches = new Set(spoken.flatMap((key) => [...(speakers.get(key) ?? [])]));
      const [only] = matches;
      if (matches.size > 1) return { kind: 'ambiguous', candidates: this.#inOrder(matches) };
      if (only) return { kind: 'speaker', speaker: only };
    }
    return { kind: 'unknown' };
  }

  #inOrder(speakers: ReadonlySet<Speaker>): Speaker[] {
    const place = (speaker: Speaker) => this.#order.get(speaker) ?? 0;
    return [...speakers].sort((a, b) => place(a) - place(b));
  }
}

/** The keys of what a label may be, the likeliest first. The first ways are by the whole label, its role included. */
const WAYS: readonly ((speaker: Speaker) => readonly string[])[] = [
  // "Ana, Lee" as it stands means both of them; Ana alone is meant only where no speaker is called so.
  ({ labels }) => labels.map(labelKey),
  ({ name }) => [labelKey(name)],
  ({ labels }) => labels.flatMap(keysOf),
  ({ name, unnamed }) => (unnamed && name.includes(',') ? [] : keysOf(name)),
  ({ shortName, unnamed }) => (unnamed ? [] : keysOf(shortName)),
];
const WHOLE_WAYS = 2;

/** A label as it compares: "Ms. Ana Martínez" and "MS. ANA MARTI\u0301NEZ" are one. */
export function labelKey(label: string): string {
  if (PLAIN.test(label)) return label.toLowerCase();
  return label
    .normalize('NFC')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/\s+/gu, ' ')
    .trim();
}

/** What has no accents to compose and no white space to mend: most labels. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** The label without its printed role: what follows the first comma or stands in trailing parentheses or brackets. */
export const bareLabel = remembering((label): string => {
  // Two labels that ran together keep their whole wording: neither name is the other's role.
  if (isRunOnLabel(label)) return label.trim();
  const comma = commaOutsideBrackets(label);
  let bare = (comma === -1 ? label : label.slice(0, comma)).trim();
  for (;;) {
    const open = bare.lastIndexOf(OPENED_BY.get(bare.at(-1) ?? '') ?? NO_BRACKET);
    if (open <= 0) break;
    bare = bare.slice(0, open).trim();
  }
  return bare === '' ? label.trim() : bare;
});

/** Of "Ana Ruiz (Southport, IND), member" the second: the first parts what the parentheses say. Of "Ana Ruiz, Jr., member", too. */
function commaOutsideBrackets(label: string): number {
  const first = label.search(/[,，،]/u);
  if (first === -1 || !(/[([]/.test(label.slice(0, first)) || BEFORE_GENERATION.test(label)))
    return first;
  return label
    .replace(/\([^()]*\)|\[[^[\]]*\]/gu, (brackets) => ' '.repeat(brackets.length))
    .replace(BEFORE_GENERATION, ' ')
    .search(/[,，،]/u);
}

/** "Lee Osei (Southport) [V]", "RUIZ [on phone]" */
const OPENED_BY = new Map([
  [')', '('],
  [']', '['],
]);
const NO_BRACKET = '\0';

/** Whether two labels ran together: "LEE OSEI: DANA COLE". A colon in quotation marks is part of a title. */
export const isRunOnLabel = (label: string): boolean =>
  /[:：]\s/u.test(label) && /[:：]\s/u.test(label.replace(/["“][^"“”]*["”]/gu, ''));

/** What `bareLabel` leaves off: "CNN ANCHOR" of "DANA COLE, CNN ANCHOR". Empty where there is none. */
export function printedRole(label: string): string {
  return label
    .trim()
    .slice(bareLabel(label).length)
    .replace(/^[,，،]?\s*/u, '')
    .trim();
}

/** "PRESIDENT VOLODYMYR ZELENSKYY" as "VOLODYMYR ZELENSKYY". A name is never left empty. */
export const withoutHonorifics = remembering((name): string => {
  let rest = name.trim();
  for (;;) {
    const honorific = leadingHonorific(rest);
    // "SECRETARY OF STATE" is an office as a whole.
    if (honorific === null || /^\s(?:of|for)\s/iu.test(rest.slice(honorific.length))) return rest;
    rest = rest.slice(honorific.length).trimStart();
  }
});

/** "Robert Bly" of "Robert Bly Jr." and "Robert Bly, III": what tells generations of one name apart is no family name. */
export const withoutGeneration = (name: string): string => name.replace(GENERATION, '');

const GENERATIONS = String.raw`\s(?:[js]n?r|ii|iii|iv)\.?`;
const GENERATION = new RegExp(String.raw`(?<=\S),?${GENERATIONS}$`, 'iu');
const BEFORE_GENERATION = new RegExp(String.raw`,(?=${GENERATIONS}(?:$|[\s,([]))`, 'iu');

/** Whether a title stands before the name: "MS. OSEI". */
export const hasHonorific = (label: string): boolean =>
  withoutHonorifics(bareLabel(label)) !== bareLabel(label);

/** The name that a label prints, without role, honorifics and generation: "BLY" of "MR. BLY JR., PILOT". */
export const printedName = (label: string): string =>
  withoutGeneration(withoutHonorifics(bareLabel(label)));

/** The family name: what a sort name has before its comma, else the name's last word. */
export function familyName(name: string, sortName: string | null): string {
  const sorted = sortName?.split(',', 2) ?? [];
  const family =
    sorted.length === 2 ? sorted[0] : withoutGeneration(name.trim()).split(/\s+/u).at(-1);
  return family?.trim() ?? name;
}

const keysOf = remembering((label): readonly string[] => {
  const forms = [label, bareLabel(label)];
  return [...new Set([...forms, ...forms.map(withoutHonorifics)].map(labelKey))];
});

function leadingHonorific(name: string): string | null {
  const end = name.search(/\s/u);
  if (end === -1 || !FIRST_WORDS.has(titleKey(name.slice(0, end)))) return null;
  const words = name.split(/\s+/u);
  for (let length = Math.min(3, words.length - 1); length > 0; length -= 1) {
    const lead = words.slice(0, length).join(' ');
    // "Speaker 1" is no title and a name.
    if (!/\p{L}/u.test(words.slice(length).join(' '))) continue;
    if (HONORIFICS.has(titleKey(lead))) {
      return name.slice(0, name.length - words.slice(length).join(' ').length).trimEnd();
    }
  }
  return null;
}

function titleKey(title: string): string {
  const key = labelKey(title);
  return key.includes('.') ? key.replaceAll('.', '') : key;
}

const HONORIFICS = new Set(
  (
    'mr|mrs|ms|miss|mx|dr|doctor|prof|professor|sir|dame|lord|lady|madam|madame|president|vice president|' +
    'president-elect|former president|prime minister|deputy prime minister|minister|foreign minister|' +
    'defense minister|defence minister|interior minister|finance minister|secretary|secretary of state|' +
    'secretary of defense|sec|sec of state|sec of defense|secretary general|secretary-general|fmr|former|acting|' +
    'undersecretary|senator|sen|representative|rep|congressman|congresswoman|congressperson|governor|gov|' +
    'lieutenant governor|mayor|deputy mayor|councilor|councillor|councilman|councilwoman|council member|councilmember|vice mayor|mayor pro tem|alderman|alderwoman|commissioner|' +
    'ambassador|chancellor|premier|chairman|chairwoman|chair|chairperson|speaker|justice|chief justice|judge|' +
    'attorney general|district attorney|sheriff|chief|police chief|detective|officer|inspector|general|gen|' +
    'major general|lieutenant general|colonel|col|major|maj|captain|capt|lieutenant|lt|sergeant|sgt|' +
    'corporal|cpl|private|pvt|admiral|adm|commander|cmdr|reverend|rev|father|fr|sister|brother|pastor|' +
    'bishop|archbishop|cardinal|rabbi|imam|press secretary|rear admiral|rear adm|vice admiral|vice adm|brigadier general|brig gen|maj gen|lt gen|lt col|lt cmdr|ranking member|city manager|deputy city manager|city attorney|city clerk|vice chair|vice chairman|vice chairwoman|assistant secretary|deputy secretary|under secretary|deputy assistant secretary|director|deputy director|administrator|superintendent|supervisor|trustee|deputy chief|assistant chief|fire chief|attorney general|deputy attorney general|solicitor general|surgeon general|majority leader|minority leader|sheikh|sheik|pope|king|queen|prince|princess|the honorable|the hon|hon|' +
    'herr|frau|präsident|präsidentin|vizepräsident|vizepräsidentin|bundeskanzler|bundeskanzlerin|monsieur|mme|mlle|señor|señora|señorita|sr|sra|don|dona|doña|signor|signora|' +
    'capitán|capitana|capitão|capitaine|kapitein|kapten|kapitän|senador|senadora|diputado|diputada|deputado|deputada|' +
    'doctora|dra|doutor|doutora|docteur|profesor|profesora|professora|professeur|dottor|dottore|dottoressa|onorevole|' +
    'mevrouw|meneer|bürgermeister|bürgermeisterin|staatssekretär|staatssekretärin|' +
    'пан|пані|панна|президент|президентка|прем’єр|міністр|міністерка|мер|генерал|полковник|отець|доктор|професор'
  )
    .split('|')
    .map((title) => labelKey(title)),
);
const FIRST_WORDS = new Set([...HONORIFICS].map((title) => title.split(' ', 1)[0] ?? ''));
