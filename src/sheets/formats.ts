/** Sheets as files: what they are called over HTTP, in and out. */
export const MEDIA_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type SheetFormat = keyof typeof MEDIA_TYPES;

/** The content type of a sheet that goes out. */
export function contentTypeOf(format: SheetFormat): string {
  return format === 'csv' ? `${MEDIA_TYPES.csv}; charset=utf-8` : MEDIA_TYPES[format];
}
