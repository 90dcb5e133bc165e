import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Word documents as small as Word still opens them, and looks into those of the service. */

const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

export interface Made {
  /** Each a paragraph; markup of one's own as `{ xml }`. */
  body?: readonly (string | { xml: string })[];
  mainType?: string;
  /** Further relationships of the document: kind (last step, or the whole name), target, mode. */
  relationships?: readonly [kind: string, target: string, mode?: string][];
  parts?: Record<string, string | Uint8Array>;
  types?: string;
}

export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
export const paragraph = (text: string) =>
  `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
/** A table of one row, a cell each. */
export const row = (...cells: string[]) =>
  `<w:tbl><w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr></w:tbl>`;

export function docxWith({
  body = [],
  mainType = MAIN,
  relationships = [],
  parts = {},
  types = '',
}: Made): Buffer {
  const relationship = ([kind, target, mode]: readonly [string, string, string?], at: number) =>
    `<Relationship Id="rId${at + 1}" Type="${kind.includes('/') ? kind : `${OFFICE}/${kind}`}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`;
  const all: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${mainType}"/>${types}</Types>`,
    '_rels/.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${RELS}">${relationship(['officeDocument', 'word/document.xml'], 0)}</Relationships>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${W}" xmlns:r="${OFFICE}"><w:body>${body.map((one) => (typeof one === 'string' ? paragraph(one) : one.xml)).join('')}<w:sectPr/></w:body></w:document>`,
    'word/_rels/document.xml.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${RELS}">${relationships.map(relationship).join('')}</Relationships>`,
    ...parts,
  };
  return Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(all).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
      ),
    ),
  );
}

/** A part of a document as text. */
export function partOf(file: Uint8Array, name: string): string {
  const bytes = unzipSync(file)[name];
  if (!bytes) throw new Error(`There is no ${name}.`);
  return strFromU8(bytes);
}

export const namesIn = (file: Uint8Array): string[] => Object.keys(unzipSync(file));

/** What a document says, a line a paragraph. */
export function wordsOf(file: Uint8Array): string[] {
  return partOf(file, 'word/document.xml')
    .split('</w:p>')
    .map((one) =>
      [...one.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
        .map(([, text = '']) => text)
        .join('')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    )
    .filter((one) => one !== '');
}
