import { href, publicUrl } from '../archive/addresses.ts';

/** A path of `archive/addresses.ts` as this site's pages link to it. */
export const link = (path = ''): string => href(path, import.meta.env.BASE_URL);

/** A path as the rest of the world reaches it: absolute where the site knows its address. */
export function worldLink(path: string): string {
  const site: string | undefined = import.meta.env.SITE;
  return publicUrl(path, import.meta.env.BASE_URL, site ? new URL(site) : undefined);
}
