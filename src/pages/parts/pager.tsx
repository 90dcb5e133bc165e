import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';

export interface PageOf<T> {
  rows: T[];
  /** From 1; the last one where a later was asked for. */
  page: number;
  pages: number;
  /** Place of the first row in all of them, from 1; 0 when there are none. */
  first: number;
  count: number;
}

/** One page of a list that is known in full. */
export function pageOf<T>(items: readonly T[], asked: number, size: number): PageOf<T> {
  const { offset, of } = pageAsked(items.length, asked, size);
  return of(items.slice(offset, offset + size));
}

/** Which rows of a list that is read by pages are wanted: of the last page where a later one was asked for. */
export function pageAsked(count: number, asked: number, limit: number) {
  const pages = Math.max(1, Math.ceil(count / limit));
  const page = Math.min(asked, pages);
  const offset = (page - 1) * limit;
  return {
    limit,
    offset,
    /** The page, of the rows that were read. */
    of: <T,>(rows: T[]): PageOf<T> => {
      return { rows, page, pages, first: rows.length === 0 ? 0 : offset + 1, count };
    },
  };
}

/** Ways to the pages before and after. Nothing where there is one page only. */
export function Pager({
  of,
  addressOf,
}: {
  of: Omit<PageOf<unknown>, 'rows'> & { rows: { length: number } };
  addressOf: (page: number) => string;
}) {
  const say = useSay();
  const { rows, page, pages, first, count } = of;
  if (pages === 1) return null;
  return (
    <nav class="pager" aria-label={say('Trang của danh sách', 'Pages of the list')}>
      {page > 1 ? (
        <a href={addressOf(page - 1)} rel="prev">
          ← {say('Trang trước', 'Previous')}
        </a>
      ) : null}
      <span>
        {formatNumber(first)}–{formatNumber(first + rows.length - 1)} {say('trong', 'of')}{' '}
        {formatNumber(count)}
      </span>
      {page < pages ? (
        <a href={addressOf(page + 1)} rel="next">
          {say('Trang sau', 'Next')} →
        </a>
      ) : null}
    </nav>
  );
}
