import { z } from 'zod';
import { type Day, isDay } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { rowsAs } from '../db/rows.ts';
import type { AlertKind } from './types.ts';

/** What a summary says of alerts that last. */

/** One of another release is said by its name. */
const kind = z.custom<AlertKind>((name) => typeof name === 'string');
const alertCount = z.object({ kind, open: z.int(), acknowledged: z.int() });
export type AlertCount = z.infer<typeof alertCount>;

const escalation = z.object({
  area: z.string(),
  kind,
  /** The highest of the roles that were told. */
  role: z.enum(['leader', 'department']),
  openedAt: z.date(),
});
/** An open alert that its ladder has taken past whom it told first. */
export type Escalation = z.infer<typeof escalation>;

const promised = z.object({
  area: z.string(),
  kind,
  /** Code of the indicator it is about, or what else the alert's subject is. */
  subject: z.string(),
  owner: z.string().nullable(),
  promisedOn: z.custom<Day>(isDay),
});
/** What somebody has promised and not done yet. */
export type Promised = z.infer<typeof promised>;

interface Within {
  programme: string;
  /** Codes of localities, and of their province. */
  areas: readonly string[];
}

/** Of a programme and of none, since a network that is down concerns all. */
const live = (sql: Sql, { programme, areas }: Within) =>
  sql`a.programme in (${programme}, '*') and a.area = any(${areas as string[]}) and a.state <> 'resolved'`;

/** How many alerts are not resolved, by kind. */
export async function countAlerts(sql: Sql, within: Within): Promise<AlertCount[]> {
  const rows = sql`
    select a.kind, (count(*) filter (where a.state = 'open'))::int as open,
      (count(*) filter (where a.state = 'acknowledged'))::int as acknowledged
    from alert a where ${live(sql, within)} group by a.kind order by count(*) desc, a.kind`;
  return await rowsAs(alertCount, rows);
}

/**
 * Open alerts of which a later step of their ladder has told a leader or the department; the oldest first.
 * What was told to them in the first step is no escalation.
 */
export async function readEscalations(sql: Sql, within: Within): Promise<Escalation[]> {
  const rows = sql`
    select a.area, a.kind, a.opened_at as "openedAt",
      case when bool_or(l.steps -> n.step::int ->> 'role' = 'department') then 'department' else 'leader' end as role
    from alert a join alert_notice n on n.alert = a.id and n.step > 0 and n.told > 0
      join ladder l on l.id = a.ladder and l.steps -> n.step::int ->> 'role' in ('leader', 'department')
    where ${live(sql, within)} and a.state = 'open'
    group by a.id order by a.opened_at, a.id`;
  return await rowsAs(escalation, rows);
}

/** What was promised for days up to `through` and is not done yet, the longest overdue first. */
export async function readPromises(sql: Sql, within: Within, through: Day): Promise<Promised[]> {
  const rows = sql`
    select a.area, a.kind, a.subject, a.owner, a.promised_on as "promisedOn"
    from alert a where ${live(sql, within)} and a.state = 'acknowledged' and a.promised_on <= ${through}
    order by a.promised_on, a.id`;
  return await rowsAs(promised, rows);
}
