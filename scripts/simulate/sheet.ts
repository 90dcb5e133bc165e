import { isRatio, type Value, type Values } from '../../src/intake/types.ts';
import { readXlsx } from '../../src/sheets/read.ts';
import { type Cell, xlsxTemplate } from '../../src/sheets/write.ts';

/** Fills in a template of one locality as a person would in Excel, and saves it. */
export async function fillTemplate(template: Buffer, values: Values, note: string | null): Promise<Buffer> {
  const [sheet] = (await readXlsx(template)).grids;
  const [codes = [], names = [], empty = []] = sheet?.rows ?? [];
  const filled = codes.map((header, column): Cell => {
    if (header === 'note') return note;
    const half = header.endsWith('.have') ? 'have' : header.endsWith('.need') ? 'need' : null;
    const code = half === null ? header : header.slice(0, -'.have'.length);
    const value = values[code];
    return value === undefined ? (empty[column] ?? null) : cellOf(value, half);
  });
  return await xlsxTemplate({
    sheetName: 'Số liệu',
    headerRows: [codes, names],
    rows: [filled],
    widths: codes.map(() => 18),
    textColumns: [1],
  });
}

function cellOf(value: Value, half: 'have' | 'need' | null): Cell {
  if (value === null) return '?';
  if (typeof value === 'boolean') return value ? 'có' : 'không';
  return isRatio(value) ? value[half ?? 'have'] : value;
}
