import slugify from '@sindresorhus/slugify';
import { wordsOf } from '../transcript/words.ts';

/**
 * A title or name as an id: "Ferry strike – день 2" as `ferry-strike-den-2`. A script that has no transliteration
 * stays as it is. Empty where the text has neither letters nor digits.
 */
export function slugOf(text: string): string {
  const words = wordsOf(text.replace(/['’]/g, ''));
  const parts = words.map(
    (word) => slugify(word, { decamelize: false }) || word.toLowerCase().normalize('NFC'),
  );
  let slug = '';
  for (const part of parts) {
    const longer = slug === '' ? part : `${slug}-${part}`;
    if (longer.length > LONGEST) break;
    slug = longer;
  }
  return slug || (parts[0] ?? '').slice(0, LONGEST);
}

/** The id itself where it is free, else with the first number that is, from 2 or a given one on: `dana-cole-2`. */
export function freeId(id: string, isTaken: (id: string) => boolean, from = 2): string {
  if (!isTaken(id)) return id;
  for (let number = Math.max(from, 2); ; number += 1) {
    const numbered = `${id}-${String(number)}`;
    if (!isTaken(numbered)) return numbered;
  }
}

/** A file name must hold it with its ending, in UTF-8. */
const LONGEST = 80;
