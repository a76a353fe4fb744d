import { strToU8, zipSync, type Zippable } from 'fflate';

export const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** The smallest document that a word processor opens. */
export function documentOf(
  body: string,
  parts: Record<string, string> = {},
  prolog = `<w:document ${NAMESPACE}><w:body>`,
): Uint8Array {
  const relations = Object.keys(parts).map((name, index) => {
    const kind = /word\/([a-z]+)/.exec(name)?.[1] ?? '';
    return `<Relationship Id="p${String(index)}" Type="${OFFICE}/relationships/${kind}" Target="${name.slice(5)}"/>`;
  });
  const files: Zippable = {
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': strToU8(
      `<Relationships ${PACKAGE}><Relationship Id="r1" Type="${OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `<Relationships ${PACKAGE}>${relations.join('')}</Relationships>`,
    ),
    'word/styles.xml': strToU8(
      `<w:styles ${NAMESPACE}><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>`,
    ),
    'word/document.xml': strToU8(prolog === '' ? body : `${prolog}${body}</w:body></w:document>`),
  };
  for (const [name, xml] of Object.entries(parts)) files[name] = strToU8(xml);
  return zipSync(files);
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

export const paragraph = (runs: string, style = '') => `<w:p>${style}${runs}</w:p>`;
export const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
export const p = (text: string, { style = '' } = {}) =>
  paragraph(run(text), style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`);
export const row = (...cells: string[]) =>
  `<w:tr>${cells.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join('')}</w:tr>`;
