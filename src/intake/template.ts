import type { Day } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { IndicatorKind, Locality } from '../registry/types.ts';
import { isAmbiguous } from '../sheets/cells.ts';
import { type Cell, xlsxTemplate } from '../sheets/write.ts';
import { CELL_KINDS } from './sheet-columns.ts';
import { LEADING, type TemplateColumn, templateColumns } from './template-columns.ts';
import { standingOn } from './template-values.ts';
import { type CurrentValues, isRatio, type Value } from './types.ts';

export interface Template {
  columns: TemplateColumn[];
  rows: Cell[][];
}

/** A sheet to be filled in: a row for each locality, with the values that still stand where `current` has them. */
export function makeTemplate(
  registry: Registry,
  localities: readonly Locality[],
  day: Day,
  current: ReadonlyMap<string, CurrentValues>,
): Template {
  const columns = templateColumns(registry.indicatorsOn(day).values());
  const standing = standingOn(registry, day);
  const rows = localities.map((locality) => {
    const { name, type } = registry.nameOn(locality, day);
    const held = current.get(locality.code) ?? {};
    const cells = columns.slice(LEADING.length).map(({ value }): Cell => {
      const stands = value && standing(locality, value.indicator, held);
      return value === undefined || stands === undefined ? null : cellOf(stands, value.half);
    });
    return [locality.code, day, `${type} ${name}`, ...cells];
  });
  return { columns, rows };
}

/** As the import reads it back. */
function cellOf(value: Value, half: 'have' | 'need' | null): Cell {
  if (value === null) return '?';
  if (typeof value === 'boolean') return value ? 'có' : 'chưa';
  // Three decimals look like a group of thousands; four do not.
  if (typeof value === 'number' && isAmbiguous(String(value))) return `${value}0`;
  return isRatio(value) ? value[half ?? 'have'] : value;
}

/** The template as a workbook: codes in row 1, names for people in row 2, lists where there is a choice. */
export async function templateWorkbook({ columns, rows }: Template): Promise<Buffer> {
  const positions = (kind: (typeof CELL_KINDS)[IndicatorKind]) =>
    columns.flatMap(({ value }, at) => (value && CELL_KINDS[value.indicator.kind] === kind ? [at] : []));
  return await xlsxTemplate({
    sheetName: 'Số liệu',
    headerRows: [columns.map((column) => column.header), columns.map((column) => column.nameVi)],
    rows,
    widths: columns.map((column) => column.width),
    validations: positions('yes').map((column) => ({ column, list: ['có', 'chưa', '?'] })),
    dayColumns: [1, ...positions('day')],
  });
}
