import { buffer } from 'node:stream/consumers';
import { isRatio, type Values } from '../../src/intake/types.ts';
import { type Cell, xlsxStream } from '../../src/sheets/write.ts';

/** A workbook that a province would send in: a row a locality, a column a value. */
export async function workbookOf(
  records: readonly { locality: string; day: string; values: Values }[],
): Promise<Buffer> {
  const header = Object.entries(records[0]?.values ?? {}).flatMap(([code, value]) =>
    isRatio(value) ? [`${code}.have`, `${code}.need`] : [code],
  );
  const rows = records.map(({ locality, day, values }): Cell[] => [
    locality,
    day,
    ...Object.values(values).flatMap((value): Cell[] => {
      if (isRatio(value)) return [value.have, value.need];
      return [typeof value === 'boolean' ? (value ? 'có' : 'không') : value];
    }),
  ]);
  const columns = ['locality', 'day', ...header].map((text) => ({ header: text }));
  return await buffer(xlsxStream({ sheetName: 'Báo cáo', columns }, rows));
}
