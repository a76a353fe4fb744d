import type { Person, Speaker } from '../transcript/model.ts';

/** What a person may be called in a text: the names, labels and ids of what is known of them. */
export function namesOf(id: string, person: Person | null, speakers: readonly Speaker[]): string[] {
  const names = person ? [person.name, person.sortName] : [];
  const printed = speakers.flatMap(({ name, shortName, labels }) => [name, shortName, ...labels]);
  return [...new Set([id, ...names, ...printed])].filter((name) => name !== '');
}

/** Finds any of these as whole words, as they stand or in capitals. */
export function mentionPattern(names: readonly string[]): RegExp {
  const forms = names
    .flatMap((name) => [name, name.toUpperCase()])
    .map((name) => name.normalize('NFC').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const any = [...new Set(forms)].sort((a, b) => b.length - a.length).join('|');
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${any || '(?!)'})(?![\\p{L}\\p{M}\\p{N}])`, 'u');
}
