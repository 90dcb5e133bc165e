import { z } from 'zod';
import type { Found } from './find-rows.ts';

/** What is said of a sheet beside its rows: nothing is left out without a word. Pure. */

export type { Found, FoundRow } from './find-rows.ts';

const REASONS = {
  title: ['dòng tiêu đề phía trên', 'titles above the head'],
  head: ['dòng ghi lại tên cột', 'rows that name the columns again'],
  numbering: ['dòng đánh số cột', 'rows that number the columns'],
  total: ['dòng tổng cộng', 'totals'],
  signature: ['dòng ký tên', 'signatures'],
  note: ['dòng chú thích', 'notes below the rows'],
} as const;

const LEFT = {
  hidden: ['đang ẩn', 'it is hidden'],
  empty: ['trống', 'it is empty'],
  no_columns: ['không có các cột cần tìm', 'it has none of the columns'],
  no_sheet: ['không phải bảng dữ liệu', 'it is no worksheet'],
} as const;

/** What was found, as it comes back with a form. */
export const foundSchema = z.object({
  headers: z.array(z.string()).max(1000),
  rows: z.array(
    z.object({
      sheet: z.int(),
      row: z.int(),
      cells: z.array(z.string()).max(1000),
      hidden: z.literal(true).optional(),
      spoilt: z.array(z.string()).optional(),
    }),
  ),
  sheets: z.array(z.object({ name: z.string(), head: z.int(), rows: z.int() })),
  left: z.array(z.object({ name: z.string(), why: z.enum(['hidden', 'empty', 'no_columns', 'no_sheet']) })),
  ignored: z.array(z.string()),
  skipped: z.array(
    z.object({
      reason: z.enum(['title', 'head', 'numbering', 'total', 'signature', 'note']),
      count: z.int(),
    }),
  ),
  hiddenRows: z.int(),
  hiddenColumns: z.array(z.string()),
  mergedRows: z.int(),
  comments: z.int(),
});

/** Fields of an import's answer that are there only where there is something to say. */
export const sheetNotesAnswer = {
  sheets: z
    .array(z.object({ name: z.string(), head: z.int(), rows: z.int() }))
    .optional()
    .meta({
      description: 'Sheets that were read, where the file has several; `head` is the row of the column names',
    }),
  leftSheets: z
    .array(z.object({ name: z.string(), why: z.enum(['hidden', 'empty', 'no_columns', 'no_sheet']) }))
    .optional()
    .meta({ description: 'Sheets of the file that were not read' }),
  ignoredColumns: z.array(z.string()).optional().meta({ description: 'Columns that are not understood' }),
  skippedRows: z
    .array(
      z.object({
        reason: z.enum(['title', 'head', 'numbering', 'total', 'signature', 'note']),
        count: z.int(),
      }),
    )
    .optional()
    .meta({ description: 'Rows that are no data, by what they were taken for' }),
  hiddenRows: z
    .int()
    .optional()
    .meta({ description: 'Rows that are hidden or filtered out: taken with `hidden=true` only' }),
  hiddenColumns: z
    .array(z.string())
    .optional()
    .meta({ description: 'Columns of figures that are hidden: taken with `hidden=true` only' }),
  mergedRows: z.int().optional().meta({ description: 'Rows with a value from a merged cell above' }),
  comments: z.int().optional().meta({ description: 'Cells with a comment, which is not read' }),
  notices: z
    .array(z.object({ message: z.string(), messageVi: z.string() }))
    .optional()
    .meta({ description: 'The same in sentences' }),
};

export interface SheetNotes {
  sheets?: { name: string; head: number; rows: number }[];
  leftSheets?: { name: string; why: keyof typeof LEFT }[];
  ignoredColumns?: string[];
  skippedRows?: { reason: keyof typeof REASONS; count: number }[];
  hiddenRows?: number;
  hiddenColumns?: string[];
  mergedRows?: number;
  comments?: number;
  notices?: { message: string; messageVi: string }[];
}

const MOST = 20;
const list = (names: readonly string[]) =>
  names
    .slice(0, MOST)
    .map((name) => `“${name}”`)
    .join(', ') + (names.length > MOST ? ', …' : '');

/** Without the rows that are hidden, and with nothing in the columns that are, but for those of `keys`. */
export function notTaken(found: Found, keys: readonly string[]): Found {
  const blank = new Set(
    found.headers.flatMap((header, at) =>
      found.hiddenColumns.includes(header) && !keys.includes(header) ? [at] : [],
    ),
  );
  const rows = found.rows.filter((row) => !row.hidden);
  if (blank.size === 0) return { ...found, rows };
  return {
    ...found,
    rows: rows.map((row) => ({ ...row, cells: row.cells.map((cell, at) => (blank.has(at) ? '' : cell)) })),
  };
}

/** What is to be said of a sheet, as fields and as sentences. Nothing where there is nothing to say. */
export function sheetNotes(found: Found, hiddenTaken: boolean): SheetNotes {
  const { sheets, left, ignored, skipped, hiddenRows, mergedRows, comments } = found;
  const hiddenColumns = found.hiddenColumns.filter((header) => header !== 'locality' && header !== 'day');
  const notices: { message: string; messageVi: string }[] = [];
  const say = (messageVi: string, message: string) => notices.push({ message, messageVi });
  if (sheets.length > 1)
    say(
      `Đã đọc ${sheets.length} trang tính: ${list(sheets.map(({ name }) => name))}.`,
      `${sheets.length} sheets are read: ${list(sheets.map(({ name }) => name))}.`,
    );
  for (const why of Object.keys(LEFT) as (keyof typeof LEFT)[]) {
    const names = left.filter((one) => one.why === why).map(({ name }) => name);
    if (names.length > 0)
      say(
        `Không đọc trang tính ${list(names)} (${LEFT[why][0]}).`,
        `Not read: ${list(names)} (${LEFT[why][1]}).`,
      );
  }
  if (ignored.length > 0)
    say(
      `Không đọc các cột ngoài mẫu: ${list(ignored)}.`,
      `Columns that are not understood: ${list(ignored)}.`,
    );
  if (skipped.length > 0)
    say(
      `Bỏ qua các dòng không phải số liệu: ${skipped.map(({ reason, count }) => `${count} ${REASONS[reason][0]}`).join(', ')}.`,
      `Rows that are no data: ${skipped.map(({ reason, count }) => `${count} ${REASONS[reason][1]}`).join(', ')}.`,
    );
  if (hiddenRows > 0)
    say(
      `${hiddenRows} dòng đang bị ẩn hoặc lọc: ${hiddenTaken ? 'vẫn lấy, theo xác nhận' : 'chưa lấy'}.`,
      `${hiddenRows} rows are hidden or filtered out: ${hiddenTaken ? 'taken, as was asked' : 'not taken'}.`,
    );
  if (hiddenColumns.length > 0)
    say(
      `Cột đang bị ẩn: ${list(hiddenColumns)}: ${hiddenTaken ? 'vẫn lấy, theo xác nhận' : 'chưa lấy'}.`,
      `Columns that are hidden: ${list(hiddenColumns)}: ${hiddenTaken ? 'taken, as was asked' : 'not taken'}.`,
    );
  if (mergedRows > 0)
    say(
      `${mergedRows} dòng lấy giá trị của ô gộp phía trên.`,
      `${mergedRows} rows have a value from a merged cell above.`,
    );
  if (comments > 0)
    say(
      `${comments} ô có chú thích (comment): chỉ đọc giá trị của ô.`,
      `${comments} cells have a comment, which is not read.`,
    );
  return {
    ...(sheets.length > 1 ? { sheets } : {}),
    ...(left.length > 0 ? { leftSheets: left } : {}),
    ...(ignored.length > 0 ? { ignoredColumns: ignored } : {}),
    ...(skipped.length > 0 ? { skippedRows: skipped } : {}),
    ...(hiddenRows > 0 ? { hiddenRows } : {}),
    ...(hiddenColumns.length > 0 ? { hiddenColumns } : {}),
    ...(mergedRows > 0 ? { mergedRows } : {}),
    ...(comments > 0 ? { comments } : {}),
    ...(notices.length > 0 ? { notices } : {}),
  };
}
