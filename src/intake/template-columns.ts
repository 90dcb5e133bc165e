import type { Indicator } from '../registry/types.ts';
import { columnsOf, type ValueColumn, valueColumnName } from './sheet-columns.ts';

/** A column of the template: its code for the import, its name for people. */
export interface TemplateColumn {
  header: string;
  nameVi: string;
  /** In characters. */
  width: number;
  /** Set on columns that hold a value. */
  value?: ValueColumn;
}

const VALUE_WIDTH = 18;

export const LEADING: readonly TemplateColumn[] = [
  { header: 'locality', nameVi: 'Mã đơn vị', width: 11 },
  { header: 'day', nameVi: 'Ngày báo cáo (ngày/tháng/năm)', width: 14 },
  { header: 'name', nameVi: 'Tên đơn vị. Ô để trống: không báo cáo; ghi ? nếu chưa rõ', width: 30 },
];
const NOTE: TemplateColumn = { header: 'note', nameVi: 'Ghi chú', width: 40 };

/** Every column of the template, for the indicators asked on its day, in the catalogue's order. */
export function templateColumns(indicators: Iterable<Indicator>): TemplateColumn[] {
  const values = [...indicators].flatMap(columnsOf);
  return [
    ...LEADING,
    ...values.map((value) => ({
      header: value.header,
      nameVi: valueColumnName(value),
      width: VALUE_WIDTH,
      value,
    })),
    NOTE,
  ];
}
