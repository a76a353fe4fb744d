import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Renderer } from '@takumi-rs/core';
import { create } from 'fontkitten';
import { z } from 'zod';

/** Which families a text is set in: the face of the site's words, or that of its labels. */
export type Face = 'serif' | 'sans';

/** The families of a face in the order in which a character looks for its glyph: the language's own regional forms come first. */
export function familiesOf(face: Face, language: string): string[] {
  const { language: code, script } = new Intl.Locale(language).maximize();
  const regional = REGIONAL.get(code === 'ko' ? 'Kore' : (script ?? '')) ?? 'Noto Serif SC';
  return [...new Set([...FACES[face], regional, ...REGIONAL.values(), 'Noto Emoji'])];
}

/** The packages whose versions decide how a text looks. */
export const fontPackages = (): string[] =>
  [...new Set([...familiesOf('serif', 'en'), ...familiesOf('sans', 'en')])].map(packageOf);

/** Gives a renderer the fonts that texts need, and no more: a family is hundreds of files. */
export class FontCase {
  readonly #renderer: Renderer;
  readonly #families = new Map<string, Promise<Subset[]>>();

  constructor(renderer: Renderer) {
    this.#renderer = renderer;
  }

  /** Loads what a text needs. Returns the characters that no family has a glyph for, each once. */
  async provide(text: string, families: readonly string[]): Promise<string[]> {
    const missing: string[] = [];
    for (const character of new Set(text)) {
      if (IGNORABLE.test(character)) continue;
      if (!(await this.#provideCharacter(character, families))) missing.push(character);
    }
    return missing;
  }

  async #provideCharacter(character: string, families: readonly string[]): Promise<boolean> {
    const point = character.codePointAt(0) ?? 0;
    for (const family of families) {
      for (const subset of await this.#subsetsOf(family)) {
        if (!subset.ranges.some(([first, last]) => first <= point && point <= last)) continue;
        subset.glyphs ??= this.#load(family, subset);
        if ((await subset.glyphs).has(point)) return true;
      }
    }
    return false;
  }

  #subsetsOf(family: string): Promise<Subset[]> {
    let subsets = this.#families.get(family);
    if (!subsets) {
      subsets = readSubsets(family);
      this.#families.set(family, subsets);
    }
    return subsets;
  }

  /** Returns the code points that the file has glyphs for. */
  async #load(name: string, { file, ranges }: Subset): Promise<ReadonlySet<number>> {
    const data = await readFile(file);
    const font = create(data);
    const points = new Set(font.isCollection ? [] : font.characterSet);
    const served = ranges
      .flatMap(([first, last]) => range(first, last))
      .filter((point) => points.has(point));
    await this.#renderer.registerFont({
      name,
      data,
      unicodeRange: served.map((point) => [point, point]),
    });
    return new Set(served);
  }
}

/** One file of a family. */
interface Subset {
  file: string;
  /** The code points it is for, first and last of each stretch. */
  ranges: [number, number][];
  /** The code points it has glyphs for, once it is loaded. */
  glyphs?: Promise<ReadonlySet<number>>;
}

async function readSubsets(family: string): Promise<Subset[]> {
  const folder = packageOf(family);
  const id = path.basename(folder);
  const address = (file: string) => fileURLToPath(import.meta.resolve(`${folder}/${file}`));
  const unicode = z
    .record(z.string(), z.string())
    .parse(JSON.parse(await readFile(address('unicode.json'), 'utf8')));
  return Object.entries(unicode)
    .filter(([subset]) => isOwn(family, subset))
    .map(([subset, ranges]) => ({
      file: address(`files/${id}-${subset.replace(/[[\]]/g, '')}-wght-normal.woff2`),
      ranges: ranges.split(',').map(readRange),
    }));
}

const packageOf = (family: string): string =>
  `@fontsource-variable/${family.toLowerCase().replaceAll(' ', '-')}`;

/** Families of other scripts bring Latin of their own, which would stand beside ours. */
function isOwn(family: string, subset: string): boolean {
  if (family === 'Noto Serif' || family === 'Noto Sans') return true;
  return subset.startsWith('[') || ['arabic', 'hebrew'].includes(subset);
}

/** `U+4e00-4e8c`, as in CSS. */
function readRange(text: string): [number, number] {
  const [first = '', last = first] = text.replace('U+', '').split('-');
  return [parseInt(first, 16), parseInt(last, 16)];
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const FACES: Record<Face, string[]> = {
  serif: ['Noto Serif', 'Noto Naskh Arabic', 'Noto Serif Hebrew'],
  sans: ['Noto Sans', 'Noto Sans Arabic', 'Noto Serif Hebrew'],
};

/** One character differs from region to region. */
const REGIONAL = new Map([
  ['Jpan', 'Noto Serif JP'],
  ['Hans', 'Noto Serif SC'],
  ['Hant', 'Noto Serif TC'],
  ['Kore', 'Noto Serif KR'],
]);

/** What is never drawn. */
const IGNORABLE = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}]$/u;
