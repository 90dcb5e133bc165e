import {
  AlignmentType,
  TableCell as Cell,
  Document,
  Table as DocxTable,
  type FileChild,
  Header,
  ImageRun,
  type IParagraphOptions,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TableRow as Row,
  TableLayoutType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { PICTURE_FONT } from '../charts/font.ts';
import { pngOf } from '../charts/png.ts';
import { formatDay } from '../days.ts';
import { formatNumber, NONE } from '../i18n/format.ts';
import { endOf, headOf } from './docx-letter.ts';
import { halfPoints, line, twips } from './docx-line.ts';
import { Rows } from './docx-rows.ts';
import { CELL_MARGIN, widthsOf } from './docx-widths.ts';
import { annexLine, LAYOUT, type Letterhead } from './layout.ts';
import {
  type Annex,
  type Block,
  type Column,
  closingOf,
  type Paper,
  type PaperCell,
  type PaperSection,
  type Picture,
  roman,
  type Table,
} from './paper.ts';
import { sameBytes } from './same-bytes.ts';

/** A paper as a Word document, laid out by Decree 30/2020/NĐ-CP, Annex I. */

const { margins, page, sizes, body } = LAYOUT;

/**
 * The same paper gives the same bytes, on whichever day and machine.
 * @param asOf the instant that the report speaks of: the document's date
 */
export async function docxOf(paper: Paper, letterhead: Letterhead, asOf: string): Promise<Buffer> {
  const made: Made = { pictures: await drawPictures(paper), rows: new Rows() };
  const annexes = paper.annexes.filter((one) => !one.onlyInWorkbook);
  const document = new Document({
    title: `${paper.name}: ${paper.about}`,
    creator: letterhead.issuer,
    lastModifiedBy: letterhead.issuer,
    styles: {
      default: {
        document: { run: { font: LAYOUT.font, size: halfPoints(sizes.body), language: { value: 'vi-VN' } } },
      },
    },
    sections: [
      sectionOf(false, [
        ...headOf(paper, letterhead),
        ...paragraph(paper.opening === '' ? [] : [paper.opening]),
        ...paper.sections.flatMap((section, at) => sectionBlocks(section, at + 1, made)),
        ...paragraph([closingOf(paper)]),
        ...endOf(letterhead),
      ]),
      ...annexes.map((annex, at) =>
        sectionOf(
          annex.landscape,
          annexBlocks(
            annex,
            annexes.length === 1 ? '' : ` ${roman(at + 1)}`,
            annexLine(paper.name, letterhead),
            made,
          ),
        ),
      ),
    ],
  });
  return sameBytes(await Packer.toBuffer(document), asOf, {
    'word/document.xml': (xml) => flattenBreaks(made.rows.fill(xml)),
  });
}

/**
 * A section ends in a paragraph of its own, which would begin a page of nothing where the last one is full: it is made
 * as low as can be. The library has no word for it.
 */
const flattenBreaks = (xml: string) =>
  xml.replaceAll(
    '<w:p><w:pPr><w:sectPr',
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:sectPr',
  );

/** Pages numbered by themselves, at the top, but for the first. */
function sectionOf(landscape: boolean, children: FileChild[]): ISectionOptions {
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: halfPoints(sizes.pageNumber) })],
  });
  return {
    properties: {
      titlePage: true,
      page: {
        size: {
          width: twips(page.width),
          height: twips(page.height),
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twips(margins.top),
          bottom: twips(margins.bottom),
          left: twips(margins.left),
          right: twips(margins.right),
          header: twips(margins.header),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      default: new Header({ children: [number] }),
      first: new Header({ children: [new Paragraph('')] }),
    },
    children,
  };
}

function paragraph(texts: readonly string[], options: IParagraphOptions = {}): Paragraph[] {
  return texts.map(
    (text) =>
      new Paragraph({
        alignment: AlignmentType.JUSTIFIED,
        indent: { firstLine: twips(body.firstLine) },
        spacing: { before: body.before * 20, line: Math.round(body.line * 240) },
        ...options,
        children: [new TextRun({ text })],
      }),
  );
}

function sectionBlocks({ head, blocks, written }: PaperSection, number: number, made: Made): FileChild[] {
  if (head === '') return [...blocks.flatMap((block) => blockOf(block, made)), ...paragraph(written)];
  const heading = new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: twips(body.firstLine) },
    spacing: { before: 160 },
    keepNext: true,
    children: [new TextRun({ text: `${roman(number)}. ${head.toLocaleUpperCase('vi')}`, bold: true })],
  });
  const said = [...blocks.flatMap((block) => blockOf(block, made)), ...paragraph(written)];
  return [heading, ...(said.length > 0 ? said : paragraph(['Không.']))];
}

/** Pixels across, of a picture as wide as the text: sharp on paper. */
const PICTURE_WIDTH = 1_400;
/** Millimetres that a picture may be high, its title above it on the same page. */
const PICTURE_HEIGHT = 200;

/** Their bytes, and their places among all of them, from 1: documents count their drawings. */
type Pictures = ReadonlyMap<Picture, { data: Buffer; place: number }>;

/** What is made beside the document, and put into it. */
interface Made {
  pictures: Pictures;
  rows: Rows;
}

async function drawPictures({ sections }: Paper): Promise<Pictures> {
  const drawn = new Map<Picture, { data: Buffer; place: number }>();
  for (const block of sections.flatMap(({ blocks }) => blocks))
    if (block.kind === 'picture')
      drawn.set(block.picture, {
        data: (await pngOf(block.picture.svg, PICTURE_FONT, PICTURE_WIDTH)).png,
        place: drawn.size + 1,
      });
  return drawn;
}

function pictureOf(picture: Picture, { data, place }: { data: Buffer; place: number }): FileChild[] {
  const { title, alt, width, height } = picture;
  const most = page.width - margins.left - margins.right;
  const scale = Math.min(most / width, PICTURE_HEIGHT / height);
  const pixels = (units: number) => Math.round((units * scale * 96) / 25.4);
  return [
    line(title, { size: sizes.body, bold: true }, { spacing: { before: 120, after: 60 }, keepNext: true }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 60 },
      children: [
        new ImageRun({
          type: 'png',
          data,
          transformation: { width: pixels(width), height: pixels(height) },
          altText: { id: String(place), name: title, title, description: alt },
        }),
      ],
    }),
  ];
}

function blockOf(block: Block, { pictures, rows }: Made): FileChild[] {
  switch (block.kind) {
    case 'text':
      return paragraph([block.text]);
    case 'list':
      return paragraph(block.items.map((item) => `- ${item}`));
    case 'picture': {
      const png = pictures.get(block.picture);
      return png ? pictureOf(block.picture, png) : [];
    }
    case 'table':
      return [
        line(
          block.table.title,
          { size: sizes.body, bold: true },
          { spacing: { before: 120, after: 60 }, keepNext: true },
        ),
        tableOf(block.table, page.width - margins.left - margins.right, rows),
      ];
  }
}

function tableOf({ columns, rows }: Table, widthMm: number, kept: Rows): DocxTable {
  const texts = rows.map((row) => columns.map((column, at) => textOf(row[at] ?? null, column)));
  const widths = widthsOf(columns, texts, twips(widthMm), sizes.table);
  const cell = (column: Column, at: number, text: string, head: boolean) =>
    new Cell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      children: [
        new Paragraph({
          alignment: head ? AlignmentType.CENTER : ALIGNMENTS[column.align ?? 'left'],
          children: [new TextRun({ text, size: halfPoints(sizes.table), ...(head ? { bold: true } : {}) })],
        }),
      ],
    });
  return new DocxTable({
    width: { size: twips(widthMm), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: { top: 30, bottom: 30, left: CELL_MARGIN, right: CELL_MARGIN, marginUnitType: WidthType.DXA },
    rows: [
      new Row({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((column, at) => cell(column, at, column.head, true)),
      }),
      // All of them look like this one, and are put in its place.
      ...texts.slice(0, 1).map(
        () =>
          new Row({
            cantSplit: true,
            children: kept.keep(texts).map((text, at) => cell(columns[at] as Column, at, text, false)),
          }),
      ),
    ],
  });
}

const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  right: AlignmentType.RIGHT,
  center: AlignmentType.CENTER,
} as const;

/** As an office writes it. */
function textOf(cell: PaperCell, { kind }: Column): string {
  if (cell === null) return NONE;
  if (typeof cell === 'number') return formatNumber(cell);
  return kind === 'day' ? formatDay(cell) : cell;
}

function annexBlocks(
  { title, table, landscape }: Annex,
  number: string,
  from: string,
  { rows }: Made,
): FileChild[] {
  const width = landscape
    ? page.height - margins.left - margins.right
    : page.width - margins.left - margins.right;
  return [
    line(`Phụ lục${number}`, { size: sizes.annex, bold: true }),
    line(title, { size: sizes.annex, bold: true, caps: true }),
    line(from, { size: sizes.annex, italics: true }, { spacing: { after: 120 } }),
    tableOf(table, width, rows),
  ];
}
