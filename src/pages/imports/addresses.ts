import type { RowView } from './rows.ts';

export const PATH = '/nhap-tep';

/** A sheet in the making; without an id the page that takes one. */
export function draftAddress(
  id?: string,
  { page = 1, view = 'all' }: { page?: number; view?: RowView } = {},
): string {
  if (id === undefined) return PATH;
  const query = new URLSearchParams({ tep: id });
  if (view !== 'all') query.set('view', view);
  if (page > 1) query.set('page', String(page));
  return `${PATH}?${query}`;
}

/** The sheet to fill in, for the caller's area. */
export function templateAddress(format: 'csv' | 'xlsx', prefill: boolean): string {
  return `/api/v1/imports/template?${new URLSearchParams({ format, prefill: String(prefill) })}`;
}
