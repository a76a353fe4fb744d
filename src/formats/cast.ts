import leven from 'leven';
import {
  bareLabel,
  familyName,
  isRunOnLabel,
  LabelIndex,
  labelKey,
  printedRole,
  withoutGeneration,
  withoutHonorifics,
} from '../transcript/label.ts';
import type { Person, Speaker } from '../transcript/model.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { didYouMean, oneOf } from '../transcript/suggestion.ts';
import type { DeclaredSpeaker } from './format.ts';
import { officeHolder } from './label-shape.ts';
import { isBareRole, isOffice, roleOf, withoutDelivery } from './roles.ts';
import { freeId, slugOf } from './slug.ts';
import { isAccount, isUnnamedVoice } from './voices.ts';

/** An editor's word about a label: `--speaker MARTÍNEZ=a-martinez`. */
export interface SpeakerChoice {
  label: string;
  /** The id of a known person, or a full name. */
  who: string;
}

export interface CastOptions {
  people: ReadonlyMap<string, Person>;
  /** The ids of those of the people whom another file of the same run was the first to name. */
  newcomers?: ReadonlySet<string>;
  choices: readonly SpeakerChoice[];
  /** What says, apart from any turn, who takes part. */
  introduced?: readonly CastLabel[];
  /** Spells a name that is printed in capitals. */
  spell: (name: string) => string;
}

/** Who the labels of a transcript mean. */
export interface Cast {
  /** In the order of their first labels. */
  speakers: Speaker[];
  /** Those of the speakers whom no file tells of yet. */
  newPeople: Person[];
  /** The id of the speaker whom a label means. */
  speakerOf(label: string): string;
  /** Speakers who may have opened the transcript before their first label: hosts, and those never introduced. */
  possibleOpeners: string[];
  /** Adds a voice of which nothing is known. */
  addVoice(name: string): string;
}

/**
 * Resolves the labels of one transcript. A family name means whoever a label in the same transcript introduces in full;
 * where it fits two people, or nobody, it is told and given to neither.
 */
export function castOf(
  labels: readonly CastLabel[],
  options: CastOptions,
  report: ProblemReporter,
): Cast {
  const printed = distinct(labels, options.introduced ?? []);
  const speaking = printed.filter(speaks);
  const choices = [...options.choices, ...declaredChoices(printed, options.choices)];
  const identities = new Map<string, Identity>();
  const byLabel = new Map<string, Identity>();
  const introductions = introducedNames(printed, choices);
  const titles = titlesOf(printed);
  for (const entry of printed) {
    const { key, kind, isTitled = false } = identify(entry, { introductions, choices, titles });
    const identity = identities.get(key) ?? { key, kind, isTitled, entries: [] };
    identity.entries.push(entry);
    identities.set(key, identity);
    byLabel.set(entry.text, identity);
  }
  reportInverted(printed, report);
  reportNamesakes(identities.values(), report);
  reportTypingErrors([...identities.values()], report);
  reportUnusedChoices(options.choices, printed, report);

  const givenNames = givenNamesOf(identities.values());
  const taken = new Set<string>();
  const isTaken = (id: string) => taken.has(id) || options.people.has(id);
  const created = new Map<string, Person>();
  const heard = [...identities.values()].filter(({ entries }) => entries.some(speaks));
  const cast = heard.map((identity) => {
    const member = memberFor(
      identity,
      { ...options, choices, givenNames },
      { isTaken, created },
      report,
    );
    taken.add(member.speaker.id);
    return member;
  });
  const members = joinSamePerson(cast);
  const ids = new Map(cast.map(({ identity, speaker }) => [identity, speaker.id]));
  const speakers = members.map(({ speaker }) => speaker);
  const speakerOf = (label: string): string => {
    const identity = byLabel.get(label);
    return (identity && ids.get(identity)) ?? '';
  };
  const isTitled = (text: string): boolean => byLabel.get(text)?.isTitled === true;
  addLabels(speaking, speakers, { speakerOf, isTitled });
  let lastVoice = 0;
  return {
    speakers,
    newPeople: [...created.values()],
    speakerOf,
    possibleOpeners: cast.filter(mayOpen).map(({ speaker }) => speaker.id),
    addVoice: (name) => {
      // Voices of one name could not be told apart by a label.
      const number = lastVoice + 1;
      const id = freeId(slugOf(name), isTaken, number);
      lastVoice = Number(/\d+$/.exec(id)?.[0] ?? 1);
      const voice = voiceFor(id, lastVoice === 1 ? name : `${name} ${String(lastVoice)}`);
      taken.add(voice.id);
      speakers.push(voice);
      return voice.id;
    },
  };
}

/** A label of the source, and whom the source declares that it means. */
type CastLabel = Place & { text: string; means?: DeclaredSpeaker };

/** Where no label is printed, the declared name stands for it. */
const textOf = ({ text, means }: Pick<CastLabel, 'text' | 'means'>): string =>
  text === '' ? (means?.name ?? '') : text;

/** A choice that the source makes has the declaration it comes from. */
type Choice = SpeakerChoice & { means?: DeclaredSpeaker };

/** A label as printed, with what it says. */
interface Entry extends Place {
  text: string;
  /** Without role and honorifics. */
  name: string;
  key: string;
  role: string;
  means: DeclaredSpeaker | null;
  /** "MR.", "SEN.": what stands before the name, as it compares. */
  title: string;
  /** "Cole, Dana", where the label has the family name first. */
  sortName: string | null;
  /** Whether it names several people. */
  isJoint: boolean;
  /** Whether it only stands before another label and has no words, though it may say who a family name is. */
  isWordless: boolean;
}

const speaks = ({ isWordless }: Entry): boolean => !isWordless;

type Kind =
  /** Named in full. */
  | 'person'
  /** The editor said who. */
  | 'chosen'
  /** "UNIDENTIFIED PERSON #1". */
  | 'voice'
  /** A family name that no label introduces in full. */
  | 'surname'
  /** A family name that two people have. */
  | 'ambiguous';

interface Identity {
  key: string;
  kind: Kind;
  /** Whether only a title tells it apart: "MR. RUIZ" beside "MRS. RUIZ". */
  isTitled: boolean;
  entries: Entry[];
}

interface Member {
  identity: Identity;
  speaker: Speaker;
}

interface MemberOptions extends CastOptions {
  choices: readonly Choice[];
  /** The full names that labels print, by the keys of their first words. */
  givenNames: ReadonlyMap<string, readonly string[]>;
}

interface Register {
  /** Whether an id is no longer free. */
  isTaken: (id: string) => boolean;
  /** The people whom this transcript is the first to name, by the key of their name. */
  created: Map<string, Person>;
}

function distinct(labels: readonly CastLabel[], introduced: readonly CastLabel[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const label of labels) {
    const text = textOf(label);
    if (text !== '' && !entries.has(text)) entries.set(text, entryOf(text, label, false));
  }
  for (const label of labels) {
    for (const text of wordlessLabels(textOf(label))) {
      if (!entries.has(text)) entries.set(text, entryOf(text, { ...label, means: null }, true));
    }
  }
  for (const label of introduced) {
    if (!entries.has(label.text)) entries.set(label.text, entryOf(label.text, label, true));
  }
  const found = [...entries.values()];
  markMonsieur(found);
  markOffices(found);
  markStates(found);
  markInverted(found);
  markJoint(found);
  return found;
}

function entryOf(
  text: string,
  { line, column, means = null }: Place & { means?: DeclaredSpeaker | null },
  isWordless: boolean,
): Entry {
  const last = lastOfRunOn(text);
  const holder = officeHolder(last);
  // A number is what tells one telephone from another: "iPhone (2)".
  const whole = isAccount(last) ? last : null;
  const name = whole ?? nameIn(holder?.name ?? last).replace(QUOTED, '$1');
  const printed = printedRole(last).replace(PHONETIC, '').trim();
  const role = holder?.office ?? (SAYS_SOMETHING.test(printed) ? withoutDelivery(printed) : '');
  return {
    text,
    name,
    key: whole === null ? nameKey(holder?.name ?? last).replace(QUOTED, '$1') : labelKey(whole),
    role: whole === null ? role : '',
    means,
    title: titleKey(bareLabel(last), name),
    sortName: null,
    isJoint: false,
    isWordless,
    line,
    column,
  };
}

/** The name within a label, without role and honorifics. An office stays whole: the "CHIEF JUSTICE" is no "JUSTICE". */
function nameIn(label: string): string {
  const bare = bareLabel(label);
  return isOffice(bare) ? bare : withoutHonorifics(bare);
}

/** A name that stands in quotation marks as a whole. */
const QUOTED = /^["“„«]([^"“”„«»]+)["”“»]$/u;

/** "()" and "(1234567)", which a program puts beside a name, say nothing of anybody. */
const SAYS_SOMETHING = /\p{L}/u;

/** "mr" of "MR. RUIZ" and "Ruiz". */
const titleKey = (label: string, name: string): string =>
  label.endsWith(name) ? labelKey(label.slice(0, -name.length)).replaceAll('.', '') : '';

/**
 * "Ruiz, Ana" is Ana Ruiz, and no Ruiz who is an Ana, where several given names follow one family name, or where all
 * the names of a source are the same way round. Of a single such label neither is sure.
 */
function markInverted(entries: readonly Entry[]): void {
  const names = entries.filter(({ name }) => !isUnnamedVoice(name));
  const alone = new Set(names.filter(({ text }) => !text.includes(',')).map(({ key }) => key));
  const fullNames = new Set(
    names.filter(({ text }) => familyFirst(text) === null).map(({ key }) => key),
  );
  const inverted = names.flatMap((entry) => {
    const parts = familyFirst(entry.text);
    if (!parts || alone.has(labelKey(parts.given))) return [];
    // Somebody's whole name is no family name: "ANA RUIZ, LEE OSEI" are two.
    const isWhole = parts.family.includes(' ') && fullNames.has(labelKey(parts.family));
    return isWhole ? [] : [{ entry, ...parts }];
  });
  const givenNames = new Map<string, Set<string>>();
  for (const { family, given } of inverted) {
    const key = labelKey(family);
    givenNames.set(key, (givenNames.get(key) ?? new Set()).add(labelKey(given)));
  }
  const others = names.length - inverted.length;
  const isUsual = givenNames.size > 1 && others === 0;
  for (const { entry, family, given, rest } of inverted) {
    if (!isUsual && (givenNames.get(labelKey(family))?.size ?? 0) < 2) continue;
    Object.assign(entry, {
      name: `${given} ${family}`,
      key: labelKey(`${given} ${family}`),
      role: withoutDelivery(rest),
      sortName: `${family}, ${given}`,
    });
  }
}

/** The parts of a label that may be a family name and, after a comma, given names. */
function familyFirst(label: string): { family: string; given: string; rest: string } | null {
  const { family, given, rest = '' } = FAMILY_FIRST.exec(label)?.groups ?? {};
  if (family === undefined || given === undefined) return null;
  const isRole = roleOf(given) !== null || withoutDelivery(given) === '' || isUnnamedVoice(given);
  const isOneCase = (family === family.toUpperCase()) === (given === given.toUpperCase());
  return isRole || !isOneCase || SUFFIX.test(given) ? null : { family, given, rest: rest.trim() };
}

const SUFFIX = /^(?:[JS]r|I{2,3}|IV|Ph\.?D|M\.?D)\.?$/iu;

const NAME_PART = String.raw`\p{Lu}[\p{L}\p{M}'’-]{0,30}\.?`;
const FAMILY_FIRST = new RegExp(
  `^(?<family>(?:${NAME_PART} ){0,2}${NAME_PART}), (?<given>${NAME_PART}(?: ${NAME_PART})?)(?<rest> ?[([].{0,60})?$`,
  'u',
);

/** "M. ROUX" is a Monsieur where there is a Mme or a Mlle beside him; elsewhere the letter is an initial. */
function markMonsieur(entries: readonly Entry[]): void {
  if (!entries.some(({ title }) => title === 'mme' || title === 'mlle')) return;
  for (const entry of entries) {
    const name = MONSIEUR.exec(entry.name)?.[1];
    if (name !== undefined) Object.assign(entry, { name, key: labelKey(name), title: 'm' });
  }
}

const MONSIEUR = /^M\. (.+)$/u;

/**
 * "The Minister for Ferries", and "The Minister" alone, is whom the same office is printed with, where that is one person.
 */
function markOffices(entries: readonly Entry[]): void {
  const holders = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { office } = officeHolder(entry.text) ?? {};
    if (office === undefined) continue;
    const whole = labelKey(office);
    for (const key of new Set([whole, whole.split(' ').slice(0, 2).join(' ')])) {
      const known = holders.get(key) ?? [];
      if (!known.some((other) => other.key === entry.key)) holders.set(key, [...known, entry]);
    }
  }
  for (const entry of holders.size === 0 ? [] : entries) {
    const [holder, ...others] = holders.get(labelKey(entry.text)) ?? [];
    if (!holder || others.length > 0) continue;
    Object.assign(entry, { name: holder.name, key: holder.key, role: holder.role });
  }
}

/**
 * "Mr. RUIZ of Ohio" is Ruiz, of Ohio: the state is no part of the name but where it tells two members of one family
 * name apart.
 */
function markStates(entries: readonly Entry[]): void {
  const states = new Map<string, Set<string>>();
  const titles = titlesOf(entries);
  const split = (name: string) => OF_STATE.exec(name)?.groups as Parted | undefined;
  for (const { name } of entries) {
    const { family, state } = split(name) ?? {};
    if (family === undefined || state === undefined) continue;
    const key = labelKey(family);
    states.set(key, (states.get(key) ?? new Set()).add(labelKey(state)));
  }
  for (const entry of entries) {
    const { family, state } = split(entry.name) ?? {};
    if (family === undefined || state === undefined) continue;
    const bearer = bearerOf(entry.title);
    const others = bearer === null ? [] : apart(titles.get(labelKey(family)));
    const isAnother = others.some((other) => other !== bearer);
    if ((states.get(labelKey(family))?.size ?? 0) > 1 || isAnother) continue;
    Object.assign(entry, { name: family, key: labelKey(family), role: `of ${state}` });
  }
}

/** Labels of several people: "RUIZ AND OSEI", "Ana/Lee", and "Ana, Lee" where other labels name each of them. */
function markJoint(entries: readonly Entry[]): void {
  const known = new Set(entries.flatMap(({ key }) => [key, lastWord(key), firstWord(key)]));
  for (const entry of entries) {
    const { text, name, sortName } = entry;
    if (sortName !== null) continue;
    const whole = text.replace(/\([^()]*\)/gu, '').trim();
    for (const candidate of new Set([name, whole])) {
      const parts = candidate.split(candidate === whole ? BETWEEN_PEOPLE : AND).map(nameKey);
      const areNamed = parts.every((part) => known.has(part) && roleOf(part) === null);
      if (parts.length < 2 || !areNamed) continue;
      Object.assign(entry, { name: candidate, key: labelKey(candidate), isJoint: true });
      break;
    }
  }
}

interface Parted {
  family: string;
  state: string;
}

const OF_STATE = /^(?<family>\P{Ll}*\p{Lu}{2}\S*) of (?:the )?(?<state>\p{Lu}.*)$/u;
const AND = /\s*[/&+]\s*|,? (?:and|und|et|та|і) /iu;
const BETWEEN_PEOPLE = /,? (?:and|und|et|та|і) |\s*[/&+,]\s*/iu;

/** What a declared speaker's name says of their labels, unless the editor says otherwise of one of them or of the name. */
function declaredChoices(entries: readonly Entry[], choices: readonly SpeakerChoice[]): Choice[] {
  const labels = new Map<string, string[]>();
  for (const { text, means } of entries) {
    if (means) labels.set(means.name, [...(labels.get(means.name) ?? [means.name]), text]);
  }
  const wanted = new Map<string, SpeakerChoice | undefined>();
  for (const [name, texts] of labels) {
    const keys = new Set(texts.map(labelKey));
    wanted.set(
      name,
      choices.find(({ label }) => keys.has(labelKey(label))),
    );
  }
  return entries.flatMap(({ text: label, means }): Choice[] => {
    if (!means) return [];
    const choice = wanted.get(means.name);
    if (choice) return [{ label, who: choice.who }];
    return means.unnamed ? [] : [{ label, who: means.name, means }];
  });
}

/** A transcriber's mark for a name spelt by ear. */
const PHONETIC = /\(ph\),?/giu;

/** Of labels that ran together ("LEE OSEI: DANA COLE") the last is the one whose words follow. */
const lastOfRunOn = (label: string): string =>
  isRunOnLabel(label) ? label.slice(label.lastIndexOf(': ') + 1).trim() : label;

/** Those before it, which have no words. */
const wordlessLabels = (label: string): string[] =>
  isRunOnLabel(label) ? label.slice(0, label.lastIndexOf(': ')).split(': ') : [];

/** What two labels have in common that mean the same speaker. */
export const nameKey = (label: string): string => labelKey(nameIn(label));

/** The keys of the names that labels give in full, by their last words. */
function introducedNames(
  entries: readonly Entry[],
  choices: readonly SpeakerChoice[],
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>();
  for (const entry of entries) {
    if ((entry.isJoint || isUnnamedVoice(entry.name)) && !choiceFor(entry, choices)) continue;
    if (!isFullName(entry) || isOffice(entry.name)) continue;
    const family = lastWord(entry.key);
    names.set(family, (names.get(family) ?? new Set()).add(entry.key));
  }
  return new Map([...names].map(([family, keys]) => [family, withoutInitialForms([...keys])]));
}

/** "a. ruiz" is nobody's full name where an "ana ruiz" is. */
const withoutInitialForms = (keys: readonly string[]): string[] =>
  keys.filter((key) => !keys.some((name) => isInitialForm(key, name)));

/** Whether a key is the initial and the last words of a name. */
function isInitialForm(key: string, name: string): boolean {
  const [first = '', ...rest] = key.split(' ');
  return (
    INITIAL.test(first) &&
    rest.length > 0 &&
    name.startsWith(first.charAt(0)) &&
    !INITIAL.test(name.split(' ', 1)[0] ?? '') &&
    name.endsWith(` ${rest.join(' ')}`)
  );
}

const INITIAL = /^\p{L}\.?$/u;

/** A parenthesis beside a family name, "RUIZ (presiding)", does not introduce anybody, and nor does "of Ohio". */
const isFullName = ({ key, role }: Entry): boolean =>
  (withoutGeneration(key).includes(' ') && !key.includes(' of ')) ||
  PARTED_BY_DOT.test(key) ||
  (role !== '' && !role.startsWith('of ') && (!/^[([]/u.test(role) || roleOf(role) !== null));

/** The titles with which labels print each name and family name. */
function titlesOf(entries: readonly Entry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const titles = new Map<string, Set<string>>();
  for (const { key, title } of entries) {
    if (title !== '') titles.set(key, (titles.get(key) ?? new Set()).add(title));
  }
  return titles;
}

/** Of titles that everybody has one of, nobody has two. */
const CIVIL_TITLES: ReadonlyMap<string, 'man' | 'woman' | null> = new Map([
  ...'mr|herr|m|monsieur|meneer|sr|señor|signor|пан'.split('|').map((t) => [t, 'man'] as const),
  ...'mrs|ms|miss|frau|mme|mlle|mevrouw|sra|señora|señorita|dona|doña|signora|пані|панна'
    .split('|')
    .map((t) => [t, 'woman'] as const),
  ['mx', null],
]);

const civilTitles = (titles: ReadonlySet<string> | undefined): string[] =>
  [...(titles ?? [])].filter((title) => CIVIL_TITLES.has(title));

/** What different people of one family name are called by: of these, one label or another is somebody else's. */
const apart = (titles: ReadonlySet<string> | undefined): string[] => [
  ...new Set([...(titles ?? [])].flatMap((title) => bearerOf(title) ?? [])),
];

/** "sen" of "senator"; `null` for a title that may stand beside any other. */
const bearerOf = (title: string): string | null =>
  CIVIL_TITLES.has(title) ? title : (OFFICES_APART.get(title) ?? null);

const OFFICES_APART: ReadonlyMap<string, string> = new Map(
  [
    ['dr', 'doctor', 'prof', 'professor'],
    ['rep', 'representative', 'congressman', 'congresswoman', 'congressperson'],
    ['sen', 'senator'],
    ['gov', 'governor'],
    ['mayor'],
    ['judge', 'justice'],
  ].flatMap(([first = '', ...others]) =>
    [first, ...others].map((title) => [title, first] as const),
  ),
);

/** Whether a name is printed with the title of a man and with that of a woman: "MR. ST. JOHN", "MRS. ST. JOHN". */
const isOfTwo = (civil: readonly string[]): boolean =>
  new Set(civil.map((title) => CIVIL_TITLES.get(title))).size > 1;

interface Known {
  introductions: ReadonlyMap<string, readonly string[]>;
  choices: readonly SpeakerChoice[];
  titles: ReturnType<typeof titlesOf>;
}

function identify(
  entry: Entry,
  { introductions, choices, titles }: Known,
): Pick<Identity, 'key' | 'kind'> & { isTitled?: boolean } {
  const { key, means, title } = entry;
  const choice = choiceFor(entry, choices);
  if (choice) {
    const others = choices.some(({ label, who }) => nameKey(label) === key && who !== choice.who);
    return { key: others ? `${key} = ${choice.who}` : key, kind: 'chosen' };
  }
  if (means) return { key: `declared ${means.name}`, kind: 'voice' };
  if (entry.isJoint || isUnnamedVoice(entry.name)) return { key, kind: 'voice' };
  if (isOffice(entry.name)) return { key, kind: 'surname' };
  const namesakes = introductions.get(lastWord(key)) ?? [];
  const civil = civilTitles(titles.get(key));
  const [holder, ...others] = holdersOf(title, fullForms(key, namesakes), { civil, titles });
  if (holder !== undefined && others.length === 0) {
    const chosen = choices.some(({ label }) => nameKey(label) === holder);
    return { key: holder, kind: chosen ? 'chosen' : 'person' };
  }
  const isInitials = namesakes.some((name) => isInitialForm(key, name));
  const isOne = !isOfTwo(civil) && !(isInitials && others.length > 0);
  if (isFullName(entry) && isOne) return { key, kind: 'person' };
  const bearers = apart(titles.get(key));
  const bearer = bearers.length > 1 ? bearerOf(title) : null;
  const isAmbiguous = others.length > 0 || (bearers.length > 1 && bearer === null);
  const isTitled = bearer !== null || (title !== '' && isAmbiguous);
  return {
    key: isTitled ? `${bearer ?? title} ${key}` : key,
    kind: isAmbiguous ? 'ambiguous' : 'surname',
    isTitled,
  };
}

/** Those of the names that fit a family name with a title: nobody is both Mr. and Mrs., and a senator is a senator. */
function holdersOf(
  title: string,
  names: readonly string[],
  { civil, titles }: { civil: readonly string[]; titles: Known['titles'] },
): readonly string[] {
  if (title === '') return names;
  const bearing = names.filter((name) => titles.get(name)?.has(title) === true);
  if (bearing.length === 1) return bearing;
  if (!CIVIL_TITLES.has(title)) return names;
  return civil.length > 1
    ? []
    : names.filter((name) => civilTitles(titles.get(name)).every((other) => other === title));
}

/** The longest names that a shorter one stands for: by its last words, or by an initial and its last words. */
function fullForms(key: string, names: readonly string[]): string[] {
  const stands = names.filter(
    (name) =>
      name !== key &&
      (name.endsWith(` ${key}`) ||
        withoutGeneration(name).endsWith(` ${key}`) ||
        isInitialForm(key, name)),
  );
  return stands.filter((name) => !stands.some((longer) => longer.endsWith(` ${name}`)));
}

/** "达娜·科尔", "ダナ・コール": a foreign name as Chinese and Japanese write it, in full. */
const PARTED_BY_DOT = /[\p{sc=Han}\p{sc=Kana}ー][·・‧][\p{sc=Han}\p{sc=Kana}]/u;

const firstWord = (key: string): string => key.split(' ', 1)[0] ?? '';
const lastWord = (key: string): string => {
  const name = withoutGeneration(key);
  return name.slice(name.lastIndexOf(' ') + 1);
};

function choiceFor(
  { text, key }: Pick<Entry, 'text' | 'key'>,
  choices: readonly Choice[],
): Choice | undefined {
  if (choices.length === 0) return undefined;
  const title = titleIn(text);
  const fits = (label: string) => !CIVIL_TITLES.has(titleIn(label)) || titleIn(label) === title;
  return (
    choices.find(({ label }) => labelKey(label) === labelKey(text)) ??
    choices.find(({ label }) => nameKey(label) === key && fits(label))
  );
}

const titleIn = (label: string): string => titleKey(bareLabel(label), nameIn(label));

function reportUnusedChoices(
  choices: readonly SpeakerChoice[],
  entries: readonly Entry[],
  report: ProblemReporter,
): void {
  for (const choice of choices) {
    const names = (entry: Entry) =>
      choiceFor(entry, [choice]) ??
      (entry.means && labelKey(entry.means.name) === labelKey(choice.label));
    if (entries.some(names)) continue;
    const known = [...new Set(entries.map(({ name }) => name))].slice(0, 12);
    report(
      'warning',
      { line: 1, column: 1 },
      `--speaker names "${choice.label}", which is no label here; expected ${oneOf(known)}.${didYouMean(choice.label, known)}`,
    );
  }
}

/** Which is a family name and which a given name, or what somebody is, a label alone does not say. */
function reportInverted(entries: readonly Entry[], report: ProblemReporter): void {
  const [inverted] = entries.filter(({ sortName }) => sortName !== null);
  if (inverted) {
    report(
      'warning',
      inverted,
      `"${inverted.text}" and labels like it are read as family name and given name: ${inverted.name}. If what follows the comma is what somebody is, give --speaker "${inverted.text}=Full Name".`,
    );
  }
  for (const entry of entries) {
    if (entry.isJoint || entry.sortName !== null || entry.means || !familyFirst(entry.text))
      continue;
    if (entry.name.includes(' ') || isUnnamedVoice(entry.name)) continue;
    report(
      'warning',
      entry,
      `"${entry.text}" is read as ${entry.name}, with "${entry.role}" as what they are. If it is a family name and a given name, give --speaker "${entry.text}=Full Name".`,
    );
  }
}

function reportNamesakes(identities: Iterable<Identity>, report: ProblemReporter): void {
  const families = new Map<string, Entry>();
  for (const { key, kind, entries } of identities) {
    const [entry] = entries;
    if (!entry || kind !== 'person') continue;
    const family = lastWord(key);
    const earlier = families.get(family);
    families.set(family, earlier ?? entry);
    if (!earlier) continue;
    report(
      'warning',
      entry,
      `"${entry.name}" and "${earlier.name}" (line ${String(earlier.line)}) have one family name and stay two speakers. Check every label that has the family name alone.`,
    );
  }
}

/** Names that differ by a letter or two are told, for one of them may be a typing error; they are not joined. */
function reportTypingErrors(identities: readonly Identity[], report: ProblemReporter): void {
  const named = identities.filter(({ kind }) => kind !== 'voice').slice(0, MOST_COMPARED);
  for (const { key, kind, entries } of named) {
    const [entry] = entries;
    if (!entry || kind === 'chosen') continue;
    for (const other of named) {
      const [earlier] = other.entries;
      if (!earlier || other.key === key || !isTypingErrorOf(key, other.key)) continue;
      if (kind === 'person' && (other.kind === 'surname' || earlier.line > entry.line)) continue;
      report(
        'warning',
        entry,
        `"${entry.text}" is spelt almost as "${earlier.text}" (line ${String(earlier.line)}), which may be a typing error; they stay two speakers. If they are one, correct the label, or give --speaker "${entry.name}=Full Name" for both.`,
      );
      break;
    }
  }
}

/** Of a full name and a family name, or of two full names that have one part in common, one is nearly the other. */
function isTypingErrorOf(key: string, other: string): boolean {
  const words = key.split(' ');
  const others = other.split(' ');
  if (words.length === 1 || others.length === 1) return isNearly(lastWord(key), lastWord(other));
  const differing = words.filter((word, index) => word !== others[index]);
  return (
    words.length === others.length &&
    differing.length === 1 &&
    words.some((word, index) => isNearly(word, others[index] ?? ''))
  );
}

/** One letter wrong, missing or too many, or two that changed places; two such in a long word. */
function isNearly(word: string, other: string): boolean {
  const length = Math.min(word.length, other.length);
  if (word === other || length < 4 || Math.abs(word.length - other.length) > 2) return false;
  const distance = leven(word, other);
  return distance <= (length < 8 ? 1 : 2) || (distance === 2 && isSwapped(word, other));
}

function isSwapped(word: string, other: string): boolean {
  let at = 0;
  while (word.charAt(at) === other.charAt(at)) at += 1;
  return word.charAt(at) === other.charAt(at + 1) && word.charAt(at + 1) === other.charAt(at);
}

/** Of more people than one transcript has, not every pair is compared. */
const MOST_COMPARED = 300;

function memberFor(
  identity: Identity,
  options: MemberOptions,
  register: Register,
  report: ProblemReporter,
): Member {
  const { entries, kind } = identity;
  const [first] = entries;
  if (!first) throw new Error('An identity has no label.');
  if (kind === 'chosen' || kind === 'person') {
    const person = personFor(identity, first, options, register, report);
    const speaker: Speaker = {
      id: person.id,
      name: person.name,
      shortName: familyName(person.name, person.sortName),
      ...standing(entries),
      labels: [],
      unnamed: false,
      private: person.private,
    };
    return { identity, speaker };
  }
  // Two letters are initials, or a name that is written as it is printed.
  const isShort = kind === 'surname' && first.name.length === 2;
  const printed = identity.isTitled ? bareLabel(first.text) : first.name;
  const name = first.means?.name ?? (isShort ? first.name : options.spell(printed));
  if (kind === 'surname') reportSurname({ ...first, name: printed }, name, options, report);
  if (kind === 'ambiguous') reportAmbiguous({ ...first, name: printed }, report);
  const id = freeId(slugOf(name) || 'voice', register.isTaken);
  return { identity, speaker: voiceFor(id, name) };
}

const voiceFor = (id: string, name: string): Speaker => ({
  id,
  name,
  shortName: name,
  role: 'voice',
  affiliation: null,
  labels: [],
  unnamed: true,
  private: true,
});

function personFor(
  { entries }: Identity,
  first: Entry,
  { people, newcomers, choices, spell }: CastOptions & { choices: readonly Choice[] },
  { isTaken, created }: Register,
  report: ProblemReporter,
): Person {
  const choice = entries
    .map((entry) => choiceFor(entry, choices))
    .find((found) => found !== undefined);
  const who = choice?.who;
  const isDeclared = choice?.means !== undefined;
  const byId = who === undefined || isDeclared ? undefined : people.get(who);
  if (byId) return byId;
  if (who !== undefined && !isDeclared && looksLikeAnId(who)) {
    report(
      'error',
      first,
      `No speaker "${who}" for "${first.text}"; expected the name of a file in speakers/ without its ending, or a full name. Give --speaker "${first.text}=Full Name" to have the file written.`,
    );
  }
  const isSpelt = isDeclared && who !== who?.toUpperCase();
  const name =
    who !== undefined && (isSpelt || !isDeclared) ? who : spell(who ?? fullestName(entries));
  const key = labelKey(name);
  const isPrivate = entries.some(({ means }) => means?.private === true);
  const alreadyCreated = created.get(key);
  if (alreadyCreated) {
    alreadyCreated.private ||= isPrivate;
    return alreadyCreated;
  }
  const same: Person[] = [];
  for (const person of people.values()) if (keyOf(person) === key) same.push(person);
  const [known, ...others] = same;
  if (known && isPrivate && !known.private) {
    report(
      'warning',
      first,
      `The source says that ${name} is a private person, and speakers/${known.id}.yaml does not. Set "private: true" there if they are one person.`,
    );
  }
  if (known && others.length === 0) {
    // Over many files of one run the same few names come again and again: the run tells of them once.
    if (newcomers?.has(known.id) === true) return known;
    report(
      'warning',
      first,
      `"${first.text}" is taken for ${known.name} of speakers/${known.id}.yaml, whose full name is the same. If it is somebody else, write a speaker file for them and give --speaker "${first.name}=<its id>".`,
    );
    return known;
  }
  if (known) {
    report(
      'error',
      first,
      `"${first.text}" may be ${same.map(({ id }) => `speakers/${id}.yaml`).join(' or ')}, which have one full name; expected one. Give --speaker "${first.name}=${known.id}" or another's id.`,
    );
  }
  const wanted = slugOf(name) || 'speaker';
  const id = freeId(wanted, isTaken);
  if (id !== wanted) {
    report(
      'warning',
      first,
      `The id "${wanted}" belongs to somebody else, so ${name} gets "${id}". If they are one person, give --speaker "${first.name}=${wanted}".`,
    );
  }
  const [sorted] = entries.flatMap(({ sortName }) => sortName ?? []);
  const sortName = choice ? choice.means?.sortName : sorted && spell(sorted);
  const person = { ...newPerson(id, name, sortName ?? null), private: isPrivate };
  created.set(key, person);
  return person;
}

/** The key of a person's name; remembered, since every speaker of every file is held against everybody. */
function keyOf(person: Person): string {
  const known = keys.get(person) ?? labelKey(person.name);
  keys.set(person, known);
  return known;
}

const keys = new WeakMap<Person, string>();

function givenNamesOf(identities: Iterable<Identity>): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { key, kind, entries } of identities) {
    if (kind !== 'person' || !key.includes(' ')) continue;
    names.set(firstWord(key), [...(names.get(firstWord(key)) ?? []), fullestName(entries)]);
  }
  return names;
}

const looksLikeAnId = (who: string): boolean =>
  who === who.toLowerCase() && /^[\p{L}\p{M}\p{N}-]+$/u.test(who);

/** A family name alone may come before the label that introduces it. */
function fullestName(entries: readonly Entry[]): string {
  return entries
    .map(({ name }) => name)
    .reduce((a, b) => (b.split(' ').length > a.split(' ').length ? b : a));
}

const newPerson = (id: string, name: string, sortName: string | null): Person => ({
  id,
  name,
  sortName,
  pronunciation: null,
  affiliations: [],
  sameAs: [],
  note: null,
  private: false,
});

/** What the printed roles and titles of somebody's labels say they are. */
function standing(entries: readonly Entry[]): Pick<Speaker, 'role' | 'affiliation'> {
  for (const { means } of entries) {
    const { role = null, affiliation = null } = means ?? {};
    if (role !== null || affiliation !== null) return { role, affiliation };
  }
  for (const { text, name, role } of entries) {
    if (role !== '') {
      const affiliation = role.replace(/^of /u, '').replace(/^[([]([^()[\]]*)[)\]]$/u, '$1');
      return { role: roleOf(role), affiliation: isBareRole(affiliation) ? null : affiliation };
    }
    const title = bareLabel(text).slice(0, -name.length).trim();
    if (roleOf(title) !== null) return { role: roleOf(title), affiliation: null };
  }
  return { role: null, affiliation: null };
}

function reportSurname(
  { text, name: label, line, column }: Entry,
  name: string,
  { people, givenNames, spell }: MemberOptions,
  report: ProblemReporter,
): void {
  const known = [...people.values()].find(
    (person) => lastWord(nameKey(person.name)) === lastWord(labelKey(label)),
  );
  const [bearer, ...others] = givenNames.get(labelKey(label)) ?? [];
  const fullName = bearer === undefined || others.length > 0 ? 'Full Name' : spell(bearer);
  const example = known?.id ?? fullName;
  report(
    'warning',
    { line, column },
    `"${text}" is never given in full, so "${name}" is a voice of this transcript alone. Say who it is: --speaker "${label}=${example}".`,
  );
}

function reportAmbiguous({ text, name, line, column }: Entry, report: ProblemReporter): void {
  report(
    'warning',
    { line, column },
    `"${text}" fits two people of this transcript and was given to neither. If all its turns are one person's, give --speaker "${name}=Full Name"; else correct the labels in the written file.`,
  );
}

/** Two labels that the editor, or a full name, gave to one person make one speaker. */
function joinSamePerson(members: readonly Member[]): Member[] {
  const joined = new Map<string, Member>();
  for (const member of members) {
    const earlier = joined.get(member.speaker.id);
    if (!earlier) joined.set(member.speaker.id, member);
    else {
      earlier.speaker.role ??= member.speaker.role;
      earlier.speaker.affiliation ??= member.speaker.affiliation;
    }
  }
  return [...joined.values()];
}

/** Gives speakers the labels that would not lead to them by their names. */
function addLabels(
  entries: readonly Entry[],
  speakers: readonly Speaker[],
  {
    speakerOf,
    isTitled,
  }: Record<'speakerOf', Cast['speakerOf']> & {
    isTitled: (label: string) => boolean;
  },
): void {
  const index = new LabelIndex(speakers);
  const byId = new Map(speakers.map((speaker) => [speaker.id, speaker]));
  for (const { text, isJoint, sortName } of entries) {
    const id = speakerOf(text);
    const meaning = index.resolve(text);
    if (meaning.kind === 'speaker' && meaning.speaker.id === id) continue;
    const speaker = byId.get(id);
    if (!speaker) continue;
    const isWhole =
      isJoint || isAccount(text) || sortName !== null || isTitled(text) || officeHolder(text);
    speaker.labels.push(isWhole ? text : bareLabel(text));
    index.add(speaker);
  }
}

const mayOpen = ({ identity, speaker }: Member): boolean =>
  speaker.role === 'host' ||
  ((identity.kind === 'surname' || identity.kind === 'chosen') &&
    !identity.entries.some(isFullName));
