import { draftsWanted, onlyTranscriptPages } from '../archive/current.ts';

/**
 * Whether crawlers are told what is here: not where the site does not know its own address, since they ask for absolute
 * ones; nor of drafts, which nobody is to find.
 */
export function crawlersAreTold(): boolean {
  const site: string | undefined = import.meta.env.SITE;
  return Boolean(site) && !onlyTranscriptPages() && !draftsWanted();
}
