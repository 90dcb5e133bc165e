import { type ComponentChildren, Fragment, type VNode } from 'preact';
import { formatDay, isDay } from '../../days.ts';
import type { Cell } from '../../sheets/write.ts';
import { formatNumber, formatPercent, moment, NONE } from '../format.ts';
import { useReading, useSay } from '../language.tsx';
import { useHere } from './address.ts';
import { type PageOf, Pager, pageOf } from './pager.tsx';
import { readSort, type Sort, sortedBy, sortText } from './sort.ts';
import { TableBox } from './table-box.tsx';

/** What stands in a cell: days are known by their shape. */
export type Value = string | number | Date | null | undefined;

/** A column, declared once: for the page on any screen, its order, its sum, and the file. */
export interface Column<T> {
  /** As an address names it. */
  key: string;
  head: string;
  /** What stands in it: shown, sorted by, and written to the file. A column without is of the page alone. */
  value?: (row: T) => Value;
  /** How it is shown, where that is more than its value. */
  cell?: (row: T) => ComponentChildren;
  /** What stands below it, in small. */
  under?: (row: T) => ComponentChildren;
  /** What it is sorted by, where that is not its value; false where it cannot be. */
  sort?: ((row: T) => Value) | false;
  /** Figures stand to the right. */
  figure?: boolean;
  /** The value is a percentage, of 100. */
  percent?: boolean;
  /** Whether sorting begins with the largest; figures do. */
  descends?: boolean;
  /** Whether the last row holds their sum, and how it is shown. */
  sum?: boolean | ((total: number) => ComponentChildren);
  /** What it is called on a phone, where a row is a card; null where it needs no name. */
  label?: string | null;
  class?: string;
  /** In the file alone. */
  unseen?: boolean;
}

export interface TableProps<T> {
  columns: readonly (Column<T> | false | null | undefined)[];
  /** All of them in the order that stands when none is asked for; or one page, where `of` or `older` says so. */
  rows: readonly T[];
  /** By which column the rows are put where none is asked for; without, they stand as they come. */
  order?: Sort<string>;
  keyOf: (row: T) => string | number;
  /** What it lists. */
  title: string;
  /** Stands above the table; by default nothing, where a heading does. */
  caption?: ComponentChildren;
  /** Where a page has several: tells them apart in its address. */
  name?: string;
  /** Id of what stands around it, to come back to where more stands above; by default of its rows, where it has a name. */
  anchor?: string | undefined;
  /** Said where there is nothing to list. */
  empty?: string | VNode;
  /** Rows of a page. */
  size?: number;
  /** Of which the rows are one page, read as such. */
  of?: Omit<PageOf<unknown>, 'rows'>;
  /** By which columns rows that were read as a page can be put, and are. */
  sorted?: { keys: readonly string[]; by: Sort<string> };
  /** Boxes by which rows are chosen, in the form around. */
  pick?: { name: string; value: (row: T) => string; of: (row: T) => string } | false;
  /** Where the rows after these are, in a list that is read on and on. */
  older?: { href: string | null; name: string };
  /** Whether it is a list that somebody may want as a file. */
  files?: boolean;
  /** Whether its columns sort. */
  sorts?: boolean;
  class?: string;
  /** What marks a row for scripts. */
  mark?: (row: T) => Record<`data-${string}`, string>;
}

/** A list as a table. A click on a head sorts; on a phone each row is a card. */
export function DataTable<T>(props: TableProps<T>) {
  const say = useSay();
  const here = useHere();
  const { file } = useReading();
  const {
    keyOf,
    title,
    caption,
    name,
    anchor = name,
    empty,
    size = 100,
    of,
    older,
    sorted,
    pick = false,
    mark,
    files = true,
  } = props;
  const columns = props.columns.filter((one): one is Column<T> => Boolean(one));
  const whole = of === undefined && older === undefined;
  const sorts = props.sorts ?? whole;
  const sortable = sorted
    ? columns.filter(({ key }) => sorted.keys.includes(key))
    : sorts
      ? columns.filter((one) => !one.unseen && sortOf(one) !== undefined)
      : [];
  const field = name === undefined ? 'sort' : `${name}.sort`;
  const sort = readSort(
    here.query.get(field) ?? undefined,
    sortable.map(({ key }) => key),
    sorted?.by ?? props.order ?? { key: '', descending: false },
  );
  const by = sorted ? undefined : sortOf(sortable.find(({ key }) => key === sort.key));
  const rows = by ? sortedBy(props.rows, (row) => plain(by(row)), sort.descending) : props.rows;
  if (file && file.table === name && files) {
    const written = columns.filter((one) => one.value);
    file.taken = {
      title,
      columns: written.map(({ head, percent }) => ({ header: head, percent })),
      rows: rows.map((row) => written.map(({ value }) => inFile(value?.(row)))),
      // Never cut without a word.
      cut: older?.href
        ? say('Danh sách còn dài hơn; lọc bớt để tải hết.', 'The list goes on; narrow it to get all.')
        : '',
    };
    return null;
  }
  if (rows.length === 0 && empty !== undefined)
    return typeof empty === 'string' ? <p class="hint">{empty}</p> : empty;
  const shown = columns.filter((one) => !one.unseen);
  const pageField = name === undefined ? 'page' : `${name}.page`;
  const asked = Number(here.query.get(pageField) ?? 1);
  const page = whole ? pageOf(rows, asked >= 1 ? Math.floor(asked) : 1, size) : { rows: [...rows] };
  const paged = of ?? ('pages' in page ? page : undefined);
  const back = anchor === undefined ? '' : `#${anchor}`;
  const sums = shown.some(({ sum }) => sum) && rows.length > 1;
  return (
    <Fragment>
      <TableBox label={title}>
        <table class={props.class ?? 'stacks keeps-head'}>
          {caption === undefined ? null : <caption>{caption}</caption>}
          <thead>
            <tr>
              {pick ? (
                <th scope="col" class="pick" data-all={say('Chọn cả trang', 'Choose the whole page')}>
                  {say('Chọn', 'Choose')}
                </th>
              ) : null}
              {shown.map((one) => (
                <Head
                  key={one.key}
                  column={one}
                  sort={sort}
                  href={sortable.includes(one) ? (text) => here.with({ [field]: text }) + back : undefined}
                />
              ))}
            </tr>
          </thead>
          <tbody id={name}>
            {page.rows.map((row) => (
              <tr key={keyOf(row)} {...mark?.(row)}>
                {pick ? (
                  <td class="pick">
                    <label>
                      <input type="checkbox" name={pick.name} value={pick.value(row)} />
                      <span class="unseen">{pick.of(row)}</span>
                    </label>
                  </td>
                ) : null}
                {shown.map((one, place) => (
                  <TableCell key={one.key} column={one} row={row} first={place === 0} />
                ))}
              </tr>
            ))}
          </tbody>
          {sums ? (
            <tfoot>
              <tr>
                {shown.map((one, place) =>
                  place === 0 ? (
                    <th key={one.key} scope="row">
                      {say('Tổng', 'Total')}
                    </th>
                  ) : (
                    <td
                      key={one.key}
                      class={one.figure ? 'figure' : undefined}
                      data-label={one.sum ? (one.label ?? one.head) : undefined}
                    >
                      <SumOf column={one} rows={rows} />
                    </td>
                  ),
                )}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </TableBox>
      {paged ? (
        <Pager
          of={{ ...paged, rows: page.rows }}
          addressOf={(to) => here.with({ [pageField]: to === 1 ? undefined : String(to) }) + back}
        />
      ) : null}
      {older?.href || (files && rows.length > 0) ? (
        <p class="table-foot">
          {older?.href ? <a href={older.href}>{older.name}</a> : null}
          {files && rows.length > 0 ? <FileLinks name={name} title={title} /> : null}
        </p>
      ) : null}
    </Fragment>
  );
}

/** The list as a file, in the order and of the rows that are asked for. */
function FileLinks({ name, title }: { name: string | undefined; title: string }) {
  const say = useSay();
  const here = useHere();
  const link = (format: 'csv' | 'xlsx', words: string) => (
    <a
      href={here.with({ format, table: name })}
      aria-label={say(`Tải về ${words}: ${title}`, `Download ${words}: ${title}`)}
      download
    >
      {words}
    </a>
  );
  return (
    <span class="files-of">
      {say('Tải về', 'Download')}: {link('csv', 'CSV')} {link('xlsx', 'Excel')}
    </span>
  );
}

/** The head of a column. One that sorts goes first the way it is mostly wanted, then the other. */
function Head<T>({
  column: { key, head, figure, descends = figure === true },
  sort,
  href,
}: {
  column: Column<T>;
  sort: Sort<string>;
  href: ((sort: string) => string) | undefined;
}) {
  const say = useSay();
  if (href === undefined)
    return (
      <th scope="col" class={figure ? 'figure' : undefined}>
        {head}
      </th>
    );
  const current = sort.key === key;
  const descending = current ? !sort.descending : descends;
  const ordered = sort.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" class={figure ? 'sorts figure' : 'sorts'} aria-sort={current ? ordered : undefined}>
      <a href={href(sortText({ key, descending }))} title={say(`Sắp xếp theo: ${head}`, `Sort by: ${head}`)}>
        {head}
        <span class="sign" aria-hidden="true">
          {current ? (sort.descending ? '▼' : '▲') : ''}
        </span>
      </a>
    </th>
  );
}

function TableCell<T>({ column, row, first }: { column: Column<T>; row: T; first: boolean }) {
  const { figure, percent, head, label, value, cell, under } = column;
  const below = under?.(row);
  const shown = cell ? cell(row) : show(value?.(row), percent);
  const content = (
    <>
      {shown}
      {below === undefined || below === null || below === false || below === '' ? null : (
        <>
          {' '}
          <small class="under">{below}</small>
        </>
      )}
    </>
  );
  const classes =
    [figure && 'figure', column.class, shown === NONE && 'none'].filter(Boolean).join(' ') || undefined;
  if (first)
    return (
      <th scope="row" class={classes}>
        {content}
      </th>
    );
  const called = label === undefined && value !== undefined ? head : (label ?? undefined);
  return (
    <td class={classes} data-label={called}>
      {content}
    </td>
  );
}

/** As it stands on the page. */
export function show(value: Value, percent = false): string {
  if (value === null || value === undefined || value === '') return NONE;
  if (typeof value === 'number') return percent ? formatPercent(value) : formatNumber(value);
  if (value instanceof Date) return moment(value);
  return isDay(value) ? formatDay(value) : value;
}

function inFile(value: Value): Cell {
  if (typeof value === 'string') return value === '' ? null : value.replaceAll('\u00a0', ' ');
  return value ?? null;
}

function sortOf<T>(column: Column<T> | undefined): ((row: T) => Value) | undefined {
  return column?.sort === false ? undefined : (column?.sort ?? column?.value);
}

function plain(value: Value): string | number | null {
  return value instanceof Date ? value.getTime() : (value ?? null);
}

function SumOf<T>({ column: { value, sum }, rows }: { column: Column<T>; rows: readonly T[] }) {
  if (!sum) return null;
  const total = rows
    .map((row) => value?.(row))
    .reduce<number>((all, one) => all + (typeof one === 'number' ? one : 0), 0);
  return <>{typeof sum === 'function' ? sum(total) : formatNumber(total)}</>;
}
