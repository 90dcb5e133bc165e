import { z } from 'zod';
import { firstPage, unpackCursor } from '../../http/query.ts';
import type { Query } from '../addresses.ts';
import { readSort, type Sort } from './sort.ts';
import { tableQuery } from './table-file.ts';

/**
 * A list that is too long to be counted, and is read on and on: in its own order by where the page before ended, which
 * stays right while rows come; in another order, which is asked for seldom, by pages.
 */
export const lookQuery = { sort: tableQuery.sort, page: tableQuery.page, cursor: z.string().optional() };

interface Look {
  sort?: string | undefined;
  page: number;
  cursor?: string | undefined;
}

/** What its store is asked for. */
export function lookAsked<K extends string, T>(
  { sort, page, cursor }: Look,
  size: number,
  keys: readonly K[],
  shape: z.ZodType<T>,
): { after: T | null; order?: Sort<K>; offset?: number } {
  const order = readSort<K | ''>(sort, keys, { key: '', descending: false });
  if (order.key === '') return { after: unpackCursor(cursor, shape) };
  return { after: null, order: { ...order, key: order.key }, offset: (page - 1) * size };
}

/** The rows of a page, of which one more was read, and what leads to the next. */
export function goOn<T>(rows: readonly T[], size: number, { sort, page }: Look, keyOf: (last: T) => unknown) {
  const { page: shown, nextCursor } = firstPage(rows, size, keyOf);
  const next: Query = sort === undefined ? { cursor: nextCursor ?? '' } : { sort, page: String(page + 1) };
  return { page: shown, next: nextCursor === null ? null : next };
}
