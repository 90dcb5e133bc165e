import type { Sql } from '../../src/db/connect.ts';

/** What the alerts of the bench need, and what they leave behind. */

/** An officer and a leader for every locality, and a department for every province. */
export async function addEverybody(sql: Sql): Promise<void> {
  await sql`
    insert into contact (locality, province, name, position, email, role)
    select code, null, 'Cán bộ ' || code, 'công chức', role || code || '@xa.example', role
    from locality cross join (values ('officer'), ('leader')) as r(role)
    union all
    select null, code, 'Sở ' || code, 'chuyên viên', 'so' || code || '@so.example', 'department' from province`;
}

/** Makes a day one on which offices work, whatever the weekday: messages wait for those. */
export async function workOn(sql: Sql, day: string): Promise<void> {
  await sql`
    insert into calendar_day (scope, day, kind, name_vi, status, source)
    values ('VN', ${day}, 'makeup_workday', 'đo', 'confirmed', 'bench') on conflict do nothing`;
}

/** Lets the deadline of a programme be on a day, or be none. */
export async function setDeadline(sql: Sql, programme: string, deadline: string | null): Promise<void> {
  await sql`update programme_settings set deadline = ${deadline} where programme = ${programme}`;
  await sql`update registry_version set version = version + 1`;
}

export async function countAlerts(sql: Sql): Promise<{ alerts: number; messages: number }> {
  const [row] = await sql<{ alerts: number; messages: number }[]>`
    select (select count(*)::int from alert where state = 'open') as alerts,
      (select count(*)::int from outbox where state = 'waiting') as messages`;
  return row ?? { alerts: 0, messages: 0 };
}

export async function forgetReminders(sql: Sql): Promise<void> {
  await sql`truncate reminder, outbox, outbox_alert`;
}

export async function forgetAlerts(sql: Sql): Promise<void> {
  await sql`truncate alert, alert_notice, outbox, outbox_alert`;
  await sql`delete from contact`;
}
