import type { Sql } from './connect.ts';

type Fragment = ReturnType<typeof fragment>;
const fragment = (sql: Sql) => sql``;

/** How a list is put: by one of its columns, either way. */
export interface Order<K extends string> {
  key: K;
  descending: boolean;
}

/** An order that was asked for by name, of those that there are; what is the same stands by what never is. */
export function orderBy<K extends string>(
  sql: Sql,
  columns: Readonly<Record<K, Fragment>>,
  { key, descending }: Order<K>,
  unique: Fragment,
): Fragment {
  return sql`order by ${columns[key]} ${descending ? sql`desc` : sql`asc`} nulls last, ${unique}`;
}
