import { exportPath, href, transcriptPath, turnPagePath } from './addresses.ts';
import { exportsOf } from './exports.ts';
import { publishedIds, transcriptAddresses } from './lookup.ts';
import type { Archive } from './model.ts';

/**
 * The text of `_redirects`, by which Netlify and Cloudflare Pages lead former addresses to the present ones; `null`
 * where there are none. A line is `<from> <to> <status>`, and the first that fits counts. Cloudflare reads 2,000 lines
 * without a wildcard and 100 with one (https://developers.cloudflare.com/pages/configuration/redirects/); what is left
 * over is served as a page of its own, as on every other host.
 *
 * @param base the path below which the site lives.
 */
export function redirectsOf(archive: Archive, base: string): string | null {
  const ids = transcriptAddresses(archive).map(({ id }) => id);
  const others = [...ids, ...archive.removed.map(({ id }) => id)];
  const exact: Rule[] = [];
  const wild: Rule[] = [];
  for (const transcript of archive.transcripts) {
    const { id } = transcript;
    for (const alias of transcript.aliases) {
      exact.push([transcriptPath(alias), transcriptPath(id)]);
      for (const ending of exportsOf(archive.site, transcript)) {
        exact.push([exportPath(alias, ending), exportPath(id, ending)]);
      }
      if (!transcript.turnPages) continue;
      // Where another transcript lives below the former address, a wildcard would take it along.
      if (others.some((other) => other.startsWith(`${alias}/`))) {
        for (const turn of publishedIds(transcript)) {
          exact.push([turnPagePath(alias, turn), turnPagePath(id, turn)]);
        }
      } else wild.push([`${transcriptPath(alias)}*`, `${transcriptPath(id)}:splat`]);
    }
  }
  if (exact.length === 0) return null;
  return [...exact, ...wild]
    .map(([from, to]) => `${href(from, base)} ${href(to, base)} 301\n`)
    .join('');
}

/** Paths below the site's base. */
type Rule = [from: string, to: string];
