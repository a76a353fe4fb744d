import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { selectAll } from 'hast-util-select';

/** One page of the built site. */
export interface Page {
  /** Its file below `dist/`: `about/index.html`. */
  file: string;
  /** Its address on the site: `/about/`. */
  address: string;
  html: string;
  tree: Root;
}

/** Something that a page points at. */
export interface Link {
  element: Element;
  attribute: string;
  /** As it stands in the page. */
  value: string;
  /** What it resolves to; `null` where it is no address at all. */
  url: URL | null;
  /** Whether it is fetched with the page, without the reader doing anything. */
  loaded: boolean;
}

/** Where `npm run build` writes. */
const DIST = 'dist';

/** Pages live on this origin as far as the tests are concerned. */
const origin = 'https://site.invalid';

/** Every page of a built site. Throws where nothing was built. */
export function builtPages(folder = DIST): Page[] {
  const files = globSync('**/*.html', { cwd: folder }).map((file) =>
    file.replaceAll(path.sep, '/'),
  );
  if (files.length === 0) throw new Error(`No site in ${folder}/. Run: npm run build`);
  return files.sort().map((file) => {
    const html = readFileSync(path.join(folder, file), 'utf8');
    const address = `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
    return { file, address, html, tree: fromHtml(html) };
  });
}

/** Every address in a page's elements, `srcset` candidates one by one. */
export function linksOf({ address, tree }: Page): Link[] {
  return selectAll('*', tree).flatMap((element) =>
    addressAttributes.flatMap(([attribute, property]) => {
      const given = element.properties[property];
      if (!given) return [];
      const values = property === 'srcSet' ? candidates(given) : [given];
      return values.map((value) => ({
        element,
        attribute,
        value,
        url: URL.parse(value, origin + address),
        loaded: isLoaded(element, attribute),
      }));
    }),
  );
}

/** Whether an address is on the site itself. */
export const isInternal = (url: URL): boolean => url.origin === origin;

/** The file below the site's folder that a static host serves at an address; `null` where it would answer 404. */
export function fileAt(pathname: string, folder = DIST): string | null {
  const name = decodeURIComponent(pathname).replace(/^\//, '');
  const file = name === '' || name.endsWith('/') ? `${name}index.html` : name;
  return statSync(path.join(folder, file), { throwIfNoEntry: false })?.isFile() ? file : null;
}

export function readBuilt(file: string): Buffer {
  return readFileSync(path.join(DIST, file));
}

/** Whether a page only receives links made elsewhere, to one turn, a former address or what was removed: no page leads there. */
export function isOnlyLinkedFromElsewhere({ address, tree }: Page): boolean {
  const isHidden = selectAll('meta[name=robots][content=noindex]', tree).length > 0;
  return (
    isHidden ||
    selectAll('link[rel=canonical]', tree).some(
      ({ properties }) => URL.parse(String(properties.href), origin)?.pathname !== address,
    )
  );
}

/** How a page's element is named in a failure: `<a href="/x/">`. */
export function shown({ element, attribute, value }: Link): string {
  return `<${element.tagName} ${attribute}="${value}">`;
}

/** Attributes that hold addresses, and their names in the tree. */
const addressAttributes = [
  ['href', 'href'],
  ['xlink:href', 'xLinkHref'],
  ['src', 'src'],
  ['srcset', 'srcSet'],
  ['poster', 'poster'],
  ['action', 'action'],
  ['formaction', 'formAction'],
  ['cite', 'cite'],
  ['data', 'data'],
] as const;

const candidates = (srcset: string): string[] =>
  srcset.split(/,\s+/).flatMap((candidate) => candidate.trim().split(/\s+/)[0] ?? []);

/** `rel` values of links that browsers fetch by themselves. */
const fetchedRelations = ['stylesheet', 'icon', 'preload', 'modulepreload', 'prefetch', 'manifest'];

function isLoaded({ tagName, properties }: Element, attribute: string): boolean {
  if (tagName === 'link') {
    return [properties.rel].flat().some((rel) => fetchedRelations.includes(String(rel)));
  }
  // Media wait for the reader: a test of its own sees to it.
  const waits = ['audio', 'video', 'source', 'track'].includes(tagName) && attribute === 'src';
  if (waits || tagName === 'a' || tagName === 'area') return false;
  return ['src', 'srcset', 'poster', 'data', 'href', 'xlink:href'].includes(attribute);
}
