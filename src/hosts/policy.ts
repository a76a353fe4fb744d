/*
 * What the site allows itself, on every page and host alike. Pages have no inline code, so that nothing here depends on
 * what a page says. `'wasm-unsafe-eval'` and the worker are the search's.
 */
const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
];

/**
 * The Content Security Policy that a page carries itself, in a `<meta>`, and so on every host
 * (https://www.w3.org/TR/CSP3/). `frame-ancestors` means nothing there: only a header can say it.
 *
 * @param audio the address of the page's own recording; the one thing that differs from page to page.
 */
export const pagePolicy = (audio: string | null): string =>
  policyOf(`media-src ${audio === null ? "'none'" : originOf(audio)}`);

/**
 * The policy that a host sends as a header with everything: that of pages, which narrow `media-src` down to their own
 * recording, and who may show the page in a frame.
 */
export const headerPolicy = (frames: Frames): string =>
  policyOf('media-src https: http:', `frame-ancestors ${frames === 'nobody' ? "'none'" : '*'}`);

/** Who may show a page in a frame: pages below `/embed/` are made for it, all others are not. */
export type Frames = 'nobody' | 'everybody';

/** The folder of the pages that may be shown in frames, below the site's base. */
export const FRAMED = 'embed';

/** The other headers that a host sends with everything. */
export const SECURITY_HEADERS = {
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy':
    'camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()',
  'X-Content-Type-Options': 'nosniff',
};

/** What hosts say of files in `assets/`, whose names change with what they hold. */
export const ASSET_CACHING = 'public, max-age=31536000, immutable';

const policyOf = (...own: string[]): string => [...DIRECTIVES, ...own].join('; ');

/**
 * An origin as a policy can name it. A host name may hold characters that end a directive, and no recording lives at such
 * an address.
 */
function originOf(address: string): string {
  const { origin } = new URL(address);
  return /^https?:\/\/[\w.:[\]-]+$/.test(origin) ? origin : "'none'";
}
