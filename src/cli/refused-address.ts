import { urlStyle } from '../archive/addresses.ts';

/**
 * Why a site can't be built with the addresses that `SITE_URL`, `BASE_PATH` and `URL_STYLE` ask for: what was found, what
 * was expected, and the cure; `null` where it can.
 */
export function refusedAddress(): string | null {
  const { SITE_URL = '', BASE_PATH = '' } = process.env;
  return refusedSite(SITE_URL) ?? refusedBase(BASE_PATH) ?? refusedStyle();
}

function refusedSite(given: string): string | null {
  if (given === '') return null;
  const site = URL.parse(given);
  if (site === null || !['https:', 'http:'].includes(site.protocol)) {
    return `SITE_URL is "${given}"; expected a whole address, such as https://transcripts.example. Put https:// before the name.`;
  }
  const below = given.replace(/^[^/]*\/*[^/?#]*\/?/, '');
  return below === ''
    ? null
    : `SITE_URL is "${given}"; expected no path in it. Give SITE_URL=${site.origin} and, where the site lives below a path, BASE_PATH=${site.pathname.replace(/\/?$/, '/')}.`;
}

function refusedBase(given: string): string | null {
  // Some shells on Windows make a folder of their own out of a path: C:/Program Files/Git/archive/.
  return /[\s:?#\\"<>]/.test(given)
    ? `BASE_PATH is "${given}"; expected a path, such as /archive/. Give the path alone, or archive without slashes where the shell alters it.`
    : null;
}

function refusedStyle(): string | null {
  try {
    urlStyle();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
