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
import { dateLine, LAYOUT, type Letterhead, MOTTO, NATION, numberLine } from './layout.ts';
import { addressedTo, type Paper } from './paper.ts';

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

/** Two columns without lines; what stands in one row begins at the same height. */
function sideBySide(
  rows: readonly (readonly [left: Paragraph[], right: Paragraph[]])[],
  shares: readonly [number, number],
): DocxTable {
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
    rows: rows.map(
      ([left, right]) => new Row({ cantSplit: true, children: [cell(left, a), cell(right, b)] }),
    ),
  });
}

export function headOf({ name, about, untitled = false }: Paper, letterhead: Letterhead): FileChild[] {
  const { parent, issuer } = letterhead;
  return [
    sideBySide(
      [
        [
          [
            line(parent, { size: sizes.issuer, caps: true }),
            line(issuer, { size: sizes.issuer, bold: true, caps: true }),
            rule(24),
          ],
          [
            line(NATION, { size: sizes.nation, bold: true }),
            line(MOTTO, { size: sizes.motto, bold: true }),
            rule(21),
          ],
        ],
        // The decree has the number and the day on one line, however long the names above are.
        [
          [
            line(numberLine(letterhead), { size: sizes.number }),
            ...(untitled ? [line(`V/v ${about}`, { size: sizes.issuer }, { spacing: { before: 40 } })] : []),
          ],
          [line(dateLine(letterhead), { size: sizes.date, italics: true })],
        ],
      ],
      [43, 57],
    ),
    ...(untitled
      ? []
      : [
          line(name, { size: sizes.title, bold: true, caps: true }, { spacing: { before: 240 } }),
          line(about, { size: sizes.about, bold: true }),
          rule(65),
        ]),
    ...addresseesOf(letterhead),
  ];
}

/** One stands in the middle; several below each other, their dashes in a line. */
function addresseesOf({ superior, addressees = [superior] }: Letterhead): FileChild[] {
  const lines = addressedTo(addressees);
  const { size, indent, deeper } = { size: sizes.body, indent: twips(32), deeper: twips(45) };
  const spacing = (at: number) => ({
    before: at === 0 ? 160 : 0,
    after: at === lines.length - 1 ? 120 : 0,
  });
  if (lines.length === 1) return lines.map((text, at) => line(text, { size }, { spacing: spacing(at) }));
  return lines.map((text, at) =>
    line(
      text,
      { size },
      {
        alignment: AlignmentType.LEFT,
        indent: at === 0 ? { left: indent } : { left: deeper, hanging: twips(3) },
        spacing: spacing(at),
        keepNext: true,
      },
    ),
  );
}

export function endOf({ signer, recipients }: Letterhead): FileChild[] {
  const left = { alignment: AlignmentType.LEFT };
  return [
    new Paragraph({ spacing: { before: 120 }, children: [] }),
    sideBySide(
      [
        [
          [
            line('Nơi nhận:', { size: sizes.recipientsHead, bold: true, italics: true }, left),
            ...recipients.map((one) => line(`- ${one}`, { size: sizes.recipients }, left)),
          ],
          [
            line(signer, { size: sizes.body, bold: true, caps: true }),
            ...Array.from({ length: 4 }, () => line('', { size: sizes.body })),
          ],
        ],
      ],
      [50, 50],
    ),
  ];
}
