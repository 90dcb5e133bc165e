import {
  AlignmentType,
  BorderStyle,
  TableCell as Cell,
  Table as DocxTable,
  type FileChild,
  Paragraph,
  TableRow as Row,
  TableLayoutType,
  WidthType,
} from 'docx';
import { line, twips } from './docx-line.ts';
import { LAYOUT, type Letterhead, MOTTO, NATION } from './layout.ts';
import type { Paper } from './paper.ts';

/** The head and the end of an administrative paper. */

const { margins, page, sizes } = LAYOUT;
const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = {
  top: NO_BORDER,
  bottom: NO_BORDER,
  left: NO_BORDER,
  right: NO_BORDER,
  insideHorizontal: NO_BORDER,
  insideVertical: NO_BORDER,
};

/** A rule below a line, as long as a part of the cell: by how far it is drawn in at both sides. */
const rule = (sideMm: number): Paragraph =>
  new Paragraph({
    indent: { left: twips(sideMm), right: twips(sideMm) },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
    spacing: { before: 20, after: 60 },
    children: [],
  });

function sideBySide(left: Paragraph[], right: Paragraph[], shares: [number, number]): DocxTable {
  const width = twips(page.width - margins.left - margins.right);
  const [a, b] = shares.map((share) => Math.round((width * share) / (shares[0] + shares[1]))) as [
    number,
    number,
  ];
  const cell = (children: Paragraph[], size: number) =>
    new Cell({ children, width: { size, type: WidthType.DXA }, borders: NO_BORDERS });
  return new DocxTable({
    width: { size: width, type: WidthType.DXA },
    columnWidths: [a, b],
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
    rows: [new Row({ cantSplit: true, children: [cell(left, a), cell(right, b)] })],
  });
}

export function headOf({ name, about }: Paper, letterhead: Letterhead): FileChild[] {
  const { parent, issuer, symbol, place, superior } = letterhead;
  const date = `${place}, ngày \u2003\u2002 tháng \u2003\u2002 năm \u2003\u2003`;
  return [
    sideBySide(
      [
        line(parent, { size: sizes.issuer, caps: true }),
        line(issuer, { size: sizes.issuer, bold: true, caps: true }),
        rule(24),
        line(`Số: \u2003\u2003\u2002/${symbol}`, { size: sizes.number }),
      ],
      [
        line(NATION, { size: sizes.nation, bold: true }),
        line(MOTTO, { size: sizes.motto, bold: true }),
        rule(21),
        line(date, { size: sizes.date, italics: true }),
      ],
      [43, 57],
    ),
    line(name, { size: sizes.title, bold: true, caps: true }, { spacing: { before: 240 } }),
    line(about, { size: sizes.about, bold: true }),
    rule(65),
    line(`Kính gửi: ${superior}.`, { size: sizes.body }, { spacing: { before: 120, after: 120 } }),
  ];
}

export function endOf({ signer, recipients }: Letterhead): FileChild[] {
  const left = { alignment: AlignmentType.LEFT };
  return [
    new Paragraph({ spacing: { before: 120 }, children: [] }),
    sideBySide(
      [
        line('Nơi nhận:', { size: sizes.recipientsHead, bold: true, italics: true }, left),
        ...recipients.map((one) => line(`- ${one}`, { size: sizes.recipients }, left)),
      ],
      [
        line(signer, { size: sizes.body, bold: true, caps: true }),
        ...Array.from({ length: 4 }, () => line('', { size: sizes.body })),
      ],
      [50, 50],
    ),
  ];
}
