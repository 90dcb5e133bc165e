import type { Day } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality } from '../registry/types.ts';
import type { SheetFormat } from '../sheets/formats.ts';
import { type Cell, csvLine, xlsxTemplate } from '../sheets/write.ts';
import { COLUMNS, KIND_WORDS } from './sheet.ts';

/** Blank rows of a locality: an office has some tens of officials. */
const ROWS_EACH = 20;

/** The sheet to fill in: some rows for one locality, one for each of many. */
export async function certificateTemplate(
  format: SheetFormat,
  registry: Registry,
  localities: readonly Locality[],
  day: Day,
): Promise<Buffer> {
  const each = localities.length === 1 ? ROWS_EACH : 1;
  const rows = localities.flatMap((locality) => {
    const { code, type, name } = registry.nameOn(locality, day);
    return Array.from({ length: each }, (): Cell[] => [
      code,
      `${type} ${name}`,
      ...COLUMNS.slice(2).map(() => null),
    ]);
  });
  const headers = COLUMNS.map(({ header }) => header);
  if (format === 'csv')
    return Buffer.from(`\uFEFF${[headers, ...rows].map((row) => csvLine([...row])).join('')}`);
  return await xlsxTemplate({
    sheetName: 'Chứng thư số',
    headerRows: [[...headers], COLUMNS.map(({ nameVi }) => nameVi)],
    rows,
    widths: COLUMNS.map(({ width }) => width),
    validations: [{ column: headers.indexOf('kind'), list: Object.values(KIND_WORDS).map(([vi]) => vi) }],
    // Else a spreadsheet takes a serial number for a figure.
    textColumns: [headers.indexOf('serial')],
    dayColumns: (['valid_from', 'valid_to'] as const).map((name) => headers.indexOf(name)),
  });
}
