import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { dateOf, type CslItem, type CslName } from './csl-item.ts';

/** The item as a file of CSL-JSON: a list of one. */
export const toCslJson = (item: CslItem): string => `${JSON.stringify([item], null, 2)}\n`;

/** The item as BibLaTeX, which BibTeX's successors and every reference manager read, in UTF-8. */
export function toBibtex(item: CslItem): string {
  const shared = sharedWithOldFormats(item);
  const { author, publisher } = shared;
  return `${new Cite({
    ...shared,
    title: texTitle(shared.title),
    note: texEscaped(shared.note),
    genre: texEscaped(shared.genre),
    ...(shared['container-title'] !== undefined && {
      'container-title': texEscaped(shared['container-title']),
    }),
    ...(publisher !== undefined && { publisher: texEscaped(publisher) }),
    ...(author && { author: author.map(texEscapedName) }),
  })
    .format('biblatex')
    .trim()}\n`;
}

/** The item as RIS. */
export function toRis(item: CslItem): string {
  return `${new Cite(sharedWithOldFormats(item))
    .format('ris')
    .trim()
    // The library folds lines, even inside an address, which hardly any reader unfolds; and it cuts ids short.
    .replace(/\n(?![A-Z][A-Z0-9] {2}-)/g, '')
    .replace(/^ID {2}- .*\n/m, '')
    // YYYY/MM/DD, each figure with its noughts.
    .replace(/^DA {2}- .*$/m, (line) => line.replace(/(?<=\/)\d(?=\/|$)/g, '0$&'))} \n`;
}

/**
 * What BibLaTeX and RIS can say of a broadcast. Neither knows hosts, who are its authors there, nor a date in
 * brackets: the date is given without, and a note says what was inferred.
 */
function sharedWithOldFormats(item: CslItem) {
  const { id, title, publisher, host, medium, language, URL } = item;
  const author = item.author ?? host;
  const date = dateOf(item);
  return {
    id: id.replaceAll('/', '-'),
    // A "broadcast" loses its authors and its program in the library's RIS.
    type: 'document',
    title: singleLine(title),
    ...(item['container-title'] !== undefined && {
      'container-title': singleLine(item['container-title']),
    }),
    ...(publisher !== undefined && { publisher: singleLine(publisher) }),
    ...(author && { author }),
    ...(date && { issued: { 'date-parts': [date.parts] } }),
    genre: medium,
    note: date?.inferred ? `${medium}. The date ${date.inferred} was inferred.` : medium,
    language,
    URL,
  };
}

const singleLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const texEscapedName = (name: CslName): CslName =>
  'literal' in name
    ? { literal: texEscaped(name.literal) }
    : { family: texEscaped(name.family), given: texEscaped(name.given) };

/** Text whose characters and ligatures TeX gives no other meaning. */
const texEscaped = (text: string): string =>
  text
    .replace(/[\\{}&%$#_~^]/g, (character) => TEX[character] ?? `\\${character}`)
    .replace(/[-'`?!](?=[-'`])/g, '$&{}');

/** Its first word keeps capitals that do not open it; the library sees to the rest. */
const texTitle = (title: string): string =>
  texEscaped(title).replace(/^\S*\p{L}\p{Lu}\S*/u, '<span class="nocase">$&</span>');

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

Object.assign(plugins.config.get('@bibtex').format, {
  useIdAsLabel: true,
  // Ids hold only letters, digits, hyphens and underscores.
  checkLabel: false,
  // Its own escapes drop every letter that is not Latin.
  asciiOnly: false,
});
