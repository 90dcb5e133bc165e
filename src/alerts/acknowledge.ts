import { insertAuditsOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import { addDays, type Day, dayOf, formatDay } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { type Readers, readDay, readText } from '../fields.ts';
import { refuse } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import { lockToTake, takeOn, takeOnAnew } from './acknowledge-store.ts';
import type { Notify } from './notify.ts';
import { endPassedOf, promiseOfAlerts } from './promise-store.ts';
import { lockAlerting } from './store.ts';
import type { Acknowledgement } from './types.ts';

/** A promise that lies farther ahead is none. */
export const LONGEST_PROMISE_DAYS = 366;

export const ACKNOWLEDGEMENT_FIELDS: Readers<Acknowledgement> = {
  owner: (text, field) => ({ owner: readText(field, text, 200) }),
  reason: (text, field) => ({ reason: readText(field, text, 500) }),
  promisedOn: (text, field) => ({ promisedOn: readDay(field, text) }),
};

/** The same with a day that can be promised on `today`, so that it is told along with all else that is wrong. */
export const acknowledgementOn = (today: Day): Readers<Acknowledgement> => ({
  ...ACKNOWLEDGEMENT_FIELDS,
  promisedOn: (text, field) => {
    const promisedOn = readDay(field, text);
    refusePromise(promisedOn, today);
    return { promisedOn };
  },
});

export interface AcknowledgeDeps {
  sql: RootSql;
  registry: Registry;
  notify: Notify;
}

/**
 * Takes alerts on: nobody is told more of them until the promised date has passed. One that is taken on already
 * gets the new owner and date. Acknowledging that a promise has passed promises the work itself anew.
 * Whether the author may is the caller's to ask. Returns how many were taken on.
 * @throws {Refused} when none is left to take on, or the date does not lie ahead
 */
export async function acknowledge(
  { sql, registry, notify }: AcknowledgeDeps,
  author: Author,
  ids: readonly number[],
  given: Acknowledgement,
): Promise<number> {
  refusePromise(given.promisedOn, dayOf(author.now));
  return await sql.begin(async (tx) => {
    // A promise and its work are locked in either order: one at a time, and not while a round decides.
    await lockAlerting(tx);
    const alerts = await lockToTake(tx, ids);
    if (alerts.length === 0)
      refuse('', [
        'Việc này đã xong, không cần nhận nữa.',
        'It has ended already; nothing is left to take on.',
      ]);
    const works = alerts.filter((one) => one.kind !== 'promise_passed');
    const broken = alerts.filter((one) => one.kind === 'promise_passed');
    const renewed = await takeOnAnew(tx, broken, given, author);
    const ended = await takeOn(tx, works, given, author);
    await promiseOfAlerts(
      tx,
      [...alerts, ...renewed].map((one) => one.id),
      given,
      author,
    );
    ended.push(...(await endPassedOf(tx, broken, author.now)));
    await insertAuditsOf(
      tx,
      author,
      [...works, ...renewed].map((alert) => ({
        action: 'alert.acknowledge',
        target: `${alert.id} ${alert.area} ${alert.kind}`,
        area: alert.area,
        ...(alert.owner !== null && { before: { owner: alert.owner, promisedOn: alert.promisedOn } }),
        after: given,
      })),
    );
    await notify.announce(tx, registry, uniqueById([...alerts, ...renewed, ...ended]), author.now);
    return alerts.length;
  });
}

/** @throws {Refused} at `promisedOn`, when nobody can promise anything for that day */
export function refusePromise(promisedOn: Day, today: Day): void {
  const last = addDays(today, LONGEST_PROMISE_DAYS);
  if (promisedOn < today || promisedOn > last)
    refuse('promisedOn', [
      `Ngày hẹn phải từ hôm nay đến ${formatDay(last)}.`,
      `The date must lie from ${formatDay(today)} to ${formatDay(last)}.`,
    ]);
}

function uniqueById<T extends { id: number }>(alerts: readonly T[]): T[] {
  return [...new Map(alerts.map((one) => [one.id, one])).values()];
}
