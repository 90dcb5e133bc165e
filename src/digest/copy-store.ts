import { sql } from 'drizzle-orm';
import type { Author } from '../access/author.ts';
import type { OrmTx } from '../db/connect.ts';

/** Gives a programme the summaries that another has of its own; of provinces, those that `provinces` leads to its own. */
export async function copyDigests(
  tx: OrmTx,
  { now }: Author,
  { from, to, provinces }: { from: string; to: string; provinces: ReadonlyMap<string, string> },
): Promise<void> {
  const pairs = JSON.stringify([['*', '*'], ...provinces].map(([before, after]) => ({ before, after })));
  await tx.execute(sql`
    insert into digest (programme, province, role, period, weekday, at, enabled, holds_from)
    select ${to}, x.after, role, period, weekday, at, enabled, ${now.toISOString()}::timestamptz
    from digest join jsonb_to_recordset(${pairs}::text::jsonb) as x(before text, after text) on x.before = province
    where programme = ${from}`);
}
