import type { Element } from 'xast';
import { toXml } from 'xast-util-to-xml';
import { writableInXml } from '../formats/xml.ts';

/** A whole XML document. What XML has no way to write is not in it, and `]]>` is escaped, which the library leaves. */
export const xmlDocument = (root: Element): string =>
  `${writableInXml(toXml([DECLARATION, root])).replaceAll(']]>', ']]&gt;')}\n`;

const DECLARATION = {
  type: 'instruction',
  name: 'xml',
  value: 'version="1.0" encoding="utf-8"',
} as const;
