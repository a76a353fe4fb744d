import { href } from '../archive/addresses.ts';
import { ASSET_CACHING, FRAMED, headerPolicy, SECURITY_HEADERS } from './policy.ts';

/** A file or folder at the root of a built site. */
export interface RootEntry {
  name: string;
  isFolder: boolean;
}

/**
 * The text of `_headers`, by which Netlify and Cloudflare Pages know what to send. Where several rules fit one address,
 * Cloudflare joins their values and Netlify's own tools keep the last: no address therefore gets a header from two rules,
 * and the folders that may not be shown in frames are listed one by one.
 * (https://developers.cloudflare.com/pages/configuration/headers/, https://docs.netlify.com/manage/routing/headers/)
 *
 * @param base the path below which the site lives.
 */
export function headersFile(root: readonly RootEntry[], base: string): string {
  const framed = root.filter(({ name, isFolder }) => isFolder && name === FRAMED);
  const unframed = root.filter(
    (entry) => !framed.includes(entry) && (entry.isFolder || entry.name.endsWith('.html')),
  );
  return [
    rule(href('*', base), Object.entries(SECURITY_HEADERS)),
    ...['', ...unframed.flatMap(addresses)].map((path) =>
      rule(href(path, base), [['Content-Security-Policy', headerPolicy('nobody')]]),
    ),
    ...framed
      .flatMap(addresses)
      .map((path) =>
        rule(href(path, base), [['Content-Security-Policy', headerPolicy('everybody')]]),
      ),
    rule(href('assets/*', base), [['Cache-Control', ASSET_CACHING]]),
  ].join('\n');
}

/** Hosts serve a page `about.html` at `/about`, too. */
const addresses = ({ name, isFolder }: RootEntry): string[] =>
  isFolder ? [`${name}/*`] : [name, name.replace(/\.html$/, '')];

const rule = (pattern: string, headers: readonly (readonly [string, string])[]): string =>
  `${pattern}\n${headers.map(([name, value]) => `  ${name}: ${value}\n`).join('')}`;
