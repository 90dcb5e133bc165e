import type { Sql } from '../db/connect.ts';
import { type AlertKind, SERVICE } from './types.ts';
import type { VisibleAreas } from './visible.ts';

/** Alerts that nobody has taken on, added up. */

const open = (sql: Sql, { codes, service }: VisibleAreas) => sql`
  a.state = 'open' and (${codes === null ? sql`a.area <> ${SERVICE}` : sql`a.area = any(${codes as string[]})`}
    or (${service} and a.area = ${SERVICE}))`;

export async function countOpen(sql: Sql, visible: VisibleAreas): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from alert a where ${open(sql, visible)}`;
  return row?.count ?? 0;
}

export interface KindCount {
  kind: AlertKind;
  count: number;
  /** Of these, how many the department has been told of, since nobody nearer has done anything. */
  escalated: number;
}

export async function countOpenByKind(sql: Sql, visible: VisibleAreas): Promise<KindCount[]> {
  return await sql<KindCount[]>`
    select a.kind, count(*)::int as count,
      (count(*) filter (where exists (select from alert_notice n join ladder r on r.id = a.ladder
        where n.alert = a.id and n.told > 0 and r.steps -> n.step ->> 'role' = 'department')))::int as escalated
    from alert a where ${open(sql, visible)} group by a.kind`;
}

/** Alerts of a programme that stood at an instant, by kind: how many, and how many of them somebody had taken on. */
export async function countStandingAt(
  sql: Sql,
  programme: string,
  areas: readonly string[],
  at: Date,
): Promise<{ kind: AlertKind; count: number; acknowledged: number }[]> {
  const then = at.toISOString();
  return await sql<{ kind: AlertKind; count: number; acknowledged: number }[]>`
    select kind, count(*)::int as count,
      (count(*) filter (where acknowledged_at <= ${then}::timestamptz))::int as acknowledged
    from alert
    where programme in (${programme}, '*') and area = any(${areas as string[]})
      and opened_at <= ${then}::timestamptz and (resolved_at is null or resolved_at > ${then}::timestamptz)
    group by kind order by kind`;
}
