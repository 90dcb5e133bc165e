import { dayOf } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { spansSince } from './count.ts';
import { countOn } from './rules.ts';
import { readBeats } from './store.ts';

/** A network that is known to be down. */
export interface Down {
  locality: string;
  lastBeatAt: Date;
  downSince: Date;
}

/**
 * Networks that are down at `now`, by code, of localities that have not ended. A call that was due while the service took none is no outage of
 * the network: it is expected anew from when the service takes calls again, which all instances write down
 * together (`serving-store.ts`). What was down before such a time still is.
 */
export async function readDown(sql: Sql, now: Date): Promise<Down[]> {
  const inForce = await sql<{ locality: string }[]>`
    select h.locality from heartbeat h join locality l on l.code = h.locality
    where l.valid_to is null or l.valid_to >= ${dayOf(now)}::date`;
  const stored = await readBeats(sql, { localities: inForce.map((one) => one.locality) });
  const spans = await spansSince(sql, stored, now);
  return stored.flatMap((one) => {
    const { locality, lastBeatAt, downSince } = countOn(one, spans, now).row;
    return lastBeatAt === null || downSince === null ? [] : [{ locality, lastBeatAt, downSince }];
  });
}
