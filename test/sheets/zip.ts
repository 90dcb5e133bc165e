/** Archives by hand, honest or not, so that tests can say exactly what a hostile file holds. */
import { buffer } from 'node:stream/consumers';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';

export interface Part {
  name: string;
  data: Buffer | string;
  /** The deflated bytes, when they were made by `deflateRepeated`. */
  deflated?: { bytes: Buffer; size: number };
  /** What the directories claim, when that is to differ from the truth. */
  claimedSize?: number;
  flags?: number;
  /** Shares the bytes (and the local header) of the part before it. */
  overlaps?: boolean;
}

/** `chunk` `times` over, deflated, without ever holding it unfolded. */
export async function deflateRepeated(
  chunk: string,
  times: number,
  head = '',
  tail = '',
): Promise<Part['deflated']> {
  const deflate = createDeflateRaw({ level: 1 });
  const bytes: Buffer[] = [];
  deflate.on('data', (piece: Buffer) => bytes.push(piece));
  const ended = new Promise((resolve) => deflate.once('end', resolve));
  const block = Buffer.from(chunk);
  deflate.write(head);
  for (let at = 0; at < times; at += 1) {
    if (!deflate.write(block)) await new Promise((resolve) => deflate.once('drain', resolve));
  }
  deflate.end(tail);
  await ended;
  return { bytes: Buffer.concat(bytes), size: block.length * times + Buffer.byteLength(head + tail) };
}

export function zip(parts: Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let header = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const data = Buffer.from(part.data);
    const deflated = part.deflated?.bytes ?? deflateRawSync(data);
    const size = part.claimedSize ?? part.deflated?.size ?? data.length;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(part.flags ?? 0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(part.deflated ? 0 : crc32(data), 10);
    common.writeUInt32LE(deflated.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.length, 22);
    if (!part.overlaps) {
      header = offset;
      files.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, deflated);
      offset += 4 + common.length + name.length + deflated.length;
    }
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(header, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, name);
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, central, end]);
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export const SHEET_HEAD = `<worksheet xmlns="${MAIN}"><sheetData>`;
export const SHEET_TAIL = '</sheetData></worksheet>';

export function sheetXml(rows: string): string {
  return SHEET_HEAD + rows + SHEET_TAIL;
}

function contentTypes(sheets: number, sharedStrings: boolean): string {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${kind}.${type}+xml"/>`;
  return [
    `<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    part('workbook', 'sheet.main'),
    part('styles', 'styles'),
    ...(sharedStrings ? [part('sharedStrings', 'sharedStrings')] : []),
    ...Array.from({ length: sheets }, (_, at) => part(`worksheets/sheet${at + 1}`, 'worksheet')),
    '</Types>',
  ].join('');
}

export interface WorkbookSheet {
  name: string;
  state?: string;
  xml: string;
  deflated?: Part['deflated'];
  kind?: string;
}

/** What `s="1"` and so on of a cell stand for. */
export const FORMATS = [
  'General',
  'd',
  '0%',
  '0.00%',
  'dd/mm/yyyy',
  '[$-42A]dd\\ mmmm\\ yyyy;@',
  '0.0\\ %',
  '0"%"',
  'yyyy\\-mm\\-dd\\ hh:mm',
];
const OWN_FORMATS = FORMATS.slice(4)
  .map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
  .join('');
const FORMAT_IDS = [0, 14, 9, 10, ...FORMATS.slice(4).map((_, at) => 164 + at)];
const STYLES = `<numFmts count="${FORMATS.length - 4}">${OWN_FORMATS}</numFmts><cellXfs count="${FORMATS.length}">${FORMAT_IDS.map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join('')}</cellXfs>`;

/** The parts of a workbook as the standard has them, one worksheet a sheet. */
export function workbookParts(sheets: WorkbookSheet[], sharedStrings?: string, properties = ''): Part[] {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const listed = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at + 1}"${state ? ` state="${state}"` : ''}/>`,
  );
  const parts: Part[] = [
    { name: '[Content_Types].xml', data: contentTypes(sheets.length, sharedStrings !== undefined) },
    {
      name: '_rels/.rels',
      data: `<Relationships xmlns="${PACKAGE}/relationships">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}<sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships xmlns="${PACKAGE}/relationships">${sheets
        .map(({ kind }, at) => relation(`r${at + 1}`, kind ?? 'worksheet', `worksheets/sheet${at + 1}.xml`))
        .join(
          '',
        )}${sharedStrings === undefined ? '' : relation('rs', 'sharedStrings', 'sharedStrings.xml')}${relation('rt', 'styles', 'styles.xml')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet xmlns="${MAIN}">${STYLES}</styleSheet>`,
    },
  ];
  if (sharedStrings !== undefined)
    parts.push({ name: 'xl/sharedStrings.xml', data: `<sst xmlns="${MAIN}">${sharedStrings}</sst>` });
  sheets.forEach(({ xml, deflated }, at) => {
    parts.push({ name: `xl/worksheets/sheet${at + 1}.xml`, data: xml, ...(deflated ? { deflated } : {}) });
  });
  return parts;
}

/** A workbook of one sheet with these `<row>`s. */
export function workbook(rows: string): Buffer {
  return zip(workbookParts([{ name: 'Sheet1', xml: sheetXml(rows) }]));
}

export const text = (ref: string, value: string) =>
  `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;

/** A part of a workbook as text. */
export async function partOf(body: Buffer, name: string): Promise<string> {
  const archive = await fromBufferPromise(body, { decodeStrings: false, validateEntrySizes: true });
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName.toString() === name)
      return (await buffer(await archive.openReadStreamPromise(entry))).toString();
  }
  throw new Error(`no part ${name}`);
}
