import type { SheetFormat } from './formats.ts';
import { csvLine, xlsxTemplate } from './write.ts';

/** A sheet to fill in: its columns by code and, below, by the name that people know them by. */
export interface Blank {
  sheetName: string;
  columns: readonly { header: string; names: readonly string[]; width: number }[];
  /** Columns whose cells stay text, as numbers of tasks and codes are. */
  textColumns: readonly string[];
}

export async function blankSheet(
  { sheetName, columns, textColumns }: Blank,
  format: SheetFormat,
): Promise<Buffer> {
  const headers = columns.map(({ header }) => header);
  const heads = columns.map(({ names }) => names[0] ?? '');
  if (format === 'csv')
    return Buffer.from(`\uFEFF${[headers, heads].map((row) => csvLine([...row])).join('')}`);
  return await xlsxTemplate({
    sheetName,
    headerRows: [headers, heads],
    rows: [],
    widths: columns.map(({ width }) => width),
    validations: [],
    textColumns: textColumns.map((column) => headers.indexOf(column)),
  });
}
