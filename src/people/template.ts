import { ROLE_WORDS } from '../access/words.ts';
import type { Day } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality } from '../registry/types.ts';
import type { SheetFormat } from '../sheets/formats.ts';
import { type Cell, csvLine, xlsxTemplate } from '../sheets/write.ts';
import { PEOPLE_COLUMNS } from './sheet.ts';

/** What the reader of the sheet is told of a row, between the columns that are read. */
const UNIT = { header: 'unit', names: ['Tên đơn vị'], width: 26 };
const COLUMNS = [...PEOPLE_COLUMNS.slice(0, 6), UNIT, ...PEOPLE_COLUMNS.slice(6)];

/** The sheet to fill in: a row for an officer of each locality, which may be copied for others. */
export async function peopleTemplate(
  format: SheetFormat,
  registry: Registry,
  localities: readonly Locality[],
  day: Day,
): Promise<Buffer> {
  const at = (header: string) => COLUMNS.findIndex((one) => one.header === header);
  const rows = localities.map((locality): Cell[] => {
    const { code, type, name } = registry.nameOn(locality, day);
    const cells: Record<string, Cell> = {
      ...{ area: code, role: ROLE_WORDS.officer[0], unit: `${type} ${name}` },
      ...{ hears: 'có', account: 'có' },
    };
    return COLUMNS.map(({ header }) => cells[header] ?? null);
  });
  const headers = COLUMNS.map(({ header }) => header);
  if (format === 'csv')
    return Buffer.from(`\uFEFF${[headers, ...rows].map((row) => csvLine([...row])).join('')}`);
  return await xlsxTemplate({
    sheetName: 'Người dùng',
    headerRows: [headers, COLUMNS.map(({ names }) => names[0] ?? '')],
    rows,
    widths: COLUMNS.map(({ width }) => width),
    validations: ['hears', 'account'].map((header) => ({ column: at(header), list: ['có', 'không'] })),
    // Else a spreadsheet drops the zeros with which they begin.
    textColumns: ['phone', 'area'].map(at),
  });
}
