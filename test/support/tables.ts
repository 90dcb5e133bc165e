/** What was written, read back: the first sheet of a file, or the one whose first row has a header. */
import { type Book, readCsv as csv, type SheetLimits, readXlsx as xlsx } from '../../src/sheets/read.ts';

const rowsOf = ({ grids }: Book, header?: string) => ({
  rows: (grids.find(({ rows }) => header !== undefined && rows[0]?.includes(header)) ?? grids[0])?.rows ?? [],
});

export const readXlsx = async (body: Buffer, header?: string) => rowsOf(await xlsx(body), header);
export const readCsv = async (body: Buffer, limits: Partial<SheetLimits> = {}) =>
  rowsOf(await csv(body, limits));
