import { dateOf, type CslItem } from './csl-item.ts';

/**
 * An item as `<meta>` elements, name and content, for reference managers that read pages. Dublin Core
 * (https://www.dublincore.org/specifications/dublin-core/dcmi-terms/) comes first. Zotero reads the prefix `z` as its
 * own fields: the type, which nothing else names, and the program. Whether it was radio or television is not recorded,
 * and Zotero has no type for both.
 */
export function metadataOf(item: CslItem): [name: string, content: string][] {
  const date = dateOf(item);
  const day = date?.parts.map((part) => String(part).padStart(2, '0')).join('-');
  const program = item['container-title'];
  const creators = (item.host ?? []).map((name) =>
    'literal' in name ? name.literal : `${name.family}, ${name.given}`,
  );
  return [
    ['z.itemType', 'radioBroadcast'],
    ['DC.title', item.title],
    ...creators.map((name): [string, string] => ['DC.creator', name]),
    // Of a broadcast, Zotero takes no creators.
    ...creators.map((name): [string, string] => ['z.castMembers', name]),
    ...optional('DC.date', date?.inferred ?? day),
    ...optional('z.programTitle', program),
    ...optional('DC.publisher', item.publisher),
    ['DC.type', item.medium],
    ['z.audioRecordingFormat', item.medium],
    ['DC.language', item.language],
    ['DC.identifier', item.URL],
  ];
}

const optional = (name: string, content: string | undefined): [string, string][] =>
  content === undefined ? [] : [[name, content]];
