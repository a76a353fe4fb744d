import { bareLabel, labelKey, printedRole, withoutHonorifics } from '../transcript/label.ts';
import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { nameKey } from './cast.ts';
import type { DeclaredSpeaker } from './format.ts';
import { isUnnamedVoice } from './voices.ts';
import { isElement, type XmlElement, type XmlNode } from './xml.ts';

/*
 * Akoma Ntoso and TEI declare speakers apart from the speeches that refer to them. Here the two are brought together.
 */

/** One speech as its markup has it. */
export interface Speech {
  element: XmlElement;
  /** The label as printed; empty where the source has an empty one, `null` where it has none. */
  printed: string | null;
  /** Whom it refers to; empty where it refers to nobody. */
  refs: readonly string[];
  /** What the speech says that its speaker is. */
  role: string | null;
  affiliation: string | null;
}

/** What a speech opens with. */
export interface Opening {
  label: string;
  /** Whether any of the label is printed in the text, and not only in an attribute. */
  isPrinted: boolean;
  means?: DeclaredSpeaker;
}

/**
 * Settles who speaks each speech, and the label it gets: as printed, else the declared name, else the reference itself.
 * A printed label that several declared speakers share gets the speaker's name before it.
 */
export function openingsOf(
  speeches: readonly Speech[],
  declared: ReadonlyMap<string, DeclaredSpeaker>,
): ReadonlyMap<XmlElement, Opening> {
  const speakers = speakersOf(speeches, declared);
  const openings = new Map(
    speeches.map(({ element, printed, refs }): [XmlElement, Opening] => {
      const means = speakers.get(keyOf(refs));
      const label = printed ?? means?.name ?? refs.join(' / ');
      return [element, { label, isPrinted: Boolean(printed), ...(means && { means }) }];
    }),
  );
  const sharers = new Map<string, Set<string>>();
  for (const { label, means } of openings.values()) {
    if (!means || label.length > LONGEST_LABEL) continue;
    const key = nameKey(label || means.name);
    sharers.set(key, (sharers.get(key) ?? new Set()).add(means.name));
  }
  for (const opening of openings.values()) {
    const { label, means } = opening;
    if (!means || label === '' || label.length > LONGEST_LABEL) continue;
    if (nameKey(label) === nameKey(means.name)) continue;
    if ((sharers.get(nameKey(label))?.size ?? 0) > 1) opening.label = `${means.name}, ${label}`;
  }
  return openings;
}

/** Tells what a source leaves open about its speakers; `false` where it cannot be read as it is. */
export function reportSpeakers(
  speeches: readonly Speech[],
  declared: ReadonlyMap<string, DeclaredSpeaker>,
  openings: ReadonlyMap<XmlElement, Opening>,
  placeOf: (node: XmlNode) => Place,
  report: ProblemReporter,
): boolean {
  const long = [...openings].find(([, opening]) => isEndless(opening));
  if (long) {
    const [element, { label }] = long;
    report(
      'error',
      placeOf(element),
      `A speaker's label of ${String(label.length)} characters, "${excerpt(label)}"; expected a name, of ${String(LONGEST_LABEL)} at most. Correct the file.`,
    );
    return false;
  }
  const inner = speeches.find(({ element }) => isWithin(element, openings));
  if (inner) {
    report(
      'error',
      placeOf(inner.element),
      `<${inner.element.name}> within another speech; expected speeches one after the other, so that it is clear who says what. Close the outer one before it.`,
    );
    return false;
  }
  const unknown = new Set(speeches.flatMap(({ refs }) => refs.filter((ref) => !declared.has(ref))));
  const first = speeches.find(({ refs }) => refs.some((ref) => unknown.has(ref)));
  if (first) {
    const some = [...unknown].slice(0, 5).map((ref) => `"#${ref}"`);
    const more =
      unknown.size > some.length ? ` and ${String(unknown.size - some.length)} more` : '';
    report(
      'warning',
      placeOf(first.element),
      `Not declared in this file: ${some.join(', ')}${more}; expected a declaration of every speaker. The printed labels are taken instead. Check the names, or give --speaker "label=Full Name".`,
    );
  }
  const renamed = new Set<string>();
  for (const { element, printed, refs } of speeches) {
    const { label = '', means } = openings.get(element) ?? {};
    if (!means) continue;
    const stated = refs.length === 1 ? declared.get(refs[0] ?? '')?.name : undefined;
    if (stated !== undefined && stated !== means.name && !renamed.has(means.name)) {
      renamed.add(means.name);
      report(
        'warning',
        placeOf(element),
        `Two speakers are declared as "${stated}"; the second is called "${means.name}" here. Give --speaker "${means.name}=Full Name", or correct the name in the written file.`,
      );
    }
    if (printed && label !== printed) {
      report(
        'warning',
        placeOf(element),
        `The label "${printed}" stands for more than one speaker; here it becomes "${label}", with the name that the source declares.`,
      );
    }
  }
  return true;
}

/** Whether speeches can be read as they are: their labels are no longer than names are, and none stands within another. */
export const areReadable = (openings: ReadonlyMap<XmlElement, Opening>): boolean =>
  ![...openings].some(([element, opening]) => isEndless(opening) || isWithin(element, openings));

/** Whether an element stands within a speech. */
function isWithin({ parent }: XmlElement, openings: ReadonlyMap<XmlElement, Opening>): boolean {
  for (let at: XmlNode | null = parent; at && isElement(at); at = at.parent) {
    if (openings.has(at)) return true;
  }
  return false;
}

const isEndless = ({ label }: Opening): boolean => label.length > LONGEST_LABEL;

/** Whoever the speeches refer to, by the references; declared names are told apart where two people share one. */
function speakersOf(
  speeches: readonly Speech[],
  declared: ReadonlyMap<string, DeclaredSpeaker>,
): ReadonlyMap<string, DeclaredSpeaker> {
  const speakers = new Map<string, DeclaredSpeaker>();
  const names = new Set<string>();
  const labels = fullestLabels(speeches);
  for (const { refs, role, affiliation } of speeches) {
    if (refs.length === 0) continue;
    const key = keyOf(refs);
    const known = speakers.get(key);
    if (known) {
      known.role ??= role;
      known.affiliation ??= affiliation;
      continue;
    }
    const speaker = declaredSpeaker(refs, declared) ?? labelledSpeaker(labels.get(key));
    if (!speaker) continue;
    const name = names.has(labelKey(speaker.name)) ? `${speaker.name} #${key}` : speaker.name;
    names.add(labelKey(name));
    speakers.set(key, {
      ...speaker,
      name,
      role: speaker.role ?? role,
      affiliation: speaker.affiliation ?? affiliation,
      unnamed: speaker.unnamed || role === 'voice',
    });
  }
  return speakers;
}

const keyOf = (refs: readonly string[]): string => refs.join(' ');

/** Two people who speak as one are a voice of their own. */
function declaredSpeaker(
  refs: readonly string[],
  declared: ReadonlyMap<string, DeclaredSpeaker>,
): DeclaredSpeaker | null {
  const found = refs.map((ref) => declared.get(ref));
  if (found.length === 1) return found[0] ?? null;
  if (found.includes(undefined)) return null;
  const name = found.map((speaker) => speaker?.name).join(' / ');
  return { name, sortName: null, role: null, affiliation: null, unnamed: true };
}

/** Somebody who is not declared has the fullest of the names that are printed before their speeches. */
function fullestLabels(speeches: readonly Speech[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { refs, printed } of speeches) {
    if (!printed || printed.length > LONGEST_LABEL) continue;
    const name = withoutHonorifics(bareLabel(printed));
    const known = names.get(keyOf(refs)) ?? '';
    if (name.split(' ').length > known.split(' ').length) names.set(keyOf(refs), name);
  }
  return names;
}

function labelledSpeaker(name: string | undefined): DeclaredSpeaker | null {
  if (!name?.includes(' ') || isUnnamedVoice(name)) return null;
  return { name, sortName: null, role: null, affiliation: null, unnamed: false };
}

/** A declared name taken apart: "Ruiz, Ana", and "Ana Ruiz (Harbour Party)" with what follows as the affiliation. */
export function declaredName(
  text: string,
): Pick<DeclaredSpeaker, 'name' | 'sortName' | 'affiliation'> {
  if (text.length > LONGEST_LABEL) return { name: text, sortName: null, affiliation: null };
  const [family = '', given = '', ...more] = text.split(/,\s*/u);
  if (given !== '' && more.length === 0 && !family.includes(' ') && !given.includes('(')) {
    return { name: `${given} ${family}`, sortName: text, affiliation: null };
  }
  return { name: bareLabel(text), sortName: null, affiliation: printedRole(text) || null };
}

/** "#ana #lee" as the ids themselves. */
export const references = (list: string): string[] =>
  list
    .split(/\s+/u)
    .map((reference) => reference.replace(/^#/, ''))
    .filter(Boolean);

/** It bounds the work on a hostile text; a name with titles, party and district is shorter. */
const LONGEST_LABEL = 400;
