import type { Author } from '../access/author.ts';
import type { Sql, Tx } from '../db/connect.ts';
import type { Taken } from './climb-rules.ts';
import type { Step } from './ladder.ts';
import type { Span } from './ladder-clock.ts';
import { indexLadders, type Ladder, type Ladders } from './ladders.ts';
import type { Told } from './notify.ts';
import type { AlertKind } from './types.ts';

/** The latest ladder of each programme and kind, where it has not been withdrawn. */
export async function readLadders(sql: Sql): Promise<Ladder[]> {
  return await sql<Ladder[]>`
    select id, programme, kind, steps, settings from (
      select distinct on (programme, kind) id, programme, kind, steps, settings, withdrawn
      from ladder order by programme, kind, id desc) latest
    where not withdrawn order by programme, kind`;
}

/** The ladder of all programmes that the service came with. */
export async function readShippedLadder(sql: Sql, kind: AlertKind): Promise<Ladder | undefined> {
  const [ladder] = await sql<Ladder[]>`
    select id, programme, kind, steps, settings from ladder
    where programme = '*' and kind = ${kind} order by id limit 1`;
  return ladder;
}

/** The next ladder of a programme and kind; those of before stay for the alerts that started with them. */
export async function insertLadder(
  tx: Tx,
  { programme, kind, steps, settings, withdrawn }: Omit<Ladder, 'id'> & { withdrawn: boolean },
  { now, actor, name = actor }: Author,
): Promise<void> {
  await tx`
    insert into ladder (programme, kind, steps, settings, withdrawn, created_at, created_by)
    values (${programme}, ${kind}, ${JSON.stringify(steps)}::text::jsonb, ${JSON.stringify(settings)}::text::jsonb,
      ${withdrawn}, ${now.toISOString()}::timestamptz, ${name})`;
}

export async function laddersInForce(sql: Sql): Promise<Ladders> {
  return indexLadders(await readLadders(sql));
}

export interface Climber {
  id: number;
  programme: string;
  area: string;
  kind: AlertKind;
  openedAt: Date;
  steps: Step[];
  taken: Taken[];
  /** Codes of the agencies that it names; none but of tasks. */
  agencies: string[];
}

/** Open alerts whose ladder is to be looked at, locked for this transaction; the longest due first. */
export async function claimClimbers(tx: Tx, now: Date, limit: number): Promise<Climber[]> {
  const rows = await tx<(Omit<Climber, 'taken'> & { taken: { step: number; turn: number; at: string }[] })[]>`
    select a.id, a.programme, a.area, a.kind, a.opened_at as "openedAt", l.steps,
      coalesce(a.facts -> 'agencies', '[]') as agencies,
      (select coalesce(jsonb_agg(jsonb_build_object('step', n.step, 'turn', n.turn, 'at', n.at) order by n.turn), '[]')
        from alert_notice n where n.alert = a.id) as taken
    from alert a join ladder l on l.id = a.ladder
    where a.state = 'open' and a.next_step_at <= ${now.toISOString()}::timestamptz
    order by a.next_step_at, a.id limit ${limit} for update of a skip locked`;
  return rows.map((row) => ({ ...row, taken: row.taken.map((one) => ({ ...one, at: new Date(one.at) })) }));
}

/** Writes down the steps taken and when each ladder is looked at next. */
export async function writeClimbs(
  tx: Tx,
  told: readonly Told[],
  next: readonly { id: number; at: Date | null }[],
  now: Date,
): Promise<void> {
  await tx`
    insert into alert_notice (alert, step, turn, at, told, reason)
    select x.alert, x.position, x.turn, ${now.toISOString()}::timestamptz, x.told, x.reason
    from jsonb_to_recordset(${JSON.stringify(told)}::text::jsonb)
      as x(alert bigint, position smallint, turn smallint, told smallint, reason text)
    on conflict do nothing`;
  await tx`
    update alert a set next_step_at = x.at
    from jsonb_to_recordset(${JSON.stringify(next)}::text::jsonb) as x(id bigint, at timestamptz)
    where a.id = x.id and a.state = 'open'`;
}

export type SilenceOf = Span & { area: string; kind: AlertKind | null };

/** Silences that end after an instant, those still to come included. */
export async function readSilencesSince(sql: Sql, since: Date): Promise<SilenceOf[]> {
  return await sql<SilenceOf[]>`
    select area, kind, starts_at as "from", ends_at as "until" from silence
    where ends_at > ${since.toISOString()}::timestamptz and ends_at > starts_at`;
}

/** Provinces of which nothing at all comes in, by programme: `programme province`. */
export async function readSilentProvinces(sql: Sql): Promise<Set<string>> {
  const rows = await sql<{ programme: string; area: string }[]>`
    select programme, area from alert where kind = 'nothing_received' and state <> 'resolved'`;
  return new Set(rows.map(({ programme, area }) => `${programme} ${area}`));
}
