import type { Author } from '../access/author.ts';
import type { Day } from '../days.ts';
import type { Tx } from '../db/connect.ts';
import type { Acknowledgement, AlertKind } from './types.ts';

export interface AlertToTake {
  id: number;
  area: string;
  kind: AlertKind;
  subject: string;
  owner: string | null;
  promisedOn: Day | null;
}

/** Those of the alerts that have not ended, which stay so until the transaction ends; locked by id, so that no two transactions wait for each other. */
export async function lockToTake(tx: Tx, ids: readonly number[]): Promise<AlertToTake[]> {
  return await tx<AlertToTake[]>`
    select id, area, kind, subject, owner, promised_on as "promisedOn" from alert
    where id = any(${ids as number[]}::bigint[]) and state <> 'resolved' order by id for update`;
}

/**
 * Writes down who took them on; their ladders stop. What was promised of them before is not passed any more:
 * returns the alerts that said so and that end with this.
 */
export async function takeOn(
  tx: Tx,
  alerts: readonly { id: number }[],
  { owner, reason, promisedOn }: Acknowledgement,
  { now, actor, name = actor }: Author,
): Promise<{ id: number; area: string }[]> {
  const ids = alerts.map((one) => one.id);
  await tx`
    update alert set state = 'acknowledged', owner = ${owner}, acknowledgement = ${reason}, next_step_at = null,
      promised_on = ${promisedOn}, acknowledged_at = ${now.toISOString()}::timestamptz, acknowledged_by = ${name}
    where id = any(${ids}::bigint[])`;
  return await tx<{ id: number; area: string }[]>`
    update alert set state = 'resolved', resolution = 'promised_anew', next_step_at = null,
      resolved_at = ${now.toISOString()}::timestamptz
    where kind = 'promise_passed' and state <> 'resolved' and subject = any(${ids.map(String)}::text[])
    returning id, area`;
}

/** Promises anew what these alerts say was promised and not done; returns the alerts of the work itself. */
export async function takeOnAnew(
  tx: Tx,
  broken: readonly AlertToTake[],
  given: Acknowledgement,
  author: Author,
): Promise<AlertToTake[]> {
  if (broken.length === 0) return [];
  const works = await lockToTake(
    tx,
    // One that was made on a gap itself names no alert.
    broken.map((one) => Number(one.subject)).filter(Number.isInteger),
  );
  await takeOn(tx, works, given, author);
  return works;
}
