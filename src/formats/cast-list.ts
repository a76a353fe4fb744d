import type { Passage } from './format.ts';
import { isNameLike } from './label-shape.ts';
import { roleOf } from './roles.ts';

/** The lines at the head of a text that tell who takes part, and whom they name. */
export interface CastList {
  /** The indexes of those lines. */
  lines: ReadonlySet<number>;
  /** Each person as a label would introduce them: "Sara Bly, guest". */
  introduced: Passage[];
}

/**
 * Finds the list of who takes part that many texts have above the first turn: "HOST: Dana Cole", "Guests: Sara Bly, Ivo
 * Marsh", "With: Sara Bly, pilot". Nothing but full names follows the colon, and no sentence.
 *
 * @param opensTurn whether a line has the shape of a turn's opening.
 */
export function castListOf(
  lines: readonly Passage[],
  opensTurn: (index: number) => boolean,
): CastList {
  const list: CastList & { lines: Set<number> } = { lines: new Set(), introduced: [] };
  for (const [index, line] of lines.slice(0, LINES_TO_LOOK_AT).entries()) {
    const named = peopleIn(line.text);
    if (named) {
      list.lines.add(index);
      for (const text of named)
        list.introduced.push({ text, line: line.line, column: line.column });
    } else if (opensTurn(index)) break;
  }
  return list;
}

/** The people whom a line of such a list names, with what they are; `null` where it is no such line. */
function peopleIn(text: string): string[] | null {
  if (text.length > LONGEST_LINE) return null;
  const { key, names } = CAST_LINE.exec(text.replaceAll('**', ''))?.groups ?? {};
  if (key === undefined || names === undefined || /[.?!…]$/u.test(names)) return null;
  const role = roleOf(key.toLowerCase().replace(/s$/u, ''));
  const people = names
    .split(/\s*;\s*/u)
    .flatMap((part) => (areAllNames(part) ? part.split(BETWEEN) : [part]))
    .map((part) => part.trim());
  if (!people.every(isPerson)) return null;
  return people.map((person) =>
    role === null || /[,(]/u.test(person) ? person : `${person}, ${role}`,
  );
}

const areAllNames = (names: string): boolean => names.split(BETWEEN).every(isFullName);

/** "Sara Bly", "Sara Bly, pilot of the Northern Ferry", "Sara Bly (pilot)" */
const isPerson = (text: string): boolean => isFullName((/^[^,(–—]*/u.exec(text)?.[0] ?? '').trim());

const isFullName = (name: string): boolean =>
  /^[^\s,()]+(?: [^\s,()]+){1,5}$/u.test(name) && !/[:?!]/u.test(name) && isNameLike(name);

const BETWEEN = /\s*,\s*(?:and\s+)?|\s+(?:and|und|et|y|e|та|і|&)\s+/iu;
const LINES_TO_LOOK_AT = 60;
const LONGEST_LINE = 400;
/** What such lists print before the names, in the languages of those who have sent them. */
const CAST_LINE =
  /^(?<key>(?:co-?)?hosts?|(?:special )?guests?(?: speakers?)?|with|featuring|presenters?|moderators?|anchors?|interviewers?|interviewees?|interview with|speakers?|panell?ists?|panel|participants?|correspondents?|reporters?|narrators?|in conversation with|moderation|gast|gäste|im gespräch mit|mit|invité(?:e|s|es)?|avec|présentation|invitad[oa]s?|con|presentador(?:a|es)?|ospit[ei]|conduce|ведуч(?:ий|а|і)|гост[іья]|гостя|гість|у студії|розмовляла?|учасники)[ \t]?[:：][ \t]{0,20}(?<names>\S[^:：]*)$/iu;
