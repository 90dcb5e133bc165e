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
