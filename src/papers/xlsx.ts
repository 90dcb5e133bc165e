import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { isDay } from '../days.ts';
import type { Paper, PaperCell, Table } from './paper.ts';
import { sameBytes } from './same-bytes.ts';

/** Characters that a sheet's name may have, and may not. */
const LONGEST_NAME = 31;
const NOT_IN_NAMES = /[[\]:*?/\\]/g;

/** All tables of a report as a workbook, a sheet each: real days and numbers, the head frozen. */
export async function xlsxOf(paper: Paper, asOf: string): Promise<Buffer> {
  const tables = [
    ...paper.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : [])),
    ),
    ...paper.annexes.map(({ table }) => table),
  ];
  const names = new Set<string>();
  const bytes = await writeXlsx({
    defaultFont: { name: 'Times New Roman', size: 12 },
    sheets: tables.map((table, at) => sheetOf(table, nameOf(table.title, at, names))),
  });
  return sameBytes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), asOf);
}

function nameOf(title: string, at: number, taken: Set<string>): string {
  const plain = title.replace(NOT_IN_NAMES, ' ').slice(0, LONGEST_NAME - 3);
  const name = taken.has(plain) ? `${plain} ${at + 1}` : plain;
  taken.add(name);
  return name;
}

function sheetOf({ columns, rows }: Table, name: string) {
  const style = { font: { name: 'Times New Roman', size: 12, bold: true }, alignment: { wrapText: true } };
  return {
    name,
    columns: columns.map(({ share, kind }) => ({
      width: Math.max(8, Math.round(share * 12)),
      ...(kind === 'day' ? { style: { numFmt: 'dd/mm/yyyy' } } : {}),
    })),
    rows: [
      columns.map((one) => one.head),
      ...rows.map((row) => columns.map((column, at) => asCell(row[at] ?? null, column.kind))),
    ],
    cells: new Map(columns.map((_, at) => [`0,${at}`, { style }] as const)),
    freezePane: { rows: 1 },
  };
}

function asCell(cell: PaperCell, kind: 'number' | 'day' | undefined): CellValue {
  return kind === 'day' && typeof cell === 'string' && isDay(cell) ? new Date(cell) : cell;
}
