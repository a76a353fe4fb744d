import { formatDate } from '../texts/dates.ts';
import { isPrivatePerson } from '../transcript/private-person.ts';
import type { Texts } from '../texts/texts.ts';
import { withoutDirectionControls } from '../transcript/direction-controls.ts';
import { languageName as nameIn, UNKNOWN_LANGUAGE } from '../transcript/language.ts';
import type { ArchivedTranscript } from '../archive/model.ts';
import type { Affiliation, Program, Speaker } from '../transcript/model.ts';

/** A language's name in the interface's language; the tag itself where it has none. */
export function languageName(tag: string, texts: Texts): string {
  if (tag === UNKNOWN_LANGUAGE) return texts.languageUnknown;
  if (tag === 'mul') return texts.languageSeveral;
  return nameIn(tag, texts.locale) ?? tag;
}

/** A role as people read it; one that the texts don't know stays as the editor typed it. */
export const roleName = (role: string, texts: Texts): string => texts.roles[role] ?? role;

/** What stands under a speaker's name beside a turn; `null` where nothing is known. */
export function roleOf(speaker: Speaker, texts: Texts): string | null {
  if (speaker.role !== null) return capitalised(roleName(speaker.role, texts), texts);
  return speaker.unnamed ? capitalised(texts.unnamed, texts) : null;
}

/**
 * "Guest, Baker, The Skerrow Oven": role and affiliation in one line, or the affiliation alone where it names the
 * role, "Host of Harbour Morning". `null` where neither is known.
 */
export function roleAndAffiliation(speaker: Speaker, texts: Texts): string | null {
  const role = roleOf(speaker, texts);
  // Who employs somebody may be several texts already, of which none turns the next around.
  const affiliation = speaker.affiliation && withoutDirectionControls(speaker.affiliation);
  if (role === null || affiliation === null) return role ?? affiliation;
  const isNamedThere = affiliation
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .includes(role.toLowerCase());
  return isNamedThere ? affiliation : `${role}, ${affiliation}`;
}

/** "Host, Harbour Radio, since 2021" */
export function affiliationLine(affiliation: Affiliation, texts: Texts): string {
  const [from, to] = [affiliation.from, affiliation.to].map((date) =>
    date === null ? null : formatDate(date, texts.locale),
  );
  return [affiliation.title, affiliation.organization, texts.span(from ?? null, to ?? null)]
    .filter((part) => part !== null && part !== '')
    .join(', ');
}

/** What a page says the record is: "Transcript, checked against the audio by Harbour Radio, 3 March 2026". */
export function recordBadge({ record, provenance }: ArchivedTranscript, texts: Texts): string {
  if (record === 'summary') return texts.summaryBadge;
  if (provenance === null) return texts.provenanceUnknown;
  const { kind, by, on } = provenance;
  return texts.provenanceBy(texts[kind], by, on === null ? null : formatDate(on, texts.locale));
}

/** What stands under a quote, as `citedParts` has it, in one text. */
export function citedAs(
  transcript: ArchivedTranscript,
  program: Program | null,
  texts: Texts,
): string {
  const { name, rest } = citedParts(transcript, program, texts);
  return name + rest;
}

/**
 * What stands under a quote: "Harbour Morning" and ", 2 March 2026". What was inferred says so, as does a summary; a
 * transcript of no program stands under its title. HTML isolates the name, which may run the other way.
 */
export function citedParts(
  transcript: ArchivedTranscript,
  program: Program | null,
  texts: Texts,
): { name: string; rest: string } {
  const { title, date, record } = transcript;
  const mark = (path: string, text: string) =>
    transcript.inferred.includes(path) ? ` (${text})` : '';
  const day = date === null ? null : formatDate(date.split('T', 1)[0] ?? date, texts.locale);
  const rest = [
    program ? mark('program', texts.programInferred) : '',
    day === null ? '' : `, ${day}${mark('date', texts.dateInferred)}`,
    record === 'summary' ? `. ${texts.summaryBadge}` : '',
  ];
  return { name: program?.name ?? title, rest: rest.join('') };
}

/** Names as a sentence lists them. */
export const listed = (names: readonly string[], texts: Texts): string =>
  new Intl.ListFormat(texts.locale).format(names);

/** A text with its first letter large, for a text that opens a line. */
export function capitalised(text: string, texts: Texts): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase(texts.locale) + text.slice(first.length);
}

/** A speaker's name as lists have it: a private person is named in none. */
export const nameInLists = (speaker: Speaker, texts: Texts): string =>
  isPrivatePerson(speaker) ? texts.privatePerson : speaker.name;

/** A speaker's id as lists have it, which would name a private person. */
export const idInLists = (speaker: Speaker): string => (isPrivatePerson(speaker) ? '' : speaker.id);
